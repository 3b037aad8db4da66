# SPDX-License-Identifier: EUPL-1.2
"""Tables of figures to be reached: `Chỉ tiêu | Đơn vị tính | Kế hoạch năm`, `Nội dung | Chỉ tiêu | Đơn vị chủ trì`.

The columns are found by their names. What was reached in an earlier year, and what is only compared, is no target. A
figure that is not clearly one number (a range, a word) sets none: nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass, field

from motcua.law.names import fold
from motcua.plans.reading.columns import DITTO, columns_of
from motcua.plans.reading.keys import key
from motcua.plans.reading.lines import Line
from motcua.plans.reading.values import Found, Target

_METRIC = re.compile(
    r"(?:(?:ten|noi dung|danh muc|cac) )?(?:chi tieu|tieu chi)(?: (?:chu yeu|cu the|co ban|phan dau|danh gia))*"
)
_CONTENT = re.compile(
    r"(?:noi dung|nhiem vu|cong viec|linh vuc|muc tieu)(?: (?:cong viec|thuc hien|nhiem vu|cu the))?"
)
_UNIT = re.compile(r"don vi(?: tinh| do)?|dvt|dv tinh")
_LEAD = re.compile(r".*\b(?:chu tri|don vi thuc hien|co quan thuc hien|theo doi|phu trach|phan cong)\b.*")
_VALUE = re.compile(
    r".*\b(?:ke hoach|chi tieu|muc tieu|phan dau|duoc giao|giao|gia tri|ca nam|muc dat|kh)\b.*"
)
_EARLIER = re.compile(
    r".*\b(?:thuc hien|uoc|th|so sanh|so voi|ket qua|tang|giam|dat duoc|hien trang|da dat)\b.*"
)
_QUARTER = re.compile(r".*\bquy (i{1,3}|iv|[1-4])\b.*")
_YEAR = re.compile(r"\b(20\d\d)\b")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

_FIGURE = re.compile(
    r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d.,]*\d)|(?<![\d.,])\d+(?:[.,]\d+)?(?![\d.,]*\d)"
)
_MEASURE = re.compile(
    r"^\W*(?:ty le|so luong|so|muc do|muc|chi so|diem|dien tich|tong|thu nhap|toc do|san luong|gia tri)\b"
)
_AT_MOST = re.compile(r"[≤]|<\s*=|khong qua|toi da|khong vuot|tro xuong")
_AT_LEAST = re.compile(r"[≥]|>\s*=|toi thieu|it nhat|tro len|khong duoi|khong it hon|^\W*tu\b")
_LESS = re.compile(r"<|\bduoi\b")
_MORE = re.compile(r">|\btren\b|\bhon\b|\bvuot\b")
_WORDS_OF_OP = re.compile(
    r"(?:tối thiểu|ít nhất|trở lên|không dưới|không ít hơn|từ|không quá|tối đa|không vượt quá|trở xuống|dưới|trên|"
    r"hơn|vượt|đạt)\b",
    re.IGNORECASE,
)
_LONGEST_UNIT = 4
_LEAST_COLUMNS = 2


@dataclass(slots=True)
class Figures:
    """What the tables of figures of a document say.

    `lines` are the numbers of lines that hold nothing else; `measures` those of rows that look like duties of a table
    of tasks and are measures only.
    """

    targets: list[Target] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)
    measures: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Columns:
    metric: int
    values: tuple[tuple[int, dt.date | None], ...]
    unit: int | None
    lead: int | None
    of_tasks: bool


def figures_of(lines: list[Line], year: int) -> Figures:
    """The targets that stand in tables of figures; `year` is the plan's, 1 where it is not known."""
    found = Figures()
    columns: _Columns | None = None
    told: list[Line] = [line for line in lines if not line.blank]
    for at, line in enumerate(told):
        if "\t" not in line.raw:
            columns = columns if columns and _stands_between(told, at) else None
            continue
        head = _cells(line)
        below = _cells(told[at + 1]) if at + 1 < len(told) else []
        if named := _columns_of(head, below, year):
            columns = named
        elif columns and columns_of(head):
            columns = None
        if columns is None:
            continue
        if not columns.of_tasks:
            found.lines.add(line.number)
        if not named:
            _read(line, columns, found)
    return found


def _stands_between(lines: list[Line], at: int) -> bool:
    """Whether a line without cells is a title inside a table: rows go on right behind it."""
    return at + 1 < len(lines) and "\t" in lines[at + 1].raw and len(lines[at].text.split()) <= 12


def _cells(line: Line) -> list[str]:
    return [cell.strip() for cell in line.text.split("\t")]


def _columns_of(cells: list[str], below: list[str], year: int) -> _Columns | None:
    """What each column holds, when a row is the head of a table of figures."""
    names = [key(cell) for cell in cells]
    metric = _first(names, _METRIC)
    content = _first(names, _CONTENT)
    values = _values(cells, year, skipped={metric, content})
    if not values and metric is not None and content is not None:
        # `Nội dung | Chỉ tiêu | …`: what is to be reached stands in the column of that name.
        metric, values = content, ((metric, None),)
    elif metric is None:
        metric = content
    unit = _first(names, _UNIT)
    about_figures = unit is not None or _first(names, _METRIC) is not None
    if metric is None or not values or not about_figures or any(char.isdigit() for char in names[metric]):
        return None
    of_tasks = bool(columns_of(cells)) and _first(names, _LEAD) is not None
    return _Columns(metric, _by_part(values, cells, below, year), unit, _first(names, _LEAD), of_tasks)


def _first(names: list[str], pattern: re.Pattern[str]) -> int | None:
    return next((at for at, name in enumerate(names) if pattern.fullmatch(name)), None)


def _values(cells: list[str], year: int, skipped: set[int | None]) -> tuple[tuple[int, dt.date | None], ...]:
    """Columns of figures to be reached, with their day where a quarter is named; the whole year goes first."""
    whole: list[tuple[int, dt.date | None]] = []
    quarters: list[tuple[int, dt.date | None]] = []
    for at, cell in enumerate(cells):
        name = key(cell)
        if at in skipped or not name or _LEAD.fullmatch(name) or _UNIT.fullmatch(name):
            continue
        years = [int(one) for one in _YEAR.findall(cell)]
        if years and year not in {*years, dt.date.min.year}:
            continue
        if (quarter := _QUARTER.fullmatch(fold(cell).lower())) and year > dt.date.min.year:
            quarters.append((at, _last_day(year, 3 * _QUARTERS[quarter[1]])))
        elif (_VALUE.fullmatch(name) or (years and not _EARLIER.fullmatch(name))) and not _is_past(name):
            whole.append((at, None))
    return tuple(whole[:1] or quarters)


def _is_past(name: str) -> bool:
    return bool(_EARLIER.fullmatch(name)) and not re.search(r"ke hoach|chi tieu|muc tieu", name)


def _last_day(year: int, month: int) -> dt.date:
    return dt.date(year, month, monthrange(year, month)[1])


def _by_part(
    values: tuple[tuple[int, dt.date | None], ...], cells: list[str], below: list[str], year: int
) -> tuple[tuple[int, dt.date | None], ...]:
    """A head of two rows: below `Năm 2026` stand `Thực hiện`, `Kế hoạch`; the column of the plan counts."""
    if len(values) != 1 or not below or any(char.isdigit() for char in "".join(below)):
        return values
    at = values[0][0]
    parts = [one for one, cell in enumerate(below) if cell and cell != DITTO]
    if len(parts) < _LEAST_COLUMNS or any(one < at for one in parts):
        return values
    return tuple(one for one in _values(below, year, skipped=set()) if one[0] in parts) or values


def _read(line: Line, columns: _Columns, found: Figures) -> None:
    cells, raw = _cells(line), [cell.strip() for cell in line.raw.split("\t")]
    metric = cells[columns.metric] if columns.metric < len(cells) else ""
    if len(key(metric).split()) < 2 or metric == DITTO:
        return
    unit = cells[columns.unit] if columns.unit is not None and columns.unit < len(cells) else ""
    scope = cells[columns.lead] if columns.lead is not None and columns.lead < len(cells) else ""
    for at, due in columns.values:
        if at >= len(raw) or (figure := _figure(raw[at], cells[at])) is None:
            continue
        op, value, behind = figure
        name, in_brackets = _without_unit(metric)
        told = _unit(unit if unit != DITTO else "", behind, in_brackets)
        where = Found(name, line.number, line.number, line.raw, line.sure * 0.9, "row of a table of figures")
        found.targets.append(Target(name, op, value, told, due, scope.strip(" ;.,-–"), where))
        if columns.of_tasks and _MEASURE.match(fold(name).lower()):
            found.measures.add(line.number)


def _figure(raw: str, text: str) -> tuple[str, float, str] | None:
    """Comparison, number and what stands behind it in a cell; None unless the cell holds one number."""
    numbers = list(_FIGURE.finditer(raw))
    if len(numbers) != 1:
        return None
    told = numbers[0].group()
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", told):
        told = told.replace(".", "")
    plain = fold(text).lower()
    behind = _WORDS_OF_OP.sub("", raw[numbers[0].end() :]).strip(" ;.,()")
    return _op(plain), float(told.replace(",", ".")), behind


def _op(told: str) -> str:
    for pattern, op in ((_AT_MOST, "<="), (_AT_LEAST, ">="), (_LESS, "<"), (_MORE, ">")):
        if pattern.search(told):
            return op
    return "="


def _without_unit(metric: str) -> tuple[str, str]:
    """The name of a measure, and the unit that stands in brackets at its end."""
    match = re.search(r"\s*\(\s*(?:đơn vị tính|đvt)?[:\s]*(%|[^()\d]{1,24})\s*\)\W*$", metric, re.IGNORECASE)
    if match and len(match[1].split()) <= _LONGEST_UNIT:
        return metric[: match.start()].strip(' ;.:-–+“”"'), match[1]
    return metric.strip(' ;.:-–+“”"'), ""


def _unit(column: str, behind: str, in_brackets: str) -> str:
    for told in (behind, column, in_brackets):
        if told and ("%" in told or key(told) in {"phan tram", "ty le"}):
            return "%"
    return next(
        (one.lower() for one in (column, behind, in_brackets) if one and len(one.split()) <= _LONGEST_UNIT),
        "",
    )
