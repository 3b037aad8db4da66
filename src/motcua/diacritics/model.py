# SPDX-License-Identifier: EUPL-1.2
"""The two learnt tables: which strings a letter was read as, and which syllables follow each other."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from motcua.datafiles import DATA

FILE = DATA / "diacritics" / "model.json.gz"
LONGEST = 3
"""A letter may have become nothing, or up to so many characters."""

_UNSEEN = -9.0
_UNSEEN_EACH = -1.5
_TRIGRAM, _BIGRAM, _UNIGRAM, _ANY = 0.55, 0.35, 0.098, 0.002

_MOST_KEPT = 1_000_000

Floats = NDArray[np.float64]


class Channel:
    """log P(what was read | the letter that stood there)."""

    def __init__(self, table: Mapping[str, Mapping[str, float]]) -> None:
        self._table = {letter: dict(read) for letter, read in table.items()}

    def log(self, letter: str, read: str) -> float:
        """The log probability that `letter` was read as `read`, zero to three characters."""
        known = self._table.get(letter)
        if known is not None and read in known:
            return known[read]
        return _UNSEEN + _UNSEEN_EACH * abs(len(read) - 1)


class Language:
    """Syllables and how often two or three follow each other."""

    def __init__(self, ones: Mapping[str, int], twos: Mapping[str, int], threes: Mapping[str, int]) -> None:
        self.ones, self.twos, self.threes = ones, twos, threes
        self.total = sum(ones.values())
        self._logs: dict[tuple[str, str, str], float] = {}
        self._after: dict[str, int] = {}
        for pair, count in twos.items():
            first = pair.partition(" ")[0]
            self._after[first] = self._after.get(first, 0) + count

    def log(self, before: str, last: str, word: str) -> float:
        """log P(word | the two before it), from three, two and one syllables mixed."""
        # ⚡ Asked hundreds of times for each word of a line, mostly the same again.
        known = self._logs.get((before, last, word))
        if known is None:
            if len(self._logs) > _MOST_KEPT:
                self._logs.clear()
            known = self._logs[before, last, word] = self._log(before, last, word)
        return known

    def _log(self, before: str, last: str, word: str) -> float:
        chance = _ANY / len(self.ones) + _UNIGRAM * self.ones.get(word, 0) / self.total
        if pairs := self._after.get(last):
            chance += _BIGRAM * self.twos.get(f"{last} {word}", 0) / pairs
        if before and (seen := self.twos.get(f"{before} {last}")):
            chance += _TRIGRAM * self.threes.get(f"{before} {last} {word}", 0) / seen
        return math.log(chance)


@dataclass(frozen=True, slots=True)
class Level:
    """All beginnings of one length of the words that are known: a level of their tree."""

    parents: NDArray[np.int64]
    letters: NDArray[np.int64]
    words: NDArray[np.int64]
    """Number of the word that ends here, −1 where none does."""


class Words:
    """The known words as a tree, level by level, so that all of them are compared with a token at once."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.alphabet = sorted({letter for word in words for letter in word})
        self.levels = self._levels()

    def _levels(self) -> list[Level]:
        number = {letter: index for index, letter in enumerate(self.alphabet)}
        ends = {word: index for index, word in enumerate(self.words)}
        levels, before = [], {"": 0}
        for length in range(1, max(map(len, self.words)) + 1):
            beginnings = sorted({word[:length] for word in self.words if len(word) >= length})
            levels.append(
                Level(
                    np.array([before[one[:-1]] for one in beginnings], dtype=np.int64),
                    np.array([number[one[-1]] for one in beginnings], dtype=np.int64),
                    np.array([ends.get(one, -1) for one in beginnings], dtype=np.int64),
                )
            )
            before = {one: index for index, one in enumerate(beginnings)}
        return levels


class Model:
    """Everything that was learnt."""

    def __init__(self, channel: Channel, language: Language, words: Words) -> None:
        self.channel, self.language, self.words = channel, language, words
        self._columns: dict[str, Floats] = {}

    def of_all_letters(self, read: str) -> Floats:
        """For each letter of the alphabet the log probability that it was read so."""
        found = self._columns.get(read)
        if found is None:
            found = np.array([self.channel.log(letter, read) for letter in self.words.alphabet])
            self._columns[read] = found
        return found


@cache
def load(path: Path = FILE) -> Model:
    """The model of the project; read once a process."""
    kept: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    ones = kept["ones"]
    return Model(
        Channel(kept["channel"]),
        Language(ones, kept["twos"], kept["threes"]),
        Words(sorted(word for word in ones if not word.startswith("<"))),
    )
