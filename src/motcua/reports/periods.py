# SPDX-License-Identifier: EUPL-1.2
"""Names of reporting periods as they stand in an address or a command: `2026-Q1`, `2026-6T`, `2026-T03`, `2026-W11`.

2026-Q1   quarter             15/12/2025 – 14/03/2026
2026-6T   half a year         15/12/2025 – 14/06/2026
2026-9T   nine months         15/12/2025 – 14/09/2026
2026      year                15/12/2025 – 14/12/2026
2026-T03  statistical month   15/02/2026 – 14/03/2026
2026-03   calendar month      01/03/2026 – 31/03/2026
2026-W11  week                Monday 09/03 – Sunday 15/03/2026 (week of ISO 8601)
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from motcua.law import report_windows as law
from motcua.law.report_windows import Period, Window
from motcua.reports.errors import ReportPeriodUnknown

_NAME = re.compile(r"(20\d\d)(?:-(Q[1-4]|6T|9T|T\d\d|W\d\d|\d\d))?")
FIRST_YEAR = 2018
"""The year of the first one-stop decree that the house knows; no dossier is older."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days a report is about. `window` is None for days that are no period of the law or the calendar."""

    first: dt.date
    last: dt.date
    label: str
    name: str = ""
    window: Window | None = None

    @property
    def is_statutory(self) -> bool:
        """Whether an agency has to report on it: quarter, half a year, nine months, year."""
        return self.window is not None and self.window.period in STATUTORY


STATUTORY = frozenset({Period.QUARTER, Period.HALF_YEAR, Period.NINE_MONTHS, Period.YEAR})
LOCAL = frozenset({Period.STATISTICAL_MONTH, Period.MONTH, Period.WEEK})


def period_named(name: str) -> Span:
    """The period of this name. Raises `ReportPeriodUnknown`."""
    match = _NAME.fullmatch(name.strip().upper())
    if match is None:
        raise _unknown(name)
    year, part = int(match[1]), match[2] or ""
    try:
        return _span(_window(year, part))
    except ValueError as refused:  # also `WindowRefused`: a thirteenth month, a week 54
        raise _unknown(name) from refused


def _window(year: int, part: str) -> Window:
    match part[:1], part[1:]:
        case "", "":
            return law.year_of(year)
        case "Q", number:
            return law.quarter(year, int(number))
        case "T", number:
            return law.statistical_month(year, int(number))
        case "W", number:
            return law.week_of(dt.date.fromisocalendar(year, int(number), 1))
    if part == "6T":
        return law.half_year(year)
    if part == "9T":
        return law.nine_months(year)
    return law.calendar_month(year, int(part))


def _unknown(name: str) -> ReportPeriodUnknown:
    return ReportPeriodUnknown(
        f"Không hiểu kỳ báo cáo “{name[:20]}”.",
        hint="Viết như 2026-Q1 (quý), 2026-6T, 2026-9T, 2026 (năm), 2026-T03 (tháng thống kê), 2026-03, 2026-W11.",
    )


def name_of(window: Window) -> str:
    """How the window is named in an address."""
    year = window.last.year
    match window.period:
        case Period.QUARTER:
            return f"{year}-Q{window.last.month // 3}"
        case Period.HALF_YEAR:
            return f"{year}-6T"
        case Period.NINE_MONTHS:
            return f"{year}-9T"
        case Period.YEAR:
            return str(year)
        case Period.STATISTICAL_MONTH:
            return f"{year}-T{window.last.month:02d}"
        case Period.MONTH:
            return f"{year}-{window.last.month:02d}"
        case Period.WEEK:
            iso = window.first.isocalendar()
            return f"{iso.year}-W{iso.week:02d}"


def span_of(first: dt.date, last: dt.date) -> Span:
    """The days from `first` to `last`, with the name of the period they are when they are one.

    Raises `ReportPeriodUnknown` when they run backwards.
    """
    if last < first:
        raise ReportPeriodUnknown(
            f"Kỳ báo cáo kết thúc {last:%d/%m/%Y} trước khi bắt đầu {first:%d/%m/%Y}.",
            hint="Hãy kiểm tra lại hai ngày.",
        )
    for window in _around(last):
        if (window.first, window.last) == (first, last):
            return _span(window)
    return Span(first, last, f"Từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}")


def span_before(span: Span) -> Span:
    """The period of the same kind before it; for free days as many days before."""
    if span.window is not None:
        return _span(law.before(span.window))
    days = span.last - span.first
    last = span.first - dt.timedelta(days=1)
    return span_of(last - days, last)


def statutory_spans(today: dt.date, count: int) -> list[Span]:
    """The statutory periods that ended last, the latest first, and before them the one that runs (the quarter)."""
    found: list[Window] = []
    year = today.year + 1
    while len(found) < count + 1 and year >= FIRST_YEAR:
        windows = [law.quarter(year, number) for number in (4, 3, 2, 1)]
        windows += [law.half_year(year), law.nine_months(year), law.year_of(year)]
        found += [window for window in windows if window.last < today or _runs(window, today)]
        year -= 1
    return [_span(window) for window in sorted(found, key=_latest_first)[: count + 1]]


def local_spans(today: dt.date) -> list[Span]:
    """This week and the one before, this month and the one before, and the statistical months."""
    week, month = law.week_of(today), law.calendar_month(today.year, today.month)
    statistical = law.statistical_month_of(today)
    return [_span(each) for now in (week, month, statistical) for each in (now, law.before(now))]


def _runs(window: Window, today: dt.date) -> bool:
    return window.period is Period.QUARTER and today in window


def _latest_first(window: Window) -> tuple[int, int]:
    return (-window.last.toordinal(), window.days)


def _around(last: dt.date) -> Iterator[Window]:
    yield law.week_of(last)
    yield law.calendar_month(last.year, last.month)
    if last.day != 14:
        return
    yield law.statistical_month(last.year, last.month)
    yield from (law.quarter(last.year, number) for number in range(1, 5))
    yield from (law.half_year(last.year), law.nine_months(last.year), law.year_of(last.year))


def _span(window: Window) -> Span:
    return Span(window.first, window.last, window.label, name_of(window), window)
