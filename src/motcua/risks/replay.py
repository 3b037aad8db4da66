# SPDX-License-Identifier: EUPL-1.2
"""History played again: what would have been said of open dossiers then, and what became of them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

import numpy as np

from motcua.law.bulk import bulk_worked
from motcua.law.clock import to_moment
from motcua.organisations.calendars import load_calendar
from motcua.risks.errors import TooLittleHistory
from motcua.risks.history import (
    Groups,
    History,
    cases_of,
    desks_at,
    learnable,
    outcomes_of,
    stretches_at,
)
from motcua.risks.isotonic import Floats
from motcua.risks.learning import Cases, learn
from motcua.risks.predicting import Decile, brier, chance, deciles
from motcua.risks.steps import DAY_MINUTES
from motcua.risks.stretches import Ints, Stretches

MOMENTS = 60
"""Moments in the last third of history at which the open dossiers are looked at."""

FEWEST = 500


@dataclass(frozen=True, slots=True)
class Replayed:
    """How good the forecast was. Brier scores: less is better.

    `ours`: the model learnt from before `learnt_upto`; `base_rate`: always saying the share that was late before;
    `under_a_day`: saying 1 with less than a day left and 0 else; `under_a_day_fitted`: saying in both cases what
    happened before; `ranked`: share of pairs (one late, one not) that the forecast puts in the right order.
    """

    dossiers: int
    learnt_from: int
    learnt_upto: str
    snapshots: int
    looked_at: int
    late: float
    ours: float
    base_rate: float
    under_a_day: float
    under_a_day_fitted: float
    ranked: float
    deciles: list[Decile]

    @property
    def better(self) -> bool:
        """Whether the forecast beats everything it is compared with."""
        return self.ours < min(self.base_rate, self.under_a_day, self.under_a_day_fitted)

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON."""
        return {**dataclasses.asdict(self), "better": self.better}


def replay(history: History, moment: int) -> Replayed:
    """Learn from the first two thirds of a history that ends at `moment`, and forecast the last third.

    Looked at are dossiers whose clock runs and whose due date is still ahead. Raises `TooLittleHistory`.
    """
    begins = int(np.quantile(history.told.at, 0.02))
    split = begins + (moment - begins) * 2 // 3
    before = stretches_at(history, split)
    before = before.chosen(learnable(before, split))
    if before.step.size < FEWEST:
        raise TooLittleHistory(int(before.step.size), FEWEST)
    groups = Groups()
    cases = cases_of(history, before, desks_at(history, split), groups, before.began)
    learnt = learn(cases, outcomes_of(before), before.began)

    after = stretches_at(history, moment)
    after = after.chosen(learnable(after, moment))
    desks = desks_at(history, moment)
    looks = _looks(history, split, moment)
    then, truth, when = _snapshots(
        history, after, looks, lambda part, at: cases_of(history, part, desks, groups, at)
    )
    earlier = _looks(history, begins, split)
    ago, happened, _ = _snapshots(
        history, before, earlier, lambda part, at: cases_of(history, part, desks, groups, at)
    )
    said = chance(learnt, then)
    soon, soon_ago = _under_a_day(then), _under_a_day(ago)
    fitted = np.where(soon, _mean(happened[soon_ago]), _mean(happened[~soon_ago]))
    return Replayed(
        dossiers=int(history.dossiers.number.size),
        learnt_from=int(np.unique(before.dossier).size),
        learnt_upto=to_moment(split).isoformat(),
        snapshots=int(np.unique(when).size),
        looked_at=then.size,
        late=round(float(truth.mean()), 4),
        ours=round(brier(said, truth), 5),
        base_rate=round(brier(np.full(truth.size, _mean(happened)), truth), 5),
        under_a_day=round(brier(soon.astype(np.float64), truth), 5),
        under_a_day_fitted=round(brier(fitted, truth), 5),
        ranked=round(_ranked(said, truth), 4),
        deciles=deciles(said, truth),
    )


def _looks(history: History, first: int, last: int) -> Ints:
    """Moments spread evenly over a time, in working hours of the first calendar."""
    tables = load_calendar(history.calendars[int(np.bincount(history.dossiers.calendar).argmax())]).tables
    worked = np.linspace(tables.worked(first) + 1, tables.worked(last) - 1, MOMENTS + 2)[1:-1]
    return np.array([tables.instant(int(minute)) for minute in worked], np.int64)


def _snapshots(history: History, stretches: Stretches, looks: Ints, made: Any) -> tuple[Cases, Floats, Ints]:
    """The dossiers open at each moment, as cases with the time they were still."""
    parts: list[tuple[Cases, Floats, Ints]] = []
    for at in looks.tolist():
        part = stretches.chosen((stretches.began <= at) & (at < stretches.until))
        still = _worked_since(history, part, at)
        part, still = part.chosen(still < part.left), still[still < part.left]
        found = made(part, np.full(part.step.size, at))
        found = dataclasses.replace(found, still=still.astype(np.float64))
        parts.append((found, part.late.astype(np.float64), np.full(part.step.size, at)))
    names = [field.name for field in dataclasses.fields(Cases)]
    cases = Cases(*(np.concatenate([getattr(part[0], name) for part in parts]) for name in names))
    return cases, np.concatenate([part[1] for part in parts]), np.concatenate([part[2] for part in parts])


def _worked_since(history: History, part: Stretches, at: int) -> Ints:
    calendar = history.dossiers.calendar[np.searchsorted(history.dossiers.number, part.dossier)]
    since = np.zeros(part.step.size, np.int64)
    for number in np.unique(calendar).tolist():
        rows, tables = calendar == number, load_calendar(history.calendars[number])
        until = bulk_worked(tables, np.array([at]))[0]
        since[rows] = until - bulk_worked(tables, part.began[rows])
    return since


def _under_a_day(cases: Cases) -> Any:
    return cases.began - cases.still < DAY_MINUTES


def _mean(values: Floats) -> float:
    return float(values.mean()) if values.size else 0.0


def _ranked(said: Floats, truth: Floats) -> float:
    """The area under the curve, by ranks; ties count half."""
    _, place, number = np.unique(said, return_inverse=True, return_counts=True)
    rank = (np.cumsum(number) - (number - 1) / 2)[place]
    late = truth == 1
    one, other = int(late.sum()), int((~late).sum())
    if not one or not other:
        return 0.5
    return float((rank[late].sum() - one * (one + 1) / 2) / (one * other))
