# SPDX-License-Identifier: EUPL-1.2
"""Tables without ruled lines: rows whose words leave the same white corridors from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from motcua.plans.reading.scans.words import Row, Word

_WIDE = 0.75
"""How wide a corridor is at least, in heights of a line: the space between two words is narrower."""

_LEAST_COLUMNS, _LEAST_ROWS = 3, 3
"""Two columns are the head of a letter or its signature."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some rows one below the other; `edges` are where their columns begin, empty for prose."""

    rows: list[Row]
    edges: tuple[int, ...] = ()
    titles: tuple[Row, ...] = ()
    """Rows that lie across the columns."""

    def lines(self) -> list[tuple[str, list[Row]]]:
        """The rows of a table, their cells parted by tabs, with the lines they are made of.

        A line without words in the first column goes on in the cells above it.
        """
        told: list[tuple[list[str], list[Row]]] = []
        for row in self.rows:
            cells = self._cells(row)
            if told and not cells[0] and len(told[-1][0]) > 1:
                above, lines = told[-1]
                joined = [f"{one} {other}".strip() for one, other in zip(above, cells, strict=True)]
                told[-1] = (joined, [*lines, row])
            else:
                told.append((cells, [row]))
        return [("\t".join(cells), lines) for cells, lines in told]

    def _cells(self, row: Row) -> list[str]:
        if any(row is one for one in self.titles):
            return [row.text]
        told: list[list[str]] = [[] for _ in self.edges]
        for word in row.words:
            middle = word.middle[0]
            told[max(at for at, edge in enumerate(self.edges) if edge <= middle or not at)].append(word.text)
        return [" ".join(cell) for cell in told]


def runs_of(rows: list[Row]) -> list[Run]:
    """Rows from top to bottom as stretches of prose and of tables."""
    found: list[Run] = []
    prose: list[Row] = []
    at = 0
    while at < len(rows):
        table = _table_at(rows, at)
        if table is None:
            prose.append(rows[at])
            at += 1
            continue
        if prose:
            found.append(Run(prose))
            prose = []
        found.append(table)
        at += len(table.rows)
    return [*found, Run(prose)] if prose else found


def _table_at(rows: list[Row], first: int) -> Run | None:
    """The longest table that begins with this row, None where it begins none."""
    white = _corridors(rows[first].words, rows[first].height)
    if len(white) < _LEAST_COLUMNS - 1:
        return None
    last = first
    full = 1
    titles: list[Row] = []
    for at, row in enumerate(rows[first + 1 :], first + 1):
        still = _shared(white, row)
        if len(still) < len(white):
            behind = rows[at + 1] if at + 1 < len(rows) else None
            title = len(_corridors(row.words, row.height)) <= 1
            if behind is not None and title and _goes_on(white, behind):
                titles.append(row)
                continue
            break  # words across a corridor: prose again
        white, last = still, at
        full += len(_corridors(row.words, row.height)) >= _LEAST_COLUMNS - 1
    if full < _LEAST_ROWS:
        return None
    mine = rows[first : last + 1]
    return Run(mine, (min(row.left for row in mine), *(right for _, right in white)), tuple(titles))


def _goes_on(white: list[tuple[int, int]], row: Row) -> bool:
    """Whether a table goes on with this row behind a title."""
    return len(_shared(white, row)) == len(white) and len(_corridors(row.words, row.height)) > 1


def _corridors(words: list[Word], height: int) -> list[tuple[int, int]]:
    """The wide gaps between the words of a row."""
    return [
        (one.right, other.left) for one, other in pairwise(words) if other.left - one.right >= _WIDE * height
    ]


def _shared(white: list[tuple[int, int]], row: Row) -> list[tuple[int, int]]:
    """The corridors that a row leaves free as well, each narrowed to the widest part that it leaves."""
    kept = []
    for left, right in white:
        inside = [word for word in row.words if word.right > left and word.left < right]
        edges = [left, *(side for word in inside for side in (word.left, word.right)), right]
        free, begin = max((edges[at + 1] - edges[at], edges[at]) for at in range(0, len(edges), 2))
        if free >= _WIDE * row.height:
            kept.append((begin, begin + free))
    return kept
