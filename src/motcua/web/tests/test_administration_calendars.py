# SPDX-License-Identifier: EUPL-1.2
"""The calendar editor: a preview before anything happens, then a new edition, then the dossiers in slices."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import Office, at, person
from motcua.law.roles import Role
from motcua.organisations.calendars import load_calendar
from motcua.organisations.models import CalendarEdition
from motcua.web.administration.forms.calendars import read_hours
from motcua.web.tests.conftest import SignIn, set_clock
from motcua.web.tests.test_pages import SIGNED_IN

URL = "/quan-tri/lich/vn-admin/"
HOURS = "07:30-11:30, 13:30-17:30"
WEEK = {f"week_{number}": HOURS for number in range(1, 6)}
NEW = {
    **WEEK,
    "decision": "QĐ 7/QĐ-UBND",
    "name": "Giờ hành chính",
    "day_1": "2026-03-11",
    "kind_1": "holiday",
    "name_1": "Nghỉ theo quyết định",
    "covered_to": "2027-12-31",
}


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    yield
    load_calendar.cache_clear()


@pytest.fixture
def admin(office: Office, as_role: SignIn, monkeypatch: pytest.MonkeyPatch) -> Client:
    set_clock(monkeypatch, "2026-03-10 10:00")
    office.people[Role.SYSTEM_ADMIN] = person("admin", office.committee, Role.SYSTEM_ADMIN, "Quản trị")
    return as_role(Role.SYSTEM_ADMIN)


def test_a_decision_is_previewed_published_and_followed(admin: Client, office: Office) -> None:
    dossier = office.assigned()
    assert "13:30-17:30" in admin.get(URL).content.decode()
    editor = admin.get(URL + "sua/").content.decode()
    assert HOURS in editor and "Tết Nguyên đán" in editor
    before = admin.post(URL + "sua/", {**NEW, "xem-truoc": "1"})
    shown = before.content.decode()
    assert before.status_code == 200 and dossier.code in shown
    assert "1 hồ sơ hẹn trả muộn hơn" in shown and "11/03/2026: Nghỉ theo quyết định" in shown
    assert 'value="Nghỉ theo quyết định"' in shown  # everything typed is still there
    assert not CalendarEdition.objects.exists()

    made = admin.post(URL + "sua/", {**NEW, "ban-hanh": "1"})
    edition = CalendarEdition.objects.get()
    assert made["Location"] == f"/quan-tri/lich/ban/{edition.pk}/"
    assert "Tính lại các hồ sơ còn lại" in admin.get(made["Location"]).content.decode()
    dossier.refresh_from_db()
    assert dossier.due_current == at("2026-03-12 17:30")  # reading moves nothing
    assert admin.post(made["Location"]).status_code == 302
    assert "Mọi hồ sơ đang mở đã theo lịch này" in admin.get(made["Location"]).content.decode()
    assert admin.post(made["Location"]).status_code == 302
    assert Dossier.objects.get(pk=dossier.pk).due_current == at("2026-03-13 17:30")
    story = admin.get(f"/ho-so/{dossier.code}/", follow=True)
    assert story.status_code == 200
    assert "vn-admin@1" in admin.get("/quan-tri/lich/").content.decode()


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("decision", {"decision": ""}),
        ("week_1", {"week_1": "sáng"}),
        ("kind_1", {"kind_1": ""}),
        ("name_1", {"name_1": ""}),
        ("as_1", {"kind_1": "swapped_working_day"}),
        ("day_1", {"day_1": ""}),
    ],
)
def test_a_mistake_is_shown_at_its_field(admin: Client, field: str, change: dict[str, str]) -> None:
    answer = admin.post(URL + "sua/", {**NEW, **change, "ban-hanh": "1"})
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()
    assert not CalendarEdition.objects.exists()


def test_hours_that_overlap_or_nothing_new_are_refused(admin: Client) -> None:
    overlap = admin.post(URL + "sua/", {**NEW, "week_1": "07:30-11:30, 11:00-17:30", "xem-truoc": "1"})
    assert overlap.status_code == 422 and "chồng lên nhau" in overlap.content.decode()
    same = admin.post(URL + "sua/", {**WEEK, "decision": "QĐ 1", "name": "x", "xem-truoc": "1"})
    assert same.status_code == 422 and "không khác lịch đang dùng" in same.content.decode()


def test_hours_are_read_as_they_are_written() -> None:
    assert read_hours("7:30 – 11:30 chỉ nhận, 16:30-17:00 không nhận") == [
        {"from": "07:30", "to": "11:30", "deadline": False, "reception": True},
        {"from": "16:30", "to": "17:00", "deadline": True, "reception": False},
    ]
    assert read_hours("") == []


def test_an_unknown_calendar_is_not_there(admin: Client) -> None:
    assert admin.get("/quan-tri/lich/vn-nowhere/").status_code == 404
    assert admin.get("/quan-tri/lich/ban/99999/").status_code == 404


@pytest.mark.parametrize("dossiers", [1, 4])
def test_a_preview_costs_the_same_for_one_dossier_and_for_many(
    admin: Client, office: Office, dossiers: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(dossiers):
        office.assigned()
    load_calendar("vn-admin")
    # units of the choice, those that change, how many are open, those that may move, their intervals
    with django_assert_num_queries(SIGNED_IN + 5):
        admin.post(URL + "sua/", {**NEW, "xem-truoc": "1"})
    with django_assert_num_queries(SIGNED_IN + 2):
        admin.get("/quan-tri/lich/")


def test_a_calendar_of_its_own_for_one_unit(admin: Client, office: Office) -> None:
    form = {**NEW, "unit_id": str(office.section.pk), "ban-hanh": "1"}
    assert admin.post(URL + "sua/", form).status_code == 302
    office.section.refresh_from_db()
    office.centre.refresh_from_db()
    assert office.section.calendar_code == f"vn-admin-{office.section.code}@1"
    assert office.centre.calendar_code == "vn-admin"
    assert admin.get(f"/quan-tri/don-vi/{office.section.pk}/").status_code == 200
