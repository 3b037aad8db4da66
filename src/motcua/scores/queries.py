# SPDX-License-Identifier: EUPL-1.2
"""Published rankings: those of agencies for everybody, those of officials inside their agency only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db.models import QuerySet

from motcua.organisations.models import COUNTERS, Unit
from motcua.scores.models import Publication

SHOWN_AT_MOST: Final = 100


def published_agencies() -> list[Publication]:
    """Rankings of agencies, the newest first. Public."""
    return list(_light().filter(kind=Publication.Kind.AGENCIES)[:SHOWN_AT_MOST])


def published_for(units: Sequence[int]) -> list[Publication]:
    """Rankings of the officials of these units, the newest first."""
    found = _light().filter(kind=Publication.Kind.OFFICERS, unit_id__in=list(units))
    return list(found[:SHOWN_AT_MOST])


def last_published(unit: Unit, kind: str, period: str) -> Publication | None:
    """The newest publication of a unit and a period, without its content. One query."""
    return _light().filter(unit=unit, kind=kind, period=period).first()


def publication(pk: int) -> Publication | None:
    """A publication with its content."""
    return Publication.objects.select_related("unit").filter(pk=pk).first()


def _light() -> QuerySet[Publication]:
    return Publication.objects.select_related("unit").defer("content")


def home_unit() -> Unit | None:
    """The unit at the top of the house: what the first one-stop desk belongs to. One query, two with a desk."""
    desk = Unit.objects.filter(kind__in=COUNTERS).order_by("id").first()
    if desk is None:
        return None
    return Unit.objects.filter(pk=desk.lineage[0]).first()


def unit_with_code(code: str) -> Unit | None:
    """A unit by its code, whenever it was in force."""
    return Unit.objects.filter(code=code).first() if code else None


def units_with(ids: Sequence[int]) -> list[Unit]:
    """Units by id, in the order of their names."""
    return list(Unit.objects.filter(pk__in=list(ids)).order_by("name_key", "id"))


def stands_below(unit: Unit, top: Unit) -> bool:
    """Whether a unit is another one or belongs to it."""
    return top.pk in unit.lineage
