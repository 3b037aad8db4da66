# SPDX-License-Identifier: EUPL-1.2
"""⚡ Blocks of rows into the tables, as fast as PostgreSQL takes them: COPY, and indexes and keys made afterwards.

Everything happens in one transaction. While it lasts nobody else reads or writes dossiers; when it fails, nothing has
happened. Foreign keys and indexes come back by the definitions they had, so a row that breaks one fails the load.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from os import dup
from socket import SO_SNDBUF, SOL_SOCKET, socket
from typing import Any

from django.apps import apps
from django.db import connection

from motcua.simulation.making import Block
from motcua.simulation.scribing import COLUMNS

TABLES = (
    "dossiers_applicant", "dossiers_dossier", "dossiers_event", "dossiers_supplementrequest", "dossiers_paper",
    "dossiers_clockinterval", "dossiers_consultation", "dossiers_letter", "dossiers_searchentry",
)  # fmt: skip
# Foreign keys of these tables and those that point at them; unique constraints.
_CONSTRAINTS = """
select con.conrelid::regclass::text, quote_ident(con.conname), pg_get_constraintdef(con.oid)
from pg_constraint con
where con.contype = 'f'
      and (con.conrelid = any(%s::text[]::regclass[]) or con.confrelid = any(%s::text[]::regclass[]))
   or con.contype = any(array['u', 'p']::"char"[]) and con.conrelid = any(%s::text[]::regclass[])
      and con.conname <> all(%s)
order by con.contype, 1, 2
"""
_INDEXES = """
select index.indexrelid::regclass::text, pg_get_indexdef(index.indexrelid)
from pg_index index join pg_class class on class.oid = index.indexrelid
where index.indrelid = any(%s::text[]::regclass[]) and class.relname <> all(%s)
  and not exists (select 1 from pg_constraint con where con.conindid = index.indexrelid)
order by 1
"""
# ⚡ Rows come in the order of these indexes, or never stand in them. Kept up to date while rows come in they cost
# less than reading the whole table once more for each.
_KEPT = (
    "dossiers_event_pkey", "event_log_order", "event_key_once", "dossiers_paper_pkey", "dossiers_letter_pkey",
    "dossiers_clockinterval_pkey", "dossiers_consultation_pkey",
)  # fmt: skip
# The trigger asks for every single row whether it stands before the last checkpoint. All rows of this load carry the
# number of one transaction, so it is asked once.
_IN_ORDER = "dossiers_event_in_order"
# The words of a dossier come with the rows; the trigger would make them again.
_WORDS = "dossiers_search_opened"
_FLOWING, _COUNTERS = "dossiers_event", "dossiers_numberseries"
_KEPT_BACK = 24_000_000  # bytes, of about twenty thousand dossiers
_PIECE = 262_144  # bytes
_NO_TRUNCATE = "dossiers_event_no_truncate"
_STANDS_BEFORE = """
select exists (select 1 from dossiers_checkpoint where (generation, upto) > (%s, pg_current_xact_id()::text::bigint))
"""
# ⚡ Where a trigger or a default may ask something for each row, even a trigger that is switched off, rows go in one
# by one and their pages are not marked as seen by all. While rows come in there is therefore no such trigger, and
# the default is the number itself.
_TRIGGER = (
    "select pg_get_triggerdef(oid) from pg_trigger where tgname = %s and tgrelid = 'dossiers_event'::regclass"
)
_TRANSACTION = """
select pg_get_expr(held.adbin, held.adrelid), pg_current_xact_id()::text
from pg_attrdef held join pg_attribute col on (col.attrelid, col.attnum) = (held.adrelid, held.adnum)
where held.adrelid = 'dossiers_event'::regclass and col.attname = 'transaction'
"""
_MERGE_SERIES = """
insert into dossiers_numberseries (unit_id, series, period, last) select unit_id, series, period, last from simulated
on conflict (unit_id, series, period) do update set last = excluded.last
"""


def load(blocks: Iterable[Block], generation: int) -> Iterator[Block]:
    """Load blocks as they come; each is handed on once it was taken. Must run inside one transaction."""
    with connection.cursor() as cursor:
        _widen()
        cursor.execute("set constraints all immediate")
        cursor.execute("set local maintenance_work_mem = '1GB'")
        cursor.execute("set local max_parallel_maintenance_workers = 2")
        cursor.execute(_STANDS_BEFORE, [generation])
        if cursor.fetchone() != (False,):
            raise ValueError("the transaction stands before the last checkpoint")
        cursor.execute(
            "create temporary table simulated (unit_id bigint, series text, period text, last int) on commit drop"
        )
        with _without_indexes(cursor):
            yield from _taken(cursor, iter(blocks), frozen=_made_fresh(cursor))
            cursor.execute(_MERGE_SERIES)
        cursor.execute("drop table simulated")


def _taken(cursor: Any, blocks: Iterator[Block], *, frozen: bool) -> Iterator[Block]:
    """⚡ Events, four fifths of everything, flow into their table as they come; the rest is kept back for a while.

    Each copy leaves the last pages it added to a table half empty, so there should be few.
    """
    more = True
    while more:
        more, kept = False, 0
        rest: dict[str, tuple[tuple[str, ...], list[bytes]]] = {}
        with _copying(cursor, _FLOWING, COLUMNS[_FLOWING], frozen=frozen) as events:
            for block in blocks:
                more = True
                for table, (columns, text) in block.rows.items():
                    if table == _FLOWING:
                        _write(events, text)
                    else:
                        rest.setdefault(table, (columns, []))[1].append(text)
                        kept += len(text)
                yield block
                if kept > _KEPT_BACK:
                    break
        for table, (columns, texts) in rest.items():
            own = table == _COUNTERS
            with _copying(cursor, "simulated" if own else table, columns, frozen=frozen and not own) as copy:
                for text in texts:
                    _write(copy, text)


def _write(copy: Any, text: bytes) -> None:
    """⚡ In pieces that the way to the server takes whole: the driver moves what is left of a piece after each part
    that went, so of a large one most of the time goes into moving."""
    for begin in range(0, len(text), _PIECE):
        copy.write(text[begin : begin + _PIECE])


def _widen() -> None:
    """⚡ Let much lie on the way to the server, so that who writes wakes seldom. The system may allow less."""
    with socket(fileno=dup(connection.connection.fileno())) as way:
        way.setsockopt(SOL_SOCKET, SO_SNDBUF, 4 * _PIECE)


def set_sequences() -> None:
    """The next id of each table lies above every row."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute("select pg_get_serial_sequence(%s, a.attname) from pg_attribute a "
                           "where a.attrelid = %s::regclass and a.attname = 'id'", [table, table])  # fmt: skip
            row = cursor.fetchone()
            if row is not None and row[0]:
                cursor.execute(f"select setval('{row[0]}', greatest(max(id), 1)) from {table}")  # noqa: S608  own names


def analyse() -> None:
    """Tell the planner what the tables hold now, and mark pages that everybody sees."""
    with connection.cursor() as cursor:
        for table in (*TABLES, "dossiers_numberseries"):
            cursor.execute(f"vacuum (analyze) {table}")


@contextmanager
def _without_indexes(cursor: Any) -> Iterator[None]:
    tables = list(TABLES)
    cursor.execute(_CONSTRAINTS, [tables, tables, tables, list(_KEPT)])
    constraints = cursor.fetchall()
    cursor.execute(_INDEXES, [tables, list(_KEPT)])
    indexes = cursor.fetchall()
    for table, name, _ in constraints:  # foreign keys first: they hang on the others
        cursor.execute(f"alter table {table} drop constraint {name}")
    for name, _ in indexes:
        cursor.execute(f"drop index {name}")
    cursor.execute(_TRIGGER, [_IN_ORDER])
    ((in_order,),) = cursor.fetchall()
    cursor.execute(f"drop trigger {_IN_ORDER} on dossiers_event")
    cursor.execute(f"alter table dossiers_dossier disable trigger {_WORDS}")
    cursor.execute(_TRANSACTION)
    asked, number = cursor.fetchone()
    cursor.execute(f"alter table dossiers_event alter column transaction set default {int(number)}")
    yield
    cursor.execute(f"alter table dossiers_event alter column transaction set default {asked}")
    cursor.execute(in_order)
    cursor.execute(f"alter table dossiers_event enable always trigger {_IN_ORDER}")
    cursor.execute(f"alter table dossiers_dossier enable trigger {_WORDS}")
    # Primary and unique keys before foreign keys, which need them; indexes between, by which these are checked.
    keys = [one for one in constraints if not one[2].startswith("FOREIGN")]
    for table, name, definition in keys:
        cursor.execute(f"alter table {table} add constraint {name} {definition}")
    for _, definition in indexes:
        cursor.execute(definition)
    for table, name, definition in constraints:
        if definition.startswith("FOREIGN"):
            cursor.execute(f"alter table {table} add constraint {name} {definition}")


def _made_fresh(cursor: Any) -> bool:
    """⚡ Tables that are empty begin anew within this transaction, so that rows can be written as final at once.

    They need no vacuum afterwards, and no log of their pages where the server keeps none for copies (`wal_level`
    minimal). What an interrupted load left behind goes as well.
    """
    cursor.execute(" union all ".join(f"(select 1 from {table} limit 1)" for table in TABLES))  # noqa: S608  own names
    if cursor.fetchone() is not None:
        return False
    cursor.execute(
        f"alter table dossiers_event disable trigger {_NO_TRUNCATE}"
    )  # nothing is lost: it is empty
    cursor.execute(f"truncate {', '.join(TABLES)}")
    cursor.execute(f"alter table dossiers_event enable always trigger {_NO_TRUNCATE}")
    return True


def _copying(cursor: Any, table: str, columns: tuple[str, ...], *, frozen: bool) -> Any:
    missing = _columns_left_out(table, columns)
    if missing:
        raise ValueError(f"the simulation knows nothing of {table}: {', '.join(missing)}")
    names = ", ".join(f'"{name}"' for name in columns)
    return cursor.copy(f"COPY {table} ({names}) FROM STDIN{' (FREEZE)' if frozen else ''}")


@cache
def _columns_left_out(table: str, columns: tuple[str, ...]) -> list[str]:
    """Columns that the rows do not speak of although they may not be empty."""
    model = next((model for model in apps.get_models() if model._meta.db_table == table), None)
    if model is None:
        return []
    return [
        str(field.column)
        for field in model._meta.concrete_fields
        if field.column not in columns and not (field.primary_key or field.null or field.has_db_default())
    ]
