# SPDX-License-Identifier: EUPL-1.2
"""Rows of plans: the documents and their readings, the tasks, and everything that was done with them."""

from motcua.plans.models.documents import Plan, PlanFile, PlanReading, PlanState, PlanWarning, ReadingState
from motcua.plans.models.steps import PlanStep
from motcua.plans.models.tasks import Decision, PlanTask, Recurrence, TaskSupport, UnitGroup

__all__ = [
    "Decision",
    "Plan",
    "PlanFile",
    "PlanReading",
    "PlanState",
    "PlanStep",
    "PlanTask",
    "PlanWarning",
    "ReadingState",
    "Recurrence",
    "TaskSupport",
    "UnitGroup",
]
