# SPDX-License-Identifier: EUPL-1.2
"""When offices are late more often: around Tết, in the summer, and while two levels of government settle in."""

from __future__ import annotations

import datetime as dt
from zlib import crc32

from motcua.simulation.places import CHANGE

_OF_MONTH = (1.35, 1.5, 1.05, 0.9, 0.9, 1.05, 1.15, 1.05, 0.9, 0.85, 0.95, 1.2)
_SETTLING_DAYS = 150


def lateness_of(day: dt.date) -> float:
    """How much more often than on average a dossier of this day becomes late."""
    after = (day - CHANGE).days
    settling = 1 + 0.8 * (1 - after / _SETTLING_DAYS) if 0 <= after < _SETTLING_DAYS else 1.0
    return _OF_MONTH[day.month - 1] * settling


def lateness_of_procedure(code: str) -> float:
    """Some procedures are always harder than others; the same ones in every simulation."""
    return 0.6 + crc32(code.encode()) % 1000 / 1000 * 0.8
