# SPDX-License-Identifier: EUPL-1.2
"""Words compared as a person compares them: without marks, case, and what a scanner confuses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from motcua.law.names import fold

_WORDS = re.compile(r"[\w€¢§&$@]+")
_ALIKE = str.maketrans(
    {
        "0": "o",
        "6": "o",
        "9": "o",
        "1": "l",
        "4": "a",
        "&": "e",
        "€": "e",
        "¢": "e",
        "§": "s",
        "$": "s",
        "@": "a",
    }
)
_ORDINAL = re.compile(r"\d+[a-zđ]?")


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """Folded words with one space between; signs inside words become the letter they look like."""
    words = []
    for word in _WORDS.findall(fold(text)):
        mixed = any(one.isalpha() for one in word) and not _ORDINAL.fullmatch(word)
        words.append(word.translate(_ALIKE).strip("_") if mixed else word)
    return " ".join(word for word in words if word)


def alike(one: str, other: str) -> float:
    """0 to 100, of two keys."""
    return float(fuzz.ratio(one, other))


def begins_like(text: str, phrases: Iterable[str], least: float = 74) -> tuple[str, float]:
    """The phrase (a key) that `text` begins with, and how well; an empty one when none comes near."""
    words = key(text).split()
    best, sure = "", 0.0
    for phrase in phrases:
        size = len(phrase.split())
        for length in {size, size - 1, size + 1} - {0}:
            score = alike(phrase, " ".join(words[:length])) - (length != size)
            if score > sure:
                best, sure = phrase, score
    return (best, sure) if sure >= least else ("", sure)


def place_of(phrase: str, words: list[str], least: float = 82, after: int = 0) -> int:
    """Index of the word at which `phrase` (a key) begins among folded `words`; −1 when it is not there."""
    size = len(phrase.split())
    for at in range(after, len(words) - size + 1):
        if alike(phrase, " ".join(words[at : at + size])) >= least:
            return at
    return -1
