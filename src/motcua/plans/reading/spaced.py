# SPDX-License-Identifier: EUPL-1.2
"""Tables of a text whose columns stand apart by spaces only, as a program sets them that takes text from a page."""

from __future__ import annotations

import re

from motcua.plans.reading.columns import columns_of
from motcua.plans.reading.scans.aligned import Run, runs_of
from motcua.plans.reading.scans.words import Row, Word

_WIDE, _HIGH = 10, 20
"""Of a letter, in the measure of `scans`: two spaces are a gap between columns, one is none."""

_APART = re.compile(r"\S\s{2,}(?=\S)")
_LONE_NUMBER = re.compile(r"^\W*\d{1,3}\W*$")
_FEWEST = 3
_CUT = "\t"


def rows_for_columns(lines: list[str]) -> list[str]:
    """The lines, line for line, with the rows of such tables as rows of tabs; only tables of duties are told so."""
    if sum(len(_APART.findall(line)) >= _FEWEST - 1 for line in lines) < _FEWEST:
        return lines
    told = list(lines)
    before: Run | None = None
    rows = [_row(at, line) for at, line in enumerate(lines) if line.strip() and not _LONE_NUMBER.match(line)]
    for run in runs_of(rows):
        if run.edges and (_has_head(run) or (before is not None and len(before.edges) == len(run.edges))):
            _set(told, run)
            before = run
        else:
            before = None
    return told


def _row(at: int, line: str) -> Row:
    return Row.of(
        [
            Word(one.group(), _WIDE * one.start(), _HIGH * at, _WIDE * one.end(), _HIGH * (at + 1), at)
            for one in re.finditer(r"\S+", line)
        ]
    )


def _has_head(run: Run) -> bool:
    """Whether the table begins with the names of columns of duties."""
    return any(columns_of(text.split(_CUT)) for text, _ in run.lines()[:2])


def _set(told: list[str], run: Run) -> None:
    """Puts the rows of a table in place of their first lines; the prose that came along at its end stays prose."""
    rows = run.lines()
    while rows and sum(bool(cell) for cell in rows[-1][0].split(_CUT)) < _FEWEST:
        rows.pop()
    for text, parts in rows:
        numbers = [part.words[0].line for part in parts]
        for number in numbers:
            told[number] = ""
        told[numbers[0]] = text
