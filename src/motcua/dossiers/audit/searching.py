# SPDX-License-Identifier: EUPL-1.2
"""Who did what to which dossier: the event log searched by person, day, act, unit and code."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from motcua.dossiers.models import Checkpoint, Event
from motcua.law.codes import tidy_code
from motcua.organisations.actors import Actor
from motcua.organisations.searching import Asked, Place, people_named, units_named


def events_asked(actor: Actor, asked: Asked, after: Place | None = None) -> QuerySet[Event]:
    """Events by officials in the actor's units, and by others on dossiers these units settle; latest first."""
    units = sorted(actor.covered)
    mine = Q(unit_id__in=units) | Q(unit_id__isnull=True, dossier__competent_unit_id__in=units)
    found = Event.objects.filter(mine, at__gte=asked.begin, at__lt=asked.end).select_related("dossier")
    if asked.name:
        found = found.filter(person_id__in=people_named(asked.name, actor.covered))
    if asked.unit:
        found = found.filter(unit_id__in=units_named(asked.unit, actor.covered))
    if asked.act:
        found = found.filter(act=asked.act)
    if asked.code:
        found = found.filter(dossier__code=tidy_code(asked.code))
    if after is not None:
        found = found.filter(Q(at__lt=after.at) | Q(at=after.at, pk__lt=after.pk))
    return found.order_by("-at", "-id")


def last_checkpoint() -> Checkpoint | None:
    """The checkpoint made last."""
    return Checkpoint.objects.order_by("-number").first()
