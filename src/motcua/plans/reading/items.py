# SPDX-License-Identifier: EUPL-1.2
"""Lines put together to what a reader sees: headings, numbered paragraphs, bullets, plain paragraphs, footnotes."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum

from motcua.diacritics.tokens import stands_in_capitals
from motcua.plans.reading import actors
from motcua.plans.reading.keys import key
from motcua.plans.reading.lines import Line
from motcua.plans.reading.values import Found

_JUNK = re.compile(r"^[\s_~’‘'`\"“.,|]*(?=[-–—•+*(\[\w@¢])")
_SECTION = re.compile(r"^(?:[IVX]{1,5}|[IVX1lHU|]{1,4}|\\\d)\s*(?:[.,:)/]|[-–]\s)\s*(?=\S)")
_ROMAN = re.compile(r"^(?:XI{0,3}|IX|IV|VI{0,3}|I{1,3}|V|X)\s*[.)/]\s+(?=\S)")
_PART = re.compile(
    r"^(?:Phần|PHẦN)\s+(?:(?:thứ|THỨ)\s+)?(?:[IVX]{1,4}|\d|nhất|hai|ba|tư|NHẤT|HAI|BA|TƯ)\b\s*[.:]?\s*"
)
_NUMBER = re.compile(
    r"^(\d{1,2}(?:\.\d{1,2}){0,3})\s*(?:[.)/]?\s+(?=[^\W\d_]{2})|,\s+(?=[A-ZĐ]))|"
    r"^(\d{1,2}(?:\.\d{1,2}){0,3})[.)](?=[^\W\d_])"
)
_LETTER = re.compile(r"^([a-zđ@¢])\s?\)\s*(?=\S)")
_BULLET = re.compile(r"^[-–—•*](?!\d)\s*(?=\S)")
_PLUS = re.compile(r"^[+]\s*(?=\S)")
_FOOTNOTE = re.compile(r"^\[?\d{1,2}\]?(?=[A-ZĐ][^\W\d_])")
_DONE = re.compile(r"[.;:!?…][)”\"’]?\s*(?:\./\.)?$|\./\.?$")
_LABEL = re.compile(r"^\s*[A-ZĐÀ-Ỹ](?:[^\s:]*\s){1,6}[^\s:]*:")
"""A few words with a colon, as `Tiêu chí 1.2:`."""

_NAME_AND_COLON = re.compile(r"^\s*[A-ZĐÀ-Ỹ][^\s:;,.]+(?:\s[^\s:;,.]+){1,5}\s*:")
"""The same without any other sign, as below a heading or a line like itself: `Người phụ trách:`."""

_CAPITAL = re.compile(r"^[A-HĐ]\s*[.)]\s+(?=\S)")
"""`B. NHIỆM VỤ`: a section when what follows stands in capitals too."""

_LAST_WORDS = ("tren day la", "trong qua trinh")
"""Begin the paragraphs that end every plan."""

_CUT_NUMBER = re.compile(r"[^\W\d_]/?[A-ZĐ]+-$")
"""The number of a document, cut at its hyphen."""
_END = 24
"""⚡ Characters by which the end of a text is known; a paragraph of thousands of lines is not read again for each."""
_PAGE_NUMBER = re.compile(r"^\s*[-–]?\s*\d{1,3}\s*[-–]?\s*$")
_GAP = re.compile(r"\s{2,}")
_FAR = 5
_LONG, _SOME, _NEARLY_ALL = 60, 5, 0.85
_SHORT, _ENOUGH = 0.7, 20
_FEW_WORDS = 7
_WIDEST_PRINT = 140
"""Characters: no printed page has lines as long, so text that has them was never cut into lines."""


class Kind(StrEnum):
    """What an item is."""

    SECTION = "section"
    NUMBER = "number"
    LETTER = "letter"
    BULLET = "bullet"
    PLUS = "plus"
    PARAGRAPH = "paragraph"
    FOOTNOTE = "footnote"


@dataclass(slots=True)
class Item:
    """One item. `marker` is what stood in front, `raw` and `text` are without it."""

    kind: Kind
    marker: str
    raw: str
    text: str
    first: int
    last: int
    sure: float

    def found(
        self, value: str | None = None, rule: str = "item", confidence: float | None = None
    ) -> Found[str]:
        """A field read from this item."""
        told = self.text if value is None else value
        return Found(
            told, self.first, self.last, self.raw, self.sure if confidence is None else confidence, rule
        )


def items_of(lines: list[Line]) -> list[Item]:
    """The items in order."""
    items: list[Item] = []
    parted, whole = True, _has_whole_paragraphs(lines)
    short = _shorter(lines)
    for line in lines:
        if line.blank or (parted and _PAGE_NUMBER.match(line.raw)):
            parted = True
            continue
        # Text that was taken from pages has each page begin with a form feed, kept as a space.
        parted = parted or whole or line.raw[:1].isspace()
        item = _item(line)
        if item.kind is Kind.PARAGRAPH and items and _goes_on(items[-1], line, parted=parted):
            _join(items[-1], line)
        else:
            items.append(item)
        parted = len(line.raw) < short and (_DONE.search(line.raw) is not None or _heads(items[-1]))
    return _without_footnotes(items)


def _shorter(lines: list[Line]) -> float:
    """Characters below which a line ended before the edge of its page; a sentence that ends there ends its paragraph.

    Without bound where nearly all long lines end a sentence: their text was never cut at an edge.
    """
    prose = [line.raw for line in lines if not line.blank and "\t" not in line.raw]
    long = [line for line in prose if len(line) > _LONG]
    if len(long) >= _SOME and _NEARLY_ALL * len(long) <= sum(_DONE.search(line) is not None for line in long):
        return math.inf
    return _SHORT * sorted(map(len, prose))[9 * len(prose) // 10] if len(prose) >= _ENOUGH else 0


def _has_whole_paragraphs(lines: list[Line]) -> bool:
    """Whether each line is a whole paragraph, as in text that was never set on a page; rows of tables are long."""
    return sum(len(line.raw) > _WIDEST_PRINT and "\t" not in line.raw for line in lines) >= 2


def _item(line: Line) -> Item:
    raw, text = _JUNK.sub("", line.raw), _JUNK.sub("", line.text)
    kind, marker = _kind(raw)
    cut = len(marker)
    shorter = text[cut:] if text[:cut].strip() and kind is not Kind.PARAGRAPH else text
    if kind is not Kind.PARAGRAPH and not text.startswith(marker):
        shorter = _after_marker(text)
    raw, text = (_GAP.sub(" ", told.strip()) for told in (raw[cut:], shorter))
    return Item(kind, marker.strip(), raw, text, line.number, line.number, line.sure)


def _kind(raw: str) -> tuple[Kind, str]:
    if _FOOTNOTE.match(raw):
        return Kind.FOOTNOTE, ""
    if (
        (match := _SECTION.match(raw) or _CAPITAL.match(raw))
        and stands_in_capitals(raw[match.end() :])
        and _words(raw[match.end() :]) >= 2
    ):
        return Kind.SECTION, match.group()
    for pattern, kind in (
        (_ROMAN, Kind.SECTION),
        (_PART, Kind.SECTION),
        (_PLUS, Kind.PLUS),
        (_BULLET, Kind.BULLET),
    ):
        if match := pattern.match(raw):
            return kind, match.group()
    if (match := _NUMBER.match(raw)) and (match.group().strip()[-1] in ".),;/" or "." in match.group()):
        return Kind.NUMBER, match.group()
    if match := _LETTER.match(raw):
        return Kind.LETTER, match.group()
    return Kind.PARAGRAPH, ""


def _after_marker(text: str) -> str:
    """The restored line without its marker, which restoration may have read as a word."""
    return re.sub(r"^\S{1,6}?[.)]\s*|^\S\s*", "", text, count=1)


def _words(text: str) -> int:
    return len(re.findall(r"[^\W\d_]{2,}", text))


def _goes_on(item: Item, line: Line, *, parted: bool) -> bool:
    """Whether a line without a marker belongs to the item before it."""
    if item.kind is Kind.FOOTNOTE and not parted:
        return True
    if not parted:
        if _NAME_AND_COLON.match(line.raw) and (_heads(item) or _NAME_AND_COLON.match(item.raw)):
            return False
        if _ends(item.raw) and (_LABEL.match(line.raw) or key(line.text).startswith(_LAST_WORDS)):
            return False
        if item.kind in {Kind.NUMBER, Kind.LETTER} and (actors.heading_unit(item.text) or _is_heading(item)):
            return not actors.begins_duty(line.text)
        return not (item.kind is Kind.SECTION and not stands_in_capitals(line.raw))
    begins = next((one for one in line.raw if one.isalpha()), "")
    return begins.islower() and not _ends(item.raw) and item.kind is not Kind.FOOTNOTE


def _ends(text: str) -> bool:
    """Whether a sentence ends where the text does."""
    return _DONE.search(text[-_END:]) is not None


def _is_heading(item: Item) -> bool:
    """Whether a numbered line is a few words without an end."""
    return len(item.raw.split(maxsplit=_FEW_WORDS)) <= _FEW_WORDS and not _ends(item.raw)


def _heads(item: Item) -> bool:
    """Whether a numbered item is a heading: where its line ended before the edge, the next one begins a paragraph."""
    return item.kind in {Kind.NUMBER, Kind.LETTER} and _is_heading(item)


def _join(item: Item, line: Line) -> None:
    size, more = len(item.raw) + 1, len(line.raw) + 1
    item.raw = _joined(item.raw, _GAP.sub(" ", line.raw.strip()))
    item.text = _joined(item.text, _GAP.sub(" ", line.text.strip()))
    item.sure = (item.sure * size + line.sure * more) / (size + more)
    item.last = line.number


def _joined(one: str, other: str) -> str:
    if _CUT_NUMBER.search(one[-_END:]):
        return one + other
    return f"{one} {other}" if one else other


def _without_footnotes(items: list[Item]) -> list[Item]:
    """A footnote in the middle of a sentence is taken out, and the sentence goes on behind it."""
    kept: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        if item.kind is Kind.FOOTNOTE and kept and (end := _resumes(items, at, kept[-1])):
            before, rest = kept[-1], items[end]
            before.raw, before.text = _joined(before.raw, rest.raw), _joined(before.text, rest.text)
            before.last = rest.last
            at = end + 1
            continue
        if item.kind is not Kind.FOOTNOTE:
            kept.append(item)
        at += 1
    return kept


def _resumes(items: list[Item], at: int, before: Item) -> int:
    """Index of the paragraph that goes on where `before` was cut by a footnote; 0 when none does."""
    if _ends(before.raw):
        return 0
    for index in range(at + 1, min(at + _FAR, len(items))):
        if items[index].kind is not Kind.PARAGRAPH:
            return 0
        if items[index].raw[:1].islower():
            return index
    return 0
