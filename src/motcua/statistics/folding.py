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
from motcua.statistics.cells import LISTED
from motcua.statistics.filling import KEY, NAMES, fill
from motcua.statistics.lives import FIELDS, Span, spans_of
from motcua.statistics.measures import COLUMNS
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
_ADDED = ", ".join(
    f"{name} = nullif(coalesce(c.{name}, 0) + coalesce(excluded.{name}, 0), 0)" for name in COLUMNS
)


@dataclass(frozen=True, slots=True)
class Folded:
    """What one round did: dossiers derived anew, spans that stand for them now."""

    dossiers: int
    spans: int


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
        cursor.execute("create temp table statistics_change (like statistics_cell) on commit drop")
        fill("statistics_change", _BOTH, {"ids": list(ids)})
        cursor.execute(_CHANGE)
        cursor.execute("delete from statistics_span where dossier_id = any(%s)", [list(ids)])
        cursor.execute(
            f"insert into statistics_span ({LISTED}) select {LISTED} from statistics_new"  # noqa: S608  names of columns
        )
        cursor.execute("delete from statistics_late where dossier_id = any(%s)", [list(ids)])
        keep_late(late)
    return len(spans)


_BOTH = f"""(
select -1 as sign, {LISTED} from statistics_span where dossier_id = any(%(ids)s)
union all select 1 as sign, {LISTED} from statistics_new
)"""  # noqa: S608  names of columns
_CHANGE = f"""
insert into statistics_cell as c ({KEY}, {NAMES}) select {KEY}, {NAMES} from statistics_change
on conflict ({KEY}) do update set {_ADDED}
"""  # noqa: S608  names of columns


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
_LINE = "\t".join(["%s"] * len(FIELDS)) + "\n"
# ⚡ What is unknown is written as Python writes it. No word of a span reads like that.
_COPY = f"copy {{table}} ({LISTED}) from stdin (null 'None')"


def copy_spans(table: str, spans: Iterable[Span]) -> None:
    """Append spans to a table."""
    with connection.cursor() as cursor, cursor.copy(_COPY.format(table=table)) as copy:
        copy.write("".join([_LINE % _values(span) for span in spans]))
