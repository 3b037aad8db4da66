# SPDX-License-Identifier: EUPL-1.2
"""A letter of apology that the handler prepared and the head has not signed yet."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from motcua.dossiers.models import Dossier
from motcua.organisations.models import Person


class ApologyDraft(models.Model):
    """The reason and the one new date that the handler proposes; the head's form begins with them.

    Written together with the event `draft_apology` whose sequence it carries. It waits as long as the dossier is open
    and has no new date; a later draft of the same dossier takes its place.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="apology_draft")
    reason = models.CharField(max_length=1000)
    new_due = models.DateTimeField()
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    event_sequence = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["drafted_at", "id"]

    @override
    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.new_due:%Y-%m-%d}"
