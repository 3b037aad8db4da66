# SPDX-License-Identifier: EUPL-1.2
"""⚡ The cache that all processes share: Django's database cache, with one statement where it sends five.

Signing in counts in four places; most of its time would go into counting.
"""

from __future__ import annotations

import base64
import datetime as dt
import pickle
import random
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router, transaction
from typing_extensions import override

_TIDIED_EVERY = 200  # writes, on average
_FOREVER = dt.datetime.max.replace(tzinfo=dt.UTC, year=9000)


class SharedCache(DatabaseCache):
    """Entries in a table of PostgreSQL; those that are over leave it now and then."""

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        connection = connections[router.db_for_write(self.cache_model_class)]
        table = connection.ops.quote_name(self._table)  # type: ignore[attr-defined]  # the stubs do not know it
        seconds = self.get_backend_timeout(timeout)
        expires = _FOREVER if seconds is None else dt.datetime.fromtimestamp(seconds, dt.UTC)
        with connection.cursor() as cursor:
            if mode == "touch":
                cursor.execute(
                    f"update {table} set expires = %s where cache_key = %s and expires >= clock_timestamp()",  # noqa: S608  name of the table
                    [expires, key],
                )
                return bool(cursor.rowcount)
            free = "where entry.expires < clock_timestamp()" if mode == "add" else ""
            content = _packed(value, self.pickle_protocol)
            cursor.execute(
                f"insert into {table} as entry (cache_key, value, expires) values (%s, %s, %s) "  # noqa: S608  name of the table
                f"on conflict (cache_key) do update set value = excluded.value, expires = excluded.expires {free}",
                [key, content, expires],
            )
            written = bool(cursor.rowcount)
            if random.randrange(_TIDIED_EVERY) == 0:  # noqa: S311  no secret depends on it
                cursor.execute(f"delete from {table} where expires < clock_timestamp()")  # noqa: S608  name of the table
        return written

    @override
    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Add to a count under the lock of its row, so that none is lost; it ends when it would have ended.

        Raises `ValueError` when there is none.
        """
        row = self.make_and_validate_key(key, version=version)
        alias = router.db_for_write(self.cache_model_class)
        connection = connections[alias]
        table = connection.ops.quote_name(self._table)  # type: ignore[attr-defined]  # the stubs do not know it
        with transaction.atomic(using=alias), connection.cursor() as cursor:
            cursor.execute(
                f"select value from {table} where cache_key = %s and expires >= clock_timestamp() for update",  # noqa: S608  name of the table
                [row],
            )
            found = cursor.fetchone()
            if found is None:
                raise ValueError(key)
            count = int(pickle.loads(base64.b64decode(found[0]))) + delta  # noqa: S301  written here
            cursor.execute(
                f"update {table} set value = %s where cache_key = %s",  # noqa: S608  name of the table
                [_packed(count, self.pickle_protocol), row],
            )
        return count


def _packed(value: Any, protocol: int) -> str:
    return base64.b64encode(pickle.dumps(value, protocol)).decode("ascii")
