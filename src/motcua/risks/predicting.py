# SPDX-License-Identifier: EUPL-1.2
"""The chance that a dossier misses its due date, and how good such chances were. Pure arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from motcua.risks.isotonic import Floats
from motcua.risks.learning import Cases, Learnt, raw_chance
from motcua.risks.shape import TO_GO


def chance(learnt: Learnt, cases: Cases) -> Floats:
    """The calibrated chance of each case, between 0 and 1; 1 where no time is left."""
    raw = raw_chance(learnt, cases)
    calibrated: Floats = np.interp(raw, learnt.given, learnt.happened)
    return np.where(cases.began > cases.still, calibrated, 1.0)


def remaining(learnt: Learnt, cases: Cases, share: float) -> Floats:
    """The working minutes from now within which this share of such dossiers is done; 0.5 gives the median.

    Of one cloth with `chance`: more than half are done in time exactly where the median is less than what is left.
    For some rows of a page: it asks for each of the times that are counted.
    """
    done = np.stack(
        [
            1
            - np.interp(raw_chance(learnt, cases, np.full(cases.size, column)), learnt.given, learnt.happened)
            for column in TO_GO
        ]
    )
    times = np.full(cases.size, TO_GO[-1])
    for case in range(cases.size):
        reached = np.flatnonzero(done[:, case] >= share)
        if not reached.size:
            continue
        first = int(reached[0])
        if first == 0:
            times[case] = TO_GO[0]
            continue
        below, above = done[first - 1, case], done[first, case]
        part = (share - below) / (above - below)
        times[case] = TO_GO[first - 1] + part * (TO_GO[first] - TO_GO[first - 1])
    return np.maximum(1.0, times * cases.scale - cases.still)


@dataclass(frozen=True, slots=True)
class Decile:
    """The cases with about this chance: what was said on average, and how often it happened."""

    said: float
    happened: float
    cases: int


def brier(said: Floats, happened: Floats) -> float:
    """Mean squared error of chances (Brier 1950): 0 is perfect, always saying the base rate b gives b(1 - b)."""
    return float(np.mean((said - happened) ** 2))


def deciles(said: Floats, happened: Floats) -> list[Decile]:
    """Ten equal groups from the least to the most likely, each with what came true."""
    order = np.argsort(said, kind="stable")
    return [
        Decile(round(float(said[part].mean()), 4), round(float(happened[part].mean()), 4), int(part.size))
        for part in np.array_split(order, 10)
        if part.size
    ]
