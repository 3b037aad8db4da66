# SPDX-License-Identifier: EUPL-1.2
"""Which units an agency inspects, and when each was inspected last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Max, Q

from motcua.inspections.drawing import Candidate
from motcua.inspections.models import UnitGroup, Visit, VisitState
from motcua.organisations.models import Succession, Unit, UnitKind, in_force
from motcua.statistics.rights import whole_of

INSPECTED = (VisitState.CONCLUDED, VisitState.CLOSED)
"""From here on a unit counts as inspected: the conclusion is signed."""

_GROUPS = {
    UnitKind.SECTION: UnitGroup.SECTION,
    UnitKind.CENTRE: UnitGroup.DESK,
    UnitKind.BRANCH: UnitGroup.DESK,
    UnitKind.DEPARTMENT: UnitGroup.DEPARTMENT,
    UnitKind.VERTICAL: UnitGroup.VERTICAL,
    UnitKind.PEOPLES_COMMITTEE: UnitGroup.COMMITTEE,
}


def units_below(unit: Unit, day: dt.date) -> list[Unit]:
    """The units an agency inspects: those right below it, and of the committee of a territory the committees of the
    territories below. Two queries at most.
    """
    whole = whole_of(unit)
    own = Q(parent_id=unit.pk, kind__in=_GROUPS)
    if whole != unit.pk:
        own |= Q(ancestors__contains=[whole], kind=UnitKind.PEOPLES_COMMITTEE) & ~Q(parent_id=whole)
    rows = Unit.objects.filter(own, in_force(day)).exclude(pk=unit.pk)
    return list(rows.order_by("name_key", "code"))


def last_years(units: Iterable[int], before: int) -> dict[int, int]:
    """For each unit the year before `before` in which it, or a unit it came from, was inspected last."""
    heirs = _forebears(units)
    seen = (
        Visit.objects.filter(unit_id__in=heirs, state__in=INSPECTED, plan__year__lt=before)
        .values("unit_id")
        .annotate(year=Max("plan__year"))
        .values_list("unit_id", "year")
    )
    found: dict[int, int] = {}
    for pk, year in seen:
        for heir in heirs[pk]:
            found[heir] = max(year, found.get(heir, 0))
    return found


def candidates(unit: Unit, year: int, day: dt.date, fixed: Iterable[int]) -> list[Candidate]:
    """The units that take part in a drawing."""
    units = units_below(unit, day)
    years = last_years([each.pk for each in units], year)
    anyway = set(fixed)
    return [
        Candidate(
            each.pk,
            each.code,
            each.name,
            str(_GROUPS[UnitKind(each.kind)].label),
            years.get(each.pk),
            each.pk in anyway,
        )
        for each in units
    ]


def _forebears(units: Iterable[int]) -> dict[int, set[int]]:
    """Every unit with those it came from: for each of them the units of today that stand in its place."""
    heirs: dict[int, set[int]] = {pk: {pk} for pk in units}
    frontier = set(heirs)
    while frontier:
        rows = Succession.objects.filter(successor_id__in=frontier).values_list(
            "predecessor_id", "successor_id"
        )
        frontier = set()
        for earlier, later in rows:
            if later and not heirs[later] <= heirs.get(earlier, set()):
                heirs.setdefault(earlier, set()).update(heirs[later])
                frontier.add(earlier)
    return heirs


def answering_units(unit: Unit) -> list[Unit]:
    """The unit inspected and what stands below it: one of them answers for a finding."""
    rows = Unit.objects.filter(Q(pk=unit.pk) | Q(ancestors__contains=[unit.pk]), effective_to__isnull=True)
    return sorted(rows.order_by("name_key", "code")[:200], key=lambda each: len(each.ancestors))
