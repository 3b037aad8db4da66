# SPDX-License-Identifier: EUPL-1.2
"""The pages of administration in the browser: axe finds nothing, nothing scrolls sideways, a keyboard is enough."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from motcua.dossiers.tests.office import Office, person
from motcua.law.names import fold
from motcua.law.roles import Role
from motcua.organisations.actors import actor_of
from motcua.organisations.acts import Publication, publish_calendar
from motcua.organisations.calendars import load_calendar
from motcua.organisations.editions import content_of
from motcua.organisations.models import CalendarEdition, Person, Position, Unit
from motcua.web.tests.conftest import set_clock
from motcua.web.tests.test_pictures import findings, sideways, sign_in
from motcua.web.tests.town import fill, open_town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    yield
    load_calendar.cache_clear()


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


def publish(office: Office) -> CalendarEdition:
    content = content_of(load_calendar("vn-admin"))
    content["days"].append({"date": "2026-07-15", "kind": "holiday", "name": "Nghỉ thử", "as_weekday": 1})
    actor = actor_of(office.people[Role.SYSTEM_ADMIN], Position.objects.latest("id").effective_from)
    return publish_calendar(actor, Publication("vn-admin", "Giờ hành chính", content, "QĐ thử"))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "light"), (1280, "dark")])
def test_every_page(
    live_server: LiveServer,
    chromium: Browser,
    town: Office,
    shoot: Callable[[Page, str], None],
    width: int,
    scheme: str,
) -> None:
    made = fill(town)
    who = town.people[Role.SPECIALIST]
    position = who.positions.get()
    Position.objects.filter(pk=position.pk).update(procedures=["1.004873"])
    edition = publish(town)
    paths = {
        "people": "/quan-tri/nguoi/",
        "people-none": "/quan-tri/nguoi/?q=khong ai",
        "person": f"/quan-tri/nguoi/{who.pk}/?ho-so={made['calm'].code}",
        "person-add": "/quan-tri/nguoi/them/",
        "person-switch": f"/quan-tri/nguoi/{who.pk}/tai-khoan/",
        "position": f"/quan-tri/vi-tri/{position.pk}/",
        "position-scope": f"/quan-tri/vi-tri/{position.pk}/pham-vi/",
        "position-choose": f"/quan-tri/nguoi/{who.pk}/giao-vi-tri/",
        "position-grant": f"/quan-tri/nguoi/{who.pk}/giao-vi-tri/?don-vi={town.section.pk}",
        "units": "/quan-tri/don-vi/",
        "unit": f"/quan-tri/don-vi/{town.committee.pk}/",
        "unit-edit": f"/quan-tri/don-vi/{town.committee.pk}/sua/",
        "rights": f"/quan-tri/quyen/?vai-tro=specialist&ma-don-vi={town.section.pk}",
        "relax": f"/quan-tri/quyen/noi/{town.committee.pk}/",
        "calendars": "/quan-tri/lich/",
        "calendar": "/quan-tri/lich/vn-admin/",
        "calendar-edit": "/quan-tri/lich/vn-admin@1/sua/",
        "edition": f"/quan-tri/lich/ban/{edition.pk}/",
        "log": "/quan-tri/nhat-ky/",
        "log-administration": "/quan-tri/nhat-ky/quan-tri/",
        "health": "/quan-tri/suc-khoe/",
    }
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    sign_in(page, live_server.url, "t-admin")
    bad: dict[str, object] = {}

    def look(name: str) -> None:
        found = findings(page, scheme)
        if found or sideways(page) > 0:
            bad[name] = (found, sideways(page))
        shoot(page, f"administration-{name}-{width}" + ("-dark" if scheme == "dark" else ""))

    for name, path in paths.items():
        page.goto(live_server.url + path)
        look(name)
        if name in ("person-add", "position-grant", "calendar-edit"):
            page.locator("main form button").last.click()
            look(f"{name}-errors")
    page.goto(live_server.url + paths["calendar-edit"])
    page.get_by_label("Căn cứ").fill("QĐ 7/QĐ-UBND")
    page.get_by_label("Ngày", exact=True).first.fill("2026-03-13")
    page.get_by_label("Loại").first.select_option("holiday")
    page.get_by_label("Tên", exact=True).first.fill("Nghỉ theo quyết định")
    page.get_by_role("button", name="Xem trước hồ sơ đổi hạn").click()
    assert "hồ sơ hẹn trả muộn hơn" in page.inner_text("main")
    look("calendar-preview")
    context.close()
    assert bad == {}


def test_a_new_official_by_keyboard_alone(live_server: LiveServer, chromium: Browser, town: Office) -> None:
    page = chromium.new_page()
    sign_in(page, live_server.url, "t-admin")
    page.goto(f"{live_server.url}/quan-tri/nguoi/them/")
    page.get_by_label("Họ và tên").focus()
    page.keyboard.type("Lê Thị Mới")
    page.keyboard.press("Tab")
    page.keyboard.type("le.moi")
    page.keyboard.press("Enter")
    password = page.inner_text(".one-time code")
    page.get_by_role("link", name="Giao vị trí").press("Enter")
    page.get_by_label("Tên đơn vị").fill("tu phap")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Tư pháp").press("Enter")
    page.get_by_label("Vai trò").select_option("specialist")
    page.get_by_label("Chức danh").fill("Công chức Tư pháp")
    page.get_by_label("Lý do hoặc văn bản").fill("12/QĐ-UBND")
    page.get_by_role("button", name="Giao vị trí").press("Enter")
    assert "Công chức chuyên môn thụ lý" in page.inner_text("main")
    page.close()
    new = Person.objects.get(username="le.moi")
    assert new.check_password(password)
    assert new.positions.get().unit == town.section
