# SPDX-License-Identifier: EUPL-1.2
"""The two learnt tables: which strings a letter was read as, and which syllables follow each other."""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter
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
_SEEN_ANYWHERE = 0.5
_NEW_ONES = 2.0
"""How much a new word is expected behind a beginning, for each kind of word that was seen there."""

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
    """Which syllables follow each other: pairs and triples that were seen, each widened by what is rarer.

    How much the longer context counts depends on how many different words were seen behind it (Witten and Bell); a
    word that follows many others is likelier in a place of its own than one that always follows the same.
    """

    def __init__(self, twos: Mapping[str, int], threes: Mapping[str, int]) -> None:
        self._twos, self._threes = _Followers(twos), _Followers(threes)
        self._preceded: Counter[str] = Counter(pair.rpartition(" ")[2] for pair in twos)
        self._all = len(twos) + _SEEN_ANYWHERE * (len(self._preceded) + 1)
        self._logs: dict[tuple[str, str, str], float] = {}

    def log(self, before: str, last: str, word: str) -> float:
        """log P(word | the two before it)."""
        # ⚡ Asked hundreds of times for each word of a line, mostly the same again.
        known = self._logs.get((before, last, word))
        if known is None:
            if len(self._logs) > _MOST_KEPT:
                self._logs.clear()
            known = self._logs[before, last, word] = self._log(before, last, word)
        return known

    def _log(self, before: str, last: str, word: str) -> float:
        chance = (self._preceded[word] + _SEEN_ANYWHERE) / self._all
        chance = self._twos.chance(last, word, chance)
        return math.log(self._threes.chance(f"{before} {last}", word, chance))


class _Followers:
    """What was seen behind a beginning, and how often."""

    def __init__(self, seen: Mapping[str, int]) -> None:
        self._seen = seen
        self._times: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()
        for words, count in seen.items():
            beginning = words.rpartition(" ")[0]
            self._times[beginning] += count
            self._kinds[beginning] += 1

    def chance(self, beginning: str, word: str, otherwise: float) -> float:
        """P(word | beginning), where `otherwise` is what a shorter beginning says."""
        new = _NEW_ONES * self._kinds[beginning]
        if not new:
            return otherwise
        return (self._seen.get(f"{beginning} {word}", 0) + new * otherwise) / (self._times[beginning] + new)


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
    return Model(Channel(kept["channel"]), Language(kept["twos"], kept["threes"]), Words(kept["words"]))
