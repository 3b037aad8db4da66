# SPDX-License-Identifier: EUPL-1.2
"""The document of a plan: opened with its files, read, its head confirmed, linked upwards, put in force, closed.

Each act checks the right, locks the plan, refuses what does not fit, and writes one step, in one transaction. With
the key of an earlier call it does nothing again. Reading itself is asked for here and done by `plans.reader`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import transaction

from motcua.documents.models import StoredFile
from motcua.organisations.actors import Actor
from motcua.organisations.models import Unit
from motcua.plans.acts.opening import open_works
from motcua.plans.acts.words import PlanAct
from motcua.plans.errors import PlanChanged, PlanRefused, PlanUnknown
from motcua.plans.models import Decision, Plan, PlanFile, PlanReading, PlanState, PlanWarning, ReadingState
from motcua.plans.performing import (
    Doing,
    by_confirmer,
    change,
    done_before,
    locked,
    require,
    step,
    used_elsewhere,
)
from motcua.plans.rights import readable_by
from motcua.presses import wait_for

HEAD_COLUMNS: Final = (
    *(
        "kind",
        "number",
        "symbol",
        "issuer",
        "place",
        "issued_on",
        "title",
        "year",
        "signer",
        "signer_position",
    ),
    *("legal_bases", "recipients", "reporting"),
)
"""What a person confirms of the head."""
RUNNING: Final = (PlanState.READING, PlanState.CONFIRMING, PlanState.IN_FORCE)


def open_plan(
    actor: Actor,
    unit: Unit,
    files: Sequence[tuple[StoredFile, str]],
    key: str,
    now: dt.datetime | None = None,
) -> Plan:
    """Open the plan of a unit with its files (stored file, name), the document itself first; each is to be read.

    Raises `PlanRefused` without the right or without a file.
    """
    if not files:
        raise PlanRefused("Chưa chọn tệp.", hint="Hãy chọn văn bản kế hoạch.", field="files")
    with transaction.atomic():
        plan = Plan(unit=unit)
        doing = by_confirmer(PlanAct.OPEN, actor, plan, key, now)
        if earlier := done_before(doing):
            return earlier.plan
        plan.created_at, plan.created_by_id = doing.now, actor.person_id
        plan.save(force_insert=True)
        for stored, name in dict.fromkeys(files):
            _file(plan, stored, name, doing)
        step(doing, plan, after={"files": [[name, stored.sha256] for stored, name in files]})
        return plan


def add_file(
    actor: Actor, plan: Plan, stored: StoredFile, name: str, key: str, now: dt.datetime | None = None
) -> PlanFile:
    """Add an appendix or a better copy, to be read too; the same bytes again change nothing.

    Raises `PlanRefused`, also for a key under which another file was added.
    """
    with transaction.atomic():
        row, doing = _begun(PlanAct.ADD_FILE, actor, plan, key, now, RUNNING)
        earlier = done_before(doing)
        known = row.files.filter(file=stored).first()
        if earlier is not None and (known is None or earlier.after["files"][0][1] != stored.sha256):
            raise used_elsewhere()
        if known is not None:
            return known
        made = _file(row, stored, name, doing)
        step(doing, row, after={"files": [[name, stored.sha256]]})
        return made


def _file(plan: Plan, stored: StoredFile, name: str, doing: Doing) -> PlanFile:
    row = PlanFile.objects.create(
        plan=plan,
        file=stored,
        name=name[-255:],
        media_type=stored.media_type,
        added_at=doing.now,
        added_by_id=doing.actor.person_id,
    )
    _ask(plan, row, doing)
    return row


def _ask(plan: Plan, file: PlanFile, doing: Doing) -> None:
    PlanReading.objects.create(
        plan=plan, file=file, asked_at=doing.now, asked_by_id=doing.actor.person_id, state=ReadingState.QUEUED
    )


def read_again(actor: Actor, plan: Plan, key: str, now: dt.datetime | None = None) -> Plan:
    """Ask for every file to be read once more. What was decided or written stays. Raises `PlanRefused`."""
    with transaction.atomic():
        row, doing = _begun(PlanAct.READ_AGAIN, actor, plan, key, now, RUNNING)
        if done_before(doing):
            return row
        waiting = set(
            row.readings.filter(state__in=(ReadingState.QUEUED, ReadingState.RUNNING)).values_list(
                "file_id", flat=True
            )
        )
        for file in row.files.all():
            if file.pk not in waiting:
                _ask(row, file, doing)
        step(doing, row)
        return row


def edit_head(
    actor: Actor, plan: Plan, seen: int, values: Mapping[str, Any], key: str, now: dt.datetime | None = None
) -> Plan:
    """Say what the head of the document says, by column of `HEAD_COLUMNS`. A later reading leaves these alone.

    Raises `PlanRefused`, and `PlanChanged` when somebody changed the head since version `seen`.
    """
    with transaction.atomic():
        row, doing = _begun(
            PlanAct.EDIT_HEAD, actor, plan, key, now, (PlanState.CONFIRMING, PlanState.IN_FORCE)
        )
        if done_before(doing):
            return row
        if row.version != seen:
            last = row.steps.filter(task__isnull=True, target_id__isnull=True).order_by("-id").first()
            raise PlanChanged(last.person_name if last else "")
        wanted = {name: value for name, value in values.items() if name in HEAD_COLUMNS}
        places = dict(row.places)
        for name, value in wanted.items():
            if getattr(row, name) != value:
                places[name] = {**places.get(name, {}), "edited": True}
        before, after = change(row, {**wanted, "places": places})
        before.pop("places", None), after.pop("places", None)
        step(doing, row, before=before, after=after)
        return row


def link_higher(
    actor: Actor, plan: Plan, higher: Plan | None, key: str, now: dt.datetime | None = None
) -> Plan:
    """Say which plan this one carries out; None takes it away. Raises `PlanRefused` for a circle.

    Raises `PlanUnknown` for a plan the actor may not open.
    """
    with transaction.atomic():
        # Two links made at once may close a circle that neither of them sees. One waits for the other, before it
        # holds the row of any plan: each would need the other's.
        wait_for("plans:link_higher")
        row, doing = _begun(PlanAct.LINK, actor, plan, key, now, RUNNING)
        if done_before(doing):
            return row
        if higher is not None:
            if not Plan.objects.filter(readable_by(actor), pk=higher.pk).exists():
                raise PlanUnknown("Không có kế hoạch cấp trên này.", hint="Hãy chọn trong danh sách.")
            _refuse_circle(row.pk, higher.pk)
        before, after = change(row, {"higher_id": higher.pk if higher else None})
        step(doing, row, before=before, after=after)
        return row


def _refuse_circle(plan: int, higher: int) -> None:
    """Follows the links as they are on record now, not as somebody loaded them before."""
    line: int | None = higher
    while line is not None:
        if line == plan:
            raise PlanRefused(
                "Kế hoạch không thể thực hiện chính nó.", hint="Hãy chọn kế hoạch khác.", field="higher"
            )
        line = Plan.objects.filter(pk=line).values_list("higher_id", flat=True).first()


def answer_warning(
    actor: Actor,
    warning: PlanWarning,
    answer: str,
    note: str,
    key: str,
    now: dt.datetime | None = None,
) -> PlanWarning:
    """Say what became of something that looked wrong; answering again is possible, each answer is a step.

    Raises `PlanRefused` for an answer that is not offered.
    """
    if answer not in PlanWarning.Answer.values:
        raise PlanRefused("Chưa chọn kết quả.", hint="Hãy chọn một trong hai kết quả.", field="answer")
    with transaction.atomic():
        row, doing = _begun(PlanAct.ANSWER, actor, warning.plan, key, now, RUNNING)
        if done_before(doing):
            return warning
        told = PlanWarning.objects.select_for_update().get(pk=warning.pk)
        is_open = answer == PlanWarning.Answer.OPEN
        values = {
            "answer": answer,
            "note": note.strip()[:1000],
            "answered_at": None if is_open else doing.now,
            "answered_by_id": None if is_open else actor.person_id,
        }
        before, after = change(told, values)
        step(doing, row, before=before, after={**after, "warning": told.words}, note=note.strip()[:1000])
        return told


def put_in_force(actor: Actor, plan: Plan, key: str, now: dt.datetime | None = None) -> Plan:
    """The proposals are decided, the head is right: from now on the plan is watched, and work on it is opened.

    Raises `PlanRefused` while proposals wait, without a task, or without title and year.
    """
    with transaction.atomic():
        row, doing = _begun(
            PlanAct.PUT_IN_FORCE, actor, plan, key, now, (PlanState.CONFIRMING, PlanState.IN_FORCE)
        )
        if done_before(doing):
            return row
        require(row, (PlanState.CONFIRMING,), "đưa vào thực hiện")
        for lack in lacks_of(row):
            raise PlanRefused(lack, hint="Hãy làm xong rồi đưa vào thực hiện.")
        values = {
            "state": PlanState.IN_FORCE,
            "put_in_force_at": doing.now,
            "put_in_force_by_id": actor.person_id,
        }
        before, after = change(row, values)
        step(doing, row, before=before, after=after)
        open_works(row.pk, doing.now)
        return row


def lacks_of(plan: Plan) -> list[str]:
    """What is still missing before the plan can be put in force. Two queries."""
    lacks = []
    waiting = plan.tasks.filter(decision=Decision.PROPOSED).count()
    if waiting:
        lacks.append(f"Còn {waiting} nhiệm vụ chờ quyết định.")
    if not plan.tasks.filter(decision=Decision.ACCEPTED).exists():
        lacks.append("Chưa nhận nhiệm vụ nào.")
    if not plan.title or not plan.year:
        lacks.append("Chưa có tên hoặc năm của kế hoạch.")
    return lacks


def close(actor: Actor, plan: Plan, note: str, key: str, now: dt.datetime | None = None) -> Plan:
    """End the plan: nothing in it is changed any more. Raises `PlanRefused` for one that is not in force."""
    if not note.strip():
        raise PlanRefused(
            "Chưa nêu lý do kết thúc.", hint="Ví dụ: hết năm, được thay bằng kế hoạch khác.", field="note"
        )
    with transaction.atomic():
        row, doing = _begun(PlanAct.CLOSE, actor, plan, key, now, (PlanState.IN_FORCE, PlanState.CLOSED))
        if done_before(doing):
            return row
        require(row, (PlanState.IN_FORCE,), "kết thúc")
        before, after = change(row, {"state": PlanState.CLOSED, "closed_at": doing.now})
        step(doing, row, before=before, after=after, note=note.strip()[:1000])
        return row


def _begun(
    act: PlanAct,
    actor: Actor,
    plan: Plan,
    key: str,
    now: dt.datetime | None,
    states: Sequence[PlanState],
) -> tuple[Plan, Doing]:
    row = locked(plan.pk)
    doing = by_confirmer(act, actor, row, key, now)
    require(row, states, f"“{act.label.lower()}”")
    return row, doing
