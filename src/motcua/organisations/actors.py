# SPDX-License-Identifier: EUPL-1.2
"""Who performs an act: one value that carries the person and every position they hold or stand in for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from motcua.law.roles import Role
from motcua.organisations.models import Person
from motcua.statements import Statement


class Matter(NamedTuple):
    """What a dossier is about, as far as rights ask: the codes of its field and of its procedure."""

    field: str
    procedure: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A position held, or exercised for its holder by delegation.

    `owner_id` is the person the position belongs to; it differs from the actor when `delegation` is set.
    `covers` are the ids of the unit, of all units below it, and of further units named in the position.
    `fields` and `procedures` narrow the position to what they name; both empty: everything.
    """

    position_id: int
    owner_id: int
    unit_id: int
    role: Role
    title: str
    capacity: str
    covers: frozenset[int]
    delegation: str = ""
    fields: frozenset[str] = frozenset()
    procedures: frozenset[str] = frozenset()

    @property
    def signed(self) -> str:
        """The title as it stands under what is signed, with the capacity before it: `KT. …`."""
        return f"{self.capacity} {self.title}".strip()

    def takes(self, matter: Matter) -> bool:
        """Whether the position is there for this field or procedure. Rights are never tied to a version."""
        if not self.fields and not self.procedures:
            return True
        return matter.field in self.fields or matter.procedure in self.procedures


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever performs an act. An applicant and the system have no person and no seats."""

    kind: str
    person_id: int | None
    name: str
    seats: tuple[Seat, ...] = ()
    applicant_id: int | None = None

    def seat_for(
        self, roles: frozenset[Role], unit_ids: frozenset[int], matter: Matter | None = None
    ) -> Seat | None:
        """The first seat with one of `roles` that covers one of `unit_ids` and, when asked, takes the `matter`."""
        for seat in self.seats:
            if seat.role not in roles or unit_ids.isdisjoint(seat.covers):
                continue
            if matter is None or seat.takes(matter):
                return seat
        return None

    def holds(self, role: Role) -> bool:
        """Whether any seat carries the role, anywhere."""
        return any(seat.role is role for seat in self.seats)

    @property
    def covered(self) -> frozenset[int]:
        """Every unit that any seat covers."""
        return frozenset().union(*(seat.covers for seat in self.seats))

    def covering(self, matter: Matter) -> frozenset[int]:
        """Every unit that a seat which takes the matter covers."""
        return frozenset().union(*(seat.covers for seat in self.seats if seat.takes(matter)))


SYSTEM = Actor(kind="system", person_id=None, name="Hệ thống")
"""Timers and imports."""


def applicant(applicant_id: int, name: str) -> Actor:
    """The person whose dossier it is, or who files it."""
    return Actor(kind="applicant", person_id=None, name=name, applicant_id=applicant_id)


def actor_of(person: Person, day: dt.date) -> Actor:
    """The actor that `person` is on `day`: positions in force and those delegated to them. One query."""
    told = _SEATS.rows([person.pk, day, day, person.pk, day, day])
    seats = tuple(_seat(row) for row in told)
    return Actor(kind="person", person_id=person.pk, name=person.full_name, seats=seats)


# ⚡ Asked by every request of every officer, so it is one statement and not three queries built anew each time.
_SEATS = Statement("""
select position.id, position.person_id, position.unit_id, position.role, position.title, position.capacity,
       position.covers_units || array(
           select below.id from organisations_unit below where below.ancestors @> array[position.unit_id]
       ),
       coalesce(delegation.document, ''), position.fields, position.procedures
from organisations_position position
left join organisations_delegation delegation
    on delegation.position_id = position.id
    and delegation.delegate_id = %s
    and delegation.effective_from <= %s
    and coalesce(delegation.effective_to, 'infinity') >= %s
where (position.person_id = %s or delegation.id is not null)
    and position.effective_from <= %s
    and coalesce(position.effective_to, 'infinity') >= %s
order by delegation.id nulls first, position.id
""")


def _seat(row: tuple[Any, ...]) -> Seat:
    position_id, owner_id, unit_id, role, title, capacity, covers, document, fields, procedures = row
    return Seat(
        position_id=position_id,
        owner_id=owner_id,
        unit_id=unit_id,
        role=Role(role),
        title=title,
        capacity=capacity,
        covers=frozenset({unit_id, *covers}),
        delegation=document,
        fields=frozenset(fields),
        procedures=frozenset(procedures),
    )
