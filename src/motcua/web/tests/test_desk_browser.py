# SPDX-License-Identifier: EUPL-1.2
"""Warnings, notes, absences and the access log in the browser: axe, no sideways scroll, the number in the menu."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from motcua.dossiers.tests.office import Office, person
from motcua.law.roles import Role
from motcua.organisations.models import Absence, Delegation
from motcua.web.tests.conftest import set_clock
from motcua.web.tests.test_pictures import findings, sideways, sign_in
from motcua.web.tests.town import fill, open_town


def stood_in_for(office: Office) -> None:
    """The specialist is away today, the second specialist stands in."""
    holder = office.people[Role.SPECIALIST]
    days = {"effective_from": "2026-03-12", "effective_to": "2026-03-13"}
    Absence.objects.create(person=holder, reason="Nghỉ phép", recorded_by=holder, **days)
    Delegation.objects.create(
        position=holder.positions.get(),
        delegate=office.second_specialist,
        document="QĐ 7/QĐ-UBND",
        decided_by=holder,
        **days,
    )


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "light"), (1280, "dark")])
@pytest.mark.django_db(transaction=True)
def test_pages_of_the_desk(
    live_server: LiveServer,
    chromium: Browser,
    monkeypatch: pytest.MonkeyPatch,
    shoot: Callable[[Page, str], None],
    width: int,
    scheme: str,
) -> None:
    set_clock(monkeypatch, "2026-03-12 10:00")
    office = open_town()
    late = fill(office)["late"].code
    stood_in_for(office)
    person("control", office.committee, Role.CONTROL_OFFICER, "Đầu mối kiểm soát")
    wanted = {
        "t-specialist2": [
            "/nhac-viec/",
            f"/ho-so/{late}/ghi-chu/",
            f"/ho-so/{late}/luot-xem/",
            "/nhac-viec/thu/",
        ],
        "t-section_head": ["/vang-mat/", "/vang-mat/khai/"],
        "t-control": [f"/ho-so/{late}/", "/nhat-ky-xem/", "/nhat-ky-xem/bat-thuong/"],
    }
    bad: dict[str, object] = {}
    for username, paths in wanted.items():
        context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page = context.new_page()
        sign_in(page, live_server.url, username)
        for path in paths:
            page.goto(live_server.url + path)
            found = findings(page, scheme)
            if found or sideways(page) > 0:
                bad[path] = (found, sideways(page))
            shoot(page, f"desk{path.replace('/', '-')}{width}-{scheme}")
        context.close()
    assert bad == {}


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_number_stands_in_the_menu_and_the_way_goes_by_keyboard(
    live_server: LiveServer, chromium: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, "2026-03-12 10:00")
    office = open_town()
    late = fill(office)["late"].code
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    sign_in(page, live_server.url, "t-specialist")
    link = page.locator('.menu a[href="/nhac-viec/"]')
    expect(link.locator(".count")).to_have_text("2")  # one late, one due soon
    page.keyboard.press("g")
    page.keyboard.press("n")
    expect(page).to_have_url(f"{live_server.url}/nhac-viec/")
    page.get_by_role("link", name=f"Soạn thư xin lỗi {late}").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Soạn văn bản xin lỗi")
    page.get_by_role("button", name="Soạn văn bản xin lỗi").press("Enter")
    expect(page.get_by_text("Đã ghi nhận: Soạn văn bản xin lỗi")).to_be_visible()
    context.close()
