# SPDX-License-Identifier: EUPL-1.2
"""One button pressed twice at once: the second press waits for the first and finds what it did."""

from django.db import connection


def wait_for(key: str) -> None:
    """Nobody else acts under `key` until this transaction ends.

    An act on a row waits at its lock; an act that makes the row has none to wait at.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
