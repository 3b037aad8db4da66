# SPDX-License-Identifier: EUPL-1.2
"""Word documents as lines: paragraphs with the numbers that Word itself sets before them, tables as rows of tabs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from motcua.plans.reading.columns import DITTO
from motcua.plans.reading.keys import key

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_BULLET = "-"
_DEEPEST = 9
_LAYOUT = ("cong hoa xa hoi", "noi nhan")
"""Words of the two tables of every document that only set its head and its end side by side (NĐ 30/2020)."""


@dataclass(slots=True)
class _Numbers:
    """The lists of a document: of each level its format, its pattern and its first number; and where each stands."""

    levels: dict[tuple[str, int], tuple[str, str, int]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    alone: set[str] = field(default_factory=set)
    counts: dict[str, list[int]] = field(default_factory=dict)


def lines_of_word(document: Any) -> list[str]:
    """The lines of a Word document (`docx.Document`), an empty one behind each paragraph and table."""
    numbers = _numbers(document)
    lines: list[str] = []
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            told = list(_rows(part, numbers))
            lines += [*(_side_by_side(part) if any(_sets_a_page(one) for one in told) else told), ""]
        else:
            lines += [*_told(part, numbers).split("\n"), ""]
    return lines


def _sets_a_page(row: str) -> bool:
    return any(words in key(row) for words in _LAYOUT) and row.count("\t") <= 2


def _side_by_side(table: Any) -> Iterator[str]:
    """The cells of a table that only sets the page, each with its own lines."""
    for row in table.rows:
        seen: list[object] = []
        for cell in row.cells:
            if cell._tc not in seen:
                seen.append(cell._tc)
                yield from (line.strip() for line in cell.text.split("\n") if line.strip())


def _rows(table: Any, numbers: _Numbers) -> Iterator[str]:
    """A line for each row. A cell that spans columns is told where it begins, one that spans rows by a ditto mark."""
    above: dict[int, object] = {}
    for row in table.rows:
        cells: list[str] = []
        here: dict[int, object] = {}
        for at, cell in enumerate(row.cells):
            if at and cell._tc is here.get(at - 1):
                cells.append("")
            elif cell._tc is above.get(at):
                cells.append(DITTO)
            else:
                told = (_told(one, numbers) for one in cell.paragraphs)
                cells.append(" ".join(" ".join(told).split()))
            here[at] = cell._tc
        above = here
        yield "\t".join(cells)


def _told(paragraph: Any, numbers: _Numbers) -> str:
    """A paragraph with the number or bullet that Word sets before it."""
    place = _place(paragraph)
    if place is None or place[0] not in numbers.lists:
        return str(paragraph.text)
    label = _label(numbers, *place)
    return f"{label} {paragraph.text}".strip() if label else str(paragraph.text)


def _place(paragraph: Any) -> tuple[str, int] | None:
    """The list and the level that a paragraph, or else its style, puts it on."""
    found = _of(paragraph._p.pPr)
    style = paragraph.style
    while found is None and style is not None:
        found = _of(style.element.pPr)
        style = style.base_style
    return found


def _of(properties: Any) -> tuple[str, int] | None:
    told = properties.numPr if properties is not None else None
    if told is None or told.numId is None:
        return None
    level = told.ilvl.val if told.ilvl is not None else 0
    return str(told.numId.val), min(int(level), _DEEPEST - 1)


def _numbers(document: Any) -> _Numbers:
    from docx.oxml.ns import qn

    numbers = _Numbers()
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):  # a document without lists has no such part
        return numbers
    for abstract in root.findall(qn("w:abstractNum")):
        name = abstract.get(qn("w:abstractNumId"))
        for level in abstract.findall(qn("w:lvl")):
            numbers.levels[name, int(level.get(qn("w:ilvl")))] = (
                _value(level, "w:numFmt", "decimal"),
                _value(level, "w:lvlText", ""),
                int(_value(level, "w:start", "1")),
            )
    for one in root.findall(qn("w:num")):
        listed = one.get(qn("w:numId"))
        numbers.lists[listed] = _value(one, "w:abstractNumId", "")
        if one.find(qn("w:lvlOverride")) is not None:
            numbers.alone.add(listed)
    return numbers


def _value(element: Any, name: str, otherwise: str) -> str:
    from docx.oxml.ns import qn

    found = element.find(qn(name))
    return str(found.get(qn("w:val"), otherwise)) if found is not None else otherwise


def _label(numbers: _Numbers, listed: str, level: int) -> str:
    """The next number of a level, the deeper ones begun anew. Lists of one kind count on together.

    A list that sets its own beginning counts alone.
    """
    kind = numbers.lists[listed]
    form, pattern, first = numbers.levels.get((kind, level), ("none", "", 1))
    if form == "bullet":
        return _BULLET
    counts = numbers.counts.setdefault(f"alone {listed}" if listed in numbers.alone else kind, [0] * _DEEPEST)
    counts[level] = counts[level] + 1 if counts[level] else first
    counts[level + 1 :] = [0] * (_DEEPEST - level - 1)
    for at in range(level + 1):
        form = numbers.levels.get((kind, at), ("decimal", "", 1))[0]
        pattern = pattern.replace(f"%{at + 1}", _shown(max(counts[at], 1), form))
    return pattern.strip()


def _shown(number: int, form: str) -> str:
    """A number as Word shows it: 3, III, c."""
    if form in {"upperLetter", "lowerLetter"} and number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"upperRoman", "lowerRoman"}:
        told = ""
        for value, sign in _ROMAN:
            told, number = told + sign * (number // value), number % value
        return told.upper() if form == "upperRoman" else told
    return "" if form == "none" else str(number)
