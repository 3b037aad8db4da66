# SPDX-License-Identifier: EUPL-1.2
"""Which duties of a higher plan the plans below took up, and which nobody did.

Counted by task and unit, never by guess: a task of a lower plan covers the one it names. `likely` only proposes which
one that may be; a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from motcua.law.names import fold

LEAST_LIKELY: Final = 72.0
"""Likeness, 0 to 100, below which no duty is proposed as the one that is carried out."""


@dataclass(frozen=True, slots=True)
class Taker:
    """A task of a lower plan that names the higher one; `unit` is the unit of its plan."""

    task: int
    plan: int
    unit: int


@dataclass(frozen=True, slots=True)
class Covered:
    """One duty of the higher plan: who took it up, and which of the units it is meant for did not."""

    task: int
    takers: tuple[Taker, ...]
    missing: tuple[int, ...]

    @property
    def is_taken(self) -> bool:
        """Whether anybody took it up."""
        return bool(self.takers)

    @property
    def is_whole(self) -> bool:
        """Whether every unit took it up that it is meant for; where none is named, one is enough."""
        return self.is_taken and not self.missing


@dataclass(frozen=True, slots=True)
class Coverage:
    """All duties of the higher plan in their order, and the tasks below that carry out none of them."""

    rows: tuple[Covered, ...]
    own: tuple[int, ...]

    @property
    def untaken(self) -> tuple[Covered, ...]:
        """Duties nobody took up."""
        return tuple(row for row in self.rows if not row.is_taken)

    @property
    def partly(self) -> tuple[Covered, ...]:
        """Duties that some of the units they are meant for did not take up."""
        return tuple(row for row in self.rows if row.is_taken and not row.is_whole)


def coverage(
    higher: Sequence[int],
    lower: Iterable[tuple[Taker, int | None]],
    meant_for: Mapping[int, frozenset[int]],
) -> Coverage:
    """`higher`: ids of the duties; `lower`: tasks below with the duty each names; `meant_for`: units by duty."""
    takers: dict[int, list[Taker]] = {task: [] for task in higher}
    own = []
    for taker, named in lower:
        if named in takers:
            takers[named].append(taker)
        else:
            own.append(taker.task)
    rows = []
    for task in higher:
        units = {taker.unit for taker in takers[task]}
        missing = tuple(sorted(meant_for.get(task, frozenset()) - units))
        rows.append(Covered(task, tuple(takers[task]), missing))
    return Coverage(tuple(rows), tuple(own))


def likely(content: str, higher: Mapping[int, str], most: int = 3) -> list[tuple[int, float]]:
    """The duties a task may carry out, the likeliest first, with their likeness; none below `LEAST_LIKELY`."""
    folded = {task: fold(words) for task, words in higher.items()}
    found = process.extract(
        fold(content), folded, scorer=fuzz.token_set_ratio, limit=most, score_cutoff=LEAST_LIKELY
    )
    return [(task, round(score, 1)) for _words, score, task in found]
