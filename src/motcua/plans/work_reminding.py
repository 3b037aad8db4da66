# SPDX-License-Identifier: EUPL-1.2
"""Mails about work on plans: near, late, escalated, or silent for long. Once for each person, stage and due day.

The owner gets a link by which they tell how the work is without signing in; everybody else a link to its page. A plan
is looked at once on each working day: what happens later on that day has its turn on the next.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from motcua.desk.owed import (
    HOUSE_CALENDAR,
    Line,
    Owed,
    StageOf,
    Told,
    by_day,
    is_mailing_day,
    mail,
    page_of,
    told_on,
    unit_fact,
)
from motcua.desk.stages import SILENT, Stage, To, is_silent, looked_at, policy_named
from motcua.organisations.actors import SYSTEM
from motcua.organisations.calendars import load_calendar
from motcua.organisations.models import Person
from motcua.plans.models import EntryKind, Plan, PlanState, TaskEntry, TaskWork
from motcua.plans.work_links import GOOD_FOR, address_for
from motcua.plans.work_performing import OPEN

PLANS: Final = 500
"""Plans looked at in one round; the next round goes on with the others."""

_SILENCE: Final = Stage(SILENT, "Lâu chưa có báo cáo", 0, frozenset({To.OWNER}))


def write_reminders(now: dt.datetime) -> int:
    """Put the mails into the outbox, one for each person with all that is new; how many.

    Each reminder stands in the story of its work: so it is told once for each stage and due day, whoever asks again.
    Nothing is written on days off, and nothing is read of a plan that was looked at on this day.
    """
    today = timezone.localdate(now)
    if not is_mailing_day(today):
        return 0
    waiting = Plan.objects.filter(Q(reminded_on__lt=today) | Q(reminded_on=None), state=PlanState.IN_FORCE)
    plans = list(waiting.order_by("pk").values_list("pk", flat=True)[:PLANS])
    return _written(plans, today, now) if plans else 0


@transaction.atomic
def _written(plans: list[int], today: dt.date, now: dt.datetime) -> int:
    new = _not_told_before(list(reminders_on(today, plans)))
    TaskEntry.objects.bulk_create([_entry(told, now) for told in new], ignore_conflicts=True, batch_size=500)
    Plan.objects.filter(pk__in=plans).update(reminded_on=today)
    with translation.override("vi"):
        return mail(new, _line, _("việc kế hoạch"), now)


def _not_told_before(found: list[Told]) -> list[Told]:
    """Those with somebody to tell, of which no entry tells yet. One query."""
    wanted = [told for told in found if told.people]
    known = TaskEntry.objects.filter(key__in=[_key(told) for told in wanted]).values_list("key", flat=True)
    before = set(known)
    return [told for told in wanted if _key(told) not in before]


def _key(told: Told) -> str:
    """One reminder: this work, this stage, this due day; of silence, since it was last heard of."""
    return f"system:reminded:{told.owed.row.pk}:{told.mark}"


def _entry(told: Told, now: dt.datetime) -> TaskEntry:
    names = ", ".join(person.full_name for person in told.people)
    return TaskEntry(
        work=told.owed.row,
        kind=EntryKind.REMINDED,
        at=now,
        person_name=SYSTEM.name,
        text=f"{told.stage.name}: {names}"[:4000],
        via=TaskEntry.Via.SYSTEM,
        key=_key(told),
    )


def reminders_on(today: dt.date, plans: list[int]) -> Iterator[Told]:
    """Everything anybody is told of these plans on a day, whether it was mailed before or not. Four queries."""
    owed = [
        Owed(f"plan-work:{work.pk}", work, work.last_day, work.unit_id, work.plan.unit_id, work.owner)
        for work in _looked_at(today, plans)
    ]
    return told_on(owed, today, _stage_of(today))


def _stage_of(today: dt.date) -> StageOf:
    """The stage of a piece of work: by its day, and before that by how long nobody said anything."""
    policy, calendar, due = policy_named(), load_calendar(HOUSE_CALENDAR), by_day(today)

    def silence(work: TaskWork) -> tuple[Stage, dt.date] | None:
        heard = timezone.localdate(work.heard_at)
        begun = work.start is None or work.start <= today
        asked = work.owner_id is not None and begun and is_silent(policy, calendar, today, heard)
        return (_SILENCE, heard) if asked else None

    return lambda owed: due(owed) or silence(owed.row)


def _looked_at(today: dt.date, plans: list[int]) -> QuerySet[TaskWork]:
    """Open work of these plans that may have a reminder."""
    policy = policy_named()
    first, last = looked_at(policy, load_calendar(HOUSE_CALENDAR), today)
    quiet = Q(owner__isnull=False, heard_at__date__lte=today - dt.timedelta(days=policy.silent_after))
    remembered = Q(last_day__gte=first) | Q(last_day=None)
    rows = TaskWork.objects.filter(
        remembered & (Q(last_day__lte=last) | quiet), state__in=OPEN, plan__in=plans
    )
    return rows.select_related("task", "plan__unit", "unit", "owner").order_by("last_day", "id")


def _line(told: Told, person: Person) -> Line:
    work: TaskWork = told.owed.row
    link = address_for(work, person) if person.pk == work.owner_id else ""
    period = ((_("Kỳ:"), work.period_label),) if work.period_label else ()
    facts = (*period, (_("Kế hoạch:"), work.plan.name), *unit_fact(work.unit))
    page = page_of(f"/ke-hoach/viec/{work.pk}/")
    return Line(work.task.content, page, facts, link, GOOD_FOR.days if link else 0)
