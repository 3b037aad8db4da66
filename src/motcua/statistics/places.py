# SPDX-License-Identifier: EUPL-1.2
"""Where a figure stands: which units lie below the one that is asked for, and under which row each is counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from motcua.organisations.models import Succession, UnitKind
from motcua.statistics.moments import once
from motcua.statistics.questions import By, Level, Question

_BELOW = (
    "select id, ancestors, kind from organisations_unit where id = %s or ancestors @> array[%s]::bigint[]"
)
_ALL = "select id, ancestors, kind, effective_to from organisations_unit"
_LEVELS: dict[str, Level] = {
    UnitKind.COMMUNE: Level.COMMUNE,
    UnitKind.DISTRICT: Level.DISTRICT,
    UnitKind.PROVINCE: Level.PROVINCE,
    UnitKind.MINISTRY: Level.MINISTRY,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A unit below the asked one (or itself). `lineage` goes from the asked unit down to the one it is counted as."""

    unit: int
    lineage: tuple[int, ...]
    level: Level

    def key(self, by: By) -> int | str:
        """What the unit is counted under."""
        if by is By.LEVEL:
            return self.level.value
        if by is By.AGENCY:
            return self.lineage[-1]
        return self.lineage[1] if len(self.lineage) > 1 else self.lineage[0]


def places_of(question: Question) -> list[Place]:
    """Every unit whose figures belong to the question. One query, two with successors."""
    if not question.successors:
        return once(("below", question.unit), lambda: _below(question.unit))
    day = min(question.last, timezone.localdate())
    return once(("through", question.unit, day), lambda: _through_successors(question.unit, day))


def _below(unit: int) -> list[Place]:
    with connection.cursor() as cursor:
        cursor.execute(_BELOW, [unit, unit])
        rows: list[tuple[int, list[int], str]] = cursor.fetchall()
    kinds = {pk: kind for pk, _, kind in rows}
    above = next((ancestors for pk, ancestors, _ in rows if pk == unit), [])
    top = _kinds(above)
    places = []
    for pk, ancestors, _ in rows:
        line = [*ancestors, pk]
        lineage = tuple(line[line.index(unit) :])
        places.append(Place(pk, lineage, _level(line, kinds | top)))
    return places


def _kinds(units: list[int]) -> dict[int, str]:
    if not units:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("select id, kind from organisations_unit where id = any(%s)", [units])
        return dict(cursor.fetchall())


def _level(line: list[int], kinds: dict[int, str]) -> Level:
    """The level of the innermost territory or ministry that a unit stands in."""
    for unit in reversed(line):
        level = _LEVELS.get(kinds.get(unit, ""))
        if level is not None:
            return level
    return Level.PROVINCE


def level_in_sql(unit: str) -> str:
    """SQL: the same of a row of units."""
    words = ", ".join(f"'{kind}'" for kind in _LEVELS)
    names = " ".join(f"when '{kind}' then '{level.value}'" for kind, level in _LEVELS.items())
    return f"""coalesce((select case k.kind {names} end from organisations_unit k
where k.id = any({unit}.ancestors || {unit}.id) and k.kind in ({words})
order by cardinality(k.ancestors) desc limit 1), '{Level.PROVINCE.value}')"""  # noqa: S608  words of the house


def _through_successors(asked_for: int, day: dt.date) -> list[Place]:
    """As above, with every unit that ended standing where the law's successor stands on `day`."""
    with connection.cursor() as cursor:
        cursor.execute(_ALL)
        units: dict[int, tuple[list[int], str, dt.date | None]] = {
            pk: (ancestors, kind, ends) for pk, ancestors, kind, ends in cursor.fetchall()
        }
    following = _following(day)
    kinds = {pk: kind for pk, (_, kind, _) in units.items()}

    def now(unit: int) -> int:
        seen = set()
        while unit in following and unit not in seen:
            ends = units[unit][2]
            if ends is None or ends >= day:
                break
            seen.add(unit)
            unit = following[unit]
        return unit

    asked, places = now(asked_for), []
    for pk in units:
        stands = now(pk)
        line = [now(one) for one in (*units[stands][0], stands)]
        if asked in line:
            places.append(Place(pk, tuple(line[line.index(asked) :]), _level(line, kinds)))
    return places


def _following(day: dt.date) -> dict[int, int]:
    """What followed each unit by that day: the one that took the larger part."""
    rows = Succession.objects.filter(effective_on__lte=day, successor__isnull=False).order_by("-id")
    return dict(rows.values_list("predecessor_id", "successor_id"))
