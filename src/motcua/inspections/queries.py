# SPDX-License-Identifier: EUPL-1.2
"""Guarded reads of inspections: what somebody who works in the agency, or in the inspected one, may see."""

from __future__ import annotations

import datetime as dt

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from motcua.documents.models import StoredFile
from motcua.inspections.errors import InspectionUnknown
from motcua.inspections.models import (
    FindingState,
    InspectionFinding,
    InspectionPlan,
    InspectionStep,
    SampledDossier,
    Visit,
    VisitState,
)
from motcua.inspections.rights import MANAGERS, may_see_plan, seen_by
from motcua.law.roles import Role
from motcua.organisations.actors import Actor
from motcua.organisations.models import Person, Position, Unit, UnitKind, in_force
from motcua.statistics.rights import scope_of

PAGE = 50
SHOWN_AT_MOST = 60
"""Plans on the first page: one a year for each agency one sees."""
_AGENCIES = (UnitKind.PEOPLES_COMMITTEE, UnitKind.DEPARTMENT, UnitKind.VERTICAL, UnitKind.MINISTRY)
_HIDDEN = (VisitState.PLANNED, VisitState.DROPPED)
"""Nobody outside the agency of the plan is told of these."""


def plans_for(actor: Actor) -> list[InspectionPlan]:
    """The plans of the agencies one works for and those below, the latest first."""
    rows = InspectionPlan.objects.select_related("unit__parent").filter(seen_by(actor, "unit"))
    return list(rows.order_by("-year", "unit__name_key", "id")[:SHOWN_AT_MOST])


def plan_for(actor: Actor, pk: int) -> InspectionPlan:
    """One plan. Raises `InspectionUnknown`."""
    plan = InspectionPlan.objects.select_related("unit__parent").filter(pk=pk).first()
    if plan is None or not may_see_plan(actor, plan):
        raise InspectionUnknown
    return plan


def visits_of(plan: InspectionPlan) -> list[Visit]:
    """The visits of a plan with their units, by name."""
    return list(plan.visits.select_related("unit").order_by("unit__name_key", "id"))


def visit_for(actor: Actor, pk: int) -> Visit:
    """One visit, for whoever sees its plan, or works in the unit once it is announced. Raises `InspectionUnknown`."""
    rows = Visit.objects.select_related("plan__unit__parent", "unit__parent", "letter", "draw")
    visit = rows.filter(pk=pk).first()
    if visit is None:
        raise InspectionUnknown
    scope = scope_of(actor)
    own = set(scope or ())
    if scope is None or not own.isdisjoint(visit.plan.unit.lineage):
        return visit
    if visit.state in _HIDDEN or own.isdisjoint(visit.unit.lineage):
        raise InspectionUnknown
    return visit


def announced_to(actor: Actor) -> list[Visit]:
    """Running inspections of the units one works for, by agencies above: told since they were announced."""
    rows = Visit.objects.select_related("plan__unit", "unit").filter(seen_by(actor, "unit"))
    return list(rows.exclude(state__in=[*_HIDDEN, VisitState.CLOSED]).order_by("first_day", "id")[:PAGE])


def finding_for(actor: Actor, pk: int) -> InspectionFinding:
    """One finding with its visit. Raises `InspectionUnknown`.

    Until the conclusion is signed only the agency of the plan sees it.
    """
    rows = InspectionFinding.objects.select_related("visit__plan__unit__parent", "visit__unit", "unit")
    finding = rows.filter(pk=pk).first()
    if finding is None:
        raise InspectionUnknown
    visit_for(actor, finding.visit_id)
    scope = set(scope_of(actor) or ())
    inside = not scope or not scope.isdisjoint(finding.visit.plan.unit.lineage)
    if finding.visit.concluded_at is None and not inside:
        raise InspectionUnknown
    return finding


def findings_of(visit: Visit) -> list[InspectionFinding]:
    """The findings of a visit in order."""
    return list(visit.findings.select_related("unit").order_by("number"))


def followed(
    actor: Actor, today: dt.date, *, open_only: bool = True, unit: int | None = None, after: int = 0
) -> list[InspectionFinding]:
    """Findings to follow up, overdue first, then by day; `PAGE` and one more at most, behind row `after`."""
    rows = InspectionFinding.objects.filter(
        seen_by(actor, "visit__plan__unit", "unit"), visit__concluded_at__isnull=False
    ).exclude(state=FindingState.WITHDRAWN)
    if open_only:
        rows = rows.exclude(state=FindingState.SETTLED)
    if unit is not None:
        rows = rows.filter(Q(unit_id=unit) | Q(unit__ancestors__contains=[unit]))
    late = Case(
        When(state=FindingState.OPEN, due__lt=today, then=Value(0)),
        When(state=FindingState.SETTLED, then=Value(2)),
        default=Value(1),
        output_field=IntegerField(),
    )
    ordered = rows.select_related("visit__plan__unit", "visit__unit", "unit").order_by(late, "due", "id")
    return list(ordered[after : after + PAGE + 1])


def steps_of(about: InspectionPlan | Visit | InspectionFinding) -> list[InspectionStep]:
    """What happened, the latest first, at most the last hundred."""
    return list(about.steps.select_related("unit", "finding").order_by("-id")[:100])


def step_file(actor: Actor, pk: int) -> tuple[InspectionStep, StoredFile]:
    """Evidence of a step, for whoever sees the finding. Raises `InspectionUnknown`."""
    step = InspectionStep.objects.filter(pk=pk).exclude(file_sha256="").first()
    stored = StoredFile.objects.filter(pk=step.file_sha256).first() if step else None
    if step is None or stored is None:
        raise InspectionUnknown
    if step.finding_id is not None:
        finding_for(actor, step.finding_id)
    else:
        plan_for(actor, step.plan_id)
    return step, stored


def agencies_led(actor: Actor, today: dt.date) -> list[Unit]:
    """The agencies for which the actor may make a plan: their own and those below, widest first, committees ahead."""
    held = [seat for seat in actor.seats if seat.role in MANAGERS]
    if not held:
        return []
    rows = Unit.objects.filter(seen_by(actor, "parent"), in_force(today), kind__in=_AGENCIES)
    own = Unit.objects.filter(pk__in=scope_of(actor) or (), kind__in=_AGENCIES)
    found = {unit.pk: unit for unit in (*own, *rows.order_by("name_key", "id")[:200])}
    return sorted(
        found.values(), key=lambda unit: (len(unit.ancestors), unit.kind != UnitKind.PEOPLES_COMMITTEE)
    )


def inspectors_for(visit: Visit, day: dt.date) -> QuerySet[Person]:
    """Officials who may be in the team: those who work in the agency of the plan, not in the inspected unit."""
    plan = visit.plan
    seats = Position.objects.filter(
        in_force(day), Q(unit_id=plan.unit_id) | Q(unit__ancestors__contains=[plan.unit_id])
    ).exclude(role__in=[Role.POST_OFFICER, Role.SYSTEM_ADMIN])
    own = Position.objects.filter(
        in_force(day), Q(unit_id=visit.unit_id) | Q(unit__ancestors__contains=[visit.unit_id])
    )
    people = Person.objects.filter(pk__in=seats.values("person_id"), is_active=True)
    return people.exclude(pk__in=own.values("person_id")).order_by("full_name", "id")


def sample_of(visit: Visit) -> list[SampledDossier]:
    """The dossiers drawn, by group and lot; of each dossier its code and procedure only."""
    rows = SampledDossier.objects.filter(visit=visit).select_related("dossier", "checked_by")
    return list(rows.order_by("group", "lot"))
