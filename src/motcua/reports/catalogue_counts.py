# SPDX-License-Identifier: EUPL-1.2
"""Counts of the catalogue on a day, by name: procedures and internal processes (II.07b), what goes online (II.08)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from django.db.models import QuerySet

from motcua.catalogue.models import InternalProcess, Level, ProcedureVersion
from motcua.catalogue.posting import level_of
from motcua.catalogue.queries import at_online_level, valid_on
from motcua.law.online_levels import OnlineLevel
from motcua.organisations.models import Unit
from motcua.organisations.queries import TERRITORIES
from motcua.statistics import By, Cell, Key

_LEVELS = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
_ALL, _WITH_PROCESS = "procedures", "processes"
_LEVEL_OF = {
    **dict.fromkeys((_ALL, _WITH_PROCESS)),
    **{f"{name}_{level.value}": level for name in (_ALL, _WITH_PROCESS) for level in _LEVELS},
}
ONLINE: Final = {"online_full": OnlineLevel.FULL, "online_partial": OnlineLevel.PARTIAL}
"""Counts of procedures by how far they go online; these are told for each row of a report."""
_UPWARDS = (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE, Level.MINISTRY)


def names_count(name: str) -> bool:
    """Whether there is a count of this name."""
    return name in _LEVEL_OF or name in ONLINE


def counted_versions(name: str, cell: Cell) -> QuerySet[ProcedureVersion]:
    """The versions that the count `name` counts on the last day of `cell`; those of `ONLINE` in its row.

    Raises `KeyError` for a name that is none.
    """
    versions = valid_on(cell.question.last)
    if name in ONLINE:
        return _in_row(at_online_level(versions, ONLINE[name]), cell)
    level = _LEVEL_OF[name]
    if level is not None:
        versions = versions.filter(levels__contains=[level.value])
    return _with_process(versions) if name.startswith(_WITH_PROCESS) else versions


def _with_process(versions: QuerySet[ProcedureVersion]) -> QuerySet[ProcedureVersion]:
    decided = InternalProcess.objects.exclude(decision_number="")
    return versions.filter(pk__in=decided.values("version_id"))


def _in_row(versions: QuerySet[ProcedureVersion], cell: Cell) -> QuerySet[ProcedureVersion]:
    levels, fields = _row_of(cell.keys)
    versions = versions.filter(levels__overlap=list(levels or levels_below(cell.question.unit)))
    return versions.filter(field_code__in=fields) if fields else versions


def _row_of(keys: Iterable[Key]) -> tuple[set[str], set[str]]:
    """The level and the field of a row, where it is of one."""
    told = {key.by: {str(key.value)} for key in keys}
    return told.get(By.LEVEL, set()), told.get(By.FIELD, set())


def levels_below(unit: int) -> frozenset[str]:
    """The levels whose procedures are carried out in a unit and below it. Two queries."""
    found = Unit.objects.get(pk=unit)
    own = level_of(found)
    upto = _UPWARDS.index(own) + 1
    return frozenset(_UPWARDS[:upto] if found.kind in TERRITORIES else (own,))


class OnlineCounts:
    """How many procedures in force on a day go how far online, row by row. Five queries in all."""

    def __init__(self, day: dt.date, unit: int) -> None:
        self._below = levels_below(unit)
        self._known = {
            level: list(at_online_level(valid_on(day), level).values_list("levels", "field_code"))
            for level in (*OnlineLevel, None)
        }

    def of_row(self, name: str, keys: Iterable[Key]) -> int | None:
        """The count of a row. None where none is known to go so far while of some nothing is known."""
        levels, fields = _row_of(keys)
        wanted = levels or self._below

        def count(level: OnlineLevel | None) -> int:
            rows = self._known[level]
            return sum(not wanted.isdisjoint(at) and (not fields or field in fields) for at, field in rows)

        return count(ONLINE[name]) or (None if count(None) else 0)


def catalogue_counts(day: dt.date) -> dict[str, int]:
    """Procedures in force on `day`, and those with a decided internal process: all, and by level. Two queries.

    A procedure that several levels carry out counts at each of them and once in the total.
    """
    versions = list(valid_on(day).values_list("pk", "levels"))
    with_process = set(_with_process(valid_on(day)).values_list("pk", flat=True))
    counts = {_ALL: len(versions), _WITH_PROCESS: len(with_process)}
    for level in _LEVELS:
        at_level = {pk for pk, levels in versions if level.value in levels}
        counts[f"{_ALL}_{level.value}"] = len(at_level)
        counts[f"{_WITH_PROCESS}_{level.value}"] = len(at_level & with_process)
    return counts
