# SPDX-License-Identifier: EUPL-1.2
"""Lists for whoever keeps the catalogue: procedures by field, level and state; doubts by reason; all paged by key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from motcua.catalogue.models import (
    Procedure,
    ProcedureVersion,
    QuarantineItem,
    QuarantineState,
    VersionStatus,
)
from motcua.catalogue.queries import at_online_level, valid_on
from motcua.catalogue.searching import search_versions
from motcua.law.names import fold
from motcua.law.online_levels import OnlineLevel

FOUND_AT_MOST: Final = 100
"""Procedures that a search by words shows."""

STANDINGS: Final = {
    "hieu-luc": "Đang có hiệu lực",
    "du-thao": "Có dự thảo",
    "sap-hieu-luc": "Sắp có hiệu lực",
    "het-hieu-luc": "Đã bãi bỏ, hết hiệu lực",
    "nghi-van": "Có điểm nghi vấn",
    "toan-trinh": "Trực tuyến toàn trình",
    "mot-phan": "Trực tuyến một phần",
    "chua-ro-muc": "Trực tuyến, chưa rõ mức",
}
"""How a procedure may stand, as the filter of the list says it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is asked for; empty means everything. `after`: the code after which the page begins."""

    words: str = ""
    field_name: str = ""
    level: str = ""
    standing: str = ""
    after: str = ""


@dataclass(slots=True)
class Line:
    """One procedure of the list: its version in force, the standing draft, the coming one, its open doubts."""

    code: str
    current: ProcedureVersion | None = None
    coming: ProcedureVersion | None = None
    draft: ProcedureVersion | None = None
    last: ProcedureVersion | None = None
    doubts: int = 0

    @property
    def shown(self) -> ProcedureVersion | None:
        """The version whose name stands in the list."""
        return self.current or self.coming or self.draft or self.last


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the doubts are decided. Those that a newer record made needless are not counted."""

    settled: int
    total: int
    by_reason: list[tuple[str, int]] = field(default_factory=list)
    by_kind: list[tuple[str, int]] = field(default_factory=list)

    @property
    def open(self) -> int:
        """Still waiting."""
        return self.total - self.settled


def procedures_wanted(wanted: Wanted, day: dt.date, most: int) -> list[Line]:
    """At most `most` procedures in order of their code; the best first where words were asked for."""
    codes = _codes(wanted, day, most)
    lines = {code: Line(code) for code in codes}
    versions = ProcedureVersion.objects.filter(procedure__code__in=codes).select_related("procedure")
    for version in versions.defer("steps_text", "conditions_text").order_by("number"):
        _sort_in(lines[version.procedure.code], version, day)
    open_ones = QuarantineItem.objects.filter(state=QuarantineState.OPEN, record__code__in=codes)
    for code, number in open_ones.values_list("record__code").annotate(n=Count("id")).order_by():
        lines[code].doubts = number
    return [lines[code] for code in codes]


def field_names(day: dt.date) -> list[str]:
    """Names of the fields with a version in force, in order. One query."""
    names = valid_on(day).exclude(field_name="").order_by("field_name")
    return list(names.values_list("field_name", flat=True).distinct())


def progress(reason: str = "") -> Progress:
    """Of all doubts; kinds are counted among those of one reason when it is given. Two queries."""
    counted = QuarantineItem.objects.exclude(state=QuarantineState.SUPERSEDED)
    states = dict(counted.values_list("state").annotate(n=Count("id")).order_by())
    waiting = QuarantineItem.objects.filter(state=QuarantineState.OPEN)
    rows = list(waiting.values_list("reason", "kind").annotate(n=Count("id")).order_by())
    total = sum(states.values())
    return Progress(
        total - states.get(QuarantineState.OPEN, 0),
        total,
        _summed((reason, number) for reason, _, number in rows),
        _summed((kind, number) for why, kind, number in rows if reason in ("", why)),
    )


def doubts_wanted(reason: str, kind: str, code: str, after: int) -> QuerySet[QuarantineItem]:
    """Open doubts in the order in which they came."""
    found = QuarantineItem.objects.filter(state=QuarantineState.OPEN, pk__gt=after).order_by("id")
    if reason:
        found = found.filter(reason=reason)
    if kind:
        found = found.filter(kind=kind)
    return found.filter(record__code=code) if code else found


def alike(items: Iterable[QuarantineItem]) -> dict[str, int]:
    """How many open doubts share the likeness of each of these. One query."""
    wanted = {item.likeness for item in items}
    found = QuarantineItem.objects.filter(state=QuarantineState.OPEN, likeness__in=wanted)
    return dict(found.values_list("likeness").annotate(n=Count("id")).order_by())


def _codes(wanted: Wanted, day: dt.date, most: int) -> list[str]:
    versions = _versions(wanted, day)
    if wanted.words:
        return _by_words(wanted.words, versions, day)
    procedures = Procedure.objects.filter(code__gt=wanted.after)
    if versions is not None:
        procedures = procedures.filter(Exists(versions.filter(procedure=OuterRef("pk"))))
    if wanted.standing == "het-hieu-luc":
        procedures = procedures.filter(~Exists(_alive(day).filter(procedure=OuterRef("pk"))))
    if wanted.standing == "nghi-van":
        doubts = QuarantineItem.objects.filter(state=QuarantineState.OPEN, record__code=OuterRef("code"))
        procedures = procedures.filter(Exists(doubts))
    return list(procedures.order_by("code").values_list("code", flat=True)[:most])


def _versions(wanted: Wanted, day: dt.date) -> QuerySet[ProcedureVersion] | None:
    """Versions one of which a procedure must have; None when any procedure will do."""
    chosen = {
        "hieu-luc": valid_on(day),
        "du-thao": ProcedureVersion.objects.filter(status=VersionStatus.DRAFT),
        "sap-hieu-luc": ProcedureVersion.objects.filter(status=VersionStatus.VALID, effective_from__gt=day),
        "toan-trinh": at_online_level(valid_on(day), OnlineLevel.FULL),
        "mot-phan": at_online_level(valid_on(day), OnlineLevel.PARTIAL),
        "chua-ro-muc": at_online_level(valid_on(day), None),
    }
    versions = chosen.get(wanted.standing, ProcedureVersion.objects.exclude(status=VersionStatus.DISCARDED))
    if wanted.field_name:
        versions = versions.filter(field_name=wanted.field_name)
    if wanted.level:
        versions = versions.filter(levels__contains=[wanted.level])
    narrowed = wanted.field_name or wanted.level or wanted.standing in chosen
    return versions if narrowed else None


def _by_words(words: str, versions: QuerySet[ProcedureVersion] | None, day: dt.date) -> list[str]:
    """Those in force by the search of the counter, then drafts and ended ones whose name or code has the words."""
    found = [one.code for one in search_versions(words, FOUND_AT_MOST, day)]
    others = ProcedureVersion.objects.filter(
        Q(name_key__contains=fold(words)) | Q(procedure__code__startswith=words.strip())
    ).exclude(procedure__code__in=found)
    more = others.order_by("procedure__code").values_list("procedure__code", flat=True).distinct()
    codes = [*found, *more[: FOUND_AT_MOST - len(found)]]
    if versions is not None:
        fitting = set(versions.filter(procedure__code__in=codes).values_list("procedure__code", flat=True))
        codes = [code for code in codes if code in fitting]
    return codes


def _alive(day: dt.date) -> QuerySet[ProcedureVersion]:
    return ProcedureVersion.objects.filter(
        Q(effective_to__isnull=True) | Q(effective_to__gte=day),
        status__in=(VersionStatus.VALID, VersionStatus.DRAFT),
    )


def _sort_in(line: Line, version: ProcedureVersion, day: dt.date) -> None:
    if version.status == VersionStatus.DRAFT:
        line.draft = version
    elif version.status == VersionStatus.VALID and version.effective_from > day:
        line.coming = version
    elif version.status == VersionStatus.VALID and (
        version.effective_to is None or version.effective_to >= day
    ):
        line.current = version
    elif version.status != VersionStatus.DISCARDED:
        line.last = version


def _summed(rows: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    sums: dict[str, int] = {}
    for name, number in rows:
        sums[name] = sums.get(name, 0) + number
    return sorted(sums.items(), key=lambda one: (-one[1], one[0]))
