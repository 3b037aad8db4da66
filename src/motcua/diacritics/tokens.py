# SPDX-License-Identifier: EUPL-1.2
"""What a line is made of: pieces that may be read anew, and pieces that pass."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_LETTER = r"[^\W\d_]"
# Signs that an English reading puts where a Vietnamese letter stood: they belong to the word they stand in.
_INSIDE = "&¢€§$@£¥°'’"
_PIECES = re.compile(r"\s+|[^\s]+")
_JOINED = re.compile(r"(?<=[^\W\d_])([-–/]|&(?=[^\W\d_]{3})(?<=[A-ZĐ]&))(?=[^\W\d_])")
_EDGES = re.compile(r"^([^\w&¢€§$@£¥°]*)(.*?)([^\w&¢€§]*)$", re.DOTALL)
_MARKED = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)
_CODE = re.compile(r"\d+[./-]\d|/.*\d|\d.*/|@|https?:|www\.|\.(?:vn|gov|com)\b", re.IGNORECASE)
# No syllable is without a vowel, so capitals without one are a short form: TN&MT, TTĐT, GD-ĐT.
_NO_VOWEL = re.compile(r"[BCDĐGHKLMNPQRSTVX]{3,6}|[BCDĐGHKLMNPQRSTVX]{1,4}[&-][BCDĐGHKLMNPQRSTVX]{1,4}")
_NUMBER = re.compile(r"[\d.,%:–-]+|[IVX]+")

# A short number may be a word after all: `16` where `lệ` stood.
_DOUBTED = re.compile(r"([^\w]*)(\d{2,3})([^\w%]*)")

_SHORT = """
TTHC UBND HĐND HDND CCHC TTPVHCC BPMC KSTT KSTTHC KH VP QĐ QD NĐ ND TT CP TTg VPCP BTTTT BNV STP SNV BTP CNTT DVC
DVCTT ISO TCVN PAKN KT TM TL VT HC MTTQ PCT CT VBQPPL QPPL NQ BC CV TB UB RS XHCN CSDL CBCC NSNN TTĐT
"""
ABBREVIATIONS = frozenset(_SHORT.split())
"""Short forms that stand in official texts in capitals and are left alone."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line. `word` is what may be read anew, empty where nothing may; `raw` is what stood there."""

    raw: str
    before: str = ""
    word: str = ""
    after: str = ""


def share_of_marks(text: str) -> float:
    """Marked letters among all letters: about a quarter in healthy Vietnamese, next to nothing in lost text."""
    letters = [one for one in unicodedata.normalize("NFC", text) if one.isalpha()]
    return sum(bool(_MARKED.match(one)) for one in letters) / len(letters) if letters else 0.0


_LOST_BELOW = 0.12
_ENOUGH_WORDS = 4
_TELLING = re.compile(r"[ăằắẳẵặầấẩẫậềếểễệốồổỗộơờớởỡợưừứửữựđạảẻẹẽỉịĩọỏủụỵỷỹ]", re.IGNORECASE)


def lost_diacritics(text: str) -> bool:
    """Whether a text is Vietnamese without its marks. The marks that an English reading knows (é, è, à …) tell
    nothing, those that only Vietnamese has do: horn, breve, hook, dot below, đ.
    """
    words = re.findall(rf"{_LETTER}+", text)
    if len(words) < _ENOUGH_WORDS:
        return False
    letters = sum(map(len, words))
    return sum(len(_TELLING.findall(word)) for word in words) / letters < _LOST_BELOW / 2


def pieces(line: str) -> Iterator[Piece]:
    """The pieces of a line in order; joined by their `raw` they are the line again."""
    for match in _PIECES.finditer(line):
        raw = match.group()
        if doubted := _DOUBTED.fullmatch(raw):
            yield Piece(raw, *doubted.groups())
            continue
        if raw.isspace() or passes(raw):
            yield Piece(raw)
            continue
        for number, part in enumerate(_JOINED.split(raw)):
            yield Piece(part) if number % 2 else _piece(part)


def _piece(raw: str) -> Piece:
    edges = _EDGES.match(raw)
    before, word, after = edges.groups() if edges else ("", raw, "")
    return Piece(raw) if not word or passes(word) else Piece(raw, before, word, after)


def passes(token: str) -> bool:
    """Whether a token is left as it is: a number, a code, an address, an abbreviation, no letter at all."""
    core = token.strip(".,;:()[]{}\"“”'’-–*+•_ ")
    if not core or _NUMBER.fullmatch(core) or _CODE.search(core):
        return True
    return (
        core in ABBREVIATIONS
        or bool(_NO_VOWEL.fullmatch(core))
        or not any(one.isalpha() or one in _INSIDE for one in core)
    )


def cased(word: str, like: str, *, in_capitals: bool = False) -> str:
    """`word` (lower case) written as `like` was: capitals, a capital first, or small.

    A short token in capitals (`BO`) is a word with a capital, unless the line stands in capitals.
    """
    letters = [one for one in like if one.isalpha()]
    if not letters:
        return word
    capitals = sum(one.isupper() for one in letters)
    if len(letters) >= (2 if in_capitals else 4) and capitals / len(letters) > 0.6:
        return word.upper()
    return word[:1].upper() + word[1:] if like[0].isupper() or like[0] == "$" else word


def stands_in_capitals(line: str) -> bool:
    """Whether most words of a line are written in capitals, as headings are."""
    words: list[str] = [
        one for one in re.findall(rf"{_LETTER}+", line) if len(one) > 1 and one not in ABBREVIATIONS
    ]
    return 2 * sum(one.isupper() for one in words) > len(words)
