# SPDX-License-Identifier: EUPL-1.2
"""Tables whose rows and cells are known: rows of tabs, or the tables of a document.

The columns are found by their names; the head again is a page break; a row without a number goes on with the one
above; a row of one or two cells is the title of a group.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from motcua.plans.reading import actors
from motcua.plans.reading.dates import days_in, span_of
from motcua.plans.reading.flattened import roles_of
from motcua.plans.reading.keys import alike, key
from motcua.plans.reading.lines import Line
from motcua.plans.reading.values import Found, Task

_NAMES: dict[str, tuple[str, ...]] = {
    "number": ("stt", "tt", "so tt", "so thu tu"),
    "content": (
        "noi dung cong viec", "noi dung nhiem vu", "nhiem vu", "noi dung", "ten nhiem vu", "nhiem vu cu the",
        "cong viec", "noi dung thuc hien", "nhiem vu giai phap", "noi dung hoat dong", "hoat dong",
        "nhiem vu trong tam",
    ),
    "lead": (
        "don vi chu tri", "co quan chu tri", "chu tri", "don vi thuc hien", "co quan thuc hien", "bo phan chu tri",
        "phan cong thuc hien", "bo phan thuc hien", "nguoi thuc hien", "don vi chu tri thuc hien",
        "trach nhiem thuc hien",
    ),
    "help": ("don vi phoi hop", "co quan phoi hop", "phoi hop", "don vi phoi hop thuc hien", "bo phan phoi hop"),
    "start": ("bat dau", "thoi gian bat dau", "ngay bat dau", "tu ngay"),
    "due": (
        "ket thuc", "hoan thanh", "thoi gian ket thuc", "ngay hoan thanh", "thoi han", "den ngay",
        "thoi han hoan thanh",
    ),
    "time": ("thoi gian", "thoi gian thuc hien", "thoi gian hoan thanh", "tien do", "tien do thuc hien"),
    "product": (
        "san pham", "ket qua", "san pham du kien", "ket qua du kien", "ket qua san pham", "san pham ket qua",
    ),
    "note": ("ghi chu", "lanh dao chi dao", "kinh phi", "lanh dao phu trach"),
}  # fmt: skip
_LEAST = 80
_ROMAN = re.compile(r"^\W*[IVXA-E]{1,5}\W*$")


@dataclass(slots=True)
class _Row:
    group: str
    cells: dict[str, str] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    first: int = 0
    last: int = 0
    sure: float = 1.0


Cells = tuple[list[str], list[str], int, float]
"""One row: its cells as they stood, as restored, its line number, how clear it is."""


def tab_rows(lines: list[Line]) -> list[Cells]:
    """The rows of tabs among lines, from the first head of a table on; empty when there is no such head."""
    rows: list[Cells] = [
        (line.raw.split("\t"), line.text.split("\t"), line.number, line.sure)
        for line in lines
        if "\t" in line.raw
    ]
    begin = next((at for at, row in enumerate(rows) if columns_of(row[1])), None)
    return rows[begin:] if begin is not None else []


def columns_of(cells: list[str]) -> dict[int, str]:
    """What each column holds, when this row is the head of a table of tasks; empty for any other row."""
    found: dict[int, str] = {}
    for at, cell in enumerate(cells):
        told = key(cell)
        scores = [(alike(name, told), kind) for kind, names in _NAMES.items() for name in names]
        score, kind = max(scores)
        if told and score >= _LEAST:
            found[at] = kind
    enough = "content" in found.values() and len(set(found.values()) - {"note", "number"}) >= 2
    return found if enough else {}


def tasks_of_table(rows: list[Cells], section: str, year: int) -> list[Task]:
    """The tasks of a table whose first row is its head."""
    if not rows or not (columns := columns_of(rows[0][1])):
        return []
    built: list[_Row] = []
    group = ""
    for raw, text, number, sure in rows[1:]:
        if again := columns_of(text):
            columns = again
            continue
        told = _named(text, columns)
        if title := _group(text, told):
            group = title
        elif built and not told.get("number") and _continues(told, built[-1]):
            _extend(built[-1], told, _named(raw, columns), number)
        elif told.get("content"):
            built.append(_Row(group, told, _named(raw, columns), number, number, sure))
    return [_task(row, section, year) for row in built]


def _named(cells: list[str], columns: dict[int, str]) -> dict[str, str]:
    return {kind: cells[at].strip() for at, kind in columns.items() if at < len(cells) and cells[at].strip()}


def _group(cells: list[str], told: dict[str, str]) -> str:
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled or len(filled) > 2 or any(told.get(name) for name in ("lead", "time", "due", "product")):
        return ""
    if len(filled) == 2 and not _ROMAN.match(filled[0]):
        return ""
    if len(filled) == 1 and not (_ROMAN.match(filled[0].split()[0]) or filled[0].isupper()):
        return ""
    return " ".join(filled)


def _continues(told: dict[str, str], row: _Row) -> bool:
    """Whether a row without a number is the rest of the one above, cut by a page, and no sub-row of its own."""
    content = told.get("content", "")
    own = bool(content) and content[0].isupper() and bool(told.get("lead")) and bool(row.cells.get("lead"))
    return not own


def _extend(row: _Row, told: dict[str, str], raw: dict[str, str], number: int) -> None:
    for kind, value in told.items():
        row.cells[kind] = f"{row.cells.get(kind, '')} {value}".strip()
        row.raw[kind] = f"{row.raw.get(kind, '')} {raw.get(kind, value)}".strip()
    row.last = number


def _task(row: _Row, section: str, year: int) -> Task:
    def found(kind: str, value: str) -> Found[str]:
        return Found(value, row.first, row.last, row.raw.get(kind, ""), row.sure * 0.95, f"column {kind}")

    task = Task(found("content", row.cells["content"].strip(" ;.")), section, row.group)
    lead, helping = _units(row)
    if lead:
        task.lead = found("lead", lead)
    if helping:
        task.coordinating = Found(
            helping, row.first, row.last, row.raw.get("help", ""), row.sure * 0.9, "column help"
        )
    if product := row.cells.get("product"):
        task.product = found("product", product.strip(" ;."))
    _times(task, row, year)
    return task


def _units(row: _Row) -> tuple[str, tuple[str, ...]]:
    cell = row.cells.get("lead", "")
    helping = actors.units_of(row.cells.get("help", ""))
    if helping or not re.search(r"phối hợp|;|\s-\s", cell):
        return cell.strip(" ;.,"), helping
    return roles_of(cell)


def _times(task: Task, row: _Row, year: int) -> None:
    """Start and due from their columns. A period or a frequency in the column of starts is no start."""
    texts = [
        (kind, row.raw.get(kind, ""), row.cells[kind])
        for kind in ("due", "time", "start")
        if row.cells.get(kind)
    ]
    if not texts:
        return
    told = "; ".join(text for _, _, text in reversed(texts))
    task.time_text = Found(told, row.first, row.last, told, row.sure, "columns of time")
    for kind, raw, text in texts:
        span = span_of(raw, text, year)
        task.recurrence = task.recurrence or span.recurrence
        if kind == "start":
            days = days_in(raw, year)
            task.start = _day(row, raw, days[0]) if days else _day(row, raw, span.start)
            task.due = task.due or _day(row, raw, None if days else span.due)
        else:
            task.start = task.start or _day(row, raw, span.start)
            task.due = task.due or _day(row, raw, span.due)


def _day(row: _Row, raw: str, day: dt.date | None) -> Found[dt.date] | None:
    return Found(day, row.first, row.last, raw, row.sure * 0.95, "column of time") if day else None
