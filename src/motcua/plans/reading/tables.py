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
from motcua.plans.reading.columns import DITTO, Cells, columns_of, head_columns, is_time, kind_of, second_head
from motcua.plans.reading.dates import days_in, span_of
from motcua.plans.reading.lines import Line
from motcua.plans.reading.roles import roles_of
from motcua.plans.reading.values import Found, Task

_SHORTEST = 4
_PAGE = re.compile(r"^\s*(?:trang\s*)?[-–]?\s*\d{1,3}(?:\s*/\s*\d{1,3})?\s*[-–]?\s*$", re.IGNORECASE)
_LONGEST_TITLE = 25
_NUMBERED = re.compile(r"^\W*(?:[IVX1l|]{1,5}|[A-EĐ]|\d{1,2}(?:\.\d{1,2}){0,3})\W*$")
_ROMAN = re.compile(r"^\W*(?:[IVXHTUl|]{1,5}|[A-EĐ])\W*$")


@dataclass(slots=True)
class _Row:
    group: str
    cells: dict[str, str] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    first: int = 0
    last: int = 0
    sure: float = 1.0


def tab_rows(lines: list[Line]) -> tuple[list[Cells], set[int]]:
    """The rows of tabs among lines, from the first head of a table on, and the numbers of all lines they take.

    A line without a tab inside the table is the title of a group, or goes on in the cell that was cut before it.
    """
    heads = [line for line in lines if "\t" in line.raw]
    parted: list[Cells] = [
        (line.raw.split("\t"), line.text.split("\t"), line.number, line.sure) for line in heads
    ]
    begin = next((row[2] for at, row in enumerate(parted) if head_columns(at, parted)), None)
    if begin is None:
        return [], set()
    rows: list[Cells] = []
    used: set[int] = {line.number for line in heads}
    width = 0
    waiting: list[Line] = []
    for line in lines:
        if not begin <= line.number <= heads[-1].number or line.blank or _PAGE.match(line.raw):
            continue
        raw, text = line.raw.split("\t"), line.text.split("\t")
        width = max(width, len(raw))
        if rows and _goes_on(raw, rows[-1][0], width):
            for one in (*waiting, line):
                rows[-1] = _joined(rows[-1], one.raw.split("\t"), one.text.split("\t"))
            used.update(one.number for one in waiting)
        elif len(raw) > 1 or _is_title(line.text):
            rows.append((raw, text, line.number, line.sure))
        else:
            waiting.append(line)
            continue
        waiting = []
        used.add(line.number)
    return rows, used


def _goes_on(raw: list[str], before: list[str], width: int) -> bool:
    """Whether a line goes on in the last cell of the row before it, which was cut by the end of its line.

    One that begins with a capital does so when it brings the cells that a numbered row lacks.
    """
    fits = 1 < len(before) < width and len(before) + len(raw) - 1 <= width
    begins = raw[0].strip()
    if not fits or not begins or _NUMBERED.match(begins):
        return False
    return begins[:1].islower() or (len(raw) > 1 and _NUMBERED.match(before[0]) is not None)


def _joined(row: Cells, raw: list[str], text: list[str]) -> Cells:
    mine, restored, number, sure = row
    return (
        [*mine[:-1], f"{mine[-1]} {raw[0]}".strip(), *raw[1:]],
        [*restored[:-1], f"{restored[-1]} {text[0]}".strip(), *text[1:]],
        number,
        sure,
    )


def _is_title(text: str) -> bool:
    words = text.split()
    return len(words) <= _LONGEST_TITLE and bool(_NUMBERED.match(words[0]) or text.isupper())


def tasks_of_table(rows: list[Cells], section: str, year: int) -> list[Task]:
    """The tasks of a table whose first row is its head."""
    if not rows or not (columns := head_columns(0, rows)):
        return []
    built: list[_Row] = []
    group = ""
    head = True
    for at, (raw, text, number, sure) in enumerate(rows[1:], 1):
        # A head of unusual names is told by its cells only where it stands again: a duty may look like one.
        if (text == rows[0][1] or columns_of(text, raw)) and (again := head_columns(at, rows)):
            columns, head = again, True
            continue
        if kind_of(text[0]) == "number" and len([cell for cell in text if cell.strip()]) > 2:
            columns = {}  # the head of another table, about something else
        if head and (below := second_head(text, columns, rows[at - 1][1])):
            columns = below
            continue
        if _counts_columns(raw):
            continue
        head = False
        told, seen = _named(text, columns), _named(raw, columns)
        if title := _group(text, raw, told, _next_number(rows, at, columns)):
            group = title
        elif built and not told.get("number") and _continues(told, built[-1]):
            _extend(built[-1], told, seen, number)
        elif told.get("content"):
            _put_right(told, seen)
            _inherit(told, seen, built, below=not told.get("number"))
            built.append(_Row(group, told, seen, number, number, sure))
    return [_task(row, section, year) for row in built if row.cells.get("content")]


def _counts_columns(cells: list[str]) -> bool:
    """Whether a row only counts the columns: (1) (2) (3)."""
    told = [cell.strip() for cell in cells if cell.strip()]
    short = all(len(one) <= _SHORTEST for one in told)
    return len(told) >= 3 and short and sum(bool(re.search(r"[\d()]", one)) for one in told) >= len(told) - 1


def _next_number(rows: list[Cells], at: int, columns: dict[int, str]) -> str:
    place = next((one for one, kind in columns.items() if kind == "number"), 0)
    cells = rows[at + 1][0] if at + 1 < len(rows) else []
    return cells[place].strip() if place < len(cells) else ""


def _named(cells: list[str], columns: dict[int, str]) -> dict[str, str]:
    told: dict[str, str] = {}
    for at, kind in columns.items():
        if at < len(cells) and (cell := cells[at].strip()):
            told[kind] = f"{told[kind]} {cell}" if kind in told else cell
    return told


def _group(cells: list[str], raw: list[str], told: dict[str, str], next_number: str) -> str:
    """The title of a group that a row of one or two cells tells; empty for a row that is a duty."""
    filled = [cell.strip() for cell in cells if cell.strip(f" {DITTO}")]
    if not filled or len(filled) > 2 or any(told.get(name) for name in ("lead", "time", "due", "product")):
        return ""
    title = " ".join(filled)
    # Restoring takes a misread roman number for a syllable, so the mark is that of the raw words.
    mark = next(cell for cell in raw if cell.strip(f" {DITTO}")).split()[0]
    if _ROMAN.match(mark) and (len(filled) == 2 or len(filled[0].split()) > 1):
        return title
    if len(filled) == 1:
        return title if _NUMBERED.match(mark) or filled[0].isupper() or len(cells) == 1 else ""
    begins = re.sub(r"\D", "", mark)
    follows = (
        next_number.strip(".)") != str(int(begins) + 1) if begins and "." not in mark.strip(".") else False
    )
    if _NUMBERED.match(mark) and (
        filled[1].isupper() or next_number.startswith(f"{mark.strip('.')}.") or follows
    ):
        return title
    return ""


def _continues(told: dict[str, str], row: _Row) -> bool:
    """Whether a row without a number is the rest of the one above, cut by a page, and no sub-row of its own."""
    content = told.get("content", "")
    own = content.lstrip("-–+ ")[:1].isupper() and any(told.get(kind) for kind in ("lead", "time", "due"))
    return not own or content == DITTO


def _put_right(told: dict[str, str], seen: dict[str, str]) -> None:
    """Values that stand in a neighbour's column: a time among results or units, a unit among times or results."""
    times = [kind for kind in ("lead", "help", "product") if is_time(told.get(kind, ""))]
    units = [kind for kind in ("time", "due", "start") if actors.is_unit(told.get(kind, ""))]
    swapped = next((kind for kind in ("due", "time") if told.get(kind) and not is_time(told[kind])), "")
    if times == ["product"] and not units and swapped and not actors.is_unit(told[swapped]):
        told["product"], told[swapped] = told[swapped], told["product"]
        seen["product"], seen[swapped] = seen.get(swapped, ""), seen.get("product", "")
        return
    strays = [(kind, told.pop(kind), seen.pop(kind, "")) for kind in (*times, *units)]
    for kind, value, raw in strays:
        places = (
            ("time",) if kind in times and not told.get("due") else ("lead", "help") if kind in units else ()
        )
        place = next((one for one in places if not told.get(one)), kind)
        told[place], seen[place] = value, raw
    if not told.get("lead") and actors.is_unit(told.get("help", "")) and ";" not in told["help"]:
        told["lead"], seen["lead"] = told.pop("help"), seen.pop("help", "")


def _inherit(told: dict[str, str], seen: dict[str, str], built: list[_Row], *, below: bool) -> None:
    """Cells that span several rows hold for each of them; so does the unit of a number for the rows below it."""
    if below and built and not told.get("lead") and built[-1].cells.get("lead"):
        told["lead"], seen["lead"] = built[-1].cells["lead"], built[-1].raw.get("lead", "")
    for kind in list(told):
        if told[kind].strip() != DITTO:
            continue
        above = built[-1] if built else None
        if above is not None and kind not in {"number"} and above.cells.get(kind):
            told[kind], seen[kind] = above.cells[kind], above.raw.get(kind, "")
        else:
            del told[kind]


def _extend(row: _Row, told: dict[str, str], raw: dict[str, str], number: int) -> None:
    for kind, value in told.items():
        if value == DITTO:
            continue
        row.cells[kind] = f"{row.cells.get(kind, '')} {value}".strip()
        row.raw[kind] = f"{row.raw.get(kind, '')} {raw.get(kind, value)}".strip()
    row.last = number


def _task(row: _Row, section: str, year: int) -> Task:
    def found(kind: str, value: str) -> Found[str]:
        return Found(value, row.first, row.last, row.raw.get(kind, ""), row.sure * 0.95, f"column {kind}")

    task = Task(found("content", row.cells["content"].strip(" ;.-–+")), section, row.group)
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
    if helping or not re.search(r"chủ trì|phối hợp|;|(?:^|\s)[-–]\s", cell, re.IGNORECASE):
        return cell.strip(" ;.,-–"), helping
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
            begins = days[0] if days else span.start
            task.start = _day(row, raw, begins)
            if task.due is None and not row.cells.get("due"):
                task.due = _day(row, raw, span.due)
        else:
            if kind == "time" or not row.cells.get("start"):
                task.start = task.start or _day(row, raw, span.start)
            task.due = task.due or _day(row, raw, span.due)


def _day(row: _Row, raw: str, day: dt.date | None) -> Found[dt.date] | None:
    return Found(day, row.first, row.last, raw, row.sure * 0.95, "column of time") if day else None
