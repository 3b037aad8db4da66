# SPDX-License-Identifier: EUPL-1.2
"""Who confirms the plans of a unit, and who reads them.

A plan is confirmed by the control officer or the head of its unit, or of a unit above it; by the head of a section or
a centre for that section or centre. Everybody who works in the unit, below it or above it reads a plan in force;
drafts are for those who may confirm them.
"""

from __future__ import annotations

import dataclasses
from typing import Final

from django.db.models import Q

from motcua.law.roles import Role
from motcua.organisations.actors import Actor, Seat
from motcua.organisations.models import Unit, UnitKind
from motcua.plans.models import Plan, PlanState
from motcua.statistics.rights import may_see, scope_of

CONFIRMERS: Final = frozenset({Role.CONTROL_OFFICER, Role.AGENCY_HEAD})
"""Who confirms for their agency and everything below it."""
OWN_HEADS: Final = frozenset({Role.SECTION_HEAD, Role.CENTRE_HEAD})
"""Who confirms for the section or centre they head."""
PUBLISHED: Final = frozenset({PlanState.IN_FORCE, PlanState.CLOSED})


def confirming_seat(actor: Actor, unit: int) -> Seat | None:
    """The position by which the actor confirms plans of the unit; None without one. At most two queries a seat."""
    for seat in actor.seats:
        if seat.role in OWN_HEADS and unit in seat.covers:
            return seat
        if seat.role in CONFIRMERS and may_see(dataclasses.replace(actor, seats=(seat,)), unit):
            return seat
    return None


def confirmable_by(actor: Actor) -> Q:
    """Filter for plans of units whose plans the actor confirms. At most two queries."""
    if actor.kind == "system":
        return Q()
    heads = tuple(seat for seat in actor.seats if seat.role in CONFIRMERS)
    scope = list(scope_of(dataclasses.replace(actor, seats=heads)) or ()) if heads else []
    own = frozenset().union(*(seat.covers for seat in actor.seats if seat.role in OWN_HEADS))
    return Q(unit__in=[*scope, *own]) | Q(unit__ancestors__overlap=scope)


def readable_by(actor: Actor) -> Q:
    """Filter for plans the actor may open. At most six queries."""
    if actor.kind == "system":
        return Q()
    if not actor.seats:
        return Q(pk__in=())
    scope = list(scope_of(actor) or ())
    units = _own_and_above(actor)
    near = Q(unit__in=[*scope, *units]) | Q(unit__ancestors__overlap=scope)
    return (near & Q(state__in=PUBLISHED)) | confirmable_by(actor)


def may_read(actor: Actor, plan: int) -> bool:
    """Whether the actor may open the plan."""
    return Plan.objects.filter(readable_by(actor), pk=plan).exists()


def _own_and_above(actor: Actor) -> list[int]:
    """The units one works in, those above them, and the committees of the territories above: their plans bind one."""
    seats = {seat.unit_id for seat in actor.seats}
    found = {pk for unit in Unit.objects.filter(pk__in=seats).only("ancestors") for pk in unit.lineage}
    committees = Unit.objects.filter(kind=UnitKind.PEOPLES_COMMITTEE, parent_id__in=found)
    return sorted(found | set(committees.values_list("pk", flat=True)))
