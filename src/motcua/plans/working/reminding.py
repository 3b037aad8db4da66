# SPDX-License-Identifier: EUPL-1.2
"""When somebody is reminded of a piece of work and whom it is escalated to, from `data/plans/reminding.yaml`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Any

import yaml

from motcua.datafiles import DATA
from motcua.errors import MotCuaError
from motcua.law.working_time import Calendar
from motcua.plans.working.standing import shifted, working_days_until

SILENT = "silent"
"""Code of the question to the owner of work nobody said anything about."""


class To(StrEnum):
    """Who is told."""

    OWNER = "owner"
    LEAD = "lead"
    PLAN = "plan"
    HEAD = "head"


class ReminderPolicyBroken(MotCuaError, ValueError):
    """The policy contradicts itself."""

    code = "reminder_policy_broken"


@dataclass(frozen=True, slots=True)
class Stage:
    """One reminder. `days`: working days until the due day at which it begins; negative after it."""

    code: str
    name: str
    days: int
    to: frozenset[To]


@dataclass(frozen=True, slots=True)
class ReminderPolicy:
    """Stages in the order of time. Raises `ReminderPolicyBroken` when they are not, or tell fewer people later."""

    name: str
    stages: tuple[Stage, ...]
    silent_after: int

    def __post_init__(self) -> None:
        for one, other in pairwise(self.stages):
            if other.days >= one.days or not one.to <= other.to:
                raise ReminderPolicyBroken(f"Mức nhắc “{other.name}” phải đến sau và không bớt người nhận.")
        if not self.stages or self.silent_after < 1:
            raise ReminderPolicyBroken("Quy tắc nhắc việc phải có ít nhất một mức nhắc.")

    def stage(self, days_left: int) -> Stage | None:
        """The stage that holds with so many working days left; None: too early."""
        reached = [stage for stage in self.stages if days_left <= stage.days]
        return reached[-1] if reached else None


def stage_on(policy: ReminderPolicy, calendar: Calendar, today: dt.date, due: dt.date) -> Stage | None:
    """The stage of work due on `due` (a working day, see `working_due`) as it is on `today`."""
    return policy.stage(working_days_until(calendar, today, due))


def is_silent(policy: ReminderPolicy, calendar: Calendar, today: dt.date, heard: dt.date) -> bool:
    """Whether nobody said anything about work that has begun for so long that its owner is asked."""
    return shifted(calendar, heard, policy.silent_after) <= today


def looked_at_until(policy: ReminderPolicy, calendar: Calendar, today: dt.date) -> dt.date:
    """No work due after this day has a reminder yet: bounds what is read."""
    return shifted(calendar, today, max(0, policy.stages[0].days) + 1)


@cache
def policy_named(name: str = "standard") -> ReminderPolicy:
    """A policy of the data file. Raises `ReminderPolicyBroken`."""
    told = yaml.safe_load((DATA / "plans" / "reminding.yaml").read_text(encoding="utf-8"))
    return _read(told[name])


def _read(row: Mapping[str, Any]) -> ReminderPolicy:
    stages = tuple(
        Stage(one["code"], one["name"], one["days"], frozenset(To(to) for to in one["to"]))
        for one in row["stages"]
    )
    return ReminderPolicy(row["name"], stages, row["silent_after"])
