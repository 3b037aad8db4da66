# SPDX-License-Identifier: EUPL-1.2
"""⚡ The statements of every act, built once.

Each act locks one dossier, then saves what changed together with one event; some insert a row of their own. Through
the ORM most of an act's processor time goes into building these same statements again; here their text is made from
the models when it is first needed and only the values are bound. Everything else in the house uses the ORM.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model

from motcua.dossiers.models import Dossier, Event


def read(code: str) -> Dossier | None:
    """The dossier with this code as it stands now; None when there is none. Nobody's right is asked here."""
    return _one(_read_statement(), code)


def lock(code: str) -> Dossier | None:
    """The dossier with this code, its row locked until the transaction ends; None when there is none."""
    return _one(f"{_read_statement()} FOR UPDATE", code)


def is_known(key: str) -> bool:
    """Whether an event carries this idempotency key."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {_table(Event)} WHERE key = %s", [key])  # noqa: S608  name of the model
        return cursor.fetchone() is not None


def _one(statement: str, code: str) -> Dossier | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [code])
        row = cursor.fetchone()
    return None if row is None else Dossier.from_db(connection.alias, _names(), row)


def save(dossier: Dossier, names: Sequence[str], event: Event) -> None:
    """Save the named columns of a locked dossier and append the event that tells of it, in one statement."""
    fields = [_fields()[name] for name in names]
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH saved AS ({_update_statement(tuple(names))}) {_insert_statement(Event, 1)}",
            [
                *_values(dossier, fields, add=False),
                dossier.pk,
                *_values(event, _given_fields(Event), add=True),
            ],
        )
        _take_ids([event], cursor.fetchall())


def append(event: Event) -> None:
    """Insert a sealed event; its id comes from the database."""
    event.dossier_id = event.dossier.pk
    insert([event])


def insert(rows: Sequence[Model]) -> None:
    """Insert new rows of one table in one statement; their ids come from the database. Nothing for no rows."""
    if not rows:
        return
    model = type(rows[0])
    fields = _given_fields(model)
    with connection.cursor() as cursor:
        cursor.execute(
            _insert_statement(model, len(rows)),
            [value for row in rows for value in _values(row, fields, add=True)],
        )
        _take_ids(rows, cursor.fetchall())


def _take_ids(rows: Sequence[Model], ids: Sequence[tuple[int]]) -> None:
    for row, (given,) in zip(rows, ids, strict=True):
        row.pk = given
        row._state.adding = False
        row._state.db = connection.alias


def _values(row: Model, fields: Sequence[Field[Any, Any]], *, add: bool) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, add=add), connection) for field in fields]


@cache
def _fields() -> dict[str, Field[Any, Any]]:
    return {field.attname: field for field in Dossier._meta.concrete_fields}


@cache
def _names() -> list[str]:
    return list(_fields())


@cache
def _given_fields(model: type[Model]) -> tuple[Field[Any, Any], ...]:
    """The columns that an insert gives a value; the rest come from the database."""
    left = ("id", "generation", "transaction") if model is Event else ("id",)
    return tuple(field for field in model._meta.concrete_fields if field.attname not in left)


@cache
def _read_statement() -> str:
    columns = ", ".join(_quoted(field) for field in _fields().values())
    return f"SELECT {columns} FROM {_table(Dossier)} WHERE code = %s"  # noqa: S608  names of the model


@cache
def _update_statement(names: tuple[str, ...]) -> str:
    sets = ", ".join(f"{_quoted(_fields()[name])} = %s" for name in names)
    return f"UPDATE {_table(Dossier)} SET {sets} WHERE id = %s"  # noqa: S608  names of the model


@lru_cache(maxsize=256)
def _insert_statement(model: type[Model], count: int) -> str:
    fields = _given_fields(model)
    columns = ", ".join(_quoted(field) for field in fields)
    one = f"({', '.join(['%s'] * len(fields))})"
    return f"INSERT INTO {_table(model)} ({columns}) VALUES {', '.join([one] * count)} RETURNING id"  # noqa: S608  names of the model


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _quoted(field: Field[Any, Any]) -> str:
    return connection.ops.quote_name(str(field.column))
