# SPDX-License-Identifier: EUPL-1.2
"""Windows to choose from: the statutory ones from the 15th to the 14th, those of the calendar, and any two days.

A window stands in the address as one word, so that a page can be sent to somebody else: `quy-2026-3`,
`thang-tk-2026-11`, `tuan-2026-11-16`, `khac` with `tu` and `den`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.law import report_windows as windows
from motcua.law.report_windows import Period, Window, WindowRefused
from motcua.web.addresses import OUR_TIME, day_in, number_or_0
from motcua.web.statistics.words import window_name

OWN = "khac"
LONGEST = dt.timedelta(days=11 * 366)
"""A window of one's own is at most so long: ten years of history and the year at hand."""

_SLUGS = {
    Period.QUARTER: "quy",
    Period.HALF_YEAR: "6-thang",
    Period.NINE_MONTHS: "9-thang",
    Period.YEAR: "nam",
    Period.STATISTICAL_MONTH: "thang-tk",
    Period.MONTH: "thang",
    Period.WEEK: "tuan",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The window of a page and the word that stands for it in the address."""

    word: str
    first: dt.date
    last: dt.date
    label: str

    @property
    def own(self) -> bool:
        """Whether it is two days of one's own."""
        return self.word == OWN

    @property
    def query(self) -> dict[str, str]:
        """Its part of an address."""
        if self.own:
            return {"ky": OWN, "tu": self.first.isoformat(), "den": self.last.isoformat()}
        return {"ky": self.word}


@dataclass(frozen=True, slots=True)
class Choices:
    """One group of the picker."""

    name: str
    windows: tuple[tuple[str, str], ...]


def chosen(given: Mapping[str, str], today: dt.date) -> Chosen:
    """The window of an address; the quarter at hand when it says nothing that can be read."""
    word = given.get("ky", "")
    if word == OWN or (not word and given.get("tu")):
        own = _own(given)
        if own is not None:
            return own
    found = _window(word)
    return of(found) if found is not None else of(quarter_of(today))


def of(window: Window) -> Chosen:
    """A window of the law as a choice."""
    return Chosen(word_of(window), window.first, window.last, window_name(window))


def days(first: dt.date, last: dt.date) -> Chosen:
    """Two days of one's own as a choice, both counted."""
    label = _("%(first)s đến %(last)s") % {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
    return Chosen(OWN, first, last, label)


def quarter_of(day: dt.date) -> Window:
    """The statutory quarter a day belongs to."""
    last = windows.statistical_month_of(day).last
    return windows.quarter(last.year, (last.month + 2) // 3)


def word_of(window: Window) -> str:
    """The word of the address for a window."""
    slug, last = _SLUGS[window.period], window.last
    match window.period:
        case Period.QUARTER:
            return f"{slug}-{last.year}-{(last.month + 2) // 3}"
        case Period.STATISTICAL_MONTH | Period.MONTH:
            return f"{slug}-{last.year}-{last.month:02d}"
        case Period.WEEK:
            return f"{slug}-{window.first.isoformat()}"
        case _:
            return f"{slug}-{last.year}"


def choices(today: dt.date) -> tuple[Choices, ...]:
    """What the picker offers: the last windows of each kind, the latest first."""
    quarter, month = quarter_of(today), windows.statistical_month_of(today)
    calendar, week = windows.calendar_month(today.year, today.month), windows.week_of(today)
    year = month.last.year
    long = (*(windows.year_of(one) for one in (year, year - 1, year - 2)),)
    parts = (
        windows.nine_months(year),
        windows.half_year(year),
        windows.nine_months(year - 1),
        windows.half_year(year - 1),
    )
    return (
        _group(_("Quý (15 đến 14)"), _back(quarter, 6)),
        _group(_("Năm, 6 tháng, 9 tháng (15 đến 14)"), (*long, *parts)),
        _group(_("Tháng thống kê (15 đến 14)"), _back(month, 13)),
        _group(_("Tháng theo lịch"), _back(calendar, 13)),
        _group(_("Tuần"), _back(week, 8)),
    )


def _group(name: str, found: Iterator[Window] | tuple[Window, ...]) -> Choices:
    return Choices(name, tuple((word_of(window), window_name(window)) for window in found))


def _back(window: Window, number: int) -> Iterator[Window]:
    for _again in range(number):
        yield window
        window = windows.before(window)


def _own(given: Mapping[str, str]) -> Chosen | None:
    first, last = day_in(given.get("tu", "")), day_in(given.get("den", ""))
    if first is None or last is None or not dt.timedelta(0) <= last - first <= LONGEST:
        return None
    return days(first, last)


def _window(word: str) -> Window | None:
    slug = next((slug for slug in sorted(_SLUGS.values(), key=len, reverse=True) if _begins(word, slug)), "")
    if slug == _SLUGS[Period.WEEK]:
        monday = day_in(word.removeprefix(f"{slug}-"))
        return windows.week_of(monday) if monday else None
    numbers = [number_or_0(one, 5) for one in word.removeprefix(f"{slug}-").split("-")]
    year, number = numbers[0], numbers[-1]
    if not slug or len(numbers) > 2 or year not in OUR_TIME:
        return None
    try:
        return _numbered(slug, year, number, whole=len(numbers) == 1)
    except WindowRefused:
        return None


def _begins(word: str, slug: str) -> bool:
    return word.startswith(f"{slug}-")


def _numbered(slug: str, year: int, number: int, *, whole: bool) -> Window | None:
    if whole:
        match slug:
            case "6-thang":
                return windows.half_year(year)
            case "9-thang":
                return windows.nine_months(year)
            case "nam":
                return windows.year_of(year)
        return None
    match slug:
        case "quy":
            return windows.quarter(year, number)
        case "thang-tk":
            return windows.statistical_month(year, number)
        case "thang":
            return windows.calendar_month(year, number)
    return None
