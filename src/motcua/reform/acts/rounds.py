# SPDX-License-Identifier: EUPL-1.2
"""Sets of criteria come in, rounds are opened by them and closed with the published result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from motcua.organisations.actors import Actor
from motcua.organisations.models import Unit
from motcua.reform.computing import SOURCES
from motcua.reform.errors import ReformRefused, ReformUnknown, TreeBroken
from motcua.reform.models import (
    CriteriaSet,
    ReformAct,
    ReformAssessment,
    ReformRound,
    ReformScore,
    RoundState,
    SheetState,
)
from motcua.reform.rights import closing_seat, scoring_seat
from motcua.reform.steps import begin, done_before, words_of, write
from motcua.reform.summing import tree_in
from motcua.reform.tree import Tree, known_sources

MOST_UNITS = 500


@dataclass(frozen=True, slots=True)
class Days:
    """The last days for self-score, appraisal and objections."""

    self_due: dt.date | None = None
    appraisal_due: dt.date | None = None
    objection_due: dt.date | None = None


def import_set(actor: Actor, unit: Unit, tree: Tree, key: str, now: dt.datetime | None = None) -> CriteriaSet:
    """Keep a set of criteria for the unit that judges by it, as a further edition of its level and year.

    Raises `ReformRefused` without the right and `TreeBroken` for a source that nobody knows. The same set again gives
    the edition that is there.
    """
    doing = begin(ReformAct.IMPORT_SET, actor, scoring_seat(actor, unit), key, now)
    if (earlier := done_before(doing)) is not None and earlier.criteria is not None:
        return earlier.criteria
    if problems := known_sources(tree, SOURCES):
        raise TreeBroken(problems)
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)  # two imports at once get two numbers
        same = CriteriaSet.objects.filter(unit=unit, level=tree.level, year=tree.year)
        if (there := same.filter(sha256=tree.sha256).first()) is not None:
            return there
        made = CriteriaSet.objects.create(
            unit=unit,
            level=tree.level,
            year=tree.year,
            edition=same.count() + 1,
            title=tree.title[:500],
            content=tree.to_json(),
            sha256=tree.sha256,
            made_at=doing.now,
            made_by_id=doing.person_id,
        )
        write(doing, criteria=made, after={"sha256": made.sha256, "criteria": len(tree.criteria)})
    return made


def open_round(
    actor: Actor,
    criteria: CriteriaSet,
    units: Sequence[Unit],
    days: Days,
    key: str,
    now: dt.datetime | None = None,
) -> ReformRound:
    """Begin a year's judging: one sheet for each unit, one row for each criterion.

    Raises `ReformRefused` without the right or units, for days in the wrong order, or when the year has a round.
    """
    doing = begin(ReformAct.OPEN, actor, scoring_seat(actor, criteria.unit), key, now)
    _check(units, days)
    codes = [one.code for one in tree_in(criteria).leaves]
    try:
        with transaction.atomic():
            if (earlier := done_before(doing)) is not None and earlier.round is not None:
                return earlier.round
            made = ReformRound.objects.create(
                criteria=criteria,
                unit=criteria.unit,
                level=criteria.level,
                year=criteria.year,
                self_due=days.self_due,
                appraisal_due=days.appraisal_due,
                objection_due=days.objection_due,
                opened_at=doing.now,
            )
            sheets = ReformAssessment.objects.bulk_create(
                ReformAssessment(round=made, unit=unit, unknown=len(codes)) for unit in units
            )
            ReformScore.objects.bulk_create(
                ReformScore(assessment=sheet, code=code) for sheet in sheets for code in codes
            )
            write(doing, round=made, criteria=criteria, after={"units": [unit.code for unit in units]})
    except IntegrityError as error:
        raise ReformRefused(
            f"Năm {criteria.year} đã có đợt chấm của cấp này.", hint="Hãy mở đợt đã có ở trang đầu."
        ) from error
    return made


def _check(units: Sequence[Unit], days: Days) -> None:
    if not units or len(units) > MOST_UNITS:
        raise ReformRefused("Chưa chọn đơn vị được chấm.", hint="Hãy chọn ít nhất một đơn vị.", field="units")
    set_days = [day for day in (days.self_due, days.appraisal_due, days.objection_due) if day is not None]
    if set_days != sorted(set_days):
        raise ReformRefused(
            "Các hạn phải theo thứ tự: tự chấm, thẩm định, kiến nghị.",
            hint="Hãy sửa lại ngày.",
            field="appraisal_due",
        )


def close_round(
    actor: Actor, pk: int, document: str, key: str, now: dt.datetime | None = None
) -> ReformRound:
    """Publish the result of a round: every sheet is final, the decision is named, nothing changes any more.

    Raises `ReformUnknown`, and `ReformRefused` while a sheet is not final.
    """
    with transaction.atomic():
        row = ReformRound.objects.select_related("unit").select_for_update(of=("self",)).filter(pk=pk).first()
        if row is None:
            raise ReformUnknown("Không có đợt chấm này.")
        doing = begin(ReformAct.CLOSE, actor, closing_seat(actor, row), key, now)
        if done_before(doing) is not None:
            return row
        words = words_of(document, "document", "số, ngày của quyết định công bố")
        if row.state == RoundState.CLOSED:
            raise ReformRefused("Đợt chấm này đã công bố.", hint="Kết quả đã công bố không đổi được.")
        waiting = row.assessments.exclude(state=SheetState.FINAL).count()
        if waiting:
            raise ReformRefused(
                f"Còn {waiting} đơn vị chưa chốt kết quả.", hint="Hãy thẩm định và chốt từng phiếu trước."
            )
        row.state, row.closed_at, row.document = RoundState.CLOSED, doing.now, words[:255]
        row.save(update_fields=["state", "closed_at", "document"])
        write(doing, round=row, note=words)
    return row
