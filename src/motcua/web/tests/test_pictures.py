# SPDX-License-Identifier: EUPL-1.2
"""Every main page in the browser: no finding of axe, no sideways scroll, on a desktop and on a phone.

With ``MOTCUA_SCREENSHOTS=folder`` the pages are also saved as pictures.
"""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from motcua.dossiers.models import Dossier
from motcua.law.roles import Role
from motcua.web.tests.conftest import set_clock
from motcua.web.tests.town import fill, open_town

WIDTHS = {"desktop": 1280, "phone": 360}
# Tests are told by WCAG 2.2 A and AA; the rest of axe's rules are advice.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def pages(made: dict[str, Dossier]) -> list[tuple[str, Role, str]]:
    """Name, who looks, address."""
    return [
        ("home", Role.SECTION_HEAD, "/"),
        ("queue-mine", Role.SPECIALIST, "/hang-doi/toi-giu/"),
        ("queue-desk", Role.RECEPTION, "/hang-doi/quay/"),
        ("queue-empty", Role.CLERK, "/hang-doi/vao-so/"),
        ("counter-search", Role.RECEPTION, "/quay/?tim=khai"),
        ("counter", Role.RECEPTION, "/quay/?thu-tuc=1.004873"),
        ("received", Role.RECEPTION, f"/quay/da-nhan/{made['new'].code}/"),
        ("dossier-late", Role.SPECIALIST, f"/ho-so/{made['late'].code}/"),
        ("dossier-waiting", Role.SPECIALIST, f"/ho-so/{made['waiting'].code}/"),
        ("dossier-done", Role.RECEPTION, f"/ho-so/{made['ready'].code}/"),
        ("act-supplement", Role.SPECIALIST, f"/ho-so/{made['calm'].code}/yeu-cau-bo-sung/"),
        ("act-draft", Role.SPECIALIST, f"/ho-so/{made['calm'].code}/du-thao-ket-qua/"),
        ("act-papers", Role.RECEPTION, f"/ho-so/{made['waiting'].code}/nhan-giay-to-bo-sung/"),
        ("act-apology", Role.AGENCY_HEAD, f"/ho-so/{made['late'].code}/xin-loi-va-hen-lai/"),
        ("signing", Role.AGENCY_HEAD, "/ky/"),
        ("returning", Role.RETURN_OFFICER, "/tra-ket-qua/"),
        ("find", Role.RECEPTION, "/tim/?q=nguyen"),
        ("forbidden", Role.CLERK, "/quay/"),
        ("missing", Role.CLERK, "/ho-so/H99-1/"),
    ]


def sign_in(page: Page, address: str, username: str) -> None:
    page.set_default_timeout(30_000)  # the first page of a busy machine takes its time
    page.goto(f"{address}/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill("mật khẩu thử")
    page.get_by_role("button", name="Đăng nhập").click()


def findings(page: Page, scheme: str) -> list[str]:
    # In the dark only the colours differ.
    options = RULES if scheme == "light" else {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found]


def sideways(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [("desktop", "light"), ("phone", "light"), ("desktop", "dark")])
@pytest.mark.django_db(transaction=True)
def test_main_pages(
    live_server: LiveServer,
    chromium: Browser,
    monkeypatch: pytest.MonkeyPatch,
    shoot: Callable[[Page, str], None],
    width: str,
    scheme: str,
) -> None:
    set_clock(monkeypatch, "2026-03-12 10:00")
    made = fill(open_town())
    bad: dict[str, object] = {}

    def look(page: Page, name: str) -> None:
        found = findings(page, scheme)
        if found or sideways(page) > 0:
            bad[name] = (found, sideways(page))
        shoot(page, f"{name}-{width}" + ("-dark" if scheme == "dark" else ""))

    by_role: dict[Role, list[tuple[str, str]]] = {}
    for name, role, path in pages(made):
        by_role.setdefault(role, []).append((name, path))
    size = {"width": WIDTHS[width], "height": 800}
    for role, wanted in by_role.items():
        context = chromium.new_context(viewport=size, color_scheme=scheme)
        page = context.new_page()
        sign_in(page, live_server.url, f"t-{role.value}")
        for name, path in wanted:
            page.goto(live_server.url + path)
            look(page, name)
            if name == "counter":
                page.get_by_role("button", name="Tiếp nhận và in giấy").click()
                look(page, "counter-errors")
        context.close()
    context = chromium.new_context(
        viewport={**size, "width": size["width"] - (40 if width == "phone" else 0)}, color_scheme=scheme
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/dang-nhap/")
    look(page, "sign-in")
    page.goto(f"{live_server.url}/tra-cuu/?ma={made['calm'].code}")
    look(page, "lookup-progress")
    page.get_by_label("Mã bí mật").fill(made["calm"].secret)
    page.get_by_role("button", name="Xem diễn biến").click()
    assert "công chức Ngô Văn Thụ Lý thụ lý giữ" in page.inner_text("main")
    look(page, "lookup-timeline")
    context.close()
    assert bad == {}
