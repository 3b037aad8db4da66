# SPDX-License-Identifier: EUPL-1.2
"""How well each procedure fits what is looked for: a share between 0 and 1."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from motcua.catalogue.searching.asking import Alternative, Concept, Reading
from motcua.catalogue.searching.index import WHOLE, Document, Index
from motcua.catalogue.searching.vocabulary import Phrase
from motcua.catalogue.searching.words import Word, pairs_of

_WRONG_ACCENT = 0.55
_PAIR_IN_PHRASE = 0.8
_NAME_SHARE = 0.22
_DISTANCE = 0.012
_UNASKED = 0.95
_CANDIDATES = 180
_FEW, _COMMON_KEYS = 40, 5
_LOOKED_AT = 60


def ranked(index: Index, readings: list[Reading]) -> list[tuple[float, int]]:
    """Score and number of the documents that fit best, best first."""
    best: dict[int, float] = {}
    for reading in readings:
        for number, score in _scores(index, reading).items():
            if score > best.get(number, 0.0):
                best[number] = score
    documents = index.documents
    return sorted(
        ((score, number) for number, score in best.items()),
        key=lambda one: (-one[0], len(documents[one[1]].name), documents[one[1]].code),
    )


def _scores(index: Index, reading: Reading) -> dict[int, float]:
    candidates = _candidates(index, reading)
    if not candidates:
        return {}
    covered = dict.fromkeys(candidates, 0.0)
    total = 0.0
    for concept in reading.concepts:
        weight, fits = _concept(index, concept, candidates)
        total += weight
        for number, fit in fits.items():
            covered[number] += weight * fit
    asked = _words_asked(reading)
    chosen = heapq.nlargest(_LOOKED_AT, covered.items(), key=lambda one: one[1])
    return {
        number: _whole(index, index.documents[number], mass / total, asked) * reading.trust
        for number, mass in chosen
    }


def _candidates(index: Index, reading: Reading) -> frozenset[int]:
    """The documents worth a close look: those that have most of what is rare in the reading."""
    masses: dict[str, float] = {}
    found: dict[int, float] = {}
    for concept in reading.concepts:
        for key, mass in _keys_of(index, concept):
            masses[key] = max(masses.get(key, 0.0), mass * concept.share)
        for alternative in concept.alternatives:
            if alternative.initials:
                found.update(dict.fromkeys(index.with_initials(alternative.initials), index.unheard))
    for key, mass in masses.items():
        for weight, numbers in index.listed.get(key, ()):
            value = weight * mass
            for number in numbers:
                found[number] = found.get(number, 0.0) + value
    if len(found) < _FEW:
        _add_common(index, masses, found)
    return frozenset(heapq.nlargest(_CANDIDATES, found, key=found.__getitem__))


def _add_common(index: Index, masses: dict[str, float], found: dict[int, float]) -> None:
    """Add what the rarest of the common words give, for a text that has hardly any others."""
    common = [key for key in masses if key in index.spread]
    for key in heapq.nlargest(_COMMON_KEYS, common, key=masses.__getitem__):
        mass = masses[key]
        for number, weight in enumerate(index.spread[key]):
            if weight:
                found[number] = found.get(number, 0.0) + mass * weight / WHOLE


def _keys_of(index: Index, concept: Concept) -> Iterator[tuple[str, float]]:
    if concept.pair:
        yield concept.pair, index.rarity_of(concept.pair)
    for alternative in concept.alternatives:
        for word in alternative.words:
            yield word.plain, index.rarity_of(word.plain)
        for pair in pairs_of(alternative.words):
            yield pair, index.rarity_of(pair)


def _whole(index: Index, document: Document, share: float, asked: frozenset[str]) -> float:
    told = max(_told(index, name, asked) for name in document.names)
    unasked = sum(not all(_is_asked(word, asked) for word in mark) for mark in document.special)
    place = (1 - _DISTANCE * document.distance) * _UNASKED ** min(unasked, 2)
    return share * (1 - _NAME_SHARE + _NAME_SHARE * told) * place


def _told(index: Index, name: Phrase, asked: frozenset[str]) -> float:
    """Which part of a name was asked for: the plain procedure goes before its special forms."""
    whole = told = 0.0
    for word in name:
        rarity = index.rarity_of(word.plain)
        whole += rarity
        if _is_asked(word, asked):
            told += rarity
    return told / whole if whole else 0.0


def _is_asked(word: Word, asked: frozenset[str]) -> bool:
    """A word typed without accents asks for every word that it may be."""
    return word.plain in asked or word.exact in asked


def _words_asked(reading: Reading) -> frozenset[str]:
    return frozenset(
        word.shown
        for concept in reading.concepts
        for alternative in concept.alternatives
        for word in alternative.words
    )


def _concept(index: Index, concept: Concept, candidates: frozenset[int]) -> tuple[float, dict[int, float]]:
    """The weight of a concept and how far each candidate has it."""
    fits: dict[int, float] = {}
    if concept.pair:
        _add(fits, index, concept.pair, 1.0, candidates)
        return index.rarity_of(concept.pair) * concept.share, fits
    masses = []
    for alternative in concept.alternatives:
        mass, found = _alternative(index, alternative, candidates)
        masses.append(mass)
        scale = alternative.value / max(mass, 1e-9)
        for number, had in found.items():
            if had * scale > fits.get(number, 0.0):
                fits[number] = had * scale
    return sum(masses) / len(masses) * concept.share, fits


def _alternative(
    index: Index, alternative: Alternative, candidates: frozenset[int]
) -> tuple[float, dict[int, float]]:
    """The mass of all its words and pairs, and how much of it each candidate has."""
    found: dict[int, float] = {}
    mass = 0.0
    for word in alternative.words:
        rarity = index.rarity_of(word.plain)
        mass += rarity
        _add(found, index, word.plain, rarity * (_WRONG_ACCENT if word.exact else 1.0), candidates)
        if word.exact:
            _add(found, index, word.exact, rarity * (1 - _WRONG_ACCENT), candidates)
    for pair in pairs_of(alternative.words):
        rarity = index.rarity_of(pair) * _PAIR_IN_PHRASE
        mass += rarity
        _add(found, index, pair, rarity, candidates)
    if alternative.initials:
        found.update(dict.fromkeys(candidates.intersection(index.with_initials(alternative.initials)), mass))
    return mass, found


def _add(found: dict[int, float], index: Index, key: str, mass: float, candidates: frozenset[int]) -> None:
    spread = index.spread.get(key)
    if spread is not None:
        for number in candidates:
            if spread[number]:
                found[number] = found.get(number, 0.0) + mass * spread[number] / WHOLE
        return
    for weight, numbers in index.listed.get(key, ()):
        for number in candidates.intersection(numbers):
            found[number] = found.get(number, 0.0) + mass * weight
