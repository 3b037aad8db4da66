# SPDX-License-Identifier: EUPL-1.2
"""Published rankings: frozen as they were, with the day and the hash."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from motcua.organisations.models import Person, Unit


class Publication(models.Model):
    """A ranking as it was published (TT 01/2018/TT-VPCP Đ.15). The database refuses any change.

    `content` is canonical JSON, `sha256` its hash. A later publication of a window stands beside the earlier one.
    """

    class Kind(models.TextChoices):
        AGENCIES = "agencies", "Cơ quan, đơn vị"
        OFFICERS = "officers", "Cán bộ, công chức, viên chức"

    kind = models.CharField(max_length=8, choices=Kind)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=8, help_text="2026-Q3 or 2026")
    first = models.DateField()
    last = models.DateField()
    as_of = models.DateTimeField()
    content = models.TextField(help_text="Canonical JSON of the ranking")
    sha256 = models.CharField(max_length=64)
    key = models.CharField(max_length=80, unique=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    publisher = models.CharField(max_length=255, help_text="Name and title of whoever published it")

    class Meta:
        ordering = ("-published_at", "-id")
        indexes: ClassVar = [
            models.Index(fields=["kind", "unit", "-published_at"], name="publication_of_unit")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.kind} {self.period} {self.unit_id}"
