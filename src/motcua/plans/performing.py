# SPDX-License-Identifier: EUPL-1.2
"""What every act on a plan has in common: who, by which position, when; the lock; one append-only step.

An act opens a transaction, takes the row of the plan with `locked` (the first lock of all), checks the right with
`by_confirmer` or its own rule, changes rows with `change`, and writes exactly one `step`. A second call with the key
of an earlier one finds it with `done_before` and does nothing.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.utils import timezone

from motcua.organisations.actors import Actor, Seat
from motcua.plans.errors import PlanChanged, PlanRefused, PlanUnknown
from motcua.plans.models import Plan, PlanState, PlanStep, PlanTask
from motcua.plans.rights import confirming_seat
from motcua.presses import wait_for


@dataclass(frozen=True, slots=True)
class Doing:
    """An act being performed. `seat` is None for what the house does by itself."""

    act: str
    actor: Actor
    seat: Seat | None
    key: str
    now: dt.datetime


def doing(act: str, actor: Actor, seat: Seat | None, key: str, now: dt.datetime | None = None) -> Doing:
    """The act `act` of this person; `key` counts for this person only."""
    return Doing(act, actor, seat, f"{actor.person_id or actor.kind}:{key}", now or timezone.now())


def by_confirmer(act: str, actor: Actor, plan: Plan, key: str, now: dt.datetime | None = None) -> Doing:
    """The same for an act of those who confirm plans of the unit. Raises `PlanRefused` for everybody else."""
    if actor.kind == "system":
        return doing(act, actor, None, key, now)
    seat = confirming_seat(actor, plan.unit_id)
    if seat is None or actor.person_id is None:
        raise PlanRefused(
            "Bạn không có quyền làm việc này với kế hoạch.",
            hint="Việc này thuộc thủ trưởng hoặc cán bộ đầu mối kiểm soát của đơn vị có kế hoạch, hoặc của cấp trên.",
        )
    return doing(act, actor, seat, key, now)


def locked(pk: int) -> Plan:
    """The row of the plan, locked until the transaction ends. Raises `PlanUnknown`."""
    plan = Plan.objects.select_related("unit").select_for_update(of=("self",)).filter(pk=pk).first()
    if plan is None:
        raise PlanUnknown("Không có kế hoạch này.", hint="Hãy mở lại từ trang Kế hoạch.")
    return plan


def locked_task(plan: Plan, pk: int, seen: int | None = None) -> PlanTask:
    """A task of the locked plan. `seen`: the version the person looked at. Raises `PlanUnknown`, `PlanChanged`."""
    task = PlanTask.objects.select_for_update(of=("self",)).filter(plan=plan, pk=pk).first()
    if task is None:
        raise PlanUnknown("Kế hoạch không có nhiệm vụ này.", hint="Hãy mở lại trang kế hoạch.")
    if seen is not None and seen != task.version:
        raise PlanChanged(_last_hand(task))
    return task


def _last_hand(task: PlanTask) -> str:
    step = PlanStep.objects.filter(task=task).order_by("-id").first()
    return step.person_name if step else ""


def require(plan: Plan, states: Iterable[PlanState], what: str) -> None:
    """Raises `PlanRefused` when the plan is in none of `states`; `what` says what was wanted, in Vietnamese."""
    state = PlanState(plan.state)
    if state not in frozenset(states):
        raise PlanRefused(
            f"Kế hoạch ở trạng thái “{state.label}”, không thể {what}.",
            hint="Hãy tải lại trang để xem những việc có thể làm.",
        )


def change(row: Model, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set what differs and save the row; what it was before and is now, as plain JSON. Nothing differs: both empty.

    A row that counts its `version` counts on.
    """
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name, value in values.items():
        column = row._meta.get_field(name).attname  # type: ignore[union-attr]  # only columns are changed
        earlier = getattr(row, column)
        now = value.pk if isinstance(value, Model) else value
        if earlier != now:
            before[name], after[name] = plain(earlier), plain(now)
            setattr(row, name if isinstance(value, Model) else column, value)
    if after:
        fields = [*after]
        if hasattr(row, "version"):
            row.version += 1
            fields.append("version")
        row.save(update_fields=fields)
    return before, after


def step(
    act: Doing,
    plan: Plan,
    *,
    task: PlanTask | None = None,
    target_id: int | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    note: str = "",
    part: str = "",
) -> PlanStep:
    """Write down what was done. `part` tells apart several steps of one press, as when many tasks are accepted."""
    seat = act.seat
    return PlanStep.objects.create(
        plan=plan,
        task=task,
        target_id=target_id,
        act=act.act,
        at=act.now,
        person_id=act.actor.person_id,
        person_name=act.actor.name,
        unit_id=seat.unit_id if seat else None,
        title=seat.signed if seat else "",
        delegation=seat.delegation if seat else "",
        before=plain(before or {}),
        after=plain(after or {}),
        note=note,
        key=f"{act.key}:{part}" if part else act.key,
    )


def plain(value: object) -> Any:
    """A value of a row as plain JSON: days and moments as ISO 8601, decimals as words."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def done_before(act: Doing) -> PlanStep | None:
    """What the same person did before with this key. Raises `PlanRefused` for a key of another act."""
    wait_for(act.key)
    found = PlanStep.objects.select_related("plan", "task").filter(key=act.key).first()
    if found is not None and found.act != act.act:
        raise used_elsewhere()
    return found


def used_elsewhere() -> PlanRefused:
    """The refusal of a key under which something else was done."""
    return PlanRefused(
        "Mã chống gửi trùng này đã dùng cho một việc khác.", hint="Hãy tải lại trang rồi làm lại."
    )
