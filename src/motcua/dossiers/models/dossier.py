# SPDX-License-Identifier: EUPL-1.2
"""A dossier and the person or organisation it belongs to."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from typing_extensions import override

from motcua.catalogue.models import Channel, ProcedureCase, ProcedureVersion
from motcua.law.statuses import NATIONAL_STATUS, STATE_NAMES, NationalStatus, State
from motcua.organisations.models import Person, Unit


class Outcome(models.TextChoices):
    """What was decided. A refusal is a result too (NĐ 61/2018 Đ.19.8)."""

    GRANTED = "granted", "Giải quyết theo đề nghị"
    REFUSED = "refused", "Từ chối giải quyết"


class Applicant(models.Model):
    """A person or organisation that hands in dossiers (chủ hồ sơ, người nộp)."""

    class Kind(models.TextChoices):
        PERSON = "person", "Cá nhân"
        ORGANISATION = "organisation", "Tổ chức, doanh nghiệp"

    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.PERSON)
    identifier = models.CharField(
        max_length=32, blank=True, help_text="Personal identifier or tax code; empty when not known"
    )
    name = models.CharField(max_length=255)
    name_key = models.CharField(max_length=512, help_text="Name folded for search")
    address = models.CharField(max_length=255, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    email = models.EmailField(blank=True)
    is_made_up = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "identifier"], condition=~Q(identifier=""), name="applicant_identifier_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["name_key"], opclasses=["text_pattern_ops"], name="applicant_name_prefix")
        ]

    @override
    def __str__(self) -> str:
        return self.name


class Dossier(models.Model):
    """One dossier as it stands now. Everything here can be rebuilt from its events.

    Times are instants in UTC. `due_original` is what the law gives, pauses and supplements counted;
    `due_current` is what was last promised. Both are null until reception. `limit_value` counts `limit_unit`.
    """

    code = models.CharField(max_length=64, unique=True)
    external_code = models.CharField(
        max_length=128, blank=True, help_text="Code given by another system, as it came"
    )
    secret = models.CharField(max_length=16, help_text="Printed on the receipt; opens the full look-up")

    procedure_version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="dossiers")
    case = models.ForeignKey(ProcedureCase, on_delete=models.PROTECT, related_name="dossiers")
    procedure_code = models.CharField(max_length=64)
    procedure_name = models.CharField(max_length=1000)
    field_code = models.CharField(max_length=64, blank=True)
    channel = models.CharField(max_length=16, choices=Channel.choices)
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="dossiers")
    submitted_by = models.ForeignKey(
        Applicant,
        null=True,
        on_delete=models.PROTECT,
        related_name="submissions",
        help_text="Authorised person",
    )
    applicant_name = models.CharField(max_length=255)
    subject = models.CharField(
        max_length=1000, blank=True, help_text="What is asked for, in the applicant's words"
    )

    # Indexes below begin with these two, so they have none of their own.
    receiving_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="dossiers_received", db_index=False
    )
    competent_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="dossiers_settled", db_index=False
    )
    holder_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="dossiers_held")
    holder = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="dossiers_held")

    state = models.CharField(max_length=32, choices=[(state.value, STATE_NAMES[state]) for state in State])
    states_before_wait = ArrayField(
        models.CharField(max_length=32),
        default=list,
        help_text="Where each wait began; the last one is left first",
    )

    filed_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    effective_receipt = models.DateTimeField(null=True)
    limit_value = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    limit_unit = models.CharField(max_length=16, blank=True)
    count_mode = models.CharField(max_length=16, blank=True)
    cutoff = models.TimeField(null=True)
    calendar_code = models.CharField(max_length=64)
    rule_set = models.CharField(max_length=32, blank=True)
    form_set = models.CharField(max_length=32, blank=True)
    supplement_policy = models.CharField(max_length=16, blank=True)
    due_original = models.DateTimeField(null=True)
    due_current = models.DateTimeField(null=True)
    paused_since = models.DateTimeField(null=True)
    reappointed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="End of the statutory clock")
    returned_at = models.DateTimeField(null=True)
    supplements_asked = models.PositiveSmallIntegerField(default=0)

    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)
    result_summary = models.CharField(max_length=1000, blank=True)
    result_sha256 = models.CharField(max_length=64, blank=True, help_text="Draft, then signed result")
    result_code = models.CharField(
        max_length=32, blank=True, help_text="Kind of result paper, as KQ.G15.000031"
    )
    result_number = models.CharField(max_length=64, blank=True)
    return_channel = models.CharField(max_length=16, choices=Channel.choices, default=Channel.COUNTER)
    return_address = models.CharField(max_length=255, blank=True)
    fee_amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    fee_currency = models.CharField(max_length=3, blank=True)
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrections")

    last_event_at = models.DateTimeField(null=True)
    last_sequence = models.PositiveIntegerField(default=0)
    last_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["holder_unit", "due_current"],
                condition=Q(ended_at__isnull=True),
                name="dossier_open_by_unit",
            ),
            models.Index(
                fields=["holder", "due_current"],
                condition=Q(ended_at__isnull=True),
                name="dossier_open_by_holder",
            ),
            models.Index(fields=["receiving_unit", "state"], name="dossier_by_desk"),
            models.Index(
                fields=["receiving_unit", "returned_at"],
                condition=Q(state=State.RETURNED_BY_POST.value),
                name="dossier_posted",
            ),
            models.Index(fields=["competent_unit", "state"], name="dossier_by_agency"),
        ]

    @override
    def __str__(self) -> str:
        return self.code

    @property
    def national_status(self) -> NationalStatus:
        """The code exchanged with the National Portal."""
        return NATIONAL_STATUS[State(self.state)]

    @property
    def state_name(self) -> str:
        """The state in Vietnamese."""
        return STATE_NAMES[State(self.state)]
