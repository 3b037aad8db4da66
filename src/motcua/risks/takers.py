# SPDX-License-Identifier: EUPL-1.2
"""Who else could take a dossier: people with the right who are there today and hold less."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import itemgetter, or_

from django.db.models import Count, Q
from django.utils import timezone

from motcua.dossiers.models import Dossier
from motcua.dossiers.rights import matter_of
from motcua.law.roles import HANDLER_ROLES, Role
from motcua.law.statuses import State
from motcua.organisations.models import Absence, Position, in_force

OFFERED = 3
"""People named for one dossier."""

HANDLED = frozenset({State.RECEIVED, State.TRANSFERRED, State.ASSIGNED, State.DRAFTED})
"""States in which the next work is that of a handler; after them it is a signature, a number."""

_RANK = itemgetter(0, 1, 2)


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody who may be given the dossier, and how many they hold now."""

    person_id: int
    name: str
    holds: int


def takers_of(dossiers: Sequence[Dossier], now: dt.datetime) -> dict[int, tuple[Taker, ...]]:
    """For each dossier, up to three people of its agency who may handle it, are not away today and hold less than its
    official does: those of its unit first, specialists before heads, who holds least first. Two statements. Nobody
    for a dossier that waits for a signature or a number: there it is not the handler who is missing.

    The same rule as `dossiers.rights.handling_positions`, for many dossiers at once.
    """
    day = timezone.localdate(now)
    places = {dossier.competent_unit_id for dossier in dossiers} | {one.holder_unit_id for one in dossiers}
    agencies = sorted({dossier.competent_unit_id for dossier in dossiers})
    below = reduce(or_, (Q(unit__ancestors__contains=[unit]) for unit in agencies))
    away = Absence.objects.filter(in_force(day)).values("person_id")
    positions = (
        Position.objects.filter(
            Q(unit_id__in=sorted(places)) | below,
            in_force(day),
            role__in=HANDLER_ROLES,
            person__is_active=True,
        )
        .exclude(person_id__in=away)
        .select_related("person", "unit")
        .order_by("id")
    )
    found = list(positions)
    holds = _holds({one.person_id for one in found} | {one.holder_id for one in dossiers if one.holder_id})
    return {dossier.pk: _for(dossier, found, holds) for dossier in dossiers}


def _holds(people: set[int]) -> dict[int, int]:
    rows = (
        Dossier.objects.filter(holder_id__in=sorted(people), ended_at__isnull=True)
        .order_by()
        .values("holder_id")
        .annotate(number=Count("pk"))
    )
    return {row["holder_id"]: row["number"] for row in rows}


def _for(dossier: Dossier, positions: Sequence[Position], holds: dict[int, int]) -> tuple[Taker, ...]:
    mine = holds.get(dossier.holder_id, 0) if dossier.holder_id else None
    people: dict[int, tuple[bool, bool, int, Taker]] = {}
    if State(dossier.state) not in HANDLED:
        return ()
    for position in positions:
        if position.person_id == dossier.holder_id or not _takes(position, dossier):
            continue
        taker = Taker(position.person_id, position.person.full_name, holds.get(position.person_id, 0))
        if mine is None or taker.holds < mine:
            elsewhere = position.unit_id != dossier.holder_unit_id
            ranked = (elsewhere, position.role != Role.SPECIALIST, taker.holds, taker)
            people[position.person_id] = min(people.get(position.person_id, ranked), ranked, key=_RANK)
    best = sorted(people.values(), key=lambda one: (*_RANK(one), one[3].name))
    return tuple(taker for *_, taker in best[:OFFERED])


def _takes(position: Position, dossier: Dossier) -> bool:
    agency, matter = dossier.competent_unit_id, matter_of(dossier)
    there = position.unit_id in (agency, dossier.holder_unit_id) or agency in position.unit.ancestors
    scope = not position.fields and not position.procedures
    return there and (scope or matter.field in position.fields or matter.procedure in position.procedures)
