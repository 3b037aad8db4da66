# SPDX-License-Identifier: EUPL-1.2
"""Folding on committed data: acts that still run, two folders, a rebuild that is killed, a recount that notices."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from motcua.dossiers import acts
from motcua.dossiers.acts.returning import Identification
from motcua.dossiers.audit import current_generation, new_generation
from motcua.dossiers.tests.office import Office, at, on, open_office
from motcua.law.roles import Role
from motcua.statistics import By, FiguresBehind, M, Question, amendments, ask, folding, listed, rebuilding
from motcua.statistics.cells import TABLE
from motcua.statistics.checking import check
from motcua.statistics.filling import fill
from motcua.statistics.folding import fold
from motcua.statistics.position import Position, position
from motcua.statistics.rebuilding import bring_forward, rebuild
from motcua.statistics.tests.hearing import Hearing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Office:
    """The office, committed."""
    return open_office()


def _question(office: Office, **changes: Any) -> Question:
    days = {"first": dt.date(2026, 3, 1), "last": dt.date(2026, 3, 31)}
    return Question(**{"unit": office.commune.pk, **days, **changes})


def _total(office: Office, measure: M) -> int:
    return ask(_question(office)).total[measure]


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else writes in this database; other test runs on the same server are not waited for."""

    def everything() -> Position:
        with connection.cursor() as cursor:
            cursor.execute("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
            (number,) = cursor.fetchone()
        return Position(current_generation(), int(number))

    monkeypatch.setattr(folding, "safe_position", everything)
    monkeypatch.setattr(rebuilding, "safe_position", everything)


def _rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")  # noqa: S608
        (count,) = cursor.fetchone()
    return int(count)


def _meanwhile(act: Callable[[], object]) -> None:
    """Do something in another connection."""

    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


@pytest.mark.usefixtures("alone")
def test_figures_are_the_same_before_and_after_folding(office: Office) -> None:
    office.ready()
    before = ask(_question(office, by=(By.VERSION, By.CHANNEL)))
    assert _rows("statistics_span") == 0
    assert fold().dossiers == 1
    assert _rows("statistics_span") == 1 and _rows("statistics_cell") > 0
    after = ask(_question(office, by=(By.VERSION, By.CHANNEL)))
    assert [row.keys for row in before.rows] == [row.keys for row in after.rows]
    assert all(row[m] == other[m] for row, other in zip(before.rows, after.rows, strict=True) for m in M)
    assert fold().dossiers == 0  # nothing counts twice
    assert check().ok


@pytest.mark.usefixtures("alone")
def test_a_later_act_changes_what_was_folded(office: Office) -> None:
    code = office.ready().code
    fold()
    acts.return_at_counter(
        office.actor(Role.RETURN_OFFICER), code, "Mẫu", Identification.RECEIPT, on("2026-03-16 08:00")
    )
    assert _total(office, M.RETURNED) == 1  # from the tail
    assert fold().dossiers == 1
    assert (_total(office, M.RETURNED), _total(office, M.ENDED), _rows("statistics_span")) == (1, 1, 1)
    assert check().ok


def test_an_act_that_is_still_running_is_neither_missed_nor_counted_early(
    office: Office, request: pytest.FixtureRequest
) -> None:
    with transaction.atomic():
        office.received()
        _meanwhile(fold)
        assert _total(office, M.RECEIVED) == 1  # its own transaction sees it
    reached = position()
    assert _total(office, M.RECEIVED) == 1
    request.getfixturevalue("alone")
    fold()
    assert position() > reached
    assert (_total(office, M.RECEIVED), _rows("statistics_span")) == (1, 1)


@pytest.mark.usefixtures("alone")
def test_two_folders_count_once(office: Office) -> None:
    for _ in range(3):
        office.ready()
    gate = threading.Barrier(2)

    def run() -> None:
        try:
            connection.ensure_connection()
            gate.wait(30)
            fold()
        finally:
            connection.close()

    folders = [threading.Thread(target=run) for _ in range(2)]
    for folder in folders:
        folder.start()
    for folder in folders:
        folder.join()
    assert (_total(office, M.ENDED), _rows("statistics_span")) == (3, 3)
    assert check().ok


@pytest.mark.usefixtures("alone")
def test_a_killed_rebuild_goes_on_where_it_was(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5):
        office.ready()
    fold()
    monkeypatch.setattr(rebuilding, "PORTION", 2)

    def killed(dossiers: int, events: int, count: int) -> None:
        if dossiers >= 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(progress=Hearing(killed))
    with pytest.raises(FiguresBehind):
        ask(_question(office))
    with pytest.raises(FiguresBehind):
        fold()
    office.received()  # acts go on
    done = bring_forward()
    assert isinstance(done, rebuilding.Rebuilt) and done.dossiers < 6
    assert (_total(office, M.ENDED), _total(office, M.RECEIVED)) == (5, 6)
    assert check().ok
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_indexes where tablename = 'statistics_span'")
        assert cursor.fetchone() == (5,)
    fold()
    assert rebuild().dossiers == 6 and check().ok


@pytest.mark.usefixtures("alone")
def test_a_rebuild_killed_among_its_cells_keeps_the_indexes_it_made(office: Office) -> None:
    office.ready()
    fold()
    heard: list[tuple[int, int]] = []

    def killed(done: int, count: int) -> None:
        heard.append((done, count))
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(progress=Hearing(cells=killed))
    with pytest.raises(FiguresBehind):
        ask(_question(office))
    heard.clear()
    done = rebuild(progress=Hearing(cells=lambda *told: heard.append(told)))
    assert done.dossiers == 0 and check().ok
    count = heard[0][1]
    assert heard == [(number, count) for number in range(5, count + 1)]  # four indexes were there already


@pytest.mark.usefixtures("alone")
def test_minutes_of_a_year_are_more_than_four_bytes_hold(office: Office) -> None:
    for _ in range(3):
        office.ready()
    fold()
    minutes = 2_000_000_000  # as many dossiers as a large province settles, told by three
    with connection.cursor() as cursor:
        cursor.execute("update statistics_span set minutes_taken = %s where ends = 'ended'", [minutes])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("truncate statistics_cell")
        fill("statistics_cell", TABLE)
    assert _total(office, M.MINUTES_TAKEN) == 3 * minutes


@pytest.mark.usefixtures("alone")
def test_a_recount_notices_what_was_changed_by_hand(office: Office) -> None:
    dossier = office.ready()
    fold()
    with connection.cursor() as cursor:
        cursor.execute("update statistics_cell set received = received + 1 where received is not null")
    found = check()
    assert not found.ok and found.wrong_cells > 0 and not found.wrong_dossiers
    with connection.cursor() as cursor:
        cursor.execute("update statistics_span set ended = ended + 1")
    assert check().wrong == [dossier.pk]
    rebuild()
    assert check().ok


@pytest.mark.usefixtures("alone")
def test_a_restored_database_goes_on_in_a_new_generation(office: Office) -> None:
    office.ready()
    fold()
    try:
        new_generation(at("2026-04-01 08:00"))
        office.received()
        assert _total(office, M.RECEIVED) == 2
        fold()
        assert (position().generation, _total(office, M.RECEIVED), _rows("statistics_span")) == (1, 2, 2)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("alter table dossiers_event alter column generation set default 0")


@pytest.mark.usefixtures("alone")
def test_too_long_a_tail_says_so(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = office.ready()
    monkeypatch.setattr(amendments, "EVENTS", 2)
    with pytest.raises(FiguresBehind):
        ask(_question(office))
    fold()
    total = ask(_question(office)).total
    assert [row.dossier_id for row in listed(total.cell(M.ENDED)).rows] == [dossier.pk]
