# SPDX-License-Identifier: EUPL-1.2
"""The report of a plan as a document to go on writing in: facts are in, blocks to be written are marked."""

from __future__ import annotations

from motcua.documents.forms.words import long_day
from motcua.documents.house_docx import Paper
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


def report_docx(report: PlanReport) -> bytes:
    """The document: narrative, then the tables as its annex on sheets that lie on their side."""
    paper = Paper()
    parent, place = heading_of(report.unit_code)
    day = f"{place}, {long_day(report.as_of)}".lstrip(", ")
    paper.letterhead(parent, report.unit_name, day, number="……/BC-……")
    paper.line("BÁO CÁO", bold=True, size=14)
    paper.line(f"Kết quả thực hiện: {report.title}", bold=True, size=14)
    paper.line(f"(đến hết ngày {report.day:%d/%m/%Y})", italic=True, size=13)
    for chapter in report.chapters:
        paper.heading(f"{chapter.number}. {chapter.title}", level=1)
        for sentence in chapter.sentences:
            paper.body(sentence)
        for block in chapter.to_write:
            paper.to_write(block)
    paper.signature(("- Như trên;", "- Lưu: VT."), ("THỦ TRƯỞNG ĐƠN VỊ",), note="(Ký, đóng dấu)")
    paper.lying_sheet()
    paper.line("PHỤ LỤC", bold=True, size=13)
    for title, heads, widths, rows in (
        ("1. Nhiệm vụ", TASK_HEADS, TASK_WIDTHS, task_rows(report)),
        ("2. Chỉ tiêu", TARGET_HEADS, TARGET_WIDTHS, target_rows(report)),
    ):
        paper.line(title, bold=True, size=13, centred=False)
        if rows:
            paper.table(heads, rows, size=10, widths=widths)
        else:
            paper.line("Không có.", italic=True, size=12, centred=False)
    return paper.content(f"Báo cáo {report.plan_name}", report.unit_name, report.as_of)
