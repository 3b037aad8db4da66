# SPDX-License-Identifier: EUPL-1.2
"""Numbers a plan wants to reach: what is measured, what was given by hand, and how it stood day by day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from typing_extensions import override

from motcua.documents.models import StoredFile
from motcua.organisations.models import Person, Unit
from motcua.plans.models.documents import Plan, PlanReading
from motcua.plans.models.tasks import Decision, PlanTask


class Comparison(models.TextChoices):
    """How a value is held against the number that is wanted."""

    AT_LEAST = ">=", "≥"
    MORE = ">", ">"
    EQUAL = "=", "="
    AT_MOST = "<=", "≤"
    LESS = "<", "<"


class PlanTarget(models.Model):
    """One number to be reached. `metric`, `op`, `value`, `unit`, `scope` and `due` are as printed.

    `expression` is the sentence of the language of targets that says what is measured (docs/targets.md). `measured`:
    the house counts it; otherwise values are given by hand with evidence. `binding` grows with each change of
    the sentence: days counted by an earlier one stay, under their number. `version` finds lost updates.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="targets")
    task = models.ForeignKey(
        PlanTask, null=True, blank=True, on_delete=models.PROTECT, related_name="targets"
    )
    order = models.PositiveIntegerField()
    metric = models.TextField()
    op = models.CharField(max_length=2, choices=Comparison.choices)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    unit = models.CharField(max_length=64, blank=True)
    scope = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)
    expression = models.TextField(blank=True)
    measured = models.BooleanField(default=False)
    binding = models.PositiveIntegerField(default=1)
    binding_note = models.TextField(blank=True, help_text="Why the sentence was proposed so")
    owner = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_targets"
    )
    source = models.JSONField(default=dict, blank=True)
    confidence = models.FloatField(default=1.0)
    decision = models.CharField(max_length=8, choices=Decision.choices, default=Decision.PROPOSED)
    edited = models.BooleanField(default=False)
    added_by_hand = models.BooleanField(default=False)
    offered = models.JSONField(default=dict, blank=True)
    reading = models.ForeignKey(
        PlanReading, null=True, blank=True, on_delete=models.PROTECT, related_name="targets"
    )
    version = models.PositiveIntegerField(default=1)
    looked_until = models.DateField(
        null=True, help_text="Days up to this one were looked at, by `looked_binding`"
    )
    looked_binding = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("order", "id")
        indexes: ClassVar = [
            models.Index(fields=["plan", "order", "id"], name="plan_target_in_order"),
            models.Index(fields=["owner", "due"], name="plan_target_by_owner"),
            models.Index(
                fields=["id"], name="plan_target_counted", condition=Q(measured=True, decision="accepted")
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(confidence__gte=0) & Q(confidence__lte=1), name="plan_target_confidence"
            ),
            models.CheckConstraint(
                condition=Q(measured=False) | ~Q(expression=""), name="plan_target_measured_by_what"
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.metric[:80]


class TargetReading(models.Model):
    """A value given by hand: how it stood at the end of the day `as_of`, with what proves it.

    Append-only. A later row about the same day corrects the earlier one and both stay.
    """

    target = models.ForeignKey(PlanTarget, on_delete=models.PROTECT, related_name="readings")
    value = models.DecimalField(max_digits=20, decimal_places=4)
    as_of = models.DateField()
    note = models.CharField(max_length=1000, blank=True)
    evidence = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    evidence_name = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField()
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=128)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=120, unique=True, help_text="Makes a double press do it once")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["target", "as_of", "id"], name="target_reading_by_day"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.target_id} {self.as_of}: {self.value}"


class TargetDay(models.Model):
    """How a target stood at the end of one day, as known at the moment `as_of`.

    `part` of `whole` is the value; both null: nothing could be measured. `best_part` of `best_whole` is what could be
    reached at best from there (see docs/targets.md); null where no bound is known. `expected`, `low`, `high` and
    `chance` are the forecast of that day for the last day. A row can be counted again from the log at any time.
    """

    target = models.ForeignKey(PlanTarget, on_delete=models.PROTECT, related_name="days")
    binding = models.PositiveIntegerField()
    day = models.DateField()
    as_of = models.DateTimeField()
    part = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    whole = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    best_part = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    best_whole = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    reached = models.BooleanField(null=True)
    reachable = models.BooleanField(null=True)
    expected = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    chance = models.FloatField(null=True)

    class Meta:
        ordering = ("day",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["target", "binding", "day"], name="target_day_once"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.target_id} {self.day}"
