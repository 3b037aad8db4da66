# SPDX-License-Identifier: EUPL-1.2
"""A table that a scanner told cell by cell, one block of lines for each cell, put together to rows again.

Blocks are of three kinds: text, units, time. A cell of time closes its row; text behind units begins the next one; a
block that begins in small letters goes on in a cell that was left unfinished. Where the file is a scan, its cells
should be cut along the ruled lines instead: this is for text that has nothing else left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from motcua.diacritics.tokens import stands_in_capitals
from motcua.law.names import fold
from motcua.plans.reading import actors
from motcua.plans.reading.dates import plain, span_of
from motcua.plans.reading.keys import alike, key
from motcua.plans.reading.lines import Line
from motcua.plans.reading.roles import roles_of
from motcua.plans.reading.values import Found, Task

_COLUMNS = {
    "number": ("stt", "tt", "so tt"),
    "content": (
        "noi dung cong viec",
        "noi dung nhiem vu",
        "nhiem vu",
        "noi dung",
        "ten nhiem vu",
        "noi dung thuc hien",
    ),
    "product": ("ket qua cong viec", "san pham", "ket qua", "ket qua du kien", "san pham du kien"),
    "units": (
        "phan cong thuc hien",
        "don vi chu tri",
        "co quan chu tri",
        "don vi thuc hien",
        "co quan thuc hien",
    ),
    "help": ("don vi phoi hop", "co quan phoi hop"),
    "time": ("thoi gian thuc hien", "thoi gian hoan thanh", "thoi gian", "thoi han"),
}
_TIME = re.compile(
    r"^\W*(?:thuong xuyen|thu\w{1,3}ng xu\w{1,2}en|trong nam|trong quy|quy [ivl1]|thang \d|"
    r"hang (?:tuan|thang|quy|nam)|dinh ky|dot xuat|"
    r"theo (?:lo|10) trinh|theo ke hoach|truoc ngay|cham nhat|ca nam|khi co|nam \d{4}|thuc hien khi|\d{1,2}/\d)"
)
_TIME_TAIL = re.compile(r"(?:th\wu?\w?ng\s+xuy\w{1,2}n|trong\s+n\w{1,2}m(?:\s+\d{4})?)\W*$", re.IGNORECASE)
_ROLE = re.compile(r"\b(?:chu tri|phoi hop)\b")
_UNIT_TAIL = re.compile(r"[”\"’.]\s+([A-ZĐ][^.”\"]{3,40})\W*$")
_CELL_NUMBER = re.compile(r"^\s*\d{1,2}\s*\|\s*")
_ROW_NUMBER = re.compile(r"^\d{1,2}\s+")
_DONE = re.compile(r"[.;:!?][)”\"’']?$")
_PAGE = 3
_MOST_HEADER = 9
_LONGEST_TIME, _LONGEST_UNITS, _SHORTEST, _MOST_OF_ROLE = 34, 40, 3, 14
_ORDER = ("content", "product", "units")


@dataclass(slots=True)
class Block:
    """Lines without an empty one between. `page`: some empty lines stand before, as at the break of a page."""

    lines: list[Line]
    page: bool

    @property
    def text(self) -> str:
        """The words as restored."""
        return re.sub(r"\s+", " ", " ".join(line.text.strip() for line in self.lines)).strip()

    @property
    def raw(self) -> str:
        """The words as they stood."""
        return " ".join(line.raw.strip() for line in self.lines)

    @property
    def piped(self) -> bool:
        """Whether bars tell cells apart inside its lines."""
        return any("|" in line.raw for line in self.lines)


@dataclass(slots=True)
class Row:
    """A row while it is put together; each cell the words so far, with the raw ones of the time."""

    group: str
    cells: dict[str, str] = field(default_factory=lambda: dict.fromkeys((*_ORDER, "time"), ""))
    raw_time: str = ""
    lines: list[Line] = field(default_factory=list)

    def add(self, column: str, block: Block) -> None:
        """Words that belong to a cell."""
        self.cells[column] = f"{self.cells[column]} {block.text}".strip()
        self.lines += block.lines
        if column == "time":
            self.raw_time += " " + block.raw

    def open(self, column: str) -> bool:
        """Whether a cell has words and breaks off."""
        return bool(self.cells[column]) and not _DONE.search(self.cells[column])


def find_table(lines: list[Line]) -> tuple[int, int] | None:
    """First and last line number of the body of a flattened table; None when no head of one is there."""
    blocks = blocks_of(lines)
    for at in range(len(blocks)):
        names: set[str] = set()
        last = at
        for number in range(at, min(at + _MOST_HEADER, len(blocks))):
            if not (name := _column(blocks[number])):
                break
            names.add(name)
            last = number
        if "content" in names and len(names) >= 3:
            begin = blocks[last].lines[-1].number + 1
            return begin, end_of_table(blocks[last + 1 :], lines[-1].number)
    return None


def end_of_table(blocks: list[Block], last: int) -> int:
    """Number of the last line before a section begins; `last` where none does."""
    for block in blocks:
        line = block.lines[0]
        match = re.match(r"^\s*[IVX1l|]{1,4}\s*[.,]\s*(.+)$", line.raw)
        if match and len(match[1].split()) >= 3 and stands_in_capitals(match[1]):
            return line.number - 1
    return last


def _column(block: Block) -> str:
    if len(block.text.split()) > 6:
        return ""
    for name, spellings in _COLUMNS.items():
        if any(alike(one, told) >= 82 for one in spellings for told in (key(block.text), key(block.raw))):
            return name
    return "number" if len(block.raw.strip()) <= 3 else ""


def blocks_of(lines: list[Line]) -> list[Block]:
    """The lines as blocks without an empty line inside."""
    blocks: list[Block] = []
    gap = 0
    for line in lines:
        if line.blank:
            gap += 1
            continue
        if gap or not blocks:
            blocks.append(Block([line], gap >= _PAGE))
        else:
            blocks[-1].lines.append(line)
        gap = 0
    return blocks


class _Builder:
    """Rows while the blocks come. `at` is the column the next unfinished cell is looked for from, None between."""

    def __init__(self) -> None:
        self.rows = [Row("")]
        self.last = ""
        self.at: int | None = None
        self.block: Block | None = None

    @property
    def row(self) -> Row:
        """The row that is being filled."""
        return self.rows[-1]

    def take(self, block: Block, behind: Block | None) -> None:
        """One block without bars."""
        if block.page:
            self.at = 0
        column = self._place(block)
        if column == "new" and behind is not None and _is_heading(block, behind):
            self.rows.append(Row(block.text))
            self.last = "heading"
            return
        if column == "new":
            self.rows.append(Row(self.row.group))
            column = "content"
        elif column == "units" and self._is_closed() and self.block is not None:
            self._part_from_row(self.block)
        self.row.add(column, block)
        self.last, self.block = column, block

    def _is_closed(self) -> bool:
        """Whether the row has its units and its time, and words came behind them nevertheless."""
        row = self.row
        return (
            self.last == "product"
            and bool(row.cells["time"] and row.cells["units"])
            and not row.open("units")
        )

    def _part_from_row(self, content: Block) -> None:
        """The row was closed by its time: its last words, and the units that follow them, are a row of their own."""
        told = self.row.cells["product"]
        self.row.cells["product"] = told.removesuffix(content.text).strip()
        self.rows.append(Row(self.row.group))
        self.row.add("content", content)

    def _place(self, block: Block) -> str:
        row, last = self.row, self.last
        if _is_time(block, row, last):
            return "time"
        if _goes_on(block) and last and (found := self._unfinished(block)):
            return found
        if row.open("units") and _only_short_forms(block):
            return "units"
        if _is_units(block) and row.cells["content"]:
            return "units"
        if last in {"", "heading"}:
            return "content" if last else "new"
        if last in {"units", "time"}:
            return "product" if block.page and row.open("product") else "new"
        # Where its last words were those of its duty, a row that has units and time is over.
        over = last == "content" and row.cells["time"] and row.cells["units"] and not row.open("content")
        return "new" if over else "product"

    def _unfinished(self, block: Block) -> str:
        row, last = self.row, self.last
        if last == "heading":
            return "content"
        if self.at is None and last in row.cells and row.open(last):
            return last
        begin = self.at if self.at is not None else (_ORDER.index(last) + 1 if last in _ORDER else 0)
        for number in range(begin, len(_ORDER)):
            column = _ORDER[number]
            if row.open(column) and (column != "units" or len(block.text.split()) <= _LONGEST_UNITS // 3):
                self.at = None if self.at is None else number + 1
                return column
        return last if last in row.cells else "content"


def rows_of(lines: list[Line]) -> list[Row]:
    """The rows of the lines of a table."""
    builder = _Builder()
    blocks = [block for block in blocks_of(lines) if block.piped or not _noise(block)]
    for number, block in enumerate(blocks):
        if block.piped:
            _piped(block, builder.rows)
            builder.last, builder.at, builder.block = "units", 0, None
        elif builder.last == "heading" and _goes_on(block):
            builder.row.group += " " + block.text
        else:
            builder.take(block, blocks[number + 1] if number + 1 < len(blocks) else None)
    return [row for row in builder.rows if len(key(row.cells["content"]).split()) >= _SHORTEST]


def _noise(block: Block) -> bool:
    return sum(one.isalpha() for one in block.raw) < 4


def _goes_on(block: Block) -> bool:
    begins = next((one for one in block.raw if one.isalpha()), "")
    return begins.islower() and not re.match(r"^\W*[-–]", block.raw)


def _in_small_letters(line: str) -> bool:
    """Whether the words of a line, behind the number of its row, go on with a sentence."""
    return _CELL_NUMBER.sub("", line).strip()[:1].islower()


def _only_short_forms(block: Block) -> bool:
    words = re.findall(r"[^\W\d_]+", block.raw)
    return len(words) <= 2 and all(one.isupper() for one in words)


def _is_time(block: Block, row: Row, last: str) -> bool:
    words = len(block.text.split())
    if words > _LONGEST_TIME or not row.cells["content"]:
        return False
    told = plain(block.text)
    if says_time(block):
        return last in {"units", "time"} or words <= 4
    return last in {"units", "time"} and not _is_units(block) and bool(re.search(r"\d{1,2}/\d{1,2}", told))


def says_time(block: Block) -> bool:
    """Whether a block begins as a cell of time does."""
    return any(_TIME.match(plain(told)) for told in (block.text, block.raw))


def _is_units(block: Block) -> bool:
    words = block.text.split()
    if len(words) > _LONGEST_UNITS:
        return False
    told = re.sub(r"^\W+", "", block.text)
    if actors.is_unit(told) and (
        block.raw.strip()[:1] in "-–" or len(words) <= 12 or _ROLE.search(fold(told))
    ):
        return True
    return len(words) <= _MOST_OF_ROLE and (block.text.startswith("(") or bool(_ROLE.search(fold(told))))


def _is_heading(block: Block, behind: Block) -> bool:
    """A single line without a full stop over a cell of several lines."""
    if len(block.lines) > 1 or _DONE.search(block.text):
        return False
    return not _is_units(behind) and not behind.piped


def _piped(block: Block, rows: list[Row]) -> None:
    """Lines whose cells are parted by bars, read column by column."""
    goes_on = rows[-1].open("content") and _in_small_letters(block.lines[0].raw)
    filled = rows[-1].cells["time"] or rows[-1].cells["units"]
    if not goes_on and (filled or not rows[-1].cells["content"]):
        rows.append(Row(rows[-1].group))
    alone = "content" if goes_on else ""
    for number, line in enumerate(block.lines):
        told = line.text if number or not goes_on else _CELL_NUMBER.sub("", line.text)
        parts = [part.strip(" .,:’'“<>~\\") for part in told.split("|")]
        numbered = len(parts) == 2 and len(parts[0]) <= 4 and not parts[0].isdigit()
        if numbered and parts[1][:1].isupper() and len(parts[1].split()) >= 3:
            rows.append(Row(parts[1]))
            continue
        row = rows[-1]
        if row.cells["time"] and _DONE.search(row.cells["content"]) and parts[0][:1].isupper():
            rows.append(Row(row.group))
            row = rows[-1]
        if tail := _TIME_TAIL.search(parts[-1]):
            if row.cells["time"]:
                rows.append(Row(row.group))
                row = rows[-1]
            row.cells["time"], row.raw_time = tail.group(), tail.group()
            parts[-1] = parts[-1][: tail.start()].strip()
            if len(parts) == 2 and (unit := _UNIT_TAIL.search(parts[-1])) and actors.is_unit(unit[1]):
                row.cells["units"] = f"{row.cells['units']} {unit[1]}".strip()
                parts[-1] = parts[-1][: unit.start()].strip()
        row.lines.append(line)
        columns, alone = _placed(parts, row, alone)
        for column, part in zip(columns, parts, strict=False):
            if sum(one.isalpha() for one in part) >= 3:
                row.cells[column] = f"{row.cells[column]} {_ROW_NUMBER.sub('', part)}".strip()


def _columns(parts: list[str], row: Row) -> tuple[str, ...]:
    if len(parts) >= 3:
        return _ORDER
    if len(parts) == 2:
        unit = actors.is_unit(re.sub(r"^\W+", "", parts[1]))
        return (
            ("product", "units")
            if unit and row.cells["product"]
            else ("content", "units" if unit else "product")
        )
    return (
        ("units",) if actors.is_unit(re.sub(r"^\W+", "", parts[0])) and row.cells["content"] else ("content",)
    )


def _placed(parts: list[str], row: Row, before: str) -> tuple[tuple[str, ...], str]:
    """The columns of the parts of a line, and the one that a line of one part went to last."""
    columns = _columns(parts, row)
    if len(parts) == 1 and columns == ("content",):
        column = _of_one(parts[0], row, before)
        return (column,), column
    return columns, before


def _of_one(part: str, row: Row, before: str) -> str:
    """The column of a line that shows only one: a bullet lists results, small letters go on above."""
    if re.match(r"^[-–]\s?\S", part):
        return "product"
    return before if before and part[:1].islower() else "content"


def tasks_of_rows(rows: list[Row], section: str, year: int) -> list[Task]:
    """Tasks of the rows. Of units without a role the first leads."""
    return [_task(row, section, year) for row in rows]


def _task(row: Row, section: str, year: int) -> Task:
    first, last = row.lines[0].number, row.lines[-1].number
    raw = " ".join(line.raw.strip() for line in row.lines)
    sure = 0.7 * sum(line.sure for line in row.lines) / len(row.lines)

    def found(value: str, rule: str) -> Found[str]:
        return Found(value, first, last, raw, sure, rule)

    task = Task(found(row.cells["content"].strip(" .;-"), "row of a flattened table"), section, row.group)
    lead, helping = roles_of(row.cells["units"])
    if lead:
        task.lead = found(lead, "cell of units")
    if helping:
        task.coordinating = Found(helping, first, last, raw, sure, "cell of units")
    if row.cells["product"]:
        task.product = found(row.cells["product"].strip(" .;-"), "cell of results")
    if row.cells["time"]:
        task.time_text = found(row.cells["time"], "cell of time")
        span = span_of(row.raw_time, row.cells["time"], year)
        task.recurrence = span.recurrence
        task.start = (
            Found(span.start, first, last, row.raw_time, sure, "cell of time") if span.start else None
        )
        task.due = Found(span.due, first, last, row.raw_time, sure, "cell of time") if span.due else None
    return task
