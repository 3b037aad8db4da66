# SPDX-License-Identifier: EUPL-1.2
"""Reading the whole log at one moment and in constant memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from motcua.dossiers.log import EventRow

BATCH = 2000

EVENT_COLUMNS = (
    "e.sequence, e.act, e.at, e.actor_kind, e.person_id, e.actor_name, e.unit_id, e.role, e.title, "
    "e.delegation, e.state_before, e.state_after, e.data, e.previous_hash, e.hash"
)
"""Columns of an event in the order of `EventRow`."""


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside this block shows the database at the same moment, while acts go on around it.

    Only reads, so it takes no transaction number and holds back neither acts nor checkpoints. Inside an outer
    transaction the reads see what that transaction sees.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("set transaction isolation level repeatable read, read only")
        yield


def stream(sql: str, parameters: Sequence[str | int] = ()) -> Iterator[list[tuple[Any, ...]]]:
    """Rows in batches of at most `BATCH`, through a cursor of the server."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(BATCH):
            yield rows


def event_row(values: Sequence[Any]) -> EventRow:
    """The event in the columns `EVENT_COLUMNS`; its data come from the driver as text."""
    row = EventRow(*values)
    return row._replace(data=json.loads(row.data))
