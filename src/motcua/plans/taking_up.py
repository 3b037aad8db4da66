# SPDX-License-Identifier: EUPL-1.2
"""A finished reading becomes proposals. A first reading fills an empty plan; a later one loses nothing.

What a person decided or wrote is never changed: where a later reading says something else, it is kept beside under
`offered`. Proposals nobody touched follow the reading. Tasks that a later reading no longer finds stay, and say so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.utils import timezone

from motcua.plans.acts.targets import propose_targets
from motcua.plans.models import (
    Decision,
    Plan,
    PlanReading,
    PlanState,
    PlanTask,
    PlanWarning,
)
from motcua.plans.performing import Doing, change, plain, step
from motcua.plans.proposing import READ, SUPPORTS, VALUES, Proposal, paired, proposals_of
from motcua.plans.supports import GAP, set_supports, supports_of, with_known_meaning
from motcua.plans.units import Directory

HEAD: Final = {
    "kind": "kind",
    "number": "number",
    "symbol": "symbol",
    "issuer": "issuer",
    "place": "place",
    "date": "issued_on",
    "title": "title",
    "year": "year",
}
"""Fields of the head as the reader calls them, and the columns of the plan."""
LISTS: Final = {"legal_bases": "legal_bases", "recipients": "recipients", "reporting": "reporting"}


def take_up(plan: Plan, reading: PlanReading, act: Doing) -> None:
    """Make proposals of a finished reading, under the lock of the plan's row; one step tells how many."""
    content = reading.content
    is_main = plan.files.order_by("id").values_list("pk", flat=True).first() == reading.file_id
    if is_main:
        _take_head(plan, content)
    day = plan.issued_on or timezone.localdate(act.now)
    proposals = proposals_of(content, Directory(plan.unit, max(day, timezone.localdate(act.now))))
    counted = _take_tasks(plan, reading, proposals)
    _take_warnings(plan, reading)
    counted["targets"] = propose_targets(plan, reading, act.actor)
    if plan.state == PlanState.READING:
        change(plan, {"state": PlanState.CONFIRMING})
    step(act, plan, after={"reading": reading.pk, **counted})


def _take_head(plan: Plan, content: Mapping[str, Any]) -> None:
    """Fields of the head that no person wrote; the others keep what the reading says in `places`."""
    document, places = content.get("document", {}), dict(plan.places)
    told: dict[str, Any] = {column: document.get(name) for name, column in HEAD.items()}
    told["signer"] = content.get("signer", {}).get("name")
    told["signer_position"] = content.get("signer", {}).get("position")
    told |= {column: content.get(name) or [] for name, column in LISTS.items()}
    found = content.get("places", {})
    values: dict[str, Any] = {}
    names = {column: name for name, column in HEAD.items()}
    for column, value in told.items():
        where = found.get(names.get(column, column))
        place = dict(where) if isinstance(where, dict) else {}
        if places.get(column, {}).get("edited"):
            places[column] = {**place, "edited": True, "offered": value}
            continue
        places[column] = place
        values[column] = _fitting(plan, column, value)
    change(plan, {**values, "places": places})


def _fitting(plan: Plan, column: str, value: Any) -> Any:
    if column == "issued_on":
        return dt.date.fromisoformat(value) if value else None
    if column == "year" or isinstance(value, list):
        return value
    longest = getattr(plan._meta.get_field(column), "max_length", None)
    return str(value or "")[:longest]


def _take_tasks(plan: Plan, reading: PlanReading, proposals: list[Proposal]) -> dict[str, int]:
    earlier = list(
        plan.tasks.filter(reading__file_id=reading.file_id, split_from__isnull=True)
        .select_related("reading")
        .prefetch_related("supports")
    )
    pairs = paired(proposals, earlier)
    order = (plan.tasks.order_by("-order").values_list("order", flat=True).first() or 0) if not earlier else 0
    counted = {"new": 0, "same": 0, "differs": 0, "missing": 0}
    made: list[tuple[PlanTask, Proposal]] = []
    for number, proposal in enumerate(proposals):
        task = pairs.get(number)
        if task is None:
            place = _order_between(proposals, pairs, number, order)
            made.append((_new_task(plan, reading, proposal, place), proposal))
            counted["new"] += 1
        elif task.decision == Decision.PROPOSED and not task.edited:
            _follow(task, reading, proposal)
            counted["same"] += 1
        else:
            counted["differs" if _offer(task, reading, proposal) else "same"] += 1
    PlanTask.objects.bulk_create(task for task, _proposal in made)
    for task, proposal in made:
        _support(task, proposal)
    found = {task.pk for task in pairs.values()}
    for task in earlier:
        if task.pk not in found:
            change(task, {"offered": {"reading": reading.pk, "missing": True}})
            counted["missing"] += 1
    return counted


def _order_between(proposals: list[Proposal], pairs: Mapping[int, PlanTask], number: int, after: int) -> int:
    """The number of a new task: behind the last one before it in the document that is on record."""
    before = next((pairs[place].order for place in range(number - 1, -1, -1) if place in pairs), None)
    if before is not None:
        return before + 1
    return after + (number + 1) * GAP


def _new_task(plan: Plan, reading: PlanReading, proposal: Proposal, order: int) -> PlanTask:
    return PlanTask(
        plan=plan,
        order=order,
        reading=reading,
        source=_source(proposal),
        confidence=proposal.confidence,
        **proposal.values,
    )


def _source(proposal: Proposal) -> dict[str, Any]:
    return {**proposal.source, READ: _said(proposal)}


def _said(proposal: Proposal) -> dict[str, Any]:
    """What a reading says of a task, as plain JSON."""
    return {**plain({name: proposal.values[name] for name in VALUES}), SUPPORTS: proposal.helpers}


def _support(task: PlanTask, proposal: Proposal) -> None:
    set_supports(task, [(text, matched.unit, matched.group) for text, matched in proposal.supports])


def _follow(task: PlanTask, reading: PlanReading, proposal: Proposal) -> None:
    """A proposal nobody touched says what the latest reading says."""
    change(
        task,
        {
            **proposal.values,
            "source": _source(proposal),
            "confidence": proposal.confidence,
            "reading": reading,
            "offered": {},
        },
    )
    _support(task, proposal)


def _offer(task: PlanTask, reading: PlanReading, proposal: Proposal) -> bool:
    """Keep what the reading says otherwise beside a task that a person decided; whether there is anything."""
    first_said = task.source.get(READ) or {}
    own = supports_of(task)
    on_record = {**plain({name: getattr(task, name) for name in VALUES}), SUPPORTS: own}
    now_said = _said(proposal)
    values = {
        name: value
        for name, value in now_said.items()
        if value != on_record[name] and value != first_said.get(name)
    }
    if SUPPORTS in values and with_known_meaning(proposal.helpers, own) == own:
        del values[SUPPORTS]
    offered = {"reading": reading.pk, **values} if values else {}
    change(task, {"offered": offered})
    return bool(values)


def _take_warnings(plan: Plan, reading: PlanReading) -> None:
    """What looks wrong, once each; an answer given to an earlier reading stays."""
    known = set(plan.warnings.values_list("words", flat=True))
    fresh = dict.fromkeys(words for words in reading.warnings if words not in known)
    PlanWarning.objects.bulk_create(PlanWarning(plan=plan, reading=reading, words=words) for words in fresh)
