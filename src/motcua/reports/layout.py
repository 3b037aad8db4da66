# SPDX-License-Identifier: EUPL-1.2
"""What a table of a report looks like on any ground: the grid of headings, what stands above and below.

Page, spreadsheet and paper lay out the same value; what they say in words is said here once.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from motcua.law.calendar_config import Confidence
from motcua.law.clock import VIETNAM
from motcua.law.names import date_phrase, moment_phrase
from motcua.reports.definitions import ColumnKind
from motcua.reports.values import SUCCESSORS, Asked, Check, Head, Report, Row, RowKind, shown

CERTAINTY_NAMES: dict[Confidence, str] = {
    Confidence.VERIFIED: "Biểu mẫu đã đối chiếu",
    Confidence.LIKELY: "Biểu mẫu có căn cứ, chưa đối chiếu đủ",
    Confidence.UNCERTAIN: "Biểu mẫu chưa chắc chắn",
}
"""How sure the layout of a form is, as shown on screen and in every file."""


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A heading over `columns` columns and `rows` rows, at column `at` (0 is TT, 1 the row heading)."""

    text: str
    at: int
    columns: int = 1
    rows: int = 1


def head_grid(heads: tuple[Head, ...], row_heading: str) -> list[list[HeadCell]]:
    """The headings row by row; neighbours under the same heading share one cell."""
    depth = max(len(head.under) for head in heads) + 1
    grid: list[list[HeadCell]] = [[] for _ in range(depth)]
    grid[0] += [HeadCell("TT", 0, rows=depth), HeadCell(row_heading, 1, rows=depth)]
    for level in range(depth):
        start = 0
        while start < len(heads):
            end = _end_of(heads, start, level)
            cell = _cell(heads[start], start, end, level, depth)
            if cell is not None:
                grid[level].append(cell)
            start = end
    return grid


def _end_of(heads: tuple[Head, ...], start: int, level: int) -> int:
    """Where the group ends that shares all headings down to `level`."""
    path = heads[start].under[: level + 1]
    end = start + 1
    if len(path) <= level:
        return end
    while end < len(heads) and heads[end].under[: level + 1] == path:
        end += 1
    return end


def _cell(head: Head, start: int, end: int, level: int, depth: int) -> HeadCell | None:
    if level < len(head.under):
        return HeadCell(head.under[level], start + 2, columns=end - start)
    if level == len(head.under):
        return HeadCell(head.title, start + 2, rows=depth - level)
    return None


def numbers_row(heads: tuple[Head, ...]) -> list[str]:
    """The row with the numbers of the columns, as the forms print it."""
    return ["(1)", "(2)", *(f"({head.number})" for head in heads)]


def cells_of(row: Row, heads: tuple[Head, ...]) -> list[str]:
    """What stands in a row, in words."""
    return [row.number, row.label, *(shown(row.value(head.key), head.kind) for head in heads)]


def is_strong(row: Row) -> bool:
    """Whether the row is set in bold."""
    return row.kind is not RowKind.LINE


def sum_words(check: Check) -> str:
    """What an identity came to, in one line."""
    if check.holds:
        return f"{check.words}: đúng ({shown(check.left, ColumnKind.COUNT)})."
    named = "; ".join(f"{line.words}: {line.value:+d}" for line in check.lines)
    rest = f"; chưa giải thích được: {check.unexplained:+d}" if check.unexplained else ""
    left, right = (shown(side, ColumnKind.COUNT) for side in (check.left, check.right))
    return f"{check.words}: {left} so với {right}. {named}{rest}.".replace(". ;", ".")


def as_of_words(as_of: dt.datetime) -> str:
    """Up to when things were known: the end of a day is said as such."""
    local = as_of.astimezone(VIETNAM)
    if (local.hour, local.minute) == (23, 59):
        return f"hết {date_phrase(local.date())}"
    return moment_phrase(as_of)


def told_of(asked: Asked) -> list[tuple[str, str]]:
    """The facts that stand above every report, in every format."""
    outcomes = [words for words in asked.switches if words != SUCCESSORS]
    merged = [("Đơn vị đã sáp nhập", "Tính vào đơn vị kế thừa")] if asked.successors else []
    return [
        ("Đơn vị báo cáo", asked.unit_name),
        ("Kỳ báo cáo", f"{asked.label} (từ {asked.first:%d/%m/%Y} đến {asked.last:%d/%m/%Y})"),
        ("Số liệu tính đến", as_of_words(asked.as_of)),
        ("Cách xét hạn", asked.policy_name),
        ("Từ chối, dừng, rút", " ".join(outcomes)),
        *merged,
        ("Biểu mẫu", f"{CERTAINTY_NAMES[asked.certainty]}. {asked.certainty_note}"),
    ]


def notes_of(report: Report) -> list[str]:
    """What stands below the table: footnotes, identities that need words, later corrections."""
    notes = [report.no_data] if report.no_data else []
    notes += report.footnotes
    notes += [sum_words(check) for check in report.checks if not check.holds]
    if report.later:
        notes.append(
            f"Sau thời điểm chốt có {report.later} hồ sơ được nhập bổ sung làm thay đổi số liệu của kỳ này."
        )
    missing = [source.unit_name for source in report.sources if not source.sha256]
    if missing:
        notes.append(f"Chưa gửi báo cáo: {'; '.join(missing)}.")
    return notes
