# SPDX-License-Identifier: EUPL-1.2
"""A plan, the files it came in, what was read from them, and what looked wrong."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5
from typing_extensions import override

from motcua.documents.models import StoredFile
from motcua.organisations.models import Person, Unit


class PlanState(models.TextChoices):
    """Where a plan stands."""

    READING = "reading", "Đang đọc văn bản"
    CONFIRMING = "confirming", "Chờ xác nhận"
    IN_FORCE = "in_force", "Đang thực hiện"
    CLOSED = "closed", "Đã kết thúc"


class ReadingState(models.TextChoices):
    """Where one reading of a file stands."""

    QUEUED = "queued", "Chờ đọc"
    RUNNING = "running", "Đang đọc"
    DONE = "done", "Đã đọc xong"
    FAILED = "failed", "Không đọc được"


class Plan(models.Model):
    """The plan of one unit, as a person confirmed it. The head is as printed; an empty field is not known.

    `higher` is the plan that this one carries out. `legal_bases`, `recipients` and `reporting` are lists as
    `PlanRead.to_dict()` gives them. `version` grows with each change of the head and finds lost updates.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="plans")
    state = models.CharField(max_length=12, choices=PlanState.choices, default=PlanState.READING)
    kind = models.CharField(max_length=64, blank=True)
    number = models.CharField(max_length=32, blank=True)
    symbol = models.CharField(max_length=64, blank=True)
    issuer = models.CharField(max_length=255, blank=True)
    place = models.CharField(max_length=128, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    title = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    signer = models.CharField(max_length=128, blank=True)
    signer_position = models.CharField(max_length=160, blank=True)
    higher = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_out_by"
    )
    legal_bases = models.JSONField(default=list, blank=True)
    recipients = models.JSONField(default=list, blank=True)
    reporting = models.JSONField(default=list, blank=True)
    places = models.JSONField(default=dict, blank=True, help_text="Where each field of the head was found")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    put_in_force_at = models.DateTimeField(null=True, blank=True)
    put_in_force_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    opened_on = models.DateField(null=True, help_text="Day on which its work was last looked through")
    opened_step = models.BigIntegerField(default=0, help_text="The last step that was known then")
    reminded_on = models.DateField(null=True, help_text="Day on which mails about its work were last written")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["unit", "-id"], name="plan_by_unit"),
            models.Index(fields=["state", "-id"], name="plan_by_state"),
            models.Index(fields=["higher"], name="plan_by_higher"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state__in=("in_force", "closed")) | Q(put_in_force_at__isnull=False),
                name="plan_in_force_since",
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Number and title as one speaks of the plan; what is not read yet is left out."""
        number = "/".join(part for part in (self.number, self.symbol) if part)
        words = f"{self.kind} {number}".strip()
        return f"{words}: {self.title}".strip(": ") if self.title else words or f"Kế hoạch #{self.pk}"


class PlanFile(models.Model):
    """One file of a plan: the document itself or an appendix. The bytes lie in the content-addressed store."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=128)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "file"], name="plan_file_once"),
        ]

    @override
    def __str__(self) -> str:
        return self.name


class PlanReading(models.Model):
    """What one version of the reader made of one file. The database refuses any change once it is done.

    `content` is `PlanRead.to_dict()`. `pages` are `{"number", "first", "lines", "image"}`: number of the page, number
    of its first line, its lines, and the hash of its picture where it was scanned.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="readings")
    file = models.ForeignKey(PlanFile, on_delete=models.PROTECT, related_name="readings")
    state = models.CharField(max_length=8, choices=ReadingState.choices, default=ReadingState.QUEUED)
    reader = models.CharField(max_length=32, blank=True, help_text="Version of the reading rules")
    pages_done = models.PositiveIntegerField(default=0)
    pages_total = models.PositiveIntegerField(default=0)
    content = models.JSONField(default=dict, blank=True)
    pages = models.JSONField(default=list, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    trouble = models.CharField(
        max_length=1000, blank=True, help_text="Why it could not be read, and what to do"
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True, help_text="When its reader was last heard of")
    made_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["plan", "-id"], name="plan_reading_by_plan"),
            models.Index(
                fields=["id"], name="plan_reading_waiting", condition=Q(state__in=("queued", "running"))
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.file_id} {self.state}"


class PlanWarning(models.Model):
    """Something in a plan that looks wrong, and what a person said to it."""

    class Answer(models.TextChoices):
        OPEN = "open", "Chưa xem"
        MENDED = "mended", "Đã sửa trong đề xuất"
        MEANT = "meant", "Văn bản ghi đúng như vậy"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="warnings")
    reading = models.ForeignKey(PlanReading, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.OPEN)
    note = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [
            models.UniqueConstraint(models.F("plan"), MD5("words"), name="plan_warning_once"),
        ]

    @override
    def __str__(self) -> str:
        return self.words
