# SPDX-License-Identifier: EUPL-1.2
"""The judgement of an ended dossier, made once, at the act that ends its clock, and kept in that event.

So a figure never changes because a calendar, a policy or a program changed later: statistics count these words and
judge nothing themselves. Every way of reading the law is kept side by side (see `motcua.law.timeliness`):

    date, instant, half_day, index766   the four policies, on the due date that the law gives
    promised                            `date` on the re-appointed date, for offices that count so
    taken, allowed                      working minutes used and given, pauses left out (TT 01/2018/TT-VPCP Đ.13)

A dossier that ends while its clock stands is judged at the moment the clock stopped; only `index766`, whose published
formula names the moment of the end itself, is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from motcua.law.clock import to_minutes
from motcua.law.counting import Stretch, merge
from motcua.law.reappointment import LatenessBasis
from motcua.law.timeliness import Counting, Course, Outcome, SubPolicy, TimelinessPolicy, Waiting, classify
from motcua.law.working_time import Calendar

Span = tuple[datetime, datetime]


class Policy(StrEnum):
    """The ways in which a judgement is kept; the first four are those of `motcua.law.timeliness`."""

    DATE = "date"
    INSTANT = "instant"
    HALF_DAY = "half_day"
    INDEX766 = "index766"
    PROMISED = "promised"


POLICY_NAMES: dict[Policy, str] = {
    Policy.DATE: "Theo ngày (trước ngày hẹn: trước hạn; trong ngày hẹn: đúng hạn)",
    Policy.INSTANT: "Theo thời điểm (giờ, phút)",
    Policy.HALF_DAY: "Theo buổi làm việc",
    Policy.INDEX766: "Theo Bộ chỉ số 766",
    Policy.PROMISED: "Theo ngày hẹn lại",
}
"""How each policy is called on a report."""

_TIMED = SubPolicy(Counting.TIMED, Counting.TIMED)
_TIMED_ON_PROMISE = SubPolicy(Counting.TIMED, Counting.TIMED, LatenessBasis.DUE_CURRENT)


def judge(
    calendar: Calendar,
    *,
    receipt: datetime,
    ended: datetime,
    due: datetime | None,
    outcome: Outcome,
    promised: datetime | None = None,
    due_first: datetime | None = None,
    stood_since: datetime | None = None,
    waitings: Sequence[Span] = (),
    pauses: Sequence[Span] = (),
) -> dict[str, str | int | None]:
    """The judgement of a dossier that was received and ends now, as plain JSON for its event.

    `receipt` is the effective receipt, `promised` the date after an apology, `due_first` the due date as if nobody
    had waited for the supplements (None: there were none), `stood_since` when a clock that still stands stopped,
    `waitings` the supplements and `pauses` everything else the clock stood for, an open one ending at `ended`.
    """
    clock_end = stood_since or ended
    course = _course(due, promised, due_first, outcome, clock_end, waitings)
    whole = course if stood_since is None else _course(due, promised, due_first, outcome, ended, waitings)
    return {
        "date": classify(TimelinessPolicy.DATE, course, sub_policy=_TIMED).value,
        "instant": classify(TimelinessPolicy.INSTANT, course, sub_policy=_TIMED).value,
        "half_day": classify(TimelinessPolicy.HALF_DAY, course, sub_policy=_TIMED, calendar=calendar).value,
        "index766": classify(TimelinessPolicy.INDEX766, whole).value,
        "promised": classify(TimelinessPolicy.DATE, course, sub_policy=_TIMED_ON_PROMISE).value,
        **_times(calendar, receipt, clock_end, due, [*waitings, *pauses]),
    }


def _course(
    due: datetime | None,
    promised: datetime | None,
    due_first: datetime | None,
    outcome: Outcome,
    ended: datetime,
    waitings: Sequence[Span],
) -> Course:
    stopped = outcome is Outcome.STOPPED
    return Course(
        due_original=due,
        due_current=promised,
        due_first=due_first if waitings else due,
        outcome=outcome,
        settled_at=None if stopped else ended,
        stopped_at=ended if stopped else None,
        waitings=tuple(Waiting(asked, completed) for asked, completed in waitings),
    )


def _times(
    calendar: Calendar, receipt: datetime, ended: datetime, due: datetime | None, stood: list[Span]
) -> dict[str, int | None]:
    """Working minutes from the effective receipt to the end, and to the due date, without those the clock stood."""
    begin, end = to_minutes(receipt), to_minutes(ended)
    stretches = merge([(to_minutes(one), to_minutes(other)) for one, other in stood]) if stood else ()
    return {
        "taken": _worked(calendar, begin, end, stretches),
        "allowed": None if due is None else _worked(calendar, begin, to_minutes(due), stretches),
    }


def _worked(calendar: Calendar, begin: int, end: int, stood: Sequence[Stretch]) -> int:
    if end <= begin:
        return 0
    worked = calendar.tables.worked
    total = worked(end) - worked(begin)
    for one, other in stood:
        low, high = max(one, begin), min(other, end)
        if high > low:
            total -= worked(high) - worked(low)
    return total
