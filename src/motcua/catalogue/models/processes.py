# SPDX-License-Identifier: EUPL-1.2
"""Internal processes (quy trình nội bộ): the steps behind the counter, with their share of the limit."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from typing_extensions import override

from motcua.catalogue.models.procedures import Confidence, ProcedureVersion


class InternalProcess(models.Model):
    """One internal process. ``total_minutes`` are working minutes (480 a day); null: not known.

    ``version`` is null while the process was read but belongs to no procedure of the catalogue yet.
    """

    version = models.ForeignKey(
        ProcedureVersion, null=True, blank=True, on_delete=models.CASCADE, related_name="processes"
    )
    procedure_code = models.CharField(max_length=40, blank=True)
    name = models.TextField()
    case_name = models.TextField(blank=True)
    source = models.TextField(blank=True)
    confidence = models.CharField(max_length=12, choices=Confidence, default=Confidence.LIKELY)
    decision_number = models.CharField(max_length=120, blank=True)
    decision_date = models.DateField(null=True, blank=True)
    decision_issuer = models.TextField(blank=True)
    total_minutes = models.PositiveIntegerField(null=True, blank=True)
    limit_text = models.TextField(blank=True)
    level = models.CharField(max_length=12, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "internal processes"

    @override
    def __str__(self) -> str:
        return self.name[:80]


class ProcessStep(models.Model):
    """One step: who acts, for how many working minutes, with which forms.

    ``minutes`` null: not known, unless ``not_counted`` says that the step takes none of the limit.
    ``share`` is the part of the limit as a fraction of 1. ``role`` holds a value of ``law.roles.Role`` or
    is empty when the published role text (kept in ``role_text``) was not recognised. ``following`` holds the
    orders of the steps that may come next: null, the one after this; empty, the process ends here.
    """

    process = models.ForeignKey(InternalProcess, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveIntegerField()
    name = models.TextField()
    role = models.CharField(max_length=40, blank=True)
    role_text = models.TextField(blank=True)
    unit_text = models.TextField(blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    time_text = models.TextField(blank=True)
    not_counted = models.BooleanField(default=False)
    share = models.DecimalField(max_digits=6, decimal_places=5, null=True, blank=True)
    form_roles = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    following = ArrayField(models.PositiveIntegerField(), null=True, blank=True)

    class Meta:
        ordering = ("process", "order")
        constraints = (models.UniqueConstraint(fields=("process", "order"), name="step_order_once"),)

    @override
    def __str__(self) -> str:
        return f"{self.order}. {self.name[:80]}"
