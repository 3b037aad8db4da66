# SPDX-License-Identifier: EUPL-1.2
"""Deciding the targets of a plan: proposed from a reading, accepted, edited, bound to what is measured, left out.

As for tasks: the right is checked, the plan locked, one step written for each target, nothing deleted. `seen` is the
version the person looked at. A sentence that cannot be read is refused with what could stand there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
from rapidfuzz import fuzz

from motcua.law.names import fold
from motcua.organisations.actors import SYSTEM, Actor
from motcua.organisations.models import UnitKind
from motcua.plans.acts.tasks import OPEN
from motcua.plans.errors import PlanChanged, PlanRefused, PlanUnknown
from motcua.plans.models import (
    Decision,
    Plan,
    PlanReading,
    PlanStep,
    PlanTarget,
    PlanTask,
)
from motcua.plans.performing import Doing, by_confirmer, change, done_before, locked, require, step
from motcua.plans.targets.binding import Printed, proposed
from motcua.plans.targets.evaluating import check
from motcua.plans.targets.language import read
from motcua.plans.targets.printing import said
from motcua.plans.targets.values import Op

SAME: Final = 86.0
"""Points of 100 from which two printed metrics are one target."""
GAP: Final = 10
LONGEST: Final = 2000


class TargetAct(models.TextChoices):
    """What is done to a target, by the code its step carries."""

    ACCEPT = "target_accept", "Nhận chỉ tiêu"
    SAVE = "target_save", "Sửa chỉ tiêu"
    REJECT = "target_reject", "Bỏ chỉ tiêu"
    PUT_BACK = "target_put_back", "Đưa chỉ tiêu về chờ quyết định"
    ADD = "target_add", "Thêm chỉ tiêu"
    ACCEPT_ALL = "target_accept_all", "Nhận các chỉ tiêu"
    GIVE = "target_give", "Báo giá trị chỉ tiêu"


@dataclass(frozen=True, slots=True)
class WantedTarget:
    """What a person wants a target to say. `expression` is a sentence of the language, its number the one aimed at.

    `owner`: the unit that answers for it.
    """

    metric: str
    expression: str
    due: dt.date | None = None
    scope: str = ""
    owner: int | None = None


def propose_targets(plan: Plan, reading: PlanReading, actor: Actor = SYSTEM) -> int:
    """Make proposals of the targets a reading found, under the lock of the plan's row; how many are new.

    A later reading changes no target that was decided or edited: what it says otherwise is kept in `offered`.
    """
    earlier = list(plan.targets.filter(reading__file_id=reading.file_id))
    tasks = list(plan.tasks.filter(reading__file_id=reading.file_id).only("id", "source", "lead_unit"))
    order = plan.targets.aggregate(last=Max("order"))["last"] or 0
    new = 0
    for told in reading.content.get("targets", []):
        values = _values(plan, told)
        known = _same(values, earlier)
        if known is None:
            order += GAP
            task = _task_of(told, tasks)
            PlanTarget.objects.create(
                plan=plan,
                reading=reading,
                order=order,
                task=task,
                owner_id=(task.lead_unit_id if task else None) or plan.unit_id,
                **values,
            )
            new += 1
            continue
        earlier.remove(known)
        if known.decision == Decision.PROPOSED and not known.edited:
            # It may have been accepted once and put back: days that were kept belong to the sentence of then.
            binding = known.binding + (values["expression"] != known.expression)
            change(known, {**values, "reading_id": reading.pk, "binding": binding})
        else:
            _offer(known, reading, values)
    return new


def _values(plan: Plan, told: Mapping[str, Any]) -> dict[str, Any]:
    due = dt.date.fromisoformat(told["due"]) if told.get("due") else None
    op, value = Op(told["op"]), Decimal(str(told["value"]))
    printed = Printed(
        " ".join(told["metric"].split()),
        op,
        value,
        told.get("unit") or "",
        told.get("scope") or "",
        due,
        plan.year,
        commune=_of_commune(plan),
    )
    proposal = proposed(printed)
    place = dict(told.get("place") or {})
    return {
        "metric": printed.metric,
        "op": op.value,
        "value": value,
        "unit": printed.unit,
        "scope": printed.scope,
        "due": due,
        "expression": said(proposal.expression),
        "measured": not proposal.expression.by_hand,
        "binding_note": proposal.note,
        "source": {"metric": place} if place else {},
        "confidence": round(min(float(place.get("confidence", 1.0)), proposal.sure), 2),
    }


def _of_commune(plan: Plan) -> bool:
    kinds = {UnitKind(plan.unit.kind)}
    if plan.unit.parent is not None:
        kinds.add(UnitKind(plan.unit.parent.kind))
    return UnitKind.COMMUNE in kinds


def _same(values: Mapping[str, Any], earlier: list[PlanTarget]) -> PlanTarget | None:
    scored = [
        (fuzz.ratio(fold(values["metric"]), fold(one.metric)) - 10 * (one.value != values["value"]), one)
        for one in earlier
    ]
    points, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if points >= SAME - 10 else None


def _task_of(told: Mapping[str, Any], tasks: list[PlanTask]) -> PlanTask | None:
    """The task in whose lines the target stands."""
    lines = (told.get("place") or {}).get("lines")
    if not lines:
        return None
    for task in tasks:
        first, last = task.source.get("content", {}).get("lines", (0, -1))
        if first <= lines[0] <= last:
            return task
    return None


def _offer(known: PlanTarget, reading: PlanReading, values: Mapping[str, Any]) -> None:
    names = ("metric", "op", "value", "unit", "due")
    differs = {name: str(values[name]) for name in names if getattr(known, name) != values[name]}
    change(known, {"offered": {**differs, "reading": reading.pk} if differs else {}})


def accept(
    actor: Actor,
    target: PlanTarget,
    seen: int,
    key: str,
    wanted: WantedTarget | None = None,
    now: dt.datetime | None = None,
) -> PlanTarget:
    """Take a proposal as a target of the plan, as it is or as `wanted`. Raises `PlanRefused`, `TargetRefused`."""
    return _decided(TargetAct.ACCEPT, actor, target, seen, key, Decision.ACCEPTED, wanted, now)


def save(
    actor: Actor,
    target: PlanTarget,
    seen: int,
    key: str,
    wanted: WantedTarget,
    now: dt.datetime | None = None,
) -> PlanTarget:
    """Change what a target says. Raises `PlanRefused`, `TargetRefused`, `PlanChanged`."""
    return _decided(TargetAct.SAVE, actor, target, seen, key, None, wanted, now)


def reject(
    actor: Actor, target: PlanTarget, seen: int, key: str, now: dt.datetime | None = None
) -> PlanTarget:
    """Leave a target out; it stays on record."""
    return _decided(TargetAct.REJECT, actor, target, seen, key, Decision.REJECTED, None, now)


def put_back(
    actor: Actor, target: PlanTarget, seen: int, key: str, now: dt.datetime | None = None
) -> PlanTarget:
    """Make a decided target a proposal again."""
    return _decided(TargetAct.PUT_BACK, actor, target, seen, key, Decision.PROPOSED, None, now)


def add(
    actor: Actor, plan: Plan, wanted: WantedTarget, key: str, now: dt.datetime | None = None
) -> PlanTarget:
    """Write a target by hand; it counts as accepted. Raises `PlanRefused`, `TargetRefused`."""
    with transaction.atomic():
        row, doing = _begun(TargetAct.ADD, actor, plan.pk, key, now)
        if earlier := done_before(doing):
            return row.targets.get(pk=earlier.target_id or 0)
        last = row.targets.aggregate(last=Max("order"))["last"] or 0
        made = PlanTarget.objects.create(
            plan=row,
            order=last + GAP,
            decision=Decision.ACCEPTED,
            added_by_hand=True,
            **_columns(row, wanted, doing.now),
        )
        step(doing, row, target_id=made.pk, after={"created": True, "expression": made.expression})
        return made


def accept_all(actor: Actor, plan: Plan, key: str, now: dt.datetime | None = None) -> int:
    """Take every target nobody has decided about; how many. Raises `PlanRefused`."""
    with transaction.atomic():
        row, doing = _begun(TargetAct.ACCEPT_ALL, actor, plan.pk, key, now)
        if earlier := done_before(doing):
            return int(earlier.after.get("accepted", 0))
        waiting = list(row.targets.select_for_update(of=("self",)).filter(decision=Decision.PROPOSED))
        for number, target in enumerate(waiting, 1):
            before, after = change(target, {"decision": Decision.ACCEPTED})
            step(doing, row, target_id=target.pk, before=before, after=after, part=str(number))
        step(doing, row, after={"accepted": len(waiting)})
        return len(waiting)


def _decided(
    act: TargetAct,
    actor: Actor,
    target: PlanTarget,
    seen: int,
    key: str,
    decision: Decision | None,
    wanted: WantedTarget | None,
    now: dt.datetime | None,
) -> PlanTarget:
    with transaction.atomic():
        plan, doing = _begun(act, actor, target.plan_id, key, now)
        row = locked_target(plan, target.pk)
        if done_before(doing):
            return row
        if row.version != seen:
            raise PlanChanged(_last_hand(row))
        values: dict[str, Any] = {} if decision is None else {"decision": decision}
        if wanted is not None:
            values |= _edited(row, _columns(plan, wanted, doing.now))
        before, after = change(row, values)
        step(doing, plan, target_id=row.pk, before=before, after=after)
        return row


def _begun(act: TargetAct, actor: Actor, plan: int, key: str, now: dt.datetime | None) -> tuple[Plan, Doing]:
    row = locked(plan)
    doing = by_confirmer(act, actor, row, key, now)
    require(row, OPEN, f"“{act.label.lower()}”")
    return row, doing


def locked_target(plan: Plan, pk: int) -> PlanTarget:
    """A target of the locked plan. Raises `PlanUnknown`."""
    row = PlanTarget.objects.select_for_update(of=("self",)).filter(plan=plan, pk=pk).first()
    if row is None:
        raise PlanUnknown("Kế hoạch không có chỉ tiêu này.", hint="Hãy mở lại trang kế hoạch.")
    return row


def _last_hand(row: PlanTarget) -> str:
    last = PlanStep.objects.filter(target_id=row.pk).order_by("-id").first()
    return last.person_name if last else ""


def _columns(plan: Plan, wanted: WantedTarget, now: dt.datetime) -> dict[str, Any]:
    metric = " ".join(wanted.metric.split())
    if not metric:
        raise PlanRefused("Chưa có tên chỉ tiêu.", hint="Hãy viết như trong văn bản.", field="metric")
    if len(metric) > LONGEST:
        raise PlanRefused(f"Tên chỉ tiêu dài quá {LONGEST} ký tự.", hint="Hãy rút gọn.", field="metric")
    expression = read(wanted.expression)
    if not expression.by_hand:
        check(expression, plan.unit, timezone.localdate(now))
    return {
        "metric": metric,
        "expression": said(expression),
        "measured": not expression.by_hand,
        "op": expression.wanted.op.value,
        "value": expression.wanted.value,
        "unit": expression.wanted.unit,
        "due": wanted.due,
        "scope": wanted.scope.strip(),
        "owner_id": wanted.owner,
    }


def _edited(row: PlanTarget, columns: dict[str, Any]) -> dict[str, Any]:
    """The columns that differ; another sentence begins a new count of days."""
    differs = {name: value for name, value in columns.items() if getattr(row, name) != value}
    if "expression" in differs:
        differs["binding"] = row.binding + 1
        differs["binding_note"] = ""
    return {**differs, "edited": True} if differs else {}
