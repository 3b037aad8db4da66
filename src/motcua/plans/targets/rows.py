# SPDX-License-Identifier: EUPL-1.2
"""The questions a sentence puts to the statistics, and what comes back: part and whole for each unit told apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from motcua.law.judging import Policy
from motcua.organisations.models import Unit, UnitKind
from motcua.plans.targets.measures import Coming, Kind, Measure, Source
from motcua.plans.targets.reaching import Tally
from motcua.plans.targets.resolving import Resolved
from motcua.plans.targets.values import Expression, Where
from motcua.statistics import By, Cell, Key, Level, M, Question, Row, ask

OFFLINE: Final = ("counter", "post")
_COMMUNE = Level.COMMUNE.value


@dataclass(frozen=True, slots=True)
class Counted:
    """One unit, or all together: the figures, part and whole of the sentence, and what stands in the way."""

    key: Key | None
    part: int
    whole: int
    figures: Mapping[M, int]
    failing: tuple[tuple[Cell, int], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The value of one unit where a sentence tells units apart. `cell` opens what the part is made of."""

    unit: int
    name: str
    tally: Tally
    number: Fraction | None
    reached: bool | None


def question_of(
    expression: Expression,
    told: Resolved,
    first: dt.date,
    last: dt.date,
    as_of: dt.datetime | None,
    by: tuple[By, ...] = (),
) -> Question:
    """The question whose answer holds the figures of the sentence."""
    return Question(
        unit=told.unit.pk,
        first=first,
        last=last,
        by=by,
        policy=Policy(expression.policy) if expression.policy else Policy.DATE,
        as_of=as_of,
        fields=told.fields,
        versions=told.versions or (),
        channels=(expression.channel,) if expression.channel else (),
    )


def dimensions(measure: Measure, told: Resolved) -> tuple[By, ...]:
    """What the question is broken down by."""
    by: tuple[By, ...] = ()
    if told.where is Where.COMMUNES:
        by = (By.LEVEL,)
    elif told.where in (Where.BELOW, Where.EACH_BELOW, Where.EACH_COMMUNE):
        by = (By.UNIT,)
    return (*by, By.CHANNEL) if measure.part_channel else by


def only_of(measure: Measure) -> frozenset[M]:
    """The figures that have to be summed: those of the sentence, and what is open and overdue."""
    return measure.figures | {M.OPEN, M.OVERDUE, M.RECEIVED}


def kept_rows(rows: tuple[Row, ...], told: Resolved) -> list[Row]:
    """The rows of the units a sentence speaks of."""
    if told.where is Where.HERE:
        return list(rows)
    if told.where is Where.COMMUNES:
        return [row for row in rows if row.keys[0].value == _COMMUNE]
    below = {int(row.keys[0].value) for row in rows} - {told.unit.pk}
    if told.where is Where.EACH_COMMUNE:
        kinds = Unit.objects.filter(pk__in=below, kind=UnitKind.COMMUNE)
        below = set(kinds.values_list("pk", flat=True))
    return [row for row in rows if row.keys[0].value in below]


def counted_of(
    measure: Measure, expression: Expression, told: Resolved, question: Question
) -> tuple[dt.datetime, list[Counted]]:
    """As of when, and the figures: one for all, or one for each unit."""
    by = dimensions(measure, told)
    answer = ask(replace(question, by=by), only_of(measure))
    rows = kept_rows(answer.rows, told) if by else [answer.total]
    grouped: dict[Key | None, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.keys[0] if told.where is not Where.HERE else None, []).append(row)
    if not grouped and told.where is Where.HERE:
        grouped[None] = []
    return answer.as_of, [_counted(measure, question, key, held) for key, held in grouped.items()]


def _counted(measure: Measure, question: Question, key: Key | None, rows: list[Row]) -> Counted:
    figures = {name: sum(row[name] for row in rows) for name in only_of(measure)}
    part, whole = tally_of(measure, rows)
    keys = () if key is None else (key,)
    asked = replace(question, by=(key.by,)) if key is not None else question
    failing = [(Cell(asked, keys, name), figures[name]) for name in measure.failing if figures[name]]
    if measure.part_channel and measure.up and not question.channels and whole > part:
        failing.append((Cell(replace(asked, channels=OFFLINE), keys, measure.part[0]), whole - part))
    return Counted(key, part, whole, figures, tuple(failing))


def tally_of(measure: Measure, rows: list[Row]) -> tuple[int, int]:
    """Part and whole of the rows together."""
    parts = [row for row in rows if not measure.part_channel or row.keys[-1].value == measure.part_channel]
    part = sum(row[name] for row in parts for name in measure.part)
    return part, sum(row[name] for row in rows for name in measure.whole)


def groups_of(measure: Measure, expression: Expression, counted: list[Counted]) -> tuple[Group, ...]:
    """The units told apart, the worst first; those without a value last."""
    found = [
        _group(measure, expression, one) for one in counted if one.key is not None and one.key.by is By.UNIT
    ]
    sign = 1 if expression.wanted.upwards else -1
    return tuple(
        sorted(
            found, key=lambda one: (one.number is None, sign * (one.number or 0), -one.tally.whole, one.name)
        )
    )


def _group(measure: Measure, expression: Expression, one: Counted) -> Group:
    tally = Tally(Fraction(one.part), Fraction(one.whole))
    number = tally.value(measure.kind, expression.wanted.unit)
    reached = None if number is None else expression.wanted.reached_by(number)
    name = one.key.label if one.key else ""
    return Group(int(one.key.value) if one.key else 0, name, tally, number, reached)


def counts_days(measure: Measure) -> bool:
    """Whether its course is a sum of days; what stands at a moment is told for each day as it is."""
    return measure.coming is not Coming.STANDING or is_registered_count(measure)


def is_registered_count(measure: Measure) -> bool:
    """Whether a register counts it, each entry with its day."""
    return measure.source is Source.REGISTERS and measure.kind is Kind.COUNT
