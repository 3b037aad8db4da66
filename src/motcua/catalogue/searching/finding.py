# SPDX-License-Identifier: EUPL-1.2
"""Finding by words in one index: pure, so that it can be measured without a database."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from motcua.catalogue.searching.asking import readings_of
from motcua.catalogue.searching.index import Index, name_key
from motcua.catalogue.searching.ranking import ranked
from motcua.catalogue.searching.spelling import Speller
from motcua.catalogue.searching.vocabulary import Vocabulary, plain_of
from motcua.catalogue.searching.words import words_of

_CODE = re.compile(r"(?<![\d.])\d\.\d{3,6}(?![\d.])")
_PART_OF_CODE = re.compile(r"\d[\d.]{2,}")
_GOOD_ENOUGH = 0.3
_FAR_BEHIND = 0.45


@dataclass(frozen=True, slots=True)
class Found:
    """One answer of the search; `score` is between 0 and 1."""

    code: str
    name: str
    score: float
    version_id: int


class Finder:
    """An index with the words that belong to it. Safe for many threads: nothing changes after it is made."""

    def __init__(self, index: Index, vocabulary: Vocabulary) -> None:
        self.index = index
        self._vocabulary = vocabulary
        self._speller = Speller(index, vocabulary)

    def find(self, text: str, limit: int) -> list[Found]:
        """What fits best, best first; never raises, whatever the text is.

        Words may stand in any order, without accents, with slips, shortened, or as people say them. A code, or
        a part of one, finds its procedures before everything else.
        """
        by_code = self._with_code(text)
        if by_code:
            return by_code[:limit]
        called_so = self._called_so(text)
        rows = ranked(self.index, readings_of(text, self.index, self._vocabulary, self._speller))
        rows = [(score, number) for score, number in rows if number not in called_so]
        worst = max(_GOOD_ENOUGH, rows[0][0] * _FAR_BEHIND) if rows else 0.0
        found = [self._found(number, 1.0) for number in called_so]
        found += [self._found(number, score) for score, number in rows[:limit] if score >= worst]
        return found[:limit]

    def _called_so(self, text: str) -> Sequence[int]:
        """Procedures of which the text is a whole name, the commune's first."""
        name = name_key(plain_of(words_of(text)))
        return self.index.named.get(name, ()) if name else ()

    def _with_code(self, text: str) -> list[Found]:
        wanted = text.strip()
        codes = [wanted] if _PART_OF_CODE.fullmatch(wanted) else _CODE.findall(text)
        rows = [
            self._found(number, 1.0 if one.code == code else 0.99 if one.code.startswith(code) else 0.9)
            for code in codes
            for number, one in enumerate(self.index.documents)
            if code in one.code
        ]
        return sorted(rows, key=lambda one: (-one.score, one.code))

    def _found(self, number: int, score: float) -> Found:
        document = self.index.documents[number]
        return Found(document.code, document.name, round(score, 4), document.version_id)
