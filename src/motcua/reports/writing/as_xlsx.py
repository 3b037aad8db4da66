# SPDX-License-Identifier: EUPL-1.2
"""A report as a spreadsheet: one sheet a table, headings frozen, each figure a link to its dossiers, no formulas."""

from __future__ import annotations

import io
import re
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from motcua.law.clock import VIETNAM
from motcua.reports.definitions import ColumnKind
from motcua.reports.layout import head_grid, is_strong, notes_of, numbers_row, told_of
from motcua.reports.values import Report, Row, Table
from motcua.reports.writing import Linker

_MOST_LINKS = 60_000
"""A sheet holds 65,530 links; figures beyond this number stay without one."""

_FONT = {"font_name": "Times New Roman", "font_size": 12}
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "align": "center", "text_wrap": True, "valign": "vcenter"},
    "form": {"italic": True},
    "fact": {"text_wrap": True, "valign": "top"},
    "head": {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1},
    "number": {"italic": True, "align": "center", "border": 1, "font_size": 10},
    "text": {"text_wrap": True, "valign": "top", "border": 1},
    "text_strong": {"text_wrap": True, "valign": "top", "border": 1, "bold": True},
    "count": {"num_format": "#,##0", "border": 1, "valign": "top", "font_color": "#000000"},
    "count_strong": {"num_format": "#,##0", "border": 1, "valign": "top", "bold": True},
    "share": {"num_format": "0.00%", "border": 1, "valign": "top"},
    "share_strong": {"num_format": "0.00%", "border": 1, "valign": "top", "bold": True},
}


def as_xlsx(report: Report, link: Linker) -> bytes:
    """The workbook. The same report gives the same bytes: its date is the moment of the figures."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    made = report.asked.as_of.astimezone(VIETNAM).replace(tzinfo=None, microsecond=0)
    book.set_properties({"title": f"{report.asked.form} – {report.asked.unit_name}", "created": made})
    formats = {name: book.add_format({**_FONT, **wanted}) for name, wanted in _FORMATS.items()}
    for number, table in enumerate(report.tables, start=1):
        name = re.sub(r"[\[\]:*?/\\]", " ", table.title or report.asked.form)[:31]
        sheet = book.add_worksheet(name or f"Bảng {number}")
        _Sheet(report, table, link, sheet, formats).write()
    book.close()
    return target.getvalue()


class _Sheet:
    """One table being written."""

    def __init__(
        self, report: Report, table: Table, link: Linker, sheet: Worksheet, formats: dict[str, Any]
    ) -> None:
        self.report, self.table, self.link, self.sheet, self.formats = report, table, link, sheet, formats
        self.width = len(report.heads) + 2
        self.links = 0

    def write(self) -> None:
        sheet, asked = self.sheet, self.report.asked
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_column(0, 0, 6)
        sheet.set_column(1, 1, 42)
        sheet.set_column(2, self.width - 1, 12)
        sheet.write_string(0, 0, f"Biểu số {asked.form} – {asked.circular}", self.formats["form"])
        sheet.merge_range(1, 0, 1, self.width - 1, asked.title, self.formats["title"])
        sheet.set_row(1, 40)
        line = 2
        for name, words in told_of(asked):
            sheet.merge_range(line, 0, line, self.width - 1, f"{name}: {words}", self.formats["fact"])
            line += 1
        line = self._rows(self._heads(line + 1))
        for note in notes_of(self.report):
            line += 1
            sheet.merge_range(line, 0, line, self.width - 1, note, self.formats["fact"])
        line += 2
        sheet.write_string(line, 0, f"Mã băm SHA-256 của số liệu: {self.report.sha256}", self.formats["form"])

    def _heads(self, line: int) -> int:
        grid = head_grid(self.report.heads, self.table.heading)
        for offset, cells in enumerate(grid):
            self.sheet.set_row(line + offset, 48 if offset == len(grid) - 1 else 20)
            for cell in cells:
                top, last = line + offset, cell.at + cell.columns - 1
                if cell.rows == cell.columns == 1:
                    self.sheet.write_string(top, cell.at, cell.text, self.formats["head"])
                else:
                    bottom = top + cell.rows - 1
                    self.sheet.merge_range(top, cell.at, bottom, last, cell.text, self.formats["head"])
        line += len(grid)
        for column, number in enumerate(numbers_row(self.report.heads)):
            self.sheet.write_string(line, column, number, self.formats["number"])
        self.sheet.repeat_rows(line - len(grid), line)
        self.sheet.freeze_panes(line + 1, 2)
        return line + 1

    def _rows(self, line: int) -> int:
        for row in self.table.rows:
            strong = "_strong" if is_strong(row) else ""
            self.sheet.write_string(line, 0, row.number, self.formats[f"text{strong}"])
            self.sheet.write_string(line, 1, row.label, self.formats[f"text{strong}"])
            for column, head in enumerate(self.report.heads, start=2):
                self._figure(line, column, row, head.key, head.kind, strong)
            line += 1
        return line

    def _figure(self, line: int, column: int, row: Row, key: str, kind: ColumnKind, strong: str) -> None:
        value = row.value(key)
        shape = self.formats[f"{kind.value}{strong}"]
        if value is None:
            self.sheet.write_blank(line, column, None, shape)
            return
        address = self.link(self.report, self.table, row, key) if self.links < _MOST_LINKS else ""
        if address:
            self.links += 1
            self.sheet.write_url(line, column, address, shape, string=str(value), tip="Mở danh sách hồ sơ")
        # The number is written over the text of the link: the cell stays a number.
        self.sheet.write_number(line, column, value / 10_000 if kind is ColumnKind.SHARE else value, shape)
