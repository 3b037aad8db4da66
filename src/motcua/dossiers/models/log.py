# SPDX-License-Identifier: EUPL-1.2
"""The event log: append-only by the database itself, chained by hashes per dossier, bound by checkpoints."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex, BTreeIndex
from django.db import models
from django.db.models import Func, Q
from typing_extensions import override

from motcua.dossiers.models.dossier import Dossier


class CurrentTransaction(Func):
    """`pg_current_xact_id()` as a number. It never wraps around, unlike the 32-bit id."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class Event(models.Model):
    """One act that happened. Rows are never changed or removed: triggers refuse it.

    `(generation, transaction, id)` orders the whole log. All events below the oldest running transaction are
    final, so a reader can fold the log forward without a lock. `generation` grows by one when the database was
    restored from a dump, because transaction ids then begin anew.
    """

    # No index of its own here and below where another one begins with the column.
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="events", db_index=False)
    sequence = models.PositiveIntegerField()
    act = models.CharField(max_length=40)
    at = models.DateTimeField()
    entered_at = models.DateTimeField(
        null=True, help_text="When an act that was written down late really was; null: when it happened"
    )
    actor_kind = models.CharField(max_length=16)
    person_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=128)
    unit_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=24, blank=True)
    title = models.CharField(max_length=160, blank=True)
    delegation = models.CharField(max_length=255, blank=True)
    state_before = models.CharField(max_length=32, blank=True)
    state_after = models.CharField(max_length=32)
    data = models.JSONField()
    key = models.CharField(max_length=80, null=True)  # noqa: DJ001  several events have none; unique where given
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    generation = models.PositiveSmallIntegerField(db_default=0)
    transaction = models.BigIntegerField(db_default=CurrentTransaction())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "sequence"], name="event_sequence_once"),
            models.UniqueConstraint(fields=["key"], condition=Q(key__isnull=False), name="event_key_once"),
            models.CheckConstraint(
                condition=Q(entered_at__isnull=True) | Q(entered_at__gte=models.F("at")),
                name="event_entered_when_it_happened_or_later",
            ),
        ]
        indexes: ClassVar = [
            # Rows come in its order and stay, so its pages may be full.
            BTreeIndex(fields=["generation", "transaction", "id"], name="event_log_order", fillfactor=100),
            models.Index(fields=["person_id", "at"], name="event_by_person"),
            BrinIndex(fields=["at"], name="event_by_time", autosummarize=True),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.dossier_id}#{self.sequence} {self.act}"


class Checkpoint(models.Model):
    """Binds all chains together: a hash over every event since the checkpoint before it, and over that one's hash.

    It covers the events of `generation` whose transaction is at least the previous `upto` and below `upto`.
    """

    number = models.PositiveIntegerField(unique=True)
    made_at = models.DateTimeField()
    generation = models.PositiveSmallIntegerField()
    upto = models.BigIntegerField()
    events = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    @override
    def __str__(self) -> str:
        return f"checkpoint {self.number}"
