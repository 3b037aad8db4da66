# SPDX-License-Identifier: EUPL-1.2
"""Open dossiers and the chance of each to miss its due date: one statement and arrays, whatever their number."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db.models import BigIntegerField, F, Func, TextField, Value
from django.db.models.functions import Cast
from django.db.models.query import QuerySet

from motcua.dossiers.models import Dossier
from motcua.law.bulk import bulk_worked
from motcua.law.clock import to_minutes
from motcua.organisations.calendars import calendar_codes, load_calendar
from motcua.organisations.models import CalendarEdition
from motcua.risks.history import EPOCH_MINUTES, STATE_CODES, UNIT_CODES, Groups, month_of, scales
from motcua.risks.isotonic import Floats
from motcua.risks.learning import Cases, Learnt, factors
from motcua.risks.predicting import chance
from motcua.risks.reading import read_numbers
from motcua.risks.risk import LIKELY, POSSIBLE
from motcua.risks.steps import STEPS, WITH_HOLDER
from motcua.risks.stretches import STATES, Ints

_STEP_OF = np.array([STEPS.index(state) if state in STEPS else -1 for state in STATES])
_HELD = np.array([step in WITH_HOLDER for step in STEPS])


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Dossiers whose clock runs and whose due date is ahead, most likely to be late first.

    `pk`: the dossiers; `chance`: 0 to 1; `left`: working minutes to the due date; `still`: since the
    last event; `cases`: what the chance was made from; `moves`: log odds [unit, unit with procedure, month,
    queue]. `late`, `waiting`: dossiers not in the list, because they are late already, or because their clock stands.
    """

    pk: Ints
    chance: Floats
    step: Ints
    left: Ints
    still: Ints
    cases: Cases
    moves: Floats
    holder: Ints
    queue: Ints
    unit: Ints
    late: int
    waiting: int

    @property
    def likely(self) -> int:
        """How many will sooner be late than not."""
        return int((self.chance >= LIKELY).sum())

    @property
    def possible(self) -> int:
        """How many are worth a look, the likely ones among them."""
        return int((self.chance >= POSSIBLE).sum())

    @property
    def expected(self) -> float:
        """How many will be late on average."""
        return float(self.chance.sum())


def score(dossiers: QuerySet[Dossier], learnt: Learnt, now: dt.datetime) -> Scored:
    """Score these dossiers as they stand at `now`. One statement, and two small ones for calendars and procedures."""
    calendars = (*calendar_codes(), *(edition.code for edition in CalendarEdition.objects.order_by("pk")))
    found = _read(dossiers, calendars)
    queue = _held_now(found["holder"])
    moment = to_minutes(now)
    due = found["due"] - EPOCH_MINUTES
    step = _STEP_OF[found["state"] - 1]
    standing = found["paused"] == 1
    waiting = standing | ((step < 0) & (found["due"] > 0))
    running = (step >= 0) & (found["due"] > 0) & ~standing
    late = running & (due <= moment)
    chosen = np.flatnonzero(running & ~late)

    began = found["since"][chosen] - EPOCH_MINUTES
    left, still = _worked(calendars, found["calendar"][chosen] - 1, began, due[chosen], moment)
    groups = Groups()
    version, step = found["version"][chosen], step[chosen]
    cases = Cases(
        step=step,
        field=groups.field_of(version),
        procedure=groups.procedure_of(version),
        unit=found["unit"][chosen],
        month=month_of(due[chosen]),
        queue=np.where(_HELD[step], np.maximum(queue[chosen], 1), 0),
        scale=scales(found["limit_unit"][chosen], found["limit"][chosen]),
        began=(left + still).astype(np.float64),
        still=still.astype(np.float64),
    )
    chances = chance(learnt, cases)
    order = np.lexsort((due[chosen], -chances))
    return Scored(
        pk=found["id"][chosen][order],
        chance=chances[order],
        step=step[order],
        left=left[order],
        still=still[order],
        cases=cases.chosen(order),
        moves=factors(learnt, cases)[:, order],
        holder=found["holder"][chosen][order],
        queue=queue[chosen][order],
        unit=found["unit"][chosen][order],
        late=int(late.sum()),
        waiting=int(waiting.sum()),
    )


def _read(dossiers: QuerySet[Dossier], calendars: tuple[str, ...]) -> dict[str, Ints]:
    rows = (
        dossiers.filter(ended_at__isnull=True, received_at__isnull=False)
        .select_related(None)
        .order_by()
        .annotate(
            n_due=_minutes("due_original"),
            n_since=_minutes("last_event_at"),
            n_state=_place("state", STATE_CODES),
            n_unit=_place("limit_unit", UNIT_CODES),
            n_limit=_number("coalesce(%(expressions)s * 1000, 0)::bigint", "limit_value"),
            n_calendar=_place("calendar_code", list(calendars)),
            n_holder=_number("coalesce(%(expressions)s, 0)::bigint", "holder_id"),
            n_paused=_number("(%(expressions)s is not null)::int::bigint", "paused_since"),
        )
        .values_list(*_NUMBERS)
    )
    try:
        statement, parameters = rows.query.sql_with_params()
    except EmptyResultSet:  # whoever has no seat
        return {name: np.zeros(0, np.int64) for name in _COLUMNS}
    return read_numbers(statement, parameters, _COLUMNS)


_COLUMNS = (
    "id", "version", "unit", "due", "since", "state", "limit_unit", "limit", "calendar", "holder", "paused",
)  # fmt: skip
_NUMBERS = (
    "pk", "procedure_version_id", "competent_unit_id", "n_due", "n_since", "n_state", "n_unit", "n_limit",
    "n_calendar", "n_holder", "n_paused",
)  # fmt: skip
_WHOLE = BigIntegerField()


def _minutes(column: str) -> Func:
    """Minutes since the epoch, 0 where there is no moment."""
    return _number("coalesce(floor(extract(epoch from %(expressions)s) / 60), 0)::bigint", column)


def _number(template: str, column: str) -> Func:
    return Func(F(column), template=template, output_field=_WHOLE)


def _place(column: str, codes: list[str]) -> Func:
    """Where the text of a column stands among `codes`, from 1; 1 for one that is not there."""
    known = Value(codes, output_field=ArrayField(TextField()))
    template = "coalesce(array_position(%(expressions)s), 1)::bigint"
    return Func(known, Cast(column, TextField()), template=template, output_field=_WHOLE)


def _held_now(holder: Ints) -> Ints:
    """How many of these dossiers the holder of each one holds."""
    _, place, number = np.unique(holder, return_inverse=True, return_counts=True)
    return np.where(holder > 0, number[place], 0)


def _worked(
    calendars: tuple[str, ...], calendar: Ints, began: Ints, due: Ints, moment: int
) -> tuple[Ints, Ints]:
    """Working minutes from now to each due date, and from the beginning of each step until now."""
    left, still = np.zeros(due.size, np.int64), np.zeros(due.size, np.int64)
    now = np.array([moment], np.int64)
    for number in np.unique(calendar).tolist():
        rows, tables = calendar == number, load_calendar(calendars[number])
        until = bulk_worked(tables, now)[0]
        left[rows] = bulk_worked(tables, due[rows]) - until
        still[rows] = np.maximum(0, until - bulk_worked(tables, began[rows]))
    return left, still
