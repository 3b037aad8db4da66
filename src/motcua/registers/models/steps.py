# SPDX-License-Identifier: EUPL-1.2
"""Everything somebody did with an entry of a register. Append-only: the database refuses any change."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from motcua.organisations.models import Person, Unit


class Register(models.TextChoices):
    """Which register an entry stands in."""

    INITIATIVE = "initiative", "Sáng kiến"
    COURSE = "course", "Tập huấn"
    PUBLICITY = "publicity", "Truyền thông"
    DOCUMENT = "document", "Tài liệu hệ thống quản lý chất lượng"
    AUDIT = "audit", "Đánh giá nội bộ"
    NONCONFORMITY = "nonconformity", "Điểm không phù hợp"


class RegisterAct(models.TextChoices):
    """What somebody did."""

    PROPOSE = "propose", "Đề xuất sáng kiến"
    TO_COUNCIL = "to_council", "Đưa ra hội đồng"
    RECOGNISE = "recognise", "Công nhận sáng kiến"
    REFUSE = "refuse", "Không công nhận"
    TAKE_BACK = "take_back", "Rút đề xuất"
    PLAN_COURSE = "plan_course", "Lập lớp tập huấn"
    ATTEND = "attend", "Ghi người tham dự"
    HOLD = "hold", "Ghi lớp đã tổ chức"
    CANCEL = "cancel", "Hủy lớp"
    PUBLICISE = "publicise", "Ghi hoạt động truyền thông"
    CORRECT_ENTRY = "correct_entry", "Sửa mục đã ghi"
    ADD_EVIDENCE = "add_evidence", "Thêm minh chứng"
    OPEN_DOCUMENT = "open_document", "Lập tài liệu"
    ISSUE_VERSION = "issue_version", "Ban hành phiên bản"
    WITHDRAW_DOCUMENT = "withdraw_doc", "Hết hiệu lực tài liệu"
    PLAN_AUDIT = "plan_audit", "Lập đợt đánh giá nội bộ"
    CONCLUDE_AUDIT = "conclude_audit", "Kết luận đánh giá nội bộ"
    RAISE = "raise", "Ghi điểm không phù hợp"
    CORRECT = "correct", "Khắc phục ngay"
    FIND_CAUSE = "find_cause", "Xác định nguyên nhân"
    PLAN_ACTION = "plan_action", "Đề ra hành động khắc phục"
    CARRY_OUT = "carry_out", "Thực hiện hành động khắc phục"
    VERIFY = "verify", "Xác nhận có hiệu lực"
    REOPEN = "reopen", "Chưa có hiệu lực, làm lại"


class RegisterStep(models.Model):
    """One act: who, in which position, when, about which entry, and the fields that changed, before and after.

    `file_sha256` names evidence in the store. Names are those of the moment.
    """

    register = models.CharField(max_length=16, choices=Register.choices)
    entry_id = models.BigIntegerField()
    act = models.CharField(max_length=16, choices=RegisterAct.choices)
    at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=128)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
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
            models.Index(fields=["register", "entry_id", "id"], name="register_step_by_entry"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.register} {self.entry_id} {self.act}"
