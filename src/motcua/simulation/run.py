# SPDX-License-Identifier: EUPL-1.2
"""A whole simulation: people and units, then dossiers made by several processes and loaded by one transaction."""

from __future__ import annotations

import datetime as dt
import fcntl
import gc
import multiprocessing
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate
from multiprocessing.connection import Connection
from queue import SimpleQueue
from random import Random
from threading import Semaphore, Thread
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from motcua.documents import store
from motcua.dossiers.audit.checkpoints import current_generation
from motcua.dossiers.models import Applicant, Dossier, NumberSeries, SupplementRequest
from motcua.law.rule_sets import RULE_SETS
from motcua.organisations.calendars import load_calendar
from motcua.organisations.models import Person
from motcua.simulation import loading, moments
from motcua.simulation.arrivals import Arrivals, Day, days_between
from motcua.simulation.errors import SimulationRefused
from motcua.simulation.making import Block, Task, make, people_of
from motcua.simulation.offices import Place
from motcua.simulation.papers import result_page, scan_page
from motcua.simulation.places import build_places
from motcua.simulation.series import Key
from motcua.simulation.work import load_jobs

_DOSSIERS_OF_A_PLACE = 40_000
MOST_PLACES = 110
_BLOCKS_AHEAD = 4
_IN_A_PIPE = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Told:
    """What was made and how long it took, in seconds; `rows_per_second` counts dossiers and events."""

    dossiers: int
    events: int
    places: int
    people: int
    seconds: float
    rows_per_second: int

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


Progress = Callable[[str, int, int, float], None]
"""Told the stage, dossiers done, events done, seconds since the beginning."""


def simulate(
    dossiers: int,
    first_day: dt.date,
    until: dt.datetime,
    *,
    seed: int,
    password: str,
    processes: int = 2,
    communes: int | None = None,
    progress: Progress = lambda stage, done, events, seconds: None,
) -> Told:
    """Make `dossiers` dossiers received from `first_day` up to `until`, with everything that belongs to them.

    All or nothing: an error leaves neither a unit, a person nor a dossier behind. `processes` 1 makes everything in
    this process. `communes`: how many places they come from, else one for every 40,000 dossiers. Raises
    `SimulationRefused` where real people work, and for days the house has no rules for.
    """
    _refuse(dossiers, first_day, until)
    began = time.monotonic()
    random = Random(seed)  # noqa: S311  made-up lives
    files = (
        store.put(result_page(), "application/pdf").sha256,
        store.put(scan_page(), "application/pdf").sha256,
    )
    before = Person.objects.count()
    if processes > 1:
        _disconnect()
    # One transaction for units and people and dossiers. The processes are forked inside it and never touch it.
    with transaction.atomic():
        count = max(1, min(MOST_PLACES, communes or round(dossiers / _DOSSIERS_OF_A_PLACE)))
        places = build_places(dossiers, count, random, password, first_day)
        tasks = _tasks(places, dossiers, first_day, moments.of(until), seed, files)
        blocks = (
            _in_processes(tasks, processes)
            if processes > 1
            else (block for task in tasks for block in make(task))
        )
        done = events = 0
        for block in loading.load(blocks, current_generation()):
            done, events = done + block.dossiers, events + block.events
            stage = "keys" if done == dossiers else "load"
            progress(stage, done, events, time.monotonic() - began)
        loading.set_sequences()
    progress("analyse", done, events, time.monotonic() - began)
    if not connection.in_atomic_block:
        loading.analyse()
    took = time.monotonic() - began
    people = Person.objects.count() - before
    return Told(done, events, len(places), people, round(took, 1), round((done + events) / took))


def _refuse(dossiers: int, first_day: dt.date, until: dt.datetime) -> None:
    if (
        Person.objects.filter(is_made_up=False).exists()
        or Applicant.objects.filter(is_made_up=False).exists()
    ):
        raise SimulationRefused(
            "Cơ sở dữ liệu này có người thật; hồ sơ mô phỏng không được trộn vào.",
            hint="Hãy dùng một thư mục dữ liệu khác: MOTCUA_DATA_DIR=… ./run simulate --dossiers …",
        )
    if first_day < RULE_SETS[0].first_day:
        raise SimulationRefused(f"Không có quy định nào trước ngày {RULE_SETS[0].first_day:%d/%m/%Y}.")
    if first_day > moments.date_of(moments.of(until)) or dossiers < 1:
        raise SimulationRefused("Khoảng thời gian hoặc số hồ sơ không hợp lệ.")


def _tasks(
    places: list[Place], dossiers: int, first_day: dt.date, until: int, seed: int, files: tuple[str, str]
) -> list[Task]:
    jobs = load_jobs()
    series: dict[Key, int] = {
        (unit, name, period): last
        for unit, name, period, last in NumberSeries.objects.values_list(
            "unit_id", "series", "period", "last"
        )
    }
    shares = _shares(places, dossiers)
    calendars = [load_calendar(place.offices[-1].desk.calendar_code) for place in places]
    counts = [
        Arrivals(place, calendar, jobs, Random()).counts(first_day, until, share, seed * 1000 + number)  # noqa: S311  only counted, nothing drawn
        for number, (place, calendar, share) in enumerate(zip(places, calendars, shares, strict=True))
    ]
    days = _numbered(days_between(first_day, until), counts, _above(Dossier))
    first_applicant, first_request = _above(Applicant), _above(SupplementRequest)
    tasks = []
    for number, (place, share) in enumerate(zip(places, shares, strict=True)):
        units = {unit.pk for office in place.offices for unit in (office.desk, office.agency)}
        own = {key: last for key, last in series.items() if key[0] in units}
        tasks.append(
            Task(
                place,
                jobs,
                days[number],
                until,
                seed * 1000 + number,
                first_applicant,
                first_request,
                own,
                files,
            )
        )
        first_applicant += people_of(share)
        first_request += 3 * share
    return tasks


def _shares(places: list[Place], dossiers: int) -> list[int]:
    """How many dossiers each place gets, by its weight; together exactly `dossiers`."""
    upto = list(accumulate(place.weight for place in places))
    ends = [round(dossiers * one / upto[-1]) for one in upto]
    return [end - begin for begin, end in zip([0, *ends], ends, strict=False)]


def _numbered(days: list[dt.date], counts: list[list[int]], first_id: int) -> list[list[Day]]:
    """The days of each place with their ids. Ids grow day by day over all places, as they would at work."""
    numbered: list[list[Day]] = [[] for _ in counts]
    for index, day in enumerate(days):
        for place, of_place in enumerate(counts):
            if of_place[index]:
                numbered[place].append(Day(day, of_place[index], first_id))
                first_id += of_place[index]
    return numbered


def _above(model: Any) -> int:
    return int(model.objects.aggregate(most=Max("pk"))["most"] or 0) + 1


def _disconnect() -> None:
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()


def _in_processes(tasks: list[Task], processes: int) -> Iterator[Block]:
    """Blocks of all tasks, taken from the processes in turn, so that the order is the same every time."""
    context = multiprocessing.get_context("fork")
    pipes = [context.Pipe(duplex=False) for _ in range(processes)]
    for _, outgoing in pipes:
        _widen(outgoing)
    incoming = [pipe[0] for pipe in pipes]
    gc.collect()
    gc.freeze()  # ⚡ the processes share what is there already
    workers = [
        context.Process(target=_work, args=(tasks[number::processes], pipe[1], incoming), daemon=True)
        for number, pipe in enumerate(pipes)
    ]
    for worker in workers:
        worker.start()
    gc.unfreeze()
    for _, outgoing in pipes:
        outgoing.close()  # so that a process that dies is noticed
    queues: list[SimpleQueue[Block | str | None]] = [SimpleQueue() for _ in pipes]
    room = [Semaphore(_BLOCKS_AHEAD) for _ in pipes]
    for one in zip(incoming, queues, room, strict=True):
        Thread(target=_receive, args=one, daemon=True).start()
    try:
        running = list(zip(queues, room, strict=True))
        while running:
            for queue, free in list(running):
                block = queue.get()
                if isinstance(block, str):
                    raise RuntimeError(f"a process of the simulation failed:\n{block}")
                if block is None:
                    running.remove((queue, free))
                else:
                    yield block
                    free.release()
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()


def _widen(outgoing: Connection) -> None:
    """⚡ Let a pipe hold much, so that its two ends seldom wait for one another. Where the system allows it."""
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with suppress(OSError):
            fcntl.fcntl(outgoing.fileno(), fcntl.F_SETPIPE_SZ, _IN_A_PIPE)


def _receive(incoming: Connection, queue: SimpleQueue[Block | str | None], room: Semaphore) -> None:
    """Take blocks out of the pipe of one process while the database is busy, but not too many."""
    told: Block | str | None = ""
    while told is not None:
        room.acquire()
        try:
            told = incoming.recv()
            if isinstance(told, Block):
                told.rows = {
                    table: (columns, incoming.recv_bytes()) for table, (columns, _) in told.rows.items()
                }
        except (EOFError, OSError):
            told = "it was killed"
        queue.put(told)
        if isinstance(told, str):
            return


def _work(tasks: list[Task], outgoing: Connection, incoming: list[Connection]) -> None:
    for one in incoming:
        one.close()  # else nobody would notice the end of whom they belong to
    gc.disable()  # ⚡ lives hold no circles
    with suppress(KeyboardInterrupt, BrokenPipeError):
        try:
            for task in tasks:
                for block in make(task):
                    _send(outgoing, block)
            outgoing.send(None)
        except BrokenPipeError:
            raise
        except Exception:
            outgoing.send(traceback.format_exc())
        outgoing.close()


def _send(outgoing: Connection, block: Block) -> None:
    """⚡ What is in a block first, then its rows as they are."""
    told = {table: (columns, b"") for table, (columns, _) in block.rows.items()}
    outgoing.send(Block(block.dossiers, block.events, told))
    for _, text in block.rows.values():
        outgoing.send_bytes(text)
