# SPDX-License-Identifier: EUPL-1.2
"""In whose name somebody works today."""

from __future__ import annotations

from motcua.organisations.actors import Actor


def owners_of(actor: Actor) -> frozenset[int]:
    """The person themself and everybody they stand in for."""
    own = frozenset() if actor.person_id is None else frozenset({actor.person_id})
    return own | {seat.owner_id for seat in actor.seats}
