# SPDX-License-Identifier: EUPL-1.2
"""What the system knows of a stored file. The bytes lie in the content-addressed store (`documents.store`)."""

from __future__ import annotations

from django.db import models
from typing_extensions import override


class StoredFile(models.Model):
    """One content, known by its SHA-256. Two uploads of the same bytes are one row."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=128)
    stored_at = models.DateTimeField(auto_now_add=True)

    @override
    def __str__(self) -> str:
        return self.sha256
