# SPDX-License-Identifier: EUPL-1.2
"""What a unit posts: the procedures in force of its own level, by field (NĐ 63/2010 Đ.15; TT 02/2017/TT-VPCP)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from motcua.catalogue.models import Level, ProcedureVersion
from motcua.catalogue.queries import valid_on, with_parts
from motcua.law.names import fold, sort_key
from motcua.organisations.models import COUNTERS, Unit, UnitKind, in_force

POSTED_AT_MOST: Final = 600
"""Procedures of one board. A province has about two thousand in some forty fields; a board is of one field then."""

_LEVELS: Final = {
    UnitKind.COMMUNE: Level.COMMUNE,
    UnitKind.DISTRICT: Level.DISTRICT,
    UnitKind.PROVINCE: Level.PROVINCE,
    UnitKind.MINISTRY: Level.MINISTRY,
}


@dataclass(frozen=True, slots=True)
class PostedField:
    """A field with the number of its procedures. `slug` stands in the address."""

    name: str
    slug: str
    count: int


def posting_units(words: str, day: dt.date, most: int) -> list[Unit]:
    """One-stop desks in force on `day`, by a part of their name. One query."""
    units = Unit.objects.filter(in_force(day), kind__in=COUNTERS).select_related("parent")
    for word in fold(words).split():
        units = units.filter(search_key__contains=word)
    return list(units.order_by("name_key", "id")[:most])


def posting_unit(code: str, day: dt.date) -> Unit | None:
    """A one-stop desk in force on `day` by its code."""
    return Unit.objects.filter(in_force(day), code=code, kind__in=COUNTERS).select_related("parent").first()


def level_of(unit: Unit) -> Level:
    """The level whose procedures a unit carries out: that of the lowest territory or ministry it is or belongs to."""
    kinds = dict(Unit.objects.filter(pk__in=unit.lineage).values_list("pk", "kind"))
    for number in reversed(unit.lineage):
        if kinds.get(number) in _LEVELS:
            return _LEVELS[UnitKind(kinds[number])]
    return Level.PROVINCE


def posted(level: Level, day: dt.date) -> QuerySet[ProcedureVersion]:
    """Versions in force on `day` that the level carries out."""
    return valid_on(day).filter(levels__contains=[level.value])


def posted_fields(level: Level, day: dt.date) -> list[PostedField]:
    """Fields of the level in order of their name. One query."""
    counts: dict[str, int] = {}
    for name in posted(level, day).values_list("field_name", flat=True):
        counts[name or _OTHER] = counts.get(name or _OTHER, 0) + 1
    ordered = sorted(counts.items(), key=lambda pair: sort_key(pair[0]))
    return [PostedField(name, slug_of(name), count) for name, count in ordered]


def posted_in(level: Level, day: dt.date, field_name: str | None = None) -> list[ProcedureVersion]:
    """Versions of a field (of all fields without one) with their cases, in order of field and name. Two queries."""
    versions = posted(level, day).select_related("procedure").prefetch_related("cases")
    if field_name is not None:
        versions = versions.filter(Q(field_name="" if field_name == _OTHER else field_name))
    held = versions.defer("steps_text", "conditions_text").order_by("field_name", "name_key", "id")
    return list(held[:POSTED_AT_MOST])


def posted_procedure(code: str, day: dt.date) -> ProcedureVersion | None:
    """The version in force with all its parts."""
    return with_parts(valid_on(day).filter(procedure__code=code)).first()


def slug_of(name: str) -> str:
    """The name of a field as it stands in an address."""
    return "-".join("".join(one if one.isalnum() else " " for one in fold(name)).split()) or "khac"


_OTHER: Final = "Lĩnh vực khác"
