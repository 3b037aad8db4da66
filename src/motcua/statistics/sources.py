# SPDX-License-Identifier: EUPL-1.2
"""Which rows an answer adds up: whole cells for whole stretches of days, single spans only at the edges.

Cells hold whole days, statistical months and years. Where a window cuts through a stretch, the cells of the whole
stretch are read and the spans counted outside the window are taken off again, so an answer touches few rows and is
exact to the minute. What a reader derives anew (`motcua.statistics.amendments`) comes on top.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from motcua.law.clock import DAY, to_date
from motcua.law.report_windows import statistical_month_of, year_of
from motcua.statistics.cells import GIVEN, LISTED, Grain, counted, month_start
from motcua.statistics.questions import By, Question
from motcua.statistics.window import Window, day_of

_DERIVED = f"""(
select -1 as sign, {LISTED} from statistics_span where dossier_id = any(%(left_out)s)
union all select 1 as sign, {LISTED} from jsonb_to_recordset(%(spans)s::jsonb) as given({GIVEN})
)"""  # noqa: S608  names of columns
_TABLE = f"(select {{sign}} as sign, {LISTED} from statistics_span where unit_id = any(%(units)s))"  # noqa: S608  words of the house
_COMMON = "unit_id, version_id, officer_id, channel, outcome"
"""What cells and counted spans have in common; spans stand on the level of their unit, so it is empty there."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Cells of one grain whose first days lie from `first` to `last`."""

    grain: Grain
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sources:
    """How the rows of a question are found. `whole`: all units below the asked one are wanted."""

    question: Question
    window: Window
    columns: tuple[str, ...]
    history: bool
    amended: bool
    whole: bool

    @property
    def versions(self) -> bool:
        """Whether procedures are told apart."""
        question = self.question
        return bool({By.VERSION, By.FIELD} & set(question.by) or question.versions or question.fields)

    def sql(self) -> str:
        """The rows to add up: `inside` the window or before it, the first day `start` of their stretch, the rest."""
        window = self.window
        parts = list(self._cut(window.first, window.end, inside=True)) if window.end >= window.first else []
        if self.history:
            parts += self._cut(0, window.before, inside=False)
        if self.amended:
            first = 0 if self.history else window.first
            parts.append(self._spans(_DERIVED, first, window.end, f"day >= {window.first // DAY}"))
        empty = ", ".join(f"0 as {name}" for name in self.columns)
        nothing = (
            "select false as inside, 0 as start, 0 as unit_id, 0 as version_id, 0 as officer_id, ''::text as channel,"
            f" ''::text as outcome, ''::text as level, {empty} where false"
        )
        return "\nunion all\n".join([nothing, *parts])

    def _cut(self, first: int, end: int, *, inside: bool) -> Iterator[str]:
        """Rows for the minutes `first` to `end`: cells, less what they hold outside."""
        question, flag = self.question, str(inside)
        if By.DAY in question.by and inside and (self.versions or question.by_officer):
            yield self._spans(_TABLE.format(sign=1), first, end, flag)
            return
        if question.by_officer and self.versions:
            yield self._spans(_TABLE.format(sign=1), first, end, flag)
            return
        low, high = first // DAY, end // DAY
        by_month = self.versions or question.by_officer
        if by_month:
            low, high = (month_of(low)[0] if low else 0), month_of(high)[1]
        for stretch in self._stretches(low, high, by_month=by_month, inside=inside):
            yield self._cells(stretch, flag)
        if low * DAY < first:
            yield self._spans(_TABLE.format(sign=-1), low * DAY, first - 1, flag)
        if (high + 1) * DAY - 1 > end:
            yield self._spans(_TABLE.format(sign=-1), end + 1, (high + 1) * DAY - 1, flag)

    def _stretches(self, low: int, high: int, *, by_month: bool, inside: bool) -> Iterator[Stretch]:
        question = self.question
        if question.by_officer:
            yield Stretch(Grain.OFFICER_MONTH, low, high)
            return
        if inside and By.DAY in question.by:
            yield Stretch(Grain.DAY, low, high)
            return
        month, year = (Grain.VERSION_MONTH, Grain.VERSION_YEAR) if by_month else (Grain.MONTH, Grain.YEAR)
        for first, last, long in covering(low, high, years=not (inside and By.MONTH in question.by)):
            grain = year if long == _YEAR else month if long == _MONTH else Grain.DAY
            yield Stretch(grain, first, last)

    def _cells(self, stretch: Stretch, inside: str) -> str:
        sums = ", ".join(f"c.{name}" for name in self.columns)
        return f"""select {inside}, {self._start("c.start")}, {_COMMON}, level, {sums} from statistics_cell c
where c.grain = {stretch.grain.value} and c.start between {stretch.first} and {stretch.last} and {self._units()}"""  # noqa: S608  words of the house

    def _units(self) -> str:
        """Which cells hold the figures: everything below a unit at once where that is all that is asked."""
        question = self.question
        if not self.whole or question.by_officer or question.successors or By.AGENCY in question.by:
            return "c.own and c.unit_id = any(%(units)s)"
        if By.UNIT in question.by:
            return "(c.unit_id = any(%(children)s) or c.own and c.unit_id = %(unit)s)"
        return "c.unit_id = %(unit)s"

    def _spans(self, relation: str, first: int, end: int, inside: str) -> str:
        rows = counted(relation, f"{{at}} between {first} and {end}", self.columns)
        sums = ", ".join(self.columns)
        return f"select {inside}, {self._start('day')}, {_COMMON}, '', {sums} from ({rows}) counted"  # noqa: S608  words of the house

    def _start(self, day: str) -> str:
        if By.DAY in self.question.by:
            return day
        return month_start(day) if By.MONTH in self.question.by else "0"


_DAYS, _MONTH, _YEAR = 1, 2, 3


def month_of(day: int) -> tuple[int, int]:
    """First and last day of the statistical month of a day."""
    month = statistical_month_of(to_date(day))
    return day_of(month.first), day_of(month.last)


def covering(low: int, high: int, *, years: bool) -> Iterator[tuple[int, int, int]]:
    """The days `low` to `high` as the fewest stretches: (first start, last start, length) in order.

    Days outside of whole months come day by day; a `low` of 0 means: from the beginning.
    """
    if high < low:
        return
    begin = low if low == 0 or month_of(low)[0] == low else month_of(low)[1] + 1
    end = high if month_of(high)[1] == high else month_of(high)[0] - 1
    if begin > end:
        yield low, high, _DAYS
        return
    if low < begin:
        yield low, begin - 1, _DAYS
    yield from _months(begin, end, years=years)
    if end < high:
        yield end + 1, high, _DAYS


def _months(begin: int, end: int, *, years: bool) -> Iterator[tuple[int, int, int]]:
    """Whole months from `begin` to `end`, with whole years between where there are any."""
    first = begin if begin == 0 else _year_from(begin)
    last = _year_upto(end)
    if not years or first > last:
        yield begin, end, _MONTH
        return
    if begin < first:
        yield begin, first - 1, _MONTH
    yield first, last, _YEAR
    if last < end:
        yield last + 1, end, _MONTH


def _year_from(day: int) -> int:
    """The first day, from `day` on, that begins a statistical year."""
    year = to_date(day).year
    return next(
        start for start in (day_of(year_of(one).first) for one in (year, year + 1, year + 2)) if start >= day
    )


def _year_upto(day: int) -> int:
    """The last day, up to `day`, that ends a statistical year."""
    year = to_date(day).year
    return next(end for end in (day_of(year_of(one).last) for one in (year, year - 1)) if end <= day)
