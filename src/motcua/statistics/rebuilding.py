# SPDX-License-Identifier: EUPL-1.2
"""Everything made anew from the events: spans dossier by dossier, then all cells at once.

It may be stopped at any moment, even killed, and goes on where it was: a portion of dossiers is replaced as a whole,
and what is done stands in the position. While it runs figures cannot be asked (`FiguresBehind`); acts go on, and what
they do meanwhile lies behind the position, so readers and the next fold find it.

Beside a site that answers it works gently: one process, small portions, and after each piece of work a rest in
proportion to what it took.
"""

from __future__ import annotations

import gc
import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection, transaction

from motcua.statistics.cells import TABLE
from motcua.statistics.filling import KEY, PIECES, fill
from motcua.statistics.folding import (
    LOCK,
    Folded,
    copy_spans,
    derived_where,
    fold,
    keep_late,
    safe_position,
)
from motcua.statistics.models import SpanRow
from motcua.statistics.position import FiguresBehind

PORTION, SMALL_PORTION = 4_000, 400
"""Dossiers (by number) that are replaced together; where work rests, it rests after so many."""

REST = 2.0
"""Seconds of rest for each second of work beside a site that answers: two thirds of one processor stay free."""


class Progress(Protocol):
    """Hears how far it is."""

    def spans(self, dossiers: int, events: int, count: int) -> None:
        """So many dossiers and events of `count` dossiers are spans now."""

    def cells(self, done: int, count: int) -> None:
        """So many of `count` pieces of work are done: the indexes of spans, then cells."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was made, and how long it took in seconds."""

    dossiers: int
    events: int
    spans: int
    cells: int
    seconds: float
    seconds_of_cells: float


@dataclass(frozen=True, slots=True)
class _Portion:
    dossiers: int
    events: int
    spans: int


def rebuild(processes: int = 1, progress: Progress | None = None, *, rest: float = 0.0) -> Rebuilt:
    """Make spans and cells anew, or go on with what was begun. One at a time; another one waits.

    `rest`: how long to rest for each second of work; whoever rests works alone, and raises `FiguresBehind` as soon as
    somebody else waits to do it: that one goes on, at its own pace.
    """
    begun = time.monotonic()
    processes = 1 if rest else processes
    pace = Pace(rest)
    _disconnect_when(processes > 1)
    with _workers(processes, pace) as work:
        with connection.cursor() as cursor:
            cursor.execute(
                "set lock_timeout = 0"
            )  # it waits for whoever reads the tables as long as that takes
            cursor.execute("select pg_advisory_lock(%s)", [LOCK + 1])
        try:
            return _rebuild(work, progress, begun, pace)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(%s)", [LOCK + 1])
                cursor.execute("reset lock_timeout")


def _rebuild(work: _Work, progress: Progress | None, begun: float, pace: Pace) -> Rebuilt:
    after, last, count = _begin()
    dossiers = events = spans = 0
    for upto, done in work.over(after, last):
        dossiers, events, spans = dossiers + done.dossiers, events + done.events, spans + done.spans
        _note(upto)
        if progress is not None:
            progress.spans(dossiers, events, count)
        if pace.rest and _is_awaited():
            raise FiguresBehind
    of_spans = time.monotonic()
    cells = _finish(pace, progress)
    ended = time.monotonic()
    return Rebuilt(dossiers, events, spans, cells, ended - begun, ended - of_spans)


def bring_forward(progress: Progress | None = None, *, rest: float = 0.0) -> Folded | Rebuilt:
    """Fold what happened; make everything anew where that was begun, or where it is faster."""
    with connection.cursor() as cursor:
        cursor.execute(_BEHIND, [AMOUNT])
        (behind,) = cursor.fetchone()
    return rebuild(1, progress, rest=rest) if behind else fold()


class Pace:
    """How work and rest alternate."""

    def __init__(self, rest: float = 0.0) -> None:
        self.rest, self.woke = rest, time.monotonic()

    def __call__(self) -> None:
        """A piece of work is done: rest in proportion to what it took."""
        if self.rest:
            time.sleep(self.rest * (time.monotonic() - self.woke))
        self.woke = time.monotonic()


class _Pieces:
    """Pieces of work after the spans: each is told, and rested from. `done`: those that were there already."""

    def __init__(self, pace: Pace, progress: Progress | None, done: int) -> None:
        self.pace, self.progress, self.done = pace, progress, done

    def __call__(self) -> None:
        """One more is done."""
        self.done += 1
        if self.progress is not None:
            self.progress.cells(self.done, len(SpanRow._meta.indexes) + PIECES)
        self.pace()


AMOUNT = 100_000
"""From so many events on everything is made anew where nothing is there yet."""
_BEHIND = """
select coalesce((select rebuilt_upto is not null from statistics_position),
                (select count(*) >= %s from (select 1 from dossiers_event limit 100000) e))
"""


def _begin() -> tuple[int, int, int]:
    """Where to begin: the last dossier that is done, the last there is, how many are left."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("select rebuilt_upto from statistics_position where rebuilt_upto is not null")
        row: tuple[int] | None = cursor.fetchone()
        if row is None:
            generation, upto = safe_position()
            cursor.execute("truncate statistics_span, statistics_cell, statistics_late")
            cursor.execute("delete from statistics_position")
            cursor.execute(
                "insert into statistics_position (id, generation, transaction, rebuilt_upto) values (1, %s, %s, 0)",
                [generation, upto],
            )
            _drop_indexes()
    after = row[0] if row else 0
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(max(id), 0), count(*) from dossiers_dossier where id > %s", [after])
        last, count = cursor.fetchone()
    return after, int(last), int(count)


def _note(upto: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("update statistics_position set rebuilt_upto = %s", [upto])


def _is_awaited() -> bool:
    """Whether another process waits to make everything anew."""
    with connection.cursor() as cursor:
        cursor.execute(_AWAITED, [LOCK + 1])
        return bool(cursor.fetchone()[0])


_AWAITED = """
select exists (select 1 from pg_locks where locktype = 'advisory' and not granted and objsubid = 1
               and database = (select oid from pg_database where datname = current_database())
               and (classid::bigint << 32) + objid::bigint = %s)
"""


def make_portion(after: int, upto: int) -> _Portion:
    """Replace the spans of the dossiers `after` < id ≤ `upto`, in one transaction."""
    own = [after, upto]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_AMOUNT, own)
        dossiers, events = cursor.fetchone()
        spans, late = derived_where("e.dossier_id > %s and e.dossier_id <= %s", own)
        cursor.execute("delete from statistics_span where dossier_id > %s and dossier_id <= %s", own)
        cursor.execute("delete from statistics_late where dossier_id > %s and dossier_id <= %s", own)
        copy_spans("statistics_span", spans)
        keep_late(late)
    return _Portion(int(dossiers), int(events), len(spans))


_AMOUNT = """
select count(distinct dossier_id), count(*) from dossiers_event where dossier_id > %s and dossier_id <= %s
"""


def _finish(pace: Pace, progress: Progress | None) -> int:
    """Indexes and cells; then figures can be asked again. How many cells there are."""
    missing = _missing_indexes()
    done = _Pieces(pace, progress, len(SpanRow._meta.indexes) - len(missing))
    for index in missing:
        # Each for itself: whoever goes on after a stop finds those that were made.
        with transaction.atomic(), connection.cursor() as cursor:
            _in_bulk(cursor, pace)
            cursor.execute(index)
        done()
    with transaction.atomic(), connection.cursor() as cursor:
        _in_bulk(cursor, pace)
        cursor.execute("truncate statistics_cell")
        cursor.execute("alter table statistics_cell drop constraint if exists statistics_cell_pkey")
        fill("statistics_cell", TABLE, done=done)
        cursor.execute(f"alter table statistics_cell add primary key ({KEY})")
        cursor.execute("update statistics_position set rebuilt_upto = null")
        cursor.execute(f"analyze statistics_span, statistics_cell ({KEY})")  # nobody asks by numbers
        cursor.execute("select count(*) from statistics_cell")
        (cells,) = cursor.fetchone()
    return int(cells)


def _in_bulk(cursor: Any, pace: Pace) -> None:
    """Room to sort in, for this transaction."""
    cursor.execute("set local maintenance_work_mem = '512MB'")
    cursor.execute("set local work_mem = '256MB'")
    if pace.rest:
        cursor.execute("set local max_parallel_workers_per_gather = 0")
        cursor.execute("set local max_parallel_maintenance_workers = 0")


def _drop_indexes() -> None:
    with connection.cursor() as cursor:
        for index in SpanRow._meta.indexes:
            cursor.execute(f"drop index if exists {connection.ops.quote_name(index.name)}")


def _missing_indexes() -> list[str]:
    """What makes the indexes of spans that are not there, by their definitions in the model."""
    with connection.cursor() as cursor, connection.schema_editor(collect_sql=True) as editor:
        cursor.execute("select indexname from pg_indexes where tablename = 'statistics_span'")
        there = {name for (name,) in cursor.fetchall()}
        return [
            str(index.create_sql(SpanRow, editor))
            for index in SpanRow._meta.indexes
            if index.name not in there
        ]


class _Work:
    """Portions in order, made here, with rests, or by other processes."""

    def __init__(self, pool: ProcessPoolExecutor | None, processes: int, pace: Pace) -> None:
        self.pool, self.processes, self.pace = pool, processes, pace

    def __enter__(self) -> _Work:
        return self

    def __exit__(self, *_: object) -> None:
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)

    def over(self, after: int, last: int) -> Iterator[tuple[int, _Portion]]:
        """Make all portions; each is told when it and all before it are done."""
        size = SMALL_PORTION if self.pace.rest else PORTION
        portions = ((low, min(low + size, last)) for low in range(after, last, size))
        if self.pool is None:
            for low, upto in portions:
                yield upto, make_portion(low, upto)
                self.pace()
            return
        waiting: list[tuple[int, Future[_Portion]]] = []
        for low, upto in portions:
            waiting.append((upto, self.pool.submit(make_portion, low, upto)))
            if len(waiting) > 2 * self.processes:
                first, future = waiting.pop(0)
                yield first, future.result()
        for upto, future in waiting:
            yield upto, future.result()


def _workers(processes: int, pace: Pace) -> _Work:
    """The processes that derive, forked before anything is connected."""
    if processes == 1:
        return _Work(None, 1, pace)
    # ⚡ Events and spans hold no circles, and looking for some takes a tenth of the time.
    pool = ProcessPoolExecutor(
        processes, mp_context=multiprocessing.get_context("fork"), initializer=gc.disable
    )
    for future in [pool.submit(int) for _ in range(processes)]:
        future.result()
    return _Work(pool, processes, pace)


def _disconnect_when(several: bool) -> None:
    if several:
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
