# SPDX-License-Identifier: EUPL-1.2
"""Everything somebody did with a plan. Append-only: the database itself refuses to change or remove a row."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from motcua.organisations.models import Person, Unit
from motcua.plans.models.documents import Plan
from motcua.plans.models.tasks import PlanTask


class PlanStep(models.Model):
    """One act: who, in which position, when, about what, and the fields that changed, before and after.

    A whole plan, one of its tasks (`task`) or one of its targets (`target_id`) is meant. Person and unit are
    null for what the house does by itself. Names are those of the moment.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="steps")
    task = models.ForeignKey(PlanTask, null=True, on_delete=models.PROTECT, related_name="steps")
    target_id = models.BigIntegerField(null=True)
    act = models.CharField(max_length=32)
    at = models.DateTimeField()
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=128)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    delegation = models.CharField(max_length=255, blank=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    key = models.CharField(max_length=120, unique=True, help_text="Makes a double press do it once")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["plan", "id"], name="plan_step_by_plan"),
            models.Index(fields=["task", "id"], name="plan_step_by_task"),
            models.Index(fields=["target_id", "id"], name="plan_step_by_target"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.plan_id} {self.act} {self.at:%Y-%m-%d}"
