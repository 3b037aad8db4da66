# SPDX-License-Identifier: EUPL-1.2
"""⚡ Session and person, the two rows that every page of an official begins with, by statements built once.

Everything else about sessions and accounts is Django's own.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Model
from django.utils import timezone
from typing_extensions import override

from motcua.organisations.models import Person


class SessionStore(db.SessionStore):
    """Django's sessions in the database; only the look-up of a running session is our own statement."""

    @override
    def load(self) -> dict[str, Any]:
        row = _row(_session_statement(), self.session_key, timezone.now())
        if row is None:
            self._session_key = None
            return {}
        (data,) = row
        return self.decode(data)


class PersonBackend(ModelBackend):
    """Passwords are Django's; the person behind a running session is read by our own statement.

    None when the account is closed.
    """

    @override
    def get_user(self, user_id: Any) -> Person | None:
        """The active person with this id."""
        row = _row(_person_statement(), user_id)
        if row is None:
            return None
        person = Person.from_db(connection.alias, [column.attname for column in _columns(Person)], row)
        return person if person.is_active else None


def _row(statement: str, *values: Any) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row


@cache
def _session_statement() -> str:
    return f"SELECT session_data FROM {_table(Session)} WHERE session_key = %s AND expire_date > %s"  # noqa: S608  name of the model


@cache
def _person_statement() -> str:
    columns = ", ".join(connection.ops.quote_name(str(column.column)) for column in _columns(Person))
    return f"SELECT {columns} FROM {_table(Person)} WHERE id = %s"  # noqa: S608  names of the model


def _columns(model: type[Model]) -> Any:
    return model._meta.concrete_fields


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
