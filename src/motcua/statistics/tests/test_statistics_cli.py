# SPDX-License-Identifier: EUPL-1.2
"""`motcua statistics …` as an operator runs it, on the test database; a rebuild by two processes that is killed."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import time

import pytest
from django.db import connection, transaction
from tests.operating import Operator

from motcua.dossiers.tests.office import Office, open_office
from motcua.statistics import M, Question, ask

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Office:
    """The office, committed."""
    return open_office()


@pytest.fixture
def operator(capsys: pytest.CaptureFixture[str]) -> Operator:
    return Operator(capsys)


def _ended(office: Office) -> int:
    days = {"first": dt.date(2026, 3, 1), "last": dt.date(2026, 3, 31)}
    return ask(Question(unit=office.commune.pk, **days)).total[M.ENDED]


_WAITING = """
select count(*) from pg_locks where not granted and database = (select oid from pg_database
                                                                where datname = current_database())
"""


def _wait_until_it_waits() -> None:
    """Until somebody in this database waits for the lock."""
    for _ in range(600):
        with connection.cursor() as cursor:
            cursor.execute(_WAITING)
            if cursor.fetchone() != (0,):
                return
        time.sleep(0.1)
    raise TimeoutError("the rebuild never came to the lock")


def test_an_operator_rebuilds_folds_and_checks(office: Office, operator: Operator) -> None:
    for _ in range(3):
        office.ready()
    made = operator.run_apart("statistics", "rebuild", "--processes", "2", "--json")
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["spans"] == 3
    folded = operator.run("statistics", "fold")
    assert folded.returncode == 0 and "hồ sơ" in folded.stdout
    checked = operator.run("statistics", "check", "--json")
    assert checked.returncode == 0 and json.loads(checked.stdout)["ok"]
    assert _ended(office) == 3
    with connection.cursor() as cursor:
        cursor.execute("update statistics_cell set ended = 7 where ended is not null")
    # What lies in the tail is derived by readers; the recount of the cells themselves sees the change.
    assert operator.run("statistics", "check").returncode == 1


def test_a_killed_rebuild_is_taken_up_by_the_next_fold(office: Office, operator: Operator) -> None:
    for _ in range(3):
        office.ready()
    with connection.cursor() as cursor, transaction.atomic():
        # A lock that the rebuild waits for in the middle of its work.
        cursor.execute("lock table dossiers_dossier in access exclusive mode")
        with operator.start("statistics", "rebuild", "--processes", "1") as running:
            try:
                _wait_until_it_waits()
            finally:
                os.killpg(running.pid, signal.SIGKILL)
    with connection.cursor() as cursor:
        cursor.execute("select rebuilt_upto from statistics_position")
        assert cursor.fetchone() == (0,)  # it was in the middle
    assert operator.run("statistics", "fold").returncode == 0
    assert _ended(office) == 3
    assert operator.run("statistics", "check").returncode == 0
