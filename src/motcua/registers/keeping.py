# SPDX-License-Identifier: EUPL-1.2
"""What every act has in common: who does it in which position, an earlier press of the same button, one step."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Model
from django.utils import timezone

from motcua.organisations.actors import Actor, Seat
from motcua.presses import wait_for
from motcua.registers.errors import EntryUnknown, RegisterRefused
from motcua.registers.models import Register, RegisterAct, RegisterStep

LONGEST = 2000
_M = TypeVar("_M", bound=Model)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file in the store with the name it came under."""

    sha256: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed: by whom, under which key, when (None: now), with which note and evidence."""

    actor: Actor
    key: str
    now: dt.datetime | None = None
    note: str = ""
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, slots=True)
class Doing:
    """An act being performed, in a position."""

    act: RegisterAct
    press: Press
    person_id: int
    seat: Seat
    key: str
    now: dt.datetime


def doing(act: RegisterAct, press: Press, seat: Seat | None, whose: str) -> Doing:
    """The act, for whoever holds a position for it. Raises `RegisterRefused`; `whose` names who may."""
    person_id = press.actor.person_id
    if seat is None or person_id is None:
        raise RegisterRefused(f"Bạn không có quyền “{act.label}”.", hint=f"Việc này thuộc {whose}.")
    now = press.now or timezone.now()
    return Doing(act, press, person_id, seat, f"{person_id}:{press.key}"[:80], now)


def earlier(one: Doing) -> RegisterStep | None:
    """The step of the same press, when it was carried out before. Raises `RegisterRefused` for another act's key."""
    wait_for(one.key)
    step = RegisterStep.objects.filter(key=one.key).first()
    if step is not None and step.act != one.act:
        raise RegisterRefused(
            "Mã chống gửi trùng này đã dùng cho một việc khác.", hint="Hãy tải lại trang rồi làm lại."
        )
    return step


def write(
    one: Doing,
    register: Register,
    entry_id: int,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str | None = None,
) -> RegisterStep:
    """Write the step of an act."""
    press = one.press
    return RegisterStep.objects.create(
        register=register,
        entry_id=entry_id,
        act=one.act,
        at=one.now,
        person_id=one.person_id,
        person_name=press.actor.name,
        unit_id=one.seat.unit_id,
        title=one.seat.signed,
        delegation=one.seat.delegation,
        note=(press.note if note is None else note).strip()[:LONGEST],
        before=before or {},
        after=after or {},
        file_sha256=press.evidence.sha256,
        file_name=press.evidence.name[:200],
        key=one.key,
    )


def locked(model: type[_M], pk: int, *related: str) -> _M:
    """The locked row of an entry. Raises `EntryUnknown`."""
    rows = model._default_manager.select_related(*related) if related else model._default_manager.all()
    row = rows.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise EntryUnknown
    return row


def require(state: str, allowed: set[Any], names: dict[str, Any], what: str) -> None:
    """Raises `RegisterRefused` in any other state."""
    if state not in {one.value for one in allowed}:
        raise RegisterRefused(
            f"Mục này đang ở trạng thái “{names[state]}”, không thể {what}.",
            hint="Hãy tải lại trang để xem những việc có thể làm.",
        )


def words(text: str, name: str, what: str, *, least: int = 3, most: int = LONGEST) -> str:
    """The trimmed text. Raises `RegisterRefused` when it says nothing or too much."""
    told = text.strip()
    if not least <= len(told) <= most:
        raise RegisterRefused(
            f"{what} phải có từ {least} đến {most} ký tự.", hint="Hãy viết lại cho rõ.", field=name
        )
    return told
