# SPDX-License-Identifier: EUPL-1.2
"""Cells from spans: the smallest stretches counted, the longer ones and the units above summed from them.

When everything is made anew, when acts are folded in, and when the tables are recounted, cells are made here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import connection

from motcua.statistics.cells import Grain, month_start, summed, year_start
from motcua.statistics.measures import COLUMNS
from motcua.statistics.places import level_in_sql

KEY = "grain, unit_id, own, start, version_id, officer_id, channel, outcome, level"
"""What tells cells apart."""

NAMES = ", ".join(COLUMNS)
"""The numbers of a cell."""

_LONGER = {
    Grain.MONTH: (Grain.DAY, month_start("start")),
    Grain.YEAR: (Grain.MONTH, year_start("start")),
    Grain.VERSION_YEAR: (Grain.VERSION_MONTH, year_start("start")),
}
"""Of which grain a longer one is summed, and in which stretch a cell of that lies."""

_WITH_ABOVE = tuple(grain for grain in Grain if grain is not Grain.OFFICER_MONTH)
PIECES = 1 + len(_LONGER) + len(_WITH_ABOVE)
"""Of how much work cells are: own ones of short stretches, of each longer one, and above the units for each."""

_SUMS = ", ".join(f"nullif(sum({name}), 0)::{measure.kind}" for name, measure in COLUMNS.items())
_ANY = " or ".join(f"sum({name}) <> 0" for name in COLUMNS)
_ABOVE = "statistics_above"
_LOOK_ABOVE = f"""
create temp table {_ABOVE} on commit drop as
select u.id as leaf, unnest(u.ancestors)::int as unit_id, {level_in_sql("u")} as level
from organisations_unit u where u.id in (select unit_id from {{table}})
"""  # noqa: S608  names of the house


def fill(
    table: str,
    relation: str,
    parameters: Mapping[str, Any] | None = None,
    done: Callable[[], None] = lambda: None,
) -> None:
    """Fill an empty table of cells from a relation of spans with their `sign`, inside a transaction.

    `done` is called after each of the `PIECES` of work.
    """
    with connection.cursor() as cursor:
        cursor.execute(_adding(table, "grain", "true", "start", "''", f"({summed(relation)}) c"), parameters)
        done()
        for grain, (base, start) in _LONGER.items():
            own = f"{table} c where c.own and c.grain = {base.value}"
            cursor.execute(_adding(table, str(grain.value), "true", start, "''", own))
            done()
        cursor.execute(f"drop table if exists {_ABOVE}")
        cursor.execute(_LOOK_ABOVE.format(table=table))
        cursor.execute(f"analyze {_ABOVE}")
        for grain in _WITH_ABOVE:
            own = f"{table} c join {_ABOVE} l on l.leaf = c.unit_id where c.own and c.grain = {grain.value}"
            cursor.execute(_adding(table, str(grain.value), "false", "start", "l.level", own))
            done()


def _adding(table: str, grain: str, own: str, start: str, level: str, source: str) -> str:
    """SQL: sum rows into cells.

    ⚡ They lie unit by unit, each from its first day to its last, so that an answer finds its cells on few pages.
    """
    unit = "c.unit_id" if own == "true" else "l.unit_id"
    return f"""insert into {table} ({KEY}, {NAMES})
select {grain}, {unit}, {own}, {start}, version_id, officer_id, channel, outcome, {level}, {_SUMS}
from {source} group by 1, 2, 3, 4, 5, 6, 7, 8, 9 having {_ANY} order by 1, 2, 4"""  # noqa: S608  words of the house
