# SPDX-License-Identifier: EUPL-1.2
"""Who does a piece of work, who leads it, who decides about its time.

It is done by its owner and by everybody of the unit that leads it; where no unit on record leads it, by those who
confirm the plan. Its heads lead it: of that unit or of one above it, and those who confirm the plan. More time is
given, and work is stopped and gone on with, by the head whose plan it is; nobody decides what they asked for
themselves.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Final

from motcua.law.roles import Role
from motcua.organisations.actors import Actor, Seat
from motcua.plans.models import TaskWork, WorkState
from motcua.plans.rights import confirming_seat

HEADS: Final = frozenset({Role.AGENCY_HEAD, Role.SECTION_HEAD, Role.CENTRE_HEAD})


@dataclass(frozen=True, slots=True)
class WorkRights:
    """What somebody is to a piece of work: the position by which they do it, lead it, decide about it, or None."""

    does: Seat | None
    leads: Seat | None
    decides: Seat | None


def rights_on(actor: Actor, work: TaskWork) -> WorkRights:
    """What the actor is to a piece of work whose plan is at hand (`work.plan`). At most four queries."""
    confirms = confirming_seat(actor, work.plan.unit_id)
    heads = tuple(seat for seat in actor.seats if seat.role in HEADS)
    leads = _head_over(heads, work.unit_id) or confirms
    decides = confirming_seat(dataclasses.replace(actor, seats=heads), work.plan.unit_id) if heads else None
    return WorkRights(_doing_seat(actor, work) or leads, leads, decides)


def doing_seat(actor: Actor, work: TaskWork) -> Seat | None:
    """The position by which the actor does the work or leads it."""
    return _doing_seat(actor, work) or rights_on(actor, work).leads


def opening_seat(rights: WorkRights, work: TaskWork) -> Seat | None:
    """The position by which ended work is opened again: who leads it, and for what was stopped who decides."""
    return rights.decides if work.state == WorkState.CANCELLED else rights.leads


def _doing_seat(actor: Actor, work: TaskWork) -> Seat | None:
    own = work.owner_id
    for seat in actor.seats:
        if work.unit_id is not None and seat.unit_id == work.unit_id:
            return seat
        if own is not None and seat.owner_id == own:
            return seat
    return None


def _head_over(heads: tuple[Seat, ...], unit: int | None) -> Seat | None:
    return next((seat for seat in heads if unit is not None and unit in seat.covers), None)
