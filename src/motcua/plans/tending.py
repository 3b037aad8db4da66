# SPDX-License-Identifier: EUPL-1.2
"""What plans in force need by themselves every few minutes: work opened, mails written, targets kept day by day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from motcua.plans import work_tending
from motcua.plans.targets import keeping


@dataclass(frozen=True, slots=True)
class Tended:
    """What one round did."""

    work: work_tending.Tended
    targets: keeping.Kept


def tend(now: dt.datetime) -> Tended:
    """One round. Safe to repeat."""
    return Tended(work_tending.tend(now), keeping.tend(now))
