# SPDX-License-Identifier: EUPL-1.2
"""The narrative report as a document to go on writing in: figures are in, blocks to be written are marked.

Layout after NĐ 30/2020 Phụ lục I: A4, margins 20/20/30/17 mm, Times New Roman 13–14.
"""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from motcua.documents.forms.words import long_day
from motcua.law.clock import VIETNAM
from motcua.reports.layout import CERTAINTY_NAMES, as_of_words, notes_of
from motcua.reports.narrating import Narrated, Told
from motcua.reports.places import heading_of
from motcua.reports.values import SUCCESSORS, Report, shown

_FONT = "Times New Roman"


def as_docx(narrated: Narrated) -> bytes:
    """The document. The table of the settling of procedures stands in its chapter in short form."""
    document = Document()
    _page(document)
    _letterhead(document, narrated.settling)
    _line(document, "BÁO CÁO", bold=True, size=14, centred=True)
    _line(document, narrated.title, bold=True, size=14, centred=True)
    _line(document, _basis(narrated.settling), italic=True, size=12, centred=True)
    for words in _certainty(narrated):
        _line(document, words, italic=True, size=11, centred=True)
    for chapter in narrated.chapters:
        _chapter(document, chapter)
    _closing(document)
    asked = narrated.settling.asked
    properties = document.core_properties
    properties.title, properties.author = narrated.title, asked.unit_name
    properties.created = properties.modified = asked.as_of.astimezone(VIETNAM).replace(tzinfo=None)
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


def _letterhead(document: Any, report: Report) -> None:
    parent, place = heading_of(report.asked.unit_code)
    table = document.add_table(rows=2, cols=2)
    left, right = table.rows[0].cells
    if parent:
        _into(left.paragraphs[0], parent.upper(), size=12)
    name = left.add_paragraph() if parent else left.paragraphs[0]
    _into(name, report.asked.unit_name.upper(), bold=True, size=12)
    _into(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=12)
    _into(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", bold=True, size=13)
    number, day = table.rows[1].cells
    _into(number.paragraphs[0], "Số: ……/BC-……", size=12)
    _into(day.paragraphs[0], f"{place}, {long_day(report.asked.as_of)}".lstrip(", "), italic=True, size=13)
    document.add_paragraph()


def _basis(report: Report) -> str:
    asked = report.asked
    return (
        f"Số liệu từ {asked.first:%d/%m/%Y} đến {asked.last:%d/%m/%Y}, tính đến {as_of_words(asked.as_of)}; "
        f"cách xét hạn: {asked.policy_name}." + (f" {SUCCESSORS}" if asked.successors else "")
    )


def _certainty(narrated: Narrated) -> list[str]:
    """How sure the outline is, and each form its figures are from: what the page and the paper of a form say too."""
    forms = [narrated.settling.asked, narrated.electronic.asked]
    return [
        f"Đề cương: {CERTAINTY_NAMES[narrated.certainty].lower()}. {narrated.note}",
        *(
            f"Biểu {one.form}: {CERTAINTY_NAMES[one.certainty].lower()}. {one.certainty_note}"
            for one in forms
        ),
    ]


def _chapter(document: Any, chapter: Told) -> None:
    roman = not chapter.number.isdecimal()
    heading = document.add_heading(level=1 if roman else 2)
    _into(heading, f"{chapter.number}. {chapter.title}", bold=True, size=13, centred=False)
    for sentence in chapter.sentences:
        _body(document, sentence)
    if chapter.table is not None:
        _short_table(document, chapter.table)
    for block in chapter.to_write:
        paragraph = _body(document, f"[ĐƠN VỊ VIẾT: {block}]")
        paragraph.runs[0].font.highlight_color = WD_COLOR_INDEX.YELLOW


def _short_table(document: Any, report: Report) -> None:
    """The row of the whole unit, one line a column: the whole table goes with the report as its annex."""
    _body(document, f"Bảng tóm tắt biểu {report.asked.form}:")
    table = document.add_table(rows=1, cols=2)
    table.style = "Table Grid"
    for cell, words in zip(table.rows[0].cells, ("Chỉ tiêu", "Số hồ sơ"), strict=True):
        _into(cell.paragraphs[0], words, bold=True, size=12)
    total = report.tables[0].total
    for head in report.heads:
        cells = table.add_row().cells
        name = " – ".join([*head.under, head.title])
        _into(cells[0].paragraphs[0], f"({head.number}) {name}", size=12, centred=False)
        _into(cells[1].paragraphs[0], shown(total.value(head.key), head.kind), size=12)
    for note in notes_of(report):
        _line(document, note, italic=True, size=11)


def _closing(document: Any) -> None:
    document.add_paragraph()
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    _into(left.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12, centred=False)
    for line in ("- Như trên;", "- Lưu: VT."):
        _into(left.add_paragraph(), line, size=11, centred=False)
    _into(right.paragraphs[0], "THỦ TRƯỞNG ĐƠN VỊ", bold=True, size=13)
    _into(right.add_paragraph(), "(Ký, đóng dấu)", italic=True, size=12)


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
    paragraph: Any,
    words: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: int,
    centred: bool = True,
) -> None:
    run = paragraph.add_run(words)
    run.bold, run.italic = bold, italic
    run.font.name, run.font.size = _FONT, Pt(size)
    run.font.color.rgb = None
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
