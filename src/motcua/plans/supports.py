# SPDX-License-Identifier: EUPL-1.2
"""The units that help with a task, and the numbers that keep tasks in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from motcua.plans.models import PlanTask, TaskSupport

GAP: Final = 10
"""Between the numbers of two tasks, so that one can be put between."""


def set_supports(task: PlanTask, supports: Iterable[tuple[str, int | None, str]]) -> None:
    """The units that help with a task, in place of those before."""
    task.supports.all().delete()
    TaskSupport.objects.bulk_create(
        TaskSupport(task=task, text=text, unit_id=unit, group=group) for text, unit, group in supports
    )


def supports_of(task: PlanTask) -> list[dict[str, Any]]:
    """The units that help with a task, as a step keeps them."""
    return [{"text": one.text, "unit": one.unit_id, "group": one.group} for one in task.supports.all()]


def with_known_meaning(read: Iterable[dict[str, Any]], own: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Helping units as read; what a task already says a printed name means is kept."""
    known = {one["text"]: one for one in own if one["unit"] or one["group"]}
    return [known.get(one["text"], one) for one in read]
