# SPDX-License-Identifier: EUPL-1.2
"""A procedure (thủ tục hành chính) and its versions, each with the days on which it is in force."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from typing_extensions import override


class VersionStatus(models.TextChoices):
    """Only a valid version may govern a dossier; a withdrawn one stays for the dossiers it governed.

    A discarded one is a draft that nobody will publish.
    """

    DRAFT = "draft", "Dự thảo"
    VALID = "valid", "Có hiệu lực"
    WITHDRAWN = "withdrawn", "Đã thu hồi"
    DISCARDED = "discarded", "Dự thảo đã bỏ"


class Change(models.TextChoices):
    """What the decision of publication (quyết định công bố) did to the procedure."""

    ANNOUNCE = "announce", "Ban hành mới"
    AMEND = "amend", "Sửa đổi, bổ sung"
    REPLACE = "replace", "Thay thế"
    ABOLISH = "abolish", "Bãi bỏ"


class Level(models.TextChoices):
    """Level that carries the procedure out (cấp thực hiện). District ended on 30 June 2025."""

    MINISTRY = "ministry", "Cấp bộ"
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"
    OTHER = "other", "Cơ quan khác"


class Confidence(models.TextChoices):
    """How far a fact is confirmed by a source."""

    VERIFIED = "verified", "Đã đối chiếu nguồn"
    LIKELY = "likely", "Có căn cứ, chưa đối chiếu"
    UNCERTAIN = "uncertain", "Chưa chắc chắn"


class VersionSource(models.TextChoices):
    """Who brought the version in; an import never closes a version that people of the house keep."""

    OWN_DATA = "own_data", "Danh mục kèm theo phần mềm"
    NATIONAL = "national", "Cơ sở dữ liệu quốc gia về TTHC"
    EDITED = "edited", "Cơ quan tự cập nhật"


class Procedure(models.Model):
    """One administrative procedure, known by its national code (``1.001193``)."""

    code = models.CharField(max_length=40, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("code",)

    @override
    def __str__(self) -> str:
        return self.code


class ProcedureVersion(models.Model):
    """The procedure as it stands from ``effective_from`` to ``effective_to`` (both days included).

    ``effective_to`` null means no end is known. The database itself refuses two valid versions of one
    procedure on one day. ``name_key`` is the name without accents in lower case, made by the acts.
    ``based_on`` is the version a draft was copied from.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=12, choices=VersionStatus, default=VersionStatus.DRAFT)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    decision_number = models.CharField(max_length=120, blank=True)
    decision_date = models.DateField(null=True, blank=True)
    decision_issuer = models.TextField(blank=True)
    change = models.CharField(max_length=12, choices=Change, default=Change.ANNOUNCE)
    name = models.TextField()
    name_key = models.TextField()
    everyday_names = ArrayField(models.TextField(), default=list, blank=True)
    field_code = models.CharField(max_length=40, blank=True)
    field_name = models.TextField(blank=True)
    levels = ArrayField(models.CharField(max_length=12, choices=Level), default=list, blank=True)
    audience = models.TextField(blank=True)
    receiving_unit_text = models.TextField(blank=True)
    competent_unit_text = models.TextField(blank=True)
    supporting_unit_text = models.TextField(blank=True)
    steps_text = models.TextField(blank=True)
    conditions_text = models.TextField(blank=True)
    paper_notes = ArrayField(models.TextField(), default=list, blank=True)
    source_kind = models.CharField(max_length=12, choices=VersionSource, default=VersionSource.EDITED)
    source = models.TextField(blank=True)
    confidence = models.CharField(max_length=12, choices=Confidence, default=Confidence.LIKELY)
    content_hash = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    based_on = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies"
    )

    class Meta:
        ordering = ("procedure", "number")
        constraints = (
            models.UniqueConstraint(fields=("procedure", "number"), name="version_number_once"),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="version_ends_after_start",
            ),
            # Ranges of a single id instead of "=": GiST needs no extension for ranges.
            ExclusionConstraint(
                name="version_one_valid_a_day",
                expressions=[
                    (
                        Func(F("procedure_id"), F("procedure_id"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(F("effective_from"), F("effective_to"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(status="valid"),
            ),
        )
        indexes = (models.Index(fields=("status", "effective_from"), name="version_status_from"),)

    @override
    def __str__(self) -> str:
        return f"{self.procedure.code} v{self.number}"
