# SPDX-License-Identifier: EUPL-1.2
"""The spans of a dossier's life, from its events alone: the one derivation that every figure rests on.

A span is a stretch of a life in which the competent unit, the due date and the waiting stay the same. Spans follow
one another without a gap, so at any minute a dossier is in at most one of them. All moments are whole local minutes
(`motcua.law.clock`); `NEVER` stands for what has not happened. Nothing is judged here: the judgement is read from the
event that ended the clock, and an event that carries none is `unknown`, never on time.

    filed     handed in and not received yet; the statutory clock does not run
    running   received; the clock runs towards `due`
    waiting   received; the clock stands (NĐ 61/2018 Đ.19.4; financial obligation; force majeure; withdrawal)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, NamedTuple

from motcua.law.judging import Policy
from motcua.law.statuses import SETTLED, State
from motcua.law.transitions import Act

NEVER = 2_147_483_647
"""The minute of what has not happened: after every minute there is."""


class Judged(IntEnum):
    """A judgement as it stands in a span; `NOTHING` where a span ends no life."""

    NOTHING = 0
    EARLY = 1
    ON_TIME = 2
    LATE = 3
    UNKNOWN = 4


class Told(NamedTuple):
    """What spans need of one event. Minutes are local (`motcua.law.clock`), None: the event does not say.

    `known` is the minute the event was entered, `received` and `due` are what it set, `clock` whether it stopped the
    clock or let it go on and `kind` what it stands for, `holder` who was given the dossier.
    """

    act: str
    at: int
    known: int
    person: int | None
    before: str
    after: str
    unit: int | None = None
    receiving: int | None = None
    version: int | None = None
    channel: str | None = None
    filed: int | None = None
    received: int | None = None
    due: int | None = None
    clock: str | None = None
    kind: str | None = None
    holder: int | None = None
    outcome: str | None = None
    signed: bool | None = None
    fee: bool | None = None
    scanned: bool | None = None
    reused: bool | None = None
    database: bool | None = None
    paid_online: bool | None = None
    judged: Mapping[str, Any] | None = None


@dataclass(slots=True)
class Span:
    """One stretch of a life.

    `fell` is the minute from which it was overdue: the due date, or its beginning where the due date had passed
    already; `NEVER` where it ended before. What follows `receiver_id` is filled where a span begins with reception,
    what follows `handler_id` where it ends the clock. Words: `stage` filed, running, waiting; `begins` filed,
    received, resumed, paused, moved, recounted; `ends` received, refused, dropped (before reception),
    paused, resumed, moved, recounted, ended, empty while it lasts; `outcome` settled, refused, stopped.
    """

    dossier_id: int
    order: int
    began: int
    ended: int
    due: int
    fell: int
    unit_id: int
    receiving_unit_id: int
    version_id: int
    stage: str
    waiting_for: str
    channel: str
    begins: str
    ends: str = ""

    receiver_id: int = 0
    digitised: bool | None = None
    reused: bool | None = None
    from_database: bool | None = None
    must_pay: bool | None = None
    paid_online: bool | None = None

    handler_id: int = 0
    outcome: str = ""
    date: int = 0
    instant: int = 0
    half_day: int = 0
    index766: int = 0
    promised: int = 0
    minutes_taken: int | None = None
    minutes_allowed: int | None = None
    supplements: int = 0
    reappointed: bool = False
    e_result: bool = False
    returned: int = NEVER
    returned_by: str = ""


FIELDS = tuple(Span.__slots__)
"""Columns of a span, in order."""

_SETTLED = frozenset(state.value for state in SETTLED)
_READY = State.RESULT_READY.value
_RECEPTIONS = frozenset({Act.RECEIVE.value, Act.TAKE_IN.value})
# ⚡ Plain words: comparing with members of an enumeration takes three times as long, and it is done for each event.
_FILE, _REFUSE, _MOVE, _RECOUNT = (
    act.value for act in (Act.FILE, Act.REFUSE, Act.MOVE_TO_SUCCESSOR, Act.RECALCULATE_DUE)
)
_DRAFT, _SIGN, _APOLOGISE = Act.DRAFT.value, Act.SIGN.value, Act.APOLOGISE.value
_RETURNED_BY = {
    Act.RETURN_AT_COUNTER.value: "counter",
    Act.RETURN_BY_POST.value: "post",
    Act.RETURN_ELECTRONICALLY.value: "electronic",
}
_WORDS = {
    "early": Judged.EARLY.value,
    "on_time": Judged.ON_TIME.value,
    "late": Judged.LATE.value,
}
_UNKNOWN = Judged.UNKNOWN.value
_POLICIES = tuple(policy.value for policy in Policy)

RELEVANT = (
    Act.FILE, Act.RECEIVE, Act.TAKE_IN, Act.REFUSE, Act.ASK_SUPPLEMENT, Act.SUPPLEMENT, Act.CLOSE_INCOMPLETE,
    Act.ASK_PAYMENT, Act.CONFIRM_PAYMENT, Act.SUSPEND, Act.RESUME, Act.ASK_WITHDRAWAL, Act.REJECT_WITHDRAWAL,
    Act.ACCEPT_WITHDRAWAL, Act.STOP_ON_REQUEST, Act.MOVE_TO_SUCCESSOR, Act.RECALCULATE_DUE, Act.APOLOGISE,
    Act.ASSIGN, Act.REASSIGN, Act.DRAFT, Act.SIGN, Act.MAKE_READY, Act.RETURN_AT_COUNTER, Act.RETURN_BY_POST,
    Act.RETURN_ELECTRONICALLY,
)  # fmt: skip
"""The acts that say something about spans; events of all others need not be read."""


def spans_of(dossier_id: int, events: Iterable[Told]) -> list[Span]:
    """The spans of one dossier from its relevant events in order."""
    life = _Life(dossier_id)
    for event in events:
        life.take(event)
    return life.spans


class _Life:
    """A dossier while its events are read."""

    __slots__ = (
        "assigned", "channel", "digital", "dossier_id", "drafted", "due", "kind", "outcome", "reappointed",
        "receiving", "signed", "spans", "supplements", "unit", "version",
    )  # fmt: skip

    def __init__(self, dossier_id: int) -> None:
        self.dossier_id = dossier_id
        self.spans: list[Span] = []
        self.unit = self.receiving = self.version = 0
        self.channel = self.kind = self.outcome = ""
        self.due = NEVER
        self.supplements = 0
        self.drafted = self.assigned = 0
        self.reappointed = self.signed = False
        self.digital: dict[str, bool | None] = {}

    def take(self, event: Told) -> None:
        """One event more."""
        act = event.act
        self._remember(event)
        if act in _RECEPTIONS:
            self._receive(event)
        elif act == _FILE:
            self._begin(event.filed if event.filed is not None else event.at, "filed", "filed")
        elif act in _RETURNED_BY:
            self._return(event)
        elif event.after in _SETTLED and event.before not in _SETTLED:
            self._end(event)
        elif event.clock is not None:
            self._stand_or_go(event)
        elif act == _MOVE:
            self._move(event)
        elif act == _RECOUNT and event.due is not None:
            self._cut(event.at, "recounted")

    def _remember(self, event: Told) -> None:
        if event.unit is not None and event.act != _MOVE:
            self.unit = event.unit
        if event.receiving is not None:
            self.receiving = event.receiving
        if event.version is not None:
            self.version, self.channel = event.version, event.channel or ""
            self.digital["must_pay"] = event.fee
        if event.due is not None:
            self.due = event.due
        if event.outcome is not None:
            self.outcome = event.outcome
        self._remember_people(event)
        self._remember_facts(event)

    def _remember_people(self, event: Told) -> None:
        act = event.act
        if act == _DRAFT:
            self.drafted = event.person or self.drafted
        elif act == _APOLOGISE:
            self.reappointed = True
        elif act == _SIGN:
            self.signed = bool(event.signed)
        elif event.holder is not None:
            self.assigned = event.holder

    def _remember_facts(self, event: Told) -> None:
        if event.scanned is not None:
            self.digital["digitised"] = event.scanned
        if event.reused is not None:
            self.digital["reused"] = event.reused
        if event.database is not None:
            self.digital["from_database"] = event.database
        if event.paid_online is not None:
            self.digital["paid_online"] = event.paid_online
            for span in self.spans:
                if span.begins == "received":
                    span.paid_online = event.paid_online

    def _receive(self, event: Told) -> None:
        at = event.received if event.received is not None else event.at
        self._close(at, "received")
        span = self._begin(at, "running", "received")
        span.receiver_id = event.person or 0
        digital = self.digital
        span.digitised = digital.get("digitised", False)
        span.reused, span.from_database = digital.get("reused"), digital.get("from_database")
        span.must_pay, span.paid_online = digital.get("must_pay"), digital.get("paid_online")

    def _stand_or_go(self, event: Told) -> None:
        if event.clock == "stopped":
            self.kind = event.kind or ""
            self.supplements += self.kind == "supplement"
            self._close(event.at, "paused")
            self._begin(event.at, "waiting", "paused")
        else:
            self._close(event.at, "resumed")
            self.kind = ""
            self._begin(event.at, "running", "resumed")

    def _move(self, event: Told) -> None:
        if event.unit is not None and event.unit != self.unit:
            self.unit = event.unit
            self._cut(event.at, "moved")

    def _cut(self, at: int, word: str) -> None:
        """The same stage goes on under another unit or another due date."""
        stage = self.spans[-1].stage
        if self.spans[-1].ends:
            return
        self._close(at, word)
        self._begin(at, stage, word)

    def _end(self, event: Told) -> None:
        span = self.spans[-1]
        if span.stage == "filed":
            self._close(event.at, "refused" if event.act == _REFUSE else "dropped")
            return
        self._close(event.at, "ended")
        settled = "refused" if self.outcome == "refused" else "settled"
        span.outcome = settled if event.after == _READY else "stopped"
        span.handler_id = self.drafted or self.assigned
        span.supplements, span.reappointed = self.supplements, self.reappointed
        span.e_result = self.signed
        judged = event.judged or {}
        for policy in _POLICIES:
            setattr(span, policy, _WORDS.get(judged.get(policy, ""), _UNKNOWN))
        span.minutes_taken, span.minutes_allowed = judged.get("taken"), judged.get("allowed")

    def _return(self, event: Told) -> None:
        span = self.spans[-1]
        span.returned, span.returned_by = event.at, _RETURNED_BY[event.act]

    def _close(self, at: int, word: str) -> None:
        if self.spans and not self.spans[-1].ends:
            span = self.spans[-1]
            span.ended, span.ends = at, word
            if span.fell >= at:
                span.fell = NEVER

    def _begin(self, at: int, stage: str, word: str) -> Span:
        due = self.due if stage == "running" else NEVER
        span = Span(
            self.dossier_id,
            len(self.spans) + 1,
            at,
            NEVER,
            due,
            max(due, at),
            self.unit,
            self.receiving,
            self.version,
            stage,
            self.kind if stage == "waiting" else "",
            self.channel,
            word,
        )
        self.spans.append(span)
        return span
