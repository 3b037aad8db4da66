# SPDX-License-Identifier: EUPL-1.2
"""Guarded reads of plans: lists, one plan, its tasks as they are confirmed, its source, what happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.utils import timezone

from motcua.organisations.actors import Actor
from motcua.organisations.models import Unit, UnitKind, in_force
from motcua.plans.acts.many import SURE_ENOUGH
from motcua.plans.errors import PlanUnknown
from motcua.plans.models import (
    Decision,
    Plan,
    PlanFile,
    PlanReading,
    PlanState,
    PlanTask,
    ReadingState,
    TaskSupport,
)
from motcua.plans.rights import CONFIRMERS, OWN_HEADS, PUBLISHED, confirmable_by, confirming_seat, readable_by
from motcua.reports.places import own_agencies

PAGE = 30
"""Plans of a page."""
_MOST_UNITS = 500
_MOST_HIGHER = 60
_FURTHEST_PAGE = 100_000
"""A place in a list that the database still takes for one."""


@dataclass(frozen=True, slots=True)
class Line:
    """A plan in a list, with how many of its tasks are decided how."""

    plan: Plan
    proposed: int
    accepted: int


@dataclass(frozen=True, slots=True)
class Source:
    """One page of a file as read: number of its first line, its lines, its picture, where lines stand on it."""

    reading: int
    number: int
    pages: int
    first: int
    lines: tuple[str, ...]
    boxes: tuple[tuple[int, int, int, int], ...]
    image: str


def plans_of(
    readable: Q, states: Iterable[PlanState], year: int | None = None, before: int | None = None
) -> list[Line]:
    """Plans of those `readable`, latest first, one more than a page holds. Two queries."""
    found = Plan.objects.filter(readable, state__in=list(states)).select_related("unit")
    if year is not None:
        found = found.filter(year=year)
    if before is not None:
        found = found.filter(pk__lt=before)
    plans = list(found.order_by("-id")[: PAGE + 1])
    counted = (
        PlanTask.objects.filter(plan__in=plans)
        .values("plan")
        .annotate(
            proposed=Count("pk", filter=Q(decision=Decision.PROPOSED)),
            accepted=Count("pk", filter=Q(decision=Decision.ACCEPTED)),
        )
    )
    numbers = {row["plan"]: (row["proposed"], row["accepted"]) for row in counted}
    return [Line(plan, *numbers.get(plan.pk, (0, 0))) for plan in plans]


def years_of(readable: Q) -> list[int]:
    """The years of the plans of those `readable`, latest first."""
    found = Plan.objects.filter(readable, year__isnull=False).values_list("year", flat=True)
    return sorted({year for year in found.distinct() if year is not None}, reverse=True)


def plan_of(actor: Actor, pk: int) -> Plan:
    """The plan, for whoever may open it. Raises `PlanUnknown`."""
    plan = Plan.objects.select_related("unit__parent", "higher").filter(readable_by(actor), pk=pk).first()
    if plan is None:
        raise PlanUnknown("Không có kế hoạch này.", hint="Hoặc kế hoạch chưa được đưa vào thực hiện.")
    return plan


def confirmable_plan(actor: Actor, pk: int) -> Plan:
    """The plan, for whoever confirms it. Raises `PlanUnknown`."""
    plan = Plan.objects.select_related("unit__parent", "higher").filter(confirmable_by(actor), pk=pk).first()
    if plan is None:
        raise PlanUnknown("Không có kế hoạch này.", hint="Hoặc bạn không xác nhận kế hoạch của đơn vị này.")
    return plan


def may_confirm(actor: Actor, plan: Plan) -> bool:
    """Whether the buttons that change something are shown; the acts ask again."""
    return confirming_seat(actor, plan.unit_id) is not None


def may_open_any(actor: Actor) -> bool:
    """Whether the actor may bring in plans at all."""
    return any(seat.role in CONFIRMERS | OWN_HEADS for seat in actor.seats)


def units_to_plan_for(actor: Actor) -> list[Unit]:
    """Units whose plans the actor may bring in: their own agency and section first, then those below. Bounded."""
    heads = {seat.unit_id for seat in actor.seats if seat.role in OWN_HEADS}
    own = [*own_agencies(actor, CONFIRMERS), *heads]
    scope = [seat.unit_id for seat in actor.seats if seat.role in CONFIRMERS]
    parents = Unit.objects.filter(pk__in=own, kind=UnitKind.PEOPLES_COMMITTEE).values_list(
        "parent_id", flat=True
    )
    agencies = (UnitKind.PEOPLES_COMMITTEE, UnitKind.DEPARTMENT)
    below = Q(parent__in=[*own, *scope]) | Q(ancestors__overlap=list(parents), kind__in=agencies)
    today = timezone.localdate()
    found = Unit.objects.filter(in_force(today)).filter(Q(pk__in=own) | below).order_by("name_key", "code")
    units = list(found[:_MOST_UNITS])
    return sorted(units, key=lambda unit: unit.pk not in own)


def higher_plans(actor: Actor, plan: Plan) -> list[Plan]:
    """Plans this one may carry out: in force, of other units, of the years around; the one it does. Bounded."""
    year = plan.year or timezone.localdate().year
    found = Plan.objects.filter(readable_by(actor), state__in=PUBLISHED, year__in=(year - 1, year, year + 1))
    others = found.exclude(pk=plan.pk).exclude(higher=plan).select_related("unit")
    found_first = list(others.order_by("-year", "unit__name_key", "-id")[:_MOST_HIGHER])
    held = plan.higher
    return found_first if held is None or held in found_first else [held, *found_first]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far confirming is."""

    proposed: int
    accepted: int
    rejected: int
    doubtful: int
    differing: int

    @property
    def total(self) -> int:
        """All that was proposed or written."""
        return self.proposed + self.accepted + self.rejected

    @property
    def decided(self) -> int:
        """What somebody decided."""
        return self.accepted + self.rejected


def progress_of(tasks: Iterable[PlanTask]) -> Progress:
    """Counted over the tasks of a plan."""
    listed = list(tasks)
    counts = {decision: sum(one.decision == decision for one in listed) for decision in Decision}
    waiting = [one for one in listed if one.decision == Decision.PROPOSED]
    return Progress(
        counts[Decision.PROPOSED],
        counts[Decision.ACCEPTED],
        counts[Decision.REJECTED],
        sum(one.confidence < SURE_ENOUGH for one in waiting),
        sum(bool(one.offered) for one in listed),
    )


def tasks_of(plan: Plan) -> list[PlanTask]:
    """All tasks in the order of the document, without what only the one in hand needs. One query."""
    return list(plan.tasks.select_related("lead_unit").defer("source").order_by("order", "id"))


def task_of(plan: Plan, pk: int) -> PlanTask:
    """One task with everything. Three queries. Raises `PlanUnknown`."""
    task = plan.tasks.select_related("lead_unit").prefetch_related("supports__unit").filter(pk=pk).first()
    if task is None:
        raise PlanUnknown("Kế hoạch không có nhiệm vụ này.", hint="Hãy mở lại trang kế hoạch.")
    return task


def printed_units(plan: Plan) -> list[tuple[str, int | None, str]]:
    """Each unit the tasks of a plan print, as often as they do, with the unit or group it means. Two queries."""
    live = plan.tasks.exclude(decision=Decision.REJECTED)
    leads = live.exclude(lead_text="").values_list("lead_text", "lead_unit", "lead_group")
    helpers = TaskSupport.objects.filter(task__in=live).values_list("text", "unit", "group")
    return [*leads, *helpers]


def source_page(reading: int, number: int) -> Source | None:
    """One page of a reading; None where there is none. Only that page leaves the database. One query."""
    column = f"pages__{min(max(number, 1), _FURTHEST_PAGE) - 1}"
    row = PlanReading.objects.filter(pk=reading).values("pages_total", page=F(column)).first()
    if row is None or not row["page"]:
        return None
    page = row["page"]
    boxes = tuple((one[0], one[1], one[2], one[3]) for one in page.get("boxes", ()))
    return Source(
        reading, page["number"], row["pages_total"], page["first"], tuple(page["lines"]), boxes, page["image"]
    )


def page_image(plan: Plan, reading: int, number: int) -> str:
    """The hash of the picture of a page. Raises `PlanUnknown`."""
    known = PlanReading.objects.filter(pk=reading, plan=plan).exists()
    page = source_page(reading, number) if known else None
    if page is None or not page.image:
        raise PlanUnknown("Trang này không có ảnh.", hint="Hãy mở tệp gốc.")
    return page.image


def last_readings(plan: Plan) -> list[PlanReading]:
    """The last reading of each file, in the order of the files, without what was read. One query."""
    found = plan.readings.select_related("file").defer("content", "pages").order_by("file_id", "-id")
    return list(found.distinct("file_id"))


def is_waiting(readings: Iterable[PlanReading]) -> bool:
    """Whether any of them still waits or is being read."""
    return any(one.state in (ReadingState.QUEUED, ReadingState.RUNNING) for one in readings)


def file_of(plan: Plan, pk: int) -> PlanFile:
    """A file of the plan. Raises `PlanUnknown`."""
    found = plan.files.select_related("file").filter(pk=pk).first()
    if found is None:
        raise PlanUnknown("Kế hoạch không có tệp này.", hint="Hãy mở lại trang kế hoạch.")
    return found


def waits_too_long(readings: Iterable[PlanReading], now: dt.datetime) -> bool:
    """Whether something waits that nobody has begun with for half a minute: no worker runs."""
    patience = dt.timedelta(seconds=30)
    return any(one.state == ReadingState.QUEUED and now - one.asked_at > patience for one in readings)
