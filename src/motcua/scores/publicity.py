# SPDX-License-Identifier: EUPL-1.2
"""Publicity (group 1 of QĐ 766/QĐ-TTg), counted from the catalogue: when procedures were announced, when the site
showed them, and whether they are whole.

Only what people of the house publish has days to judge by. What was imported or came with the program says nothing of
when its authority announced it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.cache import caches
from django.db import connection
from django.utils import timezone

from motcua.catalogue.models import PUBLICATIONS, CatalogueChange, Level
from motcua.law.clock import VIETNAM
from motcua.law.service_index import Count
from motcua.law.working_time import Calendar, is_working_day
from motcua.organisations.calendars import load_calendar
from motcua.organisations.models import Unit, UnitKind

MINISTRY_LEAD: Final = 20
LOCAL_LEAD: Final = 5
"""Days before it takes effect on which a decision has to be published (NĐ 63/2010/NĐ-CP Đ.15). The decree counts
plain days, the description of the index working days: plain ones are counted."""
MINISTRY_ENTRY: Final = 10
LOCAL_ENTRY: Final = 5
"""Working days after the decision in which it has to be entered and shown (NĐ 63/2010/NĐ-CP Đ.24)."""
_CALENDAR: Final = "vn-admin"
_KEPT: Final = 60
_NAMED_AT_MOST: Final = 50


NONE: Final = Count(0, 0)


@dataclass(frozen=True, slots=True)
class Publicity:
    """The counts of one level of government by code of the indicator. `lacking`: code and name of procedures that are
    not whole, the first of them. `online`: procedures that may be filed online, of all.
    """

    counts: Mapping[str, Count]
    lacking: tuple[tuple[str, str], ...] = ()
    online: Count = NONE


NOTHING_SHOWN: Final = Publicity({})
_LEVELS: Final = {
    UnitKind.COMMUNE: Level.COMMUNE,
    UnitKind.DISTRICT: Level.DISTRICT,
    UnitKind.PROVINCE: Level.PROVINCE,
    UnitKind.MINISTRY: Level.MINISTRY,
}


def publicity(first: dt.date, last: dt.date, today: dt.date) -> dict[Level, Publicity]:
    """By level, for decisions entered between two days and procedures in force on the last of them (or today).

    ⚡ Kept for a minute: the comparison of all units asks it once, and the catalogue changes a few times a week.
    """
    day = min(last, today)
    key = f"publicity:{first}:{day}:{today}"
    kept: dict[Level, Publicity] | None = caches["process"].get(key)
    if kept is None:
        kept = _counted(first, last, day)
        caches["process"].set(key, kept, _KEPT)
    return kept


def _counted(first: dt.date, last: dt.date, day: dt.date) -> dict[Level, Publicity]:
    announced = _announced(first, last)
    whole = _whole(day)
    found: dict[Level, Publicity] = {}
    for level in {*whole, *(where for where, _code in announced)}:
        counts = {code: count for (where, code), count in announced.items() if where == level}
        total, complete, online = whole.get(level, (0, 0, 0))
        counts["1.3"] = Count(complete, total)
        lacking = _lacking(day, level) if complete < total else ()
        found[level] = Publicity(counts, lacking, Count(online, total))
    return found


def levels_of(units: Iterable[Unit]) -> dict[int, Level | None]:
    """The level of each unit by the lowest territory it is or belongs to; None for a province: all levels."""
    held = list(units)
    ids = {number for unit in held for number in unit.lineage}
    kinds = dict(Unit.objects.filter(pk__in=ids).values_list("pk", "kind"))
    found: dict[int, Level | None] = {}
    for unit in held:
        kind = next((kinds[one] for one in reversed(unit.lineage) if kinds.get(one) in _LEVELS), None)
        level = _LEVELS[UnitKind(kind)] if kind else Level.PROVINCE
        found[unit.pk] = None if unit.kind in (UnitKind.PROVINCE, UnitKind.MINISTRY) else level
    return found


def of_level(levels: Mapping[Level, Publicity], level: Level | None) -> Publicity:
    """What is told of one level, or of all together."""
    if level is not None:
        return levels.get(level, NOTHING_SHOWN)
    counts: dict[str, Count] = {}
    for one in levels.values():
        for code, count in one.counts.items():
            counts[code] = _and(counts.get(code, NONE), count)
    online = NONE
    for one in levels.values():
        online = _and(online, one.online)
    lacking = tuple(named for one in levels.values() for named in one.lacking)
    return Publicity(counts, lacking, online)


def _and(one: Count, other: Count) -> Count:
    return Count(one.part + other.part, one.whole + other.whole)


def _announced(first: dt.date, last: dt.date) -> dict[tuple[Level, str], Count]:
    """Indicators 1.1 and 1.2 by level."""
    calendar = load_calendar(_CALENDAR)
    told: dict[tuple[Level, str], list[bool]] = {}
    for change in _publications(first, last):
        version = change.version
        if version is None or version.decision_date is None:
            continue
        ministry = version.decision_issuer.strip().lower().startswith("bộ")
        early = (version.effective_from - version.decision_date).days
        entered = timezone.localdate(change.at)
        waited = _working_days(calendar, version.decision_date, entered)
        for level in map(Level, version.levels):
            told.setdefault((level, "1.1"), []).append(early >= (MINISTRY_LEAD if ministry else LOCAL_LEAD))
            told.setdefault((level, "1.2"), []).append(
                waited <= (MINISTRY_ENTRY if ministry else LOCAL_ENTRY)
            )
    return {key: Count(sum(kept), len(kept)) for key, kept in told.items()}


def _publications(first: dt.date, last: dt.date) -> Iterable[CatalogueChange]:
    begin = dt.datetime.combine(first, dt.time(), VIETNAM)
    end = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), VIETNAM)
    published = CatalogueChange.objects.filter(act__in=PUBLICATIONS, at__gte=begin, at__lt=end)
    return published.select_related("version").order_by("id")[:2000]


def _working_days(calendar: Calendar, after: dt.date, upto: dt.date) -> int:
    """Working days after one day, up to and with another; enough to tell whether a limit is passed."""
    days = min((upto - after).days, 60)
    return sum(is_working_day(calendar, after + dt.timedelta(days=step)) for step in range(1, days + 1))


# The constituent parts of NĐ 63/2010 Đ.8.2, as far as a record can lack them.
_IS_WHOLE: Final = """
    v.name <> '' and v.steps_text <> '' and v.audience <> '' and v.competent_unit_text <> ''
    and exists (select 1 from catalogue_procedurecase c where c.version_id = v.id)
    and not exists (select 1 from catalogue_procedurecase c where c.version_id = v.id and c.limit_unit is null)
    and (cardinality(v.paper_notes) > 0
         or exists (select 1 from catalogue_paperrequirement p where p.version_id = v.id))
    and exists (select 1 from catalogue_resultkind r where r.version_id = v.id)
"""
_IN_FORCE: Final = """
    v.status = 'valid' and v.effective_from <= %(day)s and coalesce(v.effective_to, %(day)s) >= %(day)s
"""


def _whole(day: dt.date) -> dict[Level, tuple[int, int, int]]:
    """By level: procedures, those that are whole, those that may be filed online."""
    rows = _rows(_WHOLE_BY_LEVEL, {"day": day})
    return {Level(level): (total, whole, online) for level, total, whole, online in rows}


def _lacking(day: dt.date, level: Level) -> tuple[tuple[str, str], ...]:
    rows = _rows(_LACKING, {"day": day, "level": level.value, "most": _NAMED_AT_MOST})
    return tuple((code, name) for code, name in rows)


def _rows(statement: str, values: Mapping[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


# Only the house's own words are put in.
_WHOLE_BY_LEVEL: Final = f"""
select level, count(*), count(*) filter (where {_IS_WHOLE}), count(*) filter (where exists (
    select 1 from catalogue_procedurecase c where c.version_id = v.id and c.channel = 'online'))
from catalogue_procedureversion v, unnest(v.levels) level where {_IN_FORCE} group by level
"""  # noqa: S608  words of the house
_LACKING: Final = f"""
select p.code, v.name from catalogue_procedureversion v join catalogue_procedure p on p.id = v.procedure_id
where {_IN_FORCE} and v.levels @> array[%(level)s]::varchar[] and not ({_IS_WHOLE}) order by p.code limit %(most)s
"""  # noqa: S608  words of the house
