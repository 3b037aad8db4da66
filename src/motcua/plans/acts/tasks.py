# SPDX-License-Identifier: EUPL-1.2
"""Deciding the tasks of a plan: accept, edit, leave out, put back, split, merge, write one by hand.

Each act checks the right, locks the plan and the task, refuses what does not fit, and writes one step for each task
it touched, in one transaction. `seen` is the version of the task the person looked at: a change by somebody else in
between is refused. With the key of an earlier call it does nothing again. Nothing is ever deleted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from motcua.organisations.actors import Actor
from motcua.plans.acts.words import PlanAct
from motcua.plans.errors import PlanRefused
from motcua.plans.models import Decision, Plan, PlanState, PlanTask, Recurrence
from motcua.plans.performing import (
    Doing,
    by_confirmer,
    change,
    done_before,
    locked,
    locked_task,
    require,
    step,
)
from motcua.plans.supports import GAP, set_supports, supports_of

OPEN: Final = (PlanState.CONFIRMING, PlanState.IN_FORCE)
"""States in which tasks are decided: a plan in force is amended in the same way."""
LONGEST: Final = 10_000
"""Characters of a text."""
_MOST_PARTS: Final = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants a task to say. `supports`: printed name, unit or None, group."""

    content: str
    section: str = ""
    group: str = ""
    lead_text: str = ""
    lead_unit: int | None = None
    lead_group: str = ""
    start: dt.date | None = None
    due: dt.date | None = None
    due_text: str = ""
    recurrence: str = Recurrence.NONE
    product: str = ""
    criteria: tuple[str, ...] = ()
    supports: tuple[tuple[str, int | None, str], ...] = ()

    @property
    def columns(self) -> dict[str, Any]:
        """The same as columns of a task."""
        return {
            "content": self.content.strip(),
            "section": self.section.strip(),
            "group": self.group.strip(),
            "lead_text": self.lead_text.strip(),
            "lead_unit_id": self.lead_unit,
            "lead_group": "" if self.lead_unit else self.lead_group,
            "start": self.start,
            "due": self.due,
            "due_text": self.due_text.strip(),
            "recurrence": self.recurrence,
            "product": self.product.strip(),
            "criteria": list(self.criteria),
        }


def accept(
    actor: Actor,
    task: PlanTask,
    seen: int,
    key: str,
    wanted: Wanted | None = None,
    now: dt.datetime | None = None,
) -> PlanTask:
    """Take a proposal as a task of the plan, as it is or as `wanted`. Raises `PlanRefused`, `PlanChanged`."""
    return _decided(PlanAct.ACCEPT, actor, task, seen, key, Decision.ACCEPTED, wanted, now)


def save(
    actor: Actor, task: PlanTask, seen: int, key: str, wanted: Wanted, now: dt.datetime | None = None
) -> PlanTask:
    """Change what a task says and leave its decision. Raises `PlanRefused`, `PlanChanged`."""
    return _decided(PlanAct.SAVE, actor, task, seen, key, None, wanted, now)


def reject(actor: Actor, task: PlanTask, seen: int, key: str, now: dt.datetime | None = None) -> PlanTask:
    """Leave a proposal out: it is no task. It stays on record and can be put back."""
    return _decided(PlanAct.REJECT, actor, task, seen, key, Decision.REJECTED, None, now)


def put_back(actor: Actor, task: PlanTask, seen: int, key: str, now: dt.datetime | None = None) -> PlanTask:
    """Make a decided task a proposal again. Raises `PlanRefused` for one that was merged or split, or is at work."""
    if task.merged_into_id or task.parts.exclude(decision=Decision.REJECTED).exists():
        raise PlanRefused(
            "Nhiệm vụ này đã được tách hoặc gộp.", hint="Hãy dùng Hoàn tác, hoặc bỏ các phần đã tách trước."
        )
    return _decided(PlanAct.PUT_BACK, actor, task, seen, key, Decision.PROPOSED, None, now)


def _decided(
    act: PlanAct,
    actor: Actor,
    task: PlanTask,
    seen: int,
    key: str,
    decision: Decision | None,
    wanted: Wanted | None,
    now: dt.datetime | None,
) -> PlanTask:
    with transaction.atomic():
        plan, doing = _begun(act, actor, task.plan_id, key, now)
        if earlier := done_before(doing):
            return earlier.task or task
        row = locked_task(plan, task.pk, seen)
        refuse_ending_work(row, decision)
        values: dict[str, Any] = {} if decision is None else {"decision": decision}
        before, after = _written(row, wanted, values)
        step(doing, plan, task=row, before=before, after=after)
        return row


def refuse_ending_work(row: PlanTask, decision: Decision | None) -> None:
    """Raises `PlanRefused` when a task somebody works on would no longer be one of the plan."""
    leaves = row.decision == Decision.ACCEPTED and decision in (Decision.REJECTED, Decision.PROPOSED)
    if leaves and row.works.exists():
        raise PlanRefused(
            "Nhiệm vụ đang được thực hiện nên không bỏ được.", hint="Hãy dừng việc ở trang của nhiệm vụ."
        )


def _begun(act: PlanAct, actor: Actor, plan: int, key: str, now: dt.datetime | None) -> tuple[Plan, Doing]:
    row = locked(plan)
    doing = by_confirmer(act, actor, row, key, now)
    require(row, OPEN, f"“{act.label.lower()}”")
    return row, doing


def _written(
    row: PlanTask, wanted: Wanted | None, values: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Write what is wanted; the fields that changed, before and after. A person's words make a task edited."""
    had = supports_of(row) if wanted is not None else []
    columns = _checked(wanted).columns if wanted is not None else {}
    new = (
        [{"text": text, "unit": unit, "group": group} for text, unit, group in wanted.supports]
        if wanted
        else []
    )
    differs = any(getattr(row, name) != value for name, value in columns.items()) or had != new
    if differs:
        columns["edited"] = True
    before, after = change(row, {**columns, **values})
    if had != new and wanted is not None:
        set_supports(row, wanted.supports)
        before["supports"], after["supports"] = had, new
    return before, after


def _checked(wanted: Wanted) -> Wanted:
    if not wanted.content.strip():
        raise PlanRefused(
            "Chưa có nội dung nhiệm vụ.", hint="Hãy viết nội dung, hoặc bỏ đề xuất.", field="content"
        )
    if len(wanted.content) > LONGEST:
        raise PlanRefused(f"Nội dung dài quá {LONGEST} ký tự.", hint="Hãy tách nhiệm vụ.", field="content")
    if wanted.start and wanted.due and wanted.due < wanted.start:
        raise PlanRefused("Hạn trước ngày bắt đầu.", hint="Hãy kiểm tra hai ngày.", field="due")
    return wanted


def split(
    actor: Actor, task: PlanTask, seen: int, parts: Sequence[str], key: str, now: dt.datetime | None = None
) -> list[PlanTask]:
    """Make several tasks of one: each part with its own words, all else as it was. The whole one is left out.

    Raises `PlanRefused` for fewer than two parts or too many, `PlanChanged`.
    """
    told = [part.strip() for part in parts if part.strip()]
    if not 2 <= len(told) <= _MOST_PARTS:
        raise PlanRefused(
            "Cần ít nhất hai phần, nhiều nhất ba mươi.", hint="Mỗi dòng là một nhiệm vụ.", field="parts"
        )
    with transaction.atomic():
        plan, doing = _begun(PlanAct.SPLIT, actor, task.plan_id, key, now)
        if done_before(doing):
            return list(task.parts.all())
        row = locked_task(plan, task.pk, seen)
        refuse_ending_work(row, Decision.REJECTED)
        supports = [(one.text, one.unit_id, one.group) for one in row.supports.all()]
        made = [_part(row, words) for words in told]
        for part in made:
            set_supports(part, supports)
        before, after = change(row, {"decision": Decision.REJECTED})
        step(doing, plan, task=row, before=before, after=after, note=f"{len(made)} phần")
        for number, part in enumerate(made, 1):
            step(doing, plan, task=part, after={"created": True, "content": part.content}, part=str(number))
        return made


def _part(row: PlanTask, words: str) -> PlanTask:
    same = (
        "section",
        "group",
        "lead_text",
        "lead_unit_id",
        "lead_group",
        "start",
        "due",
        "due_text",
        "recurrence",
    )
    return PlanTask.objects.create(
        plan_id=row.plan_id,
        order=row.order,
        content=words,
        product=row.product,
        criteria=row.criteria,
        source=row.source,
        confidence=row.confidence,
        decision=row.decision,
        edited=True,
        reading_id=row.reading_id,
        split_from=row,
        higher_task_id=row.higher_task_id,
        **{name: getattr(row, name) for name in same},
    )


def merge(
    actor: Actor,
    into: PlanTask,
    seen: int,
    others: Sequence[tuple[int, int]],
    key: str,
    content: str = "",
    now: dt.datetime | None = None,
) -> PlanTask:
    """Put other tasks (id, version seen) into one: their words are joined (or are `content`), what it lacks is taken
    from them, their helpers and criteria are added. The others are left out and say where they went.

    Raises `PlanRefused`, `PlanChanged`.
    """
    wanted = [(pk, version) for pk, version in dict(others).items() if pk != into.pk]
    if not wanted:
        raise PlanRefused(
            "Chưa chọn nhiệm vụ để gộp.", hint="Hãy chọn ít nhất một nhiệm vụ khác.", field="others"
        )
    with transaction.atomic():
        plan, doing = _begun(PlanAct.MERGE, actor, into.plan_id, key, now)
        if earlier := done_before(doing):
            return earlier.task or into
        row = locked_task(plan, into.pk, seen)
        taken = [locked_task(plan, pk, version) for pk, version in sorted(wanted)]
        if any(one.merged_into_id or one.decision == Decision.REJECTED for one in taken):
            raise PlanRefused("Có nhiệm vụ đã bị bỏ hoặc đã gộp.", hint="Hãy tải lại trang.", field="others")
        for one in taken:
            refuse_ending_work(one, Decision.REJECTED)
        before, after = _written(row, _joined(row, taken, content), {})
        step(doing, plan, task=row, before=before, after=after)
        for number, one in enumerate(taken, 1):
            gone = change(one, {"decision": Decision.REJECTED, "merged_into_id": row.pk})
            step(doing, plan, task=one, before=gone[0], after=gone[1], part=str(number))
        return row


def _joined(row: PlanTask, taken: Sequence[PlanTask], content: str) -> Wanted:
    tasks = [row, *taken]
    lead = next((one for one in tasks if one.lead_text), row)
    timed = next((one for one in tasks if one.due or one.recurrence != Recurrence.NONE), row)
    helpers = dict.fromkeys(
        (one.text, one.unit_id, one.group) for task in tasks for one in task.supports.all()
    )
    return Wanted(
        content=content or " ".join(one.content for one in tasks),
        section=row.section,
        group=row.group,
        lead_text=lead.lead_text,
        lead_unit=lead.lead_unit_id,
        lead_group=lead.lead_group,
        start=timed.start,
        due=max((one.due for one in tasks if one.due), default=None),
        due_text=timed.due_text,
        recurrence=timed.recurrence,
        product="; ".join(dict.fromkeys(one.product for one in tasks if one.product)),
        criteria=tuple(dict.fromkeys(code for one in tasks for code in one.criteria)),
        supports=tuple(helpers),
    )


def add(
    actor: Actor,
    plan: Plan,
    wanted: Wanted,
    key: str,
    after: PlanTask | None = None,
    now: dt.datetime | None = None,
) -> PlanTask:
    """Write a task by hand, behind `after` or at the end; it counts as accepted. Raises `PlanRefused`."""
    with transaction.atomic():
        row, doing = _begun(PlanAct.ADD, actor, plan.pk, key, now)
        if (earlier := done_before(doing)) and earlier.task:
            return earlier.task
        columns = _checked(wanted).columns
        last = row.tasks.aggregate(last=Max("order"))["last"] or 0
        task = PlanTask.objects.create(
            plan=row,
            order=after.order if after else last + GAP,
            decision=Decision.ACCEPTED,
            added_by_hand=True,
            **columns,
        )
        set_supports(task, wanted.supports)
        step(doing, row, task=task, after={"created": True, "content": task.content})
        return task
