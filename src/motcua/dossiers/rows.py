# SPDX-License-Identifier: EUPL-1.2
"""⚡ The statements of every act, built once.

Each act locks one dossier, then saves what changed together with one event; some insert a row of their own. Through
the ORM most of an act's processor time goes into building these same statements again; here their text is made from
the models when it is first needed and only the values are bound. Everything else in the house uses the ORM.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models import (
    BigAutoField,
    BigIntegerField,
    BooleanField,
    CharField,
    DateTimeField,
    Field,
    ForeignKey,
    Model,
    PositiveIntegerField,
    PositiveSmallIntegerField,
)

from motcua.dossiers.models import Dossier, Event
from motcua.statements import Row, Statement, columns_of, find, find_with, quoted, row_of


def read(code: str) -> Dossier | None:
    """The dossier with this code as it stands now; None when there is none. Nobody's right is asked here."""
    return find(Dossier, code=code)


def read_with(code: str, related: tuple[str, ...]) -> Dossier | None:
    """The same with what its foreign keys `related` name."""
    return find_with(Dossier, related, code=code)


def lock(code: str) -> Dossier | None:
    """The dossier with this code, its row locked until the transaction ends; None when there is none."""
    row = _lock_statement().one([code])
    return None if row is None else row_of(Dossier, row)


def is_known(key: str) -> bool:
    """Whether an event carries this idempotency key."""
    return _key_statement().one([key]) is not None


def save(dossier: Dossier, names: Sequence[str], event: Event) -> None:
    """Save the named columns of a locked dossier and append the event that tells of it, in one statement."""
    statement, columns = _save_statement(tuple(names))
    values = [value(dossier) for value in columns]
    values.append(dossier.pk)
    values += [value(event) for value in _given(Event)]
    _take_ids([event], statement.rows(values))


def append(event: Event) -> None:
    """Insert a sealed event; its id comes from the database."""
    event.dossier_id = event.dossier.pk
    insert([event])


def insert(rows: Sequence[Model]) -> None:
    """Insert new rows of one table in one statement; their ids come from the database. Nothing for no rows."""
    if not rows:
        return
    model = type(rows[0])
    given = _given(model)
    values = [value(row) for row in rows for value in given]
    _take_ids(rows, _insert_statement(model, len(rows)).rows(values))


def insert_unless_there(row: Model) -> bool:
    """Insert a new row, or nothing (False) where a row with the same unique values stands already."""
    model = type(row)
    ids = _insert_statement(model, 1, unless_there=True).rows([value(row) for value in _given(model)])
    if ids:
        _take_ids([row], ids)
    return bool(ids)


def _take_ids(rows: Sequence[Model], ids: Sequence[Row]) -> None:
    for row, (given,) in zip(rows, ids, strict=True):
        row.pk = given
        row._state.adding = False
        row._state.db = connection.alias


_AS_THEY_ARE = frozenset(
    {
        *(BigAutoField, BigIntegerField, PositiveIntegerField, PositiveSmallIntegerField),
        *(BooleanField, CharField, DateTimeField, ForeignKey),
    }
)
"""Kinds of columns whose values in an act are already what the database takes."""


def _value_of(field: Field[Any, Any]) -> Callable[[Any], Any]:
    """What tells the value of a column. ⚡ Without asking the field where it would only hand the value back."""
    if type(field) in _AS_THEY_ARE and not getattr(field, "auto_now", False):
        return attrgetter(field.attname)

    def prepared(row: Any) -> Any:
        return field.get_db_prep_save(field.pre_save(row, add=row._state.adding), connection)

    return prepared


@cache
def _fields() -> dict[str, Field[Any, Any]]:
    return {field.attname: field for field in Dossier._meta.concrete_fields}


@cache
def _given_fields(model: type[Model]) -> tuple[Field[Any, Any], ...]:
    """The columns that an insert gives a value; the rest come from the database."""
    left = ("id", "generation", "transaction") if model is Event else ("id",)
    return tuple(field for field in model._meta.concrete_fields if field.attname not in left)


@cache
def _given(model: type[Model]) -> tuple[Callable[[Any], Any], ...]:
    return tuple(_value_of(field) for field in _given_fields(model))


@cache
def _lock_statement() -> Statement:
    reading = f"SELECT {columns_of(Dossier)} FROM {_table(Dossier)} WHERE code = %s"  # noqa: S608  names of the model
    return Statement(f"{reading} FOR UPDATE")


@cache
def _key_statement() -> Statement:
    return Statement(f"SELECT 1 FROM {_table(Event)} WHERE key = %s")  # noqa: S608  name of the model


@lru_cache(maxsize=512)
def _save_statement(names: tuple[str, ...]) -> tuple[Statement, tuple[Callable[[Any], Any], ...]]:
    fields = [_fields()[name] for name in names]
    sets = ", ".join(f"{_quoted(field)} = %s" for field in fields)
    update = f"UPDATE {_table(Dossier)} SET {sets} WHERE id = %s"  # noqa: S608  names of the model
    statement = Statement(f"WITH saved AS ({update}) {_inserting(Event, 1)}")
    return statement, tuple(_value_of(field) for field in fields)


@lru_cache(maxsize=256)
def _insert_statement(model: type[Model], count: int, *, unless_there: bool = False) -> Statement:
    return Statement(_inserting(model, count, "ON CONFLICT DO NOTHING " if unless_there else ""))


def _inserting(model: type[Model], count: int, otherwise: str = "") -> str:
    fields = _given_fields(model)
    columns = ", ".join(_quoted(field) for field in fields)
    one = f"({', '.join(['%s'] * len(fields))})"
    rows = ", ".join([one] * count)
    return f"INSERT INTO {_table(model)} ({columns}) VALUES {rows} {otherwise}RETURNING id"  # noqa: S608  names of the model


def _table(model: type[Model]) -> str:
    return quoted(model._meta.db_table)


def _quoted(field: Field[Any, Any]) -> str:
    return quoted(str(field.column))
