# SPDX-License-Identifier: EUPL-1.2
"""The figures of one report, asked of the statistics: one answer for the whole, one for the finest rows.

Coarser rows are sums of the finest ones, the total is counted by itself, so that the two can be held against each
other. Channels are always told apart, because some columns count only some of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils import timezone

from motcua.law.clock import VIETNAM, to_minutes, to_moment
from motcua.reports.definitions import Column
from motcua.reports.values import Part
from motcua.statistics import STOCKS, TITLES, Answer, By, Cell, Key, M, Question, ask

NOBODY = "0"
"""The official of what no official did yet; stands last."""

Keys = tuple[str, ...]
Groups = tuple[By, ...]


@dataclass(slots=True)
class _Counted:
    """What was counted for one combination of keys: by channel, the figures of each measure."""

    keys: tuple[Key, ...]
    figures: dict[str, dict[M, int]] = field(default_factory=dict)

    def add(self, channel: str, figures: Iterable[tuple[M, int]]) -> None:
        """Add up."""
        mine = self.figures.setdefault(channel, {})
        for measure, value in figures:
            mine[measure] = mine.get(measure, 0) + value


@dataclass(slots=True)
class Asking:
    """One question in all the groupings that the form needs, as of one moment."""

    question: Question
    _answers: dict[Groups, Answer] = field(default_factory=dict)
    _counted: dict[Groups, dict[Keys, _Counted]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """The moment is fixed here, so that every cell of the report names it: the end of the days, or now.

        Raises `OutOfTableError` outside 1990–2110."""
        end = dt.datetime.combine(self.question.last, dt.time(23, 59), VIETNAM)
        known = self.question.as_of or min(timezone.now(), end)
        self.question = replace(self.question, as_of=to_moment(to_minutes(known)))

    @property
    def as_of(self) -> dt.datetime:
        """The moment up to which events are known."""
        if self.question.as_of is None:
            raise ValueError("the moment was not fixed")
        return self.question.as_of

    @property
    def later(self) -> int:
        """Dossiers entered afterwards that would change the figures."""
        return self._answer(()).later

    def rows(self, by: Groups, within: Groups) -> list[tuple[Keys, str]]:
        """The rows of a grouping, with the name of each; they are made of the rows of the finer one `within`."""
        counted = self._by(by, within)
        rows = [(keys, one.keys[-1].label) for keys, one in counted.items()]
        return sorted(rows, key=lambda row: row[0][-1] == NOBODY) if By.OFFICER in by else rows

    def count(self, measure: M, by: Groups, keys: Keys, channels: tuple[str, ...] = ()) -> int:
        """One measure in one row, of dossiers that came by `channels` (empty: all). No such row: zero."""
        one = self._by(by, by).get(keys)
        if one is None:
            return 0
        chosen = channels or tuple(one.figures)
        return sum(one.figures.get(channel, {}).get(measure, 0) for channel in chosen)

    def cell(self, measure: M, by: Groups, keys: Keys, channels: tuple[str, ...] = ()) -> Cell:
        """The same, as the figure that opens its list."""
        one = self._by(by, by).get(keys)
        return Cell(replace(self.question, by=by, channels=channels), one.keys if one else (), measure)

    def parts(self, column: Column, by: Groups, keys: Keys) -> tuple[int | None, tuple[Part, ...]]:
        """The figure of a column of measures in one row, and the measures it is the sum of.

        None where it cannot be told: how many dossiers stand open is a figure of units, not of officials.
        """
        measures = [M(name) for name in column.measures]
        if By.OFFICER in by and not STOCKS.keys().isdisjoint(measures):
            return None, ()
        parts = tuple(
            Part(
                measure.value,
                TITLES[measure],
                value,
                self.cell(measure, by, keys, column.channels).to_token(),
            )
            for measure in measures
            if (value := self.count(measure, by, keys, column.channels))
        )
        return sum(part.value for part in parts), parts

    def _by(self, by: Groups, within: Groups) -> dict[Keys, _Counted]:
        """What was counted by these groups. Coarser groups than were asked are added up from the finer ones."""
        if by not in self._counted:
            counted: dict[Keys, _Counted] = {}
            for row in self._answer(within).rows:
                keys = row.keys[: len(by)]
                one = counted.setdefault(tuple(str(key.value) for key in keys), _Counted(keys))
                one.add(str(row.keys[-1].value), row.figures.items())
            self._counted[by] = counted
        return self._counted[by]

    def _answer(self, by: Groups) -> Answer:
        if by not in self._answers:
            self._answers[by] = ask(replace(self.question, by=(*by, By.CHANNEL)))
        return self._answers[by]
