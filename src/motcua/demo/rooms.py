# SPDX-License-Identifier: EUPL-1.2
"""What the demonstration shows besides dossiers in work: queues, plans, targets, the reform index, inspections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final

from motcua.demo import setup
from motcua.dossiers.models import Dossier
from motcua.inspections.models import InspectionPlan
from motcua.law.clock import VIETNAM
from motcua.organisations.models import Unit
from motcua.plans.models import Plan, PlanTarget
from motcua.reform.models import CriteriaSet

if TYPE_CHECKING:
    from motcua.statistics.rebuilding import Progress


def has_queues() -> bool:
    """Whether made-up dossiers wait."""
    return Dossier.objects.filter(external_code__startswith=setup.CODES).exists()


def has_plans() -> bool:
    """Whether the made-up plans are there."""
    return Plan.objects.filter(title__endswith=setup.MARK).exists()


def has_targets() -> bool:
    """Whether a made-up plan has targets."""
    return PlanTarget.objects.filter(plan__title__endswith=setup.MARK).exists()


def has_reform() -> bool:
    """Whether the committee has criteria of the reform index."""
    return CriteriaSet.objects.filter(unit__code=setup.COMMITTEE).exists()


def has_inspections() -> bool:
    """Whether the committee has planned inspections."""
    return InspectionPlan.objects.filter(unit__code=setup.COMMITTEE).exists()


ROOMS: Final[tuple[tuple[Callable[[], bool], str, str], ...]] = (
    (has_queues, "motcua.demo.queue", "fill_queues"),
    (has_plans, "motcua.demo.plan", "make_plan"),
    (has_targets, "motcua.demo.targets", "make_targets"),
    (has_reform, "motcua.demo.reform", "show_reform"),
    (has_inspections, "motcua.demo.inspecting", "inspect_and_keep"),
)
"""Whether a room is filled, and who fills it, in order: targets stand in the plan."""


def fill_rooms(now: dt.datetime, progress: Progress | None = None) -> None:
    """Fill each room once; nothing happens to what is there. `progress`: who hears of figures made on the way."""
    if all(is_filled() for is_filled, _, _ in ROOMS):
        return
    _bring_figures_forward(now, progress)
    for is_filled, module, name in ROOMS:
        if not is_filled():
            fill = getattr(import_module(module), name)  # ⚡ loaded only for what is missing
            fill(now)


def _bring_figures_forward(now: dt.datetime, progress: Progress | None) -> None:
    """Beside a simulated province, whose figures nobody has made yet: rooms ask for figures."""
    from motcua.statistics import FiguresBehind, Question, ask  # ⚡ as above

    today = now.astimezone(VIETNAM).date()
    try:
        ask(Question(unit=Unit.objects.get(code=setup.COMMITTEE).pk, first=today, last=today))
    except FiguresBehind:
        from motcua.statistics.rebuilding import bring_forward

        bring_forward(progress)
