# SPDX-License-Identifier: EUPL-1.2
"""Units as a dated tree with succession; the people in them, their positions, absences and delegations.

A row of `Unit` is one unit in law with one name and one place in the tree during one span of days. When it is
merged, split, renamed or moved, its row ends and `Succession` says what followed, by which decision. So the
three-level tree (until 30 June 2025) and the two-level one (from 1 July 2025) stand side by side.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from typing_extensions import override

from motcua.law.names import fold
from motcua.law.roles import GRANTABLE, ROLE_NAMES
from motcua.law.separation import SEPARATION_RULES


class UnitKind(models.TextChoices):
    """What a unit is in law."""

    PROVINCE = "province", "Tỉnh, thành phố trực thuộc trung ương"
    DISTRICT = "district", "Huyện, quận, thị xã, thành phố thuộc tỉnh"
    COMMUNE = "commune", "Xã, phường, thị trấn, đặc khu"
    MINISTRY = "ministry", "Bộ, cơ quan ngang bộ"
    DEPARTMENT = "department", "Sở, ban, ngành"
    PEOPLES_COMMITTEE = "peoples_committee", "Ủy ban nhân dân"
    SECTION = "section", "Phòng, bộ phận chuyên môn"
    CENTRE = "centre", "Trung tâm Phục vụ hành chính công"
    BRANCH = "branch", "Chi nhánh, điểm tiếp nhận và trả kết quả"
    VERTICAL = "vertical", "Cơ quan ngành dọc"


COUNTERS = frozenset({UnitKind.CENTRE, UnitKind.BRANCH})
"""Kinds of units that receive and return, and settle nothing."""


class SuccessionKind(models.TextChoices):
    """How one unit followed another."""

    MERGED = "merged", "Hợp nhất, sáp nhập"
    SPLIT = "split", "Chia, tách"
    RENAMED = "renamed", "Đổi tên"
    MOVED = "moved", "Chuyển cơ quan quản lý"
    ABOLISHED = "abolished", "Kết thúc hoạt động"


class Dated(models.Model):
    """Something that holds from one day to another; `effective_to` is the last day on which it holds."""

    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def holds_on(self, day: dt.date) -> bool:
        """Whether the row is in force on `day` (both ends included)."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


def in_force(day: dt.date, prefix: str = "") -> Q:
    """Filter for rows in force on `day`; `prefix` names a relation, for example ``"unit__"``."""
    return Q(**{f"{prefix}effective_from__lte": day}) & (
        Q(**{f"{prefix}effective_to__isnull": True}) | Q(**{f"{prefix}effective_to__gte": day})
    )


class Unit(Dated):
    """One administrative unit or agency during one span of days.

    `code` is our own stable key. `area_code` is the statistical code of provinces and communes, `agency_code`
    the electronic identifier after QĐ 20/2020/QĐ-TTg; either may be unknown.
    """

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)
    name_key = models.CharField(max_length=512, help_text="Sort key of the name, 29 letters and 5 tones")
    search_key = models.CharField(max_length=255, blank=True, help_text="Name folded for search")
    kind = models.CharField(max_length=24, choices=UnitKind.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    ancestors = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        help_text="Ids from the root down to the parent; fixed, because a move makes a new row",
    )
    area_code = models.CharField(max_length=16, blank=True)
    agency_code = models.CharField(max_length=35, blank=True)
    calendar_code = models.CharField(max_length=64, default="vn-admin")
    letter_symbol = models.CharField(max_length=32, blank=True, help_text="As in 12/PBS-TTPVHCC")
    place_name = models.CharField(
        max_length=128, blank=True, help_text="Place in front of the date of a letter"
    )
    address = models.CharField(max_length=255, blank=True)
    phone = models.CharField(max_length=64, blank=True)
    website = models.CharField(max_length=128, blank=True)
    source = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=models.F("effective_from")),
                name="unit_ends_after_it_begins",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["area_code"]),
            models.Index(fields=["kind", "name_key"]),
            GinIndex(fields=["ancestors"], name="unit_ancestors"),
        ]

    @override
    def __str__(self) -> str:
        return self.name

    @property
    def lineage(self) -> list[int]:
        """Ids from the root down to this unit itself: the `ancestors` of its children."""
        return [*self.ancestors, self.pk]


class Succession(models.Model):
    """What followed a unit, from which day, by which decision. `successor` is null when nothing did."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="followed_by")
    successor = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="follows")
    kind = models.CharField(max_length=16, choices=SuccessionKind.choices)
    effective_on = models.DateField()
    whole = models.BooleanField(default=True, help_text="False when only a part went to this successor")
    decision = models.CharField(max_length=255, blank=True)
    confidence = models.CharField(max_length=16, default="verified")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "effective_on"],
                name="succession_once",
                nulls_distinct=False,
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class PersonManager(BaseUserManager["Person"]):
    """Makes accounts; there are no superusers, rights come from positions."""

    def create_person(self, username: str, full_name: str, password: str | None, **fields: object) -> Person:
        """Create one account. An empty password makes it unable to sign in."""
        person = self.model(username=username, full_name=full_name, name_key=fold(full_name), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """An official who can sign in. `is_made_up` marks people of the demonstration."""

    username = models.CharField(max_length=64, unique=True)
    full_name = models.CharField(max_length=128)
    name_key = models.CharField(max_length=128, blank=True, help_text="Name folded for search")
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_made_up = models.BooleanField(default=False)

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    @override
    def __str__(self) -> str:
        return self.full_name


class Position(Dated):
    """A person holds a role in a unit; all rights on dossiers come from here."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="positions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="positions")
    role = models.CharField(
        max_length=24, choices=[(role.value, ROLE_NAMES[role]) for role in sorted(GRANTABLE)]
    )
    title = models.CharField(max_length=128, help_text="As printed under a signature, for example CHỦ TỊCH")
    capacity = models.CharField(max_length=32, blank=True, help_text="KT., TM., TL., TUQ. where it applies")
    covers_units = ArrayField(
        models.BigIntegerField(), default=list, blank=True, help_text="Further units whose dossiers it covers"
    )
    fields = ArrayField(
        models.CharField(max_length=64),
        default=list,
        blank=True,
        help_text="Codes of fields it is limited to",
    )
    procedures = ArrayField(
        models.CharField(max_length=64),
        default=list,
        blank=True,
        help_text="Codes of procedures it is limited to",
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "unit", "role", "effective_from"], name="position_once"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.title} – {self.person_id}"


class Absence(Dated):
    """Days on which a person does not work; their queue is shown to whoever stands in."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="absences")
    reason = models.CharField(max_length=255)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    @override
    def __str__(self) -> str:
        return f"{self.person_id}: {self.effective_from}"


class Delegation(Dated):
    """The holder of a position lets another person act for it, within these days, by a written decision."""

    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="delegations")
    delegate = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegated_to_me")
    document = models.CharField(max_length=255, help_text="Number and date of the decision")
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    @override
    def __str__(self) -> str:
        return f"{self.position_id} → {self.delegate_id}"


class AdministrationRecord(models.Model):
    """One change in the organisation that happened, or one look at the log that took it out of the house.

    The database itself refuses to change or remove a row. `before` and `after` hold the facts that changed.
    """

    at = models.DateTimeField()
    act = models.CharField(max_length=40)
    actor_kind = models.CharField(max_length=16)
    person_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=128)
    title = models.CharField(max_length=160, blank=True)
    unit_id = models.BigIntegerField(null=True, help_text="The unit concerned")
    subject_kind = models.CharField(max_length=24)
    subject_id = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=255)
    reason = models.CharField(max_length=1000, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["at", "id"], name="administration_by_time"),
            models.Index(fields=["person_id", "at"], name="administration_by_person"),
            models.Index(fields=["subject_kind", "subject_id", "at"], name="administration_by_subject"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.act} {self.subject}"


class SeparationWaiver(Dated):
    """A unit, with all below it, where a rule of separation warns instead of refusing, with the reason on record."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="separation_waivers")
    rule = models.CharField(
        max_length=40, choices=[(rule.value, described.name) for rule, described in SEPARATION_RULES.items()]
    )
    reason = models.CharField(max_length=1000)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    @override
    def __str__(self) -> str:
        return f"{self.rule} @ {self.unit_id}"


class CalendarEdition(models.Model):
    """A calendar as it was decided: whole, numbered, never changed. Its code is `base@number`.

    A dossier names the edition it is counted by, so what was counted once can always be counted again. `replaces` is
    the code that units used before; the last three columns tell how far the open dossiers were counted anew.
    """

    base = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=255)
    content = models.JSONField(
        help_text="Windows, special days with their sources, the range they are known for"
    )
    replaces = models.CharField(max_length=64, blank=True)
    decision = models.CharField(max_length=255, help_text="Number and date of the decision it follows")
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    recounted_upto = models.BigIntegerField(default=0, help_text="Last dossier that was looked at")
    recounted_moved = models.PositiveIntegerField(default=0)
    recounted_at = models.DateTimeField(null=True, help_text="When the last dossier had been looked at")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["base", "number"], name="calendar_edition_once"),
        ]

    @override
    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """What units and dossiers name."""
        return f"{self.base}@{self.number}"
