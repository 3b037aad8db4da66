# SPDX-License-Identifier: EUPL-1.2
"""Who scores, who answers for it, who appraises; which sheets one sees, `motcua.statistics.rights` decides."""

from __future__ import annotations

from typing import Final

from motcua.law.roles import Role
from motcua.organisations.actors import Actor, Seat
from motcua.organisations.models import Unit
from motcua.reform.models import ReformAssessment, ReformRound
from motcua.reports.places import AGENCIES, own_agencies

READERS: Final = (
    *(Role.AGENCY_HEAD, Role.CENTRE_HEAD, Role.SECTION_HEAD, Role.CONTROL_OFFICER, Role.INSPECTOR),
    *(Role.RECEPTION, Role.SPECIALIST, Role.CLERK, Role.RETURN_OFFICER, Role.ACCOUNTANT),
)
"""Who opens the pages: everybody who works on dossiers, for the units they see figures of."""

_SCORERS: Final = frozenset({Role.CONTROL_OFFICER, Role.AGENCY_HEAD})
_HEADS: Final = frozenset({Role.AGENCY_HEAD})
_SECTION_HEADS: Final = frozenset({Role.SECTION_HEAD, Role.CENTRE_HEAD})


def scoring_seat(actor: Actor, unit: Unit) -> Seat | None:
    """The seat by which the actor fills in the sheet of a unit: control officer or head of it."""
    return _seat(actor, unit, _SCORERS)


def heading_seat(actor: Actor, unit: Unit) -> Seat | None:
    """The seat by which the actor answers for a unit: only its head."""
    return _seat(actor, unit, _HEADS)


def judging_seat(actor: Actor, round: ReformRound) -> Seat | None:
    """The seat by which the actor appraises in a round: control officer or head of the agency that judges."""
    return _seat(actor, round.unit, _SCORERS)


def closing_seat(actor: Actor, round: ReformRound) -> Seat | None:
    """The seat by which the actor makes results final: the head of the agency that judges."""
    return _seat(actor, round.unit, _HEADS)


def _seat(actor: Actor, unit: Unit, roles: frozenset[Role]) -> Seat | None:
    if unit.kind in AGENCIES:
        return own_agencies(actor, roles).get(unit.pk)
    return next(
        (seat for seat in actor.seats if seat.role in _SECTION_HEADS and seat.unit_id == unit.pk), None
    )


def own_judged(actor: Actor) -> list[int]:
    """The agencies the actor judges for, or fills in the sheets of."""
    return list(own_agencies(actor, _SCORERS))


def owns_itself(sheet: ReformAssessment) -> bool:
    """Whether no agency above works with the house: the unit enters its upper's result from paper."""
    return sheet.unit_id == sheet.round.unit_id
