# SPDX-License-Identifier: EUPL-1.2
"""One row for each target and day: how it stood, what was still possible, what was expected.

Written by `motcua plan tend` for the days that have ended. Days that were missed are told at once, as they are known
then; `as_of` says when that was. `recount` counts a kept day again as it was known at that very moment.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from motcua.plans.models import Decision, PlanState, PlanTarget, TargetDay
from motcua.plans.targets.course import Course, Point, course_of, prospect_of
from motcua.plans.targets.errors import TargetRefused
from motcua.plans.targets.evaluating import Standing, period_of, standing_of
from motcua.plans.targets.forecasting import Forecast
from motcua.plans.targets.language import read
from motcua.plans.targets.measures import MEASURE, Source
from motcua.plans.targets.reaching import Tally
from motcua.plans.targets.resolving import resolved
from motcua.statistics import FiguresBehind

OLDEST: Final = 800
"""Days that are made up for at most."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What one round of keeping did: targets looked at, days written, sentences that could not be counted."""

    targets: int
    days: int
    refused: int


def tend(now: dt.datetime | None = None) -> Kept:
    """Keep the days that have ended of every accepted target that is measured, in plans in force.

    A target is looked at once for each day that has ended and each sentence, so most rounds ask one question. One
    that cannot be counted because its words are not on record is counted in `refused` and tried again on the next
    day; while the figures are behind, those that need them wait for a later round.
    """
    moment = now or timezone.now()
    yesterday = timezone.localdate(moment) - dt.timedelta(days=1)
    looked_at = Q(looked_binding=F("binding"), looked_until__gte=yesterday)
    targets = PlanTarget.objects.filter(
        ~looked_at | Q(looked_until=None),
        measured=True,
        decision=Decision.ACCEPTED,
        plan__state=PlanState.IN_FORCE,
    ).select_related("plan__unit__parent")
    written = refused = looked = 0
    behind = False
    for target in targets.order_by("id").iterator(chunk_size=200):
        looked += 1
        try:
            if behind and _needs_figures(target):
                refused += 1
                continue
            written += keep(target, moment)
        except FiguresBehind:
            behind = True
            refused += 1
            continue
        except TargetRefused:
            refused += 1
        same = PlanTarget.objects.filter(pk=target.pk, binding=target.binding)
        same.update(looked_until=yesterday, looked_binding=target.binding)
    return Kept(looked, written, refused)


_FIGURES: Final = frozenset({Source.STATISTICS, Source.INDICATOR, Source.INDEX})


def _needs_figures(target: PlanTarget) -> bool:
    measure = MEASURE.get(read(target.expression).measure)
    return measure is not None and measure.source in _FIGURES


def keep(target: PlanTarget, now: dt.datetime) -> int:
    """Write the days of one target that have ended and are not kept yet; how many. Safe to repeat and to race."""
    yesterday = timezone.localdate(now) - dt.timedelta(days=1)
    held = TargetDay.objects.filter(target=target, binding=target.binding)
    last = held.order_by("-day").values_list("day", flat=True).first()
    if last is not None and last >= yesterday:
        return 0
    expression = read(target.expression)
    days = period_of(expression, yesterday).until(yesterday)
    if days is None or (last is not None and last >= days.last):
        return 0
    standing = standing_of(expression, target.plan.unit, yesterday, plan=target.plan_id)
    if standing.days is None:
        return 0
    told = resolved(expression, target.plan.unit, yesterday)
    course = course_of(standing, told)
    first = max(
        standing.days.first,
        last + dt.timedelta(days=1) if last else standing.days.first,
        yesterday - dt.timedelta(days=OLDEST),
    )
    rows = list(_rows(target, standing, course, first)) if course else [_row_of_today(target, standing)]
    with transaction.atomic():
        before = held.count()
        TargetDay.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
        return held.count() - before


def _rows(target: PlanTarget, standing: Standing, course: Course, first: dt.date) -> Iterable[TargetDay]:
    for point in course.points:
        if point.day >= first:
            yield _row(target, standing, course, point, foretell=point is course.points[-1])


def _row(
    target: PlanTarget, standing: Standing, course: Course, point: Point, *, foretell: bool
) -> TargetDay:
    prospect = prospect_of(standing, course, at=point, foretell=foretell)
    best = prospect.best
    return TargetDay(
        target=target,
        binding=target.binding,
        day=point.day,
        as_of=course.as_of,
        part=_decimal(point.tally.part),
        whole=_decimal(point.tally.whole),
        best_part=_decimal(best.tally.part) if best else None,
        best_whole=_decimal(best.tally.whole) if best else None,
        reached=None if point.number is None else standing.expression.wanted.reached_by(point.number),
        reachable=best.reachable if best else None,
        **_foretold(prospect.forecast),
    )


def _foretold(forecast: Forecast | None) -> dict[str, Any]:
    if forecast is None:
        return {}
    return {
        "expected": forecast.expected,
        "low": forecast.low,
        "high": forecast.high,
        "chance": forecast.chance,
    }


def _row_of_today(target: PlanTarget, standing: Standing) -> TargetDay:
    """The one day of a value that is only known as it stands: index, satisfaction, the plan's tasks."""
    tally: Tally | None = standing.tally
    day = standing.days.last if standing.days else timezone.localdate(standing.as_of)
    if tally is not None and standing.expression.change:
        tally = Tally(standing.number or Fraction(0), Fraction(1))
    prospect = prospect_of(standing, None)
    return TargetDay(
        target=target,
        binding=target.binding,
        day=day,
        as_of=standing.as_of,
        part=_decimal(tally.part) if tally else None,
        whole=_decimal(tally.whole) if tally else None,
        reached=standing.reached,
        reachable=prospect.best.reachable if prospect.best else None,
    )


def _decimal(number: Fraction) -> Decimal:
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(Decimal("0.0001"))


@dataclass(frozen=True, slots=True)
class Recounted:
    """A kept day and what the log says of it, as known at the same moment."""

    row: TargetDay
    tally: Tally | None

    @property
    def same(self) -> bool:
        """Whether the row is what the log says."""
        if self.tally is None:
            return self.row.part is None
        return (self.row.part, self.row.whole) == (_decimal(self.tally.part), _decimal(self.tally.whole))


def recount(row: TargetDay) -> Recounted:
    """Count a kept day of the present sentence again, as it was known when the row was written.

    Only for figures of the statistics, which know every past moment. Raises `TargetRefused`, `FiguresBehind`.
    """
    target = row.target
    expression = read(target.expression)
    standing = standing_of(expression, target.plan.unit, row.day, plan=target.plan_id, as_of=row.as_of)
    return Recounted(row, standing.tally)
