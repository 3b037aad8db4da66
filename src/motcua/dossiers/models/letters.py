# SPDX-License-Identifier: EUPL-1.2
"""Statutory forms issued for a dossier, and the counters that number dossiers and letters."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from typing_extensions import override

from motcua.dossiers.models.dossier import Dossier
from motcua.organisations.models import Unit


class Letter(models.Model):
    """One form as it was issued. `content` is the frozen data it prints; the PDF is made from it, always the same."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="letters")
    role = models.CharField(max_length=32)
    form_set = models.CharField(max_length=32)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(null=True, help_text="Null where the dossier code is the number")
    symbol = models.CharField(max_length=64, blank=True)
    issued_at = models.DateTimeField()
    event_sequence = models.PositiveIntegerField()
    content = models.TextField(help_text="Canonical JSON of the form's data")
    sha256 = models.CharField(max_length=64, blank=True, help_text="Hash of the PDF, once it was made")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "year", "symbol", "number"],
                condition=Q(number__isnull=False),
                name="letter_number_once",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.number or self.dossier_id}/{self.symbol}"


class NumberSeries(models.Model):
    """The last number given in one series of one unit in one period (a day, or a year)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=64)
    period = models.CharField(max_length=10)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "series", "period"], name="series_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.unit_id} {self.series} {self.period}: {self.last}"
