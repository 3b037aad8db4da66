# SPDX-License-Identifier: EUPL-1.2
"""Properties of every deadline: the guarantees of docs/deadlines.md section 9."""

from datetime import timedelta
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.law.bulk import bulk_due_at
from motcua.law.deadlines import CountMode, compute_deadline, due_at, intake_due, latest_overdue_filing
from motcua.law.explanations import SegmentKind, StepKind
from motcua.law.limits import Limit, LimitUnit
from motcua.law.tests import deadline_cases as cases
from motcua.law.working_time import VIETNAM, effective_receipt

REQUEST = {
    "code": cases.codes,
    "received": cases.moments,
    "limit": cases.limits,
    "mode": cases.modes,
    "cutoff": cases.cutoffs,
    "pauses": cases.interval_lists,
    "supplements": cases.interval_lists,
    "policy": cases.policies,
}
few = settings(max_examples=150)


def answer(code, received, limit, mode, cutoff, pauses, supplements, policy):
    return compute_deadline(
        cases.CALENDARS[code],
        received,
        limit,
        mode=mode,
        cutoff=cutoff,
        pauses=pauses,
        supplements=supplements,
        supplement_policy=policy,
    )


def due(code, received, limit, mode, cutoff, pauses=(), supplements=(), policy=None):
    options = {} if policy is None else {"supplement_policy": policy}
    return due_at(
        cases.CALENDARS[code],
        received,
        limit,
        mode=mode,
        cutoff=cutoff,
        pauses=pauses,
        supplements=supplements,
        **options,
    )


@settings(max_examples=250)
@given(**REQUEST)
def test_equals_a_walk_over_every_minute_or_date(
    code, received, limit, mode, cutoff, pauses, supplements, policy
):
    expected = cases.brute_due(
        cases.CONFIGURATIONS[code], received, limit, mode, cutoff, pauses, supplements, policy
    )
    found = answer(code, received, limit, mode, cutoff, pauses, supplements, policy)
    assert found.due_at.replace(tzinfo=None) == expected
    assert found.due_at == due(code, received, limit, mode, cutoff, pauses, supplements, policy)


@settings(max_examples=25)
@given(**{**REQUEST, "code": cases.random_codes})
def test_made_up_calendars_equal_the_walk_too(
    code, received, limit, mode, cutoff, pauses, supplements, policy
):
    configuration = cases.CONFIGURATIONS[code]
    expected = cases.brute_due(configuration, received, limit, mode, cutoff, pauses, supplements, policy)
    assert (
        due(code, received, limit, mode, cutoff, pauses, supplements, policy).replace(tzinfo=None) == expected
    )
    plain = cases.brute_due(configuration, received, limit, mode, cutoff, (), (), policy)
    array = np.array([received.replace(tzinfo=None)], "datetime64[m]")
    found = bulk_due_at(cases.CALENDARS[code], array, limit, mode=mode, cutoff=cutoff)
    assert found.tolist() == [plain]


@few
@given(code=cases.codes, at=cases.moments, cutoff=cases.cutoffs)
def test_effective_receipt_equals_the_walk(code, at, cutoff):
    expected = cases.brute_effective(cases.CONFIGURATIONS[code], at.replace(tzinfo=None), cutoff)
    assert effective_receipt(cases.CALENDARS[code], at, cutoff).replace(tzinfo=None) == expected


@few
@given(**REQUEST)
def test_the_explanation_adds_up(code, received, limit, mode, cutoff, pauses, supplements, policy):
    explanation = answer(code, received, limit, mode, cutoff, pauses, supplements, policy).explanation
    counted = [step for step in explanation.steps if step.kind is StepKind.COUNTED_DAY]
    worked = sum(
        (s.ends - s.begins for s in explanation.segments if s.kind is SegmentKind.WORKED), timedelta()
    )
    if explanation.mode == "rolling":
        assert explanation.total_minutes == limit.minutes == sum(step.minutes for step in counted)
        assert worked == timedelta(minutes=limit.minutes)
    elif limit.unit is LimitUnit.SAME_DAY:
        assert not counted
    else:
        assert [step.number for step in counted] == list(range(1, explanation.total_days + 1))
        if limit.unit is LimitUnit.MONTHS:
            first = next(step.day for step in explanation.steps if step.kind is StepKind.FIRST_DAY)
            end = next(step.day for step in explanation.steps if step.kind is StepKind.LIMIT_END)
            assert explanation.total_days == (end - first).days
        else:
            assert explanation.total_days == limit.value


@few
@given(**REQUEST)
def test_segments_cover_receipt_to_due(code, received, limit, mode, cutoff, pauses, supplements, policy):
    found = answer(code, received, limit, mode, cutoff, pauses, supplements, policy)
    segments = found.explanation.segments
    assert segments[0].begins == received
    assert segments[-1].ends == found.due_at
    assert all(before.ends == after.begins for before, after in pairwise(segments))
    assert all(segment.begins < segment.ends for segment in segments)


@few
@given(**REQUEST)
def test_no_day_is_told_twice_and_days_are_in_order(
    code, received, limit, mode, cutoff, pauses, supplements, policy
):
    steps = answer(code, received, limit, mode, cutoff, pauses, supplements, policy).explanation.steps
    told = [
        step.day
        for step in steps
        if step.kind in (StepKind.COUNTED_DAY, StepKind.SKIPPED_DAY, StepKind.PAUSED_DAY)
    ]
    assert told == sorted(set(told))


@few
@given(**REQUEST)
def test_never_on_a_day_off_nor_after_its_close(
    code, received, limit, mode, cutoff, pauses, supplements, policy
):
    found = due(code, received, limit, mode, cutoff, pauses, supplements, policy).replace(tzinfo=None)
    configuration = cases.CONFIGURATIONS[code]
    last_minute = found - timedelta(minutes=1)
    assert cases.windows_of(configuration, last_minute.date())
    assert found <= cases.close_of(configuration, last_minute.date())
    assert cases.works(configuration, last_minute)


@few
@given(**REQUEST, later=st.integers(0, 20_000))
def test_monotone_in_the_receipt(code, received, limit, mode, cutoff, pauses, supplements, policy, later):
    second = received + timedelta(minutes=later)
    early = due(code, received, limit, mode, cutoff, pauses, supplements, policy)
    assert early <= due(code, second, limit, mode, cutoff, pauses, supplements, policy)


@few
@given(**REQUEST, more=st.integers(0, 30))
def test_monotone_in_the_limit(code, received, limit, mode, cutoff, pauses, supplements, policy, more):
    longer = limit if limit.unit is LimitUnit.SAME_DAY else Limit(limit.value + more, limit.unit)
    short = due(code, received, limit, mode, cutoff, pauses, supplements, policy)
    assert short <= due(code, received, longer, mode, cutoff, pauses, supplements, policy)


@few
@given(**REQUEST, extra=cases.intervals)
def test_a_pause_never_shortens(code, received, limit, mode, cutoff, pauses, supplements, policy, extra):
    without = due(code, received, limit, mode, cutoff, pauses, supplements, policy)
    assert without <= due(code, received, limit, mode, cutoff, [*pauses, extra], supplements, policy)


@few
@given(
    code=cases.codes,
    receipts=st.lists(cases.moments, max_size=12),
    limit=cases.limits,
    mode=cases.modes,
    cutoff=cases.cutoffs,
)
def test_arrays_equal_single_answers(code, receipts, limit, mode, cutoff):
    calendar = cases.CALENDARS[code]
    array = np.array([at.replace(tzinfo=None) for at in receipts], "datetime64[m]")
    found = bulk_due_at(calendar, array, limit, mode=mode, cutoff=cutoff)
    expected = [due(code, at, limit, mode, cutoff).replace(tzinfo=None) for at in receipts]
    assert found.tolist() == expected


@few
@given(
    code=cases.codes,
    rows=st.lists(st.tuples(cases.moments, st.integers(1, 40)), min_size=1, max_size=12),
    unit=st.sampled_from([unit for unit in LimitUnit if unit is not LimitUnit.SAME_DAY]),
    mode=cases.modes,
    cutoff=cases.cutoffs,
)
def test_arrays_of_amounts_equal_single_answers(code, rows, unit, mode, cutoff):
    array = np.array([at.replace(tzinfo=None) for at, _ in rows], "datetime64[m]")
    amounts = np.array([amount for _, amount in rows])
    found = bulk_due_at(cases.CALENDARS[code], array, amounts, unit=unit, mode=mode, cutoff=cutoff)
    expected = [due(code, at, Limit(n, unit), mode, cutoff).replace(tzinfo=None) for at, n in rows]
    assert found.tolist() == expected


@few
@given(code=cases.codes, received=cases.moments, hours=st.integers(1, 30))
def test_working_hours_roll_in_every_mode(code, received, hours):
    limit = Limit(hours, LimitUnit.WORKING_HOURS)
    civil = due(code, received, limit, CountMode.CIVIL, None)
    assert civil == due(code, received, limit, CountMode.ROLLING, None)
    assert civil.tzinfo is VIETNAM


@given(
    code=st.sampled_from(sorted(cases.CALENDARS)),
    filed=st.integers(0, 20 * 24 * 60),
    later=st.integers(0, 8 * 24 * 60),
)
@settings(max_examples=300)
def test_an_overdue_filing_is_told_by_its_moment_alone(code: str, filed: int, later: int) -> None:
    """The threshold of a list and the count of each single filing say the same, to the minute."""
    calendar = cases.CALENDARS[code]
    at = cases.local("2024-03-01T00:00") + timedelta(minutes=filed)
    now = at + timedelta(minutes=later)
    assert (at <= latest_overdue_filing(calendar, now)) == (intake_due(calendar, at) < now)
