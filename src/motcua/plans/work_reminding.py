# SPDX-License-Identifier: EUPL-1.2
"""Mails about work on plans: near, late, escalated, or silent for long. Once for each person, stage and due day.

The owner gets a link by which they tell how the work is without signing in; everybody else a link to its page.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from motcua.desk import outbox
from motcua.desk.absences import absent_with_stand_in
from motcua.law.names import date_phrase
from motcua.law.roles import Role
from motcua.law.working_time import Calendar, is_working_day
from motcua.organisations.actors import SYSTEM
from motcua.organisations.calendars import load_calendar
from motcua.organisations.models import Person, Position, in_force
from motcua.plans.models import EntryKind, PlanState, TaskEntry, TaskWork
from motcua.plans.work_links import GOOD_FOR, address_for
from motcua.plans.work_performing import OPEN
from motcua.plans.work_queries import HOUSE_CALENDAR
from motcua.plans.work_rights import HEADS
from motcua.plans.working.reminding import (
    SILENT,
    ReminderPolicy,
    To,
    is_silent,
    looked_at_until,
    policy_named,
    stage_on,
)

MOST = 2000
"""Pieces of work looked at in one round, those due first; the next round goes on after the mails were sent."""


@dataclass(frozen=True, slots=True)
class Told:
    """One reminder: about which work, at which stage, to whom."""

    work: TaskWork
    stage: str
    name: str
    people: tuple[Person, ...]

    @property
    def key(self) -> str:
        """One reminder: this work, this stage, this due day; of silence, since it was last heard of."""
        day = timezone.localdate(self.work.heard_at) if self.stage == SILENT else self.work.last_day
        return f"system:reminded:{self.work.pk}:{self.stage}:{day}"


@transaction.atomic
def write_reminders(now: dt.datetime) -> int:
    """Put the mails into the outbox, one for each person with all that is new; how many.

    Each reminder stands in the story of its work: so it is told once for each stage and due day, whoever asks again.
    Nothing is written on days off.
    """
    today = timezone.localdate(now)
    calendar = load_calendar(HOUSE_CALENDAR)
    if not settings.MAIL_ENABLED or not is_working_day(calendar, today):
        return 0
    new = _not_told_before(list(reminders_on(today)))
    TaskEntry.objects.bulk_create([_entry(told, now) for told in new], ignore_conflicts=True)
    mine: dict[int, tuple[Person, list[Told]]] = {}
    for told in new:
        for person in told.people:
            mine.setdefault(person.pk, (person, []))[1].append(told)
    with translation.override("vi"):
        return sum(_mailed(person, all_told, now) for person, all_told in mine.values())


def _not_told_before(found: list[Told]) -> list[Told]:
    """Those with somebody to tell, of which no entry tells yet. One query."""
    wanted = [told for told in found if told.people]
    known = TaskEntry.objects.filter(key__in=[told.key for told in wanted]).values_list("key", flat=True)
    before = set(known)
    return [told for told in wanted if told.key not in before]


def _entry(told: Told, now: dt.datetime) -> TaskEntry:
    names = ", ".join(person.full_name for person in told.people)
    return TaskEntry(
        work=told.work,
        kind=EntryKind.REMINDED,
        at=now,
        person_name=SYSTEM.name,
        text=f"{told.name}: {names}"[:4000],
        via=TaskEntry.Via.SYSTEM,
        key=told.key,
    )


def reminders_on(today: dt.date) -> Iterator[Told]:
    """Everything anybody is told on a day, whether it was mailed before or not."""
    policy, calendar = policy_named(), load_calendar(HOUSE_CALENDAR)
    works = _looked_at(policy, calendar, today)
    people = _People(works, today)
    for work in works:
        stage = stage_on(policy, calendar, today, work.last_day) if work.last_day else None
        if stage is not None:
            yield Told(work, stage.code, stage.name, people.of(work, stage.to))
        elif work.owner_id and _is_silent(policy, calendar, work, today):
            yield Told(work, SILENT, "Lâu chưa có báo cáo", people.of(work, frozenset({To.OWNER})))


def _is_silent(policy: ReminderPolicy, calendar: Calendar, work: TaskWork, today: dt.date) -> bool:
    begun = work.start is None or work.start <= today
    return begun and is_silent(policy, calendar, today, timezone.localdate(work.heard_at))


def _looked_at(policy: ReminderPolicy, calendar: Calendar, today: dt.date) -> list[TaskWork]:
    """Open work that may have a reminder, those due first: of plans in force, begun or near."""
    near = Q(last_day__lte=looked_at_until(policy, calendar, today))
    owned = Q(owner__isnull=False, heard_at__date__lte=today - dt.timedelta(days=policy.silent_after))
    rows = TaskWork.objects.filter(near | owned, state__in=OPEN, plan__state=PlanState.IN_FORCE)
    related = rows.select_related("task", "plan__unit", "unit", "owner")
    return list(related.order_by("last_day", "id")[:MOST])


class _People:
    """Heads and control officers of the units concerned. Two queries however much work there is."""

    def __init__(self, works: Iterable[TaskWork], today: dt.date) -> None:
        self.away = absent_with_stand_in(today)
        units = {pk for work in works for pk in (work.unit_id, work.plan.unit_id) if pk is not None}
        roles = [role.value for role in (*HEADS, Role.CONTROL_OFFICER)]
        seats = Position.objects.filter(in_force(today), unit_id__in=units, role__in=roles)
        self.seats: dict[tuple[int, bool], list[Person]] = {}
        for seat in seats.select_related("person").order_by("id"):
            if seat.person.is_active:
                control = seat.role == Role.CONTROL_OFFICER
                self.seats.setdefault((seat.unit_id, control), []).append(seat.person)

    def of(self, work: TaskWork, to: frozenset[To]) -> tuple[Person, ...]:
        """Everybody who is told of this work; its heads where nobody took it on."""
        lead = self.seats.get((work.unit_id or work.plan.unit_id, False), [])
        control = self.seats.get((work.plan.unit_id, True), [])
        head = self.seats.get((work.plan.unit_id, False), [])
        owner = [work.owner] if work.owner is not None else (lead if work.unit_id else control)
        groups = {To.OWNER: owner, To.LEAD: lead, To.PLAN: control, To.HEAD: head}
        found = {person.pk: person for who in To if who in to for person in groups[who]}
        return tuple(person for pk, person in found.items() if pk not in self.away)


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of work in a mail. `link`: only for its owner."""

    told: Told
    due: str
    link: str
    page: str


def _mailed(person: Person, all_told: list[Told], now: dt.datetime) -> int:
    lines = [_line(person, told) for told in sorted(all_told, key=_pressing)]
    first = all_told[0] if len(all_told) == 1 else None
    subject = (
        _("Một Cửa: %(stage)s – %(work)s") % {"stage": first.name, "work": first.work.task.content[:80]}
        if first
        else _("Một Cửa: %(count)s việc kế hoạch cần chú ý") % {"count": len(lines)}
    )
    key = f"plan-work:{hashlib.sha256(' '.join(told.key for told in all_told).encode()).hexdigest()}:{person.pk}"
    context = {
        "person": person,
        "lines": lines,
        "days": GOOD_FOR.days,
        "linked": any(line.link for line in lines),
    }
    plain, html = (render_to_string(f"plans/mail/work.{kind}", context) for kind in ("txt", "html"))
    return int(outbox.put(key, person, subject[:255], plain, html, now))


def _pressing(told: Told) -> tuple[dt.date, int]:
    return (told.work.last_day or dt.date.max, told.work.pk)


def _line(person: Person, told: Told) -> Line:
    work = told.work
    return Line(
        told,
        date_phrase(work.last_day) if work.last_day else "",
        address_for(work, person) if person.pk == work.owner_id else "",
        f"{settings.PUBLIC_URL}/ke-hoach/viec/{work.pk}/",
    )
