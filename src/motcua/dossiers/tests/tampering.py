# SPDX-License-Identifier: EUPL-1.2
"""Doing to the log what nobody may do: with the triggers taken off by the owner, and put back afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from motcua.dossiers.log import content_of, hash_of
from motcua.dossiers.models import Dossier, Event

_TABLES = ("dossiers_event", "dossiers_checkpoint")


@contextmanager
def unguarded() -> Iterator[None]:
    """The log without its guard, in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for table in _TABLES:
            cursor.execute(f"alter table {table} disable trigger user")
        yield
        cursor.execute("set constraints all immediate")
        for table in _TABLES:
            for trigger in (f"{table}_append_only", f"{table}_no_truncate"):
                cursor.execute(f"alter table {table} enable always trigger {trigger}")
        cursor.execute("alter table dossiers_event enable always trigger dossiers_event_in_order")


def execute(sql: str, *parameters: object) -> None:
    with unguarded(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def forge_event(dossier: Dossier, **changes: Any) -> Event:
    """Append an event with the right hashes to the end of a chain, and adjust the dossier's row."""
    last = Event.objects.filter(dossier=dossier).latest("sequence")
    values = Event.objects.values().get(pk=last.pk)
    del values["id"]
    values |= {"sequence": last.sequence + 1, "previous_hash": last.hash, "key": None, **changes}
    forged = Event(**values)
    forged.hash = hash_of(content_of(forged, dossier.code))
    with unguarded():
        forged.save(force_insert=True)
        Dossier.objects.filter(pk=dossier.pk).update(last_sequence=forged.sequence, last_hash=forged.hash)
    return forged


def rehash_from(dossier: Dossier, sequence: int, **data: Any) -> None:
    """Change the data of an event and recompute every hash after it: what a patient forger would do."""
    with unguarded():
        previous = ""
        for event in Event.objects.filter(dossier=dossier).order_by("sequence"):
            if event.sequence == sequence:
                event.data = {**event.data, **data}
            if event.sequence >= sequence:
                event.previous_hash = previous
                event.hash = hash_of(content_of(event, dossier.code))
                with connection.cursor() as cursor:
                    cursor.execute(
                        "update dossiers_event set data = %s, previous_hash = %s, hash = %s where id = %s",
                        [json.dumps(event.data), event.previous_hash, event.hash, event.pk],
                    )
            previous = event.hash
        Dossier.objects.filter(pk=dossier.pk).update(last_hash=previous)
