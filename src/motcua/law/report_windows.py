# SPDX-License-Identifier: EUPL-1.2
"""Which days a report covers, and when it is due.

Statutory reports on administrative procedures run from the 15th to the 14th: a quarter from the 15th of the month
before it to the 14th of its last month (TT 01/2020/TT-VPCP, as offices apply it: verified for quarters and years,
derived for half a year and nine months). So every statutory window is a sum of whole *statistical months*, each from
the 15th to the 14th and named after the month it ends in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from motcua.errors import MotCuaError

_FIRST, _LAST = 15, 14
_MONDAY_TO_SUNDAY = timedelta(days=6)
_NAME = re.compile(r"(?P<year>20\d\d)(?:-(?P<part>Q[1-4]|H1|9M|0[1-9]|1[0-2]))?")


class Period(StrEnum):
    """Kinds of windows: the statutory ones from the 15th to the 14th, and the local ones by the calendar."""

    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    STATISTICAL_MONTH = "statistical_month"
    WEEK = "week"
    MONTH = "month"


PERIOD_NAMES: dict[Period, str] = {
    Period.QUARTER: "Quý",
    Period.HALF_YEAR: "6 tháng đầu năm",
    Period.NINE_MONTHS: "9 tháng",
    Period.YEAR: "Năm",
    Period.STATISTICAL_MONTH: "Tháng thống kê",
    Period.WEEK: "Tuần",
    Period.MONTH: "Tháng",
}


class Reporter(StrEnum):
    """Who sends a statutory report; each has its own day."""

    COMMUNE = "commune"
    DEPARTMENT = "department"
    PROVINCE = "province"


_DUE_DAYS = {Reporter.COMMUNE: 17, Reporter.DEPARTMENT: 19, Reporter.PROVINCE: 25}
UNCERTAIN_DUE = frozenset({Reporter.PROVINCE})
"""Reporters whose day is not confirmed by a text that was read."""


class WindowRefused(MotCuaError, ValueError):
    """There is no such window."""

    code = "report_window_refused"


@dataclass(frozen=True, slots=True)
class Window:
    """The days `first` to `last`, both counted."""

    period: Period
    first: date
    last: date
    label: str

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many days the window has."""
        return (self.last - self.first).days + 1


def quarter(year: int, number: int) -> Window:
    """Quarter 1 to 4: `quarter(2026, 1)` is 15/12/2025 to 14/03/2026. Raises `WindowRefused`."""
    if not 1 <= number <= 4:
        raise WindowRefused(f"Không có quý {number}: quý đi từ 1 đến 4.")
    return _statutory(
        Period.QUARTER,
        year,
        3 * number - 2,
        3 * number,
        f"Quý {['I', 'II', 'III', 'IV'][number - 1]} năm {year}",
    )


def half_year(year: int) -> Window:
    """15 December of the year before to 14 June."""
    return _statutory(Period.HALF_YEAR, year, 1, 6, f"6 tháng đầu năm {year}")


def nine_months(year: int) -> Window:
    """15 December of the year before to 14 September."""
    return _statutory(Period.NINE_MONTHS, year, 1, 9, f"9 tháng năm {year}")


def year_of(year: int) -> Window:
    """15 December of the year before to 14 December."""
    return _statutory(Period.YEAR, year, 1, 12, f"Năm {year}")


def statistical_month(year: int, month: int) -> Window:
    """The 15th of the month before to the 14th of this one. Raises `WindowRefused`."""
    _require_month(month)
    return _statutory(Period.STATISTICAL_MONTH, year, month, month, f"Tháng thống kê {month:02d}/{year}")


def statistical_month_of(day: date) -> Window:
    """The statistical month a day belongs to: from the 15th on it is that of the next month."""
    months = day.year * 12 + day.month - 1 + (day.day >= _FIRST)
    return statistical_month(months // 12, months % 12 + 1)


def calendar_month(year: int, month: int) -> Window:
    """The first to the last of a month, for local reports. Raises `WindowRefused`."""
    _require_month(month)
    following = date(year + month // 12, month % 12 + 1, 1)
    return Window(
        Period.MONTH, date(year, month, 1), following - timedelta(days=1), f"Tháng {month:02d}/{year}"
    )


def week_of(day: date) -> Window:
    """Monday to Sunday around `day`, for local reports."""
    monday = day - timedelta(days=day.weekday())
    sunday = monday + _MONDAY_TO_SUNDAY
    return Window(Period.WEEK, monday, sunday, f"Tuần {monday:%d/%m} – {sunday:%d/%m/%Y}")


def window_named(text: str) -> Window:
    """The statutory window of a short name: `2026` a year, `2026-Q3` a quarter, `2026-H1` half a year, `2026-9M` nine
    months, `2026-09` a statistical month. Raises `WindowRefused` for any other text.
    """
    found = _NAME.fullmatch(text.strip().upper())
    if found is None:
        raise WindowRefused(f"Không hiểu kỳ “{text[:20]}”.", hint="Hãy viết như 2026, 2026-Q3 hoặc 2026-09.")
    year, part = int(found["year"]), found["part"]
    if part is None:
        return year_of(year)
    if part.startswith("Q"):
        return quarter(year, int(part[1:]))
    if part == "H1":
        return half_year(year)
    return nine_months(year) if part == "9M" else statistical_month(year, int(part))


def short_name(window: Window) -> str:
    """The name by which `window_named` finds a statutory window again. Raises `WindowRefused` for local ones."""
    year = window.last.year
    match window.period:
        case Period.YEAR:
            return f"{year}"
        case Period.QUARTER:
            return f"{year}-Q{window.last.month // 3}"
        case Period.HALF_YEAR:
            return f"{year}-H1"
        case Period.NINE_MONTHS:
            return f"{year}-9M"
        case Period.STATISTICAL_MONTH:
            return f"{year}-{window.last.month:02d}"
        case _:
            raise WindowRefused(f"{window.label} không phải kỳ thống kê.")


def statistical_months(window: Window) -> Iterator[Window]:
    """The whole statistical months a statutory window is made of. Raises `WindowRefused` for any other."""
    if window.first.day != _FIRST or window.last.day != _LAST:
        raise WindowRefused(
            f"{window.label} không gồm các tháng thống kê trọn vẹn (ngày 15 đến ngày 14 tháng sau)."
        )
    day = window.first
    while day <= window.last:
        month = statistical_month_of(day)
        yield month
        day = month.last + timedelta(days=1)


def before(window: Window) -> Window:
    """The window of the same kind that ends the day before; carry-over is checked against it.

    A half year or nine months, which begin each year anew, have the year before them.
    """
    last = window.first - timedelta(days=1)
    match window.period:
        case Period.QUARTER:
            return quarter(last.year, (last.month + 2) // 3)
        case Period.STATISTICAL_MONTH:
            return statistical_month(last.year, last.month)
        case Period.MONTH:
            return calendar_month(last.year, last.month)
        case Period.WEEK:
            return week_of(last)
        case _:
            return year_of(last.year)


def due_day(window: Window, reporter: Reporter) -> date:
    """The day the report on a statutory window must have gone out: the 17th of its last month for communes, the 19th
    for departments, about the 25th for the province (uncertain). Raises `WindowRefused` for local windows.
    """
    if window.last.day != _LAST:
        raise WindowRefused(f"{window.label} là báo cáo nội bộ: ngày gửi do đơn vị tự định.")
    return window.last.replace(day=_DUE_DAYS[reporter])


def _statutory(period: Period, year: int, from_month: int, to_month: int, label: str) -> Window:
    before_first = year * 12 + from_month - 2
    first = date(before_first // 12, before_first % 12 + 1, _FIRST)
    return Window(period, first, date(year, to_month, _LAST), label)


def _require_month(month: int) -> None:
    if not 1 <= month <= 12:
        raise WindowRefused(f"Không có tháng {month}: tháng đi từ 1 đến 12.")
