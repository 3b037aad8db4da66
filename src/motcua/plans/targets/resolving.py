# SPDX-License-Identifier: EUPL-1.2
"""From the words of a sentence to units, fields and procedures on record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from rapidfuzz import fuzz

from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.queries import at_online_level
from motcua.law.names import fold
from motcua.law.online_levels import OnlineLevel
from motcua.organisations.models import Unit, UnitKind, in_force
from motcua.organisations.queries import TERRITORIES
from motcua.plans.targets.errors import PlaceUnknown, SubjectUnknown
from motcua.plans.targets.values import Expression, Where
from motcua.plans.units import spelled_out

_OFFERED = 4


@dataclass(frozen=True, slots=True)
class Resolved:
    """`unit`: whose figures, with everything below; for groups what they hang on. Empty `fields`: all. `versions`
    None: all; empty: the catalogue knows none of the online level that is meant. `home`: the unit of the plan."""

    unit: Unit
    where: Where
    home: Unit
    fields: tuple[str, ...] = ()
    versions: tuple[int, ...] | None = None


def resolved(expression: Expression, home: Unit, day: dt.date) -> Resolved:
    """What the words mean for a plan of `home`. At most six queries. Raises `PlaceUnknown`, `SubjectUnknown`."""
    scope = expression.scope
    unit = _named(scope.name, home, day) if scope.name else standing_for(home)
    where = Where.HERE if scope.where is Where.NAMED else scope.where
    versions = _versions(expression.procedures) if expression.procedures else None
    if expression.level is not None:
        versions = _at_level(expression.level, versions)
    return Resolved(unit, where, home, _fields(expression.fields), versions)


def standing_for(unit: Unit) -> Unit:
    """The unit whose figures a unit answers for: the committee of a territory is there for the whole territory."""
    if (
        unit.kind == UnitKind.PEOPLES_COMMITTEE
        and unit.parent is not None
        and unit.parent.kind in TERRITORIES
    ):
        return unit.parent
    return unit


def _named(name: str, home: Unit, day: dt.date) -> Unit:
    """The unit of this name among those above, below and beside the unit of the plan."""
    own = standing_for(home)
    near = Q(ancestors__contains=[own.pk]) | Q(pk__in=home.lineage)
    rows = Unit.objects.filter(in_force(day)).filter(near).select_related("parent")
    wanted = _plain(name)
    units = list(rows.only("name", "kind", "ancestors", "parent__kind", "parent__name"))
    same = [unit for unit in units if wanted in (spelled_out(unit.name), _plain(unit.name))]
    found = {standing_for(unit).pk: standing_for(unit) for unit in same}
    if len(found) == 1:
        return next(iter(found.values()))
    ranked = sorted(units, key=lambda unit: -fuzz.token_sort_ratio(wanted, _plain(unit.name)))
    offered = dict.fromkeys(unit.name for unit in (same or ranked)[:_OFFERED])
    if found:
        raise PlaceUnknown(f"Có {len(found)} đơn vị tên “{name}”.", offered=offered)
    raise PlaceUnknown(f"Đơn vị “{name}” không thuộc {own.name}.", offered=offered)


def _plain(name: str) -> str:
    """The name without the words for a committee, so that `UBND xã A` is `xã A`."""
    return spelled_out(name).removeprefix("uy ban nhan dan ").strip()


def _fields(names: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of the fields that are called so. One query, none without names."""
    if not names:
        return ()
    rows = ProcedureVersion.objects.exclude(field_name="").order_by().values_list("field_code", "field_name")
    known = {(code, fold(name)): name for code, name in rows.distinct()}
    found: list[str] = []
    for name in names:
        wanted = fold(name)
        codes = [code for code, told in known if told == wanted or code == name]
        codes = codes or [
            code for code, told in known if told.startswith(f"{wanted} ") or f" {wanted}" in told
        ]
        if not codes:
            near = sorted(known, key=lambda pair: -fuzz.partial_ratio(wanted, pair[1]))
            offered = dict.fromkeys(known[pair] for pair in near[:_OFFERED])
            raise SubjectUnknown(f"Danh mục không có lĩnh vực “{name}”.", offered=offered)
        found += codes
    return tuple(dict.fromkeys(found))


def _versions(codes: tuple[str, ...]) -> tuple[int, ...]:
    """Ids of every version of these procedures. One query."""
    rows = ProcedureVersion.objects.filter(procedure__code__in=codes).values_list("procedure__code", "pk")
    found = list(rows)
    lacking = set(codes) - {code for code, _ in found}
    if lacking:
        raise SubjectUnknown(
            f"Danh mục không có thủ tục {', '.join(sorted(lacking))}.",
            hint="Hãy ghi mã thủ tục như trong danh mục, ví dụ 1.001193.",
        )
    return tuple(sorted(pk for _, pk in found))


def _at_level(level: OnlineLevel, among: tuple[int, ...] | None) -> tuple[int, ...]:
    """Ids of the versions of this online level; a dossier keeps the version of its day. One query."""
    versions = at_online_level(ProcedureVersion.objects.all(), level)
    if among is not None:
        versions = versions.filter(pk__in=among)
    return tuple(versions.order_by("pk").values_list("pk", flat=True))
