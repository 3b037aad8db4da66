# SPDX-License-Identifier: EUPL-1.2
"""The monthly sheet as a document to bring to the meeting and to write conclusions into: A4 lying."""

from __future__ import annotations

from motcua.documents.forms.words import long_day
from motcua.documents.house_docx import Paper
from motcua.plans.meeting import PART_NAMES, Line, MeetingSheet
from motcua.plans.working.standing import STANDING_NAMES
from motcua.reports.places import heading_of

_HEADS = ("TT", "Nhiệm vụ", "Đơn vị, người phụ trách", "Hạn", "Tình trạng", "Kết quả, ý kiến", "Kết luận")
_WIDTHS = (10, 70, 42, 24, 30, 50, 24)


def meeting_docx(sheet: MeetingSheet) -> bytes:
    """The document; parts without work are left out. The same sheet gives the same words."""
    paper = Paper(lying=True)
    plan = sheet.plan
    parent, place = heading_of(plan.unit.code)
    paper.short_head(parent, plan.unit.name, f"{place}, {long_day(sheet.as_of)}".lstrip(", "))
    paper.line(f"PHIẾU GIAO BAN THÁNG {sheet.first:%m/%Y}", bold=True, size=14)
    paper.line(plan.name, size=13)
    for number, (part, lines) in enumerate(((part, lines) for part, lines in sheet.parts if lines), start=1):
        paper.line(f"{number}. {PART_NAMES[part]} ({len(lines)})", bold=True, size=13, centred=False)
        rows = [_cells(place_of, line) for place_of, line in enumerate(lines, start=1)]
        paper.table(_HEADS, rows, size=11, widths=_WIDTHS)
    return paper.content(f"Phiếu giao ban tháng {sheet.first:%m/%Y}", plan.unit.name, sheet.as_of)


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
