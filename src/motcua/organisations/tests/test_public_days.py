# SPDX-License-Identifier: EUPL-1.2
"""The public days of state employees: their structure, and what is known of each year by decision."""

import datetime as dt
from collections import Counter

import pytest

from motcua.organisations.calendars import load_days

SPAN, DAYS = load_days("vn-public-days")
BY_DATE = {day["date"]: day for day in DAYS}
YEARS = range(2018, 2028)

# First day of the lunar year and the tenth of the third lunar month.
LUNAR_NEW_YEAR = {
    2018: (2, 16), 2019: (2, 5), 2020: (1, 25), 2021: (2, 12), 2022: (2, 1),
    2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6),
}  # fmt: skip
HUNG_KINGS = {
    2018: (4, 25), 2019: (4, 14), 2020: (4, 2), 2021: (4, 21), 2022: (4, 10),
    2023: (4, 29), 2024: (4, 18), 2025: (4, 7), 2026: (4, 26), 2027: (4, 16),
}  # fmt: skip

# First and last day of the break announced for the lunar New Year, weekends at its ends included.
TET_BREAK = {
    2018: ("2018-02-14", "2018-02-20"),
    2019: ("2019-02-02", "2019-02-10"),
    2020: ("2020-01-23", "2020-01-29"),
    2021: ("2021-02-10", "2021-02-16"),
    2022: ("2022-01-29", "2022-02-06"),
    2023: ("2023-01-20", "2023-01-26"),
    2024: ("2024-02-08", "2024-02-14"),
    2025: ("2025-01-25", "2025-02-02"),
    2026: ("2026-02-14", "2026-02-22"),
    2027: ("2027-02-04", "2027-02-10"),
}

# Weekdays off beyond the ordinary ones and weekend days worked, with the decision that says so.
SWAPS = {
    "2018-12-31": "2019-01-05",  # 6519/VPCP-KGVX
    "2019-04-29": "2019-05-04",  # 6519/VPCP-KGVX
    "2024-04-29": "2024-05-04",  # 2450/VPCP-KGVX
    "2025-05-02": "2025-04-26",  # 6150/TB-BLĐTBXH
    "2026-01-02": "2026-01-10",  # 12729/VPCP-KGVX
    "2026-08-31": "2026-08-22",  # 9441/TB-BNV
}

# The second day of National Day, given by decision each year since the Labour Code of 2019.
NATIONAL_DAY = {2021: 3, 2022: 1, 2023: 1, 2024: 3, 2025: 1, 2026: 1, 2027: 3}


def is_weekend(day: dt.date) -> bool:
    return day.isoweekday() > 5


def is_off(day: dt.date) -> bool:
    entry = BY_DATE.get(day)
    if entry is None:
        return is_weekend(day)
    return entry["kind"] != "swapped_working_day"


def dates_of(kind: str) -> list[dt.date]:
    return [day["date"] for day in DAYS if day["kind"] == kind]


def test_span_is_ten_years() -> None:
    assert (dt.date(2018, 1, 1), dt.date(2027, 12, 31)) == SPAN
    assert all(SPAN[0] <= day["date"] <= SPAN[1] for day in DAYS)


def test_no_day_stands_twice_and_days_are_in_order() -> None:
    dates = [day["date"] for day in DAYS]
    assert dates == sorted(set(dates))


def test_every_day_has_a_source_and_a_known_confidence() -> None:
    assert all(len(day["source"]) > 10 for day in DAYS)
    assert {day["confidence"] for day in DAYS} <= {"verified", "likely", "uncertain"}


def test_days_in_lieu_are_weekdays() -> None:
    assert not [day for day in dates_of("day_off_in_lieu") if is_weekend(day)]


def test_swapped_working_days_are_weekend_days_and_take_a_weekday() -> None:
    swapped = [day for day in DAYS if day["kind"] == "swapped_working_day"]
    assert swapped
    assert all(is_weekend(day["date"]) and day["as_weekday"] in range(1, 6) for day in swapped)


def test_swaps_are_those_decided() -> None:
    worked = {date.isoformat() for date in dates_of("swapped_working_day")}
    assert worked == set(SWAPS.values())
    for off, on in SWAPS.items():
        day_off = BY_DATE[dt.date.fromisoformat(off)]
        assert day_off["kind"] == "day_off_in_lieu"
        assert BY_DATE[dt.date.fromisoformat(on)]["as_weekday"] == day_off["date"].isoweekday()


@pytest.mark.parametrize("year", YEARS)
def test_tet_contains_the_first_day_of_the_lunar_year(year: int) -> None:
    new_year = dt.date(year, *LUNAR_NEW_YEAR[year])
    assert BY_DATE[new_year]["kind"] == "holiday"
    assert "mùng 1" in BY_DATE[new_year]["name"]
    tet = [day for day in DAYS if day["date"].year == year and day["name"].startswith("Tết Nguyên đán")]
    assert len(tet) == 5  # Labour Code: five days


@pytest.mark.parametrize("year", YEARS)
def test_tet_break_is_the_announced_one(year: int) -> None:
    first, last = (dt.date.fromisoformat(day) for day in TET_BREAK[year])
    day = first
    while day <= last:
        assert is_off(day), day
        day += dt.timedelta(days=1)
    assert not is_off(first - dt.timedelta(days=1))
    assert not is_off(last + dt.timedelta(days=1))


@pytest.mark.parametrize("year", YEARS)
def test_hung_kings_day(year: int) -> None:
    assert BY_DATE[dt.date(year, *HUNG_KINGS[year])]["name"].startswith("Giỗ Tổ")


@pytest.mark.parametrize("year", YEARS)
def test_days_in_lieu_are_as_many_as_holidays_on_weekends(year: int) -> None:
    on_weekends = [
        day["date"] for day in DAYS
        if day["date"].year == year and day["kind"] == "holiday" and is_weekend(day["date"])
    ]  # fmt: skip
    in_lieu = [
        day for day in dates_of("day_off_in_lieu") if day.year == year and day.isoformat() not in SWAPS
    ]
    assert len(in_lieu) == len(on_weekends)


@pytest.mark.parametrize("year", YEARS)
def test_number_of_holidays_is_that_of_the_labour_code(year: int) -> None:
    expected = 10 + (year >= 2021) + (year >= 2026)  # a second National Day; Vietnamese Culture Day
    assert Counter(day.year for day in dates_of("holiday"))[year] == expected


@pytest.mark.parametrize(("year", "day"), NATIONAL_DAY.items())
def test_second_day_of_national_day(year: int, day: int) -> None:
    assert BY_DATE[dt.date(year, 9, day)]["name"] == "Quốc khánh (ngày liền kề)"


@pytest.mark.parametrize(
    ("date", "off"),
    [
        ("2018-09-03", True),  # 2 September 2018 was a Sunday
        ("2018-04-27", False),  # no swap before 30 April 2018
        ("2020-09-03", False),  # one day of National Day under the Labour Code of 2012
        ("2022-05-03", True),  # 30 April and 1 May 2022 fell on a weekend
        ("2023-05-03", True),  # Hùng Kings on Saturday, 30 April on Sunday
        ("2023-09-04", True),  # 2 September 2023 was a Saturday
        ("2024-05-02", False),
        ("2025-11-24", False),  # Vietnamese Culture Day is a day off from 2026
        ("2026-11-24", True),
        ("2026-05-04", False),  # no swap around 30 April 2026
        ("2026-04-27", True),
        ("2027-05-03", True),
        ("2027-09-01", False),
    ],
)
def test_known_days(date: str, off: bool) -> None:
    assert is_off(dt.date.fromisoformat(date)) is off
