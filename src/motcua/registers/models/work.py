# SPDX-License-Identifier: EUPL-1.2
"""Initiatives, training and publicity. `unit` is always the agency that keeps the register."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from typing_extensions import override

from motcua.organisations.models import Person, Unit


class InitiativeState(models.TextChoices):
    """Where an initiative stands."""

    PROPOSED = "proposed", "Đã đề xuất"
    IN_COUNCIL = "in_council", "Hội đồng đang xét"
    RECOGNISED = "recognised", "Được công nhận"
    REFUSED = "refused", "Không được công nhận"
    TAKEN_BACK = "taken_back", "Đã rút"


class InitiativeLevel(models.TextChoices):
    """How far the recognition reaches."""

    GRASSROOTS = "grassroots", "Cấp cơ sở"
    PROVINCE = "province", "Cấp bộ, cấp tỉnh"
    NATION = "nation", "Toàn quốc"


class Initiative(models.Model):
    """A new way of working somebody proposed, and what the council said (NĐ 13/2012/NĐ-CP Đ.3, 6–8).

    `proposer` is the unit of its authors, to which it is counted. `effect` in words; `hours_saved` working hours and
    `dong_saved` đồng in a year, null where nobody measured.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="initiatives_kept")
    proposer = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="initiatives")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=500)
    authors = models.CharField(max_length=500)
    content = models.TextField()
    state = models.CharField(max_length=12, choices=InitiativeState.choices, default=InitiativeState.PROPOSED)
    council_on = models.DateField(null=True)
    level = models.CharField(max_length=12, choices=InitiativeLevel.choices, blank=True)
    decision = models.CharField(max_length=255, blank=True, help_text="Number of the decision")
    decided_on = models.DateField(null=True)
    refusal = models.CharField(max_length=1000, blank=True)
    effect = models.TextField(blank=True)
    hours_saved = models.PositiveIntegerField(null=True)
    dong_saved = models.PositiveBigIntegerField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="recognised")
                | (~Q(decision="") & ~Q(level="") & Q(decided_on__isnull=False)),
                name="initiative_recognised_by_decision",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "year", "-id"], name="initiative_by_year")]

    @override
    def __str__(self) -> str:
        return self.title


class CourseState(models.TextChoices):
    """Where a course stands."""

    PLANNED = "planned", "Dự kiến"
    HELD = "held", "Đã tổ chức"
    CANCELLED = "cancelled", "Đã hủy"


class Course(models.Model):
    """A course or conference for officials. `guests` came from outside the house and are only counted."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="courses")
    title = models.CharField(max_length=500)
    topic = models.CharField(max_length=1000)
    document = models.CharField(max_length=255, blank=True)
    place = models.CharField(max_length=255, blank=True)
    online = models.BooleanField(default=False)
    first_day = models.DateField()
    last_day = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    guests = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, choices=CourseState.choices, default=CourseState.PLANNED)
    made_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit", "-first_day", "-id"], name="course_by_day")]

    @override
    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """An official who took part, and the unit they worked in then."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "person"], name="attendance_once"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.course_id}: {self.person_id}"


class PublicityChannel(models.TextChoices):
    """How people were told."""

    PORTAL = "portal", "Cổng, trang thông tin điện tử"
    SOCIAL = "social", "Mạng xã hội"
    RADIO = "radio", "Đài phát thanh, truyền thanh"
    TELEVISION = "television", "Truyền hình"
    PRESS = "press", "Báo chí"
    MEETING = "meeting", "Hội nghị, họp dân"
    LEAFLET = "leaflet", "Tờ rơi, áp phích, bảng tin"
    CONTEST = "contest", "Cuộc thi tìm hiểu"
    OTHER = "other", "Hình thức khác"


class PublicityItem(models.Model):
    """Something people were told about. `reach`: how many it came to, null when nobody counted; `reach_of`: how."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="publicity_items")
    title = models.CharField(max_length=500)
    topic = models.CharField(max_length=1000, blank=True)
    channel = models.CharField(max_length=12, choices=PublicityChannel.choices)
    held_on = models.DateField()
    reach = models.PositiveIntegerField(null=True)
    reach_of = models.CharField(max_length=255, blank=True)
    address = models.CharField(max_length=500, blank=True, help_text="Where it can be read or heard")
    made_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit", "-held_on", "-id"], name="publicity_by_day")]

    @override
    def __str__(self) -> str:
        return self.title
