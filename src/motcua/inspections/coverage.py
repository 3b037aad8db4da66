# SPDX-License-Identifier: EUPL-1.2
"""Figures of inspections: what share of units was inspected, and how much of what was found is put right.

Each is asked for a unit, meaning the agency with everything below it, and a year. A plan's target binds to these.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from motcua.inspections.drawing import needed_of
from motcua.inspections.models import FindingState, InspectionFinding, InspectionPlan, Visit, VisitState
from motcua.inspections.places import INSPECTED, units_below
from motcua.organisations.models import Unit
from motcua.statistics.rights import whole_of
from motcua.statistics.share import Share


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a plan has come. `needed`: units its share asks for; `inspected`: with a signed conclusion."""

    units: int
    needed: int
    planned: int
    running: int
    inspected: int

    @property
    def share(self) -> Share:
        """Units inspected of all units."""
        return Share(self.inspected, self.units)

    @property
    def reached(self) -> bool:
        """Whether the share is reached."""
        return self.units > 0 and self.inspected >= self.needed


def coverage_of(plan: InspectionPlan, today: dt.date) -> Coverage:
    """How far a plan has come. Three queries."""
    day = _day_of(plan.year, today)
    units = {unit.pk for unit in units_below(plan.unit, day)}
    states = dict(
        plan.visits.exclude(state=VisitState.DROPPED)
        .values_list("state")
        .annotate(number=Count("id"))
        .values_list("state", "number")
    )
    inspected = set(plan.visits.filter(state__in=INSPECTED).values_list("unit_id", flat=True))
    whole = len(units | inspected)  # a unit that was inspected and then merged still counts on both sides
    return Coverage(
        units=whole,
        needed=needed_of(whole, plan.share, exceeds=plan.exceeds),
        planned=sum(states.values()),
        running=sum(states.get(state, 0) for state in ("announced", "under_way", "reported")),
        inspected=len(inspected),
    )


def inspected_share(unit: Unit, year: int, today: dt.date) -> Share:
    """Units below `unit` with a signed conclusion in the year, of all there are by its end, or today."""
    units = {each.pk for each in units_below(unit, _day_of(year, today))}
    own = Visit.objects.filter(plan__unit=unit, plan__year=year, state__in=INSPECTED)
    inspected = set(own.values_list("unit_id", flat=True))
    return Share(len(inspected), len(units | inspected))


def findings_settled(unit: Unit, year: int) -> Share:
    """Findings put right, of all findings in the inspections of the year: those the unit made, or were made of it."""
    found = _findings(unit, year)
    return Share(found.filter(state=FindingState.SETTLED).count(), found.count())


def findings_overdue(unit: Unit, today: dt.date) -> int:
    """Findings whose day has gone by and that were not put right, of all years."""
    rows = _findings(unit, None).filter(visit__state=VisitState.CONCLUDED, state=FindingState.OPEN)
    return rows.filter(due__lt=today).count()


def _findings(unit: Unit, year: int | None) -> QuerySet[InspectionFinding]:
    whole = whole_of(unit)
    mine = Q(visit__plan__unit=unit) | Q(unit_id=whole) | Q(unit__ancestors__contains=[whole])
    rows = InspectionFinding.objects.filter(mine).exclude(state=FindingState.WITHDRAWN)
    rows = rows.filter(visit__concluded_at__isnull=False)
    return rows if year is None else rows.filter(visit__plan__year=year)


def _day_of(year: int, today: dt.date) -> dt.date:
    return min(today, dt.date(year, 12, 31))
