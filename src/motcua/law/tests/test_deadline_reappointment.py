# SPDX-License-Identifier: EUPL-1.2
"""Re-appointment: once, in time, and the first date is kept."""

from datetime import timedelta

import pytest

from motcua.law.reappointment import Appointment, LatenessBasis, is_late, reappoint
from motcua.law.tests import deadline_cases as cases
from motcua.law.tests.deadline_cases import local
from motcua.law.time_errors import AlreadyReappointedError, LetterTooLateError, NewDateError

CALENDAR = cases.CALENDARS["plain"]
DUE = local("2024-03-07T17:30")
NEW = local("2024-03-12T17:30")


def test_both_dates_are_kept():
    moved = reappoint(CALENDAR, Appointment.first(DUE), local("2024-03-06T16:00"), NEW)
    assert (moved.due_original, moved.due_current, moved.times) == (DUE, NEW, 1)


def test_a_second_new_date_is_refused():
    moved = reappoint(CALENDAR, Appointment.first(DUE), local("2024-03-06T16:00"), NEW)
    with pytest.raises(AlreadyReappointedError, match="đã hẹn lại 1 lần"):
        reappoint(CALENDAR, moved, local("2024-03-08T08:00"), local("2024-03-20T17:30"))
    again = reappoint(CALENDAR, moved, local("2024-03-08T08:00"), local("2024-03-20T17:30"), max_times=2)
    assert (again.due_original, again.times) == (DUE, 2)


@pytest.mark.parametrize(
    ("letter", "in_time"),
    [
        ("2024-03-06T23:59", True),
        ("2024-03-07T00:00", False),
        ("2024-03-07T08:00", False),
        ("2024-03-09T08:00", False),
    ],
)
def test_the_letter_is_dated_at_least_one_day_before(letter, in_time):
    appointment = Appointment.first(DUE)
    if in_time:
        assert reappoint(CALENDAR, appointment, local(letter), NEW).times == 1
    else:
        with pytest.raises(LetterTooLateError, match="06/03/2024"):
            reappoint(CALENDAR, appointment, local(letter), NEW)


def test_two_days_before_by_a_stricter_policy():
    with pytest.raises(LetterTooLateError, match="05/03/2024"):
        reappoint(CALENDAR, Appointment.first(DUE), local("2024-03-06T08:00"), NEW, days_before=2)


@pytest.mark.parametrize("new", ["2024-03-07T17:30", "2024-03-06T17:30", "2024-03-09T10:00"])
def test_the_new_date_is_later_and_no_day_off(new):
    with pytest.raises(NewDateError):
        reappoint(CALENDAR, Appointment.first(DUE), local("2024-03-05T10:00"), local(new))


def test_lateness_is_judged_on_the_first_date_unless_the_policy_names_the_other():
    moved = reappoint(CALENDAR, Appointment.first(DUE), local("2024-03-06T16:00"), NEW)
    ended = local("2024-03-11T10:00")
    assert is_late(moved, ended)
    assert not is_late(moved, ended, LatenessBasis.DUE_CURRENT)
    assert not is_late(moved, DUE)
    assert not is_late(moved, DUE + timedelta(seconds=59))  # the law counts whole minutes
    assert is_late(moved, DUE + timedelta(minutes=1))
    assert is_late(moved, local("2024-03-12T17:31"), LatenessBasis.DUE_CURRENT)
