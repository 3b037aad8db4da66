# SPDX-License-Identifier: EUPL-1.2
"""Who does what in an inspection. One place answers for the acts and for the buttons on a page.

Who controls procedures, inspects, or heads the agency of the plan (or one above it) makes the plan and leads; whoever
is in the team writes what is seen; the head of the very agency signs; the head of the unit that has to put something
right answers, and somebody else of those who lead judges the answer. Everybody who works in the agency or in the
inspected one may look.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from motcua.inspections.models import (
    InspectionAct,
    InspectionFinding,
    InspectionPlan,
    InspectionStep,
    TeamMember,
    Visit,
)
from motcua.law.roles import Role
from motcua.organisations.actors import Actor, Seat
from motcua.statistics.rights import scope_of, seat_over

MANAGERS = frozenset({Role.CONTROL_OFFICER, Role.INSPECTOR, Role.AGENCY_HEAD})
"""Who makes the plan and leads an inspection."""
HEADS = frozenset({Role.AGENCY_HEAD, Role.CENTRE_HEAD, Role.SECTION_HEAD})
"""Who answers a finding for their unit."""
READERS = (
    *(Role.AGENCY_HEAD, Role.SECTION_HEAD, Role.CENTRE_HEAD, Role.CONTROL_OFFICER, Role.INSPECTOR),
    *(Role.RECEPTION, Role.SPECIALIST, Role.CLERK, Role.RETURN_OFFICER, Role.ACCOUNTANT),
)
"""Who opens the pages of inspections."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What an actor is to a visit."""

    manages: bool
    inspects: bool
    signs: bool


def manager(actor: Actor, unit: int) -> Seat | None:
    """The position by which the actor makes the plan of this agency and leads its inspections."""
    return seat_over(actor, unit, MANAGERS)


def inspector(actor: Actor, visit: Visit) -> Seat | None:
    """The position by which the actor writes down what is seen: as a member of the team, or as who leads."""
    if found := manager(actor, visit.plan.unit_id):
        return found
    if actor.person_id is None or not actor.seats:
        return None
    is_member = TeamMember.objects.filter(visit=visit, person_id=actor.person_id).exists()
    return actor.seats[0] if is_member else None


def signer(actor: Actor, unit: int) -> Seat | None:
    """The position by which the actor signs letters of this agency: its own head."""
    heads = (seat for seat in actor.seats if seat.role is Role.AGENCY_HEAD and seat.unit_id == unit)
    return next(heads, None)


def answerer(actor: Actor, finding: InspectionFinding) -> Seat | None:
    """The position by which the actor answers for the unit that has to put the finding right."""
    return actor.seat_for(HEADS, frozenset({finding.unit_id}))


def answered_it(actor: Actor, finding: InspectionFinding) -> bool:
    """Whether the answer that waits is the actor's own. It counts the person, so a delegation does not get around it.

    One query.
    """
    answers = InspectionStep.objects.filter(finding=finding, act=InspectionAct.ANSWER)
    last = answers.order_by("-id").values_list("person_id", flat=True).first()
    return last is not None and last == actor.person_id


def rights_on(actor: Actor, visit: Visit) -> Rights:
    """What the actor may do to a visit, whatever its state."""
    manages = manager(actor, visit.plan.unit_id) is not None
    return Rights(
        manages=manages,
        inspects=manages or inspector(actor, visit) is not None,
        signs=signer(actor, visit.plan.unit_id) is not None,
    )


def seen_by(actor: Actor, *places: str) -> Q:
    """Rows with a unit in one of `places` (relations) that is, or stands below, one of the actor's agencies."""
    scope = scope_of(actor)
    if scope is None:
        return Q()
    own = list(scope)
    found = Q(pk__in=())
    for place in places:
        found |= Q(**{f"{place}__in": own}) | Q(**{f"{place}__ancestors__overlap": own})
    return found


def may_see_plan(actor: Actor, plan: InspectionPlan) -> bool:
    """Whether the actor works in the agency of the plan or above it."""
    scope = scope_of(actor)
    return scope is None or not set(scope).isdisjoint(plan.unit.lineage)
