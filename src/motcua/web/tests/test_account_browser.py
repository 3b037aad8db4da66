# SPDX-License-Identifier: EUPL-1.2
"""Passkeys, codes, and a session that ends in the middle of a form, in a real browser; axe on every page of it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from motcua.accounts import acts
from motcua.accounts.log import COMMAND_LINE
from motcua.accounts.models import AccountEvent, AccountEventKind
from motcua.dossiers.tests.office import Office
from motcua.law.roles import Role
from motcua.web.tests.conftest import set_clock
from motcua.web.tests.looking import READABLE, WIDTHS, findings, next_page, sideways, sign_in
from motcua.web.tests.test_account_factors import code_of
from motcua.web.tests.test_account_sign_in import PASSWORD
from motcua.web.tests.town import fill, open_town

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""An authenticator inside the computer, as a telephone or a laptop has it."""


@dataclass
class Visit:
    """One browser window that keeps the signed-in person and a passkey."""

    context: BrowserContext
    page: Page
    address: str
    shoot: Callable[[Page, str], None]

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def press(self, name: str) -> None:
        """A button that leads to another page."""
        with next_page(self.page):
            self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        """A link."""
        with next_page(self.page):
            self.page.get_by_role("link", name=name).click()

    def look(self, name: str) -> None:
        """Nothing that axe would tell and no scrolling sideways, wide and narrow."""
        for width, pixels in WIDTHS.items():
            self.page.set_viewport_size({"width": pixels, "height": 900})
            assert not findings(self.page, "light"), (name, width)
            assert sideways(self.page) <= 0, (name, width)
            self.shoot(self.page, f"account-{name}-{width}")
        self.page.set_viewport_size({"width": WIDTHS["desktop"], "height": 900})


@pytest.fixture
def office(transactional_db: None) -> Office:
    return open_town()


@pytest.fixture
def visit(
    live_server: LiveServer, windowless: Browser, office: Office, shoot: Callable[[Page, str], None]
) -> Iterator[Visit]:
    context = windowless.new_context()
    context.add_init_script(READABLE)
    page = context.new_page()
    page.set_default_timeout(30_000)
    key = context.new_cdp_session(page)
    key.send("WebAuthn.enable")
    key.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    address = live_server.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name
    yield Visit(context, page, address, shoot)
    context.close()


def confirm(visit: Visit) -> None:
    visit.page.get_by_label("Mật khẩu").fill(PASSWORD)
    visit.press("Xác nhận")


@pytest.mark.browser
def test_a_passkey_from_setting_it_up_to_signing_in_without_a_password(visit: Visit, office: Office) -> None:
    page = visit.page
    visit.open("/dang-nhap/")
    visit.look("sign-in")
    sign_in(page, visit.address, "t-clerk")
    visit.open("/tai-khoan/")
    visit.look("overview-empty")
    visit.follow("Thêm khóa")
    visit.look("confirm")
    confirm(visit)
    visit.look("key-add")
    page.get_by_label("Tên của khóa").fill("Máy ở quầy 1")
    visit.press("Thêm khóa")
    page.wait_for_url("**/ma-khoi-phuc/")
    visit.look("recovery")
    visit.open("/tai-khoan/")
    assert "Máy ở quầy 1" in page.inner_text("main")
    visit.look("overview")
    visit.open("/tai-khoan/phien/")
    visit.look("sessions")

    page.locator(".me > summary").click()
    visit.press("Đăng xuất")
    visit.open("/dang-nhap/")
    visit.press("Dùng khóa truy cập")
    page.wait_for_url(visit.address + "/")
    assert "Việc của tôi" in page.inner_text("h1")
    told = AccountEvent.objects.filter(kind=AccountEventKind.SIGNED_IN).latest("id")
    assert (told.person, told.detail) == (office.people[Role.CLERK], "khóa truy cập")

    Session.objects.all().delete()
    sign_in(page, visit.address, "t-clerk")
    page.wait_for_url("**/dang-nhap/buoc-hai/")
    visit.look("second-step")
    visit.press("Xác thực bằng khóa truy cập")
    page.wait_for_url(visit.address + "/")

    visit.open("/tai-khoan/")
    visit.follow("Xóa Máy ở quầy 1")
    visit.follow("Dùng khóa truy cập")
    visit.look("confirm-key")
    visit.press("Xác nhận bằng khóa truy cập")
    visit.look("key-remove")
    visit.press("Xóa khóa")
    assert "Đã xóa khóa truy cập" in page.inner_text("main")


@pytest.mark.browser
def test_an_application_for_codes_that_a_role_must_have(visit: Visit, settings: Settings) -> None:
    settings.SECOND_FACTOR_ROLES = ["clerk"]
    page = visit.page
    sign_in(page, visit.address, "t-clerk")
    page.wait_for_url("**/tai-khoan/hai-buoc/")
    visit.look("choose")
    visit.follow("Ứng dụng tạo mã")
    confirm(visit)
    page.get_by_text("Không quét được?").click()
    visit.look("codes-on")
    drawn = page.evaluate("() => document.querySelector('img.qr').naturalWidth")
    assert drawn > 100, "the picture passed the policy of the page"
    secret = page.locator(".secret").inner_text()
    page.get_by_label("Mã đang hiện trên ứng dụng").fill("000000")
    visit.press("Bật")
    visit.look("codes-refused")
    page.get_by_label("Mã đang hiện trên ứng dụng").fill(code_of(secret))
    visit.press("Bật")
    assert re.search(r"\d{8}", page.inner_text("main"))
    visit.open("/tai-khoan/ung-dung/tat/")
    visit.look("codes-off")
    visit.open("/tai-khoan/ma-khoi-phuc/lap-moi/")
    visit.look("recovery-new")


@pytest.mark.browser
def test_a_session_that_ends_in_the_middle_of_a_form(
    visit: Visit, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, "2026-03-12 10:00")
    code = fill(office)["calm"].code
    page = visit.page
    sign_in(page, visit.address, "t-specialist")
    visit.open(f"/ho-so/{code}/yeu-cau-bo-sung/")
    page.get_by_label("Lý do").fill("Bản sao mờ, không đọc được số tờ bản đồ")
    Session.objects.all().delete()
    with next_page(page):
        page.locator("main form button").last.click()
    page.wait_for_url("**/dang-nhap/**")
    assert "được giữ lại" in page.inner_text("main")
    visit.look("kept-sign-in")
    page.get_by_label("Tên đăng nhập").fill("t-specialist")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    visit.press("Đăng nhập")
    page.wait_for_url(f"**/ho-so/{code}/yeu-cau-bo-sung/")
    assert page.get_by_label("Lý do").input_value() == "Bản sao mờ, không đọc được số tờ bản đồ"
    visit.look("kept-shown")
    visit.open("/tai-khoan/noi-dung-da-giu/")
    visit.look("kept-list")


@pytest.mark.browser
def test_a_first_sign_in_with_a_one_time_password(visit: Visit) -> None:
    from django.utils import timezone

    person, password = acts.open_account("nguyen.van.thu", "Nguyễn Văn Thử", COMMAND_LINE, timezone.now())
    page = visit.page
    visit.open("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(person.username)
    page.get_by_label("Mật khẩu").fill("sai rồi")
    visit.press("Đăng nhập")
    visit.look("sign-in-refused")
    page.get_by_label("Mật khẩu").fill(password)
    visit.press("Đăng nhập")
    page.wait_for_url("**/tai-khoan/mat-khau/")
    visit.look("password")
    page.get_by_label("Mật khẩu hiện tại").fill(password)
    page.get_by_label("Mật khẩu mới", exact=True).fill("con mèo nằm trên mái")
    page.get_by_label("Nhập lại mật khẩu mới").fill("con mèo nằm trên mái")
    visit.press("Đổi mật khẩu")
    page.wait_for_url("**/tai-khoan/")
