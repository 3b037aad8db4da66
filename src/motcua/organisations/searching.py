# SPDX-License-Identifier: EUPL-1.2
"""Searching what happened: what is asked, and the records of administration that answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from motcua.law.names import fold
from motcua.organisations.actors import Actor
from motcua.organisations.models import AdministrationRecord, Person, Position, Unit

PEOPLE_AT_MOST = 100
"""Of people whose name fits, so many are asked about."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a log. Days are civil days, both included; empty fields ask nothing."""

    first_day: dt.date
    last_day: dt.date
    name: str = ""
    act: str = ""
    unit: str = ""
    code: str = ""

    @property
    def begin(self) -> dt.datetime:
        """The first moment asked for."""
        return timezone.make_aware(dt.datetime.combine(self.first_day, dt.time.min))

    @property
    def end(self) -> dt.datetime:
        """The first moment no longer asked for."""
        return timezone.make_aware(dt.datetime.combine(self.last_day + dt.timedelta(days=1), dt.time.min))


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a log, latest first, a page ended: the moment and the id of its last row."""

    at: dt.datetime
    pk: int


def people_in(units: frozenset[int]) -> QuerySet[Person]:
    """People with a position, past or present, in these units, and people without any."""
    positions = Position.objects.filter(person=OuterRef("pk"))
    return Person.objects.filter(Exists(positions.filter(unit_id__in=sorted(units))) | ~Exists(positions))


def people_named(name: str, units: frozenset[int]) -> list[int]:
    """Ids of people of these units whose name has every word of `name`, or whose user name begins with it."""
    found = people_in(units)
    named = Q()
    for word in fold(name).split():
        named &= Q(name_key__contains=word)
    matching = found.filter(named | Q(username__startswith=name.strip().lower())).order_by("id")
    return list(matching.values_list("pk", flat=True)[:PEOPLE_AT_MOST])


def units_named(name: str, units: frozenset[int]) -> list[int]:
    """Ids among these units whose name has every word of `name`, or whose code begins with it."""
    named = Q()
    for word in fold(name).split():
        named &= Q(search_key__contains=word)
    found = Unit.objects.filter(named | Q(code__startswith=name.strip()), pk__in=sorted(units))
    return list(found.order_by("id").values_list("pk", flat=True)[:PEOPLE_AT_MOST])


def records_asked(actor: Actor, asked: Asked, after: Place | None = None) -> QuerySet[AdministrationRecord]:
    """Records of administration about the actor's units, or by people of these units, latest first."""
    units = actor.covered
    mine = (
        Q(unit_id__in=sorted(units))
        | Q(unit_id__isnull=True, person_id__isnull=True)
        | Q(unit_id__isnull=True, person_id__in=people_in(units).values("pk"))
    )
    found = AdministrationRecord.objects.filter(mine, at__gte=asked.begin, at__lt=asked.end)
    if asked.name:
        found = found.filter(person_id__in=people_named(asked.name, units))
    if asked.unit:
        found = found.filter(unit_id__in=units_named(asked.unit, units))
    if asked.act:
        found = found.filter(act=asked.act)
    if asked.code:
        found = found.filter(subject__icontains=asked.code)
    if after is not None:
        found = found.filter(Q(at__lt=after.at) | Q(at=after.at, pk__lt=after.pk))
    return found.order_by("-at", "-id")
