# SPDX-License-Identifier: EUPL-1.2
"""What a version says: cases × channels with limit and fee, papers, results, legal bases.

Null means *not known*. Zero means zero. Nothing is ever guessed between the two.
"""

from django.db import models
from django.db.models import Q
from typing_extensions import override

from motcua.catalogue.models.procedures import Confidence, ProcedureVersion
from motcua.law.deadlines import CountMode
from motcua.law.limits import UNIT_NAMES, LimitUnit
from motcua.law.online_levels import LEVEL_NAMES

_LIMIT_UNITS = [(unit.value, UNIT_NAMES[unit]) for unit in LimitUnit]
_ONLINE_LEVELS = [(level.value, name) for level, name in LEVEL_NAMES.items()]
_COUNT_MODES = [
    (CountMode.CIVIL.value, "Theo ngày"),
    (CountMode.ROLLING.value, "Theo giờ làm việc liên tục"),
]


class Channel(models.TextChoices):
    """How a dossier comes in (hình thức nộp), or how its result goes out."""

    COUNTER = "counter", "Trực tiếp"
    POST = "post", "Bưu chính công ích"
    ONLINE = "online", "Trực tuyến"


class ProcedureCase(models.Model):
    """One case (trường hợp) through one channel, with its limit and fee.

    ``name`` is empty for the ordinary case. ``limit_unit`` null: the limit is not known. ``fee_free``
    true: free; false: a fee is due; null: not known. ``fee_amount`` is in ``fee_currency`` (ISO 4217).
    ``online_level``: how far it goes online (`law.online_levels`), null: not known, or another channel;
    ``online_reason``: why only a part of it does, which has to be published.
    """

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="cases")
    order = models.PositiveIntegerField()
    name = models.TextField(blank=True)
    channel = models.CharField(max_length=8, choices=Channel)
    limit_value = models.DecimalField(max_digits=8, decimal_places=3, null=True, blank=True)
    limit_unit = models.CharField(max_length=14, choices=_LIMIT_UNITS, null=True, blank=True)  # noqa: DJ001  null: not known
    count_mode = models.CharField(max_length=8, choices=_COUNT_MODES, default=CountMode.CIVIL.value)
    cutoff = models.TimeField(null=True, blank=True)
    limit_note = models.TextField(blank=True)
    fee_amount = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    fee_currency = models.CharField(max_length=3, default="VND", blank=True)
    fee_free = models.BooleanField(null=True, blank=True)
    fee_note = models.TextField(blank=True)
    online_level = models.CharField(max_length=8, choices=_ONLINE_LEVELS, null=True, blank=True)  # noqa: DJ001  null: not known
    online_reason = models.TextField(blank=True)
    confidence = models.CharField(max_length=12, choices=Confidence, default=Confidence.LIKELY)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ("version", "order")
        constraints = (
            models.UniqueConstraint(fields=("version", "order"), name="case_order_once"),
            models.CheckConstraint(
                condition=Q(online_level__isnull=True) | Q(channel=Channel.ONLINE),
                name="case_level_of_online_only",
            ),
            models.CheckConstraint(
                condition=Q(limit_unit__isnull=True, limit_value__isnull=True)
                | Q(limit_unit="same_day", limit_value__isnull=True)
                # SQL takes a comparison with null for fulfilled, so "is not null" has to be said.
                | (
                    Q(limit_value__isnull=False, limit_value__gt=0, limit_unit__isnull=False)
                    & ~Q(limit_unit="same_day")
                ),
                name="case_limit_whole",
            ),
            models.CheckConstraint(
                condition=Q(fee_amount__isnull=True)
                | Q(fee_amount__gt=0, fee_free__isnull=False, fee_free=False),
                name="case_fee_due_has_amount_above_zero",
            ),
        )

    @override
    def __str__(self) -> str:
        return f"{self.version_id}/{self.order} {self.channel} {self.name}".strip()


class PaperRequirement(models.Model):
    """One paper of the dossier (thành phần hồ sơ). ``originals``/``copies`` null: count not known.

    ``case_name`` names the case that needs the paper (empty: all cases); ``group`` ties papers of which
    one is enough. A ``presented_only`` paper is shown, not handed in.
    """

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="papers")
    case_name = models.TextField(blank=True)
    order = models.PositiveIntegerField()
    name = models.TextField()
    originals = models.PositiveIntegerField(null=True, blank=True)
    copies = models.PositiveIntegerField(null=True, blank=True)
    form_file = models.TextField(blank=True)
    presented_only = models.BooleanField(default=False)
    group = models.TextField(blank=True)
    reuse_source = models.TextField(blank=True)

    class Meta:
        ordering = ("version", "order")
        constraints = (models.UniqueConstraint(fields=("version", "order"), name="paper_order_once"),)

    @override
    def __str__(self) -> str:
        return self.name[:80]


class ResultKind(models.Model):
    """One result that the procedure may give, with its code ``KQ.G15.000031`` when it has one."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="results")
    order = models.PositiveIntegerField()
    name = models.TextField()
    code = models.CharField(max_length=40, blank=True)
    is_refusal = models.BooleanField(default=False)

    class Meta:
        ordering = ("version", "order")
        constraints = (models.UniqueConstraint(fields=("version", "order"), name="result_order_once"),)

    @override
    def __str__(self) -> str:
        return f"{self.code} {self.name[:80]}".strip()


class LegalBasis(models.Model):
    """One legal document the procedure rests on (căn cứ pháp lý)."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="legal_bases")
    order = models.PositiveIntegerField()
    number = models.CharField(max_length=80, blank=True)
    title = models.TextField(blank=True)

    class Meta:
        ordering = ("version", "order")
        constraints = (models.UniqueConstraint(fields=("version", "order"), name="basis_order_once"),)

    @override
    def __str__(self) -> str:
        return f"{self.number} {self.title[:80]}".strip()
