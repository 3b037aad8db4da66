# SPDX-License-Identifier: EUPL-1.2
"""A text as words that can be compared: with its accents, and without them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from motcua.law.names import fold

_WORD = re.compile(r"[^\W_]+")
_Y_AT_THE_END = re.compile(r"(?<=[bcdghklmnpqrstvx])y$")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True, slots=True)
class Word:
    """One syllable. `plain` has no accents; `exact` keeps them, and is empty when there are none.

    Both spellings of one sound are one word: ký and kí, hoà and hòa, 02 and 2.
    """

    plain: str
    exact: str = ""

    @property
    def shown(self) -> str:
        """The word as it was written, apart from the ways to write one sound."""
        return self.exact or self.plain


def words_of(text: str) -> tuple[Word, ...]:
    """The syllables and numbers of a text in their order; never raises."""
    # lower first: the capital İ becomes two characters, which NFKC then may join again
    written = unicodedata.normalize("NFKC", text.casefold())
    return tuple(word for word in map(_word, _WORD.findall(written)) if word.plain)


@lru_cache(maxsize=20_000)
def _word(written: str) -> Word:
    plain = fold(written).replace(" ", "")
    if plain.isdecimal():
        return Word(plain.lstrip("0") or "0")
    plain = _one_y(plain)
    exact = _one_y(_tone_last(written))
    return Word(plain, exact if exact != plain else "")


def _one_y(word: str) -> str:
    return _Y_AT_THE_END.sub("i", word)


def _tone_last(written: str) -> str:
    """The tone mark behind the syllable, so that its place over one vowel or another makes no difference."""
    shape: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFD", written):
        (tones if char in _TONES else shape).append(char)
    syllable = unicodedata.normalize("NFC", "".join(shape))
    return _one_y(syllable) + "".join(tones)


def pairs_of(words: tuple[Word, ...]) -> tuple[str, ...]:
    """Neighbours, without accents: Vietnamese words are mostly two syllables."""
    plain = [word.plain for word in words]
    return tuple(map(" ".join, pairwise(plain)))
