# SPDX-License-Identifier: EUPL-1.2
"""Who looked: the ground, what the database refuses, what it costs, what the applicant and the controller read."""

import datetime as dt
import time

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from motcua.accesses import queries
from motcua.accesses.errors import ReasonNeeded
from motcua.accesses.grounds import ground_of
from motcua.accesses.models import Access, Ground, What
from motcua.accesses.recording import record, record_export
from motcua.dossiers import acts
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import Office, at, on, open_office, person
from motcua.law.roles import Role
from motcua.organisations.actors import Actor, actor_of
from motcua.organisations.models import Delegation

DAY = dt.date(2026, 3, 9)
NOW = at("2026-03-09 10:30")


@pytest.fixture
def office(db: None) -> Office:
    return open_office()


@pytest.fixture
def dossier(office: Office) -> Dossier:
    return Dossier.objects.get(pk=office.assigned().pk)


def controller(office: Office) -> Actor:
    return actor_of(person("control", office.committee, Role.CONTROL_OFFICER, "Đầu mối kiểm soát"), DAY)


@pytest.mark.parametrize(
    ("role", "ground"),
    [
        (Role.SPECIALIST, Ground.HOLDER),
        (Role.RECEPTION, Ground.RECEIVING),
        (Role.RETURN_OFFICER, Ground.RECEIVING),
        (Role.CENTRE_HEAD, Ground.RECEIVING),
        (Role.SECTION_HEAD, Ground.HANDLING),
        (Role.AGENCY_HEAD, Ground.HANDLING),
        (Role.CLERK, Ground.HANDLING),
        (Role.ACCOUNTANT, Ground.HANDLING),
    ],
)
def test_the_chain_looks_by_its_task(office: Office, dossier: Dossier, role: Role, ground: Ground) -> None:
    looking = ground_of(office.actor(role), dossier)
    assert looking is not None
    assert (looking.ground, looking.seat.role) == (ground, role)


def test_whoever_has_no_task_says_why_first(office: Office, dossier: Dossier) -> None:
    colleague = actor_of(office.second_specialist, DAY)
    for stranger in (colleague, controller(office)):
        assert ground_of(stranger, dossier) is None
        with pytest.raises(ReasonNeeded):
            record(stranger, dossier, What.PAGE, NOW, reason="  ")
        assert not Access.objects.filter(person_id=stranger.person_id).exists()
        assert record(stranger, dossier, What.PAGE, NOW, reason="Phản ánh số 12") is Ground.REASON
        assert Access.objects.get(person_id=stranger.person_id).reason == "Phản ánh số 12"


def test_a_colleague_may_look_while_nobody_holds_it(office: Office) -> None:
    code = office.received().code
    acts.transfer(office.actor(Role.RECEPTION), code, office.section, on("2026-03-09 10:05"))
    looking = ground_of(actor_of(office.second_specialist, DAY), Dossier.objects.get(code=code))
    assert looking is not None and looking.ground is Ground.HANDLING


def test_who_was_asked_looks_by_the_question(office: Office, dossier: Dossier) -> None:
    acts.consult(
        office.actor(Role.SPECIALIST),
        dossier.code,
        office.other_section,
        "Đất ở đâu?",
        8,
        on("2026-03-09 10:10"),
    )
    asked = actor_of(person("asked", office.other_section, Role.SPECIALIST, "Địa chính"), DAY)
    looking = ground_of(asked, dossier)
    assert looking is not None and looking.ground is Ground.CONSULTED


def test_who_stands_in_is_told_with_the_decision(office: Office, dossier: Dossier) -> None:
    holder = office.people[Role.SPECIALIST]
    stand_in = office.second_specialist
    Delegation.objects.create(
        position=holder.positions.get(),
        delegate=stand_in,
        document="QĐ 7/QĐ-UBND",
        decided_by=holder,
        effective_from=DAY,
        effective_to=DAY,
    )
    assert record(actor_of(stand_in, DAY), dossier, What.PAGE, NOW) is Ground.HOLDER
    look = Access.objects.get(person_id=stand_in.pk)
    assert look.delegation == "QĐ 7/QĐ-UBND"
    assert look.person_name == stand_in.full_name


def test_hours_are_those_of_the_dossiers_calendar(office: Office, dossier: Dossier) -> None:
    actor = office.actor(Role.SPECIALIST)
    for when in ("2026-03-09 10:30", "2026-03-09 22:30", "2026-03-15 10:00"):
        record(actor, dossier, What.PAGE, at(when))
    assert list(Access.objects.order_by("id").values_list("outside_hours", flat=True)) == [False, True, True]


def test_one_insert_and_no_select(
    office: Office, dossier: Dossier, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actor = office.actor(Role.CLERK)
    with django_assert_num_queries(1):
        record(actor, dossier, What.LETTER, NOW, subject="7", address="192.0.2.1")


def test_it_costs_less_than_a_millisecond(office: Office, dossier: Dossier) -> None:
    actor = office.actor(Role.CLERK)
    took = []
    for _ in range(60):
        begun = time.perf_counter()
        record(actor, dossier, What.PAGE, NOW)
        took.append(time.perf_counter() - begun)
    assert sorted(took)[len(took) // 2] < 0.001


@pytest.mark.parametrize(
    "statement",
    ["update accesses_access set reason = ''", "delete from accesses_access", "truncate accesses_access"],
)
def test_the_database_refuses_to_forget(office: Office, dossier: Dossier, statement: str) -> None:
    record(office.actor(Role.CLERK), dossier, What.PAGE, NOW)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Access.objects.count() == 1


def test_looking_never_waits_for_whoever_acts(office: Office, dossier: Dossier) -> None:
    """No foreign key in the database: its check would lock the dossier's row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_constraint where conrelid = 'accesses_access'::regclass and contype = 'f'"
        )
        assert cursor.fetchone() == (0,)


def test_the_person_reads_visits_by_unit_and_role_without_names(
    office: Office, dossier: Dossier, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    worker, clerk = office.actor(Role.SPECIALIST), office.actor(Role.CLERK)
    record(worker, dossier, What.PAGE, at("2026-03-09 10:30"))
    record(clerk, dossier, What.PAGE, at("2026-03-09 10:40"))
    record(worker, dossier, What.FILE, at("2026-03-09 10:45"), subject="f" * 64)
    record(worker, dossier, What.PAGE, at("2026-03-09 14:00"))
    with django_assert_num_queries(2):
        visits = queries.visits_of(dossier)
    assert [(visit.began, visit.what) for visit in visits] == [
        (at("2026-03-09 14:00"), ("Trang hồ sơ",)),
        (at("2026-03-09 10:40"), ("Trang hồ sơ",)),
        (at("2026-03-09 10:30"), ("Trang hồ sơ", "Giấy tờ, tệp")),
    ]
    assert visits[2].unit == office.section.name
    assert visits[2].role == "Công chức chuyên môn thụ lý"
    told = " ".join(str(visit) for visit in visits)
    assert not any(one.full_name in told for one in office.people.values())


def test_a_controller_reads_only_what_lies_below_them(office: Office, dossier: Dossier) -> None:
    record(office.actor(Role.SPECIALIST), dossier, What.PAGE, NOW)
    assert queries.search(controller(office), queries.Wanted()).count() == 1
    elsewhere = actor_of(person("control2", office.other_section, Role.CONTROL_OFFICER, "Kiểm soát"), DAY)
    assert queries.search(elsewhere, queries.Wanted()).count() == 0
    assert queries.search(office.actor(Role.AGENCY_HEAD), queries.Wanted()).count() == 0


def test_search_and_what_is_unusual(office: Office, dossier: Dossier) -> None:
    control = controller(office)
    record(office.actor(Role.SPECIALIST), dossier, What.PAGE, NOW)
    record(office.actor(Role.SPECIALIST), dossier, What.FILE, at("2026-03-09 23:00"))
    record(actor_of(office.second_specialist, DAY), dossier, What.PAGE, NOW, reason="Phối hợp")
    wanted = queries.Wanted
    assert queries.search(control, wanted(code=f" {dossier.code.lower()}")).count() == 3
    assert queries.search(control, wanted(name="specialist2")).count() == 1
    assert queries.search(control, wanted(what=What.FILE)).count() == 1
    assert queries.search(control, wanted(first_day=DAY, last_day=DAY)).count() == 3
    assert queries.search(control, wanted(last_day=DAY - dt.timedelta(days=1))).count() == 0
    unusual = queries.search(control, wanted(unusual=True))
    assert {(look.outside_hours, look.ground) for look in unusual} == {(True, "holder"), (False, "reason")}


def test_many_dossiers_in_one_hour_are_found(office: Office) -> None:
    control, clerk = controller(office), office.actor(Role.CLERK)
    made = [office.received("rolling", "2026-03-09 08:00") for _ in range(3)]
    for dossier in made:
        record(clerk, dossier, What.PAGE, NOW)
        record(clerk, dossier, What.PAGE, NOW)
    record(office.actor(Role.SPECIALIST), office.assigned(), What.PAGE, NOW)
    found = queries.bursts(control, DAY, DAY, many=3)
    assert [(one.person_id, one.dossiers, one.looks) for one in found] == [(clerk.person_id, 3, 6)]
    assert queries.bursts(control, DAY, DAY, many=4) == []


def test_an_export_is_on_record_without_a_dossier(office: Office) -> None:
    control = controller(office)
    record_export(control, "Nhật ký xem hồ sơ ma=1", NOW, role=Role.CONTROL_OFFICER, address="192.0.2.1")
    look = queries.search(control, queries.Wanted()).get()
    assert (look.dossier, look.what, look.ground) == (None, What.EXPORT, Ground.DUTY)
    assert look.unit_id == office.committee.pk
