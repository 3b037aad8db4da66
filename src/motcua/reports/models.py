# SPDX-License-Identifier: EUPL-1.2
"""Reports that were prepared, what happened to them, and the causes of lateness that units stated.

An edition is the frozen text of a report; a step is one thing somebody did with it. Both are append-only, as are the
stated causes: the database itself refuses to change or remove a row.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from motcua.dossiers.models import Dossier
from motcua.organisations.models import Person, Unit


class ReportState(models.TextChoices):
    """Where a report stands."""

    PREPARED = "prepared", "Đã lập, chưa gửi"
    SUBMITTED = "submitted", "Đã gửi"
    RETURNED = "returned", "Trả lại để sửa"
    CONSOLIDATED = "consolidated", "Đã tổng hợp"
    SEALED = "sealed", "Đã khóa"


class ReportAct(models.TextChoices):
    """What somebody did with a report."""

    PREPARE = "prepare", "Lập báo cáo"
    SUBMIT = "submit", "Gửi báo cáo"
    RETURN = "return", "Trả lại để sửa"
    CONSOLIDATE = "consolidate", "Đưa vào báo cáo tổng hợp"
    SEAL = "seal", "Khóa báo cáo"


class StatutoryReport(models.Model):
    """The report of one agency by one form on one period, as it stands now.

    `due_on`: the day it must have gone out; null for local reports. `current`: the edition that counts.
    """

    form = models.CharField(max_length=32)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reports")
    period = models.CharField(max_length=16)
    first_day = models.DateField()
    last_day = models.DateField()
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=16, choices=ReportState.choices)
    current = models.ForeignKey(
        "ReportEdition", null=True, on_delete=models.PROTECT, related_name="current_of"
    )
    submitted_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "form", "period"], name="report_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["form", "period", "unit"], name="report_by_period"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.form} {self.period} {self.unit_id}"


class ReportEdition(models.Model):
    """The figures of a report, frozen: canonical JSON and its SHA-256. Append-only."""

    report = models.ForeignKey(StatutoryReport, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    as_of = models.DateTimeField()
    policy = models.CharField(max_length=16)
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="report_edition_once"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.report_id} #{self.number}"


class ReportStep(models.Model):
    """One thing somebody did with a report: who, in which position, when, about which edition. Append-only."""

    report = models.ForeignKey(StatutoryReport, on_delete=models.PROTECT, related_name="steps")
    edition = models.ForeignKey(ReportEdition, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=16, choices=ReportAct.choices)
    at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=128)
    title = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    delegation = models.CharField(max_length=255, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    sha256 = models.CharField(max_length=64, help_text="Hash of the edition that was in hand")
    key = models.CharField(max_length=80, unique=True, help_text="Makes a double press do it once")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["report", "id"], name="report_step_by_report")]

    @override
    def __str__(self) -> str:
        return f"{self.report_id} {self.act} {self.at:%Y-%m-%d}"


class LatenessCause(models.Model):
    """The main cause for which a dossier is or was late, as its unit states it. Append-only: the last one counts.

    `cause` is a code of `data/reports/causes.yaml`. The dossier is named without a foreign key in the database:
    checking one would take a lock on its row.
    """

    dossier = models.ForeignKey(
        Dossier, on_delete=models.DO_NOTHING, db_constraint=False, related_name="lateness_causes"
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", help_text="Competent agency of the dossier"
    )
    cause = models.CharField(max_length=24)
    words = models.CharField(max_length=1000)
    responsible_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=128)
    title = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    key = models.CharField(max_length=80, unique=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["dossier", "id"], name="lateness_by_dossier"),
            models.Index(fields=["unit", "at"], name="lateness_by_unit"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.cause}"
