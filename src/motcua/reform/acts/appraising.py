# SPDX-License-Identifier: EUPL-1.2
"""The agency above appraises: each criterion, with a reason for every difference, or agreeing with the rest."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from motcua.organisations.actors import Actor
from motcua.reform.acts.selfscoring import Said, criterion_in
from motcua.reform.errors import ReformRefused
from motcua.reform.models import ReformAct, ReformAssessment, ReformScore, SheetState
from motcua.reform.rights import judging_seat, owns_itself
from motcua.reform.scoring import points_of
from motcua.reform.steps import begin, done_before, locked_sheet, require, score_in, words_of, write
from motcua.reform.summing import bring_in_step, decimal, tree_in

_GIVEN = ["appraised_fact", "appraised_points", "reason", "version"]


def appraise(actor: Actor, pk: int, said: Said, key: str, now: dt.datetime | None = None) -> ReformAssessment:
    """Give a criterion the points of the agency above. Raises `ReformRefused` for a difference without a reason."""
    with transaction.atomic():
        sheet = locked_sheet(pk)
        doing = begin(ReformAct.APPRAISE, actor, judging_seat(actor, sheet.round), key, now)
        if done_before(doing) is not None:
            return sheet
        require(sheet, SheetState.SUBMITTED)
        score = score_in(sheet, said.code, said.seen)
        before, after = give(sheet, score, said)
        write(doing, sheet=sheet, code=said.code, before=before, after=after, note=score.reason)
        bring_in_step(sheet)
    return sheet


def give(sheet: ReformAssessment, score: ReformScore, said: Said) -> tuple[dict[str, Any], dict[str, Any]]:
    """Check and save one appraisal of a locked sheet; what it was before and is now."""
    criterion = criterion_in(tree_in(sheet.round.criteria), said.code)
    points = decimal(points_of(criterion, said.fact))
    if points is None and not said.fact.absent:
        raise ReformRefused("Chưa cho điểm thẩm định.", hint="Hãy nhập giá trị để tính điểm.", field="points")
    absent = bool((score.self_fact or {}).get("absent"))
    differs = points != score.self_points or said.fact.absent != absent
    scored_before = score.self_points is not None or absent
    reason = said.because.strip()
    if differs and scored_before:
        reason = words_of(reason, "because", "lý do chấm khác điểm tự chấm")
    before = {"fact": score.appraised_fact, "points": _text(score.appraised_points)}
    score.appraised_fact, score.appraised_points = said.fact.to_dict(), points
    score.reason, score.version = reason[:1000], score.version + 1
    score.save(update_fields=_GIVEN)
    return before, {"fact": score.appraised_fact, "points": _text(points)}


def _text(points: Any) -> str | None:
    return None if points is None else str(points)


def agree_rest(actor: Actor, pk: int, key: str, now: dt.datetime | None = None) -> ReformAssessment:
    """Take over the self-score of every criterion that was not appraised yet."""
    with transaction.atomic():
        sheet = locked_sheet(pk)
        doing = begin(ReformAct.AGREE, actor, judging_seat(actor, sheet.round), key, now)
        if done_before(doing) is not None:
            return sheet
        require(sheet, SheetState.SUBMITTED)
        rows = ReformScore.objects.filter(assessment=sheet, appraised_fact__isnull=True)
        taken = [row for row in rows.order_by("id") if row.self_fact]
        for row in taken:
            row.appraised_fact, row.appraised_points = row.self_fact, row.self_points
            row.version += 1
        ReformScore.objects.bulk_update(taken, ["appraised_fact", "appraised_points", "version"])
        write(doing, sheet=sheet, after={"codes": [row.code for row in taken]})
        bring_in_step(sheet)
    return sheet


def finish_appraisal(
    actor: Actor, pk: int, document: str, key: str, now: dt.datetime | None = None
) -> ReformAssessment:
    """Show the unit what was given; from now on it may object. `document`: needed where the result came on paper.

    Raises `ReformRefused` while a criterion was not appraised.
    """
    with transaction.atomic():
        sheet = locked_sheet(pk)
        doing = begin(ReformAct.FINISH, actor, judging_seat(actor, sheet.round), key, now)
        if done_before(doing) is not None:
            return sheet
        require(sheet, SheetState.SUBMITTED)
        bare = list(
            ReformScore.objects.filter(assessment=sheet, appraised_fact__isnull=True)
            .order_by("id")
            .values_list("code", flat=True)
        )
        if bare:
            raise ReformRefused(
                f"Còn {len(bare)} tiêu chí chưa thẩm định: {', '.join(bare[:8])}.",
                hint="Hãy cho điểm, hoặc bấm “Đồng ý các tiêu chí còn lại”.",
            )
        words = document.strip()
        if owns_itself(sheet):
            words = words_of(words, "document", "số, ngày văn bản của cấp trên báo kết quả thẩm định")
        sheet.state, sheet.appraised_at, sheet.document = SheetState.APPRAISED, doing.now, words[:255]
        sheet.save(update_fields=["state", "appraised_at", "document"])
        write(doing, sheet=sheet, after={"total": _text(sheet.appraised_total)}, note=words)
    return sheet


def send_back(
    actor: Actor, pk: int, reason: str, key: str, now: dt.datetime | None = None
) -> ReformAssessment:
    """The agency above sends a sheet back with its reason; the unit scores on."""
    with transaction.atomic():
        sheet = locked_sheet(pk)
        doing = begin(ReformAct.SEND_BACK, actor, judging_seat(actor, sheet.round), key, now)
        if done_before(doing) is not None:
            return sheet
        words = words_of(reason, "reason", "lý do trả lại")
        require(sheet, SheetState.SUBMITTED)
        sheet.state, sheet.submitted_at = SheetState.SCORING, None
        sheet.save(update_fields=["state", "submitted_at"])
        write(doing, sheet=sheet, note=words)
    return sheet
