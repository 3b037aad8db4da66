# SPDX-License-Identifier: EUPL-1.2
"""A table told cell by cell whose rows kept their numbers: its cells put back under the names of the head.

The numbers part the rows; inside a row the cells stand in the order of the head, so each block takes the next column
that it can be: a time goes to the times, a unit to the units, and of two readings the one that leaves fewer columns
empty is taken. Tables that lost their numbers are for `flattened`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from motcua.plans.reading import actors
from motcua.plans.reading.columns import Cells, is_time, kind_of
from motcua.plans.reading.flattened import Block, blocks_of, end_of_table, says_time
from motcua.plans.reading.lines import Line

_LONE = re.compile(r"^\W*(\d{1,3})(?:\.(\d{1,2}))*\W*$")
_LONE_TITLE = re.compile(r"^\W*(?:[IVX]{1,5}|[A-EĐ])\W*$")
_TITLE = re.compile(r"^\W*(?:[IVX1l|]{1,5}|[A-EĐ]|\d{1,2})\s*[.)/-]\s*\S")
_MOST_IN_NAME, _LONGEST_TITLE, _LONGEST_UNITS = 6, 25, 30
_LEAST_COLUMNS, _LEAST_ROWS, _MOST_LOST = 4, 3, 3
_MOSTLY = 0.6
_TIMES, _UNITS = {"time", "due", "start"}, {"lead", "help"}
_EMPTY = {"content": 4.0, "lead": 2.0, "time": 2.0, "due": 2.0, "start": 1.0, "note": 0.2}
"""What it costs a reading to leave a column empty; 1 for all others."""

_NEW_ROW, _SAME_CELL, _GOES_ON = -3.0, -1.5, 0.5
_TOLD_TITLE, _BARE_TITLE = 2.5, -1.0


@dataclass(frozen=True, slots=True)
class _Reading:
    """Blocks placed so far: of each the column, −1 for the title of a group. `score`: the higher the better."""

    score: float
    places: tuple[int, ...]


def counted_rows(lines: list[Line]) -> tuple[list[Cells], set[int]]:
    """The rows of such a table, its head first, and the numbers of the lines they take; both empty without one."""
    blocks = blocks_of(lines)
    for at in range(len(blocks)):
        names = _head(blocks, at)
        if len(names) >= _LEAST_COLUMNS and "content" in names:
            end = end_of_table(blocks[at + len(names) :], lines[-1].number)
            body = [one for one in blocks[at + len(names) :] if one.lines[0].number <= end]
            rows = _rows(_without_heads(body, names), names)
            if not _is_counted(rows, names):
                return [], set()
            head = _cells(blocks[at : at + len(names)], tuple(range(len(names))), len(names))
            first = blocks[at].lines[0].number
            return [head, *rows], {one.number for one in lines if first <= one.number <= end}
    return [], set()


def _head(blocks: list[Block], at: int) -> list[str]:
    """The kinds of the columns whose names begin with this block, the number of the row first."""
    names: list[str] = []
    for block in blocks[at:]:
        told = "" if len(block.text.split()) > _MOST_IN_NAME else kind_of(block.text) or kind_of(block.raw)
        if not told or told in names or (told == "number") == bool(names):
            break
        names.append(told)
    return names


def _without_heads(blocks: list[Block], names: list[str]) -> list[Block]:
    """The blocks without the head where a further page tells it again."""
    kept: list[Block] = []
    at = 0
    while at < len(blocks):
        again = _head(blocks, at) == names
        kept += [] if again else [blocks[at]]
        at += len(names) if again else 1
    return kept


def _is_counted(rows: list[Cells], names: list[str]) -> bool:
    """Whether the rows are many, and most of them say who or when."""
    duties = [row for row in rows if len(row[1]) > 1]
    wanted = [at for at, name in enumerate(names) if name in _TIMES | {"lead"}]
    full = [row for row in duties if row[1][names.index("content")] and any(row[1][at] for at in wanted)]
    return len(duties) >= _LEAST_ROWS and len(full) >= _MOSTLY * len(duties)


def _rows(blocks: list[Block], names: list[str]) -> list[Cells]:
    rows: list[Cells] = []
    mine: list[Block] = []
    before = 0
    number: Block | None = None
    for block in blocks:
        counted = _number(block, before)
        if counted is None and not _LONE_TITLE.match(block.raw):
            if not _LONE.match(block.raw):  # the number of a page
                mine.append(block)
            continue
        rows += _of_number(number, mine, names)
        before = before if counted is None else counted
        mine, number = [], block
    return [*rows, *_of_number(number, mine, names)]


def _number(block: Block, before: int) -> int | None:
    """The number of a row that a block is: the next one, or where a group begins the first; None for any other."""
    match = _LONE.match(block.raw)
    if match is None:
        return None
    if match[2]:
        return int(match[1])
    number = int(match[1])
    return number if number == 1 or before < number <= before + _MOST_LOST else None


def _of_number(number: Block | None, blocks: list[Block], names: list[str]) -> list[Cells]:
    """The row that a number begins, and the titles and rows without a number behind it."""
    if not blocks:
        return []
    if number is None or _LONE_TITLE.match(number.raw):
        return [_cells(blocks, (0,) * len(blocks), 1)]
    rows: list[Cells] = []
    row: list[tuple[Block, int]] = [(number, 0)]
    for block, place in zip(blocks, _placed(blocks, names), strict=True):
        if place < 0 or (place == 1 and row[-1][1] > 1):
            rows += _row(row, len(names))
            row = []
        if place < 0:
            rows.append(_cells([block], (0,), 1))
        else:
            row.append((block, place))
    return rows + _row(row, len(names))


def _row(row: list[tuple[Block, int]], width: int) -> list[Cells]:
    if not any(place for _, place in row):
        return []
    return [_cells([block for block, _ in row], tuple(place for _, place in row), width)]


def _cells(blocks: list[Block], places: tuple[int, ...], width: int) -> Cells:
    raw, text = [""] * width, [""] * width
    for block, place in zip(blocks, places, strict=True):
        raw[place] = f"{raw[place]} {block.raw}".strip()
        text[place] = f"{text[place]} {block.text}".strip()
    lines = [line for block in blocks for line in block.lines]
    return raw, text, lines[0].number, sum(line.sure for line in lines) / len(lines)


def _placed(blocks: list[Block], names: list[str]) -> tuple[int, ...]:
    """The column of each block, by the best reading of all together."""
    best = {0: _Reading(0.0, ())}
    for block in blocks:
        after: dict[int, _Reading] = {}
        for at in (-1, *range(1, len(names))):
            fits = _fits(block, names[at] if at > 0 else "title")
            readings = [
                _Reading(one.score + fits + _step(before, at, block, names), (*one.places, at))
                for before, one in best.items()
            ]
            after[at] = max(readings, key=lambda one: one.score)
        best = after
    ends = [(one.score + _step(at, len(names), blocks[-1], names), one.places) for at, one in best.items()]
    return max(ends)[1]


def _step(before: int, at: int, block: Block, names: list[str]) -> float:
    """What it costs to go from one column to another: the columns left empty, a row begun, a cell gone on with."""
    begins = next((one for one in block.raw if one.isalpha()), "")
    if before == at:
        return _GOES_ON if begins.islower() or block.raw.lstrip()[:1] in "-–+•" else _SAME_CELL
    last = len(names)
    if before == -1:
        return _empty(names, 1, at) if at < last else 0.0
    if at == -1:
        return _empty(names, before + 1, last)
    if at > before:
        return _empty(names, before + 1, at)
    return _empty(names, before + 1, last) + _NEW_ROW + _empty(names, 1, at)


def _empty(names: list[str], first: int, end: int) -> float:
    return -sum(_EMPTY.get(name, 1.0) for name in names[first:end] if name != "number")


def _fits(block: Block, name: str) -> float:
    """How well the words of a block are what a column of this name holds."""
    words = len(block.text.split())
    time = is_time(block.text) or is_time(block.raw) or says_time(block)
    unit = words <= _LONGEST_UNITS and actors.is_unit(block.text)
    if name == "title":
        if time or unit or words > _LONGEST_TITLE:
            return -4.0
        return _TOLD_TITLE if _TITLE.match(block.raw) else _BARE_TITLE
    if name in _TIMES:
        return 3.0 if time else -2.0
    if name in _UNITS:
        return 2.0 if unit else (-2.0 if time else -1.0)
    return -2.0 if time else (-1.0 if unit else 0.0)
