# SPDX-License-Identifier: EUPL-1.2
"""A hall, the services people wait for, the desks that call, and the numbers of a day."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from typing_extensions import override

from motcua.dossiers.models import Dossier
from motcua.organisations.models import Person, Unit


class Hall(models.Model):
    """The waiting hall of a unit. `key` opens its kiosk and its wall screen, and nothing else."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="hall")
    key = models.CharField(max_length=64, unique=True)
    is_open = models.BooleanField(default=True, help_text="Whether numbers are given")

    @override
    def __str__(self) -> str:
        return str(self.unit)


class Service(models.Model):
    """What people queue for: a group of fields under one letter, as A for civil status.

    `field_codes` are the fields of the catalogue it stands for; empty: any.
    """

    hall = models.ForeignKey(Hall, on_delete=models.CASCADE, related_name="services")
    letter = models.CharField(max_length=2)
    name = models.CharField(max_length=120)
    field_codes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ("letter",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hall", "letter"], name="service_letter_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.letter} – {self.name}"


class Priority(models.Model):
    """A group of people who are called before others; a lower `rank` is called earlier. Ordinary people rank 100."""

    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=160)
    rank = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=255, blank=True, help_text="Law or rule it comes from")
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ("rank", "id")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(rank__lt=100), name="priority_before_ordinary")
        ]

    @override
    def __str__(self) -> str:
        return self.name


class Desk(models.Model):
    """A desk that calls the numbers of some services, and who sits there now."""

    hall = models.ForeignKey(Hall, on_delete=models.CASCADE, related_name="desks")
    name = models.CharField(max_length=40, help_text="As shown on the wall: Quầy 3")
    services = models.ManyToManyField(Service, related_name="desks")
    person = models.OneToOneField(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="ticket_desk"
    )
    since = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name", "id")
        constraints: ClassVar = [models.UniqueConstraint(fields=["hall", "name"], name="desk_name_once")]

    @override
    def __str__(self) -> str:
        return self.name


class TicketState(models.TextChoices):
    """Where a number stands."""

    WAITING = "waiting", "Đang chờ"
    CALLED = "called", "Đang phục vụ"
    DONE = "done", "Đã xong"
    NO_SHOW = "no_show", "Vắng mặt"


class Ticket(models.Model):
    """One number of one service and day. Numbers of a day have no gap and no duplicate.

    `waited_from` is when the present wait began: the taking, or the passing on to another desk.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="tickets")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="tickets")
    day = models.DateField()
    letter = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    rank = models.PositiveSmallIntegerField(default=100)
    priority = models.ForeignKey(Priority, null=True, on_delete=models.PROTECT, related_name="+")
    secret = models.CharField(max_length=32, unique=True)
    key = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=8, choices=TicketState, default=TicketState.WAITING)
    taken_at = models.DateTimeField()
    waited_from = models.DateTimeField()
    called_at = models.DateTimeField(null=True, help_text="Last time it was called")
    served_from = models.DateTimeField(null=True, help_text="First call at the desk that serves it")
    ended_at = models.DateTimeField(null=True)
    calls = models.PositiveSmallIntegerField(default=0)
    desk = models.ForeignKey(Desk, null=True, on_delete=models.PROTECT, related_name="tickets")
    for_desk = models.ForeignKey(Desk, null=True, on_delete=models.PROTECT, related_name="+")
    served_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            # By letter and not by service: people know A012, whatever service it was taken for.
            models.UniqueConstraint(fields=["hall", "day", "letter", "number"], name="ticket_number_once"),
            models.UniqueConstraint(
                fields=["desk"], condition=Q(state="called"), name="desk_serves_one_ticket"
            ),
            models.CheckConstraint(
                condition=~Q(state="called") | Q(desk__isnull=False, served_from__isnull=False),
                name="ticket_called_at_a_desk",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("taken_at")),
                name="ticket_ends_after_taken",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["hall", "day", "rank", "waited_from"],
                condition=Q(state="waiting"),
                name="ticket_waiting",
            ),
            models.Index(fields=["hall", "day", "called_at"], name="ticket_called"),
        ]

    @override
    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """As it is printed and called: A012."""
        return f"{self.letter}{self.number:03d}"


class TicketEvent(models.Model):
    """What happened to a number: one row per act, only ever added."""

    class Kind(models.TextChoices):
        TAKEN = "taken", "Lấy số"
        CALLED = "called", "Gọi"
        RECALLED = "recalled", "Gọi lại"
        NO_SHOW = "no_show", "Vắng mặt"
        PASSED_ON = "passed_on", "Chuyển quầy"
        DONE = "done", "Phục vụ xong"
        BACK = "back", "Có mặt trở lại"

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField()
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey(Desk, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "id")

    @override
    def __str__(self) -> str:
        return f"{self.ticket_id} {self.kind}"
