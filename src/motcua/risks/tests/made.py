# SPDX-License-Identifier: EUPL-1.2
"""Made-up history as arrays: work whose causes are known, so that what is learnt can be compared with the truth."""

from __future__ import annotations

import numpy as np

from motcua.risks.learning import Cases, Outcomes
from motcua.risks.stretches import Ints

LIMIT = 1440.0


def cases(number: int, **given: object) -> Cases:
    """So many equal cases: assigned, one procedure and unit, nine tenths of the limit left; but for `given`."""
    columns: dict[str, object] = {
        "step": 2, "field": 1, "procedure": 11, "unit": 101, "month": 3, "queue": 90,
        "scale": LIMIT, "began": LIMIT * 0.9, "still": 0.0, **given,
    }  # fmt: skip
    whole = {name: np.broadcast_to(np.asarray(value), (number,)).copy() for name, value in columns.items()}
    return Cases(**whole)


def work(number: int, *, seed: int = 1) -> tuple[Cases, Outcomes, Ints]:
    """Work that takes 60 % of the limit on average; twice as long at unit 202, and longer with a full desk."""
    random = np.random.default_rng(seed)
    unit = random.choice([101, 202], number)
    queue = random.integers(1, 160, number)
    procedure = random.choice([11, 12, 13], number)
    pace = np.where(unit == 202, 1.6, 1.0) * (0.7 + queue / 200) * np.where(procedure == 13, 1.5, 1.0)
    to_go = LIMIT * 0.45 * pace * random.lognormal(0, 0.35, number)
    began = LIMIT * random.uniform(0.3, 1.3, number)
    made = cases(number, unit=unit, queue=queue, procedure=procedure, began=began)
    still = to_go * random.uniform(0.3, 0.8, number)
    outcomes = Outcomes(to_go, still, (to_go > began).astype(np.float64), np.ones(number))
    return made, outcomes, np.arange(number)
