# SPDX-License-Identifier: EUPL-1.2
"""The words a dossier can be found by. The database itself keeps them; nobody writes them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from typing_extensions import override

from motcua.dossiers.models.dossier import Dossier


class SearchEntry(models.Model):
    """The folded words of one dossier, and one word for each unit that received or settles it (`u12`).

    Triggers write it when a dossier is opened and when one of the columns it is made from changes (migration 0004),
    so imports through COPY have it too. It stands apart from the dossier, so that an act does not pay for it.
    """

    dossier = models.OneToOneField(
        Dossier, primary_key=True, on_delete=models.CASCADE, related_name="search_entry"
    )
    words = SearchVectorField()

    class Meta:
        indexes: ClassVar = [GinIndex(fields=["words"], name="search_entry_words")]

    @override
    def __str__(self) -> str:
        return str(self.dossier_id)
