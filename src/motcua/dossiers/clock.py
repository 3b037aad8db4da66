# SPDX-License-Identifier: EUPL-1.2
"""The clock of a dossier: everything that moves a due date goes through here and asks the law.

A dossier keeps the facts (receipt, limit, mode, cut-off, calendar, policy, intervals); the due date and its
explanation are derived from them by `motcua.law.deadlines`, the same for the act, the page, the receipt and a report.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from django.db import connection
from django.utils import timezone

from motcua.dossiers.models import ClockInterval, Dossier
from motcua.dossiers.models import Outcome as Decision
from motcua.law.clock import VIETNAM
from motcua.law.deadlines import CountMode, Deadline, Interval, SupplementPolicy, compute_deadline, due_at
from motcua.law.judging import judge
from motcua.law.limits import Limit, LimitUnit
from motcua.law.rule_sets import rule_set_on
from motcua.law.statuses import NOT_YET_RECEIVED, STOPPED, State
from motcua.law.timeliness import Course, Outcome, Waiting
from motcua.law.working_time import Calendar
from motcua.organisations.calendars import load_calendar

if TYPE_CHECKING:
    from motcua.dossiers.performing import Performing

_OUTCOMES = {
    **dict.fromkeys(STOPPED, Outcome.STOPPED),
    **dict.fromkeys(NOT_YET_RECEIVED, Outcome.NOT_RECEIVED),
}


def start(dossier: Dossier, received_at: dt.datetime) -> Deadline:
    """Begin the clock: the rules and forms of the day of reception, the effective receipt, the first due date."""
    day = timezone.localdate(received_at)
    rules = rule_set_on(day)
    dossier.received_at = received_at
    dossier.rule_set = rules.code
    dossier.form_set = rules.form_set.value.value
    dossier.supplement_policy = dossier.supplement_policy or rules.supplement_policy.value.value
    deadline = derive(dossier, ())
    dossier.effective_receipt = deadline.effective_receipt
    dossier.due_original = dossier.due_current = deadline.due_at
    return deadline


def derive(
    dossier: Dossier,
    intervals: Iterable[ClockInterval],
    until: dt.datetime | None = None,
    calendar: Calendar | None = None,
) -> Deadline:
    """The due date that the law gives now, with its explanation. An interval still open counts up to `until`, and
    the explanation says that this is supposed.

    `calendar`: another one than the dossier's, to see what it would change.
    """
    if dossier.received_at is None:
        raise ValueError(f"{dossier.code} has not been received: its clock never began")
    pauses: list[Interval] = []
    supplements: list[Interval] = []
    for interval in intervals:
        end = interval.ended_at or until
        if end is None:
            continue
        target = supplements if interval.kind == ClockInterval.Kind.SUPPLEMENT else pauses
        target.append(Interval(interval.started_at, end, is_open=interval.ended_at is None))
    return compute_deadline(
        calendar or load_calendar(dossier.calendar_code),
        dossier.received_at,
        limit_of(dossier),
        mode=CountMode(dossier.count_mode),
        cutoff=dossier.cutoff,
        pauses=pauses,
        supplements=supplements,
        supplement_policy=SupplementPolicy(dossier.supplement_policy),
    )


def explain(dossier: Dossier, now: dt.datetime) -> Deadline:
    """The due date of a received dossier with its whole explanation, pauses included. One query."""
    return derive(dossier, dossier.intervals.order_by("started_at"), until=dossier.ended_at or now)


def limit_of(dossier: Dossier) -> Limit:
    """The statutory limit the dossier was received under."""
    if dossier.limit_unit == LimitUnit.SAME_DAY:
        return Limit.same_day()
    if dossier.limit_value is None:
        raise ValueError(f"{dossier.code} has no limit on record")
    return Limit(Fraction(dossier.limit_value), LimitUnit(dossier.limit_unit))


def course_of(dossier: Dossier) -> Course:
    """The moments by which a dossier is judged early, on time or late. Two queries.

    `due_first` is what the due date would be had nobody waited for a supplement.
    """
    intervals = list(dossier.intervals.order_by("started_at"))
    others = [one for one in intervals if one.kind != ClockInterval.Kind.SUPPLEMENT]
    asked = dossier.supplement_requests.filter(before_reception=False).order_by("number")
    state = State(dossier.state)
    stopped = state in (STOPPED | NOT_YET_RECEIVED)
    return Course(
        due_original=dossier.due_original,
        due_current=dossier.due_current if dossier.reappointed_at else None,
        due_first=derive(dossier, others, until=dossier.ended_at).due_at if dossier.received_at else None,
        outcome=_OUTCOMES.get(
            state, Outcome.REFUSED if dossier.outcome == Decision.REFUSED else Outcome.SETTLED
        ),
        settled_at=None if stopped else dossier.ended_at,
        returned_at=dossier.returned_at,
        stopped_at=dossier.ended_at if stopped else None,
        waitings=tuple(Waiting(request.asked_at, request.completed_at) for request in asked),
    )


# ⚡ Asked by every act that ends a clock.
_INTERVALS = """
select kind, started_at, coalesce(ended_at, %s) from dossiers_clockinterval where dossier_id = %s order by started_at
"""


def judgement(dossier: Dossier, stood_since: dt.datetime | None) -> dict[str, str | int | None]:
    """How a received dossier that ends now is judged, for its event (`motcua.law.judging`). One query.

    `stood_since`: when its clock stopped, if it stood until this very act.
    """
    received, ended, receipt = dossier.received_at, dossier.ended_at, dossier.effective_receipt
    if received is None or ended is None or receipt is None:
        raise ValueError(f"{dossier.code} has no clock to judge")
    calendar = load_calendar(dossier.calendar_code)
    with connection.cursor() as cursor:
        cursor.execute(_INTERVALS, [ended, dossier.pk])
        rows: list[tuple[str, dt.datetime, dt.datetime]] = cursor.fetchall()
    waitings = [(one, other) for kind, one, other in rows if kind == ClockInterval.Kind.SUPPLEMENT]
    pauses = [(one, other) for kind, one, other in rows if kind != ClockInterval.Kind.SUPPLEMENT]
    due_first = None
    if waitings:
        due_first = due_at(
            calendar,
            received,
            limit_of(dossier),
            mode=CountMode(dossier.count_mode),
            cutoff=dossier.cutoff,
            pauses=[Interval(one, other) for one, other in pauses],
        )
    state = State(dossier.state)
    settled = Outcome.REFUSED if dossier.outcome == Decision.REFUSED else Outcome.SETTLED
    return judge(
        calendar,
        receipt=receipt,
        ended=ended.astimezone(VIETNAM),
        due=dossier.due_original and dossier.due_original.astimezone(VIETNAM),
        promised=dossier.due_current if dossier.reappointed_at else None,
        due_first=due_first,
        outcome=_OUTCOMES.get(state, settled),
        stood_since=stood_since,
        waitings=waitings,
        pauses=pauses,
    )


def stop(performing: Performing, kind: ClockInterval.Kind, reason: str, article: str) -> None:
    """Stop the clock and remember where the dossier stood. A clock that stands already goes on standing."""
    dossier = performing.dossier
    dossier.states_before_wait = [*dossier.states_before_wait, dossier.state]
    if dossier.received_at is None or dossier.paused_since is not None:
        return
    dossier.paused_since = performing.now
    ClockInterval.objects.create(
        dossier=dossier, kind=kind, reason=reason, article=article, started_at=performing.now
    )
    performing.note(clock="stopped", kind=kind.value, article=article)


def go_on(performing: Performing) -> None:
    """End the wait that was begun last; the due date is derived anew once nothing is waited for any more."""
    dossier = performing.dossier
    if dossier.paused_since is None or len(dossier.states_before_wait) > 1:
        return
    dossier.intervals.filter(ended_at__isnull=True).update(ended_at=performing.now)
    dossier.paused_since = None
    deadline = derive(dossier, dossier.intervals.order_by("started_at"))
    dossier.due_original = deadline.due_at
    reappointed = dossier.due_current if dossier.reappointed_at else None
    dossier.due_current = max(deadline.due_at, reappointed) if reappointed else deadline.due_at
    performing.note(clock="running", due=deadline.due_at)


def end(performing: Performing) -> None:
    """Close an open interval when the dossier ends while its clock stands."""
    dossier = performing.dossier
    if dossier.paused_since is not None:
        dossier.intervals.filter(ended_at__isnull=True).update(ended_at=performing.now)
        dossier.paused_since = None
