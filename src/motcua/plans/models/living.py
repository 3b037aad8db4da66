# SPDX-License-Identifier: EUPL-1.2
"""Work on a plan in force: each accepted task, or each instance of a recurring one, and everything said about it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from typing_extensions import override

from motcua.documents.models import StoredFile
from motcua.organisations.models import Person, Unit
from motcua.plans.models.documents import Plan
from motcua.plans.models.tasks import PlanTask


class WorkState(models.TextChoices):
    """What was done so far. How it stands on a day is told by `plans.working.standing`."""

    NOT_STARTED = "not_started", "Chưa bắt đầu"
    IN_PROGRESS = "in_progress", "Đang thực hiện"
    DONE = "done", "Hoàn thành"
    CANCELLED = "cancelled", "Đã dừng theo quyết định"


class EntryKind(models.TextChoices):
    """What was said or done about a piece of work."""

    MADE = "made", "Mở việc"
    TAKEN_ON = "taken_on", "Nhận việc"
    HANDED_OVER = "handed_over", "Giao việc"
    PROGRESS = "progress", "Báo tiến độ"
    EVIDENCE = "evidence", "Nộp minh chứng"
    COMMENT = "comment", "Trao đổi"
    INSTRUCTION = "instruction", "Ý kiến chỉ đạo"
    EXTENSION_ASKED = "extension_asked", "Xin gia hạn"
    EXTENSION_DECIDED = "extension_decided", "Quyết định về gia hạn"
    DONE = "done", "Báo hoàn thành"
    REOPENED = "reopened", "Mở lại"
    CANCELLED = "cancelled", "Dừng việc"
    RESCHEDULED = "rescheduled", "Đổi ngày theo kế hoạch"
    REMINDED = "reminded", "Gửi thư nhắc"


class TaskWork(models.Model):
    """One piece of work: a task of a plan in force for one unit and, when it comes back, for one period.

    `unit` does it: the leading unit, or one of those a plan names together; null: nobody on record, the plan's own
    unit sees to it. `due_original` is the day the plan prints, `due` the one that counts by now (an extension moves
    it), and `last_day` the last working day on which it is in time. `asked_due` is set while somebody asks for more.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="works")
    task = models.ForeignKey(PlanTask, on_delete=models.PROTECT, related_name="works")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="plan_works")
    period = models.CharField(
        max_length=12, blank=True, help_text="2026, 2026-Q3, 2026-09, 2026-W07; empty: once"
    )
    period_label = models.CharField(max_length=64, blank=True)
    start = models.DateField(null=True)
    due_original = models.DateField(null=True)
    due = models.DateField(null=True)
    last_day = models.DateField(null=True)
    owner = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="plan_works")
    state = models.CharField(max_length=12, choices=WorkState.choices, default=WorkState.NOT_STARTED)
    percent = models.PositiveSmallIntegerField(default=0)
    asked_due = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    done_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    heard_at = models.DateTimeField(help_text="Moment of the last entry")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["task", "unit", "period"], name="task_work_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="task_work_percent"),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False, done_on__isnull=False)
                | (~Q(state="done") & Q(done_at__isnull=True, done_on__isnull=True)),
                name="task_work_done_at",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["plan", "due", "id"], name="task_work_by_plan"),
            models.Index(fields=["unit", "due", "id"], name="task_work_by_unit"),
            models.Index(fields=["owner", "due", "id"], name="task_work_by_owner"),
            models.Index(
                fields=["last_day", "id"],
                name="task_work_open",
                condition=Q(state__in=("not_started", "in_progress")),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.task_id} {self.period}".strip()


class TaskEntry(models.Model):
    """One thing somebody said or did about a piece of work. Append-only: the database refuses change and removal.

    Person and unit are null for what the house does by itself. `before` and `after` hold the fields of the work that
    changed. `via`: on a page, or by the link of a mail.
    """

    class Via(models.TextChoices):
        PAGE = "page", "Trên trang"
        LINK = "link", "Từ thư nhắc"
        SYSTEM = "system", "Hệ thống"

    work = models.ForeignKey(TaskWork, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    at = models.DateTimeField()
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=128)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    delegation = models.CharField(max_length=255, blank=True)
    text = models.CharField(max_length=4000, blank=True)
    percent = models.PositiveSmallIntegerField(null=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255, blank=True)
    asked_due = models.DateField(null=True)
    accepted = models.BooleanField(null=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    via = models.CharField(max_length=8, choices=Via.choices, default=Via.PAGE)
    key = models.CharField(max_length=120, unique=True, help_text="Makes a double press do it once")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["work", "id"], name="task_entry_by_work")]

    @override
    def __str__(self) -> str:
        return f"{self.work_id} {self.kind} {self.at:%Y-%m-%d}"
