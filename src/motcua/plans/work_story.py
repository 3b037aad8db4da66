# SPDX-License-Identifier: EUPL-1.2
"""How the work of a plan stood at a moment, told from its entries and not from what the rows say by now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from motcua.plans.models import EntryKind, Plan, TaskEntry
from motcua.plans.work_queries import near_on
from motcua.plans.working.standing import Facts, Phase, Standing, standing_of

MOST_ENTRIES = 50_000
"""Entries of one plan that are told; a plan has some thousands."""


@dataclass(slots=True)
class WorkThen:
    """A piece of work as it stood. `said`: its entries up to the moment, in order."""

    work_id: int
    task_id: int
    period_label: str
    unit_id: int | None = None
    start: dt.date | None = None
    due_original: dt.date | None = None
    due: dt.date | None = None
    last_day: dt.date | None = None
    owner_id: int | None = None
    state: str = Phase.NOT_STARTED
    percent: int = 0
    done_on: dt.date | None = None
    asked_due: dt.date | None = None
    said: list[TaskEntry] = field(default_factory=list)

    def standing_on(self, day: dt.date) -> Standing:
        """How it stood on a day."""
        facts = Facts(Phase(self.state), self.start, self.due, self.done_on)
        return standing_of(facts, day, near_on(day), self.last_day)

    @property
    def files(self) -> list[TaskEntry]:
        """Entries that brought evidence."""
        return [entry for entry in self.said if entry.file_id]

    def last(self, *kinds: EntryKind) -> TaskEntry | None:
        """The last entry of these kinds."""
        return next((entry for entry in reversed(self.said) if entry.kind in kinds), None)


_DAYS = frozenset({"start", "due_original", "due", "last_day", "done_on", "asked_due"})
_FIELDS = frozenset({"unit_id", "owner_id", "state", "percent", *_DAYS})


def works_then(plan: Plan, moment: dt.datetime | None = None) -> list[WorkThen]:
    """The work of a plan as it stood at `moment`, in the order of the plan. One query."""
    rows = (
        TaskEntry.objects.filter(work__plan=plan, at__lte=moment or timezone.now())
        .select_related("work__task")
        .order_by("id")
    )
    found: dict[int, WorkThen] = {}
    order: dict[int, tuple[int, int, int]] = {}
    for entry in rows[:MOST_ENTRIES]:
        work = entry.work
        then = found.setdefault(work.pk, WorkThen(work.pk, work.task_id, work.period_label))
        order.setdefault(work.pk, (work.task.order, work.task_id, work.pk))
        _take(then, entry)
    return sorted(found.values(), key=lambda then: order[then.work_id])


def _take(then: WorkThen, entry: TaskEntry) -> None:
    then.said.append(entry)
    for name, value in entry.after.items():
        if name in _FIELDS:
            setattr(then, name, _value(name, value))


def _value(name: str, value: Any) -> Any:
    return dt.date.fromisoformat(value) if name in _DAYS and value else value
