# SPDX-License-Identifier: EUPL-1.2
"""The monthly sheet as a document to bring to the meeting and to write conclusions into.

Layout after NĐ 30/2020 Phụ lục I: A4 lying, margins 20/20/30/17 mm, Times New Roman.
"""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from motcua.documents.forms.words import long_day
from motcua.law.clock import VIETNAM
from motcua.plans.meeting import PART_NAMES, Line, MeetingSheet
from motcua.plans.working.standing import STANDING_NAMES
from motcua.reports.places import heading_of

_FONT = "Times New Roman"
_HEADS = ("TT", "Nhiệm vụ", "Đơn vị, người phụ trách", "Hạn", "Tình trạng", "Kết quả, ý kiến", "Kết luận")
_WIDTHS = (10, 70, 42, 24, 30, 50, 24)


def meeting_docx(sheet: MeetingSheet) -> bytes:
    """The document; parts without work are left out. The same sheet gives the same words."""
    document = Document()
    _page(document)
    plan = sheet.plan
    parent, place = heading_of(plan.unit.code)
    head = document.add_table(rows=1, cols=2)
    left, right = head.rows[0].cells
    if parent:
        _into(left.paragraphs[0], parent.upper(), size=12)
    _into(left.add_paragraph() if parent else left.paragraphs[0], plan.unit.name.upper(), bold=True, size=12)
    _into(right.paragraphs[0], f"{place}, {long_day(sheet.as_of)}".lstrip(", "), italic=True, size=13)
    _into(document.add_paragraph(), f"PHIẾU GIAO BAN THÁNG {sheet.first:%m/%Y}", bold=True, size=14)
    _into(document.add_paragraph(), plan.name, size=13)
    for number, (part, lines) in enumerate(((part, lines) for part, lines in sheet.parts if lines), start=1):
        title = f"{number}. {PART_NAMES[part]} ({len(lines)})"
        _into(document.add_paragraph(), title, bold=True, size=13, centred=False)
        _table(document, lines)
    properties = document.core_properties
    properties.title, properties.author = f"Phiếu giao ban tháng {sheet.first:%m/%Y}", plan.unit.name
    properties.created = properties.modified = sheet.as_of.astimezone(VIETNAM).replace(tzinfo=None)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _page(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(17)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)


def _table(document: Any, lines: tuple[Line, ...]) -> None:
    table = document.add_table(rows=1, cols=len(_HEADS))
    table.style, table.autofit = "Table Grid", False
    for cell, words, width in zip(table.rows[0].cells, _HEADS, _WIDTHS, strict=True):
        cell.width = Mm(width)
        _into(cell.paragraphs[0], words, bold=True, size=11)
    for number, line in enumerate(lines, start=1):
        for cell, words, width in zip(table.add_row().cells, _cells(number, line), _WIDTHS, strict=True):
            cell.width = Mm(width)
            _into(cell.paragraphs[0], words, size=11, centred=False)


def _cells(number: int, line: Line) -> tuple[str, ...]:
    then = line.then
    content = f"{line.task.content} ({then.period_label})" if then.period_label else line.task.content
    due = f"{then.due:%d/%m/%Y}" if then.due else "không ghi"
    if then.asked_due:
        due = f"{due}, xin đến {then.asked_due:%d/%m/%Y}"
    told = [line.said, *(f"Chỉ đạo: {entry.text}" for entry in line.told)]
    who = f"{line.unit}\n{line.owner}" if line.owner else line.unit
    standing = f"{STANDING_NAMES[line.standing]}, {then.percent} %"
    return (str(number), content, who, due, standing, "\n".join(words for words in told if words), "")


def _into(
    paragraph: Any, words: str, *, bold: bool = False, italic: bool = False, size: int, centred: bool = True
) -> None:
    run = paragraph.add_run(words)
    run.bold, run.italic = bold, italic
    run.font.name, run.font.size = _FONT, Pt(size)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
