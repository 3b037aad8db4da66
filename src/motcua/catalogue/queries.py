# SPDX-License-Identifier: EUPL-1.2
"""Reads of the catalogue: which version holds on a day, its cases, search by words, what was imported."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone
from rapidfuzz import fuzz

from motcua.catalogue.errors import ProcedureUnknown
from motcua.catalogue.models import (
    NationalRecord,
    ProcedureCase,
    ProcedureVersion,
    QuarantineItem,
    QuarantineState,
    VersionStatus,
)
from motcua.law.names import fold

_CHILDREN = ("cases", "papers", "results", "legal_bases")
_GOOD_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """One answer of the search; `score` is between 0 and 1."""

    code: str
    name: str
    score: float
    version_id: int


def valid_on(day: dt.date) -> QuerySet[ProcedureVersion]:
    """All versions in force on `day`."""
    return ProcedureVersion.objects.filter(
        Q(effective_to__isnull=True) | Q(effective_to__gte=day),
        status=VersionStatus.VALID,
        effective_from__lte=day,
    )


def version_on(code: str, day: dt.date) -> ProcedureVersion:
    """The version of procedure `code` in force on `day`.

    Raises ProcedureUnknown when the procedure does not exist or has no version in force on that day.
    """
    version = valid_on(day).select_related("procedure").filter(procedure__code=code.strip()).first()
    if version is None:
        raise ProcedureUnknown(
            f"Không có thủ tục {code} có hiệu lực ngày {day:%d/%m/%Y}.",
            hint="Hãy kiểm tra mã thủ tục hoặc nhập danh mục bằng: motcua catalogue import TỆP",
        )
    return version


def cases_of(version: ProcedureVersion, channel: str | None = None) -> list[ProcedureCase]:
    """Cases of a version in published order, of one channel when it is given."""
    cases = version.cases.order_by("order")
    return list(cases.filter(channel=channel) if channel else cases)


def with_parts(versions: QuerySet[ProcedureVersion]) -> QuerySet[ProcedureVersion]:
    """The same versions with cases, papers, results and legal bases, in a fixed number of queries."""
    return versions.select_related("procedure").prefetch_related(*_CHILDREN)


def latest_record(code: str) -> NationalRecord | None:
    """The national record that came last for `code`; one whose content was accepted goes before others."""
    records = NationalRecord.objects.filter(code=code.strip()).select_related("version", "run")
    return records.filter(version__isnull=False).order_by("-id").first() or records.order_by("-id").first()


def open_quarantine(code: str = "", reason: str = "") -> QuerySet[QuarantineItem]:
    """Items that wait for a person, oldest first, of one procedure or one reason when given."""
    items = QuarantineItem.objects.filter(state=QuarantineState.OPEN).select_related("record")
    if code:
        items = items.filter(record__code=code.strip())
    if reason:
        items = items.filter(reason=reason)
    return items.order_by("record__code", "id")


def search_versions(text: str, limit: int = 20, day: dt.date | None = None) -> list[Found]:
    """Procedures in force on `day` (today when not given) that fit `text`, best first.

    Accents and case do not matter; a word may be only begun. A code finds its procedure at once.
    """
    wanted = fold(text)
    words = wanted.split()
    if not words:
        return []
    rows = valid_on(day or timezone.localdate()).values_list(
        "procedure__code", "name", "name_key", "everyday_names", "id"
    )
    found = [
        Found(code, name, score, key)
        for code, name, name_key, everyday, key in rows
        if (score := _score(wanted, words, code, [name_key, *map(fold, everyday)])) >= _GOOD_ENOUGH
    ]
    return sorted(found, key=lambda one: (-one.score, len(one.name), one.code))[:limit]


def _score(wanted: str, words: list[str], code: str, names: list[str]) -> float:
    if code.startswith(wanted):
        return 1.0 if code == wanted else 0.99
    return max(_name_score(wanted, words, name) for name in names)


def _name_score(wanted: str, words: list[str], name: str) -> float:
    have = name.split()
    hits = sum(1.0 if word in have else 0.8 * any(one.startswith(word) for one in have) for word in words)
    share = hits / len(words)
    if share < _GOOD_ENOUGH:
        return 0.0
    likeness = fuzz.token_sort_ratio(wanted, name) / 100
    return round(0.75 * share + 0.15 * likeness + (0.08 if wanted in name else 0.0), 4)
