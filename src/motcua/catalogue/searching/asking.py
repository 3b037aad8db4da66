# SPDX-License-Identifier: EUPL-1.2
"""From what was typed to what is looked for: readings of the text, each a row of concepts with alternatives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from motcua.catalogue.searching.index import Index
from motcua.catalogue.searching.spelling import Speller
from motcua.catalogue.searching.vocabulary import Phrase, Vocabulary, meanings_of, plain_of
from motcua.catalogue.searching.words import Word, words_of

_MOST_WORDS = 24
_MOST_READINGS = 4
_OTHER_MEANING = 0.95
_OUT_OF_PLACE = 0.9
_FILLER = 0.12
_PAIR = 0.6
_LEGAL = 0.95
_SIDE = 0.5
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way in which a concept may stand in a procedure: these words, in a row when they are several."""

    words: Phrase
    value: float = 1.0
    initials: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that is looked for; the best of its alternatives counts. `share` scales its weight."""

    alternatives: tuple[Alternative, ...]
    share: float = 1.0
    pair: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One understanding of the text, trusted up to 1."""

    concepts: tuple[Concept, ...]
    trust: float


@dataclass(frozen=True, slots=True)
class _Choice:
    phrase: Phrase
    trust: float


def readings_of(text: str, index: Index, vocabulary: Vocabulary, speller: Speller) -> list[Reading]:
    """The few most likely readings, the likeliest first; none for a text without words."""
    words = words_of(text)[:_MOST_WORDS]
    if not words:
        return []
    said = _said_places(words, vocabulary)
    choices = [
        _choices(words, place, vocabulary, speller, is_said=place in said) for place in range(len(words))
    ]
    return [
        Reading(tuple(_concepts(phrase, index, vocabulary, speller)), trust)
        for phrase, trust in _combined(choices)
    ]


def _said_places(words: Phrase, vocabulary: Vocabulary) -> set[int]:
    """Places of words that make an everyday phrase or are fillers: nobody mistyped those."""
    places: set[int] = set()
    place = 0
    while place < len(words):
        said, filler = _longest_saying(words, place, vocabulary)[0], _filler_length(words, place, vocabulary)
        if said > 1 or filler:
            places.update(range(place, place + max(said, filler)))
        place += said or filler or 1
    return places


def _choices(
    words: Phrase, place: int, vocabulary: Vocabulary, speller: Speller, *, is_said: bool
) -> list[_Choice]:
    """What one typed word may stand for, best first."""
    word = words[place]
    is_known = speller.is_known(word.plain)
    meanings = meanings_of(word, vocabulary.abbreviations)
    if not meanings and not is_known and word.plain[-2:-1] == word.plain[-1]:
        meanings = meanings_of(Word(word.plain[:-1]), vocabulary.abbreviations)
    if meanings:
        return [_Choice(one, _OTHER_MEANING if number else 1.0) for number, one in enumerate(meanings)]
    itself = _Choice((word,), 1.0)
    before = words[place - 1].plain if place else ""
    after = words[place + 1].plain if place + 1 < len(words) else ""
    if is_known and (is_said or len(words) == 1 or speller.stands_beside(before, word.plain, after)):
        return [itself]
    last = place + 1 == len(words)
    if len(word.plain) == 1 and not last:
        return [itself]
    guesses = speller.guesses(before, word, after, unfinished=last)
    in_place = [_Choice(one.words, one.trust) for one in guesses if one.in_place]
    if is_known or _are_initials(word):
        return [_Choice((word,), _OUT_OF_PLACE), *in_place[:2]] if in_place else [itself]
    if len(word.plain) == 1:
        return [*in_place[:_MOST_READINGS], _Choice((), _OUT_OF_PLACE)]  # just begun
    return [_Choice(one.words, one.trust) for one in guesses[:3]] or [itself]


def _are_initials(word: Word) -> bool:
    """Letters without a vowel that no list explains are looked for in the names: `msmv` mã số mã vạch."""
    return len(word.plain) > 2 and not _VOWELS & set(word.plain)


def _combined(choices: list[list[_Choice]]) -> list[tuple[Phrase, float]]:
    """The best choice everywhere; then with one word read otherwise, the most trusted first."""
    first = [options[0] for options in choices]
    others = sorted(
        ((place, option) for place, options in enumerate(choices) for option in options[1:]),
        key=lambda one: -one[1].trust,
    )
    rows = [first]
    rows += [[*first[:place], option, *first[place + 1 :]] for place, option in others[: _MOST_READINGS - 1]]
    return [(_joined(row), min(choice.trust for choice in row)) for row in rows]


def _joined(row: list[_Choice]) -> Phrase:
    return tuple(word for choice in row for word in choice.phrase)


def _concepts(phrase: Phrase, index: Index, vocabulary: Vocabulary, speller: Speller) -> Iterator[Concept]:
    """Longest everyday phrase first; what is none stands for itself, and so do pairs of such words."""
    place, plain_before = 0, ""
    while place < len(phrase):
        length, concept = _longest_saying(phrase, place, vocabulary)
        if concept is not None:
            yield concept
            place, plain_before = place + length, ""
            continue
        word = phrase[place]
        length = _filler_length(phrase, place, vocabulary)
        yield from (
            Concept((_alternative(one, speller),), _FILLER if length else 1.0)
            for one in phrase[place : place + max(length, 1)]
        )
        pair = f"{plain_before} {word.plain}"
        if plain_before and pair in index.pairs:
            yield Concept((), _PAIR, pair)
        place += max(length, 1)
        plain_before = phrase[place - 1].plain


def _longest_saying(phrase: Phrase, place: int, vocabulary: Vocabulary) -> tuple[int, Concept | None]:
    for length in range(min(vocabulary.longest, len(phrase) - place), 0, -1):
        said = phrase[place : place + length]
        known = vocabulary.sayings.get(plain_of(said), ())
        # several syllables with a wrong accent are still those; a single one is another word
        fitting = [saying for saying in known if length > 1 or _accents_agree(said, saying.said)]
        if fitting:
            legal = dict.fromkeys(means for saying in fitting for means in saying.means)
            own = Alternative(said)
            share = _SIDE if all(saying.is_side for saying in fitting) else 1.0
            return length, Concept((own, *(Alternative(one, _LEGAL) for one in legal)), share)
    return 0, None


def _filler_length(phrase: Phrase, place: int, vocabulary: Vocabulary) -> int:
    for length in range(min(4, len(phrase) - place), 0, -1):
        if plain_of(phrase[place : place + length]) in vocabulary.fillers:
            return length
    return 0


def _accents_agree(typed: Phrase, said: Phrase) -> bool:
    """What was typed without accents may be anything; a typed accent has to be the right one."""
    return all(not one.exact or one.exact == two.exact for one, two in zip(typed, said, strict=True))


def _alternative(word: Word, speller: Speller) -> Alternative:
    initials = _are_initials(word) and not speller.is_known(word.plain)
    return Alternative((word,), initials=word.plain if initials else "")
