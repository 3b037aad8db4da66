# SPDX-License-Identifier: EUPL-1.2
"""What belongs to a dossier: papers, intervals of its clock, supplement requests, consultations."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from typing_extensions import override

from motcua.catalogue.models import PaperRequirement
from motcua.documents.models import StoredFile
from motcua.dossiers.models.dossier import Dossier
from motcua.organisations.models import Person, Unit


class Paper(models.Model):
    """A paper handed in. `returned_at` is set when its original went back to the applicant."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="papers", db_index=False)
    order = models.PositiveSmallIntegerField()
    requirement = models.ForeignKey(PaperRequirement, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=2000)
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    supplement = models.ForeignKey(
        "SupplementRequest", null=True, on_delete=models.PROTECT, related_name="papers_received"
    )
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "order"], name="dossier_paper_order_once")
        ]

    @override
    def __str__(self) -> str:
        return self.name


class ClockInterval(models.Model):
    """A span in which the clock stood still. The due date is always derived from these, never typed."""

    class Kind(models.TextChoices):
        SUPPLEMENT = "supplement", "Chờ bổ sung giấy tờ"
        PAYMENT = "payment", "Chờ thực hiện nghĩa vụ tài chính"
        FORCE_MAJEURE = "force_majeure", "Bất khả kháng"
        WITHDRAWAL = "withdrawal", "Chờ quyết định về việc rút hồ sơ"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="intervals")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    reason = models.CharField(max_length=1000)
    article = models.CharField(max_length=128)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("started_at")),
                name="interval_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(ended_at__isnull=True), name="one_open_interval"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.kind} {self.started_at:%Y-%m-%d}"


class SupplementRequest(models.Model):
    """One request for further papers, with everything that is missing (NĐ 61/2018 Đ.17.1.a, 19.4)."""

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="supplement_requests", db_index=False
    )
    number = models.PositiveSmallIntegerField(help_text="First, second … request of the dossier")
    before_reception = models.BooleanField()
    items = ArrayField(models.CharField(max_length=1000))
    reason = models.CharField(max_length=2000)
    override_reason = models.CharField(
        max_length=1000, blank=True, help_text="Why a third request was allowed"
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    close_after = models.DateTimeField(
        null=True, help_text="From then on the dossier may be closed as incomplete"
    )
    completed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "number"], name="supplement_number_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.dossier_id} #{self.number}"


class Consultation(models.Model):
    """Another unit is asked for its opinion, with a clock of its own (NĐ 61/2018 Đ.19.5)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="consultations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="consultations")
    question = models.CharField(max_length=2000)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    answer = models.CharField(max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    @override
    def __str__(self) -> str:
        return f"{self.dossier_id} → {self.unit_id}"
