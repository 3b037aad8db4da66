# SPDX-License-Identifier: EUPL-1.2
"""The report of a plan as a document to go on writing in: facts are in, blocks to be written are marked.

Layout after NĐ 30/2020 Phụ lục I: A4, margins 20/20/30/17 mm, Times New Roman 13–14; the tables lie on their side.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from motcua.documents.forms.words import long_day
from motcua.law.clock import VIETNAM
from motcua.plans.report import PlanReport
from motcua.plans.writing.report_tables import (
    TARGET_HEADS,
    TARGET_WIDTHS,
    TASK_HEADS,
    TASK_WIDTHS,
    target_rows,
    task_rows,
)
from motcua.reports.places import heading_of

_FONT = "Times New Roman"


def report_docx(report: PlanReport) -> bytes:
    """The document: narrative, then the tables as its annex."""
    document = Document()
    _page(document)
    _letterhead(document, report)
    _line(document, "BÁO CÁO", bold=True, size=14, centred=True)
    _line(document, f"Kết quả thực hiện: {report.title}", bold=True, size=14, centred=True)
    _line(document, f"(đến hết ngày {report.day:%d/%m/%Y})", italic=True, size=13, centred=True)
    for chapter in report.chapters:
        heading = document.add_heading(level=1)
        _into(heading, f"{chapter.number}. {chapter.title}", bold=True, size=13, centred=False)
        for sentence in chapter.sentences:
            _body(document, sentence)
        for block in chapter.to_write:
            paragraph = _body(document, f"[ĐƠN VỊ VIẾT: {block}]")
            paragraph.runs[0].font.highlight_color = WD_COLOR_INDEX.YELLOW
    _closing(document)
    _annex(document, report)
    properties = document.core_properties
    properties.title, properties.author = f"Báo cáo {report.plan_name}"[:250], report.unit_name
    properties.created = properties.modified = report.as_of.astimezone(VIETNAM).replace(tzinfo=None)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(17)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)


def _letterhead(document: Any, report: PlanReport) -> None:
    parent, place = heading_of(report.unit_code)
    table = document.add_table(rows=2, cols=2)
    left, right = table.rows[0].cells
    if parent:
        _into(left.paragraphs[0], parent.upper(), size=12)
    name = left.add_paragraph() if parent else left.paragraphs[0]
    _into(name, report.unit_name.upper(), bold=True, size=12)
    _into(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=12)
    _into(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", bold=True, size=13)
    number, day = table.rows[1].cells
    _into(number.paragraphs[0], "Số: ……/BC-……", size=12)
    _into(day.paragraphs[0], f"{place}, {long_day(report.as_of)}".lstrip(", "), italic=True, size=13)
    document.add_paragraph()


def _closing(document: Any) -> None:
    document.add_paragraph()
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    _into(left.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12, centred=False)
    for words in ("- Như trên;", "- Lưu: VT."):
        _into(left.add_paragraph(), words, size=11, centred=False)
    _into(right.paragraphs[0], "THỦ TRƯỞNG ĐƠN VỊ", bold=True, size=13)
    _into(right.add_paragraph(), "(Ký, đóng dấu)", italic=True, size=12)


def _annex(document: Any, report: PlanReport) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    _line(document, "PHỤ LỤC", bold=True, size=13, centred=True)
    _grid(document, "1. Nhiệm vụ", TASK_HEADS, TASK_WIDTHS, task_rows(report))
    _grid(document, "2. Chỉ tiêu", TARGET_HEADS, TARGET_WIDTHS, target_rows(report))


def _grid(
    document: Any, title: str, heads: Sequence[str], widths: Sequence[int], rows: Sequence[tuple[str, ...]]
) -> None:
    _line(document, title, bold=True, size=13)
    if not rows:
        _line(document, "Không có.", italic=True, size=12)
        return
    table = document.add_table(rows=1, cols=len(heads))
    table.style, table.autofit = "Table Grid", False
    room = 250 / sum(widths)
    for cell, words, width in zip(table.rows[0].cells, heads, widths, strict=True):
        cell.width = Mm(width * room)
        _into(cell.paragraphs[0], words, bold=True, size=10)
    for row in rows:
        cells = table.add_row().cells
        if len(row) == 1:
            _into(cells[0].merge(cells[-1]).paragraphs[0], row[0], bold=True, size=10, centred=False)
            continue
        for cell, words, width in zip(cells, row, widths, strict=True):
            cell.width = Mm(width * room)
            _into(cell.paragraphs[0], words, size=10, centred=False)


def _line(
    document: Any, words: str, *, bold: bool = False, italic: bool = False, size: int, centred: bool = False
) -> None:
    _into(document.add_paragraph(), words, bold=bold, italic=italic, size=size, centred=centred)


def _body(document: Any, words: str) -> Any:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = Mm(10)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    run = paragraph.add_run(words)
    run.font.name, run.font.size = _FONT, Pt(13)
    return paragraph


def _into(
    paragraph: Any, words: str, *, bold: bool = False, italic: bool = False, size: int, centred: bool = True
) -> None:
    run = paragraph.add_run(words)
    run.bold, run.italic = bold, italic
    run.font.name, run.font.size = _FONT, Pt(size)
    run.font.color.rgb = None
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
