# SPDX-License-Identifier: EUPL-1.2
"""Everything somebody did with a plan, a visit or a finding. Append-only: the database refuses any change."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from motcua.inspections.models.plans import InspectionPlan
from motcua.inspections.models.visits import InspectionFinding, Visit
from motcua.organisations.models import Person, Unit


class InspectionAct(models.TextChoices):
    """What somebody did."""

    PLAN = "plan", "Lập kế hoạch kiểm tra"
    DRAW = "draw", "Bốc thăm đơn vị"
    REDRAW = "redraw", "Bốc thăm lại"
    ADD_UNIT = "add_unit", "Thêm đơn vị kiểm tra"
    DROP_UNIT = "drop_unit", "Bỏ đơn vị khỏi kế hoạch"
    PUT_IN_FORCE = "put_in_force", "Ban hành kế hoạch"
    CLOSE_PLAN = "close_plan", "Kết thúc kế hoạch"
    ANNOUNCE = "announce", "Thông báo kiểm tra"
    START = "start", "Bắt đầu kiểm tra"
    CHECK = "check", "Ghi bảng kiểm"
    SAMPLE = "sample", "Chọn mẫu hồ sơ"
    CHECK_DOSSIER = "check_dossier", "Ghi kết quả kiểm tra hồ sơ"
    FIND = "find", "Ghi phát hiện"
    WITHDRAW = "withdraw", "Rút phát hiện"
    REPORT = "report", "Trình dự thảo kết luận"
    RETURN_REPORT = "return_report", "Trả lại dự thảo kết luận"
    SIGN = "sign", "Ký thông báo kết luận"
    ANSWER = "answer", "Báo cáo khắc phục"
    SETTLE = "settle", "Công nhận đã khắc phục"
    SEND_BACK = "send_back", "Yêu cầu khắc phục tiếp"
    PROLONG = "prolong", "Gia hạn khắc phục"
    CLOSE_VISIT = "close_visit", "Kết thúc theo dõi"


class InspectionStep(models.Model):
    """One act: who, in which position, when, about what, and the fields that changed, before and after.

    `file_sha256` names evidence in the store. Names are those of the moment.
    """

    plan = models.ForeignKey(InspectionPlan, on_delete=models.PROTECT, related_name="steps")
    visit = models.ForeignKey(Visit, null=True, on_delete=models.PROTECT, related_name="steps")
    finding = models.ForeignKey(InspectionFinding, null=True, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=16, choices=InspectionAct.choices)
    at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=128)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    delegation = models.CharField(max_length=255, blank=True)
    note = models.CharField(max_length=2000, blank=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=80, unique=True, help_text="Makes a double press do it once")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["plan", "id"], name="inspection_step_by_plan"),
            models.Index(fields=["visit", "id"], name="inspection_step_by_visit"),
            models.Index(fields=["finding", "id"], name="inspection_step_by_find"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.plan_id} {self.act} {self.at:%Y-%m-%d}"
