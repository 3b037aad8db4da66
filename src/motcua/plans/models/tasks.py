# SPDX-License-Identifier: EUPL-1.2
"""The duties of a plan: proposed by the reader or written by hand, decided by a person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from typing_extensions import override

from motcua.organisations.models import Unit
from motcua.plans.models.documents import Plan, PlanReading


class Recurrence(models.TextChoices):
    """How often a duty comes back. A continuous one has no instances of its own but is looked at each quarter."""

    NONE = "none", "Một lần"
    CONTINUOUS = "continuous", "Thường xuyên"
    WEEKLY = "weekly", "Hằng tuần"
    MONTHLY = "monthly", "Hằng tháng"
    QUARTERLY = "quarterly", "Hằng quý"
    HALF_YEARLY = "half_yearly", "6 tháng một lần"
    YEARLY = "yearly", "Hằng năm"


class Decision(models.TextChoices):
    """What a person made of a proposal. A task that was merged into another or split up counts as rejected."""

    PROPOSED = "proposed", "Chờ quyết định"
    ACCEPTED = "accepted", "Đã nhận"
    REJECTED = "rejected", "Đã bỏ"


class UnitGroup(models.TextChoices):
    """Units that a plan names together, as far as a group on record is meant; seen from the unit of the plan."""

    NONE = "", "Không phải nhóm"
    SECTIONS = "sections", "Các phòng, ban, đơn vị trực thuộc"
    COMMUNES = "communes", "UBND các xã, phường, đặc khu"
    ALL_BELOW = "all_below", "Các đơn vị trực thuộc và UBND cấp xã"


class PlanTask(models.Model):
    """One duty. `lead_text` is as printed; `lead_unit` or `lead_group` is what it means on record.

    `source` holds for each field where it was found: page, lines, raw words, confidence, rule. `confidence` is the
    lowest of them, 1 for a task written by hand. `offered` holds what a later reading proposes otherwise, by field,
    with the id of that reading under `reading`. `version` grows with each change and finds lost updates.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="tasks")
    order = models.PositiveIntegerField()
    section = models.TextField(blank=True)
    group = models.TextField(blank=True)
    content = models.TextField()
    lead_text = models.TextField(blank=True)
    lead_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_tasks"
    )
    lead_group = models.CharField(
        max_length=12, choices=UnitGroup.choices, blank=True, default=UnitGroup.NONE
    )
    start = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    due_text = models.TextField(blank=True)
    recurrence = models.CharField(max_length=12, choices=Recurrence.choices, default=Recurrence.NONE)
    product = models.TextField(blank=True)
    criteria = models.JSONField(default=list, blank=True)
    source = models.JSONField(default=dict, blank=True)
    confidence = models.FloatField(default=1.0)
    decision = models.CharField(max_length=8, choices=Decision.choices, default=Decision.PROPOSED)
    edited = models.BooleanField(default=False)
    added_by_hand = models.BooleanField(default=False)
    offered = models.JSONField(default=dict, blank=True)
    reading = models.ForeignKey(
        PlanReading, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    split_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    higher_task = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_out_by"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("order", "id")
        indexes: ClassVar = [
            models.Index(fields=["plan", "order", "id"], name="plan_task_in_order"),
            models.Index(fields=["lead_unit", "due"], name="plan_task_by_lead"),
            models.Index(fields=["higher_task"], name="plan_task_by_higher"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(confidence__gte=0) & Q(confidence__lte=1), name="plan_task_confidence"
            ),
            models.CheckConstraint(
                condition=Q(lead_unit__isnull=True) | Q(lead_group=""), name="plan_task_one_lead"
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.content[:80]


class TaskSupport(models.Model):
    """A unit that helps with a task, as printed, and what it means on record."""

    task = models.ForeignKey(PlanTask, on_delete=models.CASCADE, related_name="supports")
    text = models.TextField()
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=12, choices=UnitGroup.choices, blank=True, default=UnitGroup.NONE)

    class Meta:
        ordering = ("id",)

    @override
    def __str__(self) -> str:
        return self.text
