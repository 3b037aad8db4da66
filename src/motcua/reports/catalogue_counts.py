# SPDX-License-Identifier: EUPL-1.2
"""Counts of the catalogue on a day, by name, for the form on procedures and internal processes (II.07b)."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from motcua.catalogue.models import InternalProcess, Level, ProcedureVersion
from motcua.catalogue.queries import valid_on

_LEVELS = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
_ALL, _WITH_PROCESS = "procedures", "processes"
_LEVEL_OF = {
    **dict.fromkeys((_ALL, _WITH_PROCESS)),
    **{f"{name}_{level.value}": level for name in (_ALL, _WITH_PROCESS) for level in _LEVELS},
}


def names_count(name: str) -> bool:
    """Whether there is a count of this name."""
    return name in _LEVEL_OF


def counted_versions(name: str, day: dt.date) -> QuerySet[ProcedureVersion]:
    """The versions that the count `name` counts on `day`. Raises `KeyError` for a name that is none."""
    level = _LEVEL_OF[name]
    versions = valid_on(day)
    if level is not None:
        versions = versions.filter(levels__contains=[level.value])
    if name.startswith(_WITH_PROCESS):
        decided = InternalProcess.objects.exclude(decision_number="")
        versions = versions.filter(pk__in=decided.values("version_id"))
    return versions


def catalogue_counts(day: dt.date) -> dict[str, int]:
    """Procedures in force on `day`, and those with a decided internal process: all, and by level. Two queries.

    A procedure that several levels carry out counts at each of them and once in the total.
    """
    versions = list(valid_on(day).values_list("pk", "levels"))
    with_process = set(counted_versions(_WITH_PROCESS, day).values_list("pk", flat=True))
    counts = {_ALL: len(versions), _WITH_PROCESS: len(with_process)}
    for level in _LEVELS:
        at_level = {pk for pk, levels in versions if level.value in levels}
        counts[f"{_ALL}_{level.value}"] = len(at_level)
        counts[f"{_WITH_PROCESS}_{level.value}"] = len(at_level & with_process)
    return counts
