# SPDX-License-Identifier: EUPL-1.2
"""Who performs an act: one value that carries the person and every position they hold or stand in for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from motcua.law.roles import Role
from motcua.organisations.models import Delegation, Person, Position, Unit, in_force


@dataclass(frozen=True, slots=True)
class Seat:
    """A position held, or exercised for its holder by delegation.

    `owner_id` is the person the position belongs to; it differs from the actor when `delegation` is set.
    `covers` are the ids of the unit, of all units below it, and of further units named in the position.
    """

    position_id: int
    owner_id: int
    unit_id: int
    role: Role
    title: str
    capacity: str
    covers: frozenset[int]
    delegation: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever performs an act. An applicant and the system have no person and no seats."""

    kind: str
    person_id: int | None
    name: str
    seats: tuple[Seat, ...] = ()
    applicant_id: int | None = None

    def seat_for(self, roles: frozenset[Role], unit_ids: frozenset[int]) -> Seat | None:
        """The first seat with one of `roles` that covers one of `unit_ids`."""
        for seat in self.seats:
            if seat.role in roles and not unit_ids.isdisjoint(seat.covers):
                return seat
        return None

    def holds(self, role: Role) -> bool:
        """Whether any seat carries the role, anywhere."""
        return any(seat.role is role for seat in self.seats)

    @property
    def covered(self) -> frozenset[int]:
        """Every unit that any seat covers."""
        return frozenset().union(*(seat.covers for seat in self.seats))


SYSTEM = Actor(kind="system", person_id=None, name="Hệ thống")
"""Timers and imports."""


def applicant(applicant_id: int, name: str) -> Actor:
    """The person whose dossier it is, or who files it."""
    return Actor(kind="applicant", person_id=None, name=name, applicant_id=applicant_id)


def actor_of(person: Person, day: dt.date) -> Actor:
    """The actor that `person` is on `day`: positions in force and delegations to them. Three queries at most."""
    held = list(Position.objects.filter(in_force(day), person=person).order_by("id"))
    delegated = list(
        Delegation.objects.filter(in_force(day), in_force(day, "position__"), delegate=person)
        .select_related("position")
        .order_by("id")
    )
    positions = [*held, *(delegation.position for delegation in delegated)]
    below = _units_below({position.unit_id for position in positions})
    documents = ["" for _ in held] + [delegation.document for delegation in delegated]
    seats = tuple(
        Seat(
            position_id=position.pk,
            owner_id=position.person_id,
            unit_id=position.unit_id,
            role=Role(position.role),
            title=position.title,
            capacity=position.capacity,
            covers=frozenset({position.unit_id, *position.covers_units}) | below[position.unit_id],
            delegation=document,
        )
        for position, document in zip(positions, documents, strict=True)
    )
    return Actor(kind="person", person_id=person.pk, name=person.full_name, seats=seats)


def _units_below(roots: set[int]) -> dict[int, frozenset[int]]:
    below: dict[int, set[int]] = {root: set() for root in roots}
    if not roots:
        return {}
    rows = Unit.objects.filter(ancestors__overlap=list(roots)).values_list("id", "ancestors")
    for unit_id, ancestors in rows:
        for root in roots.intersection(ancestors):
            below[root].add(unit_id)
    return {root: frozenset(ids) for root, ids in below.items()}
