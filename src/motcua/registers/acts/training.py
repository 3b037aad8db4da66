# SPDX-License-Identifier: EUPL-1.2
"""Training and publicity: courses with who took part, and what people were told through which channel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from motcua.organisations.models import Position, Unit, in_force
from motcua.registers.errors import RegisterRefused
from motcua.registers.keeping import Press, doing, earlier, locked, require, words, write
from motcua.registers.models import (
    Attendance,
    Course,
    CourseState,
    PublicityChannel,
    PublicityItem,
    Register,
    RegisterAct,
)
from motcua.registers.rights import WHO_KEEPS, keeper

_NAMES = dict(CourseState.choices)


@dataclass(frozen=True, slots=True)
class CourseIn:
    """A course: what about, when, how long (hours of teaching), where, by which document."""

    title: str
    topic: str
    first_day: dt.date
    last_day: dt.date
    hours: Decimal
    place: str = ""
    document: str = ""
    online: bool = False


@dataclass(frozen=True, slots=True)
class PublicityIn:
    """What people were told, how, when; `reach` is None when nobody counted."""

    title: str
    channel: PublicityChannel
    held_on: dt.date
    topic: str = ""
    reach: int | None = None
    reach_of: str = ""
    address: str = ""


def plan_course(press: Press, unit: Unit, told: CourseIn) -> Course:
    """Put a course into the register. Raises `RegisterRefused`."""
    one = doing(RegisterAct.PLAN_COURSE, press, keeper(press.actor, unit.pk), WHO_KEEPS)
    if told.last_day < told.first_day:
        raise RegisterRefused("Ngày cuối phải từ ngày đầu trở đi.", field="last_day")
    if not 0 < told.hours <= 999:
        raise RegisterRefused("Số giờ phải lớn hơn 0.", field="hours")
    with transaction.atomic():
        if (before := earlier(one)) is not None:
            return Course.objects.get(pk=before.entry_id)
        made = Course.objects.create(
            unit=unit,
            title=words(told.title, "title", "Tên lớp", least=5, most=500),
            topic=words(told.topic, "topic", "Nội dung", least=5, most=1000),
            document=told.document.strip()[:255],
            place=told.place.strip()[:255],
            online=told.online,
            first_day=told.first_day,
            last_day=told.last_day,
            hours=told.hours,
            made_at=one.now,
        )
        write(
            one,
            Register.COURSE,
            made.pk,
            after={"title": made.title, "first_day": f"{made.first_day:%d/%m/%Y}"},
        )
        return made


def attend(press: Press, pk: int, unit_id: int, people: Iterable[int]) -> Course:
    """Who of a unit took part; the list given replaces the one before. Raises `RegisterRefused`.

    Only officials who held a position in the unit on the first day can be named.
    """
    with transaction.atomic():
        row = locked(Course, pk, "unit")
        one = doing(RegisterAct.ATTEND, press, keeper(press.actor, row.unit_id), WHO_KEEPS)
        if earlier(one) is not None:
            return row
        require(row.state, {CourseState.PLANNED, CourseState.HELD}, _NAMES, "ghi người tham dự")
        wanted = set(people)
        there = set(
            Position.objects.filter(
                in_force(row.first_day), unit_id=unit_id, person_id__in=wanted
            ).values_list("person_id", flat=True)
        )
        if wanted - there:
            raise RegisterRefused("Có người không làm việc tại đơn vị vào ngày tổ chức.", field="people")
        own = row.attendances.filter(unit_id=unit_id)
        before = sorted(own.values_list("person_id", flat=True))
        own.exclude(person_id__in=wanted).delete()
        known = set(row.attendances.values_list("person_id", flat=True))
        Attendance.objects.bulk_create(
            Attendance(course=row, person_id=person, unit_id=unit_id) for person in sorted(wanted - known)
        )
        told = {"unit": unit_id, "people": before}
        write(one, Register.COURSE, pk, before=told, after={"unit": unit_id, "people": sorted(wanted)})
        return row


def hold(press: Press, pk: int, guests: int) -> Course:
    """The course was held. Raises `RegisterRefused` before its last day, and with nobody there."""
    with transaction.atomic():
        row = locked(Course, pk, "unit")
        one = doing(RegisterAct.HOLD, press, keeper(press.actor, row.unit_id), WHO_KEEPS)
        if earlier(one) is not None:
            return row
        require(row.state, {CourseState.PLANNED}, _NAMES, "ghi đã tổ chức")
        if row.last_day > timezone.localdate(one.now):
            raise RegisterRefused(f"Lớp chưa kết thúc, ngày cuối là {row.last_day:%d/%m/%Y}.")
        if guests < 0:
            raise RegisterRefused("Số người ngoài hệ thống không thể âm.", field="guests")
        if not guests and not row.attendances.exists():
            raise RegisterRefused("Chưa ghi ai tham dự.", hint="Hãy ghi người tham dự trước.", field="guests")
        row.state, row.guests = CourseState.HELD, guests
        row.save(update_fields=["state", "guests"])
        write(one, Register.COURSE, pk, after={"state": row.state, "guests": guests})
        return row


def cancel(press: Press, pk: int, why: str) -> Course:
    """The course is not held, with the reason. Raises `RegisterRefused`."""
    with transaction.atomic():
        row = locked(Course, pk, "unit")
        one = doing(RegisterAct.CANCEL, press, keeper(press.actor, row.unit_id), WHO_KEEPS)
        if earlier(one) is not None:
            return row
        require(row.state, {CourseState.PLANNED}, _NAMES, "hủy")
        reason = words(why, "why", "Lý do hủy", least=5, most=1000)
        row.state = CourseState.CANCELLED
        row.save(update_fields=["state"])
        write(one, Register.COURSE, pk, note=reason)
        return row


def publicise(press: Press, unit: Unit, told: PublicityIn) -> PublicityItem:
    """Put what people were told into the register. Raises `RegisterRefused`."""
    one = doing(RegisterAct.PUBLICISE, press, keeper(press.actor, unit.pk), WHO_KEEPS)
    if told.held_on > timezone.localdate(one.now):
        raise RegisterRefused("Chỉ ghi hoạt động đã thực hiện.", field="held_on")
    if told.reach is not None and not told.reach_of.strip():
        raise RegisterRefused("Hãy nêu số lượt tiếp cận đếm bằng cách nào.", field="reach_of")
    if told.address and not told.address.startswith(("https://", "http://")):
        raise RegisterRefused("Địa chỉ phải bắt đầu bằng https:// hoặc http://.", field="address")
    with transaction.atomic():
        if (before := earlier(one)) is not None:
            return PublicityItem.objects.get(pk=before.entry_id)
        made = PublicityItem.objects.create(
            unit=unit,
            title=words(told.title, "title", "Tên hoạt động", least=5, most=500),
            topic=told.topic.strip()[:1000],
            channel=told.channel.value,
            held_on=told.held_on,
            reach=told.reach,
            reach_of=told.reach_of.strip()[:255],
            address=told.address.strip()[:500],
            made_at=one.now,
        )
        after = {"title": made.title, "channel": made.channel, "reach": made.reach}
        write(one, Register.PUBLICITY, made.pk, after=after)
        return made


def correct_publicity(press: Press, pk: int, reach: int | None, reach_of: str) -> PublicityItem:
    """Count again how many were reached; what was said before stays in the story. Raises `RegisterRefused`."""
    with transaction.atomic():
        row = locked(PublicityItem, pk, "unit")
        one = doing(RegisterAct.CORRECT_ENTRY, press, keeper(press.actor, row.unit_id), WHO_KEEPS)
        if earlier(one) is not None:
            return row
        if reach is not None and not reach_of.strip():
            raise RegisterRefused("Hãy nêu số lượt tiếp cận đếm bằng cách nào.", field="reach_of")
        before = {"reach": row.reach, "reach_of": row.reach_of}
        row.reach, row.reach_of = reach, reach_of.strip()[:255]
        row.save(update_fields=["reach", "reach_of"])
        write(one, Register.PUBLICITY, pk, before=before, after={"reach": reach, "reach_of": row.reach_of})
        return row
