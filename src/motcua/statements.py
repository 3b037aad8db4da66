# SPDX-License-Identifier: EUPL-1.2
"""⚡ The few statements that nearly every request sends, prepared once per connection.

Django sends every statement as text with its values written into it, so that the database reads and plans it anew,
and reads every column through a cursor. For a statement that is always the same, ten times as much time goes into
that as into the answer. A `Statement` is known to the database under a name and only its values travel. It takes part
in everything Django does with a connection: transactions, the pool, its errors, the counting of statements in tests.

Values go as text and the database knows their types; answers come in binary form as psycopg's own types. A pooler
between program and database has to know prepared statements (PgBouncer from 1.21 on does).
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Sequence
from functools import cache
from typing import Any, Final, TypeVar, cast
from weakref import WeakKeyDictionary

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model
from django.db.models.base import ModelState
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus

Row = tuple[Any, ...]
_M = TypeVar("_M", bound=Model)

_BINARY: Final = 1
_names: Final = itertools.count(1)


class Statement:
    """One statement whose values stand at `%s`. It is prepared on a connection when that first sends it."""

    __slots__ = ("_name", "_text", "sql")

    def __init__(self, sql: str) -> None:
        parts = sql.split("%s")
        numbered = [f"{part}${place}" for place, part in enumerate(parts[:-1], start=1)]
        self.sql = sql
        self._text = "".join([*numbered, parts[-1]]).encode()
        self._name = f"motcua_{next(_names)}".encode()

    def rows(self, values: Sequence[Any]) -> list[Row]:
        """All rows of the answer. Raises Django's database errors."""
        return self._run(values)[0]

    def one(self, values: Sequence[Any]) -> Row | None:
        """The first row of the answer, None without one."""
        rows = self._run(values)[0]
        return rows[0] if rows else None

    def changed(self, values: Sequence[Any]) -> int:
        """How many rows were written."""
        return self._run(values)[1]

    def _run(self, values: Sequence[Any]) -> tuple[list[Row], int]:
        wrapper: Any = connections[DEFAULT_DB_ALIAS]
        if wrapper.queries_logged or wrapper.execute_wrappers:
            return self._watched(wrapper, values)
        return self._send(wrapper, values)

    def _send(self, wrapper: Any, values: Sequence[Any]) -> tuple[list[Row], int]:
        if wrapper.needs_rollback:
            wrapper.validate_no_broken_transaction()
        if wrapper.connection is None or not wrapper.health_check_done:
            wrapper.close_if_health_check_failed()
            wrapper.ensure_connection()
        with wrapper.wrap_database_errors:
            return _ask(wrapper.connection, self._name, self._text, values)

    def _watched(self, wrapper: Any, values: Sequence[Any]) -> tuple[list[Row], int]:
        """The same for whoever counts statements or listens to them, in the way of Django's cursors."""

        def send(sql: str, params: Any, many: bool, context: Any) -> tuple[list[Row], int]:
            return self._send(wrapper, params)

        run = send
        for listening in reversed(wrapper.execute_wrappers):
            run = _heard_by(listening, run)
        began = time.monotonic()
        try:
            return run(self.sql, list(values), False, {"connection": wrapper, "cursor": None})
        finally:
            if wrapper.queries_logged:
                told = wrapper.ops.compose_sql(self.sql, list(values))
                wrapper.queries_log.append({"sql": told, "time": f"{time.monotonic() - began:.3f}"})


def _heard_by(listening: Any, run: Any) -> Any:
    def heard(sql: str, params: Any, many: bool, context: Any) -> Any:
        return listening(run, sql, params, many, context)

    return heard


def find(model: type[_M], **equal: Any) -> _M | None:
    """The row of `model` whose columns have these values; None when there is none. For columns that are unique."""
    row = _finding(model, tuple(equal)).one([*equal.values()])
    return None if row is None else row_of(model, row)


def find_with(model: type[_M], related: tuple[str, ...], **equal: Any) -> _M | None:
    """The same, with the rows that its foreign keys `related` name brought along in the same statement."""
    row = _finding_with(model, related, tuple(equal)).one([*equal.values()])
    if row is None:
        return None
    found, begins = row_of(model, row[: len(attributes_of(model))]), len(attributes_of(model))
    for name in related:
        other = _model_of(model, name)
        part = row[begins : begins + len(attributes_of(other))]
        begins += len(part)
        found._state.fields_cache[name] = None if part[0] is None else row_of(other, part)
    return found


def row_of(model: type[_M], row: Sequence[Any]) -> _M:
    """A row that was read with the columns of `columns_of`.

    ⚡ As `from_db` makes it, without the signals and the setting of each attribute by itself. For models that nobody
    wants to hear of when they are made.
    """
    made = model.__new__(model)
    made._state = ModelState()
    made._state.adding, made._state.db = False, DEFAULT_DB_ALIAS
    made.__dict__.update(zip(attributes_of(model), row, strict=True))
    return made


@cache
def columns_of(model: type[Model]) -> str:
    """The columns of a table, for the select list of a statement."""
    return ", ".join(quoted(str(field.column)) for field in model._meta.concrete_fields)


@cache
def attributes_of(model: type[Model]) -> list[str]:
    """What the columns are called in Python, in the same order."""
    return [field.attname for field in model._meta.concrete_fields]


def quoted(name: str) -> str:
    """A name of the database as statements write it."""
    return connections[DEFAULT_DB_ALIAS].ops.quote_name(name)


@cache
def _finding(model: type[Model], names: tuple[str, ...]) -> Statement:
    table = quoted(model._meta.db_table)
    wanted = " AND ".join(f"{quoted(name)} = %s" for name in names)
    return Statement(f"SELECT {columns_of(model)} FROM {table} WHERE {wanted}")  # noqa: S608  names of the model


@cache
def _finding_with(model: type[Model], related: tuple[str, ...], names: tuple[str, ...]) -> Statement:
    columns, joins = [_columns_in(model, "it")], []
    for place, name in enumerate(related):
        other, key = _model_of(model, name), quoted(str(model._meta.get_field(name).column))  # type: ignore[union-attr]  # a foreign key has one
        columns.append(_columns_in(other, f"r{place}"))
        table, own = quoted(other._meta.db_table), quoted(str(other._meta.pk.column))
        joins.append(f"LEFT JOIN {table} r{place} ON r{place}.{own} = it.{key}")
    wanted = " AND ".join(f"it.{quoted(name)} = %s" for name in names)
    return Statement(
        f"SELECT {', '.join(columns)} FROM {quoted(model._meta.db_table)} it {' '.join(joins)} WHERE {wanted}"  # noqa: S608  names of the models
    )


def _columns_in(model: type[Model], alias: str) -> str:
    """The columns of a table under an alias, the key first of all models."""
    return ", ".join(f"{alias}.{quoted(str(field.column))}" for field in model._meta.concrete_fields)


def _model_of(model: type[Model], name: str) -> type[Model]:
    return cast("type[Model]", model._meta.get_field(name).related_model)


class _Known:
    """What belongs to one connection: the statements it knows, and what turns values into text and answers back."""

    __slots__ = ("names", "transformer")

    def __init__(self) -> None:
        self.names: set[bytes] = set()
        self.transformer = Transformer()


_known: WeakKeyDictionary[psycopg.Connection[Any], _Known] = WeakKeyDictionary()


def _ask(
    raw: psycopg.Connection[Any], name: bytes, text: bytes, values: Sequence[Any]
) -> tuple[list[Row], int]:
    """Send a statement on a connection that no other thread uses now. Raises psycopg's errors."""
    known = _known.get(raw) or _known.setdefault(raw, _Known())
    wire: Any = raw.pgconn  # its types do not say that a value may be None
    transformer = known.transformer
    if not raw.autocommit and wire.transaction_status == TransactionStatus.IDLE:
        _checked(wire, wire.exec_(b"BEGIN"))  # as psycopg's own cursors begin a transaction
    if name not in known.names:
        _checked(wire, wire.prepare(name, text))
        known.names.add(name)
    told = transformer.dump_sequence(values, [PyFormat.TEXT] * len(values))
    answer = _checked(wire, wire.exec_prepared(name, told, None, _BINARY))
    if answer.status != ExecStatus.TUPLES_OK:
        return [], answer.command_tuples or 0
    transformer.set_pgresult(answer)
    return transformer.load_rows(0, answer.ntuples, tuple), answer.command_tuples or 0


def _checked(wire: Any, answer: Any) -> Any:
    if answer.status in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
        return answer
    if wire.status == ConnStatus.BAD:
        raise psycopg.OperationalError(wire.get_error_message())
    raise error_from_result(answer)
