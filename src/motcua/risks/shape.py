# SPDX-License-Identifier: EUPL-1.2
"""How a forecast looks at work: the steps of a dossier, and the edges of the bins that history is counted into.

Times are shares of the limit of the dossier, in working minutes: 0.5 of a limit of 3 working days is 12 hours. So
procedures with different limits can stand in for each other until each has a history of its own.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from motcua.law.limits import LimitUnit
from motcua.law.statuses import State

STEPS: Final = (
    State.RECEIVED,
    State.TRANSFERRED,
    State.ASSIGNED,
    State.DRAFTED,
    State.SUBMITTED_TO_HEAD,
    State.SIGNED,
    State.SEALED,
)
"""The states in which the clock runs, in the order of work."""

WITH_HOLDER: Final = (State.ASSIGNED, State.DRAFTED)
"""Steps whose pace depends on how much the official holds besides."""

USED: Final = np.array([0.03, 0.08, 0.15, 0.25, 0.4, 0.55, 0.7, 0.85, 0.95])
"""Edges: how much of the limit was used when a step began."""

STILL: Final = np.array([0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1.0])
"""How long, at least, a dossier has been still in its step: it stands in the row of the last one it reached."""

TO_GO: Final = np.concatenate(
    [np.arange(0.0, 1.0, 0.04), [1.0, 1.05, 1.1, 1.2, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0]]
)
"""Edges: how much there was still to go from the beginning of a step to the end of the dossier."""

QUEUE: Final = np.array([4, 9, 15, 25, 40, 60, 90, 140])
"""Edges: dossiers an official holds. Below the first: few; from the last on: very many."""

DAY_MINUTES: Final = 480

_UNITS: Final = {
    LimitUnit.SAME_DAY: 480.0,
    LimitUnit.WORKING_DAYS: 480.0,
    LimitUnit.WORKING_HOURS: 60.0,
    LimitUnit.DAYS: 480.0 * 5 / 7,
    LimitUnit.MONTHS: 480.0 * 21,
}


def scale_of(unit: str, value: float) -> float:
    """About how many working minutes a limit is: only a yardstick, the due date itself comes from the law."""
    if unit == LimitUnit.SAME_DAY:
        return _UNITS[LimitUnit.SAME_DAY]
    return max(60.0, _UNITS.get(LimitUnit(unit), 480.0) * value)
