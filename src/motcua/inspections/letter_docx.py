# SPDX-License-Identifier: EUPL-1.2
"""The notice of conclusion as a document to go on writing in."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any, Final

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from motcua.law.clock import VIETNAM

_FONT: Final = "Times New Roman"


def as_docx(content: dict[str, Any], at: dt.datetime) -> bytes:
    """The same text as a document (NĐ 30/2020 Phụ lục I: A4, margins 20/20/30/17 mm, Times New Roman 13–14)."""
    document = Document()
    _page(document)
    _letterhead(document, content)
    _line(document, "THÔNG BÁO", bold=True, size=14)
    _line(document, content["about"], bold=True, size=14)
    _body(document, content["opening"])
    _chapter(document, "1. Phạm vi kiểm tra", content["scope"])
    _chapter(document, "2. Kết quả kiểm tra", content["results"])
    _chapter(document, "3. Nhận xét, kết luận", content["conclusion"])
    if content["findings"]:
        _chapter(document, "4. Phát hiện và kiến nghị", [])
        _findings(document, content["findings"])
    for line in [*content["recommendation"], content["closing"]]:
        _body(document, line)
    _signature(document, content)
    properties = document.core_properties
    properties.title, properties.author = f"Thông báo {content['about']}", content["issuer"]
    properties.created = properties.modified = at.astimezone(VIETNAM).replace(tzinfo=None, microsecond=0)
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


def _letterhead(document: Any, content: dict[str, Any]) -> None:
    table = document.add_table(rows=2, cols=2)
    left, right = table.rows[0].cells
    if content["parent"]:
        _into(left.paragraphs[0], content["parent"].upper(), size=12)
    name = left.add_paragraph() if content["parent"] else left.paragraphs[0]
    _into(name, content["issuer"].upper(), bold=True, size=12)
    _into(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=12)
    _into(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", bold=True, size=13)
    number, day = table.rows[1].cells
    _into(number.paragraphs[0], f"Số: {content['number'] or '……/TB-……'}", size=13)
    _into(day.paragraphs[0], content["place_date"], italic=True, size=13)
    document.add_paragraph()


def _chapter(document: Any, title: str, lines: list[str]) -> None:
    _into(document.add_heading(level=2), title, bold=True, size=13, centred=False)
    for line in lines:
        _body(document, line)


def _findings(document: Any, findings: list[dict[str, str]]) -> None:
    table = document.add_table(rows=1, cols=5)
    table.style = "Table Grid"
    heads = ("TT", "Phát hiện", "Kiến nghị", "Đơn vị thực hiện", "Hạn")
    for cell, words in zip(table.rows[0].cells, heads, strict=True):
        _into(cell.paragraphs[0], words, bold=True, size=12)
    for finding in findings:
        content = f"{finding['content']} ({finding['ground']})" if finding["ground"] else finding["content"]
        row = (finding["number"], content, finding["demand"], finding["unit"], finding["due"])
        for cell, words in zip(table.add_row().cells, row, strict=True):
            _into(cell.paragraphs[0], words, size=12, centred=False)
    document.add_paragraph()


def _signature(document: Any, content: dict[str, Any]) -> None:
    document.add_paragraph()
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    _into(left.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12, centred=False)
    for line in content["recipients"]:
        _into(left.add_paragraph(), line, size=11, centred=False)
    signatory = content["signatory"]
    position = (signatory["position"] or "THỦ TRƯỞNG CƠ QUAN").upper()
    heads = [*signatory["capacity"], position]
    _into(right.paragraphs[0], heads[0], bold=True, size=13)
    for head in heads[1:]:
        _into(right.add_paragraph(), head, bold=True, size=13)
    for _ in range(3):
        right.add_paragraph()
    _into(right.add_paragraph(), signatory["name"], bold=True, size=13)


def _line(document: Any, words: str, *, bold: bool = False, size: int) -> None:
    _into(document.add_paragraph(), words, bold=bold, size=size)


def _body(document: Any, words: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = Mm(10)
    _into(paragraph, words, size=13, centred=False)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _into(
    paragraph: Any, words: str, *, bold: bool = False, italic: bool = False, size: int, centred: bool = True
) -> None:
    run = paragraph.add_run(words)
    run.bold, run.italic = bold, italic
    run.font.name, run.font.size = _FONT, Pt(size)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
