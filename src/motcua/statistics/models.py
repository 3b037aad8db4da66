# SPDX-License-Identifier: EUPL-1.2
"""What figures are read from: spans, cells, how far in the log they reach. All can be made anew from events.

Moments are whole local minutes since 1990 (`motcua.law.clock`); `lives.NEVER` is what has not happened. Only
`motcua.statistics` writes these tables.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from typing_extensions import override

from motcua.statistics.lives import NEVER
from motcua.statistics.measures import COLUMNS


class SpanRow(models.Model):
    """A stretch of a dossier's life (`motcua.statistics.lives.Span`)."""

    pk = models.CompositePrimaryKey("dossier_id", "order")
    dossier_id = models.BigIntegerField()
    order = models.PositiveSmallIntegerField()
    began = models.IntegerField()
    ended = models.IntegerField()
    due = models.IntegerField()
    fell = models.IntegerField()
    unit_id = models.IntegerField()
    receiving_unit_id = models.IntegerField()
    version_id = models.IntegerField()
    stage = models.CharField(max_length=8)
    waiting_for = models.CharField(max_length=16)
    channel = models.CharField(max_length=8)
    begins = models.CharField(max_length=9)
    ends = models.CharField(max_length=9)
    receiver_id = models.IntegerField()
    digitised = models.BooleanField(null=True)
    reused = models.BooleanField(null=True)
    from_database = models.BooleanField(null=True)
    must_pay = models.BooleanField(null=True)
    paid_online = models.BooleanField(null=True)
    handler_id = models.IntegerField()
    outcome = models.CharField(max_length=8)
    date = models.SmallIntegerField()
    instant = models.SmallIntegerField()
    half_day = models.SmallIntegerField()
    index766 = models.SmallIntegerField()
    promised = models.SmallIntegerField()
    minutes_taken = models.IntegerField(null=True)
    minutes_allowed = models.IntegerField(null=True)
    supplements = models.PositiveSmallIntegerField()
    reappointed = models.BooleanField()
    e_result = models.BooleanField()
    returned = models.IntegerField()
    returned_by = models.CharField(max_length=10)

    class Meta:
        db_table = "statistics_span"
        indexes: ClassVar = [
            models.Index(fields=["unit_id", "began"], name="span_by_begin"),
            models.Index(fields=["unit_id", "ended"], name="span_by_end"),
            models.Index(fields=["unit_id", "fell"], condition=Q(fell__lt=NEVER), name="span_by_fall"),
            models.Index(
                fields=["unit_id", "returned"], condition=Q(returned__lt=NEVER), name="span_by_return"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.order} {self.stage}"


class CellRow(models.Model):
    """Flows of one unit in one stretch of days, one column for each number (`motcua.statistics.measures.COLUMNS`).

    `grain`: which stretches and what is told apart (`motcua.statistics.cells.Grain`). `own`: only what the unit
    itself settles; otherwise everything below it on one `level` of government, itself left out. `start` is the index
    of the first day. Where a number is nought the column is null and takes no room.
    """

    pk = models.CompositePrimaryKey(
        "grain", "unit_id", "own", "start", "version_id", "officer_id", "channel", "outcome", "level"
    )
    grain = models.SmallIntegerField()
    own = models.BooleanField()
    unit_id = models.IntegerField()
    start = models.IntegerField()
    version_id = models.IntegerField()
    officer_id = models.IntegerField()
    channel = models.CharField(max_length=8)
    outcome = models.CharField(max_length=8)
    level = models.CharField(max_length=8, blank=True)

    class Meta:
        db_table = "statistics_cell"

    @override
    def __str__(self) -> str:
        return f"{self.grain} {self.unit_id} {self.start}"


for _column, _measure in COLUMNS.items():
    _kind = models.BigIntegerField if _measure.value else models.IntegerField
    CellRow.add_to_class(_column, _kind(null=True))


class LateEntry(models.Model):
    """A dossier with acts that were entered later than they happened: the earliest minute such an act is about, and
    when the last of them was entered. A figure as of a moment between asks its events."""

    dossier_id = models.BigIntegerField(primary_key=True)
    effect = models.IntegerField()
    known = models.IntegerField()

    class Meta:
        db_table = "statistics_late"
        indexes: ClassVar = [models.Index(fields=["known", "effect"], name="late_by_entry")]

    @override
    def __str__(self) -> str:
        return str(self.dossier_id)


class PositionRow(models.Model):
    """The one row that tells how far in the log spans and cells reach (`motcua.statistics.position`).

    `rebuilt_upto`: while everything is made anew, the last dossier that is done; null otherwise.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    generation = models.PositiveSmallIntegerField()
    transaction = models.BigIntegerField()
    rebuilt_upto = models.BigIntegerField(null=True)

    class Meta:
        db_table = "statistics_position"
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="one_position")]

    @override
    def __str__(self) -> str:
        return f"{self.generation}/{self.transaction}"
