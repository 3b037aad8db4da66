# SPDX-License-Identifier: EUPL-1.2
"""The inspection plan of one agency for one year, and the draws that chose its units."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from typing_extensions import override

from motcua.organisations.models import Person, Unit


class PlanState(models.TextChoices):
    """Where an inspection plan stands."""

    DRAFT = "draft", "Đang lập"
    IN_FORCE = "in_force", "Đang thực hiện"
    CLOSED = "closed", "Đã kết thúc"


class UnitGroup(models.TextChoices):
    """The groups from which units are drawn, each giving its part."""

    SECTION = "section", "Phòng, bộ phận chuyên môn"
    DESK = "desk", "Nơi tiếp nhận và trả kết quả"
    DEPARTMENT = "department", "Sở, ban, ngành"
    VERTICAL = "vertical", "Cơ quan ngành dọc"
    COMMITTEE = "committee", "Ủy ban nhân dân cấp dưới"


class InspectionPlan(models.Model):
    """What an agency means to inspect in a year.

    At least `share` percent of the units below it are drawn, more than that when `exceeds` ("trên 30 %"). `document`:
    number and day of the decision, known once it is in force.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="inspection_plans")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=255)
    share = models.PositiveSmallIntegerField(help_text="Percent of the units")
    exceeds = models.BooleanField(help_text="More than the share, not as much as it")
    document = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=12, choices=PlanState.choices, default=PlanState.DRAFT)
    made_at = models.DateTimeField()
    in_force_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year"], name="inspection_plan_once"),
            models.CheckConstraint(
                condition=Q(share__gte=1, share__lte=100), name="inspection_share_is_percent"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"


class InspectionDraw(models.Model):
    """One drawing of units: everything it was made of, so that anybody can make it again. Append-only.

    `content` is canonical JSON of `motcua.inspections.drawing.Drawn`: all units with their group, the year they were
    last inspected, their lot and whether they were drawn.
    """

    plan = models.ForeignKey(InspectionPlan, on_delete=models.PROTECT, related_name="draws")
    number = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=32)
    day = models.DateField(help_text="Units in force on this day take part")
    content = models.TextField()
    reason = models.CharField(max_length=1000, blank=True, help_text="Why it was drawn again")
    at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=128)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="inspection_draw_once"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.plan_id} #{self.number}"
