# SPDX-License-Identifier: EUPL-1.2
"""The likeliest reading of whole lines: candidates of every token, weighed by what stands around them."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from motcua.diacritics.candidates import Candidate, candidates
from motcua.diacritics.model import Model, load
from motcua.diacritics.tokens import Piece, cased, pieces, stands_in_capitals

BEGIN, NUMBER = "<s>", "<n>"
_WIDTH = 12
_CHANNEL_WEIGHT = 0.7
_UNKNOWN = -18.0
_NUMBER_IS_WORD = -3.0
_HOPELESS = 11.0
"""A path so far behind the best one never comes first again."""


Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Restored:
    """A line with its marks. `sure` is the share of tokens whose best reading was clearly ahead, 0 to 1."""

    raw: str
    text: str
    sure: float


@dataclass(slots=True)
class _Path:
    score: float
    before: str
    last: str
    words: tuple[str, ...] | None
    came: _Path | None


def restore(text: str) -> str:
    """The text with its diacritics, line by line. Text that has them already stays as it is, word by word."""
    return "\n".join(one.text for one in restore_lines(text.split("\n")))


def restore_lines(lines: Sequence[str], progress: Progress = lambda done, all_: None) -> list[Restored]:
    """Each line with its diacritics; a line goes on from the one before it unless that one was empty."""
    model = load()
    done: list[Restored] = []
    before, last = BEGIN, BEGIN
    for number, line in enumerate(lines):
        if not line.strip():
            before, last = BEGIN, BEGIN
            done.append(Restored(line, line, 1.0))
        else:
            restored, before, last = _line(model, line, before, last)
            done.append(restored)
        progress(number + 1, len(lines))
    return done


def _line(model: Model, line: str, before: str, last: str) -> tuple[Restored, str, str]:
    parts = list(pieces(unicodedata.normalize("NFC", line)))
    paths = [_Path(0.0, before, last, None, None)]
    clear = counted = 0
    for part in parts:
        if not part.word:
            paths = _pass(part, paths)
            continue
        paths = _extend(model, part, paths)
        counted += 1
        clear += len(paths) == 1 or paths[0].score - paths[1].score > math.log(4)
    best = paths[0]
    words = _backwards(best)
    capitals = stands_in_capitals(line)
    text = "".join(_written(part, words, in_capitals=capitals) for part in parts)
    return Restored(line, text, clear / counted if counted else 1.0), best.before, best.last


def _pass(part: Piece, paths: list[_Path]) -> list[_Path]:
    """A piece that stays: a number stands for itself, punctuation and the like are not there."""
    if not any(one.isalnum() for one in part.raw):
        return paths
    word = NUMBER if any(one.isdigit() for one in part.raw) else part.raw.strip(".,;:()-–").lower()
    return [_Path(one.score, one.last, word, None, one) for one in paths]


def _extend(model: Model, part: Piece, paths: list[_Path]) -> list[_Path]:
    offered = _offered(part.word.lower())
    best: dict[tuple[str, str], _Path] = {}
    for path in paths:
        for words, channel in offered:
            score, before, last = path.score + _CHANNEL_WEIGHT * channel, path.before, path.last
            for word in words:
                score += model.language.log(before, last, word)
                before, last = last, word
            kept = best.get((before, last))
            if kept is None or score > kept.score:
                best[before, last] = _Path(score, before, last, words, path)
    paths = sorted(best.values(), key=lambda one: -one.score)[:_WIDTH]
    return [path for path in paths if path.score > paths[0].score - _HOPELESS]


@lru_cache(maxsize=50_000)
def _offered(token: str) -> list[Candidate]:
    """Candidates of a token; a short number is one of its own."""
    found = candidates(load(), token)
    if token.isdigit():
        words = [(one, score + _NUMBER_IS_WORD) for one, score in found if len(one) == 1]
        return [((NUMBER,), 0.0), *words]
    return found or [((token,), _UNKNOWN)]


def _backwards(path: _Path | None) -> list[tuple[str, ...]]:
    words = []
    while path is not None:
        if path.words is not None:
            words.append(path.words)
        path = path.came
    return words


def _written(part: Piece, words: list[tuple[str, ...]], *, in_capitals: bool) -> str:
    """`words` is consumed from its end: the first token's reading stands last."""
    if not part.word:
        return part.raw
    first, *rest = words.pop()
    if first == NUMBER:
        return part.raw
    told = [cased(first, part.word, in_capitals=in_capitals)]
    told += [one.upper() if in_capitals else one for one in rest]
    return part.before + " ".join(told) + part.after
