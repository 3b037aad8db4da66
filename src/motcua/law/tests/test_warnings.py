# SPDX-License-Identifier: EUPL-1.2
"""When officials are warned: worked examples on the civil calendar of offices, and what bounds a list."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.clock import VIETNAM
from motcua.law.limits import Limit
from motcua.law.reappointment import Appointment, reappoint
from motcua.law.tests import deadline_cases as cases
from motcua.law.warnings import (
    WARNING_NAMES,
    WarningKind,
    WarningPolicy,
    apology_time,
    apology_until,
    consultation_overdue,
    due_soon,
    intake_near,
    late,
    near_until,
    propose_new_due,
    supplement_limit,
    supplement_near,
)
from motcua.law.working_time import is_working_day

CALENDAR = cases.CALENDARS["plain"]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


MOMENTS = st.integers(0, 700 * 1440).map(lambda minutes: at("2025-01-01 00:00") + timedelta(minutes=minutes))
LIMITS = st.sampled_from(["1 working day", "8 working hours", "same day", "15 days", "3 months"])


def test_every_kind_has_a_name() -> None:
    assert set(WARNING_NAMES) == set(WarningKind)


@pytest.mark.parametrize(
    ("now", "due", "soon", "is_late"),
    [
        ("2026-03-09 10:00", "2026-03-12 17:30", False, False),
        ("2026-03-11 10:00", "2026-03-12 09:00", True, False),  # 23 hours
        ("2026-03-13 16:30", "2026-03-16 16:30", True, False),  # over the weekend: eight working hours
        ("2026-03-12 17:30", "2026-03-12 17:30", False, True),
        ("2026-03-12 17:31", "2026-03-12 17:30", False, True),
    ],
)
def test_due_soon_and_late(now: str, due: str, soon: bool, is_late: bool) -> None:
    assert due_soon(CALENDAR, at(now), at(due)) is soon
    assert late(at(now), at(due)) is is_late
    assert consultation_overdue(at(now), at(due)) is is_late


def test_an_online_filing_is_warned_of_by_the_hour_of_its_rules_or_near_its_end() -> None:
    filed = at("2026-03-09 08:00")
    assert not intake_near(CALENDAR, at("2026-03-09 09:59"), filed, alert_hours=2)
    assert intake_near(CALENDAR, at("2026-03-09 10:00"), filed, alert_hours=2)
    assert not intake_near(CALENDAR, at("2026-03-09 13:00"), filed)
    assert intake_near(CALENDAR, at("2026-03-09 16:00"), filed)
    night = at("2026-03-09 23:00")  # takes effect at the next opening
    assert not intake_near(CALENDAR, at("2026-03-10 07:00"), night, alert_hours=2)
    assert intake_near(CALENDAR, at("2026-03-12 08:00"), night)  # over long since


def test_a_wait_for_papers_ends_on_its_day_or_on_the_proposed_one() -> None:
    asked = at("2026-03-09 09:00")
    day = at("2026-03-20 17:30")
    assert supplement_limit(CALENDAR, asked, day, 15) == day
    assert supplement_limit(CALENDAR, asked, None, None) is None
    offered = supplement_limit(CALENDAR, asked, None, 15)
    assert offered == at("2026-03-30 17:30")
    assert not supplement_near(CALENDAR, at("2026-03-26 16:00"), offered)
    assert supplement_near(CALENDAR, at("2026-03-27 08:00"), offered)
    assert supplement_near(CALENDAR, at("2026-04-02 08:00"), offered)


@pytest.mark.parametrize(
    ("now", "needed", "in_time"),
    [
        ("2026-03-11 11:00", False, True),  # more than four working hours before the last moment
        ("2026-03-11 14:00", True, True),
        ("2026-03-11 17:30", True, True),
        ("2026-03-12 08:00", False, False),  # too late to be in time, not late yet
        ("2026-03-12 17:30", True, False),
        ("2026-03-16 08:00", True, False),
    ],
)
def test_when_a_letter_of_apology_is_needed(now: str, needed: bool, in_time: bool) -> None:
    told = apology_time(CALENDAR, at(now), at("2026-03-12 17:30"))
    assert told.last == at("2026-03-11 17:30")
    assert (told.needed, told.in_time) == (needed, in_time)


def test_an_agency_may_want_to_be_warned_earlier() -> None:
    early = WarningPolicy(apology_lead=960)
    assert apology_time(CALENDAR, at("2026-03-10 16:00"), at("2026-03-12 17:30"), policy=early).needed


@given(MOMENTS, st.integers(0, 40 * 1440))
def test_nothing_near_lies_behind_the_bound(now: datetime, ahead: int) -> None:
    due = now + timedelta(minutes=ahead)
    if due_soon(CALENDAR, now, due):
        assert due <= near_until(CALENDAR, now)
    if apology_time(CALENDAR, now, due).needed:
        assert due <= apology_until(CALENDAR, now)


@given(MOMENTS, st.integers(-40, 40), LIMITS)
def test_the_proposed_date_is_always_lawful(now: datetime, days: int, limit: str) -> None:
    due = now + timedelta(days=days)
    new = propose_new_due(CALENDAR, now, due, Limit.parse(limit))
    assert new > now and new > due
    assert is_working_day(CALENDAR, new.date())
    in_time = now.date() < due.date()
    promised = reappoint(CALENDAR, Appointment.first(due), now, new, days_before=1 if in_time else None)
    assert promised.due_current == new


@pytest.mark.parametrize(
    ("limit", "day"),
    [("3 working days", "2026-03-16"), ("1 working day", "2026-03-13"), ("60 working days", "2026-03-26")],
)
def test_the_proposal_is_half_of_the_limit_again(limit: str, day: str) -> None:
    due = at("2026-03-12 17:30")
    proposed = propose_new_due(CALENDAR, at("2026-03-10 09:00"), due, Limit.parse(limit))
    assert proposed == at(f"{day} 17:30")
