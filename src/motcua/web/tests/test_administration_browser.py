# SPDX-License-Identifier: EUPL-1.2
"""Administration in the browser: a keyboard is enough."""

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from motcua.dossiers.tests.office import Office, person
from motcua.law.names import fold
from motcua.law.roles import Role
from motcua.organisations.models import Person, Unit
from motcua.web.tests.conftest import set_clock
from motcua.web.tests.looking import keys_for, sign_in, visit
from motcua.web.tests.town import open_town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> Office:
    set_clock(monkeypatch, "2026-03-12 10:00")
    office = open_town()
    for unit in Unit.objects.all():
        Unit.objects.filter(pk=unit.pk).update(search_key=fold(unit.name))
    office.people[Role.SYSTEM_ADMIN] = person(
        "admin", office.committee, Role.SYSTEM_ADMIN, "Quản trị hệ thống"
    )
    return office


def test_a_new_official_by_keyboard_alone(live_server: LiveServer, windowless: Browser, town: Office) -> None:
    page = windowless.new_page()
    sign_in(page, live_server.url, "t-admin")
    visit(page, f"{live_server.url}/quan-tri/nguoi/them/")
    page.get_by_label("Họ và tên").focus()
    page.keyboard.type("Lê Thị Mới")
    page.keyboard.press("Tab")
    page.keyboard.type("le.moi")
    keys_for(page, "Enter")
    password = page.inner_text(".one-time code")
    page.get_by_role("link", name="Giao vị trí").press("Enter")
    page.get_by_label("Tên đơn vị").fill("tu phap")
    keys_for(page, "Enter")
    page.get_by_role("link", name="Tư pháp").press("Enter")
    page.get_by_label("Vai trò").select_option("specialist")
    page.get_by_label("Chức danh").fill("Công chức Tư pháp")
    page.get_by_label("Lý do hoặc văn bản").fill("12/QĐ-UBND")
    page.get_by_role("button", name="Giao vị trí").press("Enter")
    page.locator("main").get_by_text("Công chức chuyên môn thụ lý").first.wait_for()
    page.close()
    new = Person.objects.get(username="le.moi")
    assert new.check_password(password)
    assert new.positions.get().unit == town.section
