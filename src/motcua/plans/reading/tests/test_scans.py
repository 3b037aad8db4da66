# SPDX-License-Identifier: EUPL-1.2
"""Pages that are pictures: ruled tables found and cut, stamps gone, words read where Tesseract is there."""

from __future__ import annotations

import io
import random
from functools import cache

import numpy as np
import pytest
from PIL import Image, ImageDraw

from motcua.plans.reading.files import PlanUnreadable
from motcua.plans.reading.reading import read_file
from motcua.plans.reading.samples.made import made
from motcua.plans.reading.samples.scoring import scored
from motcua.plans.reading.samples.setting import as_tiff, pdf_of, scans_of
from motcua.plans.reading.scans import recognising, sheets
from motcua.plans.reading.scans.pictures import askew, cleaned, turned
from motcua.plans.reading.scans.recognising import RecognitionMissing
from motcua.plans.reading.scans.ruling import _long_runs, tables_of
from motcua.plans.reading.scans.sheets import read_sheet

needs_tesseract = pytest.mark.skipif(not recognising.is_there(), reason="Tesseract with vie is not installed")


def ruled(askew: float = 0.0) -> Image.Image:
    """A table of three columns and four rows; the second row is one cell, the last column's last two are one."""
    page = Image.new("RGB", (1654, 1000), "white")
    draw = ImageDraw.Draw(page)
    for y in (200, 300, 400, 500, 600):
        draw.line([(200, y), (1400 if y != 500 else 1000, y)], fill="black", width=3)
    for x in (200, 300, 1000, 1400):
        draw.line([(x, 200), (x, 300)], fill="black", width=3)
        draw.line([(x, 400), (x, 600)], fill="black", width=3)
        if x in {200, 1400}:
            draw.line([(x, 300), (x, 400)], fill="black", width=3)
    return page.rotate(askew, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))


def test_cells_between_ruled_lines() -> None:
    (grid,), rules = tables_of(np.asarray(ruled().convert("L")) < 150, 200)
    assert [(cell.row, cell.column) for cell in grid.cells] == [
        *((0, 0), (0, 1), (0, 2)),
        (1, 0),
        *((2, 0), (2, 1), (2, 2)),
        *((3, 0), (3, 1)),
    ]
    wide = next(cell for cell in grid.cells if cell.row == 1)
    high = next(cell for cell in grid.cells if (cell.row, cell.column) == (2, 2))
    assert abs(wide.right - wide.left - 1200) < 12
    assert abs(high.bottom - high.top - 200) < 12
    assert rules[300, 250]
    assert not rules[350, 700]


def test_a_page_askew_is_turned_back() -> None:
    page = ruled(2.3)
    straight = turned(page, askew(page))
    grids, _ = tables_of(np.asarray(straight.convert("L")) < 150, 200)
    assert [len(grid.cells) for grid in grids] == [9]


def test_a_page_without_lines_has_no_table() -> None:
    noise = np.random.default_rng(1).random((1200, 900)) < 0.02
    assert tables_of(noise, 200)[0] == []
    assert tables_of(np.zeros((40, 40), np.bool_), 200)[0] == []


def test_red_ink_goes_and_print_under_it_stays() -> None:
    page = Image.new("RGB", (600, 400), (250, 246, 236))
    draw = ImageDraw.Draw(page)
    draw.rectangle([100, 100, 300, 120], fill=(20, 20, 20))
    draw.rectangle([80, 90, 320, 100], fill=(205, 40, 50))
    draw.rectangle([150, 104, 200, 116], fill=(70, 12, 14))
    grey = cleaned(page)
    assert grey[95, 200] > 200
    assert grey[110, 120] < 90
    assert grey[110, 170] < 110
    assert grey[300, 300] > 240


def test_without_the_program_the_words_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognising.shutil, "which", lambda name: None)
    recognising.program.cache_clear()
    try:
        with pytest.raises(RecognitionMissing) as refused:
            read_file(as_tiff([ruled()]), "bản quét.tif")
        assert refused.value.hint
        assert "tesseract-ocr-vie" in refused.value.hint
    finally:
        recognising.program.cache_clear()


def test_a_broken_picture_says_so() -> None:
    with pytest.raises(PlanUnreadable, match="ảnh"):
        read_file(b"\x89PNG\r\n\x1a\n nothing more", "a.png")
    with pytest.raises(PlanUnreadable, match="PDF"):
        read_file(b"%PDF-1.7 nothing more", "a.pdf")


@pytest.mark.longest
@needs_tesseract
def test_a_bad_scan_of_a_table_and_of_prose(monkeypatch: pytest.MonkeyPatch) -> None:
    """Askew, noisy, stamped and signed over its text; such pages read well, and are not asked how they lie."""
    monkeypatch.setattr(sheets, "lies_turned", lambda page: pytest.fail("asked"))
    told: list[tuple[int, int]] = []
    for layout in ("two-heads", "officers"):
        plan = made(layout, 2)
        pages = list(scans_of(pdf_of(plan), random.Random(3)))  # noqa: S311
        read = read_file(as_tiff(pages), "quét.tif", lambda done, all_: told.append((done, all_)))
        score = scored(plan, read)
        assert score.f1 >= 0.9, score
        assert score.lead >= 0.9, score
        assert score.due >= 0.8, score
        assert len(read.pages) == len(pages)
        for page in read.pages:
            assert page.image is not None
            with Image.open(io.BytesIO(page.image)) as kept:
                assert kept.format == "PNG"
    assert told[-1][0] == told[-1][1]


@needs_tesseract
def test_a_pdf_of_pictures_is_recognised_and_an_empty_page_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "lies_turned", lambda page: pytest.fail("asked"))
    kept = io.BytesIO()
    Image.new("L", (800, 1100), 255).save(kept, "PDF")
    read = read_file(kept.getvalue(), "trống.pdf")
    assert read.tasks == []
    assert [page.lines for page in read.pages] == [(" ",)]


@cache
def _letter() -> Image.Image:
    """The upper half of a letter, its lower half still white: enough words to tell how it lies."""
    page = next(scans_of(pdf_of(made("labels", 0)), random.Random(0), dpi=120))  # noqa: S311
    page.paste("white", (0, page.height // 2, page.width, page.height))
    return page


@needs_tesseract
@pytest.mark.parametrize("turn", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180])
def test_a_page_on_its_side_or_head_is_turned(turn: Image.Transpose) -> None:
    page = _letter().transpose(turn)
    sheet = read_sheet(page)
    assert sheet.size[1] > sheet.size[0]
    assert "CỘNG HÒA XÃ HỘI" in sheet.lines[0].text


def test_runs_are_as_long_as_asked_and_no_thicker() -> None:
    """At the edges of the picture too, where one row ends and the next begins."""
    dark = np.zeros((60, 100), np.bool_)
    dark[10, 60:] = dark[11, :30] = dark[20, 5:45] = dark[30, 5:44] = True
    dark[40:56, 10:90] = True
    runs = _long_runs(dark, 40, 12)
    told = [
        (int(row[0]), int(row[-1]))
        for at in (10, 11, 20, 30, 48)
        for row in [np.flatnonzero(runs[at])]
        if len(row)
    ]
    assert told == [(60, 99), (60, 99), (5, 44)]
