# SPDX-License-Identifier: EUPL-1.2
"""Words and cells of a page as the lines a reader sees: paragraphs parted by empty lines, rows of tables by tabs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from motcua.plans.reading.columns import DITTO
from motcua.plans.reading.scans.aligned import runs_of
from motcua.plans.reading.scans.ruling import Cell, Grid
from motcua.plans.reading.scans.words import Row, Word, rows_of

_GAP = 1.45
"""Empty space between lines, against the usual, from which a new paragraph begins."""

_INDENT = 1.1
"""How far a line is set in, in heights of a line, to begin a paragraph."""

_EARLY = 0.14
"""How much of the width a line leaves empty that is the last of its paragraph."""

_FEW = 4


@dataclass(frozen=True, slots=True)
class Laid:
    """One line of text with its box in pixels; an empty one parts what stands around it."""

    text: str
    box: tuple[int, int, int, int]
    sure: float


EMPTY = Laid("", (0, 0, 0, 0), 1.0)


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table and the words of its cells."""

    grid: Grid
    words: dict[Cell, list[Word]]


def laid_out(words: list[Word], tables: list[Table]) -> list[Laid]:
    """The lines of a page, from top to bottom. `words` are those outside the tables."""
    rows = rows_of(words)
    told: list[Laid] = []
    waiting = sorted(tables, key=lambda one: one.grid.down[0])
    part: list[Row] = []
    for row in rows:
        while waiting and waiting[0].grid.down[0] < row.top:
            told += [*_lines(part), EMPTY, *_rows(waiting.pop(0)), EMPTY]
            part = []
        part.append(row)
    told += _lines(part)
    for table in waiting:
        told += [EMPTY, *_rows(table), EMPTY]
    return told


def _lines(rows: list[Row]) -> list[Laid]:
    """Prose as paragraphs; rows whose words stand in columns with tabs between."""
    told: list[Laid] = []
    for run in runs_of(rows):
        if run.edges:
            table = [Laid(text, _box(lines), Row.of(_words(lines)).sure) for text, lines in run.lines()]
            told += [EMPTY, *table, EMPTY]
        else:
            told += _paragraphs(run.rows)
    return told


def _words(rows: list[Row]) -> list[Word]:
    return [word for row in rows for word in row.words]


def _box(rows: list[Row]) -> tuple[int, int, int, int]:
    whole = Row.of(_words(rows))
    return whole.left, whole.top, whole.right, whole.bottom


def _paragraphs(rows: list[Row]) -> list[Laid]:
    """Lines of prose with an empty one before each paragraph."""
    told: list[Laid] = []
    leading = _leading(rows)
    column = _column(rows)
    for number, row in enumerate(rows):
        if number and _begins(row, rows[number - 1], leading, column):
            told.append(EMPTY)
        told.append(Laid(row.text, (row.left, row.top, row.right, row.bottom), row.sure))
    return told


def _leading(rows: list[Row]) -> float:
    """The usual distance from the middle of a line to the next; 0 for too few lines."""
    steps = sorted(_step(one, other) for one, other in pairwise(rows))
    return steps[len(steps) // 3] if len(steps) >= _FEW else 0.0


def _step(one: Row, other: Row) -> float:
    return (other.top + other.bottom - one.top - one.bottom) / 2


def _column(rows: list[Row]) -> tuple[int, int]:
    """Where the lines of the text begin and end, whatever a few of them do."""
    lefts, rights = sorted(row.left for row in rows), sorted(row.right for row in rows)
    return (lefts[len(lefts) // 12], rights[len(rights) - 1 - len(rights) // 12]) if rows else (0, 0)


def _begins(row: Row, before: Row, leading: float, column: tuple[int, int]) -> bool:
    """Whether a line begins a paragraph: more space above it, set in, or behind a line that ended early."""
    if leading and _step(before, row) > _GAP * leading:
        return True
    if _is_centred(row, column) and _is_centred(before, column):
        return False
    left, right = column
    return row.left - left > _INDENT * row.height or right - before.right > _EARLY * (right - left)


def _is_centred(row: Row, column: tuple[int, int]) -> bool:
    left, right = column
    beside, behind = row.left - left, right - row.right
    return min(beside, behind) > 2 * row.height and abs(beside - behind) < 2 * row.height


def _rows(table: Table) -> list[Laid]:
    """A line for each row of a table; a cell is told where it begins, with a ditto mark in further rows."""
    grid = table.grid
    wide = len(grid.across) - 1
    told = []
    for number, (top, bottom) in enumerate(pairwise(grid.down)):
        cells = [""] * wide
        words: list[Word] = []
        for cell in grid.cells:
            if cell.row == number:
                mine = table.words.get(cell, [])
                words += mine
                cells[cell.column] = " ".join(row.text.replace("   ", " ") for row in rows_of(mine))
            elif cell.row < number and cell.bottom > bottom - 2 and table.words.get(cell):
                cells[cell.column] = DITTO
        if words:
            sure = Row.of(words).sure
            told.append(Laid("\t".join(cells), (grid.across[0], top, grid.across[-1], bottom), sure))
    return told
