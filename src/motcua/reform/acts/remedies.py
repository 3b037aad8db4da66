# SPDX-License-Identifier: EUPL-1.2
"""Why points were lost, who answers for it, and what is done so that it does not happen again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from motcua.organisations.actors import Actor, Seat
from motcua.organisations.models import Person, Unit
from motcua.reform.errors import ReformRefused, ReformUnknown
from motcua.reform.models import Cause, ReformAct, ReformAssessment, RemedialTask, RemedyState
from motcua.reform.rights import scoring_seat
from motcua.reform.steps import begin, done_before, locked_sheet, score_in, words_of, write


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for something: a unit, and a person of it where one is named."""

    unit: Unit
    person: Person | None = None


def state_loss(
    actor: Actor,
    pk: int,
    code: str,
    cause: str,
    words: str,
    owner: Owner,
    key: str,
    now: dt.datetime | None = None,
) -> ReformAssessment:
    """Say why points of a criterion were lost and who answers for it; possible whatever the state of the sheet.

    Raises `ReformUnknown`, `ReformRefused`.
    """
    with transaction.atomic():
        sheet = locked_sheet(pk)
        doing = begin(ReformAct.STATE_LOSS, actor, scoring_seat(actor, sheet.unit), key, now)
        if done_before(doing) is not None:
            return sheet
        if cause not in Cause.values:
            raise ReformRefused(
                "Chưa chọn nguyên nhân.", hint="Hãy chọn một nguyên nhân chính.", field="cause"
            )
        told = words_of(words, "cause_words", "nguyên nhân bằng lời")
        score = score_in(sheet, code)
        before = {"cause": score.cause, "words": score.cause_words, "unit": score.owner_unit_id}
        score.cause, score.cause_words = cause, told
        score.owner_unit, score.owner = owner.unit, owner.person
        score.version += 1
        score.save(update_fields=["cause", "cause_words", "owner_unit", "owner", "version"])
        after = {"cause": cause, "words": told, "unit": owner.unit.pk, "person": _pk(owner.person)}
        write(doing, sheet=sheet, code=code, before=before, after=after)
    return sheet


def _pk(person: Person | None) -> int | None:
    return None if person is None else person.pk


def add_remedy(
    actor: Actor,
    pk: int,
    code: str,
    words: str,
    owner: Owner,
    due: dt.date,
    key: str,
    now: dt.datetime | None = None,
) -> RemedialTask:
    """Give somebody a remedial task for a criterion. Raises `ReformUnknown`, `ReformRefused`."""
    with transaction.atomic():
        sheet = locked_sheet(pk)
        doing = begin(ReformAct.ADD_REMEDY, actor, scoring_seat(actor, sheet.unit), key, now)
        if (earlier := done_before(doing)) is not None:
            return RemedialTask.objects.get(pk=earlier.after["remedy"])
        told = words_of(words, "words", "việc phải làm")
        score_in(sheet, code)
        made = RemedialTask.objects.create(
            assessment=sheet,
            code=code,
            words=told,
            unit=owner.unit,
            owner=owner.person,
            due=due,
            made_at=doing.now,
        )
        after = {"remedy": made.pk, "words": told, "unit": owner.unit.pk, "due": due.isoformat()}
        write(doing, sheet=sheet, code=code, after=after)
    return made


def end_remedy(
    actor: Actor, pk: int, result: str, key: str, *, done: bool = True, now: dt.datetime | None = None
) -> RemedialTask:
    """Report a remedial task done, or that it is given up, with what came of it.

    The owner, the head of the unit that has it, and whoever fills in the sheet may. Raises `ReformUnknown`,
    `ReformRefused`.
    """
    with transaction.atomic():
        rows = RemedialTask.objects.select_related("assessment__round", "assessment__unit", "unit")
        task = rows.select_for_update(of=("self",)).filter(pk=pk).first()
        if task is None:
            raise ReformUnknown("Không có việc khắc phục này.")
        doing = begin(ReformAct.END_REMEDY, actor, remedy_seat(actor, task), key, now)
        if done_before(doing) is not None:
            return task
        if task.state != RemedyState.OPEN:
            raise ReformRefused("Việc này đã có kết quả.", hint="Hãy tải lại trang.")
        task.result = words_of(result, "result", "kết quả thực hiện")
        task.state = RemedyState.DONE if done else RemedyState.CANCELLED
        task.ended_at = doing.now
        task.save(update_fields=["result", "state", "ended_at"])
        after = {"remedy": task.pk, "state": task.state}
        write(doing, sheet=task.assessment, code=task.code, after=after, note=task.result)
    return task


def remedy_seat(actor: Actor, task: RemedialTask) -> Seat | None:
    """The seat by which the actor reports on a remedial task."""
    if task.owner_id is not None and task.owner_id == actor.person_id and actor.seats:
        return actor.seats[0]
    return scoring_seat(actor, task.unit) or scoring_seat(actor, task.assessment.unit)
