# SPDX-License-Identifier: EUPL-1.2
import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.plans.working.rhythm import Beat, Count, Rhythm, TooManyInstances, beat_of, instances

D = dt.date
DAYS = st.dates(D(2018, 1, 1), D(2030, 12, 31))
RECURRING = st.sampled_from([rhythm for rhythm in Rhythm if rhythm is not Rhythm.NONE])
BEATS = st.builds(Beat, RECURRING, st.sampled_from(Count), st.none() | st.integers(1, 31))
SPANS = st.tuples(DAYS, st.integers(0, 800)).map(lambda pair: (pair[0], pair[0] + dt.timedelta(pair[1])))


@given(BEATS, SPANS)
def test_instances_follow_each_other_and_are_due_in_their_own_time(beat: Beat, span: tuple[D, D]) -> None:
    found = instances(beat, *span)
    assert len({one.key for one in found}) == len(found)
    for one, other in pairwise(found):
        assert one.first < other.first
        assert one.due is not None and other.due is not None and one.due < other.due
        if (
            beat.count is Count.CALENDAR or beat.day is None
        ):  # a report is due days after its statistical month
            assert one.due < other.first
    for one in found:
        assert one.due is not None and one.first <= one.due
        assert one.label


@given(BEATS.filter(lambda beat: beat.count is Count.CALENDAR and beat.day is None), SPANS)
def test_calendar_periods_cover_every_day_once(beat: Beat, span: tuple[D, D]) -> None:
    found = instances(beat, *span)
    days = [one.first + dt.timedelta(n) for one in found for n in range((one.due - one.first).days + 1)]
    assert days == [span[0] + dt.timedelta(n) for n in range((span[1] - span[0]).days + 1)]


@given(BEATS.filter(lambda beat: beat.count is Count.STATISTICAL), SPANS)
def test_statistical_periods_are_whole_and_end_within(beat: Beat, span: tuple[D, D]) -> None:
    for one in instances(Beat(beat.rhythm, beat.count), *span):
        if beat.rhythm is not Rhythm.WEEKLY:
            assert one.first.day == 15
            assert one.due is not None and one.due.day == 14
        assert one.due is not None and span[0] <= one.due <= span[1]


@given(SPANS, st.none() | DAYS)
def test_a_duty_done_once_has_one_instance_with_the_day_of_the_plan(span: tuple[D, D], due: D | None) -> None:
    (one,) = instances(Beat(Rhythm.NONE), *span, due)
    assert (one.key, one.first, one.due) == ("", span[0], due)


def test_a_year_of_each() -> None:
    year = D(2026, 1, 1), D(2026, 12, 31)
    assert [one.key for one in instances(Beat(Rhythm.QUARTERLY), *year)] == [
        f"2026-Q{n}" for n in (1, 2, 3, 4)
    ]
    assert [one.due for one in instances(Beat(Rhythm.QUARTERLY, day=19), *year)] == [
        D(2026, 3, 19), D(2026, 6, 19), D(2026, 9, 19), D(2026, 12, 19)
    ]  # fmt: skip
    assert [one.label for one in instances(Beat(Rhythm.HALF_YEARLY), *year)] == [
        "6 tháng đầu năm 2026",
        "6 tháng cuối năm 2026",
    ]
    assert len(instances(Beat(Rhythm.MONTHLY), *year)) == 12
    assert len(instances(Beat(Rhythm.CONTINUOUS), *year)) == 4
    assert len(instances(Beat(Rhythm.YEARLY), *year)) == 1
    first = instances(Beat(Rhythm.QUARTERLY, Count.STATISTICAL), *year)[0]
    assert (first.first, first.due, first.label) == (D(2025, 12, 15), D(2026, 3, 14), "Quý I năm 2026")
    weeks = instances(Beat(Rhythm.WEEKLY), *year)
    assert (weeks[0].first, weeks[0].due, weeks[0].key) == (D(2026, 1, 1), D(2026, 1, 4), "2026-W01")
    assert len(weeks) == 53


def test_a_plan_of_half_a_year_begins_in_the_middle_of_a_month() -> None:
    found = instances(Beat(Rhythm.MONTHLY), D(2026, 6, 10), D(2026, 8, 20))
    assert [(one.first, one.due) for one in found] == [
        (D(2026, 6, 10), D(2026, 6, 30)),
        (D(2026, 7, 1), D(2026, 7, 31)),
        (D(2026, 8, 1), D(2026, 8, 20)),
    ]


def test_a_week_for_a_century_is_refused() -> None:
    with pytest.raises(TooManyInstances):
        instances(Beat(Rhythm.WEEKLY), D(2000, 1, 1), D(2099, 1, 1))


@pytest.mark.parametrize(
    ("rhythm", "text", "wanted"),
    [
        ("none", "Trước ngày 31/8/2026", Beat(Rhythm.NONE)),
        ("quarterly", "Trước ngày 19 của tháng cuối quý", Beat(Rhythm.QUARTERLY, day=19)),
        ("monthly", "Trước ngày 25 hằng tháng", Beat(Rhythm.MONTHLY, day=25)),
        ("monthly", "Trước ngày 25 hàng tháng", Beat(Rhythm.MONTHLY, day=25)),
        (
            "quarterly",
            "Số liệu từ ngày 15 tháng trước đến ngày 14 tháng cuối quý",
            Beat(Rhythm.QUARTERLY, Count.STATISTICAL, 14),
        ),
        ("yearly", "Hằng năm", Beat(Rhythm.YEARLY)),
        ("continuous", "Thường xuyên trong năm 2026", Beat(Rhythm.CONTINUOUS)),
    ],
)
def test_how_often_is_told_by_the_words_of_the_plan(rhythm: str, text: str, wanted: Beat) -> None:
    assert beat_of(rhythm, text) == wanted


def test_the_reporting_schedule_lends_its_window() -> None:
    schedule = [
        {
            "period": "quarterly",
            "data_from": "prev_month:15",
            "data_to": "last_month:14",
            "due": "last_month:17",
        }
    ]
    assert beat_of("quarterly", "Hằng quý", schedule).count is Count.STATISTICAL
    assert beat_of("monthly", "Hằng tháng", schedule).count is Count.CALENDAR
