# SPDX-License-Identifier: EUPL-1.2
"""Readings that were asked for are done beside the site, one after another, by `motcua plan work`.

A reading is claimed under a lock, so that two workers never read one file twice. While it reads, its worker tells
that it lives, whatever it is busy with; one that was not heard of for minutes has died, and its reading is claimed
again. A worker that was only asleep then finds its reading taken, and leaves it to the other. Anything a file can do
to a reader ends that reading with its words, never the worker.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import DatabaseError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from motcua.documents import store
from motcua.errors import MotCuaError
from motcua.organisations.actors import SYSTEM
from motcua.plans.acts.words import PlanAct
from motcua.plans.bounds import refuse_too_long, refuse_too_many
from motcua.plans.models import Plan, PlanReading, PlanState, ReadingState
from motcua.plans.performing import doing, locked
from motcua.plans.reading.reading import read_file
from motcua.plans.reading.values import PlanRead
from motcua.plans.taking_up import take_up

READER: Final = "1"
"""Version of the reading rules, told with each reading."""
SILENT: Final = dt.timedelta(minutes=5)
"""A worker not heard of for so long is taken for dead."""
_PULSE: Final = 30.0
"""Seconds between two signs of life."""
_BEAT: Final = 1.0
"""Seconds between two words of how far it is."""
_log = logging.getLogger(__name__)


def read_waiting(now: dt.datetime | None = None) -> int:
    """Read everything that waits; how many readings were done or failed."""
    done = 0
    while (reading := _claimed(now or timezone.now())) is not None:
        read_one(reading)
        done += 1
    return done


def read_plan_now(plan: Plan) -> None:
    """Read the waiting files of one plan here and now: for the command line."""
    for pk in plan.readings.filter(state=ReadingState.QUEUED).values_list("pk", flat=True):
        reading = _claimed(timezone.now(), pk)
        if reading is not None:
            read_one(reading)


def _claimed(now: dt.datetime, pk: int | None = None) -> PlanReading | None:
    with transaction.atomic():
        waiting = PlanReading.objects.filter(
            Q(state=ReadingState.QUEUED) | Q(state=ReadingState.RUNNING, beat_at__lt=now - SILENT)
        )
        if pk is not None:
            waiting = waiting.filter(pk=pk)
        found = waiting.select_for_update(skip_locked=True, of=("self",)).order_by("id").first()
        if found is not None:
            found.state, found.started_at, found.beat_at = ReadingState.RUNNING, now, now
            found.save(update_fields=["state", "started_at", "beat_at"])
        return found


def read_one(reading: PlanReading) -> None:
    """Read one claimed file and make its proposals."""
    name = reading.file.name
    try:
        with _living(reading):
            content = store.read(reading.file.file_id)
            refuse_too_long(content, name)
            plan = read_file(content, name, _Beat(reading))
            refuse_too_many(len(plan.tasks), name)
            _finish(reading, plan)
    except MotCuaError as refused:
        _fail(reading, str(refused))
    except (
        Exception
    ):  # whatever a stranger's file does to a library: it ends this reading, with a trace in the log
        _log.exception("plan_reading_failed: %s", reading.pk)
        _fail(
            reading, "Không đọc được tệp vì lỗi bất ngờ. Hãy thử lưu lại tệp ở dạng khác, hoặc báo quản trị."
        )


def _fail(reading: PlanReading, trouble: str) -> None:
    values = {"state": ReadingState.FAILED, "trouble": trouble[:1000], "made_at": timezone.now()}
    _claim_of(reading).update(**values)


def _finish(reading: PlanReading, plan: PlanRead) -> None:
    pages = [_page(page) for page in plan.pages]
    with transaction.atomic():
        row = locked(reading.plan_id)
        if _claim_of(reading).select_for_update().first() is None:
            _log.warning("plan_reading_taken_over: %s", reading.pk)
            return
        reading.content = plan.to_dict()
        reading.content.pop("pages", None)
        reading.pages = pages
        reading.warnings = list(plan.warnings)
        reading.reader, reading.made_at = READER, timezone.now()
        reading.pages_done = reading.pages_total = len(pages)
        reading.state = ReadingState.DONE
        reading.save()
        act = doing(PlanAct.READ, SYSTEM, None, f"reading-{reading.pk}", reading.made_at)
        if (
            row.state != PlanState.CLOSED
        ):  # it ended while the file was being read: nothing in it changes any more
            take_up(row, reading, act)


def _claim_of(reading: PlanReading) -> QuerySet[PlanReading]:
    """The row of the reading as long as it is this worker's: nobody claimed it again since."""
    return PlanReading.objects.filter(
        pk=reading.pk, state=ReadingState.RUNNING, started_at=reading.started_at
    )


@contextmanager
def _living(reading: PlanReading) -> Iterator[None]:
    """A sign of life every half minute while the body runs, on a connection of its own: parsing one file may take
    longer than a worker may be silent, and tells nothing meanwhile.
    """
    done = threading.Event()

    def beat() -> None:
        try:
            while not done.wait(_PULSE):
                try:
                    _claim_of(reading).update(beat_at=timezone.now())
                except DatabaseError:
                    _log.exception("plan_reading_beat_failed: %s", reading.pk)
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name=f"plan-reading-{reading.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _page(page: Any) -> dict[str, Any]:
    """A page as it is kept: its picture goes to the store, its hash stays."""
    told: dict[str, Any] = page.to_dict()
    told["image"] = store.put(page.image, "image/png").sha256 if page.image else ""
    return told


class _Beat:
    """Writes down how far a reading is, at most once a second."""

    def __init__(self, reading: PlanReading) -> None:
        self._reading = reading
        self._last = 0.0

    def __call__(self, done: int, everything: int) -> None:
        now = time.monotonic()
        if now - self._last < _BEAT:
            return
        self._last = now
        _claim_of(self._reading).update(pages_done=done, pages_total=everything)
