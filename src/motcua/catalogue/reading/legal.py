# SPDX-License-Identifier: EUPL-1.2
"""Legal bases: rows of title and number without any mark between them.

«Luật Hôn nhân và gia đình 201452/2014/QH13Luật 60/2014/QH1360/2014/QH13»: a number ends its row where the next
title begins without a space. Years and the numbers of parliaments glued in front of a number are cut off.
"""

from __future__ import annotations

import re

from motcua.catalogue.reading.text import LOWER, NOTHING, UPPER, squeeze
from motcua.catalogue.reading.values import Doubt, ReadBasis, Reason

# Issuers, longest first where one begins another, so that «TT-BTCLuật» ends before «Luật».
_ISSUERS = (
    "BNNPTNT|BNNMT|BNN|BLĐTBXH|LĐTBXH|BTTTT|BVHTTDL|BVHTT|BGDĐT|BGTVT|BKHĐT|BKHCN|BTNMT|BTP|BCA|BTC|BNV|BYT|BQP|BXD|BCT|BNG"
    "|BTL|BKH|BTM|BCN|BDTTG|UBDT|NHNN|VPCP|VPQH|TTCP|TANDTC|VKSNDTC|UBTƯMTTQVN|UBTWMTTQVN|HĐTP|HĐND|UBND|KTNN|TTg|CTN|CP"
    # Any other issuer: capitals up to where the next title or a word begins («595/QĐ-BHXHLuật…»).
    rf"|[A-ZĐƯ&]{{2,14}}?(?=[{UPPER}][{LOWER}]|[{LOWER}]|[^{UPPER}{LOWER}&]|$)"
)
_NUMBER = re.compile(
    # «66.16/2026/NQ-CP» is one number, «Điều 14.» + «22/2022/NĐ-CP» a sentence and a number.
    rf"(?P<order>(?:(?<![\d \t/.,\-])|(?<=[{LOWER}{UPPER}]\.)|(?<=số )|(?<=quyết )|(?<=\D20\d\d)|(?<=QH1\d))"
    rf"\d{{1,3}}\.[1-9]\d{{1,2}}(?=/)"
    rf"|\d+(?:\.\d(?=/))?[a-zđ]?|\d+\.[a-z])/(?:(?P<year>(?:19|20)\d\d)/)?"
    rf"(?P<kind>(?:PL-)?UBTVQH\d{{1,2}}|NQ-UBTVQH\d{{1,2}}|NQ-QH\d{{1,2}}|QH\d{{1,2}}|L-CTN"
    rf"|(?:NĐ|NQLT|NQ|QĐ|TTLT|TT|CT|VBHN|L|SL|HD|KH|CV|HĐLN)"
    rf"[-_/] ?(?:{_ISSUERS})(?:- ?(?:{_ISSUERS}))*(?:\(X\d+\))?"
    rf"|NĐ(?=CP)CP|NQ-HĐTP|HĐBT)"
)
# Something like a number of unknown kind, glued to the word before it.
_LOOKS = re.compile(rf"(?<=[{LOWER})”\"])\d+[a-zđ]?/(?:\d{{4}}/)?[A-ZĐ]{{1,8}}")
_CELL_WORD = re.compile(
    r"(?:Bộ luật|Luật|Nghị định|Nghị quyết|Thông tư liên tịch|Thông tư|Quyết định|Pháp lệnh|Chỉ thị|Hiến pháp)"
    r"(?: số:?)?[ \t]*$"
)
_PARLIAMENT_TAIL = re.compile(r"(?<!VP)QH(\d{2})(\d+)$")
_YEAR_HEAD = re.compile(r"((?:19|20)\d\d)(\d{1,4}(?:\.\d{1,3}|[a-zđ])?)$")
_GOES_ON = re.compile(r"(?:ngày|của) ")
# Digits and a full stop left in front of a number may be its own beginning.
_HEAD_LEFT = re.compile(r"(?<!\d)\d{1,3}\.$")
_DOCUMENT = r"(?:Luật|Nghị định|Thông tư|Nghị quyết|Quyết định|Pháp lệnh)"
_GLUED_TITLE = re.compile(
    rf"[{LOWER}{UPPER}.)\d]{_DOCUMENT}(?= |\d)|\d/[A-ZĐ&\-/]+\d* {_DOCUMENT} (?:[{UPPER}]|số )"
)
_LINE_END = re.compile(r"[ \t\r]*(?:\n|$)")
_LINE_START = re.compile(r"(?:^|\n)[ \t\r]*$")


def read_bases(block: str) -> tuple[tuple[ReadBasis, ...], list[Doubt]]:
    """Read the table; rows whose cut is not certain carry a doubt with their raw text."""
    if not block.strip() or block.strip() == NOTHING:
        return (), [Doubt("legal_bases", Reason.LEGAL_BASIS_MISSING, block.strip())]
    bases: list[ReadBasis] = []
    doubts: list[Doubt] = []
    start = 0
    for match in _NUMBER.finditer(block):
        if match.start() < start or not _ends_row(block, start, match):
            continue
        basis, certain = _row(block[start : match.start()], match)
        raw = squeeze(block[start : match.end()])
        path = f"legal_bases[{len(bases)}]"
        if not certain or _smells(basis.title):
            doubts.append(Doubt(path, Reason.LEGAL_NUMBER_UNCLEAR, raw, {"number": _number(match)}))
        bases.append(basis)
        start = match.end()
    rest = squeeze(block[start:])
    if rest:
        path = f"legal_bases[{len(bases)}]"
        doubts.append(Doubt(path, Reason.LEGAL_NUMBER_UNCLEAR, rest))
        bases.append(ReadBasis("", rest))
    return tuple(bases), doubts


def _number(match: re.Match[str]) -> str:
    return match[0]


def _smells(title: str) -> bool:
    """A title that is missing, or holds what belongs to another cell."""
    return not title or any(bad.search(title) for bad in (_GLUED_TITLE, _HEAD_LEFT)) or _stray(title)


def _stray(title: str) -> bool:
    """A title that still holds a number glued to letters on its left hides the end of another row."""
    return _LOOKS.search(title) is not None or any(
        match.start() and not title[match.start() - 1].isspace() and title[match.start() - 1] not in '(:/“"'
        for match in _NUMBER.finditer(title)
    )


def _ends_row(block: str, start: int, match: re.Match[str]) -> bool:
    """A cell of numbers: glued to the title before it, or the next title glued behind it."""
    behind = block[match.end() : match.end() + 60]
    before = block[start : match.start()]
    if not behind.strip():
        return True
    if behind[0] in "-_":
        return False
    if _is_title(block, before, match):
        return False
    if _LINE_START.search(before) and _LINE_END.match(behind):
        return True  # alone on its line: the page kept the line ends of the cells
    glued = bool(before) and not before[-1].isspace() and before[-1] not in '(/:“"-'
    glued = glued or _YEAR_HEAD.fullmatch(match["order"]) is not None  # «… 2019» + «12/2019/QH14»
    follower = _NUMBER.match(behind)
    if follower is not None:
        # Title and cell often end in the same number: then the second one ends the row.
        return glued and follower[0] != match[0]
    if behind[0].isdigit() or _GOES_ON.match(behind):
        return False
    if behind[0].islower() and _CELL_WORD.fullmatch(before.strip()):
        return False
    return behind[0].isalpha() or (glued and behind[0] not in ",;.)(")


def _is_title(block: str, before: str, match: re.Match[str]) -> bool:
    """«Thông tư số 64/2025/TT-BTC» twice: first the title, then the cell of the number in the same words."""
    words = before[-1:].isspace() and _CELL_WORD.fullmatch(before.strip()) is not None
    return words and block.startswith((before + match[0]).lstrip(), match.end())


def _row(before: str, match: re.Match[str]) -> tuple[ReadBasis, bool]:
    order, certain = match["order"], True
    title = before
    rest = match[0][len(order) :]
    tail = _PARLIAMENT_TAIL.search(title + order) if re.search(r"QH\d*$", title) else None
    year = _YEAR_HEAD.match(order)
    if tail and len(tail[2]) <= 3:
        title, order = (title + order)[: -len(tail[2])], tail[2]
    elif year and len(order) > 4:
        title, order = title + year[1], year[2]
    elif len(order.replace(".", "")) > 4:
        certain = False
    word = _CELL_WORD.search(title)
    if word and (word.start() == 0 or not title[word.start() - 1].isspace()):
        title = title[: word.start()] or title
    elif word and not order.startswith("0") and len(order) > 3:
        certain = False
    return ReadBasis(order + rest.replace("_", "-").replace(" ", ""), squeeze(title)), certain
