# SPDX-License-Identifier: EUPL-1.2
"""Which words a token may have been, with the log probability that they were read so."""

from __future__ import annotations

import numpy as np

from motcua.diacritics.model import LONGEST, Floats, Model

MOST = 14
_HOPELESS = -26.0
_MARGIN = 10.0
_SPLIT_FROM = 6
_POOR_PER_LETTER = -1.1
_SPLIT_COST = -4.0

Candidate = tuple[tuple[str, ...], float]
"""One word, or two or three that were glued together; and the log probability."""


def candidates(model: Model, token: str) -> list[Candidate]:
    """The likeliest words for a token in lower case, best first; none when nothing known comes near."""
    found: list[Candidate] = [((word,), score) for word, score in _single(model, token)]
    best = found[0][1] if found else -np.inf
    if len(token) >= _SPLIT_FROM and best < _POOR_PER_LETTER * len(token):
        found += _glued(model, token, 2)
        found.sort(key=lambda one: -one[1])
    return found[:MOST]


def _single(model: Model, token: str) -> list[tuple[str, float]]:
    costs = _costs(model, token)
    rows = np.full((1, len(token) + 1), -np.inf)
    rows[0, 0] = 0.0
    kept = np.array([0])
    ends: list[tuple[Floats, np.ndarray]] = []
    for level in model.words.levels:
        where = np.full(int(level.parents.max()) + 1, -1)
        inside = kept[kept < len(where)]
        where[inside] = np.flatnonzero(kept < len(where))
        mine = np.flatnonzero(where[level.parents] >= 0)
        if not len(mine):
            break
        before = rows[where[level.parents[mine]]]
        cost = costs[level.letters[mine]]
        rows = before + cost[:, 0]
        for length in range(1, LONGEST + 1):
            shifted = before[:, :-length] + cost[:, length, length:]
            np.maximum(rows[:, length:], shifted, out=rows[:, length:])
        alive = rows.max(axis=1) > _HOPELESS
        rows, kept = rows[alive], mine[alive]
        words = level.words[kept]
        ends.append((rows[words >= 0, -1], words[words >= 0]))
    if not ends:
        return []
    scores = np.concatenate([one for one, _ in ends])
    words = np.concatenate([one for _, one in ends])
    order = np.argsort(-scores)[:MOST]
    names = model.words.words
    return [(names[words[at]], float(scores[at])) for at in order if scores[at] > scores[order[0]] - _MARGIN]


def _costs(model: Model, token: str) -> Floats:
    """For each letter, number of characters and end position: the log probability of what stands there."""
    size = len(token) + 1
    costs = np.full((len(model.words.alphabet), LONGEST + 1, size), -np.inf)
    for length in range(LONGEST + 1):
        for end in range(length, size):
            costs[:, length, end] = model.of_all_letters(token[end - length : end])
    return costs


def _glued(model: Model, token: str, parts: int) -> list[Candidate]:
    found: list[Candidate] = []
    for at in range(2, len(token) - 1):
        left, right = _single(model, token[:at]), _single(model, token[at:])
        found += [
            ((one, other), score + another + _SPLIT_COST)
            for one, score in left[:3]
            for other, another in right[:3]
        ]
    found.sort(key=lambda one: -one[1])
    return found[: MOST // parts]
