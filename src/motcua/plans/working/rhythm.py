# SPDX-License-Identifier: EUPL-1.2
"""How often a duty comes back: the periods it is due for, and the day in each.

A plan prints calendar periods, or those of statutory reports, from the 15th to the 14th (`law.report_windows`). A
continuous duty has no instances in the plan; it is looked at once a quarter, so that "all the time" is not "never".
"""

from __future__ import annotations

import calendar as months
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from motcua.errors import MotCuaError
from motcua.law import report_windows as windows_of_law
from motcua.law.names import fold

MOST: Final = 400
"""Instances of one duty; a duty that would have more is refused rather than cut."""

_ROMAN: Final = ("I", "II", "III", "IV")


class Rhythm(StrEnum):
    """How often; the words of `PlanTask.recurrence`."""

    NONE = "none"
    CONTINUOUS = "continuous"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


class Count(StrEnum):
    """Which days a period has: those of the calendar, or from the 15th to the 14th."""

    CALENDAR = "calendar"
    STATISTICAL = "statistical"


_MONTHS: Final = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEARLY: 6, Rhythm.YEARLY: 12}


@dataclass(frozen=True, slots=True)
class Beat:
    """How a duty recurs. `day`: day of the last month of each period on which it is due; None: its last day."""

    rhythm: Rhythm
    count: Count = Count.CALENDAR
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Instance:
    """One time a duty is to be done. `key` names it for ever (`2026-Q3`); `first` to `due`, both counted."""

    key: str
    label: str
    first: dt.date
    due: dt.date | None


class TooManyInstances(MotCuaError, ValueError):
    """A duty would come back more than `MOST` times."""

    code = "too_many_instances"


def beat_of(rhythm: str, due_text: str, reporting: Sequence[Mapping[str, Any]] = ()) -> Beat:
    """How a duty recurs, from its recurrence and the words of its time.

    The words count first ("trước ngày 19 của tháng cuối quý"); else the reporting schedule of the plan lends its
    window, and its day where the duty is a report of that period.
    """
    which = Rhythm(rhythm)
    words = fold(due_text)
    told = next((row for row in reporting if row.get("period") == which.value), {})
    statistical = bool(_FIFTEENTH.search(words)) or str(told.get("data_from") or "").endswith(":15")
    printed = _LAST_MONTH.search(words) or (which is Rhythm.MONTHLY and _MONTHLY.search(words)) or None
    day = int(printed[1]) if printed else None
    count = Count.STATISTICAL if statistical and which is not Rhythm.WEEKLY else Count.CALENDAR
    return Beat(which, count, day if day and 1 <= day <= 31 else None)


_FIFTEENTH = re.compile(r"\bngay 15\b.{0,60}\bngay 14\b")
_LAST_MONTH = re.compile(r"\bngay (\d{1,2})(?: hang| cua)? thang cuoi\b")
_MONTHLY = re.compile(r"\bngay (\d{1,2}) (?:hang|moi) thang\b")


def instances(beat: Beat, start: dt.date, end: dt.date, due: dt.date | None = None) -> tuple[Instance, ...]:
    """The instances of a duty between two days, both counted, in order. A duty done once has one.

    Calendar periods are cut to these days. Statistical ones stay whole: one belongs here when it ends here. No
    instance is due before it begins. Raises `TooManyInstances`.
    """
    if beat.rhythm is Rhythm.NONE:
        return (Instance("", "", start, due),)
    if end < start:
        return ()
    found = tuple(_cut(beat, start, end))
    if len(found) > MOST:
        raise TooManyInstances(
            f"Nhiệm vụ sẽ lặp lại {len(found)} lần từ {start:%d/%m/%Y} đến {end:%d/%m/%Y}.",
            hint="Hãy kiểm tra lại năm của kế hoạch.",
        )
    return found


def _cut(beat: Beat, start: dt.date, end: dt.date) -> Iterator[Instance]:
    weekly = beat.rhythm is Rhythm.WEEKLY
    statistical = beat.count is Count.STATISTICAL and not weekly
    for key, label, first, last in _periods(beat, start, end):
        if statistical and not start <= last <= end:
            continue
        begins = first if statistical else max(first, start)
        latest = last if statistical else min(last, end)
        wanted = latest if beat.day is None or weekly else _on_day(last, beat.day)
        yield Instance(key, label, begins, max(begins, wanted if statistical else min(wanted, end)))


def _on_day(last: dt.date, day: int) -> dt.date:
    """That day of the month a period ends in; the last of a month that is shorter."""
    return last.replace(day=min(day, months.monthrange(last.year, last.month)[1]))


def _periods(beat: Beat, start: dt.date, end: dt.date) -> Iterator[tuple[str, str, dt.date, dt.date]]:
    if beat.rhythm is Rhythm.WEEKLY:
        yield from _weeks(start, end)
        return
    each = _MONTHS.get(beat.rhythm, _MONTHS[Rhythm.QUARTERLY])
    for year in range(start.year, end.year + 2):
        for number in range(12 // each):
            last_month = each * (number + 1)
            first, last = _days(year, last_month - each + 1, last_month, beat.count)
            if first <= end and last >= start:
                yield (*_named(year, number + 1, each, beat), first, last)


def _weeks(start: dt.date, end: dt.date) -> Iterator[tuple[str, str, dt.date, dt.date]]:
    day = start
    while day <= end:
        week = windows_of_law.week_of(day)
        year, number, _weekday = week.first.isocalendar()
        yield f"{year}-W{number:02d}", week.label, week.first, week.last
        day = week.last + dt.timedelta(days=1)


def _days(year: int, first_month: int, last_month: int, count: Count) -> tuple[dt.date, dt.date]:
    if count is Count.STATISTICAL:
        before = year * 12 + first_month - 2
        return dt.date(before // 12, before % 12 + 1, 15), dt.date(year, last_month, 14)
    return dt.date(year, first_month, 1), _on_day(dt.date(year, last_month, 1), 31)


def _named(year: int, number: int, each: int, beat: Beat) -> tuple[str, str]:
    match each:
        case 1:
            return f"{year}-{number:02d}", f"Tháng {number:02d}/{year}"
        case 3:
            return f"{year}-Q{number}", f"Quý {_ROMAN[number - 1]} năm {year}"
        case 6:
            return f"{year}-H{number}", f"6 tháng {'đầu' if number == 1 else 'cuối'} năm {year}"
        case _:
            return f"{year}", f"Năm {year}"
