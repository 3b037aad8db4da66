# SPDX-License-Identifier: EUPL-1.2
"""Guarded reads of the work on plans: what an official may see, how it stands, pages by key, counts.

How a piece of work stands is one definition (`working.standing`), told twice: in Python for a row, in SQL for a list.
Which days are near is counted by the calendar of the house; the last day in time by that of the unit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils.dateparse import parse_date

from motcua.desk.owners import owners_of
from motcua.law.working_days import working_days_until
from motcua.organisations.actors import Actor
from motcua.organisations.calendars import load_calendar
from motcua.plans.errors import PlanUnknown
from motcua.plans.models import Plan, TaskEntry, TaskWork, WorkState
from motcua.plans.rights import readable_by
from motcua.plans.work_rights import HEADS
from motcua.plans.working.standing import (
    STANDING_NAMES,
    Facts,
    Phase,
    Standing,
    near_day,
    standing_of,
)

HOUSE_CALENDAR: Final = "vn-admin"
COUNT_UP_TO: Final = 5000
"""Rows that counts are told of; beyond it a count has a plus."""
STORY: Final = 200
"""Entries shown of one piece of work, the latest."""

_OPEN: Final = Q(state__in=(WorkState.NOT_STARTED, WorkState.IN_PROGRESS))


@lru_cache(maxsize=64)
def near_on(today: dt.date) -> dt.date:
    """The last day that is near on `today`, by the calendar of the house."""
    return near_day(load_calendar(HOUSE_CALENDAR), today)


def standing_on(work: TaskWork, today: dt.date) -> Standing:
    """How a piece of work stands on a day."""
    facts = Facts(Phase(work.state), work.start, work.due, work.done_on)
    return standing_of(facts, today, near_on(today), work.last_day)


def in_standing(standing: Standing, today: dt.date) -> Q:
    """Filter for work that stands so on a day; the same answer as `standing_on` for every row."""
    late = _OPEN & Q(last_day__lt=today)
    ahead = Q(state=WorkState.NOT_STARTED, start__gt=today) & ~Q(last_day__lt=today)
    near = Q(last_day__gte=today, last_day__lte=near_on(today))
    calm = ~Q(last_day__lt=today) & ~near
    begun = Q(start__lte=today) | Q(start__isnull=True)
    done_late = Q(state=WorkState.DONE, done_on__gt=F("last_day"))
    return {
        Standing.LATE: late,
        Standing.AHEAD: ahead & Q(Q(last_day__isnull=True) | Q(last_day__gte=today)),
        Standing.DUE_SOON: near & (Q(state=WorkState.IN_PROGRESS) | Q(state=WorkState.NOT_STARTED) & begun),
        Standing.IN_PROGRESS: Q(state=WorkState.IN_PROGRESS) & (Q(last_day__isnull=True) | calm),
        Standing.NOT_STARTED: Q(state=WorkState.NOT_STARTED) & begun & (Q(last_day__isnull=True) | calm),
        Standing.DONE: Q(state=WorkState.DONE) & (Q(last_day__isnull=True) | Q(done_on__lte=F("last_day"))),
        Standing.DONE_LATE: done_late,
        Standing.CANCELLED: Q(state=WorkState.CANCELLED),
    }[standing]


def readable(actor: Actor) -> QuerySet[TaskWork]:
    """The work on every plan the actor may open."""
    plans = Plan.objects.filter(readable_by(actor)).order_by().values("pk")
    return TaskWork.objects.filter(plan__in=plans).select_related("task", "unit", "owner", "plan")


def mine(actor: Actor) -> Q:
    """Filter for work the actor owns, or somebody does in whose name they work today."""
    return Q(owner_id__in=owners_of(actor))


def of_my_units(actor: Actor) -> Q:
    """Filter for work of the units in which the actor has a seat."""
    return Q(unit_id__in={seat.unit_id for seat in actor.seats})


def work_of(actor: Actor, pk: int) -> TaskWork:
    """A piece of work with its task, plan and story. Raises `PlanUnknown` when the actor may not see it."""
    entries = TaskEntry.objects.select_related("file", "unit").order_by("-id")[:STORY]
    work = (
        readable(actor)
        .select_related("plan__unit", "task__higher_task__plan", "owner", "unit")
        .prefetch_related(Prefetch("entries", entries, to_attr="story"), "task__supports")
        .filter(pk=pk)
        .first()
    )
    if work is None:
        raise PlanUnknown("Không có việc này.", hint="Hãy mở lại từ trang kế hoạch.")
    return work


def counts(rows: QuerySet[TaskWork], today: dt.date) -> dict[Standing, int]:
    """How many stand how, in one query; at most `COUNT_UP_TO` rows are told of."""
    within = TaskWork.objects.filter(pk__in=_ids(rows)[:COUNT_UP_TO])
    told = {standing.value: Count("pk", filter=in_standing(standing, today)) for standing in STANDING_NAMES}
    found: dict[str, int] = within.aggregate(**told)
    return {Standing(name): number for name, number in found.items()}


def _ids(rows: QuerySet[TaskWork]) -> QuerySet[TaskWork]:
    return rows.order_by().select_related(None).values("pk")  # type: ignore[return-value]  # a subquery


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a list that is ordered by due day, those without one last, then by id."""

    due: dt.date | None
    pk: int

    @property
    def word(self) -> str:
        """As it stands in an address."""
        return f"{self.due or ''}_{self.pk}"


def place_named(word: str) -> Place | None:
    """The place of an address; None for anything else."""
    day, _underscore, pk = word.partition("_")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 18):
        return None
    try:
        due = parse_date(day) if day else None
    except ValueError:
        return None
    return Place(due, int(pk)) if due is not None or not day else None


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of a list, and where it goes on."""

    rows: tuple[TaskWork, ...]
    before: str
    after: str


def page_of(
    rows: QuerySet[TaskWork], most: int, *, after: Place | None = None, before: Place | None = None
) -> Slice:
    """At most `most` rows in the order of their due days, after or before a place. One query."""
    if before is not None:
        found = list(
            rows.filter(_ahead_of(before)).order_by(F("due").desc(nulls_first=True), "-id")[: most + 1]
        )
        more, found = len(found) > most, found[:most][::-1]
        return _slice(found, earlier=more, further=True)
    if after is not None:
        rows = rows.filter(_behind(after))
    found = list(rows.order_by(F("due").asc(nulls_last=True), "id")[: most + 1])
    return _slice(found[:most], earlier=after is not None, further=len(found) > most)


def _slice(found: list[TaskWork], *, earlier: bool, further: bool) -> Slice:
    if not found:
        return Slice((), "", "")
    first, last = found[0], found[-1]
    return Slice(
        tuple(found),
        Place(first.due, first.pk).word if earlier else "",
        Place(last.due, last.pk).word if further else "",
    )


def _behind(place: Place) -> Q:
    if place.due is None:
        return Q(due__isnull=True, id__gt=place.pk)
    return Q(due__gt=place.due) | Q(due=place.due, id__gt=place.pk) | Q(due__isnull=True)


def _ahead_of(place: Place) -> Q:
    if place.due is None:
        return Q(due__isnull=False) | Q(id__lt=place.pk)
    return Q(due__lt=place.due) | Q(due=place.due, id__lt=place.pk)


def days_left(work: TaskWork, today: dt.date) -> int | None:
    """Working days until the last day in time, negative once it is late; None without a due day."""
    if work.last_day is None:
        return None
    return working_days_until(load_calendar(HOUSE_CALENDAR), today, work.last_day)


@dataclass(frozen=True, slots=True)
class Mine:
    """What waits for one officer: open work of their own, what nobody of their units took on, requests to decide."""

    open: int
    late: int
    near: int
    unowned: int
    asked: int
    to_decide: int

    def __bool__(self) -> bool:
        return bool(self.open or self.unowned or self.asked or self.to_decide)


def mine_of(actor: Actor, today: dt.date) -> Mine:
    """The numbers on the desk of an officer. One query over their own work and that of their units."""
    own, begun = mine(actor), Q(start__lte=today) | Q(start__isnull=True)
    decides = Q(asked_due__isnull=False, plan__unit_id__in=_headed(actor))
    rows = TaskWork.objects.filter(_OPEN & (own | of_my_units(actor) | decides), plan__state="in_force")
    found = TaskWork.objects.filter(pk__in=_ids(rows)[:COUNT_UP_TO]).aggregate(
        open=Count("pk", filter=own),
        late=Count("pk", filter=own & in_standing(Standing.LATE, today)),
        near=Count("pk", filter=own & in_standing(Standing.DUE_SOON, today)),
        unowned=Count("pk", filter=Q(owner__isnull=True) & begun & of_my_units(actor)),
        asked=Count("pk", filter=own & Q(asked_due__isnull=False)),
        to_decide=Count("pk", filter=decides),
    )
    return Mine(**found)


def _headed(actor: Actor) -> frozenset[int]:
    """The units the actor heads, with all below: about more time in their plans they decide."""
    return frozenset().union(*(seat.covers for seat in actor.seats if seat.role in HEADS))


@dataclass(frozen=True, slots=True)
class TaskNow:
    """A task of a plan with its work, each with how it stands; the whole stands as its most pressing part."""

    task_id: int
    works: tuple[TaskWork, ...]
    standings: tuple[Standing, ...]
    standing: Standing | None
    percent: int


def tasks_now(plan: Plan, today: dt.date) -> dict[int, TaskNow]:
    """How each task of a plan stands, by its id. Two queries however many tasks; ended instances count too."""
    rows = TaskWork.objects.filter(plan=plan).select_related("unit", "owner").order_by("start", "id")
    by_task: dict[int, list[TaskWork]] = {}
    for work in rows[:COUNT_UP_TO]:
        by_task.setdefault(work.task_id, []).append(work)
    return {task: _task_now(task, works, today) for task, works in by_task.items()}


_PRESSING: Final = tuple(STANDING_NAMES)
_BEGUN: Final = frozenset({Standing.DONE, Standing.DONE_LATE})


def _task_now(task: int, works: list[TaskWork], today: dt.date) -> TaskNow:
    standings = tuple(standing_on(work, today) for work in works)
    counted = [work.percent for work in works if work.state != WorkState.CANCELLED]
    return TaskNow(
        task,
        tuple(works),
        standings,
        most_pressing(standings),
        round(sum(counted) / len(counted)) if counted else 0,
    )


def most_pressing(standings: Iterable[Standing]) -> Standing | None:
    """The first of them in the order of `STANDING_NAMES`; None of nothing. What is done in part has begun."""
    told = frozenset(standings)
    found = min(told, key=_PRESSING.index, default=None)
    return Standing.IN_PROGRESS if found is Standing.NOT_STARTED and told & _BEGUN else found
