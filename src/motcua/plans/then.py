# SPDX-License-Identifier: EUPL-1.2
"""A plan as it stood at a moment: what the rows say by now, with every later step taken back, latest first."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from motcua.plans.models import Decision, Plan, PlanStep, PlanTask

_HEAD: Final = frozenset(
    {
        *("kind", "number", "symbol", "issuer", "place", "issued_on", "title", "year"),
        *("signer", "signer_position", "state"),
    }
)
_DAYS: Final = frozenset({"start", "due", "issued_on"})
MOST_STEPS: Final = 100_000


def plan_then(plan: Plan, moment: dt.datetime) -> tuple[Plan, list[PlanTask]]:
    """The head and the accepted tasks as they stood at `moment`, in their order. Three queries.

    The rows given back are for reading only: saving them would undo what was done since.
    """
    tasks = {task.pk: task for task in plan.tasks.select_related("lead_unit").defer("source")}
    then = Plan.objects.select_related("unit__parent").get(pk=plan.pk)
    later = PlanStep.objects.filter(plan=plan, at__gt=moment, target_id__isnull=True).order_by("-id")[
        :MOST_STEPS
    ]
    for one in later:
        if one.task_id is None:
            _take_back(then, one, _HEAD)
        elif one.after.get("created"):
            tasks.pop(one.task_id, None)
        elif (task := tasks.get(one.task_id)) is not None:
            _take_back(task, one, None)
    accepted = [task for task in tasks.values() if task.decision == Decision.ACCEPTED]
    return then, sorted(accepted, key=lambda task: (task.order, task.pk))


def _take_back(row: Any, one: PlanStep, known: frozenset[str] | None) -> None:
    for name, value in one.before.items():
        if name == "supports" or (known is not None and name not in known):
            continue
        setattr(row, name, dt.date.fromisoformat(value) if name in _DAYS and value else value)
