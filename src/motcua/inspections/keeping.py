# SPDX-License-Identifier: EUPL-1.2
"""What every act has in common: who does it in which position, an earlier press of the same button, one step."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from motcua.inspections.errors import InspectionRefused, InspectionUnknown
from motcua.inspections.models import (
    InspectionAct,
    InspectionFinding,
    InspectionPlan,
    InspectionStep,
    PlanState,
    Visit,
    VisitState,
)
from motcua.organisations.actors import Actor, Seat
from motcua.presses import wait_for

LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file in the store with the name it came under."""

    sha256: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Doing:
    """An act being performed: what, by whom, in which position, when, under which key."""

    act: InspectionAct
    actor: Actor
    person_id: int
    seat: Seat
    key: str
    now: dt.datetime


@dataclass(frozen=True, slots=True)
class About:
    """What a step tells besides who did it."""

    visit: Visit | None = None
    finding: InspectionFinding | None = None
    note: str = ""
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    evidence: Evidence = field(default_factory=Evidence)


def doing(
    act: InspectionAct, actor: Actor, seat: Seat | None, key: str, now: dt.datetime | None, whose: str
) -> Doing:
    """The act, for whoever holds a position for it. Raises `InspectionRefused`; `whose` names who may."""
    if seat is None or actor.person_id is None:
        raise InspectionRefused(f"Bạn không có quyền “{act.label}”.", hint=f"Việc này thuộc {whose}.")
    return Doing(act, actor, actor.person_id, seat, f"{actor.person_id}:{key}"[:80], now or timezone.now())


def done_before(one: Doing) -> bool:
    """Whether the same press was carried out before. Raises `InspectionRefused` for a key of another act."""
    wait_for(one.key)
    earlier = InspectionStep.objects.filter(key=one.key).first()
    if earlier is None:
        return False
    if earlier.act != one.act:
        raise InspectionRefused(
            "Mã chống gửi trùng này đã dùng cho một việc khác.", hint="Hãy tải lại trang rồi làm lại."
        )
    return True


def step(one: Doing, plan: InspectionPlan, about: About) -> InspectionStep:
    """Write the step of an act."""
    return InspectionStep.objects.create(
        plan=plan,
        visit=about.visit,
        finding=about.finding,
        act=one.act,
        at=one.now,
        person_id=one.person_id,
        person_name=one.actor.name,
        unit_id=one.seat.unit_id,
        title=one.seat.signed,
        delegation=one.seat.delegation,
        note=about.note[:LONGEST_NOTE],
        before=about.before,
        after=about.after,
        file_sha256=about.evidence.sha256,
        file_name=about.evidence.name[:200],
        key=one.key,
    )


def locked_plan(pk: int) -> InspectionPlan:
    """The locked row of a plan. Raises `InspectionUnknown`."""
    rows = InspectionPlan.objects.select_related("unit__parent").select_for_update(of=("self",))
    plan = rows.filter(pk=pk).first()
    if plan is None:
        raise InspectionUnknown
    return plan


def locked_visit(pk: int) -> Visit:
    """The locked row of a visit. Raises `InspectionUnknown`."""
    rows = Visit.objects.select_related("plan__unit__parent", "unit__parent")
    visit = rows.select_for_update(of=("self",)).filter(pk=pk).first()
    if visit is None:
        raise InspectionUnknown
    return visit


def locked_finding(pk: int) -> InspectionFinding:
    """The locked row of a finding. Raises `InspectionUnknown`."""
    rows = InspectionFinding.objects.select_related("visit__plan__unit__parent", "visit__unit", "unit")
    finding = rows.select_for_update(of=("self",)).filter(pk=pk).first()
    if finding is None:
        raise InspectionUnknown
    return finding


def require_plan(plan: InspectionPlan, states: set[PlanState], what: str) -> None:
    """Raises `InspectionRefused` in any other state."""
    if PlanState(plan.state) not in states:
        raise InspectionRefused(
            f"Kế hoạch đang ở trạng thái “{PlanState(plan.state).label}”, không thể {what}.",
            hint="Hãy tải lại trang để xem những việc có thể làm.",
        )


def require_visit(visit: Visit, states: set[VisitState], what: str) -> None:
    """Raises `InspectionRefused` in any other state."""
    if VisitState(visit.state) not in states:
        raise InspectionRefused(
            f"Đợt kiểm tra đang ở trạng thái “{VisitState(visit.state).label}”, không thể {what}.",
            hint="Hãy tải lại trang để xem những việc có thể làm.",
        )


def words(text: str, field_name: str, what: str, *, least: int = 3, most: int = LONGEST_NOTE) -> str:
    """The trimmed text. Raises `InspectionRefused` when it says nothing or too much."""
    told = text.strip()
    if not least <= len(told) <= most:
        raise InspectionRefused(
            f"{what} phải có từ {least} đến {most} ký tự.", hint="Hãy viết lại cho rõ.", field=field_name
        )
    return told
