# SPDX-License-Identifier: EUPL-1.2
"""A new edition of a calendar: who moves, who stays, that it says so, and that it may be stopped and begun again."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from motcua.dossiers import acts, recounting
from motcua.dossiers.audit import verify
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import Office, at, on, open_unit, person
from motcua.law.roles import Role
from motcua.law.statuses import State
from motcua.law.time_errors import OutOfTableError
from motcua.law.transitions import Act
from motcua.organisations.actors import Actor, actor_of
from motcua.organisations.acts import Publication, publish_calendar, units_to_change
from motcua.organisations.calendars import CalendarUnknown, load_calendar
from motcua.organisations.editions import candidate, content_of, differences, first_change
from motcua.organisations.errors import ChangeRefused
from motcua.organisations.models import AdministrationRecord, CalendarEdition, Unit

DECISION = "QĐ 7/QĐ-UBND ngày 09/3/2026"
OFF = {
    "date": "2026-03-11",
    "kind": "holiday",
    "name": "Nghỉ theo quyết định",
    "source": DECISION,
    "as_weekday": 1,
}


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    """Editions are read once per process; each test has its own."""
    yield
    load_calendar.cache_clear()


@pytest.fixture
def admin(office: Office) -> Actor:
    return actor_of(person("admin", office.committee, Role.SYSTEM_ADMIN, "Quản trị"), dt.date(2026, 3, 9))


def with_day(code: str = "vn-admin", **changes: object) -> Publication:
    """The calendar with Wednesday 11/03/2026 off."""
    content = content_of(load_calendar(code))
    content["days"] = [one for one in content["days"] if one["date"] != OFF["date"]] + [OFF]
    return dataclasses.replace(Publication(code, "Giờ hành chính", content, DECISION), **changes)


def publish(admin: Actor, **changes: object) -> CalendarEdition:
    return publish_calendar(admin, with_day(**changes))


def test_an_edition_is_numbered_whole_and_named_by_the_units(office: Office, admin: Actor) -> None:
    made = publish(admin)
    assert made.code == "vn-admin@1"
    for unit in (office.committee, office.centre, office.section):
        unit.refresh_from_db()
        assert unit.calendar_code == "vn-admin@1"
    office.commune.refresh_from_db()
    assert office.commune.calendar_code == "vn-admin"  # not administered from here
    assert differences(load_calendar("vn-admin"), load_calendar("vn-admin@1")) == [
        ("", "11/03/2026: Nghỉ theo quyết định")
    ]
    row = AdministrationRecord.objects.latest("id")
    assert (row.act, row.after["units"], row.reason) == ("publish_calendar", 4, DECISION)


def test_a_calendar_that_cannot_be_or_changes_nothing_is_refused(office: Office, admin: Actor) -> None:
    same = Publication("vn-admin", "x", content_of(load_calendar("vn-admin")), DECISION)
    no_hours = {**content_of(load_calendar("vn-admin")), "windows": {}}
    for wrong in (same, dataclasses.replace(same, content=no_hours), with_day(decision=" ")):
        with pytest.raises(ChangeRefused):
            publish_calendar(admin, wrong)
    assert not CalendarEdition.objects.exists()
    with pytest.raises(CalendarUnknown):
        load_calendar("vn-admin@9")


def test_a_unit_may_have_hours_of_its_own(office: Office, admin: Actor) -> None:
    made = publish(admin, unit=office.section)
    assert made.code == f"vn-admin-{office.section.code}@1"
    office.centre.refresh_from_db()
    assert office.centre.calendar_code == "vn-admin"
    assert Unit.objects.get(pk=office.section.pk).calendar_code == made.code


def test_open_dossiers_move_ended_ones_stay_and_every_event_says_why(office: Office, admin: Actor) -> None:
    running, ended, paused = office.assigned(), office.ready(), office.assigned()
    acts.ask_supplement(office.actor(Role.SPECIALIST), paused.code, ["A"], "thiếu", on("2026-03-10 09:00"))
    filed = acts.file(office.actor(Role.RECEPTION), office.filing(), on("2026-03-09 10:00")).dossier
    calendar = candidate("vn-admin", "x", with_day().content)
    units = units_to_change(admin, with_day())
    seen = recounting.preview(units, "vn-admin", calendar, at("2026-03-10 10:00"))
    assert (seen.open, seen.later, seen.earlier) == (3, 1, 0)
    assert [(one.code, one.after) for one in seen.moved] == [(running.code, at("2026-03-13 17:30"))]
    since = first_change(load_calendar("vn-admin"), calendar)
    assert since == dt.date(2026, 3, 11)
    assert recounting.preview(units, "vn-admin", calendar, at("2026-03-10 10:00"), since) == seen
    after = recounting.preview(units, "vn-admin", calendar, at("2026-03-10 10:00"), dt.date(2026, 3, 13))
    assert (after.open, after.moved) == (3, [])
    assert Dossier.objects.get(pk=running.pk).due_current == at("2026-03-12 17:30")  # nothing yet

    made = publish(admin)
    assert Dossier.objects.get(pk=running.pk).calendar_code == "vn-admin"
    assert recounting.left(made) == 3
    assert recounting.recount(made, 60)
    made.refresh_from_db()
    assert (made.recounted_moved, recounting.left(made)) == (1, 0)
    assert made.recounted_at is not None

    running.refresh_from_db()
    assert running.due_current == running.due_original == at("2026-03-13 17:30")
    assert running.state == State.ASSIGNED
    event = running.events.latest("sequence")
    assert (event.act, event.actor_kind, event.data["decision"]) == (Act.RECALCULATE_DUE, "system", DECISION)
    assert event.data["later"] is True and "muộn hơn" in event.data["warnings"][0]
    ended.refresh_from_db()
    assert ended.calendar_code == "vn-admin" and ended.due_original == at("2026-03-12 17:30")
    for follows in (paused, filed):
        follows.refresh_from_db()
        assert follows.calendar_code == "vn-admin@1"
        assert "later" not in follows.events.latest("sequence").data
    assert verify().ok


def test_dossiers_follow_by_themselves_round_by_round(
    office: Office, admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossiers = [office.assigned() for _ in range(3)]
    assert recounting.go_on(60) == []
    made = publish(admin)
    assert recounting.go_on(0) == []  # there was no time at all, and nothing is lost
    ticks = iter(range(100))
    with monkeypatch.context() as patch:
        patch.setattr(recounting, "time", SimpleNamespace(monotonic=lambda: float(next(ticks))))
        (half,) = recounting.go_on(2)
    assert half.recounted_at is None and 0 < recounting.left(made) < 3
    (whole,) = recounting.go_on(60)
    assert whole.recounted_at is not None and whole.recounted_moved == 3
    for dossier in dossiers:
        assert dossier.events.filter(act=Act.RECALCULATE_DUE).count() == 1
    assert recounting.go_on(60) == []


def test_a_dossier_that_cannot_be_counted_holds_up_no_other(
    office: Office, admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = office.assigned(), office.assigned()
    made, count = publish(admin), recounting.recalculate_due

    def refuse(actor: Actor, code: str, *rest: object) -> object:
        if code == first.code:
            raise OutOfTableError
        return count(actor, code, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(recounting, "recalculate_due", refuse)
        (met,) = recounting.go_on(60)
    second.refresh_from_db()
    assert second.calendar_code == made.code
    assert met.recounted_at is None and recounting.left(made) == 1
    (met,) = recounting.go_on(60)
    assert met.recounted_at is not None and met.recounted_moved == 2


def test_a_paused_clock_goes_on_by_the_new_calendar(office: Office, admin: Actor) -> None:
    code = office.assigned().code
    acts.ask_supplement(office.actor(Role.SPECIALIST), code, ["A"], "thiếu", on("2026-03-09 14:00"))
    recounting.recount(publish(admin), 60)
    # The moment of the batch is this very one, so the supplement comes after it.
    done = acts.supplement(office.actor(Role.RECEPTION), code, [])
    assert done.dossier.calendar_code == "vn-admin@1"


def test_the_batch_is_stopped_begun_again_and_moves_nothing_twice(office: Office, admin: Actor) -> None:
    for _ in range(3):
        office.assigned()
    made = publish(admin)
    assert not recounting.recount(made, -1)
    assert not Dossier.objects.filter(calendar_code=made.code).exists()
    while not recounting.recount(CalendarEdition.objects.get(pk=made.pk), 60):
        pass
    assert recounting.recount(CalendarEdition.objects.get(pk=made.pk), 60)
    for dossier in Dossier.objects.all():
        assert dossier.events.filter(act=Act.RECALCULATE_DUE).count() == 1
    again = CalendarEdition.objects.get(pk=made.pk)
    again.recounted_upto = 0  # as after a crash before the progress was kept
    assert recounting.recount(again, 60)
    assert Dossier.objects.filter(events__act=Act.RECALCULATE_DUE).count() == 3


def test_a_promise_after_an_apology_is_never_taken_back(office: Office, admin: Actor) -> None:
    code = office.assigned().code
    promised = at("2026-03-16 17:30")
    acts.apologise(office.actor(Role.AGENCY_HEAD), code, "Xác minh", promised, on("2026-03-10 09:00"))
    recounting.recount(publish(admin), 60)
    dossier = Dossier.objects.get(code=code)
    assert dossier.due_current == promised
    assert dossier.due_original == at("2026-03-13 17:30")


def test_dossiers_of_others_do_not_move(office: Office, admin: Actor) -> None:
    other = office.assigned()
    elsewhere = open_unit("t-elsewhere", "Nơi khác", office.commune, "2020-01-01")
    Dossier.objects.filter(pk=other.pk).update(receiving_unit=elsewhere)
    made = publish(admin)
    assert recounting.recount(made, 60)
    assert Dossier.objects.get(pk=other.pk).calendar_code == "vn-admin"


def test_other_hours_may_move_every_date() -> None:
    old = load_calendar("vn-admin")
    assert first_change(old, load_calendar("vn-admin-0700")) is None
    assert first_change(old, old) == dt.date.max
