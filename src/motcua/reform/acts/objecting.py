# SPDX-License-Identifier: EUPL-1.2
"""A unit objects to an appraisal, the agency above answers, and makes the sheet final."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from motcua.organisations.actors import Actor
from motcua.reform.acts.appraising import give
from motcua.reform.acts.selfscoring import Said
from motcua.reform.errors import ReformRefused
from motcua.reform.models import ReformAct, ReformAssessment, ReformScore, SheetState
from motcua.reform.rights import closing_seat, heading_seat, judging_seat
from motcua.reform.steps import begin, done_before, locked_sheet, require, score_in, words_of, write
from motcua.reform.summing import bring_in_step


def object_to(
    actor: Actor, pk: int, code: str, words: str, key: str, now: dt.datetime | None = None
) -> ReformAssessment:
    """The head of the unit objects to the points of one criterion, once, until the last day for it.

    Raises `ReformUnknown`, `ReformRefused`.
    """
    with transaction.atomic():
        sheet = locked_sheet(pk)
        doing = begin(ReformAct.OBJECT, actor, heading_seat(actor, sheet.unit), key, now)
        if done_before(doing) is not None:
            return sheet
        require(sheet, SheetState.APPRAISED)
        told = words_of(words, "words", "nội dung kiến nghị")
        due = sheet.round.objection_due
        if due is not None and timezone.localdate(doing.now) > due:
            raise ReformRefused(
                f"Đã hết hạn kiến nghị ({due:%d/%m/%Y}).", hint="Hãy trao đổi với cơ quan thẩm định."
            )
        score = score_in(sheet, code)
        if score.objected_at is not None:
            raise ReformRefused("Tiêu chí này đã có kiến nghị.", hint="Mỗi tiêu chí kiến nghị một lần.")
        score.objection, score.objected_at, score.version = told, doing.now, score.version + 1
        score.save(update_fields=["objection", "objected_at", "version"])
        write(doing, sheet=sheet, code=code, note=told)
    return sheet


def answer_objection(
    actor: Actor, pk: int, said: Said, words: str, key: str, now: dt.datetime | None = None
) -> ReformAssessment:
    """Answer an objection with a reason, and with other points where it is right.

    Raises `ReformUnknown`, `ReformRefused` when there is nothing to answer.
    """
    with transaction.atomic():
        sheet = locked_sheet(pk)
        doing = begin(ReformAct.ANSWER, actor, judging_seat(actor, sheet.round), key, now)
        if done_before(doing) is not None:
            return sheet
        require(sheet, SheetState.APPRAISED)
        told = words_of(words, "words", "nội dung trả lời")
        score = score_in(sheet, said.code, said.seen)
        if score.objected_at is None or score.answered_at is not None:
            raise ReformRefused("Không có kiến nghị nào chờ trả lời.", hint="Hãy tải lại trang.")
        points = score.appraised_points
        reasoned = Said(said.code, said.fact, because=told)
        before, after = give(sheet, score, reasoned)
        score.answer, score.answered_at = told, doing.now
        score.upheld = score.appraised_points != points
        score.save(update_fields=["answer", "answered_at", "upheld"])
        write(doing, sheet=sheet, code=said.code, before=before, after=after, note=told)
        bring_in_step(sheet)
    return sheet


def finalise(actor: Actor, pk: int, key: str, now: dt.datetime | None = None) -> ReformAssessment:
    """Make the result of a unit final; points do not change any more, causes and remedies go on.

    Raises `ReformRefused` while an objection waits for its answer.
    """
    with transaction.atomic():
        sheet = locked_sheet(pk)
        doing = begin(ReformAct.FINALISE, actor, closing_seat(actor, sheet.round), key, now)
        if done_before(doing) is not None:
            return sheet
        require(sheet, SheetState.APPRAISED)
        waiting = ReformScore.objects.filter(
            assessment=sheet, objected_at__isnull=False, answered_at__isnull=True
        ).count()
        if waiting:
            raise ReformRefused(f"Còn {waiting} kiến nghị chưa trả lời.", hint="Hãy trả lời trước khi chốt.")
        sheet.state, sheet.final_at = SheetState.FINAL, doing.now
        sheet.save(update_fields=["state", "final_at"])
        write(doing, sheet=sheet, after={"total": str(sheet.appraised_total)})
    return sheet
