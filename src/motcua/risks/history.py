# SPDX-License-Identifier: EUPL-1.2
"""History read from the event log, some thousand dossiers at a time, in the form that is learnt from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from django.db.models import Max

from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.models import Dossier
from motcua.law.bulk import bulk_worked
from motcua.law.clock import to_minutes
from motcua.law.limits import LimitUnit
from motcua.organisations.calendars import calendar_codes, load_calendar
from motcua.organisations.models import CalendarEdition
from motcua.risks.isotonic import Floats
from motcua.risks.learning import Cases, Outcomes
from motcua.risks.reading import read_numbers
from motcua.risks.steps import STEPS, WITH_HOLDER, scale_of
from motcua.risks.stretches import STATES, Bools, Desks, Ints, Stretches, Told, desks_of, stretches_of

EPOCH_MINUTES = 7305 * 1440 - 7 * 60
"""Minutes from the epoch of the database to 1 January 1990 in Vietnam."""

_CHUNK = 20_000
_UNITS = tuple(LimitUnit)
_HELD = np.array([step in WITH_HOLDER for step in STEPS])

_EVENTS = """
select e.dossier_id, floor(extract(epoch from e.at) / 60)::bigint,
       array_position(%(states)s::text[], e.state_after::text)::bigint,
       case when e.data -> 'changes' ? 'due_original'
            then coalesce(
                floor(extract(epoch from (e.data -> 'changes' ->> 'due_original')::timestamptz) / 60), -1)::bigint
            else -1 end,
       case when e.data -> 'changes' ? 'holder_id'
            then coalesce((e.data -> 'changes' ->> 'holder_id')::bigint, 0) else -1 end,
       case when e.data -> 'changes' ? 'paused_since'
            then (e.data -> 'changes' ->> 'paused_since' is not null)::int::bigint else -1 end
from dossiers_event e
where e.dossier_id >= %(first)s and e.dossier_id < %(last)s and e.dossier_id %% %(step)s = 0
order by e.dossier_id, e.sequence
"""
_DOSSIERS = """
select d.id, d.procedure_version_id, d.competent_unit_id,
       coalesce(array_position(%(units)s::text[], d.limit_unit::text), 1)::bigint,
       coalesce(d.limit_value * 1000, 0)::bigint,
       coalesce(array_position(%(calendars)s::text[], d.calendar_code::text), 1)::bigint
from dossiers_dossier d
where d.id >= %(first)s and d.id < %(last)s and d.id %% %(step)s = 0
order by d.id
"""

Progress = Callable[[int, int], None]
"""Told how many dossiers were read of how many."""


@dataclass(frozen=True, slots=True, eq=False)
class Dossiers:
    """What stretches are about, one row a dossier, ordered by number."""

    number: Ints
    version: Ints
    unit: Ints
    scale: Floats
    calendar: Ints


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """Events and dossiers of a part of the past. `step`: every how manieth dossier is in it."""

    told: Told
    dossiers: Dossiers
    calendars: tuple[str, ...]
    step: int

    @property
    def began(self) -> int:
        """The earliest moment in it."""
        return int(self.told.at.min())


def minutes_of(moment: dt.datetime) -> int:
    """Local minutes of a moment, as everywhere in this room."""
    return to_minutes(moment)


def read_history(
    upto: dt.datetime, *, since: dt.datetime, most: int, progress: Progress = lambda done, of: None
) -> History:
    """What happened to dossiers filed from `since` on, up to `upto`; at most about `most` dossiers, evenly chosen.

    Reads some thousand dossiers at a time. Numbers of dossiers grow with time, which finds the first.
    """
    last = int(Dossier.objects.aggregate(most=Max("pk"))["most"] or 0) + 1
    first = _first_since(since, last)
    step = max(1, -(-(last - first) // max(1, most)))
    calendars = (
        *calendar_codes(),
        *(edition.code for edition in CalendarEdition.objects.order_by("pk")),
    )
    told, about = [], []
    for low, high in _ranges(first, last, _CHUNK * step):
        told.append(_told(low, high, step))
        about.append(_dossiers(low, high, step, calendars))
        progress((high - first) // step, (last - first) // step)
    known = _joined(told).until(minutes_of(upto))
    return History(known, _joined_dossiers(about), calendars, step)


def stretches_at(history: History, moment: int) -> Stretches:
    """The stretches as known at `moment`, each by the calendar of its dossier."""
    told = history.told.until(moment)
    calendar = history.dossiers.calendar[np.searchsorted(history.dossiers.number, told.dossier)]
    parts = []
    for number in np.unique(calendar).tolist():
        chosen = calendar == number
        part = Told(*(getattr(told, name)[chosen] for name in _TOLD))
        tables = load_calendar(history.calendars[number])
        parts.append(stretches_of(part, partial(bulk_worked, tables), moment))
    return Stretches.joined(parts)


def desks_at(history: History, moment: int) -> Desks:
    """Who held how many dossiers, as known at `moment`."""
    return desks_of(history.told.until(moment), history.step)


def cases_of(history: History, stretches: Stretches, desks: Desks, groups: Groups, at: Ints) -> Cases:
    """The stretches as cases at their beginning; queues are those of the moments `at`."""
    row = np.searchsorted(history.dossiers.number, stretches.dossier)
    asked = _HELD[stretches.step]
    queue = desks.held(np.where(asked, stretches.holder, 0), at)
    return Cases(
        step=stretches.step,
        field=groups.field_of(history.dossiers.version[row]),
        procedure=groups.procedure_of(history.dossiers.version[row]),
        unit=history.dossiers.unit[row],
        month=month_of(stretches.settled_due),
        queue=np.where(asked, np.maximum(queue, 1), 0),
        scale=history.dossiers.scale[row],
        began=stretches.left.astype(np.float64),
        still=np.zeros(stretches.step.size),
    )


def outcomes_of(stretches: Stretches) -> Outcomes:
    """What became of them."""
    return Outcomes(
        to_go=stretches.to_go.astype(np.float64),
        still=stretches.still.astype(np.float64),
        late=stretches.late.astype(np.float64),
        weight=np.ones(stretches.step.size),
    )


def learnable(stretches: Stretches, moment: int) -> Bools:
    """Stretches whose end is known at `moment` and whose due date has come: leaving out only those that are not due
    yet, early or not, tells neither too many nor too few late ones."""
    return stretches.decided & (stretches.settled_due <= moment)


class Groups:
    """Numbers of the procedures and fields of versions."""

    def __init__(self) -> None:
        rows = list(ProcedureVersion.objects.values_list("pk", "procedure_id", "field_code").order_by("pk"))
        self.versions = np.array([row[0] for row in rows], np.int64)
        self.procedures = np.array([row[1] for row in rows], np.int64)
        # A field is known by its smallest procedure, so that its number means the same tomorrow.
        smallest: dict[str, int] = {}
        for _, procedure, field in rows:
            smallest[field] = min(procedure, smallest.get(field, procedure))
        self.fields = np.array([smallest[row[2]] for row in rows], np.int64)

    def procedure_of(self, version: Ints) -> Ints:
        """The number of the procedure of each version."""
        return self.procedures[np.searchsorted(self.versions, version)]

    def field_of(self, version: Ints) -> Ints:
        """The number of the field of each version."""
        return self.fields[np.searchsorted(self.versions, version)]


def month_of(minutes: Ints) -> Ints:
    """The month, 1 to 12, of local minutes."""
    day = (minutes // 1440).astype("timedelta64[D]") + np.datetime64("1990-01-01")
    months: Ints = day.astype("datetime64[M]").astype(np.int64) % 12 + 1
    return months


def scales(unit: Ints, thousandths: Ints) -> Floats:
    """The yardsticks of limits: `unit` counts from 1 in the order of `LimitUnit`."""
    pairs, place = np.unique(unit * 100_000_000 + thousandths, return_inverse=True)
    values = [scale_of(_UNITS[pair // 100_000_000 - 1], pair % 100_000_000 / 1000) for pair in pairs.tolist()]
    return np.array(values, np.float64)[place]


UNIT_CODES = [unit.value for unit in _UNITS]
STATE_CODES = [state.value for state in STATES]
_TOLD = ("dossier", "at", "state", "due", "holder", "stands")


def _first_since(since: dt.datetime, last: int) -> int:
    low, high = 0, last
    while low < high:
        middle = (low + high) // 2
        row = Dossier.objects.filter(pk__gte=middle).order_by("pk").values_list("pk", "filed_at").first()
        if row is None or row[1] >= since:
            high = middle
        else:
            low = row[0] + 1
    return low


def _ranges(first: int, last: int, size: int) -> Iterator[tuple[int, int]]:
    for low in range(first, last, size):
        yield low, min(low + size, last)


def _told(low: int, high: int, step: int) -> Told:
    found = read_numbers(_EVENTS, {"states": STATE_CODES, "first": low, "last": high, "step": step}, _TOLD)
    due = np.where(found["due"] > 0, found["due"] - EPOCH_MINUTES, found["due"])
    return Told(
        dossier=found["dossier"],
        at=found["at"] - EPOCH_MINUTES,
        state=found["state"] - 1,
        due=due,
        holder=found["holder"],
        stands=found["stands"],
    )


def _dossiers(low: int, high: int, step: int, calendars: tuple[str, ...]) -> Dossiers:
    values = {
        "units": UNIT_CODES,
        "calendars": list(calendars),
        "first": low,
        "last": high,
        "step": step,
    }
    found = read_numbers(_DOSSIERS, values, ("id", "version", "unit", "limit_unit", "limit", "calendar"))
    return Dossiers(
        number=found["id"],
        version=found["version"],
        unit=found["unit"],
        scale=scales(found["limit_unit"], found["limit"]),
        calendar=found["calendar"] - 1,
    )


def _joined(parts: list[Told]) -> Told:
    if not parts:
        empty = np.zeros(0, np.int64)
        return Told(empty, empty, empty, empty, empty, empty)
    return Told(*(np.concatenate([getattr(part, name) for part in parts]) for name in _TOLD))


def _joined_dossiers(parts: list[Dossiers]) -> Dossiers:
    names = ("number", "version", "unit", "scale", "calendar")
    if not parts:
        empty = np.zeros(0, np.int64)
        return Dossiers(empty, empty, empty, np.zeros(0), empty)
    return Dossiers(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))
