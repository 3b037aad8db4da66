# SPDX-License-Identifier: EUPL-1.2
"""Early, on time, late: four named policies, because the law has no definition.

TT 01/2018 Đ.13 compares the time taken with the legal time (shorter, equal, longer) and says no more; offices and
systems read it in four ways. Every report names the policy it used.

    index766   QĐ 766/QĐ-TTg, indicator 2.1: end ≤ due is on time, no "early"; the end is status 9, else 10, else
               8 or 3, else the one supplement request, else the end of the period; waiting for the supplement is
               taken off; more than one supplement is late
    instant    to the minute: late when released after the due moment, early when finished before it
    half_day   early before the half-day window that holds the due moment, on time inside it, late after due
    date       early on an earlier date, on time on the date of the due moment, late after the due moment

What is not known never counts as on time: without a due date the answer is `unknown`. Moments are aware and
compared in whole local minutes, as everywhere in the law (see `motcua.law.clock`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.errors import MotCuaError
from motcua.law.clock import DAY, to_minutes
from motcua.law.reappointment import LatenessBasis
from motcua.law.working_time import Calendar

NEAR_MINUTES = DAY
NEAR_WORKING_MINUTES = 480
"""Due soon: less than a day by the clock, or no more than eight working hours, are left."""


class TimelinessPolicy(StrEnum):
    """How a finished dossier is judged; its name goes on every report."""

    INDEX766 = "index766"
    INSTANT = "instant"
    HALF_DAY = "half_day"
    DATE = "date"


class Timeliness(StrEnum):
    """The judgement. `open`: not ended, nothing to judge yet; `not_timed`: ended, but left out by the switches."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    OPEN = "open"
    NOT_TIMED = "not_timed"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """How a dossier ended."""

    SETTLED = "settled"
    REFUSED = "refused"
    STOPPED = "stopped"
    NOT_RECEIVED = "not_received"


class Counting(StrEnum):
    """What a report does with an outcome: judge it like a result, leave it out, or the local habit of on time."""

    TIMED = "timed"
    NOT_TIMED = "not_timed"
    AS_ON_TIME = "as_on_time"


@dataclass(frozen=True, slots=True)
class SubPolicy:
    """The switches of a report; they have no effect on index766, whose formula is fixed.

    refusals     refusal to settle: a written answer within the limit (NĐ 61/2018 Đ.19.8), so judged
    stops        withdrawal or stop at the applicant's wish: no time of the office's to judge
    basis        NĐ 61/2018 Đ.19.9 allows a new date but does not make the dossier punctual
    """

    refusals: Counting = Counting.TIMED
    stops: Counting = Counting.NOT_TIMED
    basis: LatenessBasis = LatenessBasis.DUE_ORIGINAL


DEFAULT_SUB_POLICY = SubPolicy()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A supplement: when it was asked for and when the papers were complete (None: still waiting)."""

    asked_at: datetime
    completed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """The moments of one dossier that a judgement needs; None where nothing happened yet.

    due_original   the first promise under the policy of the procedure (after a restart: the restarted one)
    due_current    the promise after a re-appointment; None without one
    due_first      the due date as it would be without the supplement: index766 takes the waiting off the end
                   instead, so a due date that moved with it would count the waiting twice
    settled_at     result signed and ready (status 9); for a refusal to settle, its signature
    returned_at    result handed over (status 10)
    stopped_at     stopped, withdrawn or not received (status 8, 3)
    waitings       supplements asked after reception, in order
    """

    due_original: datetime | None
    due_current: datetime | None = None
    due_first: datetime | None = None
    outcome: Outcome = Outcome.SETTLED
    settled_at: datetime | None = None
    returned_at: datetime | None = None
    stopped_at: datetime | None = None
    waitings: tuple[Waiting, ...] = ()

    @property
    def ended_at(self) -> datetime | None:
        """End of the clock: status 9, else 10, else 8 or 3."""
        return self.settled_at or self.returned_at or self.stopped_at


class PeriodEndMissing(MotCuaError, ValueError):
    """index766 needs the end of the reporting period for a dossier that has not ended."""

    code = "period_end_missing"

    def __init__(self) -> None:
        super().__init__(
            "Chỉ số 766 tính hồ sơ chưa xong đến cuối kỳ: hãy cho biết thời điểm cuối kỳ báo cáo."
        )


class CalendarMissing(MotCuaError, ValueError):
    """The half-day policy needs working windows."""

    code = "calendar_missing"

    def __init__(self) -> None:
        super().__init__("Cách tính theo buổi cần lịch làm việc: hãy chọn lịch của đơn vị giải quyết.")


def classify(
    policy: TimelinessPolicy,
    course: Course,
    *,
    sub_policy: SubPolicy = DEFAULT_SUB_POLICY,
    period_end: datetime | None = None,
    calendar: Calendar | None = None,
) -> Timeliness:
    """Judge one dossier under a named policy.

    `period_end` (end of the reporting period) is required by index766 for a dossier without an end, `calendar`
    by half_day. Raises `PeriodEndMissing`, `CalendarMissing`, `NaiveTimeError`.
    """
    if course.outcome is Outcome.NOT_RECEIVED and policy is not TimelinessPolicy.INDEX766:
        return Timeliness.NOT_TIMED
    if policy is TimelinessPolicy.INDEX766:
        return _index766(course, period_end)
    ended_at = course.ended_at
    if ended_at is None:
        return Timeliness.OPEN
    counting = _counting(course.outcome, sub_policy)
    if counting is Counting.NOT_TIMED:
        return Timeliness.NOT_TIMED
    due = _due(course, sub_policy.basis)
    if due is None:
        return Timeliness.UNKNOWN
    if counting is Counting.AS_ON_TIME:
        return Timeliness.ON_TIME
    return _judge(policy, course, to_minutes(ended_at), to_minutes(due), calendar)


def _counting(outcome: Outcome, sub_policy: SubPolicy) -> Counting:
    if outcome is Outcome.REFUSED:
        return sub_policy.refusals
    return sub_policy.stops if outcome is Outcome.STOPPED else Counting.TIMED


def _due(course: Course, basis: LatenessBasis) -> datetime | None:
    if basis is LatenessBasis.DUE_CURRENT and course.due_current is not None:
        return course.due_current
    return course.due_original


def _judge(
    policy: TimelinessPolicy, course: Course, ended: int, due: int, calendar: Calendar | None
) -> Timeliness:
    """`ended` is the release (status 9); only `instant` also looks at the hand-over."""
    if ended > due:
        return Timeliness.LATE
    if policy is TimelinessPolicy.INSTANT:
        early = _finished_before(course, ended, due)
    elif policy is TimelinessPolicy.DATE:
        early = ended // DAY < due // DAY
    elif calendar is None:
        raise CalendarMissing
    else:
        early = ended < window_start(calendar, due)
    return Timeliness.EARLY if early else Timeliness.ON_TIME


def _finished_before(course: Course, released: int, due: int) -> bool:
    """Handed over before due; after a re-appointment it is enough that the result was released before due."""
    if course.due_current is not None and course.due_current != course.due_original:
        return released < due
    finished = released if course.returned_at is None else to_minutes(course.returned_at)
    return finished < due


def window_start(calendar: Calendar, due: int) -> int:
    """Start of the half-day window that holds `due`; a due moment at the end of a window belongs to it.

    A due moment outside all windows belongs to the last window that opened before it.
    """
    tables = calendar.tables
    for day in range(due // DAY, -1, -1):
        starts = [day * DAY + start for start, _ in tables.spans[day] if day * DAY + start <= due]
        if starts:
            return starts[-1]
    return due


def _index766(course: Course, period_end: datetime | None) -> Timeliness:
    if len(course.waitings) > 1:
        return Timeliness.LATE
    if course.due_original is None and course.due_first is None:
        return Timeliness.UNKNOWN
    end_at, ended = _index766_end(course, period_end)
    end = to_minutes(end_at)
    waited = _waited(course.waitings, end)
    due_at = course.due_first or (None if waited else course.due_original)
    if due_at is None:
        return Timeliness.UNKNOWN  # due_original has moved with the supplement and cannot be used here
    if end - waited > to_minutes(due_at):
        return Timeliness.LATE
    return Timeliness.ON_TIME if ended else Timeliness.OPEN


def _index766_end(course: Course, period_end: datetime | None) -> tuple[datetime, bool]:
    """End in the order of the published formula, and whether it is an end at all."""
    if course.ended_at is not None:
        return course.ended_at, True
    if course.waitings and course.waitings[0].completed_at is None:
        return course.waitings[0].asked_at, True
    if period_end is None:
        raise PeriodEndMissing
    return period_end, False


def _waited(waitings: Sequence[Waiting], end: int) -> int:
    """Minutes by the clock spent waiting for papers before `end`; the formula does not speak of working time."""
    total = 0
    for waiting in waitings:
        completed = end if waiting.completed_at is None else min(end, to_minutes(waiting.completed_at))
        total += max(0, completed - to_minutes(waiting.asked_at))
    return total


class Standing(StrEnum):
    """Where a dossier stands at an instant."""

    ENDED = "ended"
    PAUSED = "paused"
    OVERDUE = "overdue"
    IN_TIME = "in_time"
    UNKNOWN = "unknown"


def standing_at(
    instant: datetime,
    *,
    due: datetime | None,
    ended_at: datetime | None = None,
    pauses: Sequence[tuple[datetime, datetime | None]] = (),
    pauses_excluded: bool = True,
) -> Standing:
    """Where a received dossier stood at `instant`.

    Overdue means: not ended by then and due by then. A pause `(from, to)` covers its beginning and not its end,
    `to` None is still running; with `pauses_excluded` a paused dossier is not overdue whatever its due date.
    """
    now = to_minutes(instant)
    if ended_at is not None and to_minutes(ended_at) <= now:
        return Standing.ENDED
    if pauses_excluded and any(_within(now, begin, end) for begin, end in pauses):
        return Standing.PAUSED
    if due is None:
        return Standing.UNKNOWN
    return Standing.OVERDUE if to_minutes(due) <= now else Standing.IN_TIME


def _within(now: int, begin: datetime, end: datetime | None) -> bool:
    return to_minutes(begin) <= now and (end is None or now < to_minutes(end))


def overdue_at(
    instant: datetime,
    *,
    due: datetime | None,
    ended_at: datetime | None = None,
    pauses: Sequence[tuple[datetime, datetime | None]] = (),
    pauses_excluded: bool = True,
) -> bool:
    """Whether an open dossier was overdue at `instant`; see `standing_at`, which also tells the unknown apart."""
    standing = standing_at(
        instant, due=due, ended_at=ended_at, pauses=pauses, pauses_excluded=pauses_excluded
    )
    return standing is Standing.OVERDUE


class Urgency(StrEnum):
    """The six states of a dossier as shown everywhere: icon, word and colour."""

    IN_TIME = "in_time"
    DUE_SOON = "due_soon"
    LATE = "late"
    WAITING_CITIZEN = "waiting_citizen"
    WAITING_OFFICE = "waiting_office"
    DONE = "done"


URGENCY_NAMES: dict[Urgency, str] = {
    Urgency.IN_TIME: "Trong hạn",
    Urgency.DUE_SOON: "Sắp đến hạn",
    Urgency.LATE: "Quá hạn",
    Urgency.WAITING_CITIZEN: "Chờ người nộp",
    Urgency.WAITING_OFFICE: "Chờ cơ quan khác",
    Urgency.DONE: "Đã xong",
}
"""Word of each state, as shown beside its icon."""


class DueMissing(MotCuaError, ValueError):
    """A dossier whose clock runs has no due date to show."""

    code = "due_missing"

    def __init__(self) -> None:
        super().__init__("Hồ sơ đang giải quyết mà chưa có hạn trả: hãy tính lại hạn trước khi hiển thị.")


def urgency(
    now: datetime,
    due: datetime | None,
    *,
    done: bool = False,
    waiting_citizen: bool = False,
    waiting_office: bool = False,
    calendar: Calendar | None = None,
) -> Urgency:
    """One of the six states of a dossier.

    Done comes first, then waiting for the citizen (the clock stands), then late, due soon and waiting for another
    office, whose consultation does not stop the clock. Late begins at the due moment itself, as in `overdue_at`.
    Due soon: less than 24 hours left, or at most eight working hours of `calendar`. Raises `DueMissing` when the
    clock runs without a due date: not known is never shown as in time.
    """
    if done:
        return Urgency.DONE
    if waiting_citizen:
        return Urgency.WAITING_CITIZEN
    if due is None:
        raise DueMissing
    at, end = to_minutes(now), to_minutes(due)
    if end <= at:
        return Urgency.LATE
    if _is_near(at, end, calendar):
        return Urgency.DUE_SOON
    return Urgency.WAITING_OFFICE if waiting_office else Urgency.IN_TIME


def _is_near(now: int, due: int, calendar: Calendar | None) -> bool:
    if due - now < NEAR_MINUTES:
        return True
    if calendar is None:
        return False
    return calendar.tables.worked(due) - calendar.tables.worked(now) <= NEAR_WORKING_MINUTES
