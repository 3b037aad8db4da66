# SPDX-License-Identifier: EUPL-1.2
"""What was said to a finding (never changed or removed: triggers refuse it; the last one counts), and the findings
that are kept so that a year can be looked at in a moment."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from typing_extensions import override

from motcua.dossiers.models import Dossier


class Kept(models.Model):
    """What one check found of one event, before working time judges it: made from the log, and made anew with it."""

    check_code = models.CharField(max_length=32)
    dossier_id = models.BigIntegerField()
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    unit_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    facts = models.JSONField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["check_code", "unit_id", "at"], name="kept_by_unit"),
            models.Index(fields=["dossier_id"], name="kept_by_dossier"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.check_code} {self.dossier_id}#{self.sequence}"


class KeptUpto(models.Model):
    """How far in the log the kept findings reach; one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    generation = models.IntegerField()
    transaction = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="kept_upto_once")]

    @override
    def __str__(self) -> str:
        return f"{self.generation}/{self.transaction}"


class Verdict(models.TextChoices):
    """What came out when somebody looked into a finding."""

    EXPLAINED = "explained", "Đã giải thích, không vi phạm"
    FOUNDED = "founded", "Đúng là vi phạm"


class Answer(models.Model):
    """The answer to one finding: the check, the dossier and the event it is about. Names are those of the moment."""

    check_code = models.CharField(max_length=32)
    dossier = models.ForeignKey(
        Dossier, on_delete=models.DO_NOTHING, db_constraint=False, related_name="conformance_answers"
    )
    sequence = models.PositiveIntegerField(help_text="Event of the dossier the finding is about")
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    note = models.CharField(max_length=1000)
    at = models.DateTimeField()
    person_id = models.BigIntegerField()
    person_name = models.CharField(max_length=128)
    unit_id = models.BigIntegerField(null=True)
    title = models.CharField(max_length=160, blank=True)
    key = models.CharField(max_length=80, unique=True, help_text="A second press says nothing twice")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["dossier", "check_code", "sequence"], name="answer_by_finding"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.check_code} {self.dossier_id}#{self.sequence}: {self.verdict}"
