# SPDX-License-Identifier: EUPL-1.2
"""What an internal process is, before any database: its steps, its total, and what is doubtful about it.

Source: TT 01/2018/TT-VPCP Đ.8 (an internal process for every procedure, with the position and the time of each
step); TT 03/2025/TT-VPCP Mẫu 06 prints the same steps on the control slip.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from motcua.law.roles import Role

MINUTES_OF_HOUR = 60
MINUTES_OF_DAY = 480
"""One working day is eight working hours; published tables write quarter days (0,25 ngày = 120 minutes)."""


class TimeUnit(StrEnum):
    """The unit a published time is written in."""

    WORKING_DAYS = "working_days"
    WORKING_HOURS = "working_hours"
    DAYS = "days"
    MINUTES = "minutes"
    SAME_DAY = "same_day"


class TimeKind(StrEnum):
    """What was understood of a published time."""

    MEASURED = "measured"
    NOT_COUNTED = "not_counted"
    WITHOUT_UNIT = "without_unit"
    MISSING = "missing"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something read that a person should look at; `raw` is the published text, unchanged."""

    code: str
    raw: str
    step: str | None = None


@dataclass(frozen=True, slots=True)
class ReadTime:
    """A published time.

    `minutes` is the time in working minutes (for a range its upper end), None where it cannot be known.
    `number` keeps the bare figure of a time without unit, so that a unit can be proposed later.
    """

    kind: TimeKind
    raw: str
    minutes: int | None = None
    unit: TimeUnit | None = None
    number: Decimal | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadStep:
    """One step; `number` is as published ("2.1"), `following` None means "the step that comes next"."""

    number: str
    name: str
    role: Role | None
    role_text: str
    unit_text: str
    time: ReadTime
    proposed_minutes: int | None = None
    share: Decimal | None = None
    forms: tuple[str, ...] = ()
    following: tuple[str, ...] | None = None

    @property
    def minutes(self) -> int | None:
        """Working minutes of the step; None when it is not counted or not known."""
        return self.time.minutes

    @property
    def not_counted(self) -> bool:
        """Whether the step stands outside the limit ("không tính thời gian")."""
        return self.time.kind is TimeKind.NOT_COUNTED


@dataclass(frozen=True, slots=True)
class ReadProcess:
    """One internal process as read, with everything that is doubtful about it."""

    name: str
    code: str | None
    level: str
    source: str
    total: ReadTime
    steps: tuple[ReadStep, ...]
    forms: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=())

    @property
    def total_minutes(self) -> int | None:
        """The published total in working minutes."""
        return self.total.minutes
