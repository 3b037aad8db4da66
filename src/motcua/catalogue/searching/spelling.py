# SPDX-License-Identifier: EUPL-1.2
"""What a word may have been meant to be: slips of the finger, letters of Telex and VNI, sounds written otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from motcua.catalogue.searching.index import Index
from motcua.catalogue.searching.vocabulary import Vocabulary
from motcua.catalogue.searching.words import Word

_TELEX_TONE = re.compile(r"(?<=[aeiouy])[sfrxj]|(?<=[aeiouy][cghmnpt])[sfrxj]|(?<=[cn][gh])[sfrxj]")
_TELEX_DOUBLE = re.compile(r"([adeo])\1")
_SOUNDS = (
    (re.compile(r"^(x|s)(?=[aeiou])"), "s"),
    (re.compile(r"^(tr|ch)"), "ch"),
    (re.compile(r"^(gi|d|r)(?=[aeiou])"), "d"),
    (re.compile(r"^(l|n)(?=[aeiou])"), "l"),
    (re.compile(r"^ngh?"), "ng"),
    (re.compile(r"^gh"), "g"),
    (re.compile(r"^(c|k)(?!h)"), "k"),
    (re.compile(r"(?<=[aeiou])(n|ng|nh)$"), "n"),
    (re.compile(r"(?<=[aeiou])(t|c)$"), "t"),
    (re.compile(r"(?<=[aeiou])y$"), "i"),
)
_TYPED, _SAME_SOUND, _ONE_SLIP, _TWO_SLIPS = 0.97, 0.9, 0.8, 0.55
_WITHOUT_CONTEXT = 0.75
_LIMIT = 40


@dataclass(frozen=True, slots=True)
class Guess:
    """One reading of a word: the words it stands for and how much to trust it, up to 1."""

    words: tuple[Word, ...]
    trust: float


class Speller:
    """Knows which syllables exist and which stand side by side."""

    def __init__(self, index: Index, vocabulary: Vocabulary) -> None:
        self._known = index.known | vocabulary.known
        self._pairs = (index.pairs, vocabulary.pairs)
        self._sorted = sorted(self._known)
        self._by_sound: dict[str, list[str]] = {}
        for one in self._sorted:
            self._by_sound.setdefault(_sound(one), []).append(one)

    def is_known(self, word: str) -> bool:
        """Whether some procedure or everyday phrase has the syllable."""
        return word in self._known

    def stands_beside(self, before: str, word: str, after: str) -> bool:
        """Whether the word is seen with one of its neighbours; an empty neighbour is none."""
        return bool(before and self._pair(before, word)) or bool(after and self._pair(word, after))

    def guesses(self, before: str, word: Word, after: str, *, unfinished: bool) -> list[Guess]:
        """Other readings of one word between its neighbours, best first; `unfinished` for a word still typed."""
        found: dict[tuple[str, ...], float] = {}
        for words, trust in self._candidates(word.plain, unfinished=unfinished):
            near = self.stands_beside(before, words[0], after if len(words) == 1 else "")
            weight = trust if near or len(words) > 1 else trust * _WITHOUT_CONTEXT
            found[words] = max(found.get(words, 0.0), weight)
        found.pop((word.plain,), None)
        ordered = sorted(found.items(), key=lambda one: (-one[1], len(one[0]), one[0]))
        return [Guess(tuple(map(Word, words)), trust) for words, trust in ordered]

    def _candidates(self, word: str, *, unfinished: bool) -> Iterator[tuple[tuple[str, ...], float]]:
        for typed in _as_typed(word):
            if typed in self._known:
                yield (typed,), _TYPED
        for same in self._by_sound.get(_sound(word), []):
            yield (same,), _SAME_SOUND
        for cut in range(1, len(word)):
            if self._pair(word[:cut], word[cut:]):
                yield (word[:cut], word[cut:]), _TYPED
        if unfinished:
            begun = (one for one in self._sorted if one.startswith(word) and one != word)
            for whole in list(begun)[:_LIMIT]:
                yield (whole,), _SAME_SOUND
        if len(word) < 3 or word.isdecimal():
            return
        slips = process.extract(
            word, self._sorted, scorer=OSA.distance, score_cutoff=2 if len(word) > 4 else 1, limit=_LIMIT
        )
        for near, distance, _ in slips:
            yield (near,), _ONE_SLIP if distance <= 1 else _TWO_SLIPS

    def _pair(self, one: str, two: str) -> bool:
        pair = f"{one} {two}"
        return any(pair in pairs for pairs in self._pairs)


def _as_typed(word: str) -> Iterator[str]:
    """What the keys of Telex or VNI would have made of the word, without its accents."""
    yield re.sub(r"(?<=[a-z])\d+", "", word)
    plain = _TELEX_DOUBLE.sub(r"\1", word).replace("w", "")
    yield plain
    for match in _TELEX_TONE.finditer(plain):
        yield plain[: match.start()] + plain[match.end() :]


def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word
