# SPDX-License-Identifier: EUPL-1.2
"""Pictures of pages read to lines: cleaned, straightened, cut into cells, recognised, laid out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from PIL import Image

from motcua.plans.reading.scans.laying import Laid, Table, laid_out
from motcua.plans.reading.scans.pictures import DPI, Dark, Grey, askew, cleaned, shown, sized, turned
from motcua.plans.reading.scans.recognising import lies_turned, program, words_of
from motcua.plans.reading.scans.ruling import Cell, Grid, tables_of
from motcua.plans.reading.scans.words import Word

_DARK = 150
_EDGE, _AROUND, _BETWEEN = 7, 8, 26
"""Pixels: left out along a ruled line; kept around the ink of a cell; white between two cells."""

_TALLEST = 16_000
_LONG_WORD, _FEW_WORDS, _SURE = 4, 3, 0.6
_CLOCKWISE: Final = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
"""Pillow turns the other way round."""

_SPECK = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that was read: its lines, the size of the picture their boxes are told in, the picture itself."""

    lines: list[Laid]
    size: tuple[int, int]
    image: bytes


def sheets_of(
    pictures: Iterable[Image.Image], done: Callable[[int], None] = lambda count: None
) -> list[Sheet]:
    """Read pages, as many at a time as there are processors; `done` is told how many are.

    Raises `RecognitionMissing`, `RecognitionFailed`.
    """
    program()
    workers = len(os.sched_getaffinity(0))
    sheets: list[Sheet] = []
    with ThreadPoolExecutor(workers) as pool:
        waiting: list[Future[Sheet]] = []
        for picture in pictures:
            waiting.append(pool.submit(read_sheet, picture))
            # Pictures are large: no more of them are opened than are being read.
            while len(waiting) > workers + 1 or (waiting and waiting[0].done()):
                sheets.append(waiting.pop(0).result())
                done(len(sheets))
        for one in waiting:
            sheets.append(one.result())
            done(len(sheets))
    return sheets


def read_sheet(picture: Image.Image) -> Sheet:
    """Read one page; one that reads badly is asked whether it lies on its side or head, and turned.

    Raises `RecognitionMissing`, `RecognitionFailed`.
    """
    picture = sized(picture.convert("RGB"))
    sheet, words = _read(picture)
    # ⚡ A page that reads well is upright, and an empty one lies as it likes: nobody asks.
    if not _reads_badly(words):
        return sheet
    grey = cleaned(picture)
    turn = None if _ink(grey) is None else _CLOCKWISE.get(lies_turned(grey))
    if turn is None:
        return sheet
    upright, better = _read(picture.transpose(turn))
    return upright if _sure(better) > _sure(words) or not _reads_badly(better) else sheet


def _sure(words: list[Word]) -> float:
    letters = sum(len(one.text) for one in words)
    return sum(one.sure * len(one.text) for one in words) / letters if letters else 0.0


def _reads_badly(words: list[Word]) -> bool:
    """Whether next to nothing was read, nobody is sure of it, or the words stand on end."""
    long = [one for one in words if len(one.text) >= _LONG_WORD]
    on_end = sum(one.height > one.right - one.left for one in long)
    return len(long) < _FEW_WORDS or 2 * on_end > len(long) or _sure(words) < _SURE


def _read(picture: Image.Image) -> tuple[Sheet, list[Word]]:
    """A page as it lies, and all words of it."""
    angle = askew(picture)
    # ⚡ Turned once it is grey: that is a third of the work.
    grey = np.asarray(turned(Image.fromarray(cleaned(picture)), angle))
    grids, rules = tables_of(grey < _DARK, DPI)
    bare = grey.copy()
    bare[_thicker(rules)] = 255
    stacks = list(_stacks(grids, bare))
    for grid in grids:
        left, top, right, bottom = grid.box
        bare[top : bottom + 1, left : right + 1] = 255
    box = _ink(bare)
    prose = [] if box is None else [bare[box[1] : box[3], box[0] : box[2]]]
    read = words_of([*(strip for _, strip in stacks), *prose])
    words = [] if box is None else [_moved(word, box[0], box[1]) for word in read[-1]]
    tables = [Table(grid, {}) for grid in grids]
    for (pieces, _), found in zip(stacks, read, strict=False):
        for word in found:
            _give(word, pieces, tables)
    of_cells = [word for table in tables for cell in table.words.values() for word in cell]
    return Sheet(laid_out(words, tables), picture.size, shown(picture, angle)), [*words, *of_cells]


def _thicker(rules: Dark) -> Dark:
    wide = rules.copy()
    for shift in (1, 2):
        wide[shift:] |= rules[:-shift]
        wide[:-shift] |= rules[shift:]
        wide[:, shift:] |= rules[:, :-shift]
        wide[:, :-shift] |= rules[:, shift:]
    return wide


@dataclass(frozen=True, slots=True)
class _Piece:
    """A cell on the strip: between which heights it lies there, and how far it was moved."""

    table: int
    cell: Cell
    first: int
    last: int
    down: int
    across: int


def _stacks(grids: list[Grid], page: Grey) -> Iterator[tuple[list[_Piece], Grey]]:
    """The cells one above the other on a strip of paper, so that one run of the program reads them all."""
    pieces: list[_Piece] = []
    cuts: list[Grey] = []
    at = _BETWEEN
    for table, grid in enumerate(grids):
        for cell in grid.cells:
            inner = (cell.left + _EDGE, cell.top + _EDGE, cell.right - _EDGE, cell.bottom - _EDGE)
            box = _ink(page, inner)
            if box is None:
                continue
            left, top, right, bottom = box
            cut = page[top:bottom, left:right]
            pieces.append(_Piece(table, cell, at, at + len(cut), top - at, left - _BETWEEN))
            cuts.append(cut)
            at += len(cut) + _BETWEEN
            if at > _TALLEST:
                yield pieces, _strip(cuts)
                pieces, cuts, at = [], [], _BETWEEN
    if cuts:
        yield pieces, _strip(cuts)


def _ink(page: Grey, box: tuple[int, int, int, int] | None = None) -> tuple[int, int, int, int] | None:
    """The part of a page, or of a box on it, that has letters, with a little white around; None for an empty one."""
    left, top, right, bottom = box or (0, 0, page.shape[1], page.shape[0])
    inside = page[top:bottom, left:right] < _DARK
    rows = np.flatnonzero(inside.sum(axis=1) >= _SPECK)
    columns = np.flatnonzero(inside.sum(axis=0) >= _SPECK)
    if not len(rows) or not len(columns):
        return None
    return (
        max(left + int(columns[0]) - _AROUND, 0),
        max(top + int(rows[0]) - _AROUND, 0),
        left + int(columns[-1]) + _AROUND,
        top + int(rows[-1]) + _AROUND,
    )


def _strip(cuts: list[Grey]) -> Grey:
    high = sum(len(cut) + _BETWEEN for cut in cuts) + _BETWEEN
    strip = np.full((high, max(cut.shape[1] for cut in cuts) + 2 * _BETWEEN), 255, np.uint8)
    at = _BETWEEN
    for cut in cuts:
        strip[at : at + len(cut), _BETWEEN : _BETWEEN + cut.shape[1]] = cut
        at += len(cut) + _BETWEEN
    return strip


def _give(word: Word, pieces: list[_Piece], tables: list[Table]) -> None:
    """Put a word that was read on the strip back into its cell."""
    middle = word.middle[1]
    piece = min(pieces, key=lambda one: max(one.first - middle, middle - one.last, 0))
    moved = _moved(word, piece.across, piece.down)
    tables[piece.table].words.setdefault(piece.cell, []).append(moved)


def _moved(word: Word, across: int, down: int) -> Word:
    return replace(
        word,
        left=word.left + across,
        right=word.right + across,
        top=word.top + down,
        bottom=word.bottom + down,
    )
