# SPDX-License-Identifier: EUPL-1.2
"""What the system knows of a stored file. The bytes lie in the content-addressed store (`documents.store`)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from typing_extensions import override

from motcua.organisations.models import Person


class Malware(models.TextChoices):
    """What a scanner said of a file. A file that was not looked at is not clean; an infected one is never stored."""

    UNSCANNED = "unscanned", "Chưa quét mã độc"
    CLEAN = "clean", "Đã quét, không thấy mã độc"


class StoredFile(models.Model):
    """One content, known by its SHA-256. Two uploads of the same bytes are one row."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=128)
    stored_at = models.DateTimeField(auto_now_add=True)
    malware = models.CharField(max_length=12, choices=Malware, default=Malware.UNSCANNED)
    scanner = models.CharField(max_length=128, blank=True, help_text="Scanner and age of its signatures")
    scanned_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(malware="unscanned", scanned_at__isnull=True)
                | Q(malware="clean", scanned_at__isnull=False),
                name="file_clean_only_when_scanned",
            )
        ]

    @override
    def __str__(self) -> str:
        return self.sha256


class IncomingPage(models.Model):
    """A page scanned for a paper while its dossier is being received. Nothing here belongs to a dossier yet.

    `reception` is the key of the form on the officer's screen, `paper` the key of its line. `turn` is clockwise, in
    degrees.
    """

    class Via(models.TextChoices):
        DESK = "desk", "Máy tại quầy"
        PHONE = "phone", "Điện thoại"

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reception = models.CharField(max_length=40)
    paper = models.CharField(max_length=40)
    order = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField(default=0)
    via = models.CharField(max_length=8, choices=Via)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("order", "id")
        indexes: ClassVar = [models.Index(fields=["owner", "reception"], name="incoming_by_reception")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(turn__in=(0, 90, 180, 270)), name="page_turned_square")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.reception}/{self.paper}/{self.order}"
