# SPDX-License-Identifier: EUPL-1.2
"""When somebody is reminded of what has to be done by a day, and whom it is escalated to.

The policy is `data/reminders/owed.yaml`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Any

from motcua.datafiles import DATA, read_yaml
from motcua.errors import MotCuaError
from motcua.law.working_days import shifted, working_days_until
from motcua.law.working_time import Calendar

SILENT = "silent"
"""Code of the question to the owner of work nobody said anything about."""

FORGOTTEN = dt.timedelta(days=60)
"""So long after its last stage began something late is on its page and is no longer mailed about."""


class To(StrEnum):
    """Who is told."""

    OWNER = "owner"
    LEAD = "lead"
    ABOVE = "above"
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
    """The stage of what is due on `due` (a working day, see `law.working_days`) as it is on `today`."""
    return policy.stage(working_days_until(calendar, today, due))


def is_silent(policy: ReminderPolicy, calendar: Calendar, today: dt.date, heard: dt.date) -> bool:
    """Whether nobody said anything about work that has begun for so long that its owner is asked."""
    return shifted(calendar, heard, policy.silent_after) <= today


def looked_at(policy: ReminderPolicy, calendar: Calendar, today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last due day anybody is reminded of on a day: bounds what is read."""
    first = shifted(calendar, today, policy.stages[-1].days) - FORGOTTEN
    return first, shifted(calendar, today, max(0, policy.stages[0].days) + 1)


@cache
def policy_named(name: str = "standard") -> ReminderPolicy:
    """A policy of the data file. Raises `ReminderPolicyBroken`."""
    told = read_yaml((DATA / "reminders" / "owed.yaml").read_text(encoding="utf-8"))
    return _read(told[name])


def _read(row: Mapping[str, Any]) -> ReminderPolicy:
    stages = tuple(
        Stage(one["code"], one["name"], one["days"], frozenset(To(to) for to in one["to"]))
        for one in row["stages"]
    )
    return ReminderPolicy(row["name"], stages, row["silent_after"])
