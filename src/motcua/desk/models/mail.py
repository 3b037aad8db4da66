# SPDX-License-Identifier: EUPL-1.2
"""Mail: what each official wants, what waits to be sent; and the secret address of a calendar feed."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from typing_extensions import override

from motcua.organisations.models import Person, Unit


class MailChoice(models.Model):
    """Which mails a person wants. Whoever never chose has no row and gets the defaults of `motcua.desk.choices`."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="mail_choice")
    digest = models.BooleanField(default=True)
    at_once = ArrayField(models.CharField(max_length=24), default=list)
    chosen_at = models.DateTimeField()

    @override
    def __str__(self) -> str:
        return f"{self.person_id}"


class Mail(models.Model):
    """One mail to one person, sent at most once. `person` null: somebody outside the house, known by address, in a
    matter of `unit`.

    A row is marked `sending` and committed before the mail leaves. If the answer of the mail server never came, the
    row stays `uncertain` and is not tried again by itself: a mail that is missing can be asked for, one that came
    twice makes people stop reading.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ gửi"
        SENDING = "sending", "Đang gửi"
        SENT = "sent", "Đã gửi"
        UNCERTAIN = "uncertain", "Không rõ đã đến chưa"
        FAILED = "failed", "Không gửi được"
        GIVEN_UP = "given_up", "Đã thôi gửi"

    key = models.CharField(max_length=160, unique=True, help_text="What it is about and for whom: once each")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="mails")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    address = models.EmailField()
    subject = models.CharField(max_length=255)
    text = models.TextField()
    html = models.TextField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["next_try_at"], condition=Q(state__in=["waiting", "sending"]), name="mail_to_send"
            ),
            models.Index(fields=["-id"], condition=Q(state__in=["failed", "uncertain"]), name="mail_stuck"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.key}: {self.state}"


class FeedAddress(models.Model):
    """The secret address of a person's calendar feed. Only its hash is kept; making a new one ends the old one."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="feed_addresses")
    sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(revoked_at__isnull=True), name="one_feed_address"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.person_id} {self.made_at:%Y-%m-%d}"
