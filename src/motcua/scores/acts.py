# SPDX-License-Identifier: EUPL-1.2
"""Publishing a ranking: frozen, hashed, never changed."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from motcua.law.report_windows import Window, short_name
from motcua.law.roles import Role
from motcua.organisations.actors import Actor, Seat
from motcua.organisations.models import Unit
from motcua.scores.errors import MayNotPublish, NothingToPublish, WindowOpen
from motcua.scores.models import Publication
from motcua.scores.rankings import agency_scores, officer_scores
from motcua.statistics.rights import may_see

PUBLISHERS: Final = frozenset({Role.AGENCY_HEAD, Role.CONTROL_OFFICER})
"""Who publishes for their agency and the units below it."""


def may_publish(actor: Actor, unit: Unit) -> Seat | None:
    """The position by which the actor publishes rankings of the unit; None without one."""
    for seat in actor.seats:
        if seat.role in PUBLISHERS and may_see(dataclasses.replace(actor, seats=(seat,)), unit.pk):
            return seat
    return None


def publish(actor: Actor, kind: Publication.Kind, unit: Unit, window: Window, key: str) -> Publication:
    """Freeze and publish the ranking of a window that is over. The same `key` gives the same publication.

    Raises `MayNotPublish`, `WindowOpen`, `NothingToPublish`.
    """
    seat = may_publish(actor, unit)
    if seat is None:
        raise MayNotPublish
    now = timezone.now()
    if timezone.localdate(now) <= window.last:
        raise WindowOpen(window.label)
    if earlier := Publication.objects.filter(key=key).first():
        return earlier
    of = agency_scores if kind is Publication.Kind.AGENCIES else officer_scores
    ranking = of(unit, window, as_of=now)
    if not any(row.place for row in ranking.rows):
        raise NothingToPublish(window.label)
    content = json.dumps(ranking.to_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    publication = Publication(
        kind=kind,
        unit=unit,
        period=short_name(window),
        first=window.first,
        last=window.last,
        as_of=ranking.as_of,
        content=content,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        key=key,
        published_at=now,
        published_by_id=actor.person_id,
        publisher=f"{actor.name}, {seat.title}",
    )
    try:
        with transaction.atomic():
            publication.save(force_insert=True)
    except IntegrityError as error:
        # Two presses at the same moment: the second finds what the first published.
        if earlier := Publication.objects.filter(key=key).first():
            return earlier
        raise error
    return publication
