# SPDX-License-Identifier: EUPL-1.2
"""The report of a plan as a spreadsheet: a sheet of tasks, one of targets, one of the narrative; no formulas."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from motcua.documents.spreadsheets import cell_words
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

_FONT = {"font_name": "Times New Roman", "font_size": 12}
_SHAPES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "text_wrap": True},
    "plain": {"text_wrap": True, "valign": "top"},
    "head": {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1},
    "cell": {"text_wrap": True, "valign": "top", "border": 1},
    "section": {"bold": True, "valign": "top", "border": 1},
    "empty": {"italic": True, "valign": "top"},
}


def report_xlsx(report: PlanReport) -> bytes:
    """The workbook. The same report gives the same bytes: its date is the moment of the report."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    made = report.as_of.astimezone(VIETNAM).replace(tzinfo=None, microsecond=0)
    book.set_properties({"title": report.plan_name[:250], "author": report.unit_name, "created": made})
    shapes = {name: book.add_format({**_FONT, **wanted}) for name, wanted in _SHAPES.items()}
    _table(book, shapes, report, "Nhiệm vụ", TASK_HEADS, TASK_WIDTHS, task_rows(report))
    _table(book, shapes, report, "Chỉ tiêu", TARGET_HEADS, TARGET_WIDTHS, target_rows(report))
    _narrative(book, shapes, report)
    book.close()
    return target.getvalue()


def _table(
    book: Any,
    shapes: dict[str, Any],
    report: PlanReport,
    name: str,
    heads: Sequence[str],
    widths: Sequence[int],
    rows: Sequence[tuple[str, ...]],
) -> None:
    sheet = book.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    last = len(heads) - 1
    sheet.merge_range(0, 0, 0, last, cell_words(f"{name}: {report.plan_name}"), shapes["title"])
    sheet.merge_range(
        1, 0, 1, last, f"{report.unit_name}, đến hết ngày {report.day:%d/%m/%Y}", shapes["plain"]
    )
    for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(3, column, head, shapes["head"])
    sheet.repeat_rows(3)
    sheet.freeze_panes(4, 2)
    for line, row in enumerate(rows, start=4):
        if len(row) == 1:
            sheet.merge_range(line, 0, line, last, cell_words(row[0]), shapes["section"])
            continue
        for column, words in enumerate(row):
            sheet.write_string(line, column, cell_words(words), shapes["cell"])
    if not rows:
        sheet.write_string(4, 0, "Không có.", shapes["empty"])


def _narrative(book: Any, shapes: dict[str, Any], report: PlanReport) -> None:
    sheet = book.add_worksheet("Thuyết minh")
    sheet.set_column(0, 0, 120)
    line = 0
    for chapter in report.chapters:
        sheet.write_string(line, 0, f"{chapter.number}. {chapter.title}", shapes["title"])
        line += 1
        for sentence in chapter.sentences:
            sheet.write_string(line, 0, cell_words(sentence), shapes["plain"])
            line += 1
        for block in chapter.to_write:
            sheet.write_string(line, 0, f"[ĐƠN VỊ VIẾT: {block}]", shapes["empty"])
            line += 1
    sheet.write_string(line + 1, 0, f"Mã băm SHA-256 của báo cáo: {report.sha256}", shapes["empty"])
