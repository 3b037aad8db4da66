# SPDX-License-Identifier: EUPL-1.2
"""What the work on plans needs by itself every few minutes: the next instances, and the mails that are due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from motcua.plans.acts.opening import Opened, open_all
from motcua.plans.work_reminding import write_reminders


@dataclass(frozen=True, slots=True)
class Tended:
    """What one round did."""

    opened: Opened
    mails: int


def tend(now: dt.datetime) -> Tended:
    """One round. Safe to repeat."""
    return Tended(open_all(now), write_reminders(now))
