# SPDX-License-Identifier: EUPL-1.2
"""Windows of reports: the dates offices use, and that statutory windows tile the years."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law import report_windows as windows
from motcua.law.report_windows import Reporter, WindowRefused

DAYS = st.dates(date(2018, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("window", "first", "last"),
    [
        (windows.quarter(2024, 1), date(2023, 12, 15), date(2024, 3, 14)),
        (windows.quarter(2024, 2), date(2024, 3, 15), date(2024, 6, 14)),
        (windows.quarter(2024, 3), date(2024, 6, 15), date(2024, 9, 14)),
        (windows.quarter(2024, 4), date(2024, 9, 15), date(2024, 12, 14)),
        (windows.half_year(2024), date(2023, 12, 15), date(2024, 6, 14)),
        (windows.nine_months(2024), date(2023, 12, 15), date(2024, 9, 14)),
        (windows.year_of(2024), date(2023, 12, 15), date(2024, 12, 14)),
        (windows.statistical_month(2024, 1), date(2023, 12, 15), date(2024, 1, 14)),
        (windows.calendar_month(2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
        (windows.calendar_month(2024, 12), date(2024, 12, 1), date(2024, 12, 31)),
        (windows.week_of(date(2024, 3, 14)), date(2024, 3, 11), date(2024, 3, 17)),
    ],
)
def test_the_days_of_a_window(window: windows.Window, first: date, last: date) -> None:
    assert (window.first, window.last) == (first, last)
    assert window.days == (last - first).days + 1
    assert first in window and last in window and last + timedelta(days=1) not in window


def test_labels_are_those_of_the_forms() -> None:
    assert windows.quarter(2026, 3).label == "Quý III năm 2026"
    assert windows.week_of(date(2026, 3, 12)).label == "Tuần 09/03 – 15/03/2026"


@given(DAYS)
def test_a_day_is_in_its_statistical_month_and_no_other(day: date) -> None:
    month = windows.statistical_month_of(day)
    assert day in month
    assert day not in windows.before(month)
    assert windows.before(month).last + timedelta(days=1) == month.first


@given(st.integers(2019, 2099))
def test_quarters_tile_the_year_and_months_tile_the_quarters(year: int) -> None:
    quarters = [windows.quarter(year, number) for number in range(1, 5)]
    assert quarters[0].first == windows.year_of(year).first
    assert quarters[-1].last == windows.year_of(year).last
    for earlier, later in itertools.pairwise(quarters):
        assert windows.before(later) == earlier
    months = [month for one in quarters for month in windows.statistical_months(one)]
    assert months == list(windows.statistical_months(windows.year_of(year)))
    assert len(months) == 12
    assert windows.before(quarters[0]) == windows.quarter(year - 1, 4)


@pytest.mark.parametrize(
    "window", [windows.half_year(2026), windows.nine_months(2026), windows.year_of(2026)]
)
def test_before_a_window_that_begins_with_the_year_stands_the_year_before(window: windows.Window) -> None:
    assert windows.before(window) == windows.year_of(2025)


@given(DAYS)
def test_local_windows_follow_each_other(day: date) -> None:
    for window in (windows.week_of(day), windows.calendar_month(day.year, day.month)):
        assert day in window
        assert windows.before(window).last + timedelta(days=1) == window.first


def test_when_a_report_is_due() -> None:
    assert windows.due_day(windows.quarter(2024, 1), Reporter.COMMUNE) == date(2024, 3, 17)
    assert windows.due_day(windows.year_of(2024), Reporter.DEPARTMENT) == date(2024, 12, 19)
    with pytest.raises(WindowRefused):
        windows.due_day(windows.week_of(date(2024, 3, 14)), Reporter.COMMUNE)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: windows.quarter(2024, 5),
        lambda: windows.statistical_month(2024, 0),
        lambda: windows.calendar_month(2024, 13),
        lambda: list(windows.statistical_months(windows.calendar_month(2024, 1))),
    ],
)
def test_what_does_not_exist_is_refused(wrong: object) -> None:
    with pytest.raises(WindowRefused):
        wrong()


@pytest.mark.parametrize(
    ("name", "window"),
    [
        ("2026", windows.year_of(2026)),
        ("2026-q3", windows.quarter(2026, 3)),
        ("2026-H1", windows.half_year(2026)),
        ("2026-9M", windows.nine_months(2026)),
        ("2026-09", windows.statistical_month(2026, 9)),
    ],
)
def test_a_short_name_leads_to_its_window_and_back(name: str, window: windows.Window) -> None:
    assert windows.window_named(name) == window
    assert windows.short_name(window) == name.upper()


@pytest.mark.parametrize("name", ["", "2026-Q5", "2026-13", "2026-00", "26", "2026-Q", "1999", "2026-9"])
def test_other_words_name_no_window(name: str) -> None:
    with pytest.raises(WindowRefused):
        windows.window_named(name)


def test_a_local_window_has_no_short_name() -> None:
    with pytest.raises(WindowRefused):
        windows.short_name(windows.week_of(date(2026, 3, 9)))
