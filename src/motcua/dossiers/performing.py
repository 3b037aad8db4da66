# SPDX-License-Identifier: EUPL-1.2
"""The one way to change a dossier.

`perform` does, in one transaction: lock the row; check the right, that nothing happened since the actor looked, the
state and the conditions; let the act make its change; append exactly one event; save the row. It raises a named error
of `motcua.dossiers.errors` and leaves nothing behind when it does.

A second call with one key is refused, because the first has changed the dossier, or hindered by the database, which
takes a key once. Only then is the first one looked for and its answer given: ⚡ whoever presses once asks nothing.

Locks are taken in one order: the dossier's row, the rows of people told anew, the counter of a
number series last. Acts on two dossiers wait for each other only where they name one person or draw from one series.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from motcua.dossiers import clock, rights, rows, separation
from motcua.dossiers.errors import (
    BeforeLastAct,
    Busy,
    ChangedMeanwhile,
    ConditionUnmet,
    DossierUnknown,
    KeyUsedElsewhere,
    NotEntitled,
    WrongState,
)
from motcua.dossiers.log import plain, seal
from motcua.dossiers.models import Dossier, Event
from motcua.errors import MotCuaError
from motcua.law.statuses import SETTLED, State
from motcua.law.transitions import ACT_NAMES, CONDITION_REFUSALS, Act, Transition, standard_transitions
from motcua.organisations.actors import Actor

TRACKED = tuple(
    column.attname
    for column in Dossier._meta.concrete_fields
    if column.attname not in ("id", "secret", "last_sequence", "last_hash", "last_event_at")
)
"""Columns whose changes an event records, so that the row can be rebuilt from its events."""

_BUSY_STATES = frozenset({"55P03", "40P01"})  # lock_not_available, deadlock_detected: trying again is safe
_BOOKKEEPING = ["last_sequence", "last_hash", "last_event_at"]


@dataclass(frozen=True, slots=True)
class Call:
    """How an act is called. `key` makes it idempotent; `seen` is the sequence the actor last saw; `now` is the
    moment of the act for imports and replays (None: this very moment). `entered`: for an act that is written down
    late, when that was; figures as of an earlier moment do not know it yet. `beside` writes something else that
    stands or falls with the act, behind the lock of the row."""

    key: str | None = None
    seen: int | None = None
    now: dt.datetime | None = None
    entered: dt.datetime | None = None
    beside: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Performed:
    """What an act left behind. `repeated`: the same key was performed before, this time nothing changed."""

    dossier: Dossier
    event: Event
    repeated: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class Performing:
    """An act while it is being performed: the locked dossier, who acts, when, and what the event will say."""

    act: Act
    dossier: Dossier
    actor: Actor
    standing: rights.Standing
    now: dt.datetime
    facts: dict[str, Any] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def note(self, **facts: object) -> None:
        """Add facts to the event."""
        self.facts.update({name: plain(value) for name, value in facts.items()})

    def warn(self, text: str) -> None:
        """Tell the actor something that does not stop the act. The event keeps it too."""
        self.warnings.append(text)


Body = Callable[[Performing], None]


def perform(
    act: Act,
    actor: Actor,
    code: str,
    body: Body,
    call: Call,
    *,
    facts: Callable[[Dossier], rights.Facts] | None = None,
) -> Performed:
    """Perform `act` on the dossier `code`. `facts` looks up what the row alone does not know.

    Raises the refusals of `motcua.dossiers.errors`; safe to repeat with the same `call.key`.
    """
    transition = standard_transitions()[act]
    try:
        with transaction.atomic():
            dossier = _locked(code)
            if call.beside is not None:
                call.beside()
            before = _tracked(dossier)
            performing = _admitted(
                transition, actor, dossier, call, facts(dossier) if facts else rights.Facts()
            )
            body(performing)
            _move(transition, performing)
            if (
                before["ended_at"] is None
                and dossier.ended_at is not None
                and dossier.received_at is not None
            ):
                performing.note(timeliness=clock.judgement(dossier, before["paused_since"]))
            event = _append(performing, before, call)
            changed = [name for name in TRACKED if getattr(dossier, name) != before[name]]
            rows.save(dossier, [*changed, *_BOOKKEEPING], event)
            return Performed(dossier, event, warnings=tuple(performing.warnings))
    except MotCuaError:
        if earlier := _earlier(call.key, actor, act, code):
            return earlier
        raise
    except IntegrityError as error:
        return _after_conflict(error, call.key, actor, act, code)
    except OperationalError as error:
        if means_busy(error):
            raise Busy from error
        raise


def perform_opening(
    act: Act, actor: Actor, call: Call, build: Callable[[], Dossier], body: Body, related: Body
) -> Performed:
    """Open a dossier: `build` gives the unsaved row without its code, `body` finishes it (number, due date, facts of
    the event), `related` inserts what hangs on it. One transaction, one event, once per key. `call.now` is given: the
    moment that the built row carries and that of the event are one.

    Raises `NotEntitled` and whatever the three steps refuse.
    """
    if call.now is None:
        raise ValueError("the opening of a dossier needs its moment")
    transition = standard_transitions()[act]
    try:
        with transaction.atomic():
            dossier = build()
            standing = rights.standing(transition, actor, dossier, rights.Facts())
            if standing is None:
                raise _not_entitled(act)
            performing = Performing(act, dossier, actor, standing, call.now)
            body(performing)
            _move(transition, performing)
            event = _append(performing, {**dict.fromkeys(TRACKED), "state": ""}, call)
            rows.insert([dossier])
            rows.append(event)
            related(performing)
            return Performed(dossier, event, warnings=tuple(performing.warnings))
    except MotCuaError:
        if earlier := _earlier(call.key, actor, act, None):
            return earlier
        raise
    except IntegrityError as error:
        return _after_conflict(error, call.key, actor, act, None)
    except OperationalError as error:
        if means_busy(error):
            raise Busy from error
        raise


def _earlier(key: str | None, actor: Actor, act: Act, code: str | None) -> Performed | None:
    """What the same actor did before with this key. The key of somebody else opens nothing."""
    if key is None or not rows.is_known(key):
        return None
    event = Event.objects.select_related("dossier").get(key=key)
    same_actor = (event.actor_kind, event.person_id) == (actor.kind, actor.person_id)
    if not same_actor or event.act != act or (code is not None and event.dossier.code != code):
        raise KeyUsedElsewhere(
            "Mã chống gửi trùng này đã dùng cho một việc khác.", hint="Hãy tải lại trang rồi làm lại."
        )
    return Performed(event.dossier, event, repeated=True, warnings=tuple(event.data.get("warnings", ())))


def _after_conflict(
    error: IntegrityError, key: str | None, actor: Actor, act: Act, code: str | None
) -> Performed:
    """Two calls with one key at the same moment: the second finds what the first did."""
    if "event_key_once" in str(error) and (earlier := _earlier(key, actor, act, code)):
        return earlier
    raise error


def means_busy(error: BaseException) -> bool:
    """Whether a database error says that somebody else held a row for too long. Nothing was changed then."""
    return getattr(error.__cause__, "sqlstate", "") in _BUSY_STATES


def _locked(code: str) -> Dossier:
    dossier = rows.lock(code)
    if dossier is None:
        raise DossierUnknown(code)
    return dossier


def _tracked(dossier: Dossier) -> dict[str, Any]:
    values = {name: getattr(dossier, name) for name in TRACKED}
    values["states_before_wait"] = list(dossier.states_before_wait)
    return values


def _admitted(
    transition: Transition, actor: Actor, dossier: Dossier, call: Call, facts: rights.Facts
) -> Performing:
    now = call.now or timezone.now()
    standing = rights.standing(transition, actor, dossier, facts)
    if standing is None:
        raise _not_entitled(transition.act)
    if call.seen is not None and call.seen != dossier.last_sequence:
        raise ChangedMeanwhile(
            f"Hồ sơ {dossier.code} đã có thay đổi từ khi bạn mở trang.",
            hint="Hãy xem lại diễn biến mới nhất rồi quyết định; nội dung bạn đã nhập vẫn được giữ.",
        )
    if State(dossier.state) not in transition.sources:
        raise WrongState(
            f"Hồ sơ đang ở trạng thái “{dossier.state_name}”, không thể “{ACT_NAMES[transition.act]}”.",
            hint="Hãy tải lại trang để xem những việc có thể làm.",
        )
    if (condition := rights.unmet(transition, dossier, facts)) is not None:
        raise ConditionUnmet(CONDITION_REFUSALS[condition])
    if dossier.last_event_at is not None and now < dossier.last_event_at:
        raise BeforeLastAct(
            "Thời điểm thực hiện sớm hơn việc gần nhất của hồ sơ.", hint="Hãy kiểm tra đồng hồ."
        )
    warnings = separation.check(transition.act, actor, dossier, timezone.localdate(now))
    return Performing(transition.act, dossier, actor, standing, now, warnings=warnings)


def _not_entitled(act: Act) -> NotEntitled:
    return NotEntitled(
        f"Bạn không có quyền “{ACT_NAMES[act]}” đối với hồ sơ này.",
        hint="Việc này thuộc người giữ hồ sơ hoặc lãnh đạo đơn vị; cần ủy quyền bằng văn bản thì mới làm thay được.",
    )


def _move(transition: Transition, performing: Performing) -> None:
    """Set the state the transition leads to, and end the clock where the law ends it."""
    dossier = performing.dossier
    if transition.back:
        dossier.state = dossier.states_before_wait.pop()
    elif transition.target is not None:
        dossier.state = transition.target.value
    if State(dossier.state) in SETTLED and dossier.ended_at is None:
        dossier.ended_at = performing.now


def _entered(call: Call, now: dt.datetime) -> dt.datetime | None:
    """When a late entry was really written down; an act cannot be written down before it happens."""
    if call.entered is not None and call.entered < now:
        raise ValueError("an act is entered when it happens or later")
    return call.entered


def _append(performing: Performing, before: dict[str, Any], call: Call) -> Event:
    dossier, actor, seat = performing.dossier, performing.actor, performing.standing.seat
    changes = {
        name: plain(getattr(dossier, name)) for name in TRACKED if getattr(dossier, name) != before[name]
    }
    data: dict[str, Any] = {**performing.facts, "changes": changes}
    if performing.warnings:
        data["warnings"] = performing.warnings
    return seal(
        Event(
            dossier=dossier,
            act=performing.act.value,
            at=performing.now,
            actor_kind=actor.kind,
            person_id=actor.person_id,
            actor_name=actor.name,
            unit_id=seat.unit_id if seat else None,
            role=performing.standing.role.value,
            title=seat.signed if seat else "",
            delegation=seat.delegation if seat else "",
            state_before=before["state"] or "",
            state_after=dossier.state,
            data=data,
            key=call.key,
            entered_at=_entered(call, performing.now),
        ),
        dossier,
    )
