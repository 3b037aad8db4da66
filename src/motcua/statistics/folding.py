# SPDX-License-Identifier: EUPL-1.2
"""Folding: what happened since the tables were brought forward goes into spans and cells.

Every dossier with an event between the position and the safe one (below the oldest transaction that still runs) is
derived anew from all its events; the cells change by the difference. One transaction: a reader sees the tables and
the position together or not yet. Folding twice, or two folders at once, counts nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db import connection, transaction

from motcua.dossiers.audit import current_generation
from motcua.statistics.amendments import lateness_of
from motcua.statistics.cells import LISTED, Grain, counted, month_start, year_start
from motcua.statistics.lives import FIELDS, Span, spans_of
from motcua.statistics.measures import COLUMNS
from motcua.statistics.places import level_in_sql
from motcua.statistics.position import Position, position
from motcua.statistics.reading import events_of

LOCK = 0x4D6F744375610003  # any number that nobody else uses; "MotCua" and 3
AT_ONCE = 2_000
"""Dossiers that are derived together."""

_TOUCHED = """
select distinct dossier_id from (
  select dossier_id from dossiers_event
  where (generation, transaction) >= (%s, %s) and (generation, transaction) < (%s, %s)
  order by generation, transaction, id offset 0
) e order by 1
"""
_SAFE = "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
_MOVE = """
insert into statistics_position (id, generation, transaction) values (1, %s, %s)
on conflict (id) do update set generation = excluded.generation, transaction = excluded.transaction
"""
_KEEP_LATE = """
insert into statistics_late (dossier_id, effect, known) select * from unnest(%s::bigint[], %s::int[], %s::int[])
"""
_KEPT = "grain, unit_id, own, start, version_id, officer_id, channel, outcome, level"
_NAMES = ", ".join(COLUMNS)
_ADDED = ", ".join(
    f"{name} = nullif(coalesce(c.{name}, 0) + coalesce(excluded.{name}, 0), 0)" for name in COLUMNS
)
_ANY = " or ".join(f"sum({name}) <> 0" for name in COLUMNS)
_SUMS = ", ".join(f"nullif(sum({name}), 0)::int" for name in COLUMNS)

OWN = "(select id as leaf, id as unit_id, true as own, '' as level from organisations_unit)"
ABOVE = "statistics_above"
"""Units with those above them, and the level on which they settle: a table of this transaction (`look_above`)."""
_LOOK_ABOVE = f"""
create temp table {ABOVE} on commit drop as
select u.id as leaf, unnest(u.ancestors)::int as unit_id, false as own, {level_in_sql("u")} as level
from organisations_unit u where u.id in (select unit_id from {{relation}})
"""  # noqa: S608  names of the house


@dataclass(frozen=True, slots=True)
class Folded:
    """What one round did: dossiers derived anew, spans that stand for them now."""

    dossiers: int
    spans: int


@dataclass(frozen=True, slots=True)
class Sort:
    """One kind of cells: its grain and, in SQL over a counted row, when it begins and what it tells apart."""

    grain: Grain
    start: str
    version: str = "0"
    officer: str = "0"
    above: bool = True


SORTS = (
    Sort(Grain.DAY, "day"),
    Sort(Grain.MONTH, month_start("day")),
    Sort(Grain.YEAR, year_start("day")),
    Sort(Grain.VERSION_MONTH, month_start("day"), version="version_id"),
    Sort(Grain.VERSION_YEAR, year_start("day"), version="version_id"),
    Sort(Grain.OFFICER_MONTH, month_start("day"), officer="officer_id", above=False),
)


def safe_position() -> Position:
    """Everything before it has ended for good; see `motcua.dossiers.audit.checkpoints`."""
    with connection.cursor() as cursor:
        cursor.execute(_SAFE)
        (transaction_number,) = cursor.fetchone()
    return Position(current_generation(), int(transaction_number))


def fold() -> Folded:
    """Bring the tables forward to the safe position. Raises `FiguresBehind` while they are made anew."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local lock_timeout = 0")  # waiting for another folder takes as long as it takes
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        begin, upto = position(), safe_position()
        cursor.execute(_TOUCHED, [*begin, *upto])
        ids = [pk for (pk,) in cursor.fetchall()]
        spans = sum(fold_dossiers(ids[place : place + AT_ONCE]) for place in range(0, len(ids), AT_ONCE))
        if upto > begin:
            cursor.execute(_MOVE, list(upto))
        return Folded(len(ids), spans)


def fold_dossiers(ids: Sequence[int]) -> int:
    """Derive these dossiers anew, inside a transaction; how many spans they have now."""
    if not ids:
        return 0
    spans, late = derived(ids)
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists statistics_new, statistics_change")
        cursor.execute("create temp table statistics_new (like statistics_span) on commit drop")
        copy_spans("statistics_new", spans)
        cursor.execute(_CHANGE, {"ids": list(ids)})
        look_above("statistics_change")
        for sort in SORTS:
            for lineage in (OWN, ABOVE) if sort.above else (OWN,):
                cursor.execute(f"{adding('statistics_change', sort, lineage)} {_ON_CONFLICT}")
        cursor.execute("delete from statistics_span where dossier_id = any(%s)", [list(ids)])
        cursor.execute(
            f"insert into statistics_span ({LISTED}) select {LISTED} from statistics_new"  # noqa: S608
        )
        cursor.execute("delete from statistics_late where dossier_id = any(%s)", [list(ids)])
        keep_late(late)
    return len(spans)


_BOTH = f"""(
select -1 as sign, {LISTED} from statistics_span where dossier_id = any(%(ids)s)
union all select 1 as sign, {LISTED} from statistics_new
)"""  # noqa: S608
_CHANGE = f"create temp table statistics_change on commit drop as {counted(_BOTH, 'true')}"
_ON_CONFLICT = f"on conflict ({_KEPT}) do update set {_ADDED}"


def adding(source: str, sort: Sort, lineage: str, table: str = "statistics_cell") -> str:
    """SQL: insert the cells of one kind from counted rows, for the units themselves or for those above them."""
    return f"""insert into {table} as c ({_KEPT}, {_NAMES})
select {sort.grain.value}, l.unit_id, l.own, {sort.start}, {sort.version}, {sort.officer}, channel, outcome,
l.level, {_SUMS}
from {source} b join {lineage} l on l.leaf = b.unit_id
group by 2, 3, 4, 5, 6, 7, 8, 9 having {_ANY}"""  # noqa: S608


def look_above(relation: str) -> None:
    """Keep for this transaction what stands above the units of counted rows."""
    with connection.cursor() as cursor:
        cursor.execute(f"drop table if exists {ABOVE}")
        cursor.execute(_LOOK_ABOVE.format(relation=relation))
        cursor.execute(f"analyze {ABOVE}")


def derived(ids: Sequence[int]) -> tuple[list[Span], dict[int, tuple[int, int]]]:
    """The spans of dossiers from all their events, and which of them have late entries (effect, known)."""
    return derived_where("e.dossier_id = any(%s)", [list(ids)])


def derived_where(where: str, parameters: Sequence[Any]) -> tuple[list[Span], dict[int, tuple[int, int]]]:
    """The same of the dossiers that a condition on rows `e` of the log finds."""
    spans: list[Span] = []
    late: dict[int, tuple[int, int]] = {}
    for dossier_id, events in events_of(where, parameters):
        spans += spans_of(dossier_id, events)
        lateness = lateness_of(events)
        if lateness.any:
            late[dossier_id] = (lateness.effect, lateness.known)
    return spans, late


def keep_late(late: dict[int, tuple[int, int]]) -> None:
    """Remember which dossiers have late entries. Nothing may be remembered of them yet."""
    if late:
        rows = [(pk, *of) for pk, of in late.items()]
        with connection.cursor() as cursor:
            cursor.execute(_KEEP_LATE, [list(column) for column in zip(*rows, strict=True)])


_values = attrgetter(*FIELDS)
# ⚡ What is unknown is written as Python writes it. No word of a span reads like that.
_COPY = f"copy {{table}} ({LISTED}) from stdin (null 'None')"


def copy_spans(table: str, spans: Iterable[Span]) -> None:
    """Append spans to a table."""
    with connection.cursor() as cursor, cursor.copy(_COPY.format(table=table)) as copy:
        copy.write("".join(["\t".join(map(str, _values(span))) + "\n" for span in spans]))
