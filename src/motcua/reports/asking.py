# SPDX-License-Identifier: EUPL-1.2
"""The figures of one report, asked of the statistics: one answer for each grouping and set of channels, kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils import timezone

from motcua.reports.definitions import Column
from motcua.reports.values import Part
from motcua.statistics import STOCKS, TITLES, Answer, By, M, Question, ask
from motcua.statistics import Row as Counted

Keys = tuple[str, ...]


@dataclass(slots=True)
class Asking:
    """One question in all the groupings that the form needs. `as_of` is the same in every answer."""

    question: Question
    _answers: dict[tuple[tuple[By, ...], tuple[str, ...]], Answer] = field(default_factory=dict)
    _rows: dict[tuple[tuple[By, ...], tuple[str, ...]], dict[Keys, Counted]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """The moment is fixed here, so that every cell of the report names it: the end of the days, or now."""
        if self.question.as_of is None:
            end = timezone.make_aware(dt.datetime.combine(self.question.last, dt.time(23, 59)))
            self.question = replace(
                self.question, as_of=min(timezone.now().replace(second=0, microsecond=0), end)
            )

    def answer(self, by: tuple[By, ...] = (), channels: tuple[str, ...] = ()) -> Answer:
        """The answer in this grouping, of dossiers that came by `channels` (empty: all)."""
        if (by, channels) not in self._answers:
            told = ask(replace(self.question, by=by, channels=channels))
            self._answers[by, channels] = told
        return self._answers[by, channels]

    @property
    def as_of(self) -> dt.datetime:
        """The moment up to which events are known."""
        return self.answer().as_of

    def labels(self, by: tuple[By, ...]) -> Iterator[tuple[Keys, tuple[str, ...]]]:
        """The rows there are in this grouping: their keys and their labels."""
        for row in self.answer(by).rows:
            yield keys_of(row), tuple(key.label for key in row.keys)

    def parts(self, column: Column, by: tuple[By, ...], keys: Keys) -> tuple[int | None, tuple[Part, ...]]:
        """The figure of a column of measures in one row, and the measures it is the sum of. No row: zero.

        None where it cannot be told: how many dossiers stand open is a figure of units, not of officials.
        """
        if By.OFFICER in by and any(M(measure) in STOCKS for measure in column.measures):
            return None, ()
        row = self.row(by, keys, column.channels)
        if row is None:
            return 0, ()
        parts = tuple(
            Part(measure, TITLES[M(measure)], row[M(measure)], row.cell(M(measure)).to_token())
            for measure in column.measures
            if row[M(measure)]
        )
        return sum(part.value for part in parts), parts

    def row(self, by: tuple[By, ...], keys: Keys, channels: tuple[str, ...] = ()) -> Counted | None:
        """The counted row of these keys; the total for none."""
        if not by:
            return self.answer((), channels).total
        if (by, channels) not in self._rows:
            self._rows[by, channels] = {keys_of(row): row for row in self.answer(by, channels).rows}
        return self._rows[by, channels].get(keys)


def keys_of(row: Counted) -> Keys:
    """The values of a row as texts."""
    return tuple(str(key.value) for key in row.keys)
