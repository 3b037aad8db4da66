# SPDX-License-Identifier: EUPL-1.2
"""Figures, charts and tables as templates tell them: words, numbers, addresses; nothing left to reckon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from motcua.statistics import Cell
from motcua.web.statistics.charts import Chart, Mark
from motcua.web.statistics.links import figure_url
from motcua.web.statistics.words import number_words


@dataclass(frozen=True, slots=True)
class Figure:
    """One number and the list that makes it. `tone`: how it is coloured, empty for none."""

    value: int
    url: str
    name: str = ""
    tone: str = ""

    @property
    def words(self) -> str:
        """The number as it is written."""
        return number_words(self.value)


def figure_of(value: int, cell: Cell | None, name: str = "", tone: str = "") -> Figure:
    """A figure with the address of its list; without one for whoever may not open it."""
    return Figure(value, figure_url(cell) if cell else "", name, tone)


@dataclass(frozen=True, slots=True)
class Told:
    """A mark of a chart as the table behind it tells it."""

    value: float | None
    told: str
    url: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A chart, drawn for a desk and for a phone, and the table behind it. `first` heads the column of its places."""

    name: str
    first: str
    chart: Chart
    drawing: SafeString
    narrow: SafeString
    names: tuple[str, ...]
    places: int = 0

    @property
    def rows(self) -> list[tuple[str, list[Told]]]:
        """The table: each place with its marks."""
        return [
            (name, [self._told(series.marks[number]) for series in self.chart.series])
            for number, name in enumerate(self.names)
        ]

    def _told(self, mark: Mark) -> Told:
        return Told(mark.value, number_words(mark.value, self.places) + self.chart.unit, mark.url)


def mark(value: int, cell: Cell | None, where: str, what: str) -> Mark:
    """A mark that says `where: 12 what` and opens its list."""
    words = _("%(where)s: %(number)s %(what)s") % {
        "where": where,
        "number": number_words(value),
        "what": what,
    }
    return Mark(value, words, figure_url(cell) if cell else "")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table with bars: a name, perhaps with a page of its own, a bar, figures, a note."""

    name: str
    url: str
    bar: SafeString
    figures: Sequence[Figure]
    note: Any = ""
