# SPDX-License-Identifier: EUPL-1.2
"""⚡ Django's PostgreSQL backend without the two questions that every request asked for nothing.

A pooled connection is tried before it is lent, because the server may have been restarted. Django sends a statement
for that; here its socket is looked at first: a server that went away has closed it, and then it is readable. And a
transaction ends by one call of libpq instead of a cursor's way.
"""

from __future__ import annotations

import select
from typing import Any

import psycopg
from django.db.backends.base.base import debug_transaction  # type: ignore[attr-defined]  # not in its stubs
from django.db.backends.postgresql import base
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg_pool import ConnectionPool
from typing_extensions import override


class DatabaseWrapper(base.DatabaseWrapper):
    """What `ENGINE` names."""

    @override
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection that works, as far as can be told without asking. A pool that has none gives up by itself."""
        while True:
            connection = super().get_new_connection(conn_params)
            if not self.pool or _works(connection):
                return connection
            connection.close()
            self.pool.putconn(connection)  # which opens another in its place

    def _commit(self) -> None:
        wire = self.connection.pgconn if self.connection is not None else None
        if wire is None or wire.transaction_status != TransactionStatus.INTRANS:
            super()._commit()  # type: ignore[misc]  # nothing to end, or a failure that psycopg puts into words
            return
        with debug_transaction(self, "COMMIT"), self.wrap_database_errors:
            answer = wire.exec_(b"COMMIT")
            if answer.status != ExecStatus.COMMAND_OK:
                raise _error_of(wire, answer)


def _works(connection: psycopg.Connection[Any]) -> bool:
    if connection.closed:
        return False
    waiting = select.poll()
    waiting.register(connection.pgconn.socket, select.POLLIN)
    if not waiting.poll(0):
        return True
    try:  # the server said something, perhaps farewell
        ConnectionPool.check_connection(connection)
    except psycopg.OperationalError:
        return False
    return True


def _error_of(wire: Any, answer: Any) -> psycopg.Error:
    """What a failed COMMIT means: a deferred constraint, or a server that is gone."""
    if wire.status == psycopg.pq.ConnStatus.BAD:
        return psycopg.OperationalError(wire.get_error_message())
    return psycopg.errors.error_from_result(answer)
