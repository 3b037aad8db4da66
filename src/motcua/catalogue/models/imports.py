# SPDX-License-Identifier: EUPL-1.2
"""Imports of national records: what came, what was understood, what waits for a person."""

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Value
from typing_extensions import override

from motcua.catalogue.models.procedures import ProcedureVersion


class QuarantineState(models.TextChoices):
    """What a person decided about a doubt."""

    OPEN = "open", "Chờ xem xét"
    CONFIRMED = "confirmed", "Đã xác nhận đề xuất"
    CORRECTED = "corrected", "Đã sửa"
    DISMISSED = "dismissed", "Bỏ qua"
    SUPERSEDED = "superseded", "Đã có bản ghi mới hơn"


class ImportRun(models.Model):
    """One reading of one file; ``counts`` is the report the run ended with."""

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    source_name = models.TextField()
    source_sha256 = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ("-id",)

    @override
    def __str__(self) -> str:
        return f"{self.source_name} {self.started_at:%Y-%m-%d %H:%M}"


class NationalRecord(models.Model):
    """A record exactly as it came (``raw`` is the JSON text), so that nothing is lost.

    ``version`` is null when the content was not accepted as the procedure named by ``code``.
    """

    code = models.CharField(max_length=200, blank=True)
    raw = models.TextField()
    sha256 = models.CharField(max_length=64)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="records")
    version = models.ForeignKey(
        ProcedureVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="national_records"
    )

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("code", "-id"), name="record_latest_of_code"),)

    @override
    def __str__(self) -> str:
        return f"{self.code} {self.sha256[:12]}"


_KIND = Func(F("field"), Value(r"\[[0-9]+\]"), Value("[]"), Value("g"), function="regexp_replace")


class QuarantineItem(models.Model):
    """One doubt: the field, why, the raw text, and a proposal where the text itself gives one.

    `kind` is the field without its place in a list (``cases[].limit``); `likeness` is the same for doubts of one kind
    and reason with one raw text. `decided` is what a person wrote instead, `note` why it does not apply.
    """

    record = models.ForeignKey(NationalRecord, on_delete=models.CASCADE, related_name="quarantine")
    version = models.ForeignKey(
        ProcedureVersion, null=True, blank=True, on_delete=models.CASCADE, related_name="quarantine"
    )
    field = models.CharField(max_length=120)
    reason = models.CharField(max_length=60)
    raw = models.TextField(blank=True)
    proposal = models.JSONField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=QuarantineState, default=QuarantineState.OPEN)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)
    decided = models.TextField(blank=True)
    note = models.TextField(blank=True)
    kind = models.GeneratedField(
        expression=_KIND, output_field=models.CharField(max_length=120), db_persist=True
    )
    likeness = models.GeneratedField(
        expression=Func(
            Func(
                F("reason"),
                Value("\n"),
                _KIND,
                Value("\n"),
                F("raw"),
                template="(%(expressions)s)",
                arg_joiner=" || ",
            ),
            function="md5",
        ),
        output_field=models.CharField(max_length=32),
        db_persist=True,
    )

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=("state", "reason", "kind"), name="quarantine_state_reason_kind"),
            models.Index(fields=("likeness", "state"), name="quarantine_likeness"),
            models.Index(fields=("state", "id"), name="quarantine_in_order"),
        )

    @override
    def __str__(self) -> str:
        return f"{self.field}: {self.reason}"
