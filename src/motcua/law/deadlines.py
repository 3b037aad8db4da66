# SPDX-License-Identifier: EUPL-1.2
"""Due dates: the one place where the product says when a dossier must be done, and why.

The algorithm, its guarantees and worked examples are in docs/deadlines.md. `due_at` and `compute_deadline` share
one count; the second also explains. `transfer_due`, `intake_due` and `latest_apology` are the smaller clocks of
the one-stop mechanism.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from motcua.law.clock import minute_of_day, to_minutes, to_moment
from motcua.law.counting import Question, Stretch, merge, solve
from motcua.law.explaining import explain
from motcua.law.explanation_text import moment_words
from motcua.law.explanations import Explanation
from motcua.law.limits import Limit, LimitUnit
from motcua.law.time_errors import IntervalError
from motcua.law.working_time import (
    Calendar,
    close_of_day,
    effective_receipt,
    is_working_day,
    last_working_day_before,
)

ONLINE_INTAKE = Limit(8, LimitUnit.WORKING_HOURS)
TRANSFER_CUTOFF = time(15, 0)


class CountMode(StrEnum):
    """How working days are counted. Working hours always roll; days and months are always civil."""

    CIVIL = "civil"  # Civil Code 2015 Art. 147–148: whole days, the first not counted
    ROLLING = "rolling"  # 480 working minutes a day from the minute of receipt


class SupplementPolicy(StrEnum):
    """What a supplement after reception does to the limit."""

    RESTART = "restart"  # counted anew from complete papers (NĐ 61/2018 Art. 19.4)
    PAUSE = "pause"  # the waiting is a pause


_ROLLING = CountMode.ROLLING


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time [start, end); raises IntervalError when it ends before it starts.

    `is_open`: it has not ended; `end` is the moment up to which it is looked at, and the answer is what would hold
    if it ended there. The explanation says so.
    """

    start: datetime
    end: datetime
    is_open: bool = False

    def __post_init__(self) -> None:
        if to_minutes(self.end, "kết thúc") < to_minutes(self.start, "bắt đầu"):
            raise IntervalError(
                f"Khoảng thời gian kết thúc ({self.end.isoformat()}) trước khi bắt đầu "
                f"({self.start.isoformat()}): hãy đổi lại hai thời điểm."
            )


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due moment, the effective receipt of the first receipt, and how the one follows from the other."""

    due_at: datetime
    effective_receipt: datetime
    explanation: Explanation


def due_at(
    calendar: Calendar,
    received: datetime,
    limit: Limit,
    *,
    mode: CountMode = CountMode.CIVIL,
    cutoff: time | None = None,
    pauses: Iterable[Interval] = (),
    supplements: Iterable[Interval] = (),
    supplement_policy: SupplementPolicy = SupplementPolicy.RESTART,
) -> datetime:
    """The due moment alone, by the same count as `compute_deadline`, several times faster."""
    question = _question(received, limit, mode, cutoff, pauses, supplements, supplement_policy)
    return to_moment(solve(calendar.tables, question).due)


def compute_deadline(
    calendar: Calendar,
    received: datetime,
    limit: Limit,
    *,
    mode: CountMode = CountMode.CIVIL,
    cutoff: time | None = None,
    pauses: Iterable[Interval] = (),
    supplements: Iterable[Interval] = (),
    supplement_policy: SupplementPolicy = SupplementPolicy.RESTART,
) -> Deadline:
    """The due moment with its explanation.

    `cutoff` is a local time of day; overlapping pauses count once; under `RESTART` the limit counts anew from the
    effective receipt of the latest completion (a completion before the receipt changes nothing and is noted), under
    `PAUSE` supplements are pauses. A pause does not move a same-day limit.

    Raises NaiveTimeError, OutOfTableError (outside 1990–2110), LimitError (part of a working day in civil mode).
    """
    pauses, supplements = tuple(pauses), tuple(supplements)
    question = _question(received, limit, mode, cutoff, pauses, supplements, supplement_policy)
    solution = solve(calendar.tables, question)
    notes = [
        f"Đồng hồ còn dừng lúc {moment_words(to_moment(to_minutes(one.end)))}: hạn này là khi chạy lại ngay lúc đó."
        for one in (*pauses, *supplements)
        if one.is_open
    ]
    if question.completed is not None and solution.completed is None:
        notes.append("Việc bổ sung hoàn tất không muộn hơn lúc tiếp nhận nên không làm tính lại thời hạn.")
    return Deadline(
        to_moment(solution.due),
        to_moment(solution.effective),
        explain(calendar, question, solution, notes, supposed=any(one.is_open for one in supplements)),
    )


def _question(
    received: datetime,
    limit: Limit,
    mode: CountMode,
    cutoff: time | None,
    pauses: Iterable[Interval],
    supplements: Iterable[Interval],
    policy: SupplementPolicy,
) -> Question:
    at = to_minutes(received, "tiếp nhận")
    stretches = [_stretch(pause) for pause in pauses] if pauses else []
    completed = None
    if supplements:
        asked = [_stretch(supplement) for supplement in supplements]
        if policy is SupplementPolicy.PAUSE:
            stretches += asked
        elif asked:
            completed = max(end for _, end in asked)
    return Question(at, limit, mode is _ROLLING, minute_of_day(cutoff), merge(stretches), completed)


def _stretch(interval: Interval) -> Stretch:
    return to_minutes(interval.start), to_minutes(interval.end)


def transfer_due(calendar: Calendar, received: datetime, cutoff: time = TRANSFER_CUTOFF) -> datetime:
    """When a received dossier must be with the unit that handles it (NĐ 61/2018 Art. 18.2; 118/2025 Art. 18).

    The close of the working day on which the receipt takes effect; received on a working day at or after the
    cut-off: the opening of the next working day. The cut-off is judged on the receipt itself, except on a day
    off, whose receipts take effect at the next opening, before any cut-off.
    """
    local = to_moment(to_minutes(received, "tiếp nhận"))
    if is_working_day(calendar, local.date()) and local.time() >= cutoff:
        return effective_receipt(calendar, local, cutoff)
    return close_of_day(calendar, effective_receipt(calendar, local).date())


def intake_due(calendar: Calendar, filed: datetime) -> datetime:
    """Until when an online filing must be taken in or answered: 8 working hours from its effective receipt."""
    return due_at(calendar, filed, ONLINE_INTAKE)


def latest_overdue_filing(calendar: Calendar, now: datetime) -> datetime:
    """The last moment of filing whose intake is overdue at `now`: the other way round of `intake_due`, to the minute.

    So a list can be asked for overdue filings without counting for each.
    """
    tables = calendar.tables
    minute = to_minutes(now)
    worked = tables.worked(minute)
    begin = tables.instant(worked - ONLINE_INTAKE.minutes)
    if tables.instant(worked) < minute:  # outside working time: what fell due at the close is overdue already
        return to_moment(tables.effective(begin, None))
    return to_moment(begin - 1)


def latest_apology(calendar: Calendar, due: datetime, days_before: int = 1) -> datetime:
    """The last office moment for a letter of apology: close of the last working day on or before the day that lies
    `days_before` civil days ahead of the due date (NĐ 61/2018 Art. 19.9; 118/2025: at least one day before).
    """
    day = to_moment(to_minutes(due, "đến hạn")).date() - timedelta(days=days_before - 1)
    return close_of_day(calendar, last_working_day_before(calendar, day))
