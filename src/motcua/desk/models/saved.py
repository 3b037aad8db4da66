# SPDX-License-Identifier: EUPL-1.2
"""Filters of queues kept under a name."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from motcua.organisations.models import Person, Unit


class SavedFilter(models.Model):
    """The filter of one queue as it stands in an address. `unit` set: everybody of that unit has it too."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_filters")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.CASCADE, related_name="saved_filters")
    queue = models.SlugField(max_length=32)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000, help_text="The query string, without the place in the list")
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "queue", "name"], name="saved_filter_name_once")
        ]

    @override
    def __str__(self) -> str:
        return self.name
