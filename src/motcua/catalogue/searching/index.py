# SPDX-License-Identifier: EUPL-1.2
"""The words of all procedures, turned round: from a word to the procedures that have it, and where."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from motcua.catalogue.searching.words import Word, pairs_of, words_of

NAME, FIELD, PAPER = 1.0, 0.5, 0.25
"""How much a word weighs by where it stands: in a name, in the field or a result, in a paper."""
WHOLE = 4
"""The weight of a name in the bytes of common keys."""

Postings = tuple[tuple[float, Sequence[int]], ...]
_BEGINNING = 6  # syllables, "Thủ tục" among them
_KNOWN_FROM_PAPERS = 3
_LISTED_AT_MOST, _LISTED_SHARE = 60, 40  # documents, or one in so many
_LEVEL_ORDER = ("commune", "province", "ministry", "district", "other")


@dataclass(frozen=True, slots=True)
class SpecialForms:
    """Phrases that mark a special form (cấp lại, có yếu tố nước ngoài): where a name begins, or anywhere in it."""

    begins: tuple[tuple[Word, ...], ...] = ()
    anywhere: tuple[tuple[Word, ...], ...] = ()

    def of(self, name: tuple[Word, ...]) -> tuple[tuple[Word, ...], ...]:
        """The marks that a name has."""
        start, whole = _written(name[:_BEGINNING]), _written(name)
        return tuple(
            [mark for mark in self.begins if _written(mark) in start]
            + [mark for mark in self.anywhere if _written(mark) in whole]
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One version of a procedure as it goes into the index."""

    version_id: int
    code: str
    name: str
    everyday_names: tuple[str, ...] = ()
    field: str = ""
    results: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What the ranking has to know of a version.

    `names` are the official and the everyday names. `distance` is 0 for what the commune does, more for the levels
    above it. `special` are the marks of a special form in the official name.
    """

    version_id: int
    code: str
    name: str
    names: tuple[tuple[Word, ...], ...]
    initials: str
    distance: int
    special: tuple[tuple[Word, ...], ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Where each key stands: a word, a word with its accents, or a pair of neighbours (`khai sinh`).

    A rare key lists the documents that have it, by the weight of the place. A common key (`spread`) holds one byte
    for every document, the weight in quarters, so that a few documents can be asked without walking through all.
    `named` leads from a whole name to what is called so. `rarity` tells how much a key says: near 0 when every
    procedure has it. `known` are the words that are no slip of the pen.
    """

    documents: tuple[Document, ...]
    named: Mapping[tuple[str, ...], Sequence[int]]
    listed: Mapping[str, Postings]
    spread: Mapping[str, bytes]
    rarity: Mapping[str, float]
    known: frozenset[str]
    pairs: frozenset[str]
    unheard: float

    def rarity_of(self, key: str) -> float:
        """The rarity of a key; a word that no procedure has is the rarest."""
        return self.rarity.get(key, self.unheard)

    def with_initials(self, letters: str) -> list[int]:
        """Documents in whose name syllables in a row begin with these letters: `dkkh` đăng ký kết hôn."""
        return [number for number, one in enumerate(self.documents) if letters in one.initials]


def _written(words: tuple[Word, ...]) -> str:
    return f" {' '.join(word.shown for word in words)} "


def name_key(name: tuple[str, ...]) -> tuple[str, ...]:
    """A name without the "Thủ tục" that some ministries write before it."""
    return name[2:] if name[:2] == ("thu", "tuc") and len(name) > 2 else name


def build(entries: Iterable[Entry], special: SpecialForms) -> Index:
    """The index of these versions."""
    documents: list[Document] = []
    by_weight: dict[float, defaultdict[str, list[int]]] = {
        weight: defaultdict(list) for weight in (NAME, FIELD, PAPER)
    }
    for number, entry in enumerate(entries):
        document, places = _read(entry, special)
        documents.append(document)
        for weight, those in places:
            found = by_weight[weight]
            for key in those:
                found[key].append(number)
    keys = {key for found in by_weight.values() for key in found}
    return _index(tuple(documents), by_weight, keys)


def _index(
    documents: tuple[Document, ...], by_weight: Mapping[float, Mapping[str, list[int]]], keys: set[str]
) -> Index:
    count = len(documents)
    named: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in sorted(range(count), key=lambda one: documents[one].distance):
        for name in documents[number].names:
            called = named[name_key(tuple(word.plain for word in name))]
            if number not in called:
                called.append(number)
    listed: dict[str, Postings] = {}
    spread: dict[str, bytes] = {}
    rarity: dict[str, float] = {}
    known: set[str] = set()
    for key in keys:
        places = tuple((weight, found[key]) for weight, found in by_weight.items() if key in found)
        having = sum(len(numbers) for _, numbers in places)
        rarity[key] = _rarity(having, count)
        if places[0][0] > PAPER or having >= _KNOWN_FROM_PAPERS:
            known.add(key)
        if having > max(_LISTED_AT_MOST, count // _LISTED_SHARE):
            spread[key] = _spread(places, count)
        else:
            listed[key] = tuple((weight, array("I", numbers)) for weight, numbers in places)
    pairs = {key for key in keys if " " in key}
    return Index(
        documents,
        named,
        listed,
        spread,
        rarity,
        frozenset(known - pairs),
        frozenset(pairs),
        _rarity(0, count),
    )


def _spread(places: Postings, count: int) -> bytes:
    row = bytearray(count)
    for weight, numbers in places:
        for number in numbers:
            row[number] = round(weight * WHOLE)
    return bytes(row)


def _rarity(having: int, count: int) -> float:
    return math.log(1 + (count - having + 0.5) / (having + 0.5))


def _read(entry: Entry, special: SpecialForms) -> tuple[Document, list[tuple[float, set[str]]]]:
    names = [words_of(entry.name), *map(words_of, entry.everyday_names)]
    in_names = set().union(*map(_keys, names))
    in_places = set().union(*map(_keys, [words_of(entry.field), *map(words_of, entry.results)])) - in_names
    in_papers = set().union(*map(_words, entry.papers))
    document = Document(
        version_id=entry.version_id,
        code=entry.code,
        name=entry.name,
        names=tuple(names),
        initials="".join(word.plain[0] for word in names[0]),
        distance=min((_LEVEL_ORDER.index(level) for level in entry.levels), default=0),
        special=special.of(names[0]),
    )
    return document, [(NAME, in_names), (FIELD, in_places), (PAPER, in_papers - in_names - in_places)]


def _keys(words: tuple[Word, ...]) -> set[str]:
    """Words and pairs of a place that is short and says what the procedure is."""
    return {word.plain for word in words} | {word.exact for word in words if word.exact} | {*pairs_of(words)}


@lru_cache(maxsize=4096)
def _words(paper: str) -> frozenset[str]:
    """The words of a paper alone; many procedures ask for the same ones."""
    words = words_of(paper)
    return frozenset([*(word.plain for word in words), *(word.exact for word in words if word.exact)])
