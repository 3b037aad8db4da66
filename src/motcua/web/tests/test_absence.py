# SPDX-License-Identifier: EUPL-1.2
"""An officer is away, a delegate acts: the whole way through the pages, and its end."""

import datetime as dt

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from motcua.desk.absences import working_days
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import Office, person
from motcua.law.roles import Role
from motcua.organisations.models import Absence, Delegation
from motcua.web.tests.conftest import SignIn, set_clock

URL = "/vang-mat/khai/"


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2026-03-09 08:00")


def typed(office: Office, **changes: object) -> dict[str, object]:
    holder = office.people[Role.SPECIALIST]
    return {
        "first_day": "2026-03-10",
        "last_day": "2026-03-16",
        "reason": "Nghỉ phép năm",
        "stand_in": office.second_specialist.pk,
        "positions": [position.pk for position in holder.positions.all()],
        "document": "QĐ 7/QĐ-UBND ngày 09/3/2026",
        **changes,
    }


def test_an_officer_is_away_and_the_delegate_acts(
    office: Office, as_role: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = office.assigned("2026-03-09 08:00")
    holder, stand_in = office.people[Role.SPECIALIST], office.second_specialist
    away = as_role(Role.SPECIALIST)
    for _ in range(2):  # a double press
        answer = away.post(URL, typed(office), follow=True)
        assert "5 ngày làm việc" in answer.content.decode()
    assert (Absence.objects.count(), Delegation.objects.count()) == (1, 1)
    delegate = Client()
    delegate.force_login(stand_in)
    draft = f"/ho-so/{dossier.code}/du-thao-ket-qua/"
    assert delegate.get(draft).status_code in (302, 403), "not before the first day"

    set_clock(monkeypatch, "2026-03-11 09:00")
    delegate.force_login(stand_in)  # a working day later: the session has ended
    away.force_login(holder)
    queue = delegate.get("/hang-doi/toi-giu/").content.decode()
    assert dossier.code in queue
    assert f"Bạn đang làm thay <b>{holder.full_name}</b>" in queue
    assert f"Bạn đang làm thay <b>{holder.full_name}</b>" in delegate.get("/nhac-viec/").content.decode()
    form = delegate.get(draft).context["form"]
    pressed = {
        "key": form["key"].value(),
        "seen": form["seen"].value(),
        "outcome": "granted",
        "summary": "Cấp",
    }
    assert delegate.post(draft, pressed).status_code == 302
    event = Dossier.objects.get(pk=dossier.pk).events.latest("sequence")
    assert event.person_id == stand_in.pk
    assert event.delegation == "QĐ 7/QĐ-UBND ngày 09/3/2026"

    absence = Absence.objects.get()
    assert away.post(f"/vang-mat/{absence.pk}/ket-thuc/").status_code == 302
    assert Absence.objects.get().effective_to == dt.date(2026, 3, 10)
    assert Delegation.objects.get().effective_to == dt.date(2026, 3, 10)
    delegate.get("/")  # tells what was done last, once
    assert dossier.code not in delegate.get("/hang-doi/toi-giu/").content.decode()
    assert "Bạn đang làm thay" not in delegate.get("/nhac-viec/").content.decode()


def test_an_absence_told_by_mistake_never_was(office: Office, as_role: SignIn) -> None:
    client = as_role(Role.SPECIALIST)
    client.post(URL, typed(office, first_day="2026-03-09"))
    client.post(f"/vang-mat/{Absence.objects.get().pk}/ket-thuc/")
    today = dt.date(2026, 3, 9)
    assert not Absence.objects.get().holds_on(today)
    assert not Delegation.objects.get().holds_on(today)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("document", {"document": " "}),
        ("positions", {"positions": []}),
        ("last_day", {"last_day": "2026-03-01"}),
        ("reason", {"reason": ""}),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    office: Office, as_role: SignIn, field: str, changes: dict[str, object]
) -> None:
    answer = as_role(Role.SPECIALIST).post(URL, typed(office, **changes))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert answer.context["form"]["reason"].value() == changes.get("reason", "Nghỉ phép năm"), (
        "nothing typed is lost"
    )
    assert not Absence.objects.exists()


def test_what_the_house_refuses_leaves_nothing_behind(office: Office, as_role: SignIn) -> None:
    clerk = office.people[Role.CLERK]
    stranger = typed(office, positions=[clerk.positions.get().pk])
    answer = as_role(Role.SPECIALIST).post(URL, stranger)
    assert answer.status_code == 422
    assert not Absence.objects.exists() and not Delegation.objects.exists()


def test_a_head_records_for_the_team_and_nobody_else_does(office: Office, as_role: SignIn) -> None:
    holder = office.people[Role.SPECIALIST]
    boss = as_role(Role.SECTION_HEAD)
    alone = typed(office, nguoi=holder.pk, stand_in="", positions=[], document="")
    assert boss.post(URL, alone).status_code == 302
    told = Absence.objects.get()
    assert (told.person, told.recorded_by) == (holder, office.people[Role.SECTION_HEAD])
    page = boss.get("/vang-mat/").content.decode()
    assert holder.full_name in page and "Chưa có người làm thay" in page
    colleague = Client()
    colleague.force_login(office.second_specialist)
    assert colleague.post(URL, alone).status_code == 404
    assert colleague.post(f"/vang-mat/{told.pk}/ket-thuc/").status_code == 403
    assert colleague.post("/vang-mat/999999/ket-thuc/").status_code == 404


def test_a_delegation_is_ended_by_its_giver(office: Office, as_role: SignIn) -> None:
    client = as_role(Role.SPECIALIST)
    client.post(URL, typed(office, first_day="2026-03-09"))
    given = Delegation.objects.get()
    stranger = Client()
    stranger.force_login(person("stranger", office.other_section, Role.SPECIALIST, "Địa chính"))
    assert stranger.post(f"/vang-mat/uy-quyen/{given.pk}/ket-thuc/").status_code == 403
    client.post(f"/vang-mat/uy-quyen/{given.pk}/ket-thuc/")
    assert not Delegation.objects.get().holds_on(dt.date(2026, 3, 9))


@pytest.mark.parametrize("many", [1, 6])
def test_queries_of_the_page_do_not_grow(
    office: Office, as_role: SignIn, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    holder = office.people[Role.SPECIALIST]
    for number in range(many):
        day = dt.date(2026, 3, 10) + dt.timedelta(days=number)
        Absence.objects.create(
            person=holder, reason="Phép", effective_from=day, effective_to=day, recorded_by=holder
        )
    client = as_role(Role.SECTION_HEAD)
    with django_assert_num_queries(3 + 6):
        client.get("/vang-mat/")


def test_working_days_are_counted_by_the_calendar() -> None:
    assert working_days(dt.date(2026, 3, 10), dt.date(2026, 3, 16)) == 5
    assert working_days(dt.date(2026, 3, 14), dt.date(2026, 3, 15)) == 0
    assert working_days(dt.date(2026, 3, 16), dt.date(2026, 3, 10)) == 0
    assert working_days(dt.date(2026, 9, 1), dt.date(2026, 9, 3)) < 3  # National Day
