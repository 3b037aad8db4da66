# SPDX-License-Identifier: EUPL-1.2
"""Lives of dossiers as stretches: from one event to the next while the clock runs. Pure arrays, no database.

Everything is said against the due date that held then: what the law forgives later (a pause, a limit counted anew)
is forgiven here too. `to_go` of a stretch is larger than `left` exactly when the dossier ended late.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Self

import numpy as np
import numpy.typing as npt

from motcua.law.statuses import SETTLED, State
from motcua.risks.steps import STEPS

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

STATES = tuple(State)
"""The number of a state in these arrays is its place here."""

_STEP_OF = np.array([STEPS.index(state) if state in STEPS else -1 for state in STATES])
_SETTLED = np.array([state in SETTLED for state in STATES])

UNSAID = -1
"""An event says nothing of this."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What events say, ordered by dossier and sequence. Moments are local minutes (`law.clock`).

    `due`: the new due date, or `UNSAID`; `holder`: the new one, 0 for nobody, or `UNSAID`; `stands`: 1 when the clock
    stopped, 0 when it went on, or `UNSAID`.
    """

    dossier: Ints
    at: Ints
    state: Ints
    due: Ints
    holder: Ints
    stands: Ints

    def until(self, moment: int) -> Told:
        """Only what was known at `moment`."""
        known = self.at <= moment
        return Told(*(getattr(self, field.name)[known] for field in fields(self)))


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Stretches in which the clock ran, in working minutes of the dossier's calendar.

    `dossier`: number of the dossier; `began`, `until`: local minutes (`until` is the next event, or the moment of
    looking); `step`: index in `STEPS`; `left`: to the due date, at the beginning; `still`: how long it lasted;
    `to_go`: to the end of the dossier; `settled_due`: the last due date known (local minutes); `late`: whether it
    ended late, or is late already; `decided`: whether that is known.
    """

    dossier: Ints
    began: Ints
    until: Ints
    step: Ints
    left: Ints
    still: Ints
    to_go: Ints
    settled_due: Ints
    late: Bools
    decided: Bools
    holder: Ints

    def chosen(self, which: Bools) -> Self:
        """Those that `which` marks."""
        return type(self)(*(getattr(self, field.name)[which] for field in fields(self)))

    @classmethod
    def joined(cls, parts: list[Self]) -> Self:
        """One after the other."""
        return cls(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(cls)))


Worked = Callable[[Ints], Ints]


def stretches_of(told: Told, worked: Worked, moment: int) -> Stretches:
    """The stretches of these lives as they are known at `moment`; `told` holds nothing later.

    `worked` gives the working minutes up to local minutes, by the calendar that all these dossiers share.
    """
    number = told.dossier.size
    order = np.arange(number)
    first = np.concatenate(([True], told.dossier[1:] != told.dossier[:-1])) if number else np.zeros(0, bool)
    begin = np.maximum.accumulate(np.where(first, order, 0)) if number else order
    due = _held(told.due, order, begin)
    holder = _held(told.holder, order, begin)
    stands = _held(told.stands, order, begin)
    last = _last(first, number)
    next_at = np.where(last, moment, np.concatenate((told.at[1:], [moment])) if number else told.at)

    # One value for each dossier, brought back to each of its events.
    group = np.cumsum(first) - 1
    starts = np.flatnonzero(first)
    ends = np.where(_SETTLED[told.state], order, number)
    end = np.minimum.reduceat(ends, starts) if starts.size else ends
    final = np.where(end < number, np.minimum(end, number - 1), np.append(starts[1:], number) - 1)
    ended = end < number
    final_due, final_at = due[final], np.where(ended, told.at[final], moment)
    stopped = stands[np.where(ended, np.maximum(final - 1, begin[final]), final)] == 1
    over = worked(final_at) - worked(np.maximum(final_due, 0))
    over = np.where(stopped, np.minimum(over, 0), over)  # while the clock stands nothing gets late
    decided = (ended & (final_due > 0)) | (~ended & ~(stands[final] == 1) & (final_at > final_due))

    step = _STEP_OF[told.state]
    running = (step >= 0) & (due > 0) & (stands != 1) & (told.at < next_at)
    chosen = np.flatnonzero(running)
    began_worked = worked(told.at[chosen])
    left = worked(due[chosen]) - began_worked
    whole = group[chosen]
    found = Stretches(
        dossier=told.dossier[chosen],
        began=told.at[chosen],
        until=next_at[chosen],
        step=step[chosen],
        left=left,
        still=worked(next_at[chosen]) - began_worked,
        to_go=left + over[whole],
        settled_due=final_due[whole],
        late=over[whole] > 0,
        decided=decided[whole],
        holder=np.maximum(holder[chosen], 0),
    )
    return found.chosen((found.left > 0) & (found.still > 0))


def _held(values: Ints, order: Ints, begin: Ints) -> Ints:
    """What was said last, of the same dossier, up to each event."""
    said = np.maximum.accumulate(np.where(values != UNSAID, order, -1)) if values.size else order
    return np.where(said >= begin, values[np.maximum(said, 0)], UNSAID)


def _last(first: Bools, number: int) -> Bools:
    return np.concatenate((first[1:], [True])) if number else np.zeros(0, bool)


@dataclass(frozen=True, slots=True, eq=False)
class Desks:
    """Who held how many dossiers when. `step` thins: each dossier known stands for so many."""

    person: Ints
    begins: tuple[Ints, ...]
    ends: tuple[Ints, ...]
    step: int = 1

    def held(self, holder: Ints, at: Ints) -> Ints:
        """How many dossiers each holder held at each moment; 0 for nobody."""
        result = np.zeros(holder.size, np.int64)
        order = np.argsort(holder, kind="stable")
        low = np.searchsorted(holder[order], self.person, "left")
        high = np.searchsorted(holder[order], self.person, "right")
        for number, (begin, end) in enumerate(zip(low.tolist(), high.tolist(), strict=True)):
            if begin == end:
                continue
            rows = order[begin:end]
            came = np.searchsorted(self.begins[number], at[rows], "right")
            went = np.searchsorted(self.ends[number], at[rows], "right")
            result[rows] = (came - went) * self.step
        return result


def desks_of(told: Told, step: int = 1) -> Desks:
    """The desks of all officials from what events say. A dossier leaves the desk when it ends or goes to another."""
    number = told.dossier.size
    if not number:
        return Desks(np.zeros(0, np.int64), (), (), step)
    order = np.arange(number)
    first = np.concatenate(([True], told.dossier[1:] != told.dossier[:-1]))
    begin = np.maximum.accumulate(np.where(first, order, 0))
    holder = np.maximum(_held(told.holder, order, begin), 0)
    holder = np.where(_SETTLED[told.state], 0, holder)
    before = np.where(first, 0, np.concatenate(([0], holder[:-1])))
    changed = holder != before
    came, went = changed & (holder > 0), changed & (before > 0)
    people = np.unique(holder[came])
    return Desks(
        people, _by(people, holder[came], told.at[came]), _by(people, before[went], told.at[went]), step
    )


def _by(people: Ints, person: Ints, at: Ints) -> tuple[Ints, ...]:
    """The sorted moments of each person."""
    order = np.lexsort((at, person))
    person, at = person[order], at[order]
    return tuple(np.split(at, np.searchsorted(person, people)[1:]))
