# SPDX-License-Identifier: EUPL-1.2
"""A whole reception by keyboard alone, and how many keys it takes."""

import datetime as dt
import time
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from motcua.dossiers.models import Applicant, Dossier
from motcua.dossiers.tests.office import at
from motcua.law.roles import Role
from motcua.web.tests.looking import next_page, ready, visit
from motcua.web.tests.town import open_town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


_FOCUS = "document.activeElement.outerHTML.slice(0, 160)"


def until(page: Page, holds: str, seconds: float = 60) -> None:
    """Wait until an expression holds. (Playwright's own way of waiting evaluates text, which the site forbids.)"""
    ends = time.monotonic() + seconds
    while not page.evaluate(holds):
        assert time.monotonic() < ends, f"{holds}; the focus is on {page.evaluate(_FOCUS)}"
        page.wait_for_timeout(30)


class Keys:
    """Presses keys and counts them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.count += 1
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.count += len(text)
        self.page.keyboard.type(text)

    @property
    def at(self) -> str:
        """The id of whatever has the focus."""
        return str(self.page.evaluate("document.activeElement.id"))


@pytest.fixture
def counter(
    live_server: LiveServer, chromium: Browser, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Page]:
    """A signed-in counter page, on Monday 09/03/2026 at 10:00."""
    offset = at("2026-03-09 10:00") - timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime.now(dt.UTC) + offset)
    town = open_town()
    client = Client()
    client.force_login(town.people[Role.RECEPTION])
    context = chromium.new_context()
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    # A browser without a screen has no printer; what matters is that printing is asked for.
    context.add_init_script("window.print = () => {}")
    page = context.new_page()

    def open_counter() -> Page:
        visit(page, f"{live_server.url}/quay/")
        return page

    return open_counter


def known(identifier: str = "001099000001") -> Applicant:
    return Applicant.objects.create(
        identifier=identifier,
        name="Nguyễn Thị Mẫu",
        name_key="nguyen thi mau",
        address="Thôn Thử",
        phone="0900000001",
        is_made_up=True,
    )


def test_a_known_person_is_received_without_touching_a_mouse(counter: Callable[[], Page]) -> None:
    known()
    page = counter()
    began = time.monotonic()
    keys = Keys(page)
    assert keys.at == "tim"
    keys.type("xac nhan hon")
    page.wait_for_selector("#tim-goi-y [aria-selected=true]")
    with next_page(page):
        keys.press("Enter")
    assert keys.at == "id_identifier"
    keys.type("001099000001")
    keys.press("Enter")
    until(page, "document.getElementById('id_applicant_name').value !== ''")
    until(page, "document.activeElement.name?.endsWith('_given')")
    assert "Thứ Năm 12/03/2026, 17:30" in page.inner_text("aside")
    keys.press("Space")  # the first paper, as listed
    until(page, "document.querySelector('aside').innerText.includes('Nguyễn Thị Mẫu')")
    until(page, "document.querySelector('aside .receipt ol li') !== null")
    keys.press("Control+Enter")
    page.wait_for_url("**/da-nhan/**")
    until(page, "document.documentElement.dataset.printed === '1'")
    until(page, "document.activeElement.id === 'tim'")
    seconds = time.monotonic() - began
    dossier = Dossier.objects.get()
    assert [(paper.name, paper.originals) for paper in dossier.papers.all()] == [
        ("Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", 1)
    ]
    assert keys.count <= 30, keys.count  # 12 letters, Enter, 12 digits, Enter, Space, Ctrl+Enter
    assert seconds < 60
    # the next person: typing goes straight into the search
    keys.type("khai sinh")
    page.wait_for_selector("#tim-goi-y [aria-selected=true]")
    with next_page(page):
        keys.press("Enter")
    assert "Đăng ký khai sinh" in page.inner_text("h1")


def test_enter_waits_for_an_answer_that_was_asked_for_before(counter: Callable[[], Page]) -> None:
    known()
    page = counter()
    visit(page, page.url + "?thu-tuc=1.004873")
    keys = Keys(page)
    keys.type("001099000001")
    with page.expect_response("**/quay/nguoi-nop/"):
        # as when the window loses the focus for a moment: the field tells its change, and Enter comes right behind
        page.evaluate("document.activeElement.dispatchEvent(new Event('change', {bubbles: true}))")
        keys.press("Enter")
    until(page, "document.activeElement.name?.endsWith('_given')", seconds=10)


def test_an_answer_about_a_number_that_was_changed_meanwhile_fills_nothing_in(
    counter: Callable[[], Page],
) -> None:
    known()
    page = counter()
    visit(page, page.url + "?thu-tuc=1.004873")
    tell = "document.activeElement.dispatchEvent(new Event('change', {bubbles: true}))"
    keys = Keys(page)
    keys.type("001099000001")
    page.evaluate(f"{tell}; document.activeElement.value = '001099000002'; {tell}")
    until(page, "document.querySelector('[data-who-words]').textContent.trim() !== ''")
    page.wait_for_load_state("networkidle")
    assert page.input_value("#id_applicant_name") == ""


def test_a_new_person_with_all_papers(counter: Callable[[], Page]) -> None:
    page = counter()
    keys = Keys(page)
    keys.type("khai sinh")
    page.wait_for_selector("#tim-goi-y [aria-selected=true]")
    with next_page(page):
        keys.press("Enter")
    keys.type("001099000002")
    keys.press("Enter")
    until(page, "document.activeElement.id === 'id_applicant_name'")
    keys.type("Lê Văn Thử")
    keys.press("Enter")
    assert keys.at == "id_address"
    keys.type("Thôn Thử")
    keys.press("Enter")
    assert keys.at == "id_phone"
    keys.press("F9")
    boxes = page.locator(".papers input[type=checkbox]")
    assert [boxes.nth(number).is_checked() for number in range(boxes.count())] == [True] * boxes.count()
    keys.press("F8", "ArrowDown", "ArrowRight", "ArrowRight")
    keys.press("2")
    until(page, "document.querySelector('aside').innerText.includes('1 chính, 2 sao')")
    assert Dossier.objects.count() == 0  # Enter never received
    keys.press("Control+Enter")
    page.wait_for_url("**/da-nhan/**")
    papers = Dossier.objects.get().papers.order_by("order")
    assert [(paper.originals, paper.copies) for paper in papers] == [(1, 0), (1, 2), (1, 0)]


def test_one_tab_stop_for_each_paper(counter: Callable[[], Page]) -> None:
    page = counter()
    visit(page, page.url + "?thu-tuc=1.001193")
    until(page, "document.querySelector('.papers [type=number]').tabIndex === -1")
    page.keyboard.press("F8")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("Tab")
    second = page.evaluate("document.activeElement.id")
    assert first != second
    assert first.endswith("_given") and second.endswith("_given")


def test_a_second_open_dossier_is_shown_and_can_be_gone_past(counter: Callable[[], Page]) -> None:
    known()
    for round_ in (1, 2):
        page = counter()
        visit(page, page.url + "?thu-tuc=1.004873")
        until(page, "document.querySelector('.papers [type=number]').tabIndex === -1")
        keys = Keys(page)
        keys.type("001099000001")
        keys.press("Enter")
        until(page, "document.activeElement.name?.endsWith('_given')")
        keys.press("Space")
        if round_ == 2:
            page.wait_for_selector("#id_despite")
            with next_page(page):
                keys.press("Control+Enter")
            page.wait_for_selector("[role=alert]#loi, .summary")
            assert Dossier.objects.count() == 1
            page.locator("#id_despite").focus()
            with page.expect_response(
                "**/quay/xem-truoc/"
            ):  # the part of the page with the box is drawn anew
                keys.press("Space")
            ready(page)
            assert page.locator("#id_despite").is_checked()
        keys.press("Control+Enter")
        page.wait_for_url("**/da-nhan/**")
    first, second = Dossier.objects.order_by("id")
    assert second.events.get().data["despite_open"] == [first.code]
    assert "despite_open" not in first.events.get().data
