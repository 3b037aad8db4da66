# SPDX-License-Identifier: EUPL-1.2
"""Giving the value of a target by hand, with what proves it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils import timezone

from motcua.documents.models import StoredFile
from motcua.organisations.actors import Actor, Seat
from motcua.plans.acts.targets import TargetAct, locked_target
from motcua.plans.errors import PlanRefused
from motcua.plans.models import Decision, Plan, PlanState, PlanTarget, TargetReading
from motcua.plans.performing import doing, done_before, locked, require, step
from motcua.plans.rights import confirming_seat
from motcua.plans.work_rights import HEADS

SHORTEST: Final = 10
"""Letters of a note that stands in for a file."""
_MOST: Final = Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class Given:
    """A value and the day at whose end it stood so. `evidence`: a stored file; without one the note proves it."""

    value: Decimal
    as_of: dt.date
    note: str = ""
    evidence: StoredFile | None = None
    evidence_name: str = ""


def giving_seat(actor: Actor, target: PlanTarget) -> Seat | None:
    """The position by which the actor reports: in the unit that answers for the target, over it, or over the plan."""
    for seat in actor.seats:
        if target.owner_id is not None and (
            seat.unit_id == target.owner_id or (seat.role in HEADS and target.owner_id in seat.covers)
        ):
            return seat
    return confirming_seat(actor, target.plan.unit_id)


def give(
    actor: Actor, target: PlanTarget, given: Given, key: str, now: dt.datetime | None = None
) -> TargetReading:
    """Put a value on record, once for each press. An earlier one of the same day stays and no longer counts.

    Raises `PlanRefused` without the right, proof, or for a day that has not come.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        plan = locked(target.plan_id)
        row = locked_target(plan, target.pk)
        row.plan = plan
        seat = giving_seat(actor, row)
        if seat is None or actor.person_id is None:
            raise PlanRefused(
                "Bạn không có quyền báo giá trị của chỉ tiêu này.",
                hint="Việc này thuộc đơn vị phụ trách chỉ tiêu hoặc cán bộ đầu mối của kế hoạch.",
            )
        act = doing(TargetAct.GIVE, actor, seat, key, moment)
        if done_before(act):
            return TargetReading.objects.get(key=act.key)
        _check(plan, row, given, timezone.localdate(moment))
        made = TargetReading.objects.create(
            target=row,
            value=given.value,
            as_of=given.as_of,
            note=given.note.strip(),
            evidence=given.evidence,
            evidence_name=given.evidence_name[:255],
            at=moment,
            person_id=actor.person_id,
            person_name=actor.name,
            unit_id=seat.unit_id,
            title=seat.signed,
            key=act.key,
        )
        step(
            act,
            plan,
            target_id=row.pk,
            after={
                "value": given.value,
                "as_of": given.as_of,
                "evidence": given.evidence.pk if given.evidence else "",
            },
            note=given.note.strip(),
        )
        return made


def _check(plan: Plan, row: PlanTarget, given: Given, today: dt.date) -> None:
    require(plan, (PlanState.IN_FORCE,), "báo giá trị chỉ tiêu")
    if row.decision != Decision.ACCEPTED:
        raise PlanRefused("Chỉ tiêu chưa được nhận.", hint="Cán bộ đầu mối phải nhận chỉ tiêu trước.")
    if given.as_of > today:
        raise PlanRefused("Ngày này chưa đến.", hint="Hãy ghi ngày chốt số liệu.", field="as_of")
    if not 0 <= given.value <= _MOST or (row.unit == "%" and given.value > 100 and row.op != "<="):
        raise PlanRefused("Giá trị không thể như vậy.", hint="Tỷ lệ từ 0 đến 100 %.", field="value")
    if given.evidence is None and len(given.note.strip()) < SHORTEST:
        raise PlanRefused(
            "Chưa có minh chứng.",
            hint=f"Hãy đính kèm tệp, hoặc ghi rõ nguồn số liệu (ít nhất {SHORTEST} chữ).",
            field="note",
        )
