# SPDX-License-Identifier: EUPL-1.2
"""A made-up plan as text with tabs, as Word, as PDF with text, and as pages that were scanned badly."""

from __future__ import annotations

import io
import json
import random
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
import pypdfium2
import typst
from PIL import Image, ImageDraw, ImageFilter

from motcua.documents.forms.glyphs import FONT_FOLDER
from motcua.plans.reading.samples.made import Made, Para, Sheet

_PAGE: Final = """
#let flipped = sys.inputs.at("flipped", default: "") == "1"
#set page(paper: "a4", margin: (left: 3cm, right: 1.5cm, y: 2cm), flipped: flipped)
#set text(font: "Tinos", size: 13pt, lang: "vi")
#set par(justify: true, first-line-indent: (amount: 1cm, all: true), spacing: 8pt, leading: 6pt)
#let cut(told) = grid(columns: (1fr, 1.4fr), ..told.split("\\t").map(one => align(center, one)))
#for block in json(bytes(sys.inputs.data)) {
  if "widths" in block {
    set text(size: 11.5pt)
    set par(justify: false, first-line-indent: 0pt)
    let wide = block.widths.len()
    table(
      columns: block.widths.map(one => one * 1fr), inset: 4pt,
      table.header(repeat: true, ..block.head.map(row => row.map(cell => align(center, strong(cell)))).flatten()),
      ..block.rows.map(row => if row.len() == 1 { (table.cell(colspan: wide, strong(row.at(0))),) }
        else if row.len() == 2 { (row.at(0), table.cell(colspan: wide - 1, strong(row.at(1)))) }
        else { row }).flatten(),
    )
  } else if block.style in ("head", "note") {
    set par(first-line-indent: 0pt)
    cut(block.text)
  } else if block.style in ("kind", "title") {
    set par(first-line-indent: 0pt)
    align(center, strong(block.text))
  } else if block.style == "section" {
    strong(par(block.text))
  } else {
    par(block.text)
  }
}
"""


def text_of(plan: Made) -> str:
    """Plain text, an empty line between paragraphs, the cells of a table parted by tabs."""
    lines: list[str] = []
    for block in plan.blocks:
        if isinstance(block, Para):
            lines += [block.text, *([] if block.style in {"head", "note"} else [""])]
        else:
            lines += ["\t".join(row) for row in (*block.head, *block.rows)] + [""]
    return "\n".join(lines)


def with_page_breaks(plan: Made, text: str, rng: random.Random) -> str:
    """The text with some rows of its table cut by a page: the head again, then the rest of the row."""
    head = next((block.head for block in plan.blocks if isinstance(block, Sheet)), ())
    again = "\n".join("\t".join(row) for row in head)
    lines = []
    for line in text.split("\n"):
        cells = line.split("\t")
        words = cells[1].split() if len(cells) > 4 else []
        if len(words) > 8 and rng.random() < 0.2 and line not in again:
            rest = [""] * len(cells)
            cells[1], rest[1] = " ".join(words[:6]), " ".join(words[6:])
            lines += ["\t".join(cells), again, "\t".join(rest)]
        else:
            lines.append(line)
    return "\n".join(lines)


def pdf_of(plan: Made, *, flipped: bool = False) -> bytes:
    """A PDF with its text."""
    told = [
        {"text": one.text, "style": one.style}
        if isinstance(one, Para)
        else {"widths": one.widths, "head": one.head, "rows": one.rows}
        for one in plan.blocks
    ]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "plan.typ"
        source.write_text(_PAGE, "utf-8")
        made = typst.compile(
            str(source),
            format="pdf",
            font_paths=[str(FONT_FOLDER)],
            sys_inputs={"data": json.dumps(told, ensure_ascii=False), "flipped": "1" if flipped else ""},
        )
    if not isinstance(made, bytes):
        raise TypeError("the typesetter gave pages, and no file")
    return made


def word_of(plan: Made) -> bytes:
    """A Word document."""
    from docx import Document

    document = Document()
    for block in plan.blocks:
        if isinstance(block, Para):
            document.add_paragraph(block.text.replace("\t", "     "))
            continue
        table = document.add_table(0, len(block.widths))
        for row in (*block.head, *block.rows):
            cells = table.add_row().cells
            if len(row) < len(cells) and len(row) <= 2:
                cells[len(row) - 1].merge(cells[-1])
            for cell, told in zip(cells, row, strict=False):
                cell.text = told or cell.text
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def scans_of(pdf: bytes, rng: random.Random, dpi: int = 200) -> Iterator[Image.Image]:
    """The pages of a PDF as a bad scan: askew, blurred, noisy, the last one stamped and signed over its text."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(document)):
            page = document[number].render(scale=dpi / 72).to_pil().convert("RGB")
            if number == len(document) - 1:
                _stamped(page, rng)
            yield _scanned(page, rng)
    finally:
        document.close()


def as_tiff(pages: Iterable[Image.Image]) -> bytes:
    """Pages as one file, as a scanner sends them."""
    first, *others = pages
    kept = io.BytesIO()
    first.save(kept, "TIFF", save_all=True, append_images=others, compression="tiff_deflate")
    return kept.getvalue()


def _stamped(page: Image.Image, rng: random.Random) -> None:
    draw = ImageDraw.Draw(page)
    ink = np.asarray(page.convert("L")) < 128
    lowest = int(np.flatnonzero(ink.any(axis=1))[-1])
    x, y, r = page.width * 0.6, lowest - 60, page.width * 0.085
    red, blue = (200, 40, 50), (40, 60, 170)
    for inset in (0, 6, r * 0.35):
        draw.ellipse([x - r + inset, y - r + inset, x + r - inset, y + r - inset], outline=red, width=4)
    draw.regular_polygon((x, y, r * 0.25), 5, fill=red)
    points = [
        (x + r * (step / 6 + rng.uniform(-0.1, 0.1)), y + r * rng.uniform(-0.6, 0.5)) for step in range(12)
    ]
    draw.line(points, fill=blue, width=5, joint="curve")


def _scanned(page: Image.Image, rng: random.Random) -> Image.Image:
    paper = (rng.randint(236, 255), rng.randint(234, 252), rng.randint(222, 246))
    page = page.rotate(rng.uniform(-1.2, 1.2), Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    page = page.filter(ImageFilter.GaussianBlur(rng.uniform(0.4, 1.0)))
    noise = np.random.default_rng(rng.randrange(2**32)).normal(
        0, rng.uniform(3, 14), (page.height, page.width, 1)
    )
    shade = np.linspace(1, rng.uniform(0.82, 1), page.width)[None, :, None]
    seen = np.asarray(page, np.float32) / 255 * np.array(paper) * shade + noise
    return Image.fromarray(np.clip(seen, 0, 255).astype(np.uint8))
