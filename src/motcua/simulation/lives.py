# SPDX-License-Identifier: EUPL-1.2
"""A planned life and its steps; the due date it begins with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from motcua.law.deadlines import due_at
from motcua.law.transitions import Act
from motcua.law.working_time import Calendar
from motcua.simulation import moments
from motcua.simulation.names import MadeUp
from motcua.simulation.offices import Hand, Office, Place
from motcua.simulation.work import Job, JobPaper


class Step(NamedTuple):
    """One act of a plan. `at`: local seconds; `series`: unit, symbol and year of the number the act draws."""

    act: Act
    at: int
    hand: Hand
    told: dict[str, Any]
    series: tuple[int, str, int] | None = None


@dataclass(slots=True)
class Life:
    """One dossier as it is planned: what it is about, and its steps in order. Numbers are given later."""

    place: Place
    office: Office
    job: Job
    applicant_id: int
    applicant: MadeUp
    secret: str
    return_channel: str
    return_address: str
    subject: str
    papers: tuple[JobPaper, ...]
    scan: str
    steps: list[Step] = field(default_factory=list)
    with_receipt: bool = True
    dossier_id: int = 0
    code: str = ""
    numbers: dict[int, int] = field(default_factory=dict)
    waiting: int = 0


_DUE: dict[tuple[str, int, int, int], int] = {}
_REMEMBERED = 1 << 18


def first_due(calendar: Calendar, job: Job, minute: int) -> int:
    """The due minute of a dossier of `job` received at a minute, before anything stops its clock. Remembered.

    ⚡ A limit in days asks only on which day the receipt takes effect, so it is counted once for each part of a day:
    before the cut-off, after it, after closing time.
    """
    if job.in_minutes:
        return _counted(calendar, job, minute)
    day, of_day = divmod(minute, 1440)
    spans, cutoff = calendar.tables.spans[day], job.cutoff_minute
    closed = bool(spans) and of_day >= spans[-1][1]
    key = (calendar.code, job.case_id, day, 2 * closed + (cutoff is not None and of_day >= cutoff))
    found = _DUE.get(key)
    if found is None:
        if len(_DUE) >= _REMEMBERED:
            _DUE.clear()
        found = _DUE[key] = _counted(calendar, job, minute)
    return found


def _counted(calendar: Calendar, job: Job, minute: int) -> int:
    at = moments.moment(minute * 60)
    return moments.of(due_at(calendar, at, job.limit, mode=job.mode, cutoff=job.cutoff)) // 60
