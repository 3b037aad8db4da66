# SPDX-License-Identifier: EUPL-1.2
"""How a forecast looks at work: the steps of a dossier, and the yardstick of its limit.

Times are shares of the limit of the dossier, in working minutes: 0.5 of a limit of 3 working days is 12 hours. So
procedures with different limits can stand in for each other until each has a history of its own.
"""

from __future__ import annotations

from typing import Final

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
