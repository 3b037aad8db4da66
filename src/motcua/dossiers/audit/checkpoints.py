# SPDX-License-Identifier: EUPL-1.2
"""Checkpoints bind the chains of all dossiers together, without a lock on the way of any act.

Chains of single dossiers do not show that a whole dossier was removed, or that its end was cut off and its row
adjusted. A checkpoint does: it hashes every event since the checkpoint before it, and that one's hash.

Which events? Each event carries the number of its transaction, and PostgreSQL tells the oldest transaction that
still runs. Everything below that number has ended for good: it is committed and visible, or will never be. So a
checkpoint covers the numbers from the previous `upto` up to, and not including, the oldest one running now. A
transaction that is still writing has a number not below it: its events fall to a later checkpoint, and it neither
waits for this one nor is waited for.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from motcua.dossiers.audit.reading import stream
from motcua.dossiers.log import hash_of, moment
from motcua.dossiers.models import Checkpoint
from motcua.errors import MotCuaError

_LOCK = 0x4D6F744375610002  # any number that nobody else uses; "MotCua" and 2
_EVENT_HASHES = """
select hash from dossiers_event
where generation = %s and transaction >= %s and transaction < %s
order by transaction, id
"""
_GENERATION = """
select substring(pg_get_expr(d.adbin, d.adrelid) from '[0-9]+')::int
from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
where d.adrelid = 'dossiers_event'::regclass and a.attname = 'generation'
"""
_OLDEST_RUNNING = "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
_NEXT_TO_RUN = "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
_LAST_TRANSACTION = "select coalesce(max(transaction), -1) from dossiers_event where generation = %s"


class DatabaseRestored(MotCuaError):
    """The log holds transaction numbers that this server has not given yet: it was restored from a dump."""

    code = "database_restored"

    def __init__(self) -> None:
        super().__init__(
            "Cơ sở dữ liệu đã được khôi phục từ bản sao lưu: số thứ tự giao dịch bắt đầu lại từ đầu.",
            hint="Hãy chạy: motcua audit new-generation, rồi lập lại điểm chốt.",
        )


@dataclass(frozen=True, slots=True)
class Bound:
    """What a checkpoint binds: how many events, and the SHA-256 over their hashes in the order of the log."""

    events: int
    content_hash: str


def make_checkpoint(now: dt.datetime) -> Checkpoint | None:
    """Bind every final event since the last checkpoint; None when there is none.

    Two makers at once: the second waits for the first, then binds what is left. Raises `DatabaseRestored`.
    """
    with transaction.atomic():
        _alone()
        previous = _last()
        generation = current_generation()
        upto = _number(_OLDEST_RUNNING)
        if _restored(previous, generation, upto):
            raise DatabaseRestored
        return _make(previous, generation, upto, now)


def new_generation(now: dt.datetime) -> int:
    """After a restore from a dump: close the generation and begin the next, whose transaction numbers start anew.

    The events that no checkpoint covers yet are bound first. Takes the table for a moment, so acts wait that long.
    Returns the number of the new generation.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        _alone()
        # Nobody else is writing events inside this lock, so all events of the old generation are final.
        cursor.execute("lock table dossiers_event in access exclusive mode")
        old = current_generation()
        _make(_last(), old, _number(_LAST_TRANSACTION, old) + 1, now)
        cursor.execute(f"alter table dossiers_event alter column generation set default {old + 1:d}")
        return old + 1


def current_generation() -> int:
    """The generation that new events are given: the default of the column."""
    return _number(_GENERATION)


def bound(generation: int, low: int, upto: int) -> Bound:
    """Count and hash the events of `generation` with low <= transaction < upto, streamed."""
    digest, count = hashlib.sha256(), 0
    for rows in stream(_EVENT_HASHES, [generation, low, upto]):
        digest.update("".join(row[0] for row in rows).encode())
        count += len(rows)
    return Bound(count, digest.hexdigest())


def beginning(previous: Checkpoint | None, generation: int) -> int:
    """The first transaction number that the checkpoint after `previous` covers."""
    return previous.upto if previous is not None and previous.generation == generation else 0


def checkpoint_content(checkpoint: Checkpoint) -> dict[str, Any]:
    """Everything of a checkpoint that its hash covers."""
    return {
        "number": checkpoint.number,
        "made_at": moment(checkpoint.made_at),
        "generation": checkpoint.generation,
        "upto": checkpoint.upto,
        "events": checkpoint.events,
        "content": checkpoint.content_hash,
        "previous": checkpoint.previous_hash,
    }


def _make(previous: Checkpoint | None, generation: int, upto: int, now: dt.datetime) -> Checkpoint | None:
    content = bound(generation, beginning(previous, generation), upto)
    if content.events == 0:
        return None
    checkpoint = Checkpoint(
        number=previous.number + 1 if previous else 1,
        made_at=now,
        generation=generation,
        upto=upto,
        events=content.events,
        content_hash=content.content_hash,
        previous_hash=previous.hash if previous else "",
    )
    checkpoint.hash = hash_of(checkpoint_content(checkpoint))
    checkpoint.save(force_insert=True)
    return checkpoint


def _restored(previous: Checkpoint | None, generation: int, oldest_running: int) -> bool:
    if previous is not None and previous.generation == generation and previous.upto > oldest_running:
        return True
    return _number(_LAST_TRANSACTION, generation) >= _number(_NEXT_TO_RUN)


def _alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])


def _last() -> Checkpoint | None:
    return Checkpoint.objects.order_by("-number").first()


def _number(sql: str, *parameters: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        (value,) = cursor.fetchone()
    return int(value)
