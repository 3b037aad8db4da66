# SPDX-License-Identifier: EUPL-1.2
"""How far the plans below take up a plan: who carries out which duty, and which nobody took up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from motcua.organisations.models import Unit
from motcua.organisations.queries import unit_names
from motcua.plans.models import Decision, Plan, PlanState, PlanTask, TaskWork, UnitGroup
from motcua.plans.units import units_of_group
from motcua.plans.working.coverage import Coverage, Covered, Taker, coverage, likely

MOST_BELOW: Final = 20_000
"""Tasks of lower plans that are told."""

_TOLD: Final = (PlanState.IN_FORCE, PlanState.CLOSED)


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of the plan: which plans below took it up, how much of it is worked on directly, and which units do
    neither."""

    task: PlanTask
    covered: Covered
    takers: tuple[tuple[str, Taker], ...]
    missing: tuple[str, ...]
    works: int

    @property
    def nobody(self) -> bool:
        """Whether no plan below took it up and nobody works on it directly."""
        return not self.covered.is_taken and not self.works


@dataclass(frozen=True, slots=True)
class CoveredPlan:
    """The plan with its duties in order, the plans below, and the tasks there that carry out none of them."""

    plan: Plan
    duties: tuple[Duty, ...]
    below: tuple[Plan, ...]
    own: int

    @property
    def untaken(self) -> tuple[Duty, ...]:
        """Duties nobody took up."""
        return tuple(duty for duty in self.duties if duty.nobody)

    @property
    def partly(self) -> tuple[Duty, ...]:
        """Duties that some of the units they are meant for did not take up."""
        return tuple(duty for duty in self.duties if duty.covered.is_taken and duty.missing)

    @property
    def taken(self) -> int:
        """How many duties somebody took up, in a plan below or directly."""
        return len(self.duties) - len(self.untaken)


def coverage_of(plan: Plan) -> CoveredPlan:
    """The coverage of a plan in force. Eight queries at most, however many plans lie below."""
    tasks = list(
        plan.tasks.filter(decision=Decision.ACCEPTED).select_related("lead_unit").order_by("order", "id")
    )
    below = list(
        plan.carried_out_by.filter(state__in=_TOLD).select_related("unit").order_by("unit__name_key", "id")
    )
    rows = PlanTask.objects.filter(plan__in=below, decision=Decision.ACCEPTED)
    lower = [
        (Taker(pk, plan_id, unit), higher)
        for pk, plan_id, unit, higher in rows.order_by("id").values_list(
            "pk", "plan_id", "plan__unit_id", "higher_task_id"
        )[:MOST_BELOW]
    ]
    meant = _meant_for(plan, tasks)
    found: Coverage = coverage([task.pk for task in tasks], lower, meant)
    names = unit_names(
        {unit for row in found.rows for unit in (*row.missing, *(one.unit for one in row.takers))}
    )
    begun = TaskWork.objects.filter(plan=plan).exclude(owner=None, state="not_started")
    worked: dict[int, list[int | None]] = {}
    for task_id, unit_id in begun.values_list("task_id", "unit_id"):
        worked.setdefault(task_id, []).append(unit_id)
    duties = tuple(
        Duty(
            task,
            row,
            tuple((names[taker.unit], taker) for taker in {one.plan: one for one in row.takers}.values()),
            tuple(names[unit] for unit in row.missing if unit not in worked.get(task.pk, ())),
            len(worked.get(task.pk, ())),
        )
        for task, row in zip(tasks, found.rows, strict=True)
    )
    return CoveredPlan(plan, duties, tuple(below), len(found.own))


def _meant_for(plan: Plan, tasks: list[PlanTask]) -> dict[int, frozenset[int]]:
    """The units each duty is meant for, where the plan names a group of units or one other than its own."""
    day = timezone.localdate()
    groups = {task.lead_group for task in tasks if task.lead_group}
    members: dict[str, frozenset[int]] = {
        group: frozenset(unit.pk for unit in _members(group, plan.unit, day)) for group in groups
    }
    found = {}
    for task in tasks:
        if task.lead_group:
            found[task.pk] = members[task.lead_group]
        elif task.lead_unit_id is not None and task.lead_unit_id != plan.unit_id:
            found[task.pk] = frozenset({task.lead_unit_id})
    return found


def _members(group: str, owner: Unit, day: dt.date) -> list[Unit]:
    return units_of_group(UnitGroup(group), owner, day)


@dataclass(frozen=True, slots=True)
class Tie:
    """A task of the lower plan with the duty it carries out, and the duties it may carry out, likeliest first."""

    task: PlanTask
    chosen: int | None
    likely: tuple[int, ...]


def ties_of(plan: Plan) -> tuple[list[Tie], list[PlanTask]]:
    """The tasks of a plan beside the duties of its higher plan. Two queries; likeness is told in Python."""
    if plan.higher_id is None:
        return [], []
    duties = list(
        PlanTask.objects.filter(plan=plan.higher_id, decision=Decision.ACCEPTED).order_by("order", "id")
    )
    words = {duty.pk: duty.content for duty in duties}
    tasks = plan.tasks.filter(decision=Decision.ACCEPTED).order_by("order", "id")
    ties = [
        Tie(task, task.higher_task_id, tuple(pk for pk, _score in likely(task.content, words)))
        for task in tasks
    ]
    return ties, duties
