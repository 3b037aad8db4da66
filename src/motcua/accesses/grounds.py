# SPDX-License-Identifier: EUPL-1.2
"""On which ground an official looks at a dossier. Asks no database.

The rule of sight (`motcua.dossiers.queries.access_dossier`) says who may see a dossier at all. Here it is asked
whether they have a task on it: the holder, or who stands in for them; the counter and return desk of the unit that
received it; the heads, the clerk and the accountant of the agency that settles it; its specialists as long as nobody
holds it; a unit asked for its opinion. Everybody else has to say why.
"""

from __future__ import annotations

from dataclasses import dataclass

from motcua.accesses.models import Ground
from motcua.dossiers.models import Dossier
from motcua.dossiers.rights import matter_of
from motcua.law.roles import HANDLER_ROLES, RETURN_ROLES, Role
from motcua.organisations.actors import Actor, Seat

_AT_DESK = frozenset({*RETURN_ROLES, Role.POST_OFFICER})
_SETTLING = frozenset({Role.SECTION_HEAD, Role.AGENCY_HEAD, Role.CLERK, Role.ACCOUNTANT})


@dataclass(frozen=True, slots=True)
class Looking:
    """The ground and the position that gives it."""

    ground: Ground
    seat: Seat | None


def ground_of(actor: Actor, dossier: Dossier) -> Looking | None:
    """The ground of somebody who may see the dossier; None when they have no task on it."""
    matter = matter_of(dossier)
    for seat in actor.seats:
        if dossier.holder_id is not None and seat.owner_id == dossier.holder_id:
            return Looking(Ground.HOLDER, seat)
    for seat in actor.seats:
        if seat.takes(matter) and (ground := _by_place(seat, dossier)):
            return Looking(ground, seat)
    concerned = {dossier.receiving_unit_id, dossier.competent_unit_id, dossier.holder_unit_id}
    if actor.covering(matter).isdisjoint(concerned):
        return Looking(Ground.CONSULTED, actor.seats[0] if actor.seats else None)
    return None


def _by_place(seat: Seat, dossier: Dossier) -> Ground | None:
    if seat.role in _AT_DESK and dossier.receiving_unit_id in seat.covers:
        return Ground.RECEIVING
    settling = dossier.holder_unit_id in seat.covers or dossier.competent_unit_id in seat.covers
    if settling and seat.role in _SETTLING:
        return Ground.HANDLING
    free = dossier.holder_id is None and dossier.holder_unit_id in seat.covers
    return Ground.HANDLING if free and seat.role in HANDLER_ROLES else None
