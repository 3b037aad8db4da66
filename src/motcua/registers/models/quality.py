# SPDX-License-Identifier: EUPL-1.2
"""The quality management system after TCVN ISO 9001:2015: documents (7.5), audits (9.2), nonconformities (10.2)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from typing_extensions import override

from motcua.catalogue.models import InternalProcess, ProcedureVersion
from motcua.organisations.models import Unit


class DocumentKind(models.TextChoices):
    """What a document is for."""

    POLICY = "policy", "Chính sách, mục tiêu chất lượng"
    MANUAL = "manual", "Sổ tay chất lượng"
    PROCESS = "process", "Quy trình"
    FORM = "form", "Biểu mẫu"
    RECORD = "record", "Hồ sơ chất lượng"


class QualityDocument(models.Model):
    """A document of the system, known by its code whatever its version. `kept_years`: how long records are kept."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="quality_documents")
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=500)
    kind = models.CharField(max_length=12, choices=DocumentKind.choices)
    kept_years = models.PositiveSmallIntegerField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "code"], name="quality_document_once"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class QualityVersion(models.Model):
    """A document as it holds from one day to another, and the version of a procedure it was written for.

    `effective_to` is its last day, null while it holds. `process` is the internal process it prints, when it does.
    """

    document = models.ForeignKey(QualityDocument, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    effective_from = models.DateField()
    effective_to = models.DateField(null=True)
    decision = models.CharField(max_length=255)
    change = models.CharField(max_length=1000, blank=True)
    procedure_version = models.ForeignKey(
        ProcedureVersion, null=True, on_delete=models.PROTECT, related_name="quality_versions"
    )
    process = models.ForeignKey(
        InternalProcess, null=True, on_delete=models.SET_NULL, related_name="quality_versions"
    )
    file_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="quality_version_once"),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="quality_version_ends_after_start",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.document_id} v{self.number}"


class AuditState(models.TextChoices):
    """Where an internal audit stands."""

    PLANNED = "planned", "Dự kiến"
    CONCLUDED = "concluded", "Đã kết luận"


class InternalAudit(models.Model):
    """An internal audit (ISO 9001:2015 9.2). Nobody audits their own work: auditors are named."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="internal_audits")
    audited = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="audits_of_unit")
    scope = models.CharField(max_length=1000)
    auditors = models.CharField(max_length=500)
    planned_on = models.DateField()
    held_on = models.DateField(null=True)
    conclusion = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=AuditState.choices, default=AuditState.PLANNED)
    made_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit", "-planned_on", "-id"], name="audit_by_day")]

    @override
    def __str__(self) -> str:
        return f"{self.audited_id} {self.planned_on}"


class NonconformitySource(models.TextChoices):
    """Where it came to light."""

    AUDIT = "audit", "Đánh giá nội bộ"
    INSPECTION = "inspection", "Kiểm tra"
    COMPLAINT = "complaint", "Phản ánh, kiến nghị"
    OWN = "own", "Tự phát hiện"
    REVIEW = "review", "Xem xét của lãnh đạo"


class NonconformityState(models.TextChoices):
    """How far it has come (ISO 9001:2015 10.2.1)."""

    OPEN = "open", "Mới ghi"
    CORRECTED = "corrected", "Đã khắc phục ngay"
    CAUSE_FOUND = "cause_found", "Đã rõ nguyên nhân"
    ACTION_PLANNED = "action_planned", "Đã có hành động khắc phục"
    CARRIED_OUT = "carried_out", "Đã thực hiện, chờ xác nhận"
    VERIFIED = "verified", "Đã xác nhận có hiệu lực"


class Nonconformity(models.Model):
    """Something that did not meet a requirement, and everything done so that it does not come back.

    `version` is the version of the document it is about, and through it the version of the procedure. `clause`: of
    the standard. `rounds`: how often an action turned out not to be effective.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="nonconformities_kept")
    responsible = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="nonconformities")
    audit = models.ForeignKey(
        InternalAudit, null=True, on_delete=models.PROTECT, related_name="nonconformities"
    )
    version = models.ForeignKey(
        QualityVersion, null=True, on_delete=models.PROTECT, related_name="nonconformities"
    )
    source = models.CharField(max_length=12, choices=NonconformitySource.choices)
    clause = models.CharField(max_length=16, blank=True)
    found_on = models.DateField()
    description = models.CharField(max_length=2000)
    state = models.CharField(
        max_length=16, choices=NonconformityState.choices, default=NonconformityState.OPEN
    )
    correction = models.CharField(max_length=2000, blank=True)
    cause = models.CharField(max_length=2000, blank=True)
    action = models.CharField(max_length=2000, blank=True)
    action_due = models.DateField(null=True)
    result = models.CharField(max_length=2000, blank=True)
    rounds = models.PositiveSmallIntegerField(default=0)
    verified_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    reminded = models.CharField(
        max_length=32, blank=True, help_text="The last reminder: its stage and due day"
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["unit", "state", "-id"], name="nonconformity_by_state"),
            models.Index(fields=["state", "action_due"], name="nonconformity_by_due"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.responsible_id} {self.found_on}: {self.state}"
