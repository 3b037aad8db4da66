# SPDX-License-Identifier: EUPL-1.2
"""The tables of a report of a plan as words: the same for the spreadsheet, the document and paper."""

from __future__ import annotations

import datetime as dt
from typing import Final

from motcua.plans.report import PlanReport, TargetLine, TaskLine

TASK_HEADS: Final = (
    *("TT", "Nhiệm vụ", "Chủ trì", "Hạn", "Tình trạng", "Tiến độ", "Kết quả đã báo", "Minh chứng"),
)
TASK_WIDTHS: Final = (5, 36, 20, 12, 14, 8, 26, 24)
TARGET_HEADS: Final = ("TT", "Chỉ tiêu", "Cần đạt", "Hiện tại", "Tính từ", "Kết luận", "Ghi chú")
TARGET_WIDTHS: Final = (5, 44, 12, 14, 18, 14, 26)
_REACHED: Final = {True: "Đạt", False: "Chưa đạt", None: "Chưa có số liệu"}


def task_cells(line: TaskLine) -> tuple[str, ...]:
    """One task, cell by cell."""
    who = f"{line.lead}\n{line.owner}" if line.owner else line.lead
    due = day_words(line.due)
    if line.rhythm:
        due = f"{due}\n{line.rhythm}".strip()
    if line.asked_due:
        due = f"{due}\nxin đến {line.asked_due:%d/%m/%Y}"
    progress = f"{line.percent} %" + (
        f"\n{line.done}/{line.works} {'kỳ' if line.rhythm else 'việc'}" if line.works > 1 else ""
    )
    said = f"{line.said} ({line.said_on:%d/%m/%Y})" if line.said and line.said_on else line.said
    files = "\n".join(f"{one.name} ({one.day:%d/%m/%Y})" for one in line.evidence)
    content = f"{line.content}\nSản phẩm: {line.product}" if line.product else line.content
    return (
        str(line.number),
        content,
        who or "–",
        due or "–",
        line.standing_words,
        progress,
        said,
        files or "–",
    )


def target_cells(line: TargetLine) -> tuple[str, ...]:
    """One target, cell by cell."""
    notes = []
    if line.by_hand:
        notes.append("số liệu đơn vị báo")
    if line.since:
        notes.append(f"không còn đạt được kể từ {line.since:%d/%m/%Y}")
    elif line.reachable is False:
        notes.append("không còn đạt được")
    if line.owner:
        notes.append(line.owner)
    return (
        str(line.number),
        line.measured,
        line.wanted,
        line.value,
        f"{line.detail}\nđến {day_words(line.as_of)}".strip() if line.as_of else "–",
        _REACHED[line.reached],
        "; ".join(notes),
    )


def task_rows(report: PlanReport) -> list[tuple[str, ...]]:
    """All tasks; a row of one cell is the heading of a section."""
    rows: list[tuple[str, ...]] = []
    section = ""
    for line in report.tasks:
        if line.section != section:
            section = line.section
            rows.append((section or "Các nhiệm vụ khác",))
        rows.append(task_cells(line))
    return rows


def target_rows(report: PlanReport) -> list[tuple[str, ...]]:
    """All targets."""
    return [target_cells(line) for line in report.targets]


def day_words(day: dt.date | None) -> str:
    """`31/08/2026`, empty for none."""
    return f"{day:%d/%m/%Y}" if day else ""


def file_name(report: PlanReport, ending: str) -> str:
    """A name that says what and as of when, in plain letters."""
    return f"bao-cao-ke-hoach-{report.plan_id}-{report.day:%Y-%m-%d}.{ending}"
