# SPDX-License-Identifier: EUPL-1.2
"""One inspection of one unit: the team, the checklist, the dossiers looked at, what was found, and the letter."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from typing_extensions import override

from motcua.dossiers.models import Dossier
from motcua.inspections.models.plans import InspectionDraw, InspectionPlan
from motcua.organisations.models import Person, Unit


class VisitState(models.TextChoices):
    """Where the inspection of a unit stands."""

    PLANNED = "planned", "Dự kiến"
    ANNOUNCED = "announced", "Đã thông báo"
    UNDER_WAY = "under_way", "Đang kiểm tra"
    REPORTED = "reported", "Chờ ký kết luận"
    CONCLUDED = "concluded", "Đang khắc phục"
    CLOSED = "closed", "Đã kết thúc"
    DROPPED = "dropped", "Không kiểm tra"


class Duty(models.TextChoices):
    """What somebody is in an inspection team."""

    LEADER = "leader", "Trưởng đoàn"
    SECRETARY = "secretary", "Thư ký"
    MEMBER = "member", "Thành viên"


class Met(models.TextChoices):
    """What came out for one line of a checklist."""

    MET = "met", "Đạt"
    UNMET = "unmet", "Chưa đạt"
    NOT_APPLICABLE = "not_applicable", "Không phát sinh"


class DossierGroup(models.TextChoices):
    """Why a dossier is in the sample."""

    LATE = "late", "Quá hạn"
    REFUSED = "refused", "Từ chối giải quyết"
    SUPPLEMENTED = "supplemented", "Có yêu cầu bổ sung"
    OTHER = "other", "Hồ sơ khác"


class DossierVerdict(models.TextChoices):
    """What came out when a dossier of the sample was looked at."""

    SOUND = "sound", "Đúng quy định"
    FAULTY = "faulty", "Có sai sót"


class FindingState(models.TextChoices):
    """Where the follow-up of a finding stands."""

    OPEN = "open", "Chờ khắc phục"
    ANSWERED = "answered", "Đã báo cáo khắc phục"
    SETTLED = "settled", "Đã khắc phục xong"
    WITHDRAWN = "withdrawn", "Đã rút"


class Visit(models.Model):
    """The inspection of one unit under a plan.

    `draw` is null where the unit was added by hand, `why` then says why. `checklist` is the template as it stood when
    the inspection was announced. `period_*`: the days whose work is looked at.
    """

    plan = models.ForeignKey(InspectionPlan, on_delete=models.PROTECT, related_name="visits")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="inspection_visits")
    draw = models.ForeignKey(InspectionDraw, null=True, on_delete=models.PROTECT, related_name="visits")
    why = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=12, choices=VisitState.choices, default=VisitState.PLANNED)
    checklist = models.JSONField(default=dict, blank=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    period_first = models.DateField(null=True)
    period_last = models.DateField(null=True)
    sample_seed = models.CharField(max_length=32, blank=True)
    conclusion = models.TextField(blank=True)
    recommendation = models.TextField(blank=True)
    concluded_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "unit"], condition=~Q(state="dropped"), name="inspection_visit_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "state"], name="visit_by_unit")]

    @override
    def __str__(self) -> str:
        return f"{self.plan_id}/{self.unit_id}: {self.state}"


class TeamMember(models.Model):
    """Somebody who inspects."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="team")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=12, choices=Duty.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "person"], name="inspection_member_once"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.visit_id}: {self.person_id} {self.duty}"


class ChecklistAnswer(models.Model):
    """What the team saw for one line of the checklist."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="answers")
    item = models.CharField(max_length=32)
    met = models.CharField(max_length=16, choices=Met.choices)
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "item"], name="checklist_answer_once"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.visit_id} {self.item}: {self.met}"


class SampledDossier(models.Model):
    """A dossier drawn to be looked at, and what came out. Named without a foreign key, which would lock its row."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="sample")
    dossier = models.ForeignKey(
        Dossier, on_delete=models.DO_NOTHING, db_constraint=False, related_name="inspected"
    )
    group = models.CharField(max_length=16, choices=DossierGroup.choices)
    lot = models.CharField(max_length=32)
    verdict = models.CharField(max_length=8, choices=DossierVerdict.choices, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "dossier"], name="sampled_dossier_once"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.visit_id}: {self.dossier_id}"


class InspectionFinding(models.Model):
    """Something wrong that has to be put right: by which unit, until when, and what it did.

    `item` is a line of the checklist, `dossier_code` a dossier of the sample; both may be empty. `ground`: the rule
    that was not kept.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField()
    item = models.CharField(max_length=32, blank=True)
    dossier_code = models.CharField(max_length=64, blank=True)
    content = models.CharField(max_length=2000)
    ground = models.CharField(max_length=500, blank=True)
    grave = models.BooleanField(default=False)
    demand = models.CharField(max_length=2000)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="inspection_findings")
    due = models.DateField()
    state = models.CharField(max_length=12, choices=FindingState.choices, default=FindingState.OPEN)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    reminded = models.CharField(
        max_length=32, blank=True, help_text="The last reminder: its stage and due day"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "number"], name="inspection_finding_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "state", "due"], name="finding_by_unit"),
            models.Index(fields=["state", "due"], name="finding_by_due"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.visit_id} #{self.number}: {self.state}"


class ConclusionLetter(models.Model):
    """The notice of conclusion as the head signed it: numbered, frozen with its hash. Append-only."""

    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="letter")
    number = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    signer = models.CharField(max_length=128)
    content = models.TextField(help_text="Canonical JSON of what is printed")
    sha256 = models.CharField(max_length=64, help_text="Hash of the PDF in the store")

    @override
    def __str__(self) -> str:
        return self.number
