# SPDX-License-Identifier: EUPL-1.2
"""Rows of plans: the documents and their readings, the tasks, and everything that was done with them."""

from motcua.plans.models.documents import Plan, PlanFile, PlanReading, PlanState, PlanWarning, ReadingState
from motcua.plans.models.living import EntryKind, TaskEntry, TaskWork, WorkState
from motcua.plans.models.steps import PlanStep
from motcua.plans.models.targets import Comparison, PlanTarget, TargetDay, TargetReading
from motcua.plans.models.tasks import Decision, PlanTask, Recurrence, TaskSupport, UnitGroup

__all__ = [
    "Comparison",
    "Decision",
    "EntryKind",
    "Plan",
    "PlanFile",
    "PlanReading",
    "PlanState",
    "PlanStep",
    "PlanTarget",
    "PlanTask",
    "PlanWarning",
    "ReadingState",
    "Recurrence",
    "TargetDay",
    "TargetReading",
    "TaskEntry",
    "TaskSupport",
    "TaskWork",
    "UnitGroup",
    "WorkState",
]
