# SPDX-License-Identifier: EUPL-1.2
"""Friday 13/03/2026 in the evening, on which sentences are held against a quarter of real acts."""

from __future__ import annotations

import datetime as dt

from motcua.dossiers.tests.office import Office, at
from motcua.plans.targets.evaluating import Standing, standing_of
from motcua.plans.targets.language import read

FRIDAY = dt.date(2026, 3, 13)
EVENING = at("2026-03-13 20:00")


def standing(office: Office, told: str, day: dt.date = FRIDAY) -> Standing:
    """How a sentence of the committee stands."""
    return standing_of(read(told), office.committee, day, as_of=EVENING if day == FRIDAY else None)
