# SPDX-License-Identifier: EUPL-1.2
"""Reads for administrators: people and units they administer, who holds what on a day, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from motcua.law.names import fold
from motcua.law.roles import ROLE_NAMES, Role
from motcua.organisations.actors import Actor, Seat, actor_of
from motcua.organisations.models import (
    Absence,
    AdministrationRecord,
    Delegation,
    Person,
    Position,
    SeparationWaiver,
    Succession,
    SuccessionKind,
    Unit,
    in_force,
)
from motcua.organisations.queries import person_names, unit_names
from motcua.organisations.records import AdminAct
from motcua.organisations.searching import people_in


@dataclass(frozen=True, slots=True)
class Right:
    """One line of what a person may be on a day: in which role, where, limited to what, and why.

    `delegation` is the document of a delegation, and `owner` whose position it then is.
    """

    seat: Seat
    role: str
    unit: str
    units_below: int
    owner: str

    @property
    def fields(self) -> list[str]:
        """Codes of fields it is limited to, in order."""
        return sorted(self.seat.fields)

    @property
    def procedures(self) -> list[str]:
        """Codes of procedures it is limited to, in order."""
        return sorted(self.seat.procedures)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who has a role over a unit on a day: by their own position, or standing in for its holder."""

    person: Person
    position: Position
    delegation: Delegation | None = None


def administered(actor: Actor) -> frozenset[int]:
    """Ids of the units the actor administers."""
    return frozenset().union(*(seat.covers for seat in actor.seats if seat.role is Role.SYSTEM_ADMIN))


def people_of(actor: Actor) -> QuerySet[Person]:
    """People with a position, past or present, in a unit the actor administers, and people without any."""
    return people_in(administered(actor))


def people_page(
    actor: Actor, wanted: str, day: dt.date, after: tuple[str, int] | None, most: int
) -> list[Person]:
    """People whose name has every word of `wanted` (accents do not matter) or whose user name begins with it.

    In order of the folded name; `after` is the key of the last row shown before. `held` of each person are the
    positions of that day. Two queries.
    """
    found = people_of(actor)
    if words := fold(wanted).split():
        named = Q()
        for word in words:
            named &= Q(name_key__contains=word)
        found = found.filter(named | Q(username__startswith=wanted.strip().lower()))
    if after is not None:
        name, pk = after
        found = found.filter(Q(name_key__gt=name) | Q(name_key=name, pk__gt=pk))
    held = Position.objects.filter(in_force(day)).select_related("unit").order_by("id")
    return list(
        found.order_by("name_key", "id").prefetch_related(Prefetch("positions", held, to_attr="held"))[:most]
    )


def positions_of(person: Person) -> list[Position]:
    """Every position of a person, those without end or with the latest end first, with their delegations."""
    delegations = Delegation.objects.select_related("delegate").order_by("-effective_from", "-id")
    held = person.positions.select_related("unit").prefetch_related(Prefetch("delegations", delegations))
    return sorted(held, key=lambda one: (one.effective_to or dt.date.max, one.effective_from), reverse=True)


def position_for(actor: Actor, position_id: int) -> Position | None:
    """A position in a unit the actor administers."""
    mine = Position.objects.filter(unit_id__in=sorted(administered(actor)))
    return mine.select_related("unit", "person").filter(pk=position_id).first()


def delegations_of(position: Position) -> list[Delegation]:
    """Delegations of a position, latest first."""
    return list(position.delegations.select_related("delegate").order_by("-effective_from", "-id")[:50])


def absences_of(person: Person) -> list[Absence]:
    """The latest absences of a person, at most twenty."""
    return list(person.absences.select_related("recorded_by").order_by("-effective_from", "-id")[:20])


def rights_of(person: Person, day: dt.date) -> list[Right]:
    """What the person may be on `day`, own positions first. Three queries at most."""
    seats = actor_of(person, day).seats
    units = unit_names({seat.unit_id for seat in seats})
    owners = person_names({seat.owner_id for seat in seats if seat.owner_id != person.pk})
    return [
        Right(
            seat,
            ROLE_NAMES[seat.role],
            units[seat.unit_id],
            len(seat.covers) - 1,
            owners.get(seat.owner_id, ""),
        )
        for seat in seats
    ]


def holders_of(role: Role, unit: Unit, day: dt.date) -> list[Holder]:
    """Everybody who has `role` over `unit` on `day`, nearest unit first. Two queries."""
    positions = list(
        Position.objects.filter(
            Q(unit_id__in=unit.lineage) | Q(covers_units__contains=[unit.pk]), in_force(day), role=role.value
        )
        .select_related("unit", "person")
        .order_by("id")[:200]
    )
    standing_in = Delegation.objects.filter(in_force(day), position__in=positions)
    by_position: dict[int, list[Delegation]] = {}
    for delegation in standing_in.select_related("delegate"):
        by_position.setdefault(delegation.position_id, []).append(delegation)
    positions.sort(key=lambda one: (-len(one.unit.ancestors), one.person.name_key, one.pk))
    holders = []
    for position in positions:
        holders.append(Holder(position.person, position))
        holders += [Holder(one.delegate, position, one) for one in by_position.get(position.pk, ())]
    return [holder for holder in holders if holder.person.is_active]


def units_found(wanted: str, day: dt.date, most: int) -> list[Unit]:
    """Units in force on `day` whose name has every word of `wanted`, or one of whose codes begins with it."""
    found = Unit.objects.filter(in_force(day))
    named = Q()
    for word in fold(wanted).split():
        named &= Q(search_key__contains=word)
    code = wanted.strip()
    coded = Q(code__startswith=code) | Q(area_code=code) | Q(agency_code__istartswith=code)
    return list(found.filter(named | coded).select_related("parent").order_by("name_key", "id")[:most])


def units_below(parent: Unit | None, day: dt.date, most: int) -> list[Unit]:
    """Units in force on `day` directly below `parent`, or the roots. A renamed parent keeps its children."""
    found = Unit.objects.filter(in_force(day))
    if parent is None:
        found = found.filter(parent=None)
    else:
        earlier = parent.follows.filter(kind=SuccessionKind.RENAMED).values("predecessor_id")
        found = found.filter(Q(parent=parent) | Q(parent_id__in=earlier), ancestors__contains=[parent.pk])
    return list(found.order_by("name_key", "id")[:most])


def unit_named(unit_id: int) -> Unit | None:
    """A unit whenever it was in force."""
    return Unit.objects.select_related("parent").filter(pk=unit_id).first()


def units_by_id(ids: Iterable[int]) -> list[Unit]:
    """Units in the order of `ids`."""
    found = Unit.objects.select_related("parent").in_bulk(list(ids))
    return [found[pk] for pk in ids if pk in found]


def successions_of(unit: Unit) -> tuple[list[Succession], list[Succession]]:
    """What preceded the unit, and what followed it."""
    before = unit.follows.select_related("predecessor").order_by("effective_on", "id")
    after = unit.followed_by.select_related("successor").order_by("effective_on", "id")
    return list(before[:50]), list(after[:50])


def staff_of(unit: Unit, day: dt.date) -> list[Position]:
    """Positions of a unit itself on `day`, at most two hundred."""
    held = Position.objects.filter(in_force(day), unit=unit).select_related("person")
    return list(held.order_by("role", "person__name_key", "id")[:200])


def waivers_of(actor: Actor, day: dt.date) -> list[SeparationWaiver]:
    """Where a rule of separation is relaxed on `day` or later, in the units the actor administers."""
    lasting = Q(effective_to__isnull=True) | Q(effective_to__gte=day)
    found = SeparationWaiver.objects.filter(lasting, unit_id__in=sorted(administered(actor)))
    return list(found.select_related("unit", "decided_by").order_by("id")[:200])


def records_about(kind: str, ids: Iterable[int], most: int = 10) -> list[AdministrationRecord]:
    """The latest records about these subjects of one kind, newest first."""
    found = AdministrationRecord.objects.filter(subject_kind=kind, subject_id__in=list(ids))
    return list(found.order_by("-at", "-id")[:most])


def latest_record(act: AdminAct) -> AdministrationRecord | None:
    """The latest record of one kind of act."""
    return AdministrationRecord.objects.filter(act=act.value).order_by("-id").first()
