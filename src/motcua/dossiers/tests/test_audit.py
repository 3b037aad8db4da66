# SPDX-License-Identifier: EUPL-1.2
"""Checkpoints and verification on a real log: what is bound, what is found."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.utils import timezone

from motcua.dossiers import acts
from motcua.dossiers.audit import (
    DatabaseRestored,
    current_generation,
    make_checkpoint,
    new_generation,
    verify,
)
from motcua.dossiers.errors import DossierUnknown
from motcua.dossiers.models import Checkpoint, Dossier, Event
from motcua.dossiers.tests.bound_log import checkpointed, wait_until_final
from motcua.dossiers.tests.office import Office, on, open_office
from motcua.dossiers.tests.tampering import execute, forge_event, rehash_from
from motcua.law.roles import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Office:
    """The office outside a test's transaction: what it does is committed."""
    return open_office()


def execute_quietly(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_checkpoints_bind_all_chains_one_after_the_other(office: Office) -> None:
    office.assigned()
    first = checkpointed()
    office.received()
    office.received()
    second = checkpointed()
    assert (first.number, first.events, second.number, second.events) == (1, 3, 2, 2)
    assert second.previous_hash == first.hash
    assert make_checkpoint(timezone.now()) is None
    report = verify()
    assert report.ok and (report.dossiers, report.events, report.checkpoints) == (3, 5, 2)
    assert report.unbound == 0 and report.last_checkpoint == second.hash


def test_an_open_transaction_neither_waits_nor_loses_its_event(office: Office) -> None:
    early = office.received()
    wait_until_final()
    acting, finish = threading.Event(), threading.Event()
    codes: list[str] = []

    def act() -> None:
        try:
            with transaction.atomic():
                codes.append(office.received().code)
                acting.set()
                finish.wait(60)
        finally:
            connection.close()

    thread = threading.Thread(target=act)
    thread.start()
    assert acting.wait(60)
    # This act ends before the open one, but has a higher number: it is not final either.
    acts.transfer(office.actor(Role.RECEPTION), early.code, office.section, on("2026-03-09 11:00"))
    first = make_checkpoint(timezone.now())
    assert first is not None and first.events == 1
    finish.set()
    thread.join()
    second = checkpointed()
    assert second.events == 2
    assert {*codes, early.code} == set(
        Event.objects.filter(transaction__gte=first.upto).values_list("dossier__code", flat=True)
    )
    assert verify().ok


def test_two_makers_do_not_collide(office: Office) -> None:
    for _ in range(3):
        office.received()
    wait_until_final()
    made: list[Checkpoint | None] = []

    def make() -> None:
        try:
            made.append(make_checkpoint(timezone.now()))
        finally:
            connection.close()

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 8
    assert [checkpoint.events for checkpoint in made if checkpoint is not None] == [3]
    assert verify().ok


def test_verification_reads_one_moment(office: Office) -> None:
    """An act between two batches of the walk is not half seen."""
    office.received()

    def act_meanwhile(_: int) -> None:
        thread = threading.Thread(target=acting)
        thread.start()
        thread.join()

    def acting() -> None:
        try:
            office.received()
        finally:
            connection.close()

    report = verify(act_meanwhile)
    assert report.ok and (report.dossiers, report.events) == (1, 1)
    assert verify().events == 2


def test_a_restored_log_must_begin_a_new_generation(office: Office) -> None:
    """A dump restored into a fresh server: the log holds numbers that this server has not reached."""
    office.assigned()
    first = checkpointed()
    unbound = office.received()
    with connection.cursor() as cursor:
        cursor.execute("select 1000000 + pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        (ahead,) = cursor.fetchone()
    execute("update dossiers_event set transaction = %s + id where dossier_id = %s", ahead, unbound.pk)
    with pytest.raises(DatabaseRestored):
        make_checkpoint(timezone.now())
    try:
        assert new_generation(timezone.now()) == 1 == current_generation()
        closing = Checkpoint.objects.latest("number")
        assert (closing.generation, closing.events, closing.previous_hash) == (0, 1, first.hash)
        acts.transfer(office.actor(Role.RECEPTION), unbound.code, office.section, on("2026-03-09 11:00"))
        assert Event.objects.latest("id").generation == 1
        assert verify().unbound == 1
        after = checkpointed()
        assert (after.number, after.generation, after.events) == (3, 1, 1)
        report = verify()
        assert report.ok and report.unbound == 0
        forge_in_closed_generation(unbound)
        assert any(broken.kind == "beyond" for broken in verify().broken)
    finally:
        execute_quietly("alter table dossiers_event alter column generation set default 0")


def forge_in_closed_generation(dossier: Dossier) -> None:
    forge_event(Dossier.objects.get(pk=dossier.pk), generation=0, transaction=10**12)


Tamper = Callable[[Dossier, Dossier], object]
ONE = "update dossiers_event set {} where dossier_id = %s and sequence = 2"
TAMPERINGS: dict[str, tuple[Tamper, str, int | None]] = {
    "data": (lambda a, b: execute(ONE.format("data = data || '{\"x\": 1}'"), b.pk), "content", 2),
    "actor": (lambda a, b: execute(ONE.format("actor_name = 'Người khác'"), b.pk), "content", 2),
    "time": (lambda a, b: execute(ONE.format("at = at - interval '1 microsecond'"), b.pk), "content", 2),
    "hash": (lambda a, b: execute(ONE.format("hash = repeat('a', 64)"), b.pk), "content", 2),
    "previous": (lambda a, b: execute(ONE.format("previous_hash = ''"), b.pk), "previous", 2),
    "code": (
        lambda a, b: execute("update dossiers_dossier set code = 'X' where id = %s", b.pk),
        "content",
        1,
    ),
    "to another dossier": (
        lambda a, b: execute(
            "update dossiers_event set dossier_id = %s, sequence = 4 where dossier_id = %s and sequence = 3",
            a.pk,
            b.pk,
        ),
        "previous",
        4,
    ),
    "middle gone": (
        lambda a, b: execute("delete from dossiers_event where dossier_id = %s and sequence = 2", b.pk),
        "missing",
        2,
    ),
    "end gone": (
        lambda a, b: execute("delete from dossiers_event where dossier_id = %s and sequence = 3", b.pk),
        "end_missing",
        3,
    ),
    "all gone": (
        lambda a, b: execute("delete from dossiers_event where dossier_id = %s", b.pk),
        "end_missing",
        1,
    ),
    "head": (
        lambda a, b: execute("update dossiers_dossier set last_hash = '' where id = %s", b.pk),
        "head",
        3,
    ),
    "end cut with its head": (
        lambda a, b: execute(
            "with gone as (delete from dossiers_event where dossier_id = %s and sequence = 3) "
            "update dossiers_dossier d set last_sequence = 2, last_hash = e.hash from dossiers_event e "
            "where d.id = %s and e.dossier_id = d.id and e.sequence = 2",
            b.pk,
            b.pk,
        ),
        "row",
        2,
    ),
    "rewritten with all hashes": (lambda a, b: rehash_from(b, 2, note="khác"), "checkpoint_events", None),
    "forged before the checkpoint": (
        lambda a, b: forge_event(b, transaction=Checkpoint.objects.get().upto - 1, data={"changes": {}}),
        "checkpoint_count",
        None,
    ),
    "order of the log": (
        lambda a, b: execute("update dossiers_event set transaction = 1 where dossier_id = %s", b.pk),
        "checkpoint_events",
        None,
    ),
}


def test_every_tampering_is_found_and_its_place_named(office: Office) -> None:
    first, second = office.assigned(), office.assigned()
    checkpointed()
    assert verify().ok
    for name, (tamper, kind, sequence) in TAMPERINGS.items():
        with transaction.atomic():
            tamper(first, Dossier.objects.get(pk=second.pk))
            report = verify()
            assert report.broken, name
            found = report.broken[0]
            assert (found.kind, found.sequence) == (kind, sequence), (name, report.broken)
            if sequence is None:
                assert found.checkpoint == 1
                assert "Điểm chốt số 1" in found.message
            else:
                assert found.dossier in found.message
                assert str(sequence) in found.message or kind == "row"
            transaction.set_rollback(True)
    assert verify().ok


def test_a_dossier_removed_with_all_its_traces_is_missed_by_the_checkpoint(office: Office) -> None:
    office.received()
    gone = office.received()
    checkpointed()
    execute(
        "delete from dossiers_event where dossier_id = %s; "
        "delete from dossiers_letter where dossier_id = %s; "
        "delete from dossiers_paper where dossier_id = %s; "
        "delete from dossiers_searchentry where dossier_id = %s; "
        "delete from dossiers_dossier where id = %s",
        *[gone.pk] * 5,
    )
    (broken,) = verify().broken
    assert (broken.kind, broken.checkpoint) == ("checkpoint_count", 1)


def test_a_changed_or_missing_checkpoint_is_found(office: Office) -> None:
    for _ in range(3):
        office.received()
        checkpointed()
    for sql, kind, number in (
        ("update dossiers_checkpoint set events = 2 where number = 2", "checkpoint_content", 2),
        ("update dossiers_checkpoint set hash = repeat('b', 64) where number = 2", "checkpoint_content", 2),
        ("update dossiers_checkpoint set previous_hash = '' where number = 2", "checkpoint_previous", 2),
        ("delete from dossiers_checkpoint where number = 2", "checkpoint_missing", 2),
    ):
        with transaction.atomic():
            execute(sql)
            found = verify().broken[0]
            assert (found.kind, found.checkpoint) == (kind, number)
            transaction.set_rollback(True)


def test_one_dossier_is_verified_alone(office: Office) -> None:
    first, second = office.assigned(), office.assigned()
    execute(ONE.format("actor_name = 'Người khác'"), second.pk)
    assert verify(dossier=first.code).ok
    (broken,) = verify(dossier=second.code).broken
    assert (broken.dossier, broken.sequence) == (second.code, 2)
    with pytest.raises(DossierUnknown):
        verify(dossier="H99.50.05-260309-9999")
