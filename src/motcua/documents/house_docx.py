# SPDX-License-Identifier: EUPL-1.2
"""Documents to go on writing in, in the layout of NĐ 30/2020/NĐ-CP, Phụ lục I.

A4, margins 20/20/30/17 mm, Times New Roman 13–14, the number of the page in the middle above from the second on;
letterhead, title, paragraphs, tables and the place for the signature. The heads of a table come again on each of its
pages, and no row is torn. What a document says is the matter of whoever writes it.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from motcua.law.clock import VIETNAM

_FONT: Final = "Times New Roman"
_LONG, _SHORT = 297, 210  # millimetres of A4
_LEFT, _RIGHT = 30, 17  # millimetres of the margins at the sides


class Paper:
    """A document in the making. Sizes of letters are points."""

    def __init__(self, *, lying: bool = False) -> None:
        self._document: Any = Document()
        section = self._document.sections[0]
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = Mm(_LEFT), Mm(_RIGHT)
        self._between = _lay(section, lying=lying)
        _number_pages(section)
        style = self._document.styles["Normal"]
        style.font.name, style.font.size = _FONT, Pt(13)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "vi-VN")
        style.element.rPr.append(language)

    def letterhead(self, parent: str, name: str, place_and_day: str, *, number: str) -> None:
        """Agency and motto, number, place and day."""
        table = self._document.add_table(rows=2, cols=2)
        left, right = table.rows[0].cells
        _agency(left, parent, name)
        _into(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=12)
        _into(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", bold=True, size=13)
        numbered, day = table.rows[1].cells
        _into(numbered.paragraphs[0], f"Số: {number}", size=13)
        _into(day.paragraphs[0], place_and_day, italic=True, size=13)
        self.gap()

    def short_head(self, parent: str, name: str, place_and_day: str) -> None:
        """The head of a paper that stays in the house: agency, place and day."""
        left, right = self._document.add_table(rows=1, cols=2).rows[0].cells
        _agency(left, parent, name)
        _into(right.paragraphs[0], place_and_day, italic=True, size=13)

    def line(
        self, words: str, *, size: int, bold: bool = False, italic: bool = False, centred: bool = True
    ) -> None:
        """One line, as of a title."""
        _into(self._document.add_paragraph(), words, bold=bold, italic=italic, size=size, centred=centred)

    def heading(self, words: str, level: int) -> None:
        """The heading of a chapter, which the table of contents of an office program finds."""
        _into(self._document.add_heading(level=level), words, bold=True, size=13, centred=False)

    def body(self, words: str) -> None:
        """A paragraph."""
        self._body(words)

    def to_write(self, what: str) -> None:
        """A marked place where the office has to write something itself."""
        self._body(f"[ĐƠN VỊ VIẾT: {what}]").font.highlight_color = WD_COLOR_INDEX.YELLOW

    def table(
        self,
        heads: Sequence[str],
        rows: Iterable[Sequence[str]],
        *,
        size: int,
        widths: Sequence[float] = (),
        centred: frozenset[int] = frozenset(),
    ) -> None:
        """A ruled table. A row of one cell goes across; `widths` are shares of the sheet, `centred` columns."""
        table = self._document.add_table(rows=1, cols=len(heads))
        table.style = "Table Grid"
        if widths:
            table.autofit = False
        shares = [self._between * width / sum(widths) for width in widths]
        for column, share in zip(table.columns, shares, strict=False):
            column.width = Mm(share)
        _fill(table.rows[0].cells, heads, shares, frozenset(range(len(heads))), bold=True, size=size)
        for row in rows:
            cells = table.add_row().cells
            if len(row) == 1 < len(heads):
                _into(cells[0].merge(cells[-1]).paragraphs[0], row[0], bold=True, size=size, centred=False)
            else:
                _fill(cells, row, shares, centred, size=size)
        _keep_rows(table)

    def signature(
        self, recipients: Iterable[str], heads: Sequence[str], *, name: str = "", note: str = ""
    ) -> None:
        """Whom it goes to, and who signs it: capacity and position (`heads`), a note or the name below."""
        self.gap()
        left, right = self._document.add_table(rows=1, cols=2).rows[0].cells
        _into(left.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12, centred=False)
        for words in recipients:
            _into(left.add_paragraph(), words, size=11, centred=False)
        _into(right.paragraphs[0], heads[0], bold=True, size=13)
        for words in heads[1:]:
            _into(right.add_paragraph(), words, bold=True, size=13)
        if note:
            _into(right.add_paragraph(), note, italic=True, size=12)
        if name:
            for _ in range(3):
                right.add_paragraph()
            _into(right.add_paragraph(), name, bold=True, size=13)

    def gap(self) -> None:
        """An empty line."""
        self._document.add_paragraph()

    def lying_sheet(self) -> None:
        """What follows begins on a new sheet that lies on its side."""
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = False
        self._between = _lay(section, lying=True)

    def content(self, title: str, author: str, at: dt.datetime) -> bytes:
        """The file. The same words of the same moment give the same document."""
        properties = self._document.core_properties
        properties.title, properties.author = title[:250], author
        moment = at.astimezone(VIETNAM).replace(tzinfo=None, microsecond=0)
        properties.created = properties.modified = moment
        target = io.BytesIO()
        self._document.save(target)
        return target.getvalue()

    def _body(self, words: str) -> Any:
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Mm(10)
        run = _into(paragraph, words, size=13, centred=False)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        return run


def _lay(section: Any, *, lying: bool) -> int:
    """Lay the sheet; the millimetres between its margins."""
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    wide, high = (_LONG, _SHORT) if lying else (_SHORT, _LONG)
    section.page_width, section.page_height = Mm(wide), Mm(high)
    return wide - _LEFT - _RIGHT


def _number_pages(section: Any) -> None:
    """In the middle of the margin above, not on the first page (Phụ lục I, phần I, mục 4)."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    run = _into(paragraph, "", size=13)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = words
        run._r.append(part)


def _keep_rows(table: Any) -> None:
    for number, row in enumerate(table.rows):
        marks = ("w:cantSplit", "w:tblHeader") if number == 0 else ("w:cantSplit",)
        properties = row._tr.get_or_add_trPr()
        for mark in marks:
            properties.append(OxmlElement(mark))


def _agency(cell: Any, parent: str, name: str) -> None:
    if parent:
        _into(cell.paragraphs[0], parent.upper(), size=12)
    own = cell.add_paragraph() if parent else cell.paragraphs[0]
    _into(own, name.upper(), bold=True, size=12)


def _fill(
    cells: Sequence[Any],
    row: Sequence[str],
    shares: Sequence[float],
    centred: frozenset[int],
    *,
    size: int,
    bold: bool = False,
) -> None:
    for place, (cell, words) in enumerate(zip(cells, row, strict=True)):
        if shares:
            cell.width = Mm(shares[place])
        _into(cell.paragraphs[0], words, bold=bold, size=size, centred=place in centred)


def _into(
    paragraph: Any, words: str, *, size: int, bold: bool = False, italic: bool = False, centred: bool = True
) -> Any:
    run = paragraph.add_run(words)
    run.bold, run.italic = bold, italic
    run.font.name, run.font.size = _FONT, Pt(size)
    run.font.color.rgb = None
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return run
