# SPDX-License-Identifier: EUPL-1.2
"""Time limits: what is read, what is refused, and refusals of the count."""

import unicodedata
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given

from motcua.law.bulk import bulk_due_at
from motcua.law.deadlines import CountMode, Interval, due_at
from motcua.law.limits import Limit, LimitUnit
from motcua.law.tests import deadline_cases as cases
from motcua.law.tests.deadline_cases import local
from motcua.law.time_errors import IntervalError, LimitError, NaiveTimeError, OutOfTableError

CALENDAR = cases.CALENDARS["plain"]
MONDAY = local("2024-03-04T10:00")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3 working days", 3, LimitUnit.WORKING_DAYS),
        ("1 working day", 1, LimitUnit.WORKING_DAYS),
        ("8 working hours", 8, LimitUnit.WORKING_HOURS),
        ("1 days", 1, LimitUnit.DAYS),
        ("1 day", 1, LimitUnit.DAYS),
        ("15 ngày", 15, LimitUnit.DAYS),
        ("03 ngày làm việc", 3, LimitUnit.WORKING_DAYS),
        ("  3   Ngày  LÀM việc ", 3, LimitUnit.WORKING_DAYS),
        (unicodedata.normalize("NFD", "3 ngày làm việc"), 3, LimitUnit.WORKING_DAYS),
        ("0,25 ngày làm việc", Fraction(1, 4), LimitUnit.WORKING_DAYS),
        ("0.5 giờ làm việc", Fraction(1, 2), LimitUnit.WORKING_HOURS),
        ("2 months", 2, LimitUnit.MONTHS),
        ("1 tháng", 1, LimitUnit.MONTHS),
        ("same day", 1, LimitUnit.SAME_DAY),
        ("Trong ngày", 1, LimitUnit.SAME_DAY),
    ],
)
def test_limits_are_read(text, value, unit):
    assert Limit.parse(text) == Limit(value, unit)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "3",
            "days",
            "3 weeks",
            "3 giờ",
            "three days",
            "1e3 days",
            "0 days",
            "-1 days",
            "0 working hours",
        ),
        *(
            "1.5 days",
            "0,5 tháng",
            "0.001 working hours",
            "1/2 working days",
            "٣ days",
            "nan days",
            "3days x",
        ),
        *(None, 3, ["3 days"], "9999999999 days"),
    ],
)
def test_what_is_no_limit_is_refused(text):
    with pytest.raises(LimitError):
        Limit.parse(text)


@pytest.mark.parametrize("value", [0, -1, 0.5, True, "3", Fraction(1, 7)])
def test_values_that_are_no_exact_positive_amount_are_refused(value):
    with pytest.raises(LimitError):
        Limit(value, LimitUnit.WORKING_DAYS)


def test_a_part_of_a_minute_is_refused_in_the_words_of_the_limit():
    with pytest.raises(LimitError, match="“2,125 giờ làm việc” không tròn phút"):
        Limit.parse("2.125 working hours")


@given(limit=cases.limits)
def test_the_canonical_text_reads_back(limit):
    assert Limit.parse(limit.text) == limit
    assert Limit.parse(limit.label) == limit


def test_exact_minutes():
    assert Limit.parse("0,25 ngày làm việc").minutes == 120
    assert Limit(Decimal("0.1"), LimitUnit.WORKING_HOURS).minutes == 6
    assert Limit(Fraction(1, 3), LimitUnit.WORKING_DAYS).minutes == 160
    assert Limit(Fraction(1, 3), LimitUnit.WORKING_DAYS).label == "1/3 ngày làm việc"
    assert Limit.parse("2.50 working hours").text == "2.5 working hours"


def test_part_of_a_civil_working_day_is_refused_and_rolls_otherwise():
    quarter = Limit.parse("0,25 ngày làm việc")
    with pytest.raises(LimitError, match="rolling"):
        due_at(CALENDAR, MONDAY, quarter)
    with pytest.raises(LimitError, match="rolling"):
        bulk_due_at(CALENDAR, np.array(["2024-03-04T10:00"], "datetime64[m]"), quarter)
    assert due_at(CALENDAR, MONDAY, quarter, mode=CountMode.ROLLING) == local("2024-03-04T14:00")


@pytest.mark.parametrize("unit", [unit for unit in LimitUnit if unit is not LimitUnit.SAME_DAY])
def test_results_beyond_the_tables_are_refused(unit):
    huge = Limit(900_000_000, unit)
    with pytest.raises(OutOfTableError):
        due_at(CALENDAR, MONDAY, huge)
    with pytest.raises(OutOfTableError):
        bulk_due_at(CALENDAR, np.array(["2024-03-04T10:00"], "datetime64[m]"), huge)
    last = local("2110-12-31T23:00")
    with pytest.raises(OutOfTableError):
        due_at(CALENDAR, last, Limit(1, unit))


def test_an_interval_that_ends_before_it_starts_is_refused():
    assert Interval(MONDAY, MONDAY).start == MONDAY
    with pytest.raises(IntervalError, match="trước khi bắt đầu"):
        Interval(MONDAY, MONDAY - timedelta(minutes=1))
    with pytest.raises(NaiveTimeError):
        Interval(MONDAY, MONDAY.replace(tzinfo=None))


def test_naive_receipts_are_refused_and_answers_are_aware():
    with pytest.raises(NaiveTimeError, match="tiếp nhận"):
        due_at(CALENDAR, MONDAY.replace(tzinfo=None), Limit.same_day())
    due = due_at(CALENDAR, datetime(2024, 3, 4, 3, 0, tzinfo=UTC), Limit.same_day())
    assert due.isoformat() == "2024-03-04T17:30:00+07:00"


@pytest.mark.parametrize(
    ("limit", "unit", "error"),
    [
        (np.array([1.5]), LimitUnit.DAYS, LimitError),
        (np.array([0]), LimitUnit.DAYS, LimitError),
        (np.array([1]), None, LimitError),
        (np.array([1]), LimitUnit.SAME_DAY, LimitError),
        (np.array([2**62]), LimitUnit.WORKING_HOURS, OutOfTableError),
        (np.array([2**62]), LimitUnit.MONTHS, OutOfTableError),
    ],
)
def test_bulk_refuses_amounts_it_cannot_count(limit, unit, error):
    with pytest.raises(error):
        bulk_due_at(CALENDAR, np.array(["2024-03-04T10:00"], "datetime64[m]"), limit, unit=unit)


@pytest.mark.parametrize("moment", ["NaT", "1989-12-31T23:59", "2111-01-01T00:00"])
def test_bulk_refuses_moments_outside_the_tables(moment):
    with pytest.raises(OutOfTableError):
        bulk_due_at(CALENDAR, np.array([moment], "datetime64[m]"), Limit.same_day())


def test_bulk_keeps_the_shape_and_floors_seconds():
    grid = np.array([["2024-03-04T10:00:59", "2024-03-08T10:00:00"]] * 2, "datetime64[s]")
    found = bulk_due_at(CALENDAR, grid, Limit(1, LimitUnit.WORKING_HOURS))
    assert found.shape == (2, 2)
    assert str(found[0, 0]) == "2024-03-04T11:00"
    assert bulk_due_at(CALENDAR, grid[:0], Limit.same_day()).shape == (0, 2)
