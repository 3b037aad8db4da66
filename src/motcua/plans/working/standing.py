# SPDX-License-Identifier: EUPL-1.2
"""How a piece of work stands on a day, and the moment at which it is due.

A plan prints days. The work is due at the close of that day; when it is a day off, at the close of the next working
day (Bộ luật Dân sự 2015, Đ.148 khoản 5). Moving the day by an extension is a decision of a person and no calculation.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from motcua.law.working_days import shifted
from motcua.law.working_time import Calendar

NEAR_DAYS = 5
"""Working days before the due day from which a piece of work counts as due soon; a habit of the house and no law."""


class Phase(StrEnum):
    """What was done with a piece of work so far; kept in its row."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"


class Standing(StrEnum):
    """How a piece of work stands on a day, from its phase and its due day."""

    LATE = "late"
    DUE_SOON = "due_soon"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"
    AHEAD = "ahead"
    DONE = "done"
    DONE_LATE = "done_late"
    CANCELLED = "cancelled"


STANDING_NAMES: dict[Standing, str] = {
    Standing.LATE: "Quá hạn",
    Standing.DUE_SOON: "Sắp đến hạn",
    Standing.IN_PROGRESS: "Đang thực hiện",
    Standing.NOT_STARTED: "Chưa bắt đầu",
    Standing.AHEAD: "Chưa đến kỳ",
    Standing.DONE: "Hoàn thành đúng hạn",
    Standing.DONE_LATE: "Hoàn thành muộn",
    Standing.CANCELLED: "Đã dừng theo quyết định",
}
"""Name of each standing, in the order in which they are told: the most pressing first."""

OPEN = frozenset({Phase.NOT_STARTED, Phase.IN_PROGRESS})
ENDED = frozenset({Standing.DONE, Standing.DONE_LATE, Standing.CANCELLED})


@dataclass(frozen=True, slots=True)
class Facts:
    """What standing is told from. `due`: the day that counts; None: the plan names none."""

    phase: Phase
    start: dt.date | None
    due: dt.date | None
    done_on: dt.date | None = None


def standing_of(facts: Facts, today: dt.date, near: dt.date, due_day: dt.date | None) -> Standing:
    """How it stands on `today`. `near`: the last day that is near (`near_day`); `due_day`: `working_due(...)`.

    Done on the very day it was due is in time. Work without a due day is never late and never due soon.
    """
    if facts.phase is Phase.CANCELLED:
        return Standing.CANCELLED
    if facts.phase is Phase.DONE:
        late = due_day is not None and facts.done_on is not None and facts.done_on > due_day
        return Standing.DONE_LATE if late else Standing.DONE
    if due_day is not None and today > due_day:
        return Standing.LATE
    if facts.phase is Phase.NOT_STARTED and facts.start is not None and today < facts.start:
        return Standing.AHEAD
    if due_day is not None and due_day <= near:
        return Standing.DUE_SOON
    return Standing.IN_PROGRESS if facts.phase is Phase.IN_PROGRESS else Standing.NOT_STARTED


def near_day(calendar: Calendar, today: dt.date) -> dt.date:
    """The working day that lies `NEAR_DAYS` working days after `today`."""
    return shifted(calendar, today, NEAR_DAYS)
