# SPDX-License-Identifier: EUPL-1.2
"""The judgement of a simulated dossier at the act that ends its clock (`dossiers.clock.judgement`)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from motcua.law.deadlines import Interval, due_at
from motcua.law.judging import judge
from motcua.law.statuses import STOPPED, State
from motcua.law.timeliness import Outcome, Timeliness
from motcua.simulation import moments
from motcua.simulation.lives import first_due

if TYPE_CHECKING:
    from motcua.simulation.writing import Writing

_DAY = 1440  # minutes


def judgement(writing: Writing, ended: int, stood_since: int | None) -> dict[str, str | int | None]:
    """The judgement of a received dossier that ends at `ended`; its clock stands since `stood_since`, if it does."""
    if not writing.intervals and stood_since is None and writing.row["state"] not in STOPPED:
        return _plain(writing, ended // 60)
    row, job = writing.row, writing.job
    waitings: list[tuple[dt.datetime, dt.datetime]] = []
    pauses: list[tuple[dt.datetime, dt.datetime]] = []
    for kind, _, _, begin, end, *_ in writing.intervals:
        span = (_moment(begin), moments.moment(ended) if end is None else _moment(end))
        (waitings if kind == "supplement" else pauses).append(span)
    due_first = None
    if waitings:
        due_first = due_at(
            writing.calendar,
            moments.moment(writing.received),
            job.limit,
            mode=job.mode,
            cutoff=job.cutoff,
            pauses=[Interval(begin, end) for begin, end in pauses],
        )
    settled = Outcome.REFUSED if row["outcome"] == "refused" else Outcome.SETTLED
    receipt = writing.scribe.tables.effective(writing.received // 60, job.cutoff_minute)
    return judge(
        writing.calendar,
        receipt=moments.moment(receipt * 60),
        ended=moments.moment(ended),
        due=_moment(row["due_original"]),
        promised=_moment(row["due_current"]) if row["reappointed_at"] else None,
        due_first=due_first,
        outcome=Outcome.STOPPED if State(row["state"]) in STOPPED else settled,
        stood_since=None if stood_since is None else moments.moment(stood_since),
        waitings=waitings,
        pauses=pauses,
    )


_TEXT = (
    '{"allowed":%(allowed)d,"date":"%(date)s","half_day":"%(half_day)s","index766":"%(index766)s",'
    '"instant":"%(instant)s","promised":"%(promised)s","taken":%(taken)d}'
)


def judgement_text(writing: Writing, ended: int) -> str:
    """The same as canonical JSON, of a dossier that is settled while its clock runs."""
    return _TEXT % judgement(writing, ended, None)


def _plain(writing: Writing, ended: int) -> dict[str, str | int | None]:
    """⚡ What `judge` says of a dossier whose clock never stood. `ended`: local minutes."""
    row, tables, received = writing.row, writing.scribe.tables, writing.received // 60
    due = first_due(writing.calendar, writing.job, received)
    promised = moments.of(_moment(row["due_current"])) // 60 if row["reappointed_at"] else due
    receipt = tables.effective(received, writing.job.cutoff_minute)
    begin = tables.worked(receipt)
    return {
        "date": _word(ended, due, early=ended // _DAY < due // _DAY),
        "instant": _word(ended, due, early=ended < due),
        "half_day": _word(ended, due, early=ended < writing.scribe.half_day(due)),
        "index766": _word(ended, due, early=False),
        "promised": _word(ended, promised, early=ended // _DAY < promised // _DAY),
        "taken": tables.worked(ended) - begin if ended > receipt else 0,
        "allowed": tables.worked(due) - begin if due > receipt else 0,
    }


def _word(ended: int, due: int, *, early: bool) -> str:
    if ended > due:
        return _LATE
    return _EARLY if early else _ON_TIME


_LATE, _EARLY, _ON_TIME = Timeliness.LATE.value, Timeliness.EARLY.value, Timeliness.ON_TIME.value


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
