# SPDX-License-Identifier: EUPL-1.2
"""What a word may have been meant to be: slips of the finger, letters of Telex and VNI, sounds written otherwise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

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
_TYPED, _SAME_SOUND, _ONE_SLIP, _TWO_SLIPS = 0.97, 0.92, 0.88, 0.6
_WITHOUT_CONTEXT = 0.75
_UNSEEN = 99.0
_LIMIT, _MOST_BEGUN = 40, 400


@dataclass(frozen=True, slots=True)
class Guess:
    """One reading of a word: the words it stands for, how much to trust it, up to 1, and whether it fits there."""

    words: tuple[Word, ...]
    trust: float
    in_place: bool


class Speller:
    """Knows which syllables exist and which stand side by side."""

    def __init__(self, index: Index, vocabulary: Vocabulary) -> None:
        self._known = index.known | vocabulary.known
        self._pairs = (index.pairs, vocabulary.pairs)
        self._sorted = sorted(self._known)
        self._rarity = index.rarity
        self._by_sound: defaultdict[str, list[str]] = defaultdict(list)
        self._by_letters: defaultdict[str, list[str]] = defaultdict(list)
        for one in self._sorted:
            self._by_sound[_sound(one)].append(one)
            self._by_letters[_letters(one)].append(one)

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
            found[words] = max(found.get(words, 0.0), trust)
        found.pop((word.plain,), None)
        guesses = [self._guess(before, words, after, trust) for words, trust in found.items()]
        # of two that fit, the more frequent neighbours
        return sorted(
            guesses, key=lambda one: (-one.trust, self._oddness(before, one, after), one.words[0].plain)
        )

    def _oddness(self, before: str, guess: Guess, after: str) -> float:
        pairs = (f"{before} {guess.words[0].plain}", f"{guess.words[-1].plain} {after}")
        return min(self._rarity.get(pair, _UNSEEN) for pair in pairs)

    def _guess(self, before: str, words: tuple[str, ...], after: str, trust: float) -> Guess:
        in_place = len(words) > 1 or self.stands_beside(before, words[0], after)
        return Guess(tuple(map(Word, words)), trust if in_place else trust * _WITHOUT_CONTEXT, in_place)

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
            for whole in islice(begun, _MOST_BEGUN):
                yield (whole,), _SAME_SOUND
        if len(word) > 2 and not word.isdecimal():
            yield from self._slips(word)

    def _slips(self, word: str) -> Iterator[tuple[tuple[str, ...], float]]:
        for same in self._by_letters.get(_letters(word), []):
            yield (same,), _ONE_SLIP
        most = 2 if len(word) > 3 else 1
        near = process.extract(word, self._sorted, scorer=OSA.distance, score_cutoff=most, limit=_LIMIT)
        for one, distance, _ in near:
            yield (one,), _ONE_SLIP if distance <= 1 else _TWO_SLIPS

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


def _letters(word: str) -> str:
    return "".join(sorted(word))


def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word
