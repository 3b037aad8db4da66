# SPDX-License-Identifier: EUPL-1.2
"""Acts on many tasks at once, what a later reading offers, and taking back the last act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import transaction

from motcua.organisations.actors import Actor
from motcua.plans.acts.tasks import OPEN, refuse_ending_work
from motcua.plans.acts.words import UNDOABLE, PlanAct
from motcua.plans.errors import PlanChanged, PlanRefused
from motcua.plans.models import Decision, Plan, PlanStep, PlanTask
from motcua.plans.performing import (
    Doing,
    by_confirmer,
    change,
    done_before,
    locked,
    locked_task,
    plain,
    require,
    step,
)
from motcua.plans.proposing import READ, SUPPORTS, VALUES, sureness
from motcua.plans.supports import set_supports, supports_of, with_known_meaning

SURE_ENOUGH: Final = 0.9
"""Confidence from which proposals may be accepted together."""
_BACK: Final = 200
"""So many steps of a person are looked back for one to undo."""


def accept_sure(
    actor: Actor,
    plan: Plan,
    chosen: Sequence[tuple[int, int]],
    key: str,
    now: dt.datetime | None = None,
) -> int:
    """Accept proposals together, each with the version that was looked at; how many. Whatever somebody changed or
    decided meanwhile is left alone. Raises `PlanRefused`.
    """
    with transaction.atomic():
        row, doing = _begun(PlanAct.ACCEPT_SURE, actor, plan, key, now)
        if earlier := done_before(doing):
            return int(earlier.after.get("accepted", 0))
        versions = dict(chosen)
        tasks = row.tasks.select_for_update(of=("self",)).filter(pk__in=versions, decision=Decision.PROPOSED)
        taken = [task for task in tasks.order_by("pk") if versions[task.pk] == task.version]
        step(doing, row, after={"accepted": len(taken)})
        for number, task in enumerate(taken, 1):
            before, after = change(task, {"decision": Decision.ACCEPTED})
            step(doing, row, task=task, before=before, after=after, part=str(number))
        return len(taken)


def match_units(
    actor: Actor,
    plan: Plan,
    meant: Mapping[str, tuple[int | None, str]],
    key: str,
    now: dt.datetime | None = None,
) -> int:
    """Say once what each printed unit means: unit or group. Every task that prints it follows; how many did.

    Raises `PlanRefused`.
    """
    with transaction.atomic():
        row, doing = _begun(PlanAct.MATCH, actor, plan, key, now)
        if earlier := done_before(doing):
            return int(earlier.after.get("tasks", 0))
        tasks = list(row.tasks.select_for_update(of=("self",)).order_by("pk").prefetch_related("supports"))
        changed = [(task, *_matched(task, meant)) for task in tasks]
        touched = [(task, before, after) for task, before, after in changed if after]
        step(doing, row, after={"tasks": len(touched), "units": len(meant)})
        for number, (task, before, after) in enumerate(touched, 1):
            step(doing, row, task=task, before=before, after=after, part=str(number))
        return len(touched)


def _matched(
    task: PlanTask, meant: Mapping[str, tuple[int | None, str]]
) -> tuple[dict[str, Any], dict[str, Any]]:
    values: dict[str, Any] = {}
    if task.lead_text in meant:
        unit, group = meant[task.lead_text]
        values = {"lead_unit_id": unit, "lead_group": "" if unit else group}
        if (task.lead_unit_id, task.lead_group) != (values["lead_unit_id"], values["lead_group"]):
            values["confidence"] = _surer(task)
    before, after = change(task, values)
    had = supports_of(task)
    wanted = [
        (one["text"], *meant[one["text"]])
        if one["text"] in meant
        else (one["text"], one["unit"], one["group"])
        for one in had
    ]
    new = [{"text": text, "unit": unit, "group": group} for text, unit, group in wanted]
    if new != had:
        set_supports(task, wanted)
        before["supports"], after["supports"] = had, new
    return before, after


def _surer(task: PlanTask) -> float:
    """How sure a task is once a person said who leads it."""
    places = {name: place for name, place in task.source.items() if name not in (READ, "lead")}
    return sureness({name: getattr(task, name) for name in VALUES}, places, 1.0)


def take_offer(actor: Actor, task: PlanTask, seen: int, key: str, now: dt.datetime | None = None) -> PlanTask:
    """Let the task say what the latest reading says. Raises `PlanRefused` when nothing is offered, `PlanChanged`."""
    return _offered(PlanAct.TAKE_OFFER, actor, task, seen, key, now, take=True)


def keep_own(actor: Actor, task: PlanTask, seen: int, key: str, now: dt.datetime | None = None) -> PlanTask:
    """Keep what the task says; the same difference is not shown again. Raises `PlanRefused`, `PlanChanged`."""
    return _offered(PlanAct.KEEP_OWN, actor, task, seen, key, now, take=False)


def _offered(
    act: PlanAct,
    actor: Actor,
    task: PlanTask,
    seen: int,
    key: str,
    now: dt.datetime | None,
    *,
    take: bool,
) -> PlanTask:
    with transaction.atomic():
        plan, doing = _begun(act, actor, task.plan, key, now)
        if earlier := done_before(doing):
            return earlier.task or task
        row = locked_task(plan, task.pk, seen)
        offered = {name: value for name, value in row.offered.items() if name in (*VALUES, SUPPORTS)}
        if not row.offered:
            raise PlanRefused("Không có khác biệt nào để xem.", hint="Hãy tải lại trang.")
        source = {**row.source, READ: {**row.source.get(READ, {}), **offered}}
        values = (
            {name: _column(name, value) for name, value in offered.items() if name in VALUES} if take else {}
        )
        before, after = change(row, {**values, "offered": {}, "source": source})
        if take and SUPPORTS in offered:
            had = supports_of(row)
            helpers = with_known_meaning(offered[SUPPORTS], had)
            set_supports(row, [(one["text"], one["unit"], one["group"]) for one in helpers])
            before[SUPPORTS], after[SUPPORTS] = had, helpers
        step(doing, plan, task=row, before=before, after=after)
        return row


def undo(actor: Actor, plan: Plan, key: str, now: dt.datetime | None = None) -> PlanStep:
    """Take back the last act of this person on tasks of the plan; again for the one before. Gives the step undone.

    Raises `PlanRefused` when there is nothing, or somebody changed the same task since.
    """
    with transaction.atomic():
        row, doing = _begun(PlanAct.UNDO, actor, plan, key, now)
        if earlier := done_before(doing):
            return earlier
        found = last_undoable(actor, row)
        if found is None:
            raise PlanRefused("Không có việc nào của bạn để hoàn tác.", hint="")
        steps = row.steps.filter(person_id=actor.person_id or 0, act=found.act, at=found.at).order_by("-id")
        group = [one for one in steps if one.key == found.key or one.key.startswith(f"{found.key}:")]
        for number, one in enumerate((one for one in group if one.task_id), 1):
            _taken_back(row, one, doing, number)
        step(doing, row, after={"undone": found.key, "act": found.act})
        return found


def last_undoable(actor: Actor, plan: Plan) -> PlanStep | None:
    """The last act on tasks by this person that was not taken back. One query."""
    steps = plan.steps.filter(person_id=actor.person_id or 0).order_by("-id")[:_BACK]
    undone: set[str] = set()
    for one in steps:
        if one.act == PlanAct.UNDO:
            undone.add(one.after.get("undone", ""))
        elif one.act in UNDOABLE and _base(one) not in undone and _base(one) == one.key:
            return one
    return None


def _base(one: PlanStep) -> str:
    """The key of the press a step belongs to: parts carry a third segment."""
    return ":".join(one.key.split(":")[:2])


def _taken_back(plan: Plan, one: PlanStep, doing: Doing, number: int) -> None:
    task = locked_task(plan, one.task_id or 0)
    created = bool(one.after.get("created"))
    back = Decision.REJECTED if created else one.before.get("decision")
    refuse_ending_work(task, Decision(back) if back else None)
    if created:
        before, after = change(task, {"decision": Decision.REJECTED})
    else:
        before, after = _restored(task, one)
    step(doing, plan, task=task, before=before, after=after, part=str(number))


def _restored(task: PlanTask, one: PlanStep) -> tuple[dict[str, Any], dict[str, Any]]:
    helpers = one.before.get("supports")
    columns = {name: value for name, value in one.before.items() if name != "supports"}
    if any(plain(getattr(task, name)) != one.after[name] for name in columns):
        raise PlanChanged
    before, after = change(task, {name: _column(name, value) for name, value in columns.items()})
    if helpers is not None:
        had = supports_of(task)
        set_supports(task, [(each["text"], each["unit"], each["group"]) for each in helpers])
        before["supports"], after["supports"] = had, helpers
    return before, after


def _column(name: str, value: Any) -> Any:
    """A value of a step as the column holds it."""
    return dt.date.fromisoformat(value) if name in ("start", "due") and value else value


def _begun(act: PlanAct, actor: Actor, plan: Plan, key: str, now: dt.datetime | None) -> tuple[Plan, Doing]:
    row = locked(plan.pk)
    doing = by_confirmer(act, actor, row, key, now)
    require(row, OPEN, f"“{act.label.lower()}”")
    return row, doing
