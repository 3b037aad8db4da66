# SPDX-License-Identifier: EUPL-1.2
"""Which duty of the higher plan a task carries out: a person says so, for many tasks in one press."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from motcua.organisations.actors import Actor
from motcua.plans.acts.words import PlanAct
from motcua.plans.errors import PlanRefused
from motcua.plans.models import Decision, PlanState
from motcua.plans.performing import by_confirmer, change, done_before, locked, require, step
from motcua.plans.work_performing import Press

_OPEN = (PlanState.CONFIRMING, PlanState.IN_FORCE)


@transaction.atomic
def carry_out(actor: Actor, pk: int, links: Mapping[int, int | None], press: Press) -> int:
    """Tie tasks of a plan to tasks of its higher plan, or untie them (None); how many changed.

    One step for each task that changed. Raises `PlanRefused` without a higher plan, for tasks of another plan and for
    duties that are none of the higher plan's.
    """
    plan = locked(pk)
    act = by_confirmer(PlanAct.CARRY_OUT, actor, plan, press.key, press.now)
    if done_before(act):
        return 0
    require(plan, _OPEN, "gắn nhiệm vụ")
    if plan.higher_id is None:
        raise PlanRefused(
            "Kế hoạch chưa gắn với kế hoạch cấp trên.", hint="Hãy gắn kế hoạch cấp trên ở phần đầu văn bản."
        )
    wanted = {higher for higher in links.values() if higher is not None}
    duties = plan.higher.tasks.filter(pk__in=wanted, decision=Decision.ACCEPTED) if plan.higher else ()
    rows = list(plan.tasks.select_for_update(of=("self",)).filter(pk__in=links))
    if len(rows) != len(links) or len({duty.pk for duty in duties}) != len(wanted):
        raise PlanRefused("Có nhiệm vụ không thuộc hai kế hoạch này.", hint="Hãy tải lại trang rồi chọn lại.")
    changed = 0
    for row in rows:
        before, after = change(row, {"higher_task_id": links[row.pk]})
        if after:
            # The first step carries the key itself: a second press finds it.
            step(act, plan, task=row, before=before, after=after, part=str(row.pk) if changed else "")
            changed += 1
    return changed
