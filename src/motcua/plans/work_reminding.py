# SPDX-License-Identifier: EUPL-1.2
"""Mails about work on plans: near, late, escalated, or silent for long. Once for each person, stage and due day.

The owner gets a link by which they tell how the work is without signing in; everybody else a link to its page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from motcua.desk import outbox
from motcua.desk.absences import absent_with_stand_in
from motcua.law.names import date_phrase
from motcua.law.roles import Role
from motcua.law.working_time import Calendar, is_working_day
from motcua.organisations.calendars import load_calendar
from motcua.organisations.models import Person, Position, in_force
from motcua.plans.models import PlanState, TaskWork
from motcua.plans.work_links import address_for
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
    """One mail to be: about which work, at which stage, to whom."""

    work: TaskWork
    stage: str
    name: str
    people: tuple[Person, ...]


def write_reminders(now: dt.datetime) -> int:
    """Put the mails into the outbox; how many. Safe to repeat; nothing is written on days off."""
    today = timezone.localdate(now)
    calendar = load_calendar(HOUSE_CALENDAR)
    if not settings.MAIL_ENABLED or not is_working_day(calendar, today):
        return 0
    with translation.override("vi"):
        return sum(_mailed(told, today, now) for told in reminders_on(today))


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


def _mailed(told: Told, today: dt.date, now: dt.datetime) -> int:
    work = told.work
    day = work.last_day or timezone.localdate(work.heard_at)
    subject = _("Một Cửa: %(stage)s – %(work)s") % {"stage": told.name, "work": work.task.content[:80]}
    written = 0
    for person in told.people:
        key = f"plan-work:{told.stage}:{work.pk}:{day}:{person.pk}"
        context = {
            "person": person,
            "work": work,
            "stage": told.name,
            "due": date_phrase(work.last_day) if work.last_day else "",
            "link": address_for(work, person) if person.pk == work.owner_id else "",
            "page": f"{settings.PUBLIC_URL}/ke-hoach/viec/{work.pk}/",
            "days": 14,
            "today": today,
        }
        plain, html = (render_to_string(f"plans/mail/work.{kind}", context) for kind in ("txt", "html"))
        written += outbox.put(key, person, subject[:255], plain, html, now)
    return written
