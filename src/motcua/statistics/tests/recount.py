# SPDX-License-Identifier: EUPL-1.2
"""A recount from the raw events, slow and plain, written from the words of the reports and not from our definitions.

"Received in the period: reception within it. From the period before: received before and not ended before. Settled:
ended within it. Being settled: received and not ended by its end; overdue when due by then and nobody waits for the
applicant." It shares nothing with `motcua.statistics` but the names of the numbers.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import Prefetch

from motcua.dossiers.models import Dossier, Event
from motcua.law.clock import to_minutes
from motcua.statistics import Counting, M, Policy, Question

ENDS = {
    "result_ready": "",
    "withdrawn": "stopped",
    "stopped_on_request": "stopped",
    "closed_incomplete": "stopped",
}
RETURNS = {
    "return_at_counter": M.RETURNED_COUNTER,
    "return_by_post": M.RETURNED_POST,
    "return_electronically": M.RETURNED_ELECTRONIC,
}


@dataclass
class Happening:
    """Something that is counted once: which number, at which minute, where, for whom, by how much."""

    measure: M
    minute: int
    unit: int
    officer: int = 0
    amount: int = 1


@dataclass
class Standing:
    """How a dossier stood from one minute on."""

    minute: int
    unit: int
    received: bool
    ended: bool
    waiting: bool
    due: int | None


@dataclass
class Life:
    """One dossier as it was known at a minute."""

    dossier: Dossier
    happenings: list[Happening] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)

    def at(self, minute: int) -> Standing | None:
        """How it stood at the end of that minute."""
        found = [one for one in self.standings if one.minute <= minute]
        return found[-1] if found else None


@lru_cache(maxsize=50_000)  # ⚡ the same lives are told again for every question
def minute_of(text: str | dt.datetime) -> int:
    return to_minutes(dt.datetime.fromisoformat(text) if isinstance(text, str) else text)


def with_events() -> list[Dossier]:
    """Every dossier with the events of its life in their order, read once for many questions."""
    events = Prefetch("events", queryset=Event.objects.order_by("sequence"))
    return list(Dossier.objects.order_by("pk").prefetch_related(events))


def known_events(dossier: Dossier, known: int) -> list[Event]:
    events = []
    for event in dossier.events.all():
        if minute_of(event.entered_at or event.at) > known:
            break
        events.append(event)
    return events


def retell(dossier: Dossier, question: Question, known: int) -> Life:
    life = Life(dossier)
    row: dict[str, Any] = {}
    past: list[Event] = []
    for event in known_events(dossier, known):
        row.update(event.data["changes"])
        past.append(event)
        _tell(life, event, past, row, question)
    return life


def _tell(
    life: Life,
    event: Event,
    past: list[Event],
    row: dict[str, Any],
    question: Question,
) -> None:
    minute = minute_of(event.at)
    if event.act == "receive":
        minute = minute_of(row["received_at"])
    unit = row["competent_unit_id"]
    was = life.standings[-1] if life.standings else None
    received = bool(row.get("received_at"))
    ended = bool(was and was.ended) or (received and event.state_after in ENDS)
    waiting = received and not ended and row.get("paused_since") is not None
    due = minute_of(row["due_original"]) if row.get("due_original") else None
    now = Standing(minute, unit, received, ended, waiting, due)
    life.standings.append(now)

    def tell(measure: M, where: int = unit, officer: int = 0, amount: int = 1) -> None:
        life.happenings.append(Happening(measure, minute, where, officer, amount))

    if event.act == "file":
        tell(M.FILED)
    if event.act == "refuse":
        tell(M.NOT_RECEIVED)
    if event.act in ("receive", "take_in"):
        _tell_reception(past, row, lambda measure: tell(measure, officer=event.person_id or 0))
    if was and was.received and not was.ended:
        _tell_change(was, now, event.act, _handler(past) if ended else 0, tell)
        if ended:
            _tell_end(past, row, question, tell)
    if event.act in RETURNS:
        where = next(one.unit for one in life.standings if one.ended)
        officer = _handler(past)
        tell(M.RETURNED, where, officer)
        tell(RETURNS[event.act], where, officer)


def _tell_change(was: Standing, now: Standing, act: str, settler: int, tell: Callable[..., None]) -> None:
    """`settler`: who settled, where the act settles; a wait that ends with it is theirs, too."""
    moved = was.unit != now.unit
    if moved:
        tell(M.MOVED_OUT, was.unit)
        tell(M.MOVED_IN)
    if was.waiting and (not now.waiting or moved):
        tell(M.UNPAUSED, was.unit, settler)
    if now.waiting and (not was.waiting or moved):
        tell(M.PAUSED)
    if now.waiting and not was.waiting and act == "ask_supplement":
        tell(M.SUPPLEMENTS_ASKED)


def _tell_reception(past: list[Event], row: dict[str, Any], tell: Callable[[M], None]) -> None:
    tell(M.RECEIVED)
    scanned = any(paper["sha256"] for event in past for paper in event.data.get("papers", ()))
    tell(M.DIGITISED if scanned else M.NOT_DIGITISED)
    if float(row.get("fee_amount") or 0) > 0:
        tell(M.MUST_PAY)


def _handler(past: list[Event]) -> int:
    drafts = [event.person_id for event in past if event.act == "draft"]
    given = [event.data["changes"].get("holder_id") for event in past if event.act in ("assign", "reassign")]
    return next((one for one in [*reversed(drafts), *reversed(given)] if one), 0)


def _tell_end(past: list[Event], row: dict[str, Any], question: Question, told: Callable[..., None]) -> None:
    event, officer = past[-1], _handler(past)
    outcome = ENDS[event.state_after] or ("refused" if row.get("outcome") == "refused" else "settled")

    def tell(measure: M, amount: int = 1) -> None:
        told(measure, officer=officer, amount=amount)

    tell(M.ENDED)
    tell({"settled": M.SETTLED, "refused": M.REFUSED, "stopped": M.STOPPED}[outcome])
    judged = event.data["timeliness"]
    switch = {"settled": Counting.TIMED, "refused": question.refusals, "stopped": question.stops}[outcome]
    if question.policy is Policy.INDEX766:
        switch = Counting.TIMED
    word = {Counting.TIMED: judged[question.policy.value], Counting.AS_ON_TIME: "on_time"}.get(
        switch, "not_timed"
    )
    tell(M(f"ended_{word}"))
    asked = sum(one.act == "ask_supplement" for one in past)
    tell(M.NO_SUPPLEMENT if not asked else M.ONE_SUPPLEMENT if asked == 1 else M.MORE_SUPPLEMENTS)
    if any(one.act == "apologise" for one in past):
        tell(M.REAPPOINTED)
    signed = [one.data["signed_sha256"] for one in past if one.act == "sign"]
    if outcome == "settled":
        tell(M.E_RESULT if signed and signed[-1] else M.NO_E_RESULT)
    tell(M.TIME_KNOWN)
    tell(M.MINUTES_TAKEN, judged["taken"])
    tell(M.MINUTES_ALLOWED, judged["allowed"])


Keys = tuple[object, ...]
KeyOf = Callable[[Life, int, int, int], Keys | None]
"""From a life, a unit, an official and a minute: under which keys something is counted; None: not at all."""


def recount(
    question: Question, known: int, first: int, end: int, lives: Iterable[Dossier], key_of: KeyOf
) -> dict[Keys, Counter[M]]:
    """Every number of a question by the keys that `key_of` gives."""
    found: dict[Keys, Counter[M]] = {}

    def count(life: Life, measure: M, unit: int, officer: int, minute: int, amount: int = 1) -> None:
        keys = key_of(life, unit, officer, minute)
        if keys is not None:
            found.setdefault(keys, Counter())[measure] += amount

    for dossier in lives:
        life = retell(dossier, question, known)
        for one in life.happenings:
            if first <= one.minute <= end:
                count(life, one.measure, one.unit, one.officer, one.minute, one.amount)
        stood, stands = life.at(min(first - 1, end)), life.at(end)
        if stood and stood.received and not stood.ended:
            count(life, M.CARRIED, stood.unit, 0, end)
        if stands and stands.received and not stands.ended:
            late = not stands.waiting and stands.due is not None and stands.due <= end
            count(life, M.OPEN, stands.unit, 0, end)
            count(life, M.OVERDUE if late else M.OPEN_IN_TIME, stands.unit, 0, end)
            if stands.waiting:
                count(life, M.WAITING, stands.unit, 0, end)
    return found
