# SPDX-License-Identifier: EUPL-1.2
"""What all acts of the reform index share: the right, an earlier call with the same key, the lock, one step."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from motcua.organisations.actors import Actor, Seat
from motcua.presses import wait_for
from motcua.reform.errors import ReformRefused, ReformUnknown
from motcua.reform.models import (
    CriteriaSet,
    ReformAct,
    ReformAssessment,
    ReformRound,
    ReformScore,
    ReformStep,
    SheetState,
)

LONGEST = 1000
_NAMES = dict(SheetState.choices)


@dataclass(frozen=True, slots=True)
class Doing:
    """An act being performed: what, by whom, in which position, when, under which key."""

    act: ReformAct
    actor: Actor
    person_id: int
    seat: Seat
    key: str
    now: dt.datetime


def begin(act: ReformAct, actor: Actor, seat: Seat | None, key: str, now: dt.datetime | None) -> Doing:
    """Check the right. Raises `ReformRefused` without a seat or a key."""
    if seat is None or actor.person_id is None:
        raise ReformRefused(
            f"Bạn không có quyền làm việc này: {act.label}.",
            hint="Tự chấm thuộc cán bộ đầu mối và người đứng đầu đơn vị; thẩm định thuộc cơ quan cấp trên.",
        )
    if not key:
        raise ReformRefused("Biểu mẫu thiếu mã chống gửi trùng.", hint="Hãy tải lại trang rồi làm lại.")
    return Doing(act, actor, actor.person_id, seat, f"{actor.person_id}:{key}"[:80], now or timezone.now())


def done_before(doing: Doing) -> ReformStep | None:
    """The step of an earlier call with this key. Raises `ReformRefused` when it was another act."""
    wait_for(doing.key)
    step = ReformStep.objects.filter(key=doing.key).first()
    if step is not None and step.act != doing.act:
        raise used_elsewhere()
    return step


def used_elsewhere() -> ReformRefused:
    """The refusal of a key under which something else was done."""
    return ReformRefused(
        "Mã chống gửi trùng này đã dùng cho một việc khác.", hint="Hãy tải lại trang rồi làm lại."
    )


def write(
    doing: Doing,
    *,
    criteria: CriteriaSet | None = None,
    round: ReformRound | None = None,
    sheet: ReformAssessment | None = None,
    code: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str = "",
) -> ReformStep:
    """One step, in the transaction of its act."""
    return ReformStep.objects.create(
        act=doing.act,
        criteria=criteria,
        round=round or (sheet.round if sheet else None),
        assessment=sheet,
        code=code,
        at=doing.now,
        person_id=doing.person_id,
        person_name=doing.actor.name,
        title=doing.seat.signed,
        unit_id=doing.seat.unit_id,
        delegation=doing.seat.delegation,
        before=before or {},
        after=after or {},
        note=note,
        key=doing.key,
    )


def locked_sheet(pk: int) -> ReformAssessment:
    """The sheet, locked for the rest of the transaction. Raises `ReformUnknown`."""
    rows = ReformAssessment.objects.select_related("round__unit", "round__criteria", "unit")
    row = rows.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise ReformUnknown
    return row


def score_in(sheet: ReformAssessment, code: str, seen: int | None = None) -> ReformScore:
    """How a criterion of a sheet stands. Raises `ReformUnknown`, and `ReformRefused` when it changed since `seen`."""
    score = ReformScore.objects.filter(assessment=sheet, code=code).first()
    if score is None:
        raise ReformUnknown(f"Phiếu này không có tiêu chí {code[:64]}.")
    if seen is not None and score.version != seen:
        raise ReformRefused(
            "Có người khác vừa sửa tiêu chí này.",
            hint="Những gì bạn nhập vẫn còn; hãy xem giá trị mới rồi ghi lại.",
        )
    return score


def require(sheet: ReformAssessment, *states: SheetState) -> None:
    """Raises `ReformRefused` unless the sheet is in one of these states."""
    if SheetState(sheet.state) not in states:
        raise ReformRefused(
            f"Phiếu chấm đang ở trạng thái “{_NAMES[SheetState(sheet.state)]}” nên không làm được việc này.",
            hint="Hãy tải lại trang để xem những việc có thể làm.",
        )


def words_of(text: str, field: str, what: str) -> str:
    """A text somebody had to write. Raises `ReformRefused` naming the field."""
    words = text.strip()
    if not words or len(words) > LONGEST:
        raise ReformRefused(
            f"Chưa nêu {what}, hoặc nội dung dài quá {LONGEST} ký tự.",
            hint="Hãy viết ngắn gọn, đủ để người khác hiểu.",
            field=field,
        )
    return words
