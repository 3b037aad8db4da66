# SPDX-License-Identifier: EUPL-1.2
"""What every act on a piece of work has in common: the lock, the plan in force, one append-only entry.

An act opens a transaction, takes the row with `locked_work`, finds an earlier press with `said_before` (behind the
lock, so that of two presses at once the second finds the first), checks the right, changes the row with
`performing.change` and writes exactly one entry with `say`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from motcua.law.working_time import Calendar
from motcua.organisations.actors import Actor, Seat
from motcua.organisations.calendars import load_calendar
from motcua.plans.errors import PlanRefused, PlanUnknown
from motcua.plans.models import EntryKind, PlanState, TaskEntry, TaskWork, WorkState
from motcua.plans.performing import Doing, change, doing, used_elsewhere
from motcua.plans.rights import may_read

LONGEST = 4000
SHORTEST_REASON = 10
OPEN = frozenset({WorkState.NOT_STARTED, WorkState.IN_PROGRESS})


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stored file that shows what was done, and the name under which it came."""

    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class Press:
    """One press: its key, when it happened, and whether it came from a page or by the link of a mail."""

    key: str
    now: dt.datetime
    via: str = TaskEntry.Via.PAGE


def pressed(key: str, now: dt.datetime | None = None, via: str = TaskEntry.Via.PAGE) -> Press:
    """A press at this moment."""
    return Press(key, now or timezone.now(), via)


def locked_work(pk: int) -> TaskWork:
    """The work with its task and plan, its row locked. Raises `PlanUnknown`."""
    rows = TaskWork.objects.select_related("task", "plan__unit", "unit", "owner")
    work = rows.select_for_update(of=("self",)).filter(pk=pk).first()
    if work is None:
        raise PlanUnknown("Không có việc này.", hint="Hãy mở lại từ trang kế hoạch.")
    return work


def acting(kind: EntryKind, actor: Actor, seat: Seat | None, press: Press, refused: str) -> Doing:
    """The act, by this position. Raises `PlanRefused` with the words `refused` as hint without one."""
    if seat is None or actor.person_id is None:
        raise PlanRefused(f"Bạn không có quyền “{kind.label}” với việc này.", hint=refused)
    return doing(kind.value, actor, seat, press.key, press.now)


def said_before(kind: EntryKind, actor: Actor, press: Press) -> TaskWork | None:
    """The work about which the same person said it with this key. Raises `PlanRefused` for a key of another act."""
    key = f"{actor.person_id or actor.kind}:{press.key}"
    entry = TaskEntry.objects.select_related("work__plan__unit", "work__task").filter(key=key).first()
    if entry is None:
        return None
    if entry.kind != kind:
        raise used_elsewhere()
    return entry.work


def require_running(work: TaskWork) -> None:
    """Raises `PlanRefused` unless the plan is being carried out."""
    if PlanState(work.plan.state) is not PlanState.IN_FORCE:
        raise PlanRefused(
            "Kế hoạch không ở trạng thái đang thực hiện nên không ghi thêm được.",
            hint="Chỉ việc của kế hoạch đang thực hiện mới báo tiến độ được.",
        )


def require_open(work: TaskWork, what: str) -> None:
    """Raises `PlanRefused` unless the plan is in force and the work is neither done nor stopped."""
    require_running(work)
    state = WorkState(work.state)
    if state not in OPEN:
        raise PlanRefused(
            f"Việc ở trạng thái “{state.label}”, không thể {what}.",
            hint="Hãy tải lại trang; lãnh đạo mở lại việc khi cần làm tiếp.",
        )


def require_words(text: str, what: str, shortest: int = SHORTEST_REASON) -> str:
    """The words without blanks around them. Raises `PlanRefused` when they are too short or too long."""
    words = text.replace("\x00", "").strip()
    if len(words) < shortest or len(words) > LONGEST:
        raise PlanRefused(
            f"{what} phải có từ {shortest} đến {LONGEST} ký tự.",
            hint="Hãy viết ngắn gọn, đủ để người khác hiểu.",
            field="text",
        )
    return words


def require_reader(actor: Actor, work: TaskWork) -> None:
    """Raises `PlanUnknown` for somebody who may not open the plan."""
    if not may_read(actor, work.plan_id):
        raise PlanUnknown("Không có việc này.", hint="Hãy mở lại từ trang kế hoạch.")


def say(
    act: Doing, work: TaskWork, values: dict[str, Any], *, via: str = TaskEntry.Via.PAGE, **told: Any
) -> TaskEntry:
    """Change the work and write the entry that tells it. `told`: text, percent, evidence, asked_due, accepted."""
    before, after = change(work, {**values, "heard_at": act.now})
    before.pop("heard_at", None)
    after.pop("heard_at", None)
    evidence: Evidence | None = told.pop("evidence", None)
    seat = act.seat
    return TaskEntry.objects.create(
        work=work,
        kind=act.act,
        at=act.now,
        person_id=act.actor.person_id,
        person_name=act.actor.name,
        unit_id=seat.unit_id if seat else None,
        title=seat.signed if seat else "",
        delegation=seat.delegation if seat else "",
        file_id=evidence.sha256 if evidence else None,
        file_name=evidence.name[:255] if evidence else "",
        before=before,
        after=after,
        via=via,
        key=act.key,
        **told,
    )


def calendar_of(work: TaskWork) -> Calendar:
    """The calendar by which the work is due: of the unit that does it, else of the unit whose plan it is."""
    unit = work.unit or work.plan.unit
    return load_calendar(unit.calendar_code)
