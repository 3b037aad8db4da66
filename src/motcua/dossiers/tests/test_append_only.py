# SPDX-License-Identifier: EUPL-1.2
"""The database refuses to change the log, to its owner too and by raw SQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.dossiers.models import Checkpoint, Event
from motcua.dossiers.tests.office import Office, at

STATEMENTS = {
    "update": "update {} set hash = repeat('0', 64)",
    "update to the same": "update {} set id = id",
    "delete": "delete from {}",
    "delete one": "delete from {0} where id = (select max(id) from {0})",
    "truncate": "truncate {}",
    "truncate cascade": "truncate {} cascade",
    "as a replica": "set session_replication_role = replica; delete from {}",
}
OUR_TRIGGER, NO_SUPERUSER = "23001", "42501"


def checkpoint(generation: int, upto: int) -> Checkpoint:
    return Checkpoint.objects.create(
        number=1, made_at=at("2026-03-09 10:00"), generation=generation, upto=upto, events=3, hash="f" * 64
    )


def transaction_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select pg_current_xact_id()::text::bigint")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("table", ["dossiers_event", "dossiers_checkpoint"])
@pytest.mark.parametrize("statement", STATEMENTS)
def test_no_statement_changes_what_happened(office: Office, table: str, statement: str) -> None:
    office.assigned()
    checkpoint(0, transaction_number())
    before = [*Event.objects.order_by("id").values()], [*Checkpoint.objects.values()]
    assert before[0] and before[1]
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        with pytest.raises(DatabaseError) as refusal, transaction.atomic():
            cursor.execute(STATEMENTS[statement].format(table))
    assert refusal.value.__cause__.sqlstate == (NO_SUPERUSER if "replica" in statement else OUR_TRIGGER)
    assert before == ([*Event.objects.order_by("id").values()], [*Checkpoint.objects.values()])


def test_a_dossier_with_events_cannot_be_removed(office: Office) -> None:
    dossier = office.received()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("delete from dossiers_dossier where id = %s", [dossier.pk])
        cursor.execute("set constraints all immediate")
    assert Event.objects.filter(dossier=dossier).count() == 1


@pytest.mark.parametrize(("generation", "ahead"), [(0, 1), (1, 0)])
def test_no_event_gets_in_before_a_checkpoint(office: Office, generation: int, ahead: int) -> None:
    checkpoint(generation, transaction_number() + ahead)
    with pytest.raises(DatabaseError, match="before the last checkpoint"), transaction.atomic():
        office.received()
    assert Event.objects.count() == 0


def test_an_act_that_runs_while_a_checkpoint_is_made_gets_in(office: Office) -> None:
    checkpoint(0, transaction_number())
    assert office.received().last_sequence == 1
