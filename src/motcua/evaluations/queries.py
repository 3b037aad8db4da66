# SPDX-License-Identifier: EUPL-1.2
"""Tablets: by their key, and those of an official's desk."""

from __future__ import annotations

from motcua.evaluations.models import Tablet
from motcua.law.roles import RETURN_ROLES
from motcua.organisations.actors import Actor


def tablet_with(key: str) -> Tablet | None:
    """The tablet that a key opens, with the dossier it asks about."""
    found = Tablet.objects.select_related("unit", "dossier__competent_unit").filter(key=key)
    return found.first()


def tablets_of(actor: Actor) -> list[Tablet]:
    """The tablets of the return desks the actor works at."""
    units = frozenset[int]().union(*(seat.covers for seat in actor.seats if seat.role in RETURN_ROLES))
    return list(Tablet.objects.select_related("dossier", "unit").filter(unit_id__in=units)[:50])
