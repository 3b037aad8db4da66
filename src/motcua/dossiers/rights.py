# SPDX-License-Identifier: EUPL-1.2
"""Who may do what to a dossier now. One function answers for the act itself and for the buttons on a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils import timezone

from motcua.dossiers.models import Dossier
from motcua.law.roles import HANDLER_ROLES, Role
from motcua.law.rule_sets import EndOnRequest, rule_set, rule_set_on
from motcua.law.statuses import State
from motcua.law.transitions import Act, Condition, Place, Transition, standard_transitions
from motcua.organisations.actors import Actor, Seat
from motcua.organisations.models import Position, in_force


@dataclass(frozen=True, slots=True)
class Standing:
    """In which role, and by which position, an actor performs an act."""

    role: Role
    seat: Seat | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the conditions of a transition are asked about, besides the dossier's own row."""

    consulted_units: frozenset[int] = field(default=frozenset())


def standing(transition: Transition, actor: Actor, dossier: Dossier, facts: Facts) -> Standing | None:
    """How the actor may perform the transition on this dossier; None when not at all. The state is not asked."""
    if actor.kind == "system":
        return Standing(Role.SYSTEM) if Role.SYSTEM in transition.roles else None
    if actor.kind == "applicant":
        own = actor.applicant_id in (dossier.applicant_id, dossier.submitted_by_id)
        return Standing(Role.APPLICANT) if own and Role.APPLICANT in transition.roles else None
    if transition.place is Place.HOLDER and dossier.holder_id is not None:
        seat = _seat_of_holder(transition, actor, dossier.holder_id)
    else:
        seat = actor.seat_for(transition.roles, _units(transition, dossier, facts))
    return Standing(seat.role, seat) if seat else None


def _seat_of_holder(transition: Transition, actor: Actor, holder_id: int) -> Seat | None:
    return next(
        (seat for seat in actor.seats if seat.owner_id == holder_id and seat.role in transition.roles), None
    )


def _units(transition: Transition, dossier: Dossier, facts: Facts) -> frozenset[int]:
    if transition.act is Act.ANSWER_CONSULTATION:
        return facts.consulted_units
    match transition.place:
        case Place.RECEIVING:
            return frozenset({dossier.receiving_unit_id})
        case Place.COMPETENT:
            return frozenset({dossier.competent_unit_id, dossier.holder_unit_id})
        case Place.HOLDER:
            return frozenset({dossier.holder_unit_id})
        case Place.OWN:
            return frozenset({dossier.receiving_unit_id, dossier.competent_unit_id, dossier.holder_unit_id})


def unmet(transition: Transition, dossier: Dossier, facts: Facts) -> Condition | None:
    """The first condition of the transition that does not hold."""
    return next(
        (condition for condition in transition.conditions if not _holds(condition, dossier, facts)), None
    )


def _holds(condition: Condition, dossier: Dossier, facts: Facts) -> bool:
    match condition:
        case Condition.DRAFT_PRESENT:
            return bool(dossier.outcome and dossier.result_summary)
        case Condition.CONSULTATION_OPEN:
            return bool(facts.consulted_units)
        case Condition.NOT_REAPPOINTED:
            return dossier.reappointed_at is None
        case Condition.STOP_ON_REQUEST_IN_LAW:
            rules = (
                rule_set(dossier.rule_set)
                if dossier.rule_set
                else rule_set_on(timezone.localdate(dossier.filed_at))
            )
            return rules.end_on_request.value is EndOnRequest.STOP_NOTICE


def allowed_acts(actor: Actor, dossier: Dossier, consulted_units: Iterable[int] = ()) -> tuple[Act, ...]:
    """The acts this actor may perform on this dossier now, in the order of the table. Asks no database."""
    facts = Facts(frozenset(consulted_units))
    state = State(dossier.state)
    return tuple(
        transition.act
        for transition in standard_transitions().values()
        if state in transition.sources
        and unmet(transition, dossier, facts) is None
        and standing(transition, actor, dossier, facts) is not None
    )


def handling_positions(dossier: Dossier, day: dt.date) -> QuerySet[Position]:
    """Positions whose holders may be given the dossier: specialists and section heads of the competent agency."""
    agency = dossier.competent_unit_id
    return Position.objects.filter(
        Q(unit_id__in=(agency, dossier.holder_unit_id)) | Q(unit__ancestors__contains=[agency]),
        in_force(day),
        role__in=HANDLER_ROLES,
    )
