# SPDX-License-Identifier: EUPL-1.2
"""Everyday words and abbreviations → words of the law, as `data/search/everyday-words.yaml` holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from motcua.catalogue.errors import SearchWordsUnreadable
from motcua.catalogue.searching.index import SpecialForms
from motcua.catalogue.searching.words import Word, pairs_of, words_of
from motcua.datafiles import DATA, read_yaml

FILE = DATA / "search" / "everyday-words.yaml"
Phrase = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """One way of saying: the words as said, with their accents, and what the law calls it.

    `is_side`: a detail of what somebody wants (for a child, abroad), not the thing itself.
    """

    said: Phrase
    means: tuple[Phrase, ...]
    is_side: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`sayings` and `fillers` by their words without accents; `abbreviations` by the letters.

    `special_forms` mark a procedure as a special form of a plainer one.
    """

    sayings: Mapping[tuple[str, ...], tuple[Saying, ...]]
    abbreviations: Mapping[str, tuple[Phrase, ...]]
    fillers: frozenset[tuple[str, ...]]
    special_forms: SpecialForms
    longest: int
    known: frozenset[str]
    pairs: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The words of the project's own file, read once a process. Raises `SearchWordsUnreadable`."""
    return read_vocabulary(FILE)


def read_vocabulary(path: Path) -> Vocabulary:
    """Read a file of everyday words. Raises `SearchWordsUnreadable`, naming what is wrong."""
    try:
        content = read_yaml(path.read_text(encoding="utf-8"))
        return _vocabulary(content)
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise SearchWordsUnreadable(
            f"Không đọc được từ ngữ tìm kiếm {path.name}: {error}.",
            hint="Tệp cần ba khóa fillers, abbreviations, everyday; hãy sửa theo chú thích ở đầu tệp.",
        ) from error


def _vocabulary(content: Mapping[str, Any]) -> Vocabulary:
    abbreviations = {
        words_of(str(short))[0].plain: tuple(words_of(long) for long in longs)
        for short, longs in content["abbreviations"].items()
    }
    fillers = frozenset(map(plain_of, _listed(content["fillers"])))
    sayings: dict[tuple[str, ...], tuple[Saying, ...]] = {}
    for entry in content["everyday"]:
        means = tuple(words_of(one) for one in entry["means"])
        for one in entry["say"]:
            said = spelled_out(words_of(str(one)), abbreviations)
            sayings[plain_of(said)] = (
                *sayings.get(plain_of(said), ()),
                Saying(said, means, entry.get("side", False)),
            )
    phrases = [saying.said for group in sayings.values() for saying in group]
    return Vocabulary(
        sayings=sayings,
        abbreviations=abbreviations,
        fillers=fillers,
        special_forms=SpecialForms(
            begins=_listed(content["special_forms"]["begins"]),
            anywhere=_listed(content["special_forms"]["anywhere"]),
        ),
        longest=max(map(len, [*sayings, *fillers])),
        known=frozenset(_all_words(phrases) | {word for filler in fillers for word in filler}),
        pairs=frozenset(pair for said in phrases for pair in pairs_of(said)),
    )


def _listed(lines: Iterable[str]) -> tuple[Phrase, ...]:
    """The phrases of lines that hold several of them, parted by commas."""
    return tuple(words_of(one) for line in lines for one in line.split(","))


def spelled_out(phrase: Phrase, abbreviations: Mapping[str, tuple[Phrase, ...]]) -> Phrase:
    """The phrase with each abbreviation in its first meaning, as queries are read too."""
    out: list[Word] = []
    for word in phrase:
        meanings = meanings_of(word, abbreviations)
        out.extend(meanings[0] if meanings else (word,))
    return tuple(out)


def meanings_of(word: Word, abbreviations: Mapping[str, tuple[Phrase, ...]]) -> tuple[Phrase, ...]:
    """What the word may be short for; a word with an accent (đ is a letter) is no abbreviation."""
    if word.exact and word.exact.replace("đ", "d") != word.plain:
        return ()
    return abbreviations.get(word.plain, ())


def plain_of(phrase: Phrase) -> tuple[str, ...]:
    """The words without their accents."""
    return tuple(word.plain for word in phrase)


def _all_words(phrases: Iterable[Phrase]) -> set[str]:
    return {word.plain for phrase in phrases for word in phrase}
