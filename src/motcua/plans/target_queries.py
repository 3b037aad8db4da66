# SPDX-License-Identifier: EUPL-1.2
"""Guarded reads of targets: one for whoever reads its plan; all of a plan with how they stood on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from django.db import connection
from django.db.models import Count, Q

from motcua.dossiers.models import Dossier
from motcua.organisations.actors import Actor
from motcua.organisations.models import Unit
from motcua.plans.errors import PlanUnknown
from motcua.plans.models import Decision, Plan, PlanStep, PlanTarget, TargetDay, TargetReading
from motcua.plans.rights import may_read
from motcua.plans.targets.language import read
from motcua.plans.targets.measures import MEASURE, MINUTES, Kind
from motcua.plans.targets.values import Expression

MOST: Final = 300
"""Targets of one plan that are told."""
STORY: Final = 30


@dataclass(frozen=True, slots=True)
class TargetNow:
    """A target and how it stood at the end of a day.

    `number` in the unit of the sentence, None: not known. `day`: of which day; `by_hand`: as somebody reported it.
    `since`: the day from which on it could no longer be reached.
    """

    target: PlanTarget
    expression: Expression
    number: Decimal | None = None
    day: dt.date | None = None
    by_hand: bool = False
    reached: bool | None = None
    reachable: bool | None = None
    since: dt.date | None = None
    kept: TargetDay | None = None
    given: TargetReading | None = None


def target_of(actor: Actor, pk: int) -> PlanTarget:
    """A target of a plan the actor may open. Raises `PlanUnknown`. At most eight queries."""
    rows = PlanTarget.objects.select_related("plan__unit__parent", "owner", "task")
    target = rows.filter(pk=pk).first()
    if target is None or not may_read(actor, target.plan_id):
        raise PlanUnknown("Không có chỉ tiêu này.", hint="Hãy mở lại từ trang kế hoạch.")
    return target


def targets_on(
    plan: Plan, day: dt.date, *, decisions: Iterable[Decision] = (Decision.ACCEPTED,)
) -> list[TargetNow]:
    """The targets of a plan in their order, as they stood at the end of a day. Four queries, however many they are.

    What is measured is told by the kept days (`motcua plan tend`); where it could not be measured, and for what is
    reported, by the last value given by hand.
    """
    wanted = [decision.value for decision in decisions]
    rows = plan.targets.filter(decision__in=wanted).select_related("owner", "task")[:MOST]
    targets = list(rows)
    pks = [target.pk for target in targets]
    kept = _kept(pks, day)
    given = _given(pks, day)
    since = unreachable_since(pks, day)
    return [
        _now(target, kept.get((target.pk, target.binding)), given.get(target.pk), since.get(target.pk))
        for target in targets
    ]


def _kept(pks: list[int], day: dt.date) -> dict[tuple[int, int], TargetDay]:
    rows = TargetDay.objects.filter(target__in=pks, day__lte=day).order_by("target_id", "binding", "-day")
    return {(row.target_id, row.binding): row for row in rows.distinct("target_id", "binding")}


def _given(pks: list[int], day: dt.date) -> dict[int, TargetReading]:
    rows = TargetReading.objects.filter(target__in=pks, as_of__lte=day).order_by("target_id", "-as_of", "-id")
    return {row.target_id: row for row in rows.distinct("target_id")}


_SINCE = """
select lost.target_id, min(lost.day) from plans_targetday lost
join plans_plantarget t on t.id = lost.target_id and t.binding = lost.binding
where lost.target_id = any(%(targets)s) and lost.day <= %(day)s and lost.reachable = false
    and lost.day > coalesce((
        select max(good.day) from plans_targetday good
        where good.target_id = lost.target_id and good.binding = lost.binding and good.day <= %(day)s
            and good.reachable is distinct from false), '-infinity')
group by 1
"""


def unreachable_since(pks: list[int], day: dt.date) -> dict[int, dt.date]:
    """For each target that could not be reached any more on its last kept day: the first day since which that is so.

    Days of which nothing is known count as days on which it still could. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SINCE, {"targets": pks, "day": day})
        return dict(cursor.fetchall())


def _now(
    target: PlanTarget, kept: TargetDay | None, given: TargetReading | None, since: dt.date | None
) -> TargetNow:
    expression = read(target.expression)
    number = number_of(expression, kept) if kept else None
    if number is not None and kept is not None:
        return TargetNow(
            target,
            expression,
            number,
            kept.day,
            reached=kept.reached,
            reachable=kept.reachable,
            since=since if kept.reachable is False else None,
            kept=kept,
        )
    if given is None:
        return TargetNow(target, expression, kept=kept)
    return TargetNow(
        target,
        expression,
        given.value,
        given.as_of,
        by_hand=True,
        reached=expression.wanted.reached_by(given.value),
        given=given,
    )


def number_of(expression: Expression, kept: TargetDay) -> Decimal | None:
    """The value of a kept day, in the unit of the sentence; None when nothing could be measured."""
    measure = MEASURE.get(expression.measure)
    if kept.part is None or measure is None:
        return None
    if expression.change or measure.kind in (Kind.COUNT, Kind.POINTS):
        return kept.part
    if not kept.whole:
        return None
    value = Fraction(kept.part) / Fraction(kept.whole)
    if measure.kind is Kind.SHARE:
        value *= 100
    else:
        value /= MINUTES.get(expression.wanted.unit, 1)
    return Decimal(value.numerator) / Decimal(value.denominator)


def days_of(target: PlanTarget) -> list[TargetDay]:
    """The kept days of the present sentence, the earliest first; at most two years of them. One query."""
    rows = TargetDay.objects.filter(target=target, binding=target.binding).order_by("-day")[:800]
    return sorted(rows, key=lambda row: row.day)


def given_to(target: PlanTarget) -> list[TargetReading]:
    """Values given by hand, the latest first. One query."""
    rows = TargetReading.objects.filter(target=target).select_related("unit", "evidence")
    return list(rows.order_by("-as_of", "-id")[:STORY])


@dataclass(frozen=True, slots=True)
class Hand:
    """An official with the open dossiers they hold, and how many of these are overdue."""

    name: str
    unit: str
    open: int
    overdue: int


def hands_of(unit: Unit, fields: tuple[str, ...], now: dt.datetime, most: int) -> list[Hand]:
    """Officials who hold open dossiers of a unit or below it, the most overdue first. One query over open ones."""
    units = Unit.objects.filter(Q(pk=unit.pk) | Q(ancestors__contains=[unit.pk])).order_by().values("pk")
    rows = Dossier.objects.filter(
        holder_unit__in=units, ended_at=None, received_at__isnull=False, holder__isnull=False
    )
    if fields:
        rows = rows.filter(field_code__in=fields)
    late = Count("pk", filter=Q(due_original__lte=now, paused_since=None))
    told = rows.values("holder__full_name", "holder_unit__name").annotate(held=Count("pk"), late=late)
    found = told.order_by("-late", "-held", "holder__full_name")[:most]
    return [
        Hand(row["holder__full_name"], row["holder_unit__name"], row["held"], row["late"]) for row in found
    ]


def steps_of(target: PlanTarget) -> list[PlanStep]:
    """What was done with the target, the latest first. One query."""
    return list(PlanStep.objects.filter(target_id=target.pk).order_by("-id")[:STORY])


def evidence_of(target: PlanTarget, reading: int) -> TargetReading | None:
    """A value given by hand that carries a file."""
    rows = TargetReading.objects.filter(target=target, pk=reading, evidence__isnull=False)
    return rows.select_related("evidence").first()
