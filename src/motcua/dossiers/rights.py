# SPDX-License-Identifier: EUPL-1.2
"""Who may do what to a dossier now. One function answers for the act itself and for the buttons on a page.

A position counts for a dossier when it covers the unit that the act asks for *and* takes the dossier's field or
procedure. `matter_of` and `Seat.takes` say so of one dossier, `over` and `held_for` say the same to the database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.utils import timezone

from motcua.dossiers.models import Dossier
from motcua.law.roles import HANDLER_ROLES, Role
from motcua.law.rule_sets import EndOnRequest, rule_set, rule_set_on
from motcua.law.statuses import State
from motcua.law.transitions import Act, Condition, Place, Transition, standard_transitions
from motcua.organisations.actors import Actor, Matter, Seat
from motcua.organisations.models import Position, in_force
from motcua.statements import Statement


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
        seat = _seat_of_holder(transition, actor, dossier.holder_id, matter_of(dossier))
    else:
        seat = actor.seat_for(transition.roles, _units(transition, dossier, facts), matter_of(dossier))
    return Standing(seat.role, seat) if seat else None


def matter_of(dossier: Dossier) -> Matter:
    """What the dossier is about."""
    return Matter(dossier.field_code, dossier.procedure_code)


def over(actor: Actor, *places: str, roles: Iterable[Role] | None = None) -> Q:
    """Dossiers with a unit in one of `places` (columns of units) that the actor's seats cover and whose matter those
    seats take. `roles` limits which seats count; None: all of them."""

    def covered(seats: list[Seat]) -> Q:
        units = sorted(frozenset().union(*(seat.covers for seat in seats)))
        return reduce(or_, (Q(**{f"{place}__in": units}) for place in places))

    return _by_matter(actor, roles, covered)


def held_for(actor: Actor) -> Q:
    """Dossiers held by the actor, or by those the actor stands in for."""
    return _by_matter(actor, None, lambda seats: Q(holder_id__in=sorted({seat.owner_id for seat in seats})))


def _by_matter(actor: Actor, roles: Iterable[Role] | None, condition: Callable[[list[Seat]], Q]) -> Q:
    """`condition` over the seats of each scope, and the scope itself. No seat: nothing."""
    wanted = None if roles is None else frozenset(roles)
    scopes: dict[tuple[frozenset[str], frozenset[str]], list[Seat]] = {}
    for seat in actor.seats:
        if wanted is None or seat.role in wanted:
            scopes.setdefault((seat.fields, seat.procedures), []).append(seat)
    if not scopes:
        return Q(pk__in=())
    return reduce(or_, (condition(seats) & _about(*scope) for scope, seats in scopes.items()))


def _about(fields: frozenset[str], procedures: frozenset[str]) -> Q:
    if not fields and not procedures:
        return Q()
    return Q(field_code__in=sorted(fields)) | Q(procedure_code__in=sorted(procedures))


def _seat_of_holder(transition: Transition, actor: Actor, holder_id: int, matter: Matter) -> Seat | None:
    return next(
        (
            seat
            for seat in actor.seats
            if seat.owner_id == holder_id and seat.role in transition.roles and seat.takes(matter)
        ),
        None,
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
        Q(fields=[], procedures=[])
        | Q(fields__contains=[dossier.field_code])
        | Q(procedures__contains=[dossier.procedure_code]),
        in_force(day),
        role__in=HANDLER_ROLES,
    )


def handling_units(person_id: int, dossier: Dossier, day: dt.date) -> list[int]:
    """Units in which one person may be given the dossier: of `handling_positions`, those the person holds."""
    about = (dossier.competent_unit_id, dossier.holder_unit_id, dossier.field_code, dossier.procedure_code)
    asked = [person_id, day, day, list(HANDLER_ROLES), dossier.competent_unit_id, *about]
    return [unit_id for (unit_id,) in _HANDLING_UNITS.rows(asked)]


# ⚡ Every assignment asks it; building the statement of `handling_positions` costs more than the database's answer.
_HANDLING_UNITS = Statement("""
select position.unit_id
from organisations_position position join organisations_unit unit on unit.id = position.unit_id
where position.person_id = %s
    and position.effective_from <= %s and coalesce(position.effective_to, 'infinity') >= %s
    and position.role = any(%s::varchar[])
    and (unit.ancestors @> array[%s::bigint] or unit.id in (%s, %s))
    and ((position.fields = '{}' and position.procedures = '{}')
        or %s = any(position.fields) or %s = any(position.procedures))
order by position.id
""")
