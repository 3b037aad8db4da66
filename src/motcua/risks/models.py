# SPDX-License-Identifier: EUPL-1.2
"""What was learnt, when, and from what. A model is never changed; the newest one counts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override


class RiskModel(models.Model):
    """One learnt model. `upto`: nothing later was known to it; `first_day` and `dossiers`: what it saw.

    `body` holds the arrays of `risks.learning.Learnt`, compressed; `told` what it said of itself while learning.
    """

    learnt_at = models.DateTimeField()
    upto = models.DateTimeField()
    first_day = models.DateField()
    dossiers = models.PositiveIntegerField()
    stretches = models.PositiveIntegerField()
    late = models.FloatField(help_text="Share of them that ended late")
    told = models.JSONField()
    body = models.BinaryField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-learnt_at"], name="risk_model_newest")]

    @override
    def __str__(self) -> str:
        return f"{self.learnt_at:%Y-%m-%d}, {self.dossiers}"
