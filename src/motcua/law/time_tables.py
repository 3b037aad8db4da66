# SPDX-License-Identifier: EUPL-1.2
"""Cumulative tables of a calendar, so that no question walks from day to day.

All tables cover 1990–2110 by day index; a *working day* is a day with at least one window that counts for
deadlines; moments are local minutes (see `clock`). Built once per calendar (about 20 ms), read without locks.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, chain, compress

from motcua.law.calendar_config import DayKind, SpecialDay, Week, Window
from motcua.law.clock import DAY, DAYS, FIRST_DATE, day_index
from motcua.law.time_errors import OutOfTableError

Spans = tuple[tuple[int, int], ...]  # windows of a day as (start, end) minutes since midnight, in order


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class TimeTables:
    """Precomputed answers about deadline windows.

    spans[d]       windows of day d that count for deadlines, touching ones joined; reception[d] those open for
                   reception
    before[d]      working minutes of all days before day d (one entry more than days)
    upto[d]        number of working days up to and including day d
    days[k]        day index of the k-th working day (k from 0)
    openings[k], closings[k]   first and last minute (absolute) of the k-th working day
    used[k]        working minutes up to the end of the k-th working day
    """

    spans: list[Spans]
    reception: list[Spans]
    before: list[int]
    upto: list[int]
    days: list[int]
    openings: list[int]
    closings: list[int]
    used: list[int]

    def worked(self, minute: int) -> int:
        """Working minutes from the beginning of the tables to a moment."""
        day, of_day = divmod(minute, DAY)
        total = self.before[day]
        for start, end in self.spans[day]:
            if of_day <= start:
                break
            total += min(of_day, end) - start
        return total

    def instant(self, target: int) -> int:
        """The earliest moment at which `target` (≥ 1) working minutes have passed: a window's end stays its end."""
        k = bisect_left(self.used, target)
        if k == len(self.used):
            raise OutOfTableError
        day = self.days[k]
        left = target - self.before[day]
        for start, end in self.spans[day]:
            if left <= end - start:
                return day * DAY + start + left
            left -= end - start
        raise AssertionError("bảng giờ làm việc không nhất quán")  # cannot happen: used[k] ≥ target

    def effective(self, minute: int, cutoff: int | None) -> int:
        """Effective receipt: the moment itself in a window, else the next opening.

        At or after the cut-off (minutes since midnight): the opening of the next working day.
        """
        day, of_day = divmod(minute, DAY)
        if cutoff is None or of_day < cutoff:
            for start, end in self.spans[day]:
                if of_day < end:
                    return minute if of_day >= start else day * DAY + start
        return self.openings[self.following(day)]

    def following(self, day: int) -> int:
        """Rank of the first working day strictly after day index `day`."""
        k = self.upto[day]
        if k == len(self.days):
            raise OutOfTableError
        return k

    def nth_after(self, rank_upto: int) -> int:
        """Day index of the working day whose number (from 1) is `rank_upto`."""
        if rank_upto > len(self.days):
            raise OutOfTableError
        return self.days[rank_upto - 1]

    def closing_on_or_after(self, day: int) -> int:
        """Close (absolute minute) of day `day` when it is a working day, else of the next working day."""
        if day >= DAYS:
            raise OutOfTableError
        if self.spans[day]:
            return self.closings[self.upto[day] - 1]
        return self.closings[self.following(day)]


def build_tables(week: Week, special: Mapping[int, SpecialDay]) -> TimeTables:
    """Tables of a week pattern and its special days (by day index)."""
    first = FIRST_DATE.weekday()
    counted = [_stretches(window for window in day if window.deadline) for day in week]
    open_ = [_stretches(window for window in day if window.reception) for day in week]
    spans = (counted[first:] + counted[:first]) * (DAYS // 7 + 1)
    reception = (open_[first:] + open_[:first]) * (DAYS // 7 + 1)
    del spans[DAYS:], reception[DAYS:]
    for index, day in special.items():
        swapped = day.kind is DayKind.SWAPPED_WORKING_DAY
        spans[index] = counted[day.as_weekday - 1] if swapped else ()
        reception[index] = open_[day.as_weekday - 1] if swapped else ()
    minutes_of = {shape: sum(end - start for start, end in shape) for shape in set(spans)}
    before = list(chain((0,), accumulate(map(minutes_of.__getitem__, spans))))
    days = list(compress(range(DAYS), spans))
    return TimeTables(
        spans=spans,
        reception=reception,
        before=before,
        upto=list(accumulate(map(bool, spans))),
        days=days,
        openings=[day * DAY + spans[day][0][0] for day in days],
        closings=[day * DAY + spans[day][-1][1] for day in days],
        used=[before[day + 1] for day in days],
    )


def _stretches(windows: Iterable[Window]) -> Spans:
    """Windows in order, those that touch as one: a desk that closes at 16:30 does not make two half-days of the
    afternoon.
    """
    stretches: list[tuple[int, int]] = []
    for window in sorted(windows):
        begin = stretches.pop()[0] if stretches and stretches[-1][1] == window.start else window.start
        stretches.append((begin, window.end))
    return tuple(stretches)


def index_days(days: tuple[SpecialDay, ...]) -> dict[int, SpecialDay]:
    """Special days by day index."""
    return {day_index(day.date): day for day in days}
