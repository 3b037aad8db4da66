# SPDX-License-Identifier: EUPL-1.2
"""Internal processes drawn up from a model: the shares of the model laid over the time a limit leaves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from motcua.catalogue.processes.values import (
    MINUTES_OF_DAY,
    ReadProcess,
    ReadStep,
    ReadTime,
    TimeKind,
    TimeUnit,
)
from motcua.law.limits import Limit, LimitUnit
from motcua.law.roles import Role

CLOSE_OF_DAY = dt.time(17, 30)
"""Close of the default working calendar, from which a cut-off leaves the time of a same-day procedure."""
_DAYS_OF_MONTH = 30
_TIME_UNITS = {
    LimitUnit.WORKING_HOURS: TimeUnit.WORKING_HOURS,
    LimitUnit.WORKING_DAYS: TimeUnit.WORKING_DAYS,
    LimitUnit.DAYS: TimeUnit.WORKING_DAYS,
    LimitUnit.MONTHS: TimeUnit.WORKING_DAYS,
    LimitUnit.SAME_DAY: TimeUnit.SAME_DAY,
}


@dataclass(frozen=True, slots=True)
class ModelStep:
    """A step of a model; `share` in per cent of the time there is, None: outside the limit."""

    name: str
    role: Role
    unit: str
    share: int | None
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProcessModel:
    """A model process; the shares of its steps add up to 100."""

    key: str
    name: str
    steps: tuple[ModelStep, ...]


def time_there_is(limit: Limit, cutoff: dt.time | None = None) -> int:
    """Working minutes that a limit leaves in the worst ordinary case.

    Calendar days and months hold five working days in seven, rounded down. A same-day procedure with a cut-off
    has only the time from the cut-off to the close of the day; without one, a whole working day is assumed.
    """
    if limit.unit in (LimitUnit.WORKING_HOURS, LimitUnit.WORKING_DAYS):
        return limit.minutes
    if limit.unit is LimitUnit.SAME_DAY:
        if cutoff is None:
            return MINUTES_OF_DAY
        return _minute(CLOSE_OF_DAY) - _minute(cutoff)
    days = int(limit.value) * (_DAYS_OF_MONTH if limit.unit is LimitUnit.MONTHS else 1)
    return max(days * 5 // 7, 1) * MINUTES_OF_DAY


def draw_up(
    model: ProcessModel,
    name: str,
    limit: Limit,
    *,
    cutoff: dt.time | None = None,
    units: Mapping[str, str],
    code: str,
    level: str,
    source: str,
) -> ReadProcess:
    """The process of one procedure: the model's steps with minutes that add up to the time there is."""
    total = time_there_is(limit, cutoff)
    minutes = _divide(total, [step.share for step in model.steps])
    steps = tuple(
        _step(str(number), step, given, total, units)
        for number, (step, given) in enumerate(zip(model.steps, minutes, strict=True), start=1)
    )
    return ReadProcess(
        name=name,
        code=code,
        level=level,
        source=source,
        total=ReadTime(TimeKind.MEASURED, limit.label, total, _TIME_UNITS[limit.unit]),
        steps=steps,
        forms=tuple(sorted({form for step in steps for form in step.forms})),
    )


def _divide(total: int, shares: Sequence[int | None]) -> list[int | None]:
    """Minutes by share, rounded down to a readable grain; what is left goes to the longest step."""
    grain = 5 if total < MINUTES_OF_DAY else 15 if total < 3 * MINUTES_OF_DAY else 30
    minutes = [None if share is None else max(total * share // 100 // grain * grain, 1) for share in shares]
    given = [each for each in minutes if each is not None]
    minutes[minutes.index(max(given))] = max(given) + total - sum(given)
    return minutes


def _step(
    number: str, step: ModelStep, minutes: int | None, total: int, units: Mapping[str, str]
) -> ReadStep:
    if minutes is None:
        time, share = ReadTime(TimeKind.NOT_COUNTED, "Không tính thời gian"), None
    else:
        time = ReadTime(TimeKind.MEASURED, f"{minutes} phút làm việc", minutes, TimeUnit.MINUTES)
        share = (Decimal(minutes) / total).quantize(Decimal("0.00001"))
    return ReadStep(
        number=number,
        name=step.name,
        role=step.role,
        role_text=step.role.value,
        unit_text=step.unit.format_map(units),
        time=time,
        share=share,
        forms=step.forms,
    )


def _minute(moment: dt.time) -> int:
    return moment.hour * 60 + moment.minute
