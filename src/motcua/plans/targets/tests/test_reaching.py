# SPDX-License-Identifier: EUPL-1.2
"""What is still possible and what is missing: exact, and held against trying everything."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.plans.targets.measures import MEASURE
from motcua.plans.targets.reaching import Tally, best_of, missing
from motcua.plans.targets.values import Op, Wanted

IN_TIME, LATE, ENDED, OVERDUE = MEASURE["in_time"], MEASURE["late"], MEASURE["ended"], MEASURE["overdue"]


def _tally(part: int, whole: int = 0) -> Tally:
    return Tally(Fraction(part), Fraction(whole))


def _wanted(op: str, value: str, unit: str = "%") -> Wanted:
    return Wanted(Op(op), Decimal(value), unit)


@given(
    st.integers(0, 60),
    st.integers(0, 60),
    st.integers(0, 30),
    st.sampled_from([">=", ">", "="]),
    st.integers(1, 100),
)
def test_a_share_against_trying_every_future(
    failed: int, good: int, coming: int, op: str, value: int
) -> None:
    now, wanted = _tally(good, good + failed), _wanted(op, str(value))
    outcomes = [
        more
        for more in range(coming + 1)
        if (total := good + failed + coming) and wanted.reached_by(Fraction(100 * (good + more), total))
    ]
    best = best_of(IN_TIME, wanted, now, Fraction(coming), over=False)
    lacking = missing(IN_TIME, wanted, now, coming, 10)
    assert best is not None
    assert lacking is not None
    if good + failed + coming == 0:
        return
    assert best.reachable == bool(outcomes)
    assert (lacking.bad is not None) == bool(outcomes)
    if outcomes:
        assert lacking.good == min(outcomes)
        assert lacking.bad == coming - min(outcomes)


@given(
    st.integers(0, 60),
    st.integers(0, 60),
    st.integers(0, 30),
    st.sampled_from(["<=", "<"]),
    st.integers(0, 100),
)
def test_a_share_to_be_kept_down_against_trying_every_future(
    late: int, other: int, coming: int, op: str, value: int
) -> None:
    now, wanted = _tally(late, late + other), _wanted(op, str(value))
    if late + other + coming == 0:
        return
    allowed = [
        more
        for more in range(coming + 1)
        if wanted.reached_by(Fraction(100 * (late + more), late + other + coming))
    ]
    best = best_of(LATE, wanted, now, Fraction(coming), over=False)
    lacking = missing(LATE, wanted, now, coming, 10)
    assert best is not None
    assert lacking is not None
    assert best.reachable == bool(allowed)
    assert lacking.bad == (max(allowed) if allowed else None)


@given(st.integers(0, 80), st.integers(0, 80), st.integers(1, 99), st.sampled_from([">=", ">"]))
def test_so_many_in_a_row_reach_it_and_one_fewer_do_not(good: int, failed: int, value: int, op: str) -> None:
    now, wanted = _tally(good, good + failed), _wanted(op, str(value))
    lacking = missing(IN_TIME, wanted, now, 0, 1)
    assert lacking is not None
    row = lacking.in_a_row
    assert row is not None
    whole = good + failed
    if whole + row:
        assert wanted.reached_by(Fraction(100 * (good + row), whole + row))
    if row and whole + row - 1:
        assert not wanted.reached_by(Fraction(100 * (good + row - 1), whole + row - 1))


def test_one_late_dossier_ends_a_hundred_percent_for_certain() -> None:
    best = best_of(IN_TIME, _wanted("=", "100"), _tally(999, 1000), Fraction(10_000), over=False)
    assert best is not None
    assert (best.reachable, best.certain) == (False, True)
    lacking = missing(IN_TIME, _wanted("=", "100"), _tally(999, 1000), 500, 20)
    assert lacking is not None
    assert lacking.in_a_row is None


def test_short_of_the_number_it_rests_on_how_many_come() -> None:
    few = best_of(IN_TIME, _wanted(">=", "98"), _tally(90, 100), Fraction(100), over=False)
    many = best_of(IN_TIME, _wanted(">=", "98"), _tally(90, 100), Fraction(400), over=False)
    assert few is not None
    assert many is not None
    assert (few.reachable, few.certain, many.reachable) == (False, False, True)


def test_counts_and_pace() -> None:
    lacking = missing(ENDED, _wanted(">=", "500", "hồ sơ"), _tally(380), 200, 24)
    assert lacking is not None
    assert (lacking.good, lacking.pace) == (120, 5.0)
    most = missing(MEASURE["ended_late"], _wanted("<=", "5", "hồ sơ"), _tally(3), 200, 24)
    assert most is not None
    assert most.bad == 2
    over = best_of(MEASURE["ended_late"], _wanted("<=", "5", "hồ sơ"), _tally(6), Fraction(9), over=False)
    assert over is not None
    assert (over.reachable, over.certain) == (False, True)


def test_what_stands_at_a_moment_can_always_change_until_the_last_day() -> None:
    wanted = _wanted("=", "0", "hồ sơ")
    assert best_of(OVERDUE, wanted, _tally(7), Fraction(0), over=False) is None
    ended = best_of(OVERDUE, wanted, _tally(7), Fraction(0), over=True)
    assert ended is not None
    assert (ended.reachable, ended.certain) == (False, True)
    assert missing(MEASURE["open_overdue"], _wanted("<=", "1"), _tally(7, 70), 5, 5) is None


@pytest.mark.parametrize(("minutes", "dossiers", "days"), [(960, 1, 2), (480, 4, Fraction(1, 4))])
def test_means_are_told_in_working_days(minutes: int, dossiers: int, days: Fraction) -> None:
    measure = MEASURE["mean_time"]
    assert _tally(minutes, dossiers).value(measure.kind, "ngày làm việc") == days
    assert _tally(0, 0).value(measure.kind, "ngày làm việc") is None
