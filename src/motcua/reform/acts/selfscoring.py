# SPDX-License-Identifier: EUPL-1.2
"""A unit scores itself: what the house counts, what people say, the files that prove it, and sending it up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from motcua.documents.models import StoredFile
from motcua.organisations.actors import Actor
from motcua.reform.computing import compute, fact_counted, kept
from motcua.reform.errors import ReformRefused, ReformUnknown
from motcua.reform.models import ReformAct, ReformAssessment, ReformEvidence, ReformScore, SheetState
from motcua.reform.rights import heading_seat, scoring_seat
from motcua.reform.scoring import Fact, fact_of, points_of
from motcua.reform.steps import (
    LONGEST,
    Doing,
    begin,
    done_before,
    locked_sheet,
    require,
    score_in,
    used_elsewhere,
    write,
)
from motcua.reform.summing import bring_in_step, decimal, tree_in
from motcua.reform.tree import Criterion, Judge, Tree

_OWN = ["self_fact", "self_points", "note", "because", "version"]


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of a criterion. `because`: why it differs from what the house counted, or does not apply."""

    code: str
    fact: Fact
    note: str = ""
    because: str = ""
    seen: int | None = field(default=None, compare=False)


def score_self(
    actor: Actor, pk: int, said: Said, key: str, now: dt.datetime | None = None
) -> ReformAssessment:
    """Put a self-score on record.

    Raises `ReformUnknown`, `ReformRefused` (right, state, changed meanwhile, no reason).
    """
    with transaction.atomic():
        sheet = locked_sheet(pk)
        doing = begin(ReformAct.SCORE, actor, scoring_seat(actor, sheet.unit), key, now)
        if done_before(doing) is not None:
            return sheet
        require(sheet, SheetState.SCORING)
        criterion = criterion_in(tree_in(sheet.round.criteria), said.code)
        score = score_in(sheet, said.code, said.seen)
        before, after = _say(criterion, score, said)
        score.save(update_fields=_OWN)
        write(doing, sheet=sheet, code=said.code, before=before, after=after, note=said.because or said.note)
        bring_in_step(sheet)
    return sheet


def import_scores(
    actor: Actor,
    pk: int,
    said: Sequence[Said],
    refused: Sequence[str],
    key: str,
    now: dt.datetime | None = None,
) -> list[str]:
    """Put the sound rows of a spreadsheet on record, all in one step; `refused` are the rows that could not be read.

    Returns what was refused, row by row, with what the rules of scoring refused besides. They stay in the step.
    """
    with transaction.atomic():
        sheet = locked_sheet(pk)
        doing = begin(ReformAct.IMPORT_SCORES, actor, scoring_seat(actor, sheet.unit), key, now)
        if (earlier := done_before(doing)) is not None:
            return list(earlier.after.get("refused", []))
        require(sheet, SheetState.SCORING)
        tree, told, changes = tree_in(sheet.round.criteria), list(refused), {}
        held = {score.code: score for score in ReformScore.objects.filter(assessment=sheet)}
        for one in said:
            try:
                before, after = _say(criterion_in(tree, one.code), held[one.code], one)
            except (ReformRefused, ReformUnknown) as error:
                told.append(f"{one.code}: {error.message}")
            else:
                changes[one.code] = {"before": before, "after": after}
        ReformScore.objects.bulk_update([held[code] for code in changes], _OWN)
        write(doing, sheet=sheet, after={"changes": changes, "refused": told})
        bring_in_step(sheet)
    return told


def _say(criterion: Criterion, score: ReformScore, said: Said) -> tuple[dict[str, Any], dict[str, Any]]:
    """Check one self-score and put it into its row, not yet saved; what it was before and is now."""
    if criterion.judge is Judge.UPPER:
        raise ReformRefused(
            "Tiêu chí này do cấp trên chấm qua điều tra xã hội học.",
            hint="Đơn vị không tự chấm tiêu chí này.",
        )
    note, because = said.note.strip()[:LONGEST], said.because.strip()[:LONGEST]
    if not because and said.fact.absent:
        raise ReformRefused(
            "Chưa nêu vì sao tiêu chí không áp dụng với đơn vị.", hint="Hãy viết lý do.", field="because"
        )
    if not because and _differs(score, said.fact):
        raise ReformRefused(
            "Giá trị khác với số liệu của hệ thống mà chưa nêu lý do.",
            hint="Hãy viết vì sao số liệu khác, kèm tài liệu kiểm chứng.",
            field="because",
        )
    before = {"fact": score.self_fact, "points": _text(score.self_points)}
    score.self_fact = said.fact.to_dict() or None
    score.self_points = decimal(points_of(criterion, said.fact))
    score.note, score.because, score.version = note, because, score.version + 1
    return before, {"fact": score.self_fact, "points": _text(score.self_points), "note": note}


def _differs(score: ReformScore, fact: Fact) -> bool:
    counted = (score.computed or {}).get("fact")
    return bool(counted) and fact_of(counted or {}) != fact and bool(fact.to_dict())


def _text(points: Any) -> str | None:
    return None if points is None else str(points)


def criterion_in(tree: Tree, code: str) -> Criterion:
    """A criterion that is scored itself. Raises `ReformUnknown`."""
    found = tree.criterion(code)
    if found is None or found.is_sum:
        raise ReformUnknown(f"Bộ tiêu chí không có tiêu chí chấm điểm mã {code[:64]}.")
    return found


def compute_all(actor: Actor, pk: int, key: str, now: dt.datetime | None = None) -> ReformAssessment:
    """Take what the house counts into the sheet; a value that somebody put there stays, and stands beside the count.

    Raises `ReformUnknown`, `ReformRefused`.
    """
    with transaction.atomic():
        sheet, doing, done = _computing(actor, pk, key, now)
    if done:
        return sheet
    # Counting takes long, so nobody waits for it at the row; what was asked before is asked again behind the lock.
    tree = tree_in(sheet.round.criteria)
    counted = compute(tree, sheet.unit, timezone.localdate(doing.now))
    with transaction.atomic():
        sheet, doing, done = _computing(actor, pk, key, doing.now)
        if done:
            return sheet
        changes: dict[str, Any] = {}
        scores = list(ReformScore.objects.filter(assessment=sheet, code__in=list(counted)))
        for score in scores:
            criterion = criterion_in(tree, score.code)
            fact = fact_counted(criterion, counted[score.code])
            own = bool(score.because) or score.self_fact not in (None, (score.computed or {}).get("fact"))
            score.computed = kept(counted[score.code], fact, doing.now)
            if not own and fact.to_dict():
                score.self_fact, score.self_points = fact.to_dict(), decimal(points_of(criterion, fact))
                changes[score.code] = {"fact": score.self_fact, "points": _text(score.self_points)}
            score.version += 1
        ReformScore.objects.bulk_update(scores, ["computed", *_OWN])
        write(doing, sheet=sheet, after={"changes": changes})
        bring_in_step(sheet)
    return sheet


def _computing(
    actor: Actor, pk: int, key: str, now: dt.datetime | None
) -> tuple[ReformAssessment, Doing, bool]:
    """The locked sheet, the act, and whether it was done before. Raises `ReformRefused` (right, state)."""
    sheet = locked_sheet(pk)
    doing = begin(ReformAct.COMPUTE, actor, scoring_seat(actor, sheet.unit), key, now)
    if done_before(doing) is not None:
        return sheet, doing, True
    require(sheet, SheetState.SCORING)
    return sheet, doing, False


def attach(
    actor: Actor, pk: int, code: str, stored: StoredFile, name: str, key: str, now: dt.datetime | None = None
) -> ReformEvidence:
    """Put a file forward as proof of a self-score. The same file twice is one; a second press changes nothing.

    Raises as `score_self`, and `ReformRefused` for a key under which another file was put forward.
    """
    with transaction.atomic():
        sheet = locked_sheet(pk)
        doing = begin(ReformAct.ATTACH, actor, scoring_seat(actor, sheet.unit), key, now)
        score = score_in(sheet, code)
        same = score.evidence.filter(sha256=stored.sha256)
        if (earlier := done_before(doing)) is not None:
            told = (earlier.assessment_id, earlier.code, earlier.after["sha256"])
            if told != (sheet.pk, code, stored.sha256):
                raise used_elsewhere()
            return same.latest("id")
        there = same.filter(withdrawn_at__isnull=True).first()
        if there is not None:
            return there
        require(sheet, SheetState.SCORING, SheetState.APPRAISED)
        made = ReformEvidence.objects.create(
            score=score,
            sha256=stored.sha256,
            media_type=stored.media_type,
            name=name.strip()[:255] or stored.sha256[:12],
            added_at=doing.now,
            added_by_id=doing.person_id,
        )
        write(doing, sheet=sheet, code=code, after={"sha256": made.sha256, "name": made.name})
    return made


def withdraw(actor: Actor, evidence: int, key: str, now: dt.datetime | None = None) -> ReformAssessment:
    """No longer put a file forward; it stays on record. Raises `ReformUnknown`, `ReformRefused`."""
    with transaction.atomic():
        row = ReformEvidence.objects.select_related("score").filter(pk=evidence).first()
        if row is None:
            raise ReformUnknown("Không có tài liệu này.")
        sheet = locked_sheet(row.score.assessment_id)
        doing = begin(ReformAct.WITHDRAW, actor, scoring_seat(actor, sheet.unit), key, now)
        if done_before(doing) is not None or row.withdrawn_at is not None:
            return sheet
        require(sheet, SheetState.SCORING)
        row.withdrawn_at = doing.now
        row.save(update_fields=["withdrawn_at"])
        write(doing, sheet=sheet, code=row.score.code, before={"sha256": row.sha256, "name": row.name})
    return sheet


def submit(actor: Actor, pk: int, key: str, now: dt.datetime | None = None) -> ReformAssessment:
    """Send the sheet up; the head of the unit answers for it.

    Raises `ReformRefused` while a criterion has no score and was not said to be none of the unit's.
    """
    with transaction.atomic():
        sheet = locked_sheet(pk)
        doing = begin(ReformAct.SUBMIT, actor, heading_seat(actor, sheet.unit), key, now)
        if done_before(doing) is not None:
            return sheet
        require(sheet, SheetState.SCORING)
        _complete(sheet)
        sheet.state, sheet.submitted_at = SheetState.SUBMITTED, doing.now
        sheet.save(update_fields=["state", "submitted_at"])
        write(doing, sheet=sheet, after={"total": _text(sheet.self_total)}, note=_lateness(sheet, doing))
    return sheet


def _complete(sheet: ReformAssessment) -> None:
    """Raises `ReformRefused` for criteria without a score, and values that differ from a count without a reason."""
    own = {one.code for one in tree_in(sheet.round.criteria).leaves if one.judge is Judge.UNIT}
    scores = [one for one in ReformScore.objects.filter(assessment=sheet).order_by("id") if one.code in own]
    if bare := [one.code for one in scores if not _is_said(one)]:
        raise ReformRefused(
            f"Còn tiêu chí chưa chấm: {_first(bare)}.",
            hint="Hãy chấm, hoặc ghi là không áp dụng với đơn vị kèm lý do.",
        )
    if odd := [one.code for one in scores if not one.because and _differs(one, fact_of(one.self_fact or {}))]:
        raise ReformRefused(
            f"Giá trị khác số liệu của hệ thống mà chưa nêu lý do: {_first(odd)}.",
            hint="Hãy nêu lý do, hoặc nhập đúng như số liệu của hệ thống.",
        )


def _is_said(score: ReformScore) -> bool:
    return score.self_points is not None or bool((score.self_fact or {}).get("absent"))


def _first(codes: list[str]) -> str:
    more = f" và {len(codes) - 8} tiêu chí khác" if len(codes) > 8 else ""
    return ", ".join(codes[:8]) + more


def _lateness(sheet: ReformAssessment, doing: Doing) -> str:
    due = sheet.round.self_due
    return "Gửi sau hạn tự chấm." if due and timezone.localdate(doing.now) > due else ""
