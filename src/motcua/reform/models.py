# SPDX-License-Identifier: EUPL-1.2
"""Sets of criteria, the yearly round in which units score themselves and are appraised, and what is done about it.

A set is frozen text with a hash; a step is one thing somebody did. Both are append-only: the database itself refuses
to change or remove a row. Everything else is how it stands now.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from typing_extensions import override

from motcua.organisations.models import Person, Unit
from motcua.reform.tree import LEVEL_NAMES

LEVELS = [(level.value, name) for level, name in LEVEL_NAMES.items()]


class RoundState(models.TextChoices):
    """Where a round stands."""

    OPEN = "open", "Đang chấm"
    CLOSED = "closed", "Đã công bố"


class SheetState(models.TextChoices):
    """Where the sheet of a unit stands."""

    SCORING = "scoring", "Đang tự chấm"
    SUBMITTED = "submitted", "Đã gửi, chờ thẩm định"
    APPRAISED = "appraised", "Đã thẩm định"
    FINAL = "final", "Đã chốt"


class Cause(models.TextChoices):
    """Why points were lost."""

    NOT_DONE = "not_done", "Chưa thực hiện"
    LATE = "late", "Thực hiện chậm"
    BELOW = "below", "Chưa đạt mức yêu cầu"
    NO_EVIDENCE = "no_evidence", "Thiếu tài liệu kiểm chứng"
    DATA = "data", "Số liệu, phần mềm ghi nhận chưa đúng"
    OUTSIDE = "outside", "Do cơ quan khác hoặc do quy định"
    OTHER = "other", "Nguyên nhân khác"


class RemedyState(models.TextChoices):
    """Where a remedial task stands."""

    OPEN = "open", "Đang làm"
    DONE = "done", "Đã xong"
    CANCELLED = "cancelled", "Không làm nữa"


class ReformAct(models.TextChoices):
    """What somebody did."""

    IMPORT_SET = "import_set", "Nhập bộ tiêu chí"
    OPEN = "open", "Mở đợt chấm"
    CLOSE = "close", "Công bố kết quả"
    COMPUTE = "compute", "Lấy số liệu từ hệ thống"
    SCORE = "score", "Tự chấm"
    IMPORT_SCORES = "import_scores", "Nhập điểm từ bảng tính"
    ATTACH = "attach", "Thêm tài liệu kiểm chứng"
    WITHDRAW = "withdraw", "Rút tài liệu kiểm chứng"
    SUBMIT = "submit", "Gửi kết quả tự chấm"
    SEND_BACK = "send_back", "Trả lại để sửa"
    APPRAISE = "appraise", "Thẩm định"
    AGREE = "agree", "Đồng ý với điểm tự chấm"
    FINISH = "finish", "Thẩm định xong"
    OBJECT = "object", "Kiến nghị về điểm thẩm định"
    ANSWER = "answer", "Trả lời kiến nghị"
    FINALISE = "finalise", "Chốt kết quả"
    STATE_LOSS = "state_loss", "Nêu nguyên nhân mất điểm"
    ADD_REMEDY = "add_remedy", "Giao việc khắc phục"
    END_REMEDY = "end_remedy", "Báo kết quả khắc phục"


class CriteriaSet(models.Model):
    """A set of criteria as it was imported: canonical JSON and its hash. A later edition stands beside it.

    `unit`: whoever judges by it.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=12, choices=LEVELS)
    year = models.PositiveSmallIntegerField()
    edition = models.PositiveIntegerField()
    title = models.CharField(max_length=500)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "level", "year", "edition"], name="criteria_set_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.level} {self.year} #{self.edition}"


class ReformRound(models.Model):
    """One year's judging of units by a set. `unit`: who judges; the same unit may judge itself on paper of its upper.

    The three days are the last ones for self-score, appraisal and objections; null: none was set. `document`: number
    and date of the decision by which the result was approved.
    """

    criteria = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="rounds")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=12, choices=LEVELS)
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=RoundState, default=RoundState.OPEN)
    self_due = models.DateField(null=True)
    appraisal_due = models.DateField(null=True)
    objection_due = models.DateField(null=True)
    document = models.CharField(max_length=255, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-year", "level", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "level", "year"], name="reform_round_once")
        ]
        indexes: ClassVar = [models.Index(fields=["year", "level"], name="reform_round_by_year")]

    @override
    def __str__(self) -> str:
        return f"{self.level} {self.year} {self.unit_id}"


class ReformAssessment(models.Model):
    """The sheet of one unit in a round. Totals are kept with every act, in points; null: nothing scored yet.

    `groups`: per field its own sums, as `{"1": {"self": "8,5", "appraised": "8", "possible": …, "most": …}}`.
    """

    round = models.ForeignKey(ReformRound, on_delete=models.PROTECT, related_name="assessments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reform_assessments")
    state = models.CharField(max_length=12, choices=SheetState, default=SheetState.SCORING)
    self_total = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    self_possible = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    appraised_total = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    appraised_possible = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    unknown = models.PositiveIntegerField(default=0)
    groups = models.JSONField(default=dict)
    document = models.CharField(max_length=255, blank=True, help_text="The result of appraisal, on paper")
    submitted_at = models.DateTimeField(null=True)
    appraised_at = models.DateTimeField(null=True)
    final_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "unit"], name="reform_sheet_once")]
        indexes: ClassVar = [models.Index(fields=["unit", "round"], name="reform_sheet_by_unit")]

    @override
    def __str__(self) -> str:
        return f"{self.round_id}: {self.unit_id}"


class ReformScore(models.Model):
    """How one criterion of a sheet stands. Facts are JSON of `scoring.Fact`; points null: not known, never zero.

    `computed`: what the house itself counted, with the moment and the figures; `because`: why another value stands.
    `version` grows with every change, so that a form about an older one is refused.
    """

    assessment = models.ForeignKey(ReformAssessment, on_delete=models.PROTECT, related_name="scores")
    code = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=0)
    computed = models.JSONField(null=True)
    self_fact = models.JSONField(null=True)
    self_points = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    note = models.CharField(max_length=1000, blank=True)
    because = models.CharField(max_length=1000, blank=True)
    appraised_fact = models.JSONField(null=True)
    appraised_points = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    reason = models.CharField(max_length=1000, blank=True, help_text="Why the appraisal differs")
    objection = models.CharField(max_length=1000, blank=True)
    objected_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    upheld = models.BooleanField(null=True, help_text="Whether the objection was accepted")
    cause = models.CharField(max_length=12, choices=Cause, blank=True)
    cause_words = models.CharField(max_length=1000, blank=True)
    owner_unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "code"], name="reform_score_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.assessment_id}/{self.code}"


class ReformEvidence(models.Model):
    """A file that proves a score. `withdrawn_at`: no longer put forward; the row and the file stay."""

    score = models.ForeignKey(ReformScore, on_delete=models.PROTECT, related_name="evidence")
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=128)
    name = models.CharField(max_length=255)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["score", "sha256"],
                condition=Q(withdrawn_at__isnull=True),
                name="reform_evidence_once",
            )
        ]

    @override
    def __str__(self) -> str:
        return self.name


class RemedialTask(models.Model):
    """What is done so that the points of a criterion are not lost again: who, by when, with which result."""

    assessment = models.ForeignKey(ReformAssessment, on_delete=models.PROTECT, related_name="remedies")
    code = models.CharField(max_length=64)
    words = models.CharField(max_length=1000)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    due = models.DateField()
    state = models.CharField(max_length=10, choices=RemedyState, default=RemedyState.OPEN)
    result = models.CharField(max_length=1000, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reminded = models.CharField(
        max_length=32, blank=True, help_text="The last reminder: its stage and due day"
    )

    class Meta:
        ordering = ("due", "id")
        indexes: ClassVar = [
            models.Index(fields=["unit", "state", "due"], name="remedy_by_unit"),
            models.Index(fields=["due", "id"], name="remedy_open", condition=Q(state="open")),
        ]

    @override
    def __str__(self) -> str:
        return self.words[:60]


class ReformStep(models.Model):
    """One thing somebody did: who, in which position, when, about what, facts before and after. Append-only."""

    act = models.CharField(max_length=16, choices=ReformAct)
    criteria = models.ForeignKey(CriteriaSet, null=True, on_delete=models.PROTECT, related_name="steps")
    round = models.ForeignKey(ReformRound, null=True, on_delete=models.PROTECT, related_name="steps")
    assessment = models.ForeignKey(
        ReformAssessment, null=True, on_delete=models.PROTECT, related_name="steps"
    )
    code = models.CharField(max_length=64, blank=True, help_text="Criterion it is about")
    at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=128)
    title = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    delegation = models.CharField(max_length=255, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    note = models.CharField(max_length=1000, blank=True)
    key = models.CharField(max_length=80, unique=True, help_text="Makes a double press do it once")

    class Meta:
        ordering = ("id",)
        indexes: ClassVar = [
            models.Index(fields=["assessment", "code", "id"], name="reform_step_by_sheet"),
            models.Index(fields=["round", "id"], name="reform_step_by_round"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.act} {self.at:%Y-%m-%d}"
