# SPDX-License-Identifier: EUPL-1.2
"""Which days a period of the language means on a day: those of the statutory reports, unless it says `theo lịch`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from motcua.law import report_windows as windows
from motcua.plans.targets.values import Period, Span

_ONE = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """The days `first` to `last`, both counted."""

    first: dt.date
    last: dt.date

    def until(self, day: dt.date) -> Days | None:
        """The part that has been reached by the end of `day`; None before it begins."""
        return None if day < self.first else Days(self.first, min(self.last, day))


def days_of(period: Period, today: dt.date) -> Days:
    """The days a period means, looked at on `today`. A year is the one of the reports: 15 December to 14 December."""
    if period.span is Span.DAYS and period.first and period.last:
        return Days(period.first, period.last)
    fixed = _fixed(period, today)
    if fixed.span is Span.THIS_WEEK:
        week = windows.week_of(today)
        return Days(week.first, week.last)
    return _civil(fixed) if fixed.civil else _statutory(fixed)


def year_before(days: Days) -> Days:
    """The same days of the year before."""
    return Days(_year_back(days.first), _year_back(days.last))


def _fixed(period: Period, today: dt.date) -> Period:
    """A period that moves with the day, as the one it is on that day."""
    month = today if period.civil else windows.statistical_month_of(today).last
    match period.span:
        case Span.THIS_MONTH:
            return replace(period, span=Span.MONTH, year=month.year, number=month.month)
        case Span.THIS_QUARTER:
            return replace(period, span=Span.QUARTER, year=month.year, number=(month.month + 2) // 3)
        case Span.THIS_YEAR | Span.SO_FAR:
            return replace(period, span=Span.YEAR, year=month.year)
    return period


def _statutory(period: Period) -> Days:
    match period.span:
        case Span.MONTH:
            found = windows.statistical_month(period.year, period.number)
        case Span.QUARTER:
            found = windows.quarter(period.year, period.number)
        case Span.HALF_YEAR:
            found = windows.half_year(period.year)
        case Span.NINE_MONTHS:
            found = windows.nine_months(period.year)
        case _:
            found = windows.year_of(period.year)
    return Days(found.first, found.last)


def _civil(period: Period) -> Days:
    """By the calendar: from the first of a month to the last."""
    months = {Span.MONTH: 1, Span.QUARTER: 3, Span.HALF_YEAR: 6, Span.NINE_MONTHS: 9}.get(period.span, 12)
    begin = {Span.MONTH: period.number, Span.QUARTER: 3 * period.number - 2}.get(period.span, 1)
    first = dt.date(period.year, begin, 1)
    after = period.year * 12 + begin - 1 + months
    return Days(first, dt.date(after // 12, after % 12 + 1, 1) - _ONE)


def _year_back(day: dt.date) -> dt.date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)
