# SPDX-License-Identifier: EUPL-1.2
"""The ballots, and the tablets on which they are cast at a return desk."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from typing_extensions import override

from motcua.dossiers.models import Dossier
from motcua.organisations.models import Person, Unit


class Ballot(models.Model):
    """What one respondent said of one dossier. The database refuses a second one, and any change.

    Respondents are confidential (NĐ 61/2018/NĐ-CP Đ.27.3): nothing outside this room and the sums of
    `motcua.scores` reads single ballots. `device` is a salted hash that says within one day whether two ballots came
    from one device, and nothing else. `group` is the group of fields of the policy on the day.
    """

    class Way(models.TextChoices):
        LINK = "link", "Liên kết, mã QR"
        TABLET = "tablet", "Máy đánh giá tại quầy"
        CODE = "code", "Nhập mã hồ sơ"

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=24)
    answered_at = models.DateTimeField()
    way = models.CharField(max_length=8, choices=Way)
    overall = models.PositiveSmallIntegerField()
    time = models.CharField(max_length=12, blank=True)
    contacts = models.CharField(max_length=12, blank=True)
    agencies = models.CharField(max_length=12, blank=True)
    publicity = models.CharField(max_length=12, blank=True)
    attitude = models.CharField(max_length=12, blank=True)
    petitions = models.CharField(max_length=12, blank=True)
    extra_cost = models.CharField(max_length=12, blank=True)
    remark = models.CharField(max_length=1000, blank=True)
    device = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(overall__gte=1, overall__lte=5), name="ballot_overall_from_one_to_five"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "answered_at"], name="ballot_by_unit"),
            models.Index(fields=["device", "answered_at"], name="ballot_by_device"),
        ]

    @override
    def __str__(self) -> str:
        return f"ballot {self.pk}"


class Tablet(models.Model):
    """A screen beside a return desk. `key` opens it and nothing else; `dossier` is the one it asks about now."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    key = models.CharField(max_length=64, unique=True)
    dossier = models.ForeignKey(Dossier, null=True, on_delete=models.SET_NULL, related_name="+")
    shown_at = models.DateTimeField(null=True)
    shown_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("name", "id")
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "name"], name="tablet_name_once")]

    @override
    def __str__(self) -> str:
        return self.name
