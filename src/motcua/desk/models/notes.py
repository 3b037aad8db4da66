# SPDX-License-Identifier: EUPL-1.2
"""Notes of officials on a dossier, and the colleagues they mention."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from typing_extensions import override

from motcua.dossiers.models import Dossier
from motcua.organisations.models import Person


class Note(models.Model):
    """What an official wrote down for colleagues. Append-only: triggers refuse change and removal.

    A note is for work among officials; nothing that decides about the dossier stands here, that is what acts are for.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notes_written")
    title = models.CharField(max_length=160, blank=True, help_text="Position in which it was written")
    text = models.CharField(max_length=4000)
    at = models.DateTimeField()
    key = models.CharField(max_length=80, unique=True, help_text="Makes a double press write one note")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "id"], name="note_by_dossier")]

    @override
    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.text[:40]}"


class Mention(models.Model):
    """A colleague whom a note asks to look. It stays on their list of warnings until they say that they saw it."""

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="mentions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mentions")
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["note", "person"], name="mention_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "id"], condition=Q(seen_at__isnull=True), name="mention_unseen"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.note_id} → {self.person_id}"
