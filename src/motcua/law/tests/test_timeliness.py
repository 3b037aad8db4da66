# SPDX-License-Identifier: EUPL-1.2
"""The four policies side by side, their switches, and the six states shown to people."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.clock import VIETNAM
from motcua.law.reappointment import LatenessBasis
from motcua.law.time_errors import NaiveTimeError
from motcua.law.timeliness import (
    CalendarMissing,
    Counting,
    Course,
    DueMissing,
    Outcome,
    PeriodEndMissing,
    Standing,
    SubPolicy,
    Timeliness,
    TimelinessPolicy,
    Urgency,
    Waiting,
    classify,
    overdue_at,
    standing_at,
    urgency,
)
from motcua.law.working_time import Calendar

HOURS = [{"from": "07:30", "to": "11:30"}, {"from": "13:30", "to": "17:30"}]
CALENDAR = Calendar.from_mapping(
    {"code": "test", "windows": {**dict.fromkeys(range(1, 6), HOURS), 6: [], 7: []}},
    [{"date": "2026-09-02", "kind": "holiday", "name": "Quốc khánh", "source": "Bộ luật Lao động Đ.112"}],
)
INDEX, INSTANT, HALF_DAY, DATE = TimelinessPolicy
EARLY, ON_TIME, LATE = Timeliness.EARLY, Timeliness.ON_TIME, Timeliness.LATE


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


DUE = at("2026-03-12T17:30")  # a Thursday


def ended(text: str, **facts: object) -> Course:
    return Course(due_original=facts.pop("due", DUE), settled_at=at(text), **facts)


@pytest.mark.parametrize(
    ("end", "index", "instant", "half_day", "date"),
    [
        ("2026-03-11T17:30", ON_TIME, EARLY, EARLY, EARLY),
        ("2026-03-12T07:30", ON_TIME, EARLY, EARLY, ON_TIME),
        ("2026-03-12T13:29", ON_TIME, EARLY, EARLY, ON_TIME),
        ("2026-03-12T13:30", ON_TIME, EARLY, ON_TIME, ON_TIME),
        ("2026-03-12T17:29", ON_TIME, EARLY, ON_TIME, ON_TIME),
        ("2026-03-12T17:30", ON_TIME, ON_TIME, ON_TIME, ON_TIME),
        ("2026-03-12T17:31", LATE, LATE, LATE, LATE),
        ("2026-03-13T08:00", LATE, LATE, LATE, LATE),
    ],
)
def test_the_four_policies_disagree_as_described(end, index, instant, half_day, date):
    course = ended(end)
    assert [classify(policy, course, calendar=CALENDAR) for policy in TimelinessPolicy] == [
        index,
        instant,
        half_day,
        date,
    ]


@pytest.mark.parametrize(
    ("due", "end", "expected"),
    [
        ("2026-03-12T11:30", "2026-03-12T07:29", EARLY),
        ("2026-03-12T11:30", "2026-03-12T07:30", ON_TIME),
        ("2026-03-12T10:00", "2026-03-12T09:00", ON_TIME),
        ("2026-03-12T10:00", "2026-03-12T10:01", LATE),
        ("2026-03-12T13:30", "2026-03-12T13:29", EARLY),
        ("2026-03-12T12:00", "2026-03-12T07:29", EARLY),  # due at noon: the morning holds it
        ("2026-03-12T12:00", "2026-03-12T11:45", ON_TIME),
        ("2026-03-15T10:00", "2026-03-13T13:29", EARLY),  # due on a Sunday: Friday afternoon holds it
        ("2026-03-15T10:00", "2026-03-13T13:30", ON_TIME),
        ("2026-09-02T10:00", "2026-09-01T13:30", ON_TIME),  # due on a holiday
        ("2026-03-12T07:00", "2026-03-11T13:30", ON_TIME),  # due before the doors open
    ],
)
def test_half_days_follow_the_windows(due, end, expected):
    assert classify(HALF_DAY, ended(end, due=at(due)), calendar=CALENDAR) is expected


def test_a_desk_that_closes_early_does_not_cut_the_half_day():
    hours = [
        {"from": "07:00", "to": "11:30"},
        {"from": "13:30", "to": "16:30"},
        {"from": "16:30", "to": "17:00", "reception": False},
    ]
    calendar = Calendar.from_mapping({"code": "early", "windows": dict.fromkeys(range(1, 6), hours)})
    due = at("2026-03-12T17:00")
    assert classify(HALF_DAY, ended("2026-03-12T13:29", due=due), calendar=calendar) is EARLY
    assert classify(HALF_DAY, ended("2026-03-12T13:30", due=due), calendar=calendar) is ON_TIME
    assert classify(HALF_DAY, ended("2026-03-12T16:29", due=due), calendar=calendar) is ON_TIME


def test_half_day_needs_a_calendar():
    with pytest.raises(CalendarMissing, match="lịch"):
        classify(HALF_DAY, ended("2026-03-12T09:00"))


@pytest.mark.parametrize("policy", TimelinessPolicy)
def test_without_a_due_date_nothing_is_on_time(policy):
    course = ended("2026-03-12T09:00", due=None)
    assert classify(policy, course, calendar=CALENDAR) is Timeliness.UNKNOWN
    generous = SubPolicy(refusals=Counting.AS_ON_TIME, stops=Counting.AS_ON_TIME)
    for outcome in (Outcome.REFUSED, Outcome.STOPPED):
        course = ended("2026-03-12T09:00", due=None, outcome=outcome)
        assert classify(policy, course, calendar=CALENDAR, sub_policy=generous) is Timeliness.UNKNOWN


def test_an_open_dossier_is_not_judged():
    for policy in (INSTANT, HALF_DAY, DATE):
        assert classify(policy, Course(due_original=DUE), calendar=CALENDAR) is Timeliness.OPEN


def test_a_new_appointment_does_not_make_a_dossier_punctual_unless_the_report_says_so():
    course = ended("2026-03-16T09:00", due_current=at("2026-03-17T17:30"))
    assert classify(DATE, course) is LATE
    assert classify(DATE, course, sub_policy=SubPolicy(basis=LatenessBasis.DUE_CURRENT)) is EARLY
    assert (
        classify(DATE, ended("2026-03-12T09:00"), sub_policy=SubPolicy(basis=LatenessBasis.DUE_CURRENT))
        is ON_TIME
    )


def test_instant_tells_release_from_hand_over():
    late_hand_over = ended("2026-03-12T09:00", returned_at=at("2026-03-14T09:00"))
    assert classify(INSTANT, late_hand_over) is ON_TIME
    extended = ended(
        "2026-03-12T09:00", returned_at=at("2026-03-14T09:00"), due_current=at("2026-03-16T17:30")
    )
    assert classify(INSTANT, extended) is EARLY
    assert classify(INSTANT, ended("2026-03-12T18:00", returned_at=at("2026-03-12T18:05"))) is LATE


@pytest.mark.parametrize(
    ("outcome", "switch", "end", "expected"),
    [
        (Outcome.REFUSED, SubPolicy(), "2026-03-12T09:00", ON_TIME),
        (Outcome.REFUSED, SubPolicy(), "2026-03-13T09:00", LATE),
        (Outcome.REFUSED, SubPolicy(refusals=Counting.NOT_TIMED), "2026-03-13T09:00", Timeliness.NOT_TIMED),
        (Outcome.REFUSED, SubPolicy(refusals=Counting.AS_ON_TIME), "2026-03-13T09:00", ON_TIME),
        (Outcome.STOPPED, SubPolicy(), "2026-03-13T09:00", Timeliness.NOT_TIMED),
        (Outcome.STOPPED, SubPolicy(stops=Counting.AS_ON_TIME), "2026-03-13T09:00", ON_TIME),
        (Outcome.STOPPED, SubPolicy(stops=Counting.TIMED), "2026-03-13T09:00", LATE),
        (Outcome.NOT_RECEIVED, SubPolicy(), "2026-03-11T09:00", Timeliness.NOT_TIMED),
    ],
)
def test_refusals_and_stops_are_switches(outcome, switch, end, expected):
    course = Course(due_original=DUE, stopped_at=at(end), outcome=outcome)
    assert classify(DATE, course, sub_policy=switch) is expected
    by_index = classify(INDEX, course, sub_policy=switch)
    assert by_index is (LATE if at(end) > DUE else ON_TIME)


def test_the_index_takes_the_first_end_in_its_order():
    both = Course(DUE, settled_at=at("2026-03-12T17:00"), returned_at=at("2026-03-20T08:00"))
    assert classify(INDEX, both) is ON_TIME
    handed_over = Course(DUE, returned_at=at("2026-03-20T08:00"), stopped_at=at("2026-03-10T08:00"))
    assert classify(INDEX, handed_over) is LATE


def test_the_index_takes_waiting_off_once():
    wait = Waiting(at("2026-03-10T08:00"), at("2026-03-13T08:00"))
    due_moved = {"due_first": DUE, "due": at("2026-03-18T17:30"), "waitings": (wait,)}
    assert classify(INDEX, ended("2026-03-15T17:30", **due_moved)) is ON_TIME
    assert classify(INDEX, ended("2026-03-15T17:31", **due_moved)) is LATE
    assert classify(INDEX, ended("2026-03-11T17:30", **due_moved)) is ON_TIME


def test_the_index_does_not_guess_the_due_date_without_the_supplement():
    wait = Waiting(at("2026-03-10T08:00"), at("2026-03-13T08:00"))
    assert classify(INDEX, ended("2026-03-11T17:30", waitings=(wait,))) is Timeliness.UNKNOWN
    asked_after_the_end = Waiting(at("2026-03-12T08:00"), at("2026-03-13T08:00"))
    assert classify(INDEX, ended("2026-03-11T17:30", waitings=(asked_after_the_end,))) is ON_TIME


def test_the_index_calls_two_supplements_late():
    waits = (
        Waiting(at("2026-03-09T08:00"), at("2026-03-09T09:00")),
        Waiting(at("2026-03-10T08:00"), at("2026-03-10T09:00")),
    )
    assert classify(INDEX, ended("2026-03-10T10:00", waitings=waits)) is LATE
    assert classify(DATE, ended("2026-03-10T10:00", waitings=waits)) is EARLY


def test_the_index_follows_an_unfinished_dossier_to_the_end_of_the_period():
    unfinished = Course(due_original=DUE)
    assert classify(INDEX, unfinished, period_end=at("2026-03-14T23:59")) is LATE
    assert classify(INDEX, unfinished, period_end=at("2026-03-12T17:30")) is Timeliness.OPEN
    with pytest.raises(PeriodEndMissing, match="cuối kỳ"):
        classify(INDEX, unfinished)


def test_the_index_ends_a_waiting_dossier_at_its_request():
    for asked, expected in (("2026-03-10T08:00", ON_TIME), ("2026-03-13T08:00", LATE)):
        waiting = Course(due_original=DUE, waitings=(Waiting(at(asked)),))
        assert classify(INDEX, waiting, period_end=at("2026-04-14T23:59")) is expected
    asked_and_answered = Waiting(at("2026-03-10T08:00"), at("2026-03-11T08:00"))
    back = Course(due_original=at("2026-03-16T17:30"), due_first=DUE, waitings=(asked_and_answered,))
    assert classify(INDEX, back, period_end=at("2026-03-13T17:30")) is Timeliness.OPEN
    assert classify(INDEX, back, period_end=at("2026-03-13T17:31")) is LATE


MOMENTS = st.integers(0, 60 * 24 * 60).map(
    lambda minutes: at("2026-03-01T00:00") + timedelta(minutes=minutes)
)


@given(MOMENTS, MOMENTS)
def test_late_means_the_same_in_all_policies(end, due):
    course = Course(due_original=due, settled_at=end)
    judged = {policy: classify(policy, course, calendar=CALENDAR) for policy in TimelinessPolicy}
    assert {policy for policy, found in judged.items() if found is LATE} == (
        set(judged) if end > due else set()
    )
    # early by the half day is early by the minute; early by the date is early by the half day, where the
    # due moment lies in or after a window of its own date
    if judged[HALF_DAY] is EARLY:
        assert judged[INSTANT] is EARLY
    if judged[DATE] is EARLY and due.weekday() < 5 and due.hour >= 8:
        assert judged[HALF_DAY] is EARLY


@given(MOMENTS, MOMENTS, st.integers(1, 5000))
def test_ending_earlier_never_makes_it_worse(end, due, minutes):
    rank = {EARLY: 0, ON_TIME: 1, LATE: 2}
    for policy in TimelinessPolicy:
        before = classify(policy, Course(due, settled_at=end - timedelta(minutes=minutes)), calendar=CALENDAR)
        after = classify(policy, Course(due, settled_at=end), calendar=CALENDAR)
        assert rank[before] <= rank[after]


@given(MOMENTS, MOMENTS)
def test_the_zone_of_a_moment_changes_nothing(end, due):
    local = Course(due, settled_at=end)
    abroad = Course(due.astimezone(UTC), settled_at=end.astimezone(UTC))
    for policy in TimelinessPolicy:
        assert classify(policy, local, calendar=CALENDAR) is classify(policy, abroad, calendar=CALENDAR)


def test_naive_moments_are_refused():
    with pytest.raises(NaiveTimeError):
        classify(DATE, Course(DUE.replace(tzinfo=None), settled_at=DUE))


def test_standing_of_an_open_dossier():
    now = at("2026-03-12T17:30")
    assert standing_at(now, due=DUE) is Standing.OVERDUE
    assert standing_at(now - timedelta(minutes=1), due=DUE) is Standing.IN_TIME
    assert standing_at(now, due=DUE, ended_at=now) is Standing.ENDED
    assert standing_at(now, due=DUE, ended_at=now + timedelta(minutes=1)) is Standing.OVERDUE
    assert standing_at(now, due=None) is Standing.UNKNOWN
    assert not overdue_at(now, due=None)


def test_a_paused_dossier_is_overdue_only_when_asked_so():
    now = at("2026-03-13T08:00")
    running = [(at("2026-03-10T08:00"), None)]
    over = [(at("2026-03-10T08:00"), now)]
    assert standing_at(now, due=DUE, pauses=running) is Standing.PAUSED
    assert not overdue_at(now, due=DUE, pauses=running)
    assert overdue_at(now, due=DUE, pauses=running, pauses_excluded=False)
    assert overdue_at(now, due=DUE, pauses=over)
    assert overdue_at(now, due=DUE, pauses=[(at("2026-03-14T08:00"), None)])


@given(MOMENTS, MOMENTS, MOMENTS)
def test_overdue_then_is_late_afterwards(instant, due, end):
    if overdue_at(instant, due=due, ended_at=end):
        assert classify(DATE, Course(due, settled_at=end)) is LATE


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-11T08:00", Urgency.IN_TIME),
        ("2026-03-11T17:29", Urgency.IN_TIME),
        ("2026-03-11T17:31", Urgency.DUE_SOON),
        ("2026-03-12T17:29", Urgency.DUE_SOON),
        ("2026-03-12T17:30", Urgency.LATE),
    ],
)
def test_urgency_by_the_clock(now, expected):
    assert urgency(at(now), DUE) is expected


def test_urgency_counts_working_hours_over_a_weekend():
    monday = at("2026-03-16T17:30")
    assert urgency(at("2026-03-13T17:29"), monday, calendar=CALENDAR) is Urgency.IN_TIME
    assert urgency(at("2026-03-13T17:30"), monday, calendar=CALENDAR) is Urgency.DUE_SOON
    assert urgency(at("2026-03-13T17:30"), monday) is Urgency.IN_TIME


def test_who_is_waited_for():
    now = at("2026-03-02T08:00")
    assert urgency(now, DUE, waiting_office=True) is Urgency.WAITING_OFFICE
    assert urgency(now, DUE, waiting_citizen=True, waiting_office=True) is Urgency.WAITING_CITIZEN
    late = at("2026-03-13T08:00")
    assert urgency(late, DUE, waiting_office=True) is Urgency.LATE
    assert urgency(late, DUE, waiting_citizen=True) is Urgency.WAITING_CITIZEN
    assert urgency(late, None, waiting_citizen=True) is Urgency.WAITING_CITIZEN
    assert urgency(late, DUE, done=True) is Urgency.DONE
    with pytest.raises(DueMissing, match="chưa có hạn"):
        urgency(now, None)
