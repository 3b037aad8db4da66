# SPDX-License-Identifier: EUPL-1.2
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.desk.stages import (
    ReminderPolicy,
    ReminderPolicyBroken,
    Stage,
    To,
    is_silent,
    looked_at,
    policy_named,
    stage_on,
)
from motcua.law.working_days import shifted, working_due
from motcua.organisations.calendars import load_calendar

D = dt.date
CALENDAR = load_calendar("vn-admin")
DAYS = st.dates(D(2024, 2, 1), D(2027, 10, 31))


def test_the_policy_tells_more_people_the_later_it_is() -> None:
    policy = policy_named()
    due = D(2026, 3, 31)
    assert stage_on(policy, CALENDAR, D(2026, 3, 20), due) is None
    told = [
        (stage.code, len(stage.to))
        for day in (
            D(2026, 3, 24),
            D(2026, 3, 30),
            D(2026, 3, 31),
            D(2026, 4, 1),
            D(2026, 4, 7),
            D(2026, 5, 4),
        )
        if (stage := stage_on(policy, CALENDAR, day, due))
    ]
    assert told == [("near", 1), ("tomorrow", 2), ("tomorrow", 2), ("late", 2), ("later", 3), ("grave", 4)]
    first, last = looked_at(policy, CALENDAR, D(2026, 3, 24))
    assert first < due < last


@given(DAYS, st.integers(-30, 30))
def test_nothing_that_has_a_reminder_is_left_unread(day: D, days: int) -> None:
    policy = policy_named()
    due = shifted(CALENDAR, working_due(CALENDAR, day), days)
    if stage_on(policy, CALENDAR, day, due) is not None:
        first, last = looked_at(policy, CALENDAR, day)
        assert first <= due <= last


def test_silence_is_asked_about() -> None:
    policy = policy_named()
    heard = D(2026, 3, 2)
    last = shifted(CALENDAR, heard, policy.silent_after)
    assert is_silent(policy, CALENDAR, last, heard)
    assert not is_silent(policy, CALENDAR, last - dt.timedelta(1), heard)


def test_a_policy_that_tells_fewer_people_later_is_refused() -> None:
    both = frozenset({To.OWNER, To.LEAD})
    with pytest.raises(ReminderPolicyBroken):
        ReminderPolicy("x", (Stage("a", "A", 1, both), Stage("b", "B", -1, frozenset({To.OWNER}))), 5)
    with pytest.raises(ReminderPolicyBroken):
        ReminderPolicy("x", (), 5)
