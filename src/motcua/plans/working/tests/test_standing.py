# SPDX-License-Identifier: EUPL-1.2
import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from motcua.law.working_days import shifted, working_days_until, working_due
from motcua.law.working_time import is_working_day
from motcua.organisations.calendars import load_calendar
from motcua.plans.working.standing import (
    Facts,
    Phase,
    Standing,
    near_day,
    standing_of,
)

D = dt.date
CALENDAR = load_calendar("vn-admin")
LAST_OF_MARCH = D(2026, 3, 31)
DAYS = st.dates(D(2024, 2, 1), D(2027, 10, 31))


@given(DAYS)
def test_work_is_due_on_a_working_day_never_before_the_day_of_the_plan(day: D) -> None:
    found = working_due(CALENDAR, day)
    assert found >= day
    assert is_working_day(CALENDAR, found)
    assert all(not is_working_day(CALENDAR, day + dt.timedelta(n)) for n in range((found - day).days))


@given(DAYS, st.integers(-30, 30))
def test_shifting_and_counting_are_each_others_reverse(day: D, days: int) -> None:
    start = working_due(CALENDAR, day)
    assert working_days_until(CALENDAR, start, shifted(CALENDAR, start, days)) == days


@given(DAYS, DAYS)
def test_counting_forth_is_minus_counting_back(one: D, other: D) -> None:
    assert working_days_until(CALENDAR, one, other) == -working_days_until(CALENDAR, other, one)


def test_a_sunday_is_due_on_monday() -> None:
    assert working_due(CALENDAR, D(2026, 5, 31)) == D(2026, 6, 1)


def stands(phase: Phase, today: D, *, due: D | None = LAST_OF_MARCH, **more: D) -> Standing:
    facts = Facts(phase, D(2026, 1, 1), due, **more)
    return standing_of(facts, today, near_day(CALENDAR, today), working_due(CALENDAR, due) if due else None)


def test_how_work_stands() -> None:
    assert stands(Phase.NOT_STARTED, D(2025, 12, 31)) is Standing.AHEAD
    assert stands(Phase.NOT_STARTED, D(2026, 3, 1)) is Standing.NOT_STARTED
    assert stands(Phase.IN_PROGRESS, D(2026, 3, 1)) is Standing.IN_PROGRESS
    assert stands(Phase.IN_PROGRESS, D(2026, 3, 23)) is Standing.IN_PROGRESS  # six working days left
    assert stands(Phase.IN_PROGRESS, D(2026, 3, 24)) is Standing.DUE_SOON
    assert stands(Phase.NOT_STARTED, D(2026, 3, 31)) is Standing.DUE_SOON
    assert stands(Phase.NOT_STARTED, D(2026, 4, 1)) is Standing.LATE
    assert stands(Phase.DONE, D(2026, 4, 1), done_on=D(2026, 3, 31)) is Standing.DONE
    assert stands(Phase.DONE, D(2026, 4, 9), done_on=D(2026, 4, 1)) is Standing.DONE_LATE
    assert stands(Phase.CANCELLED, D(2026, 4, 9)) is Standing.CANCELLED
    assert stands(Phase.IN_PROGRESS, D(2030, 1, 1), due=None) is Standing.IN_PROGRESS


@given(DAYS, st.integers(-40, 40))
def test_open_work_is_late_exactly_after_its_last_day(day: D, days: int) -> None:
    due = shifted(CALENDAR, working_due(CALENDAR, day), days)
    standing = stands(Phase.IN_PROGRESS, day, due=due)
    assert (standing is Standing.LATE) == (day > working_due(CALENDAR, due))
