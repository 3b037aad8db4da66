# SPDX-License-Identifier: EUPL-1.2
"""The work of a plan in force is opened: one piece for each task, unit and period. Safe to repeat.

A task that comes back gets its next instances some weeks before they begin, as long as the plan runs. What a task no
longer asks for is stopped as long as nobody began with it, and goes on when it is asked for again; nothing is ever
removed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from motcua.law.working_days import working_due
from motcua.law.working_time import Calendar
from motcua.organisations.actors import SYSTEM
from motcua.organisations.calendars import load_calendar
from motcua.organisations.models import Unit
from motcua.plans.models import (
    Decision,
    EntryKind,
    Plan,
    PlanState,
    PlanStep,
    PlanTask,
    TaskEntry,
    TaskWork,
    UnitGroup,
    WorkState,
)
from motcua.plans.performing import doing, locked, plain
from motcua.plans.units import units_of_group
from motcua.plans.work_performing import calendar_of, say
from motcua.plans.working.rhythm import Instance, beat_of, instances

AHEAD: Final = dt.timedelta(days=40)
"""How long before it begins an instance is opened."""

LONGEST: Final = dt.timedelta(days=7 * 365)
"""No task comes back for longer: a year printed wrongly makes no work for a century."""

_Key = tuple[int, int | None, str]


@dataclass(frozen=True, slots=True)
class Opened:
    """What one round did."""

    made: int
    moved: int
    stopped: int


def open_all(now: dt.datetime) -> Opened:
    """The work of every plan in force that a new day or a step since then may have changed.

    One query finds them; one transaction for each.
    """
    since = PlanStep.objects.filter(plan=OuterRef("pk"), id__gt=OuterRef("opened_step"))
    new_day = Q(opened_on=None) | Q(opened_on__lt=timezone.localdate(now))
    plans = Plan.objects.filter(new_day | Exists(since), state=PlanState.IN_FORCE)
    done = [open_works(pk, now) for pk in list(plans.order_by("pk").values_list("pk", flat=True))]
    return Opened(
        sum(one.made for one in done), sum(one.moved for one in done), sum(one.stopped for one in done)
    )


@transaction.atomic
def open_works(pk: int, now: dt.datetime) -> Opened:
    """The work of one plan as it must be by now; a plan that is not in force has none to open."""
    plan = locked(pk)
    if PlanState(plan.state) is not PlanState.IN_FORCE:
        return Opened(0, 0, 0)
    tasks = list(plan.tasks.filter(decision=Decision.ACCEPTED).select_related("lead_unit"))
    wanted = _wanted(plan, tasks, now)
    there = {
        (work.task_id, work.unit_id, work.period): work
        for work in plan.works.select_related("task", "plan__unit", "unit")
        .select_for_update(of=("self",))  # somebody may be taking one on, or getting more time for it
        .order_by("pk")
    }
    today = timezone.localdate(now)
    missing = [key for key, one in wanted.items() if key not in there and one.first <= today + AHEAD]
    _make(plan, missing, wanted, now)
    _go_on([work for key, work in there.items() if key in wanted], now)
    moved = sum(_moved(work, wanted[key], now) for key, work in there.items() if key in wanted)
    stopped = sum(_stopped(work, now) for key, work in there.items() if key not in wanted)
    last = plan.steps.order_by("-id").values_list("pk", flat=True).first()
    Plan.objects.filter(pk=pk).update(opened_on=today, opened_step=last or 0)
    return Opened(len(missing), moved, stopped)


def _wanted(plan: Plan, tasks: Iterable[PlanTask], now: dt.datetime) -> dict[_Key, Instance]:
    """Every instance of every task over the whole time of the plan."""
    sections = [unit.pk for unit in units_of_group(UnitGroup.SECTIONS, plan.unit, timezone.localdate(now))]
    return {
        (task.pk, unit, one.key): one
        for task in tasks
        for one in instances_of(plan, task, now)
        for unit in _units(task, sections)
    }


def instances_of(plan: Plan, task: PlanTask, now: dt.datetime) -> tuple[Instance, ...]:
    """The instances of a task from the day the plan was issued to the end of its year or the task's last day."""
    begun = plan.issued_on or timezone.localdate(plan.put_in_force_at or now)
    year = plan.year or begun.year
    start = max(task.start or dt.date(year, 1, 1), begun)
    beat = beat_of(task.recurrence, task.due_text, plan.reporting)
    end = min(task.due or dt.date(year, 12, 31), start + LONGEST)
    return instances(beat, start, end, task.due)


def _units(task: PlanTask, sections: Sequence[int]) -> Iterator[int | None]:
    if task.lead_unit_id is not None:
        yield task.lead_unit_id
    elif task.lead_group == UnitGroup.SECTIONS and sections:
        yield from sections
    else:
        yield None


def _make(
    plan: Plan, missing: Sequence[_Key], wanted: Mapping[_Key, Instance], now: dt.datetime
) -> list[TaskWork]:
    units = Unit.objects.in_bulk({unit for _task, unit, _period in missing if unit is not None})
    works = [_work(plan, key, wanted[key], units, now) for key in missing]
    made = TaskWork.objects.bulk_create(works, batch_size=500)
    entries = [
        TaskEntry(
            work=work,
            kind=EntryKind.MADE,
            at=now,
            person_name=SYSTEM.name,
            after=_told(work),
            via=TaskEntry.Via.SYSTEM,
            key=f"system:made:{work.pk}",
        )
        for work in made
    ]
    TaskEntry.objects.bulk_create(entries, batch_size=500)
    return made


def _work(plan: Plan, key: _Key, one: Instance, units: Mapping[int, Unit], now: dt.datetime) -> TaskWork:
    task, unit, period = key
    calendar = load_calendar((units[unit] if unit is not None else plan.unit).calendar_code)
    return TaskWork(
        plan=plan,
        task_id=task,
        unit_id=unit,
        period=period,
        period_label=one.label,
        start=one.first,
        due_original=one.due,
        due=one.due,
        last_day=_last_day(calendar, one.due),
        made_at=now,
        heard_at=now,
    )


def _last_day(calendar: Calendar, due: dt.date | None) -> dt.date | None:
    return working_due(calendar, due) if due is not None else None


_TOLD = ("unit_id", "start", "due_original", "due", "last_day", "owner_id", "state", "percent", "done_on")


def _told(work: TaskWork) -> dict[str, Any]:
    """The work as its first entry tells it: from it and the later ones every day can be told again."""
    told: dict[str, Any] = plain({name: getattr(work, name) for name in _TOLD})
    return told


def _go_on(works: Iterable[TaskWork], now: dt.datetime) -> None:
    """What the house stopped because the plan left it out is open again when the plan asks for it again. What a
    person stopped stays stopped.
    """
    ended = [work for work in works if work.state == WorkState.CANCELLED]
    said = TaskEntry.objects.filter(work__in=ended, kind=EntryKind.CANCELLED).order_by("id") if ended else ()
    last = {entry.work_id: entry for entry in said}
    for work in ended:
        if last[work.pk].via == TaskEntry.Via.SYSTEM:
            act = doing(EntryKind.REOPENED, SYSTEM, None, f"again:{work.pk}:{now:%Y%m%d%H%M%S%f}", now)
            words = "Kế hoạch lại giao việc này."
            say(act, work, {"state": WorkState.NOT_STARTED}, via=TaskEntry.Via.SYSTEM, text=words)


def _moved(work: TaskWork, one: Instance, now: dt.datetime) -> int:
    """The plan has another day by now: it counts where nothing else was decided."""
    if work.due_original == one.due or work.state not in (WorkState.NOT_STARTED, WorkState.IN_PROGRESS):
        return 0
    values: dict[str, Any] = {"due_original": one.due}
    if work.due == work.due_original:
        values |= {"due": one.due, "last_day": _last_day(calendar_of(work), one.due)}
    key = f"moved:{work.pk}:{one.due}:{now:%Y%m%d%H%M%S%f}"
    say(doing(EntryKind.RESCHEDULED, SYSTEM, None, key, now), work, values, via=TaskEntry.Via.SYSTEM)
    return 1


def _stopped(work: TaskWork, now: dt.datetime) -> int:
    """The plan no longer asks for it. Work that was begun goes on until a person stops it."""
    if work.state != WorkState.NOT_STARTED or work.owner_id is not None:
        return 0
    act = doing(EntryKind.CANCELLED, SYSTEM, None, f"stopped:{work.pk}:{now:%Y%m%d%H%M%S%f}", now)
    words = "Kế hoạch không còn giao việc này."
    say(act, work, {"state": WorkState.CANCELLED}, via=TaskEntry.Via.SYSTEM, text=words)
    return 1
