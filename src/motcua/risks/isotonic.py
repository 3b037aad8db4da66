# SPDX-License-Identifier: EUPL-1.2
"""The best increasing curve through points: pooling adjacent violators, in a few lines."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def increasing(values: Floats, weights: Floats) -> Floats:
    """The sequence that never falls and lies nearest to `values` (weighted squares); as long as they are."""
    means: list[float] = []
    masses: list[float] = []
    lengths: list[int] = []
    for value, weight in zip(values.tolist(), weights.tolist(), strict=True):
        mean, mass, length = value, weight, 1
        while means and means[-1] >= mean:
            before, heavy = means.pop(), masses.pop()
            total = heavy + mass
            mean = (before * heavy + mean * mass) / total if total else (before + mean) / 2
            mass, length = total, length + lengths.pop()
        means.append(mean)
        masses.append(mass)
        lengths.append(length)
    return np.repeat(np.array(means), lengths)


def curve(given: Floats, happened: Floats, weights: Floats, knots: int) -> tuple[Floats, Floats]:
    """A calibration curve: what was given (increasing) and how often it then happened (never falling).

    The points are gathered into at most `knots` groups before they are pooled; where more is given groups are finer.
    """
    order = np.argsort(given, kind="stable")
    given, happened, weights = given[order], happened[order], weights[order]
    mass = weights * (given + 0.02)
    share = np.cumsum(mass) / mass.sum()
    group = np.minimum((share * knots).astype(np.int64), knots - 1)
    heavy = np.bincount(group, weights, knots).astype(np.float64)
    some = heavy > 0
    heavy = heavy[some]
    x = np.bincount(group, weights * given, knots)[some] / heavy
    y = np.bincount(group, weights * happened, knots)[some] / heavy
    return x, increasing(y, heavy)
