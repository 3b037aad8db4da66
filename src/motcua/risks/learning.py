# SPDX-License-Identifier: EUPL-1.2
"""What history teaches: how long each step still takes to the end, and what makes it longer. Pure arrays.

Counted is, per step: how much of the limit was used when it began, how long the dossier was still in it, and how
much there was to go. Four things then move the chance: the unit, the unit with the procedure, the month, and how many
dossiers the official holds (never less for more). At last the chances are calibrated on later history.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from motcua.risks.isotonic import Floats, curve, increasing
from motcua.risks.shape import QUEUE, STILL, TO_GO, USED
from motcua.risks.steps import STEPS
from motcua.risks.stretches import Bools, Ints

FEW = 25.0
"""So many dossiers of a field or procedure weigh as much as what is known of all."""

RIDGE = 8.0
"""So many expected late dossiers of a unit weigh as much as knowing nothing of it."""

HELD_BACK = 0.25
"""The last part of history that the chances are calibrated on."""

KNOTS = 24
_MOST = 3.0  # a factor moves the odds twentyfold at most
_SHAPE = (len(STEPS), USED.size + 1, STILL.size, TO_GO.size)
_Table = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """Dossiers at a moment, one a row. Times are in working minutes, `scale` is the limit.

    `began`: minutes left when the step began; `still`: minutes since; `left` = `began` - `still`. `queue`: dossiers
    its official holds; 0 where the step waits for nobody in particular. `month`: that of the due date, 1 to 12.
    """

    step: Ints
    field: Ints
    procedure: Ints
    unit: Ints
    month: Ints
    queue: Ints
    scale: Floats
    began: Floats
    still: Floats

    def chosen(self, which: Bools | Ints) -> Self:
        """Those that `which` marks or names."""
        return type(self)(*(getattr(self, field.name)[which] for field in fields(self)))

    @property
    def size(self) -> int:
        """How many."""
        return int(self.step.size)


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """What became of the same rows: minutes to go from the beginning of the step, how long it stayed still in all,
    whether it ended late, and how much the row counts."""

    to_go: Floats
    still: Floats
    late: Floats
    weight: Floats

    def chosen(self, which: Bools | Ints) -> Self:
        """Those that `which` marks or names."""
        return type(self)(*(getattr(self, field.name)[which] for field in fields(self)))


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """A model. Tables count [group, step, used, still, to go]: how many stayed at least as long in the step, and had
    at least as much to go. Groups are numbered by `fields`, `procedures`.
    """

    everything: _Table
    fields: Ints
    by_field: _Table
    procedures: Ints
    by_procedure: _Table
    units: Ints
    of_unit: Floats
    pairs: Ints
    of_pair: Floats
    of_month: Floats
    of_queue: Floats
    given: Floats
    happened: Floats
    base_rate: Floats

    def to_arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """By name, to be kept."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def pair_of(unit: Ints, procedure: Ints) -> Ints:
    """One number for a unit and a procedure."""
    return unit * 1_000_000 + procedure


def learn(cases: Cases, outcomes: Outcomes, moment: Ints, *, seed: int = 1) -> Learnt:
    """Learn from decided stretches (`Cases` with `still` 0) that began at `moment`. Raises ValueError without any."""
    if not cases.size:
        raise ValueError("nothing to learn from")
    random = np.random.default_rng(seed)
    split = np.quantile(moment, 1 - HELD_BACK)
    early = moment <= split
    first = _fitted(cases.chosen(early), outcomes.chosen(early), random)
    late, truth = _looked(cases.chosen(~early), outcomes.chosen(~early), random)
    if late.size < 200 or not 0 < truth.late.sum() < late.size:
        late, truth = _looked(cases, outcomes, random)
    given, happened = curve(raw_chance(first, late), truth.late, truth.weight, KNOTS)
    whole = _fitted(cases, outcomes, random)
    # Beyond what was ever said the curve leads to never and always.
    return _with(
        whole,
        given=np.concatenate(([0.0], given, [1.0])),
        happened=np.concatenate(([0.001], np.clip(happened, 0.001, 0.999), [0.999])),
    )


def raw_chance(learnt: Learnt, cases: Cases, share: Floats | None = None) -> Floats:
    """The chance of missing the due date, or of taking longer than `share` of the limit, before calibration."""
    logit = _logit(counted_chance(learnt, cases, share)) + factors(learnt, cases).sum(axis=0)
    return _chance(logit)


def is_known(learnt: Learnt, cases: Cases) -> Bools:
    """Whether there is history of this very unit and procedure."""
    return _index(learnt.pairs, pair_of(cases.unit, cases.procedure)) >= 0


def counted_chance(learnt: Learnt, cases: Cases, share: Floats | None = None) -> Floats:
    """What counting alone says: of the dossiers that were as long in this step, how many took longer than is left.

    Never falls as time passes, and never rises with the time left when a step began. A field leans on everything,
    a procedure on its field. `share`: another time than what is left, as a share of the limit.
    """
    used, row = _bins(cases)
    if share is None:
        share = cases.began / cases.scale
    share = np.clip(share, 0, TO_GO[-1] + 1)
    levels = (
        (learnt.everything, np.zeros(cases.size, np.int64)),
        (learnt.by_field, _index(learnt.fields, cases.field)),
        (learnt.by_procedure, _index(learnt.procedures, cases.procedure)),
    )
    best = np.zeros(cases.size)
    for number in range(STILL.size):
        there = np.flatnonzero(row >= number)  # ⚡ most dossiers have not been still for long
        if not there.size:
            break
        chance = np.full(there.size, float(learnt.base_rate[0]))
        for table, groups in levels:
            group = groups[there]
            cell = (np.maximum(group, 0), cases.step[there], used[there], np.full(there.size, number))
            longer, at_risk = _longer(table, cell, share[there])
            chance = np.where(group >= 0, (longer + FEW * chance) / (at_risk + FEW), chance)
        best[there] = np.maximum(best[there], chance)
    return np.clip(best, 1e-4, 1 - 1e-4)


def factors(learnt: Learnt, cases: Cases) -> Floats:
    """What moves the log odds: [unit, unit with procedure, month, queue], one column a case."""
    return np.stack(
        [
            _found(learnt.units, learnt.of_unit, cases.unit),
            _found(learnt.pairs, learnt.of_pair, pair_of(cases.unit, cases.procedure)),
            learnt.of_month[cases.month],
            np.where(cases.queue > 0, learnt.of_queue[_queue_bin(cases.queue)], 0.0),
        ]
    )


def _fitted(cases: Cases, outcomes: Outcomes, random: np.random.Generator) -> Learnt:
    fields_, procedures = np.unique(cases.field), np.unique(cases.procedure)
    used, _ = _bins(cases)
    to_go = np.searchsorted(TO_GO, np.clip(outcomes.to_go / cases.scale, 0, None), "right") - 1
    reached = np.searchsorted(STILL, outcomes.still / cases.scale, "right") - 1
    cell = cases.step, used, np.clip(reached, 0, None), np.clip(to_go, 0, None)
    learnt = Learnt(
        everything=_count(np.zeros(cases.size, np.int64), 1, cell),
        fields=fields_,
        by_field=_count(_index(fields_, cases.field), fields_.size, cell),
        procedures=procedures,
        by_procedure=_count(_index(procedures, cases.procedure), procedures.size, cell),
        units=np.zeros(0, np.int64),
        of_unit=np.zeros(0),
        pairs=np.zeros(0, np.int64),
        of_pair=np.zeros(0),
        of_month=np.zeros(13),
        of_queue=np.zeros(QUEUE.size + 1),
        given=np.array([0.0, 1.0]),
        happened=np.array([0.0, 1.0]),
        base_rate=np.array([np.average(outcomes.late, weights=outcomes.weight)]),
    )
    seen, truth = _looked(cases, outcomes, random)
    return _with_factors(learnt, seen, truth)


def _count(group: Ints, groups: int, cell: tuple[Ints, ...]) -> _Table:
    """How many stretches lasted at least as long as each row says and had at least as much to go as each column."""
    shape = (groups, *_SHAPE)
    flat = np.ravel_multi_index((group, *cell), shape)
    counts = np.bincount(flat, minlength=int(np.prod(shape))).reshape(shape)
    for axis in (3, 4):
        counts = np.flip(np.cumsum(np.flip(counts, axis), axis=axis), axis)
    return counts.astype(np.float32)


def _longer(table: _Table, cell: tuple[Ints, ...], share: Floats) -> tuple[Floats, Floats]:
    """How many of each cell took longer than `share`, within a bin in proportion; and how many there are."""
    column = np.clip(np.searchsorted(TO_GO, share, "right") - 1, 0, TO_GO.size - 1)
    at_least = table[(*cell, column)].astype(np.float64)
    last = TO_GO.size - 1
    more = np.where(column < last, table[(*cell, np.minimum(column + 1, last))], 0.0)
    edge = np.append(TO_GO, TO_GO[-1] + 1)
    part = np.clip((edge[column + 1] - share) / (edge[column + 1] - edge[column]), 0, 1)
    return more + (at_least - more) * part, table[(*cell, np.zeros_like(column))].astype(np.float64)


def _bins(cases: Cases) -> tuple[Ints, Ints]:
    used = np.searchsorted(USED, 1 - cases.began / cases.scale, "right")
    row = np.clip(np.searchsorted(STILL, cases.still / cases.scale, "right") - 1, 0, STILL.size - 1)
    return used, row


def _looked(cases: Cases, outcomes: Outcomes, random: np.random.Generator) -> tuple[Cases, Outcomes]:
    """Each stretch as it stood at some moment within it, while the due date was still ahead; long ones count more."""
    span = np.minimum(outcomes.still, cases.began)
    still = random.random(cases.size) * span
    seen = replace(cases, still=still)
    weight = outcomes.weight * span / max(1.0, float(span.sum()) / max(1, span.size))
    kept = weight > 0
    truth = Outcomes(outcomes.to_go, outcomes.still, outcomes.late, weight)
    return seen.chosen(kept), truth.chosen(kept)


def _with_factors(learnt: Learnt, seen: Cases, truth: Outcomes) -> Learnt:
    """One step of Newton's method for each group, leaning on nothing; coarse groups first."""
    # Several stretches of one dossier tell one story: together they weigh about one.
    weight = truth.weight / 3
    logit = _logit(counted_chance(learnt, seen))
    units = np.unique(seen.unit)
    place = _index(units, seen.unit)
    of_unit = _moved(logit, truth.late, weight, place, units.size)
    logit = logit + of_unit[place]
    of_month = _moved(logit, truth.late, weight, seen.month, 13)
    logit = logit + of_month[seen.month]
    asked = seen.queue > 0
    of_queue = np.zeros(QUEUE.size + 1)
    if asked.any():
        bin_ = _queue_bin(seen.queue[asked])
        raw = _moved(logit[asked], truth.late[asked], weight[asked], bin_, QUEUE.size + 1)
        of_queue = increasing(raw, np.bincount(bin_, weight[asked], QUEUE.size + 1).astype(np.float64))
        logit = logit + np.where(asked, of_queue[_queue_bin(seen.queue)], 0.0)
    pair = pair_of(seen.unit, seen.procedure)
    pairs = np.unique(pair)
    place = _index(pairs, pair)
    of_pair = _moved(logit, truth.late, weight, place, pairs.size)
    return _with(
        learnt,
        units=units,
        of_unit=of_unit,
        pairs=pairs,
        of_pair=of_pair,
        of_month=of_month,
        of_queue=of_queue,
    )


def _moved(logit: Floats, late: Floats, weight: Floats, group: Ints, groups: int) -> Floats:
    moved = np.zeros(groups)
    for _ in range(3):
        chance = _chance(logit + moved[group])
        pull = np.bincount(group, weight * (late - chance), groups) - RIDGE / 4 * moved
        spread = np.bincount(group, weight * chance * (1 - chance), groups) + RIDGE / 4
        moved = np.clip(moved + pull / spread, -_MOST, _MOST)
    return moved


def _queue_bin(queue: Ints) -> Ints:
    return np.searchsorted(QUEUE, queue, "left")


def _index(known: Ints, asked: Ints) -> Ints:
    """Where each asked number stands among the known ones, -1 where it does not."""
    if not known.size:
        return np.full(asked.size, -1)
    place = np.minimum(np.searchsorted(known, asked), known.size - 1)
    return np.where(known[place] == asked, place, -1)


def _found(known: Ints, values: Floats, asked: Ints) -> Floats:
    place = _index(known, asked)
    return np.where(place >= 0, values[np.maximum(place, 0)], 0.0) if values.size else np.zeros(asked.size)


def _with(learnt: Learnt, **changed: object) -> Learnt:
    values = {**{field.name: getattr(learnt, field.name) for field in fields(Learnt)}, **changed}
    return Learnt(**values)


def _logit(chance: Floats) -> Floats:
    logit: Floats = np.log(chance / (1 - chance))
    return logit


def _chance(logit: Floats) -> Floats:
    chance: Floats = 1 / (1 + np.exp(-logit))
    return chance
