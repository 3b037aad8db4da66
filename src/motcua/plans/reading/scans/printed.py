# SPDX-License-Identifier: EUPL-1.2
"""PDF: pages that carry their text are read from it, with the ruled tables around it; others are pictures."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import numpy as np
import pypdfium2
from PIL import Image

from motcua.diacritics import lost_diacritics
from motcua.plans.reading.scans.laying import Table, laid_out
from motcua.plans.reading.scans.pictures import DPI, MOST_PAGES, PictureUnreadable, shown
from motcua.plans.reading.scans.ruling import Cell, Grid, tables_of
from motcua.plans.reading.scans.sheets import Sheet
from motcua.plans.reading.scans.words import Word

_SCALE: Final = 2.0
"""Pixels to a point (144 dpi): a thin line is a pixel wide."""

_DARK = 200
_LEAST_LETTERS = 40
"""Letters a page must give, or it is taken for a picture of one."""

_LETTERS: Final = 0.75
"""Part of the type size that letters are high."""


@contextmanager
def document(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """A PDF while it is read. Raises `PictureUnreadable` for one that is broken, locked, or far too long."""
    try:
        opened = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise PictureUnreadable("Không mở được tệp PDF này.") from error
    try:
        if len(opened) > MOST_PAGES:
            raise PictureUnreadable("Tệp PDF có quá nhiều trang.")
        yield opened
    finally:
        opened.close()


def carries_text(page: pypdfium2.PdfPage) -> bool:
    """Whether a page has letters to read. Those that lost their marks were put behind a scan by another program."""
    told = page.get_textpage().get_text_range()
    letters = sum(one.isalpha() for one in told)
    if letters < _LEAST_LETTERS:
        return False
    return not (lost_diacritics(told) and _is_picture(page))


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    whole = page.get_width() * page.get_height()
    for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = one.get_bounds()
        if (right - left) * (top - bottom) > 0.6 * whole:
            return True
    return False


def _is_drawn_on(page: pypdfium2.PdfPage) -> bool:
    """Whether anything but letters stands on a page: lines, or a picture that may have some."""
    kinds = [
        pypdfium2.raw.FPDF_PAGEOBJ_PATH,
        pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,
        pypdfium2.raw.FPDF_PAGEOBJ_SHADING,
    ]
    return next(iter(page.get_objects(filter=kinds)), None) is not None


def picture_of(page: pypdfium2.PdfPage) -> Image.Image:
    """A page as it would come from a scanner."""
    long_side = max(page.get_width(), page.get_height())
    scale = min(DPI / 72, 8000 / max(long_side, 1))
    picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    return picture


def sheet_of(page: pypdfium2.PdfPage) -> Sheet:
    """A page that carries its text."""
    grey = page.render(scale=_SCALE, grayscale=True).to_pil().convert("L")
    # ⚡ Looking for lines takes longer than all else on a page, and most pages have none drawn.
    grids = tables_of(np.asarray(grey) < _DARK, 72 * _SCALE)[0] if _is_drawn_on(page) else []
    outside: list[Word] = []
    tables = [Table(grid, {}) for grid in grids]
    for word in _words(page, grids):
        home = _home(word, tables)
        if home is None:
            outside.append(word)
        else:
            table, cell = home
            table.words.setdefault(cell, []).append(word)
    return Sheet(laid_out(outside, tables), grey.size, shown(grey))


def _home(word: Word, tables: list[Table]) -> tuple[Table, Cell] | None:
    x, y = word.middle
    for table in tables:
        left, top, right, bottom = table.grid.box
        if left <= x <= right and top <= y <= bottom:
            for cell in table.grid.cells:
                if cell.left <= x <= cell.right and cell.top <= y <= cell.bottom:
                    return table, cell
    return None


def _words(page: pypdfium2.PdfPage, grids: list[Grid]) -> Iterator[Word]:
    """The words of a page. A word ends at a space, at a wide gap, at a new line, and at the line of a table."""
    told = page.get_textpage()
    high, base = page.get_height(), page.get_bbox()
    text = told.get_text_range(errors="ignore")
    count = told.count_chars()
    letters: list[tuple[str, float, float, float, float]] = []
    line, before = 0, None
    if len(text) != count:
        text = ""
    for at in range(count):
        letter = text[at] if text else told.get_text_range(at, 1, errors="ignore")
        if not letter.strip() or letter in "\ufffe\uffff\x02\u200b\u00ad":
            yield from _word(letters, line)
            letters = []
            continue
        left, bottom, right, top = told.get_charbox(at, loose=True)
        here = (left - base[0], high - (top - base[1]), right - base[0], high - (bottom - base[1]))
        box = tuple(side * _SCALE for side in here)
        if before is not None and _new_line(before, box):
            yield from _word(letters, line)
            letters, line = [], line + 1
        elif before is not None and letters and _parted(before, box, grids):
            yield from _word(letters, line)
            letters = []
        letters.append((letter, *box))
        before = box
    yield from _word(letters, line)


def _new_line(before: tuple[float, ...], box: tuple[float, ...]) -> bool:
    apart = min(before[3], box[3]) - max(before[1], box[1]) < 0.3 * (box[3] - box[1])
    back = box[0] < before[0] - (box[3] - box[1])
    return apart or back or box[0] - before[2] > 3 * (box[3] - box[1])


def _parted(before: tuple[float, ...], box: tuple[float, ...], grids: list[Grid]) -> bool:
    if box[0] - before[2] > 0.18 * (box[3] - box[1]):
        return True
    middle = (box[1] + box[3]) / 2
    return any(
        grid.down[0] <= middle <= grid.down[-1]
        and any(before[2] - 2 <= at <= box[0] + 2 for at in grid.across)
        for grid in grids
    )


def _word(letters: list[tuple[str, float, float, float, float]], line: int) -> Iterator[Word]:
    if letters:
        text = unicodedata.normalize("NFC", "".join(one[0] for one in letters))
        # Loose boxes are as high as the type with its spacing; the middle of that is where the letters stand.
        top, bottom = min(one[2] for one in letters), max(one[4] for one in letters)
        slack = (bottom - top) * (1 - _LETTERS) / 2
        yield Word(
            text,
            round(letters[0][1]),
            round(top + slack),
            round(letters[-1][3]),
            round(bottom - slack),
            line,
        )
