# SPDX-License-Identifier: EUPL-1.2
"""The plan of a year: made, its units drawn or added by hand, put in force, closed."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from motcua.inspections import drawing
from motcua.inspections.errors import InspectionRefused
from motcua.inspections.keeping import (
    About,
    Doing,
    doing,
    done_before,
    locked_plan,
    locked_visit,
    require_plan,
    require_visit,
    step,
    words,
)
from motcua.inspections.models import (
    InspectionAct,
    InspectionDraw,
    InspectionPlan,
    PlanState,
    Visit,
    VisitState,
)
from motcua.inspections.places import candidates, units_below
from motcua.inspections.rights import manager, signer
from motcua.organisations.actors import Actor
from motcua.organisations.models import Unit

WHO_LEADS = (
    "cán bộ đầu mối kiểm soát, thanh tra hoặc thủ trưởng của cơ quan lập kế hoạch, hay cơ quan cấp trên"
)
WHO_SIGNS = "thủ trưởng của chính cơ quan lập kế hoạch; cần ủy quyền thì mới làm thay được"
_OPEN = {PlanState.DRAFT, PlanState.IN_FORCE}
_EARLIEST = 2018


@dataclass(frozen=True, slots=True)
class PlanIn:
    """What a plan sets out to do. `share`: percent of the units; `exceeds`: more than that."""

    title: str
    year: int
    share: int
    exceeds: bool


def make_plan(
    actor: Actor, unit: Unit, asked: PlanIn, key: str, now: dt.datetime | None = None
) -> InspectionPlan:
    """Begin the plan of an agency for a year; there is one for each year. Raises `InspectionRefused`."""
    one = doing(InspectionAct.PLAN, actor, manager(actor, unit.pk), key, now, WHO_LEADS)
    today = timezone.localdate(one.now)
    title = words(asked.title, "title", "Tên kế hoạch", least=10, most=255)
    if not _EARLIEST <= asked.year <= today.year + 1:
        raise InspectionRefused(f"Năm của kế hoạch phải từ {_EARLIEST} đến {today.year + 1}.", field="year")
    if not 1 <= asked.share <= 100:
        raise InspectionRefused("Tỷ lệ đơn vị phải từ 1 đến 100 %.", field="share")
    with transaction.atomic():
        plan, new = InspectionPlan.objects.get_or_create(
            unit=unit,
            year=asked.year,
            defaults={
                "title": title,
                "share": asked.share,
                "exceeds": asked.exceeds,
                "made_at": one.now,
            },
        )
        if done_before(one):
            return plan
        if not new:
            raise InspectionRefused(
                f"Đơn vị đã có kế hoạch kiểm tra năm {asked.year}.",
                hint="Hãy mở kế hoạch đó ở trang Kiểm tra.",
                field="year",
            )
        after = {"title": title, "year": asked.year, "share": asked.share, "exceeds": asked.exceeds}
        step(one, plan, About(after=after))
        return plan


def draw_units(
    actor: Actor, plan_id: int, key: str, reason: str = "", now: dt.datetime | None = None
) -> InspectionDraw:
    """Draw the units to inspect. Drawing again keeps visits that were announced and says why it was done.

    Raises `InspectionRefused`, also when the agency has no unit below it.
    """
    with transaction.atomic():
        plan = locked_plan(plan_id)
        again = plan.draws.exists()
        act = InspectionAct.REDRAW if again else InspectionAct.DRAW
        seat = manager(actor, plan.unit_id)
        one = doing(act, actor, seat, key, now, WHO_LEADS)
        earlier = plan.draws.order_by("-number").first()
        if earlier is not None and plan.steps.filter(key=one.key).exists():
            return earlier
        require_plan(plan, _OPEN, "bốc thăm")
        why = words(reason, "reason", "Lý do bốc thăm lại", least=10, most=1000) if again else ""
        draw = _draw(plan, one, (earlier.number if earlier else 0) + 1, why)
        _apply(plan, draw, one)
        told = drawing.drawn_from_json(draw.content)
        after = {"number": draw.number, "seed": draw.seed, "drawn": [unit.name for unit in told.drawn]}
        step(one, plan, About(note=why, after=after))
        return draw


def _draw(plan: InspectionPlan, one: Doing, number: int, why: str) -> InspectionDraw:
    today = timezone.localdate(one.now)
    kept = plan.visits.exclude(state__in=[VisitState.PLANNED, VisitState.DROPPED])
    by_hand = plan.visits.filter(state=VisitState.PLANNED, draw__isnull=True)
    fixed = {*kept.values_list("unit_id", flat=True), *by_hand.values_list("unit_id", flat=True)}
    units = candidates(plan.unit, plan.year, today, fixed)
    if not units:
        raise InspectionRefused(
            "Không có đơn vị nào trực thuộc để kiểm tra.", hint="Hãy xem cây đơn vị ở trang Quản trị, Đơn vị."
        )
    # Nobody chooses the seed: it is made when the button is pressed, and every earlier draw stays on record.
    told = drawing.draw(units, plan.share, secrets.token_hex(8), exceeds=plan.exceeds)
    return InspectionDraw.objects.create(
        plan=plan,
        number=number,
        seed=told.seed,
        day=today,
        content=told.to_json(),
        reason=why,
        at=one.now,
        person_id=one.person_id,
        person_name=one.actor.name,
    )


def _apply(plan: InspectionPlan, draw: InspectionDraw, one: Doing) -> None:
    """Visits of the units drawn; those of an earlier draw that nobody knows of yet are dropped."""
    drawn = {unit.pk for unit in drawing.drawn_from_json(draw.content).drawn}
    waiting = plan.visits.filter(state=VisitState.PLANNED, draw__isnull=False).select_for_update()
    for visit in waiting:
        if visit.unit_id not in drawn:
            visit.state = VisitState.DROPPED
            visit.save(update_fields=["state"])
    there = set(plan.visits.exclude(state=VisitState.DROPPED).values_list("unit_id", flat=True))
    Visit.objects.bulk_create(Visit(plan=plan, unit_id=unit, draw=draw) for unit in sorted(drawn - there))


def add_unit(
    actor: Actor, plan_id: int, unit_id: int, why: str, key: str, now: dt.datetime | None = None
) -> Visit:
    """Inspect a unit that was not drawn, with the reason. Raises `InspectionRefused`."""
    with transaction.atomic():
        plan = locked_plan(plan_id)
        one = doing(InspectionAct.ADD_UNIT, actor, manager(actor, plan.unit_id), key, now, WHO_LEADS)
        there = plan.visits.exclude(state=VisitState.DROPPED).filter(unit_id=unit_id).first()
        if done_before(one) and there is not None:
            return there
        require_plan(plan, _OPEN, "thêm đơn vị")
        told = words(why, "why", "Lý do thêm đơn vị", least=10, most=1000)
        if there is not None:
            raise InspectionRefused("Đơn vị này đã có trong kế hoạch.", field="unit")
        unit = next((each for each in addable(plan, one.now) if each.pk == unit_id), None)
        if unit is None:
            raise InspectionRefused("Đơn vị này không trực thuộc cơ quan lập kế hoạch.", field="unit")
        visit = Visit.objects.create(plan=plan, unit=unit, why=told)
        step(one, plan, About(visit=visit, note=told, after={"unit": unit.name}))
        return visit


def addable(plan: InspectionPlan, now: dt.datetime) -> list[Unit]:
    """Units that are not in the plan yet."""
    there = set(plan.visits.exclude(state=VisitState.DROPPED).values_list("unit_id", flat=True))
    return [unit for unit in units_below(plan.unit, timezone.localdate(now)) if unit.pk not in there]


def drop_unit(actor: Actor, visit_id: int, why: str, key: str, now: dt.datetime | None = None) -> Visit:
    """Do not inspect a unit after all, with the reason. Its row stays. Raises `InspectionRefused`."""
    with transaction.atomic():
        visit = locked_visit(visit_id)
        one = doing(InspectionAct.DROP_UNIT, actor, manager(actor, visit.plan.unit_id), key, now, WHO_LEADS)
        if done_before(one):
            return visit
        require_visit(visit, {VisitState.PLANNED, VisitState.ANNOUNCED}, "bỏ khỏi kế hoạch")
        told = words(why, "why", "Lý do bỏ đơn vị", least=10, most=1000)
        before = visit.state
        visit.state = VisitState.DROPPED
        visit.save(update_fields=["state"])
        about = About(visit=visit, note=told, before={"state": before}, after={"state": visit.state})
        step(one, visit.plan, about)
        return visit


def put_in_force(
    actor: Actor, plan_id: int, document: str, key: str, now: dt.datetime | None = None
) -> InspectionPlan:
    """The head issues the plan under the number of its decision. Raises `InspectionRefused`."""
    with transaction.atomic():
        plan = locked_plan(plan_id)
        one = doing(InspectionAct.PUT_IN_FORCE, actor, signer(actor, plan.unit_id), key, now, WHO_SIGNS)
        if done_before(one):
            return plan
        require_plan(plan, {PlanState.DRAFT}, "ban hành")
        told = words(document, "document", "Số, ngày của văn bản", least=5, most=255)
        if not plan.visits.exclude(state=VisitState.DROPPED).exists():
            raise InspectionRefused(
                "Kế hoạch chưa có đơn vị nào.", hint="Hãy bốc thăm hoặc thêm đơn vị trước khi ban hành."
            )
        plan.document, plan.state, plan.in_force_at = told, PlanState.IN_FORCE, one.now
        plan.save(update_fields=["document", "state", "in_force_at"])
        step(one, plan, About(after={"document": told, "state": plan.state}))
        return plan


def close_plan(actor: Actor, plan_id: int, key: str, now: dt.datetime | None = None) -> InspectionPlan:
    """End the plan. Raises `InspectionRefused` while an inspection still runs."""
    with transaction.atomic():
        plan = locked_plan(plan_id)
        one = doing(InspectionAct.CLOSE_PLAN, actor, signer(actor, plan.unit_id), key, now, WHO_SIGNS)
        if done_before(one):
            return plan
        require_plan(plan, {PlanState.IN_FORCE}, "kết thúc")
        running = plan.visits.exclude(state__in=[VisitState.CLOSED, VisitState.DROPPED]).count()
        if running:
            raise InspectionRefused(
                f"Còn {running} đợt kiểm tra chưa kết thúc.",
                hint="Hãy kết thúc theo dõi hoặc bỏ khỏi kế hoạch, nêu lý do.",
            )
        plan.state, plan.closed_at = PlanState.CLOSED, one.now
        plan.save(update_fields=["state", "closed_at"])
        step(one, plan, About(after={"state": plan.state}))
        return plan
