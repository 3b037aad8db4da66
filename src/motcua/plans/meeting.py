# SPDX-License-Identifier: EUPL-1.2
"""The monthly sheet of a plan for the meeting of the office: what was done, what is late, what has to be decided.

Told from the entries as of the end of the month, so that the sheet of a past month stays what it was.
"""

from __future__ import annotations

import calendar as months
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from motcua.law.clock import VIETNAM
from motcua.organisations.queries import person_names, unit_names
from motcua.plans.models import EntryKind, Plan, PlanTask, TaskEntry
from motcua.plans.work_story import WorkThen, works_then
from motcua.plans.working.standing import ENDED, Standing


class Part(StrEnum):
    """The parts of the sheet, in their order."""

    TO_DECIDE = "to_decide"
    LATE = "late"
    DONE = "done"
    GOING_ON = "going_on"
    NEXT = "next"


PART_NAMES: dict[Part, str] = {
    Part.TO_DECIDE: "Xin gia hạn, chờ quyết định",
    Part.LATE: "Quá hạn, chưa xong",
    Part.DONE: "Hoàn thành trong tháng",
    Part.GOING_ON: "Đang thực hiện",
    Part.NEXT: "Đến hạn tháng tới",
}
"""Headings of the parts. Work stands in the first part it belongs to."""


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of work on the sheet. `said`: the last report; `told`: words of those who lead it, in this month."""

    then: WorkThen
    task: PlanTask
    unit: str
    owner: str
    standing: Standing
    said: str
    told: tuple[TaskEntry, ...]


@dataclass(frozen=True, slots=True)
class MeetingSheet:
    """The sheet of one plan and month; `as_of` is the last moment that was looked at."""

    plan: Plan
    first: dt.date
    last: dt.date
    as_of: dt.datetime
    parts: tuple[tuple[Part, tuple[Line, ...]], ...]

    @property
    def counts(self) -> dict[Part, int]:
        """How many stand in each part."""
        return {part: len(lines) for part, lines in self.parts}


def sheet_of(plan: Plan, month: dt.date, now: dt.datetime) -> MeetingSheet:
    """The sheet of the month that `month` lies in, as it stood at its end, or as it stands now. Four queries."""
    first = month.replace(day=1)
    last = month.replace(day=months.monthrange(month.year, month.month)[1])
    end = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), VIETNAM) - dt.timedelta(microseconds=1)
    as_of = min(now, end)
    today = timezone.localdate(as_of)
    works = works_then(plan, as_of)
    tasks = plan.tasks.in_bulk({then.task_id for then in works})
    units = unit_names({then.unit_id for then in works if then.unit_id})
    people = person_names({then.owner_id for then in works if then.owner_id})
    found: dict[Part, list[Line]] = {part: [] for part in Part}
    for then in works:
        part = _part(then, first, last, today)
        if part is not None:
            found[part].append(_line(then, tasks[then.task_id], units, people, first, today))
    return MeetingSheet(plan, first, last, as_of, tuple((part, tuple(found[part])) for part in Part))


def _part(then: WorkThen, first: dt.date, last: dt.date, today: dt.date) -> Part | None:
    standing = then.standing_on(today)
    if standing in (Standing.DONE, Standing.DONE_LATE):
        return Part.DONE if then.done_on is not None and first <= then.done_on <= last else None
    if standing in ENDED:
        return None
    if then.asked_due is not None:
        return Part.TO_DECIDE
    if standing is Standing.LATE:
        return Part.LATE
    following = (last + dt.timedelta(days=1)).replace(day=28) + dt.timedelta(days=4)
    if then.due is not None and last < then.due < following.replace(day=1):
        return Part.NEXT
    begun = then.start is None or then.start <= last
    return Part.GOING_ON if begun else None


_WORDS = (EntryKind.PROGRESS, EntryKind.DONE, EntryKind.EXTENSION_ASKED, EntryKind.EVIDENCE)


def _line(
    then: WorkThen,
    task: PlanTask,
    units: dict[int, str],
    people: dict[int, str],
    first: dt.date,
    today: dt.date,
) -> Line:
    last = then.last(*_WORDS)
    return Line(
        then,
        task,
        units.get(then.unit_id or 0, task.lead_text),
        people.get(then.owner_id or 0, ""),
        then.standing_on(today),
        last.text if last else "",
        tuple(_told(then.said, first)),
    )


def _told(said: Iterable[TaskEntry], first: dt.date) -> Iterable[TaskEntry]:
    return (
        entry
        for entry in said
        if entry.kind == EntryKind.INSTRUCTION and timezone.localdate(entry.at) >= first
    )
