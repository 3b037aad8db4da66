# SPDX-License-Identifier: EUPL-1.2
"""⚡ Session and person, the two rows that every page of an official begins with, by statements built once.

Everything else about sessions and accounts is Django's own.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.core import signing
from django.utils import timezone
from typing_extensions import override

from motcua.organisations.models import Person
from motcua.statements import Statement, find, quoted


class SessionStore(db.SessionStore):
    """Django's sessions in the database; only the look-up of a running session is our own statement."""

    @override
    def load(self) -> dict[str, Any]:
        row = _session_statement().one([self.session_key, timezone.now()])
        if row is None:
            self._session_key = None
            return {}
        (data,) = row
        return self.decode(data)

    @override
    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            told = _verified(session_data, self.key_salt)
        except signing.BadSignature:
            return super().decode(session_data)  # which says so in the log
        found: dict[str, Any] = self.serializer().loads(told)
        return found


class _AsItIs:
    """A serializer that leaves what was signed as bytes."""

    def loads(self, data: bytes) -> bytes:
        return data


@lru_cache(maxsize=1024)
def _verified(session_data: bytes | str, salt: str) -> bytes:
    """What was signed. ⚡ Kept, because one text always tells the same, and the next request brings it again."""
    told: bytes = signing.loads(session_data, salt=salt, serializer=_AsItIs)  # type: ignore[arg-type]  # bytes are all it is given
    return told


class PersonBackend(ModelBackend):
    """Passwords are Django's; the person behind a running session is read by our own statement.

    None when the account is closed.
    """

    @override
    def get_user(self, user_id: Any) -> Person | None:
        """The active person with this id."""
        person = find(Person, id=user_id)
        return person if person is not None and person.is_active else None


@cache
def _session_statement() -> Statement:
    return Statement(
        f"SELECT session_data FROM {quoted(Session._meta.db_table)} WHERE session_key = %s AND expire_date > %s"  # noqa: S608  name of the model
    )
