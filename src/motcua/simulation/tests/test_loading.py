# SPDX-License-Identifier: EUPL-1.2
"""Blocks come from several processes as from one, and a load that breaks off leaves everything as it was."""

from __future__ import annotations

import datetime as dt
import os
import signal
from collections.abc import Iterator
from random import Random

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.catalogue.own_data import load_procedures
from motcua.dossiers.models import Applicant, Dossier, Event
from motcua.law.clock import VIETNAM, to_moment
from motcua.law.deadlines import due_at
from motcua.organisations.calendars import load_calendar
from motcua.organisations.loading import load_units
from motcua.simulation import loading, making, moments, run, simulate
from motcua.simulation.lives import first_due
from motcua.simulation.making import Block, Task
from motcua.simulation.places import build_places
from motcua.simulation.work import load_jobs

pytestmark = pytest.mark.django_db

FIRST = dt.date(2025, 4, 1)
UNTIL = dt.datetime(2026, 9, 30, 16, 0, tzinfo=VIETNAM)
FILES = ("a" * 64, "b" * 64)


@pytest.fixture
def tasks() -> list[Task]:
    load_units()
    load_procedures()
    places = build_places(300, 3, Random(5), "x")  # noqa: S311
    return run._tasks(places, 300, FIRST, moments.of(UNTIL), 5, FILES)


def _rows(blocks: Iterator[Block]) -> dict[str, list[bytes]]:
    told: dict[str, list[bytes]] = {}
    for block in blocks:
        for table, (_, text) in block.rows.items():
            told.setdefault(table, []).extend(text.splitlines())
    return {table: sorted(lines) for table, lines in told.items()}


def test_two_processes_make_what_one_makes(tasks: list[Task]) -> None:
    alone = _rows(block for task in tasks for block in making.make(task))
    assert len(alone["dossiers_dossier"]) == 300
    assert _rows(run._in_processes(tasks, 2)) == alone


@pytest.mark.parametrize("killed", [True, False])
def test_a_process_that_ends_early_is_noticed(
    tasks: list[Task], monkeypatch: pytest.MonkeyPatch, killed: bool
) -> None:
    def broken(task: Task) -> Iterator[Block]:
        yield Block(1, 1, {})
        if killed:
            os.kill(os.getpid(), signal.SIGKILL)
        raise ArithmeticError("nothing adds up")

    monkeypatch.setattr(run, "make", broken)
    with pytest.raises(RuntimeError, match="killed" if killed else "nothing adds up"):
        list(run._in_processes(tasks, 2))


def _standing() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint "
            "where confrelid::regclass::text like 'dossiers_%' or conrelid::regclass::text like 'dossiers_%' "
            "union all select tablename, indexname, indexdef from pg_indexes where tablename like 'dossiers_%' "
            "union all select tgrelid::regclass::text, tgenabled::text, pg_get_triggerdef(oid) from pg_trigger "
            "where not tgisinternal union all "
            "select adrelid::regclass::text, adnum::text, pg_get_expr(adbin, adrelid) from pg_attrdef "
            "where adrelid::regclass::text like 'dossiers_%' order by 1, 2, 3"
        )
        return list(cursor.fetchall())


def test_a_load_that_breaks_off_leaves_nothing_behind(tasks: list[Task]) -> None:
    before = _standing()

    def breaking_off() -> Iterator[Block]:
        yield from making.make(tasks[0])
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk is full"), transaction.atomic():
        list(loading.load(breaking_off(), 0))
    assert _standing() == before
    assert not Event.objects.exists()
    assert not Dossier.objects.exists()
    assert not Applicant.objects.exists()


def test_what_is_there_stays_there(tasks: list[Task]) -> None:
    """Only empty tables begin anew: a second simulation adds to the first."""
    simulate(60, FIRST, UNTIL, seed=1, password="x", processes=1)
    codes = set(Dossier.objects.values_list("code", flat=True))
    before = _standing()
    with CaptureQueriesContext(
        connection,
    ) as told:
        simulate(40, FIRST, UNTIL, seed=2, password="x", processes=1)
    assert not [one for one in told.captured_queries if one["sql"].lower().startswith("truncate")]
    assert codes < set(Dossier.objects.values_list("code", flat=True))
    assert Dossier.objects.count() == 100
    assert _standing() == before


def test_the_quick_due_date_is_that_of_the_law(tasks: list[Task]) -> None:
    """Every case, every part of days of all kinds: before opening, at the cut-off, after closing, on days off."""
    random, calendar = Random(7), load_calendar("vn-admin")  # noqa: S311
    edges = (
        0,
        7 * 60 + 29,
        7 * 60 + 30,
        11 * 60 + 59,
        12 * 60,
        14 * 60 + 59,
        15 * 60,
        16 * 60 + 59,
        17 * 60,
        17 * 60 + 30,
        1439,
    )
    first = moments.opening_of(dt.date(2019, 1, 1)) // moments.DAY
    for job in load_jobs():
        for _ in range(12):
            minute = (first + random.randrange(2900)) * 1440 + random.choice(edges) + random.randrange(-1, 2)
            law = due_at(calendar, to_moment(minute), job.limit, mode=job.mode, cutoff=job.cutoff)
            assert moments.moment(first_due(calendar, job, minute) * 60) == law, (job.code, to_moment(minute))
