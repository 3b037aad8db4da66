# SPDX-License-Identifier: EUPL-1.2
"""What happened to the accounts of people, searched by administrators and control officers."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from motcua.accounts.models import AccountEvent
from motcua.organisations.actors import Actor
from motcua.organisations.searching import Asked, Place, people_in, people_named


def account_events_asked(actor: Actor, asked: Asked, after: Place | None = None) -> QuerySet[AccountEvent]:
    """Events of accounts of people in the actor's units, or done by them, latest first."""
    people = people_in(actor.covered).values("pk")
    found = AccountEvent.objects.filter(
        Q(person_id__in=people) | Q(by_id__in=people), at__gte=asked.begin, at__lt=asked.end
    )
    if asked.name:
        named = people_named(asked.name, actor.covered)
        found = found.filter(Q(person_id__in=named) | Q(by_id__in=named))
    if asked.act:
        found = found.filter(kind=asked.act)
    if asked.unit or asked.code:
        found = found.none()  # an account belongs to no unit and no dossier
    if after is not None:
        found = found.filter(Q(at__lt=after.at) | Q(at=after.at, pk__lt=after.pk))
    return found.select_related("person", "by").order_by("-at", "-id")
