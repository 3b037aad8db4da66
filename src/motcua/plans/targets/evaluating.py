# SPDX-License-Identifier: EUPL-1.2
"""What a sentence is worth on a day: part and whole, from whoever knows them, and the dossiers that stand in the way.

Figures come from `motcua.statistics`, indicators from `motcua.scores`, satisfaction from `motcua.evaluations`;
nothing is counted here a second time. What cannot be known is None with the reason, never nought.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.law.judging import Policy
from motcua.organisations.models import Unit
from motcua.plans.targets.measures import MEASURE, Measure, Source
from motcua.plans.targets.periods import Days, days_of, year_before
from motcua.plans.targets.reaching import Tally
from motcua.plans.targets.resolving import Resolved, resolved
from motcua.plans.targets.rows import Counted, Group, counted_of, groups_of, question_of
from motcua.plans.targets.values import Change, Expression
from motcua.statistics import Cell, M

NOTHING: Final[Mapping[str, Any]] = {
    "by_hand": _("Báo bằng tay, kèm minh chứng."),
    "not_begun": _("Kỳ chưa bắt đầu."),
    "no_dossier": _("Trong kỳ chưa có hồ sơ nào để tính."),
    "few_ballots": _("Chưa đủ phiếu đánh giá để công bố."),
    "no_level": _("Danh mục chưa ghi thủ tục nào ở mức dịch vụ công trực tuyến này."),
    "not_narrowed": _("Số liệu này không chia được theo lĩnh vực, thủ tục, kênh hoặc nhóm đơn vị."),
    "no_indicator": _("Chỉ số này chưa có số liệu."),
    "only_years": _("Số liệu này chỉ đếm theo cả năm, của chính đơn vị có kế hoạch."),
    "nothing_registered": _("Trong năm chưa có gì để tính tỷ lệ này."),
    "no_procedure": _("Danh mục chưa ghi cách nộp của thủ tục nào của cấp này."),
    "no_tasks": _("Kế hoạch chưa có nhiệm vụ nào được nhận."),
    "no_year_before": _("Cùng kỳ năm trước chưa có số liệu."),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a target stands. `tally` None: nothing is known, `lacks` says why. `days`: what of the period is behind us.

    `number` is the value in the unit of the sentence. `whole_period` is all of it. `failing`: figures whose dossiers
    stand in the way. `groups`: where units are told apart, each with its value, the worst first. `open`,
    `overdue`: dossiers that are open, and of these overdue; None where that says nothing.
    """

    expression: Expression
    measure: Measure | None
    as_of: dt.datetime
    whole_period: Days
    days: Days | None = None
    tally: Tally | None = None
    number: Fraction | None = None
    lacks: Any = ""
    failing: tuple[tuple[Cell, int], ...] = ()
    groups: tuple[Group, ...] = ()
    open: int | None = None
    overdue: int | None = None
    unit: Unit | None = None
    before: Fraction | None = None

    @property
    def reached(self) -> bool | None:
        """Whether the number is reached today; None without one."""
        return None if self.number is None else self.expression.wanted.reached_by(self.number)


def standing_of(
    expression: Expression,
    home: Unit,
    day: dt.date,
    *,
    plan: int | None = None,
    as_of: dt.datetime | None = None,
) -> Standing:
    """How a sentence stands at the end of a day (of this moment, if that is today), for a plan of `home`.

    Raises `TargetRefused` when a unit, field or procedure is not on record, `FiguresBehind`.
    """
    period = period_of(expression, day)
    moment = as_of or timezone.now()
    empty = Standing(
        expression, MEASURE.get(expression.measure), moment, period, period.until(day), unit=home
    )
    if empty.measure is None:
        return replace(empty, lacks=NOTHING["by_hand"])
    if empty.days is None:
        return replace(empty, lacks=NOTHING["not_begun"])
    if expression.level is not None and empty.measure.source not in _LEVELED:
        return replace(empty, lacks=NOTHING["not_narrowed"])
    told = resolved(_sought(expression, empty.measure), home, day)
    if told.versions == ():
        return replace(empty, lacks=NOTHING["no_level"], unit=told.unit)
    empty = replace(empty, unit=told.unit)
    found = _found(empty, told, plan, as_of)
    return _grown(found, told, plan, as_of) if expression.change else found


_LEVELED: Final = frozenset({Source.STATISTICS, Source.CATALOGUE})
"""What knows procedures one by one, and so how far each goes online."""


def period_of(expression: Expression, day: dt.date) -> Days:
    """The days a sentence is about, looked at on a day; registers and inspections count by the calendar."""
    measure = MEASURE.get(expression.measure)
    kept = measure is not None and measure.source is Source.REGISTERS
    return days_of(replace(expression.period, civil=True) if kept else expression.period, day)


def check(expression: Expression, home: Unit, day: dt.date) -> None:
    """Whether every unit, field and procedure of the words is on record. Raises `PlaceUnknown`, `SubjectUnknown`."""
    measure = MEASURE.get(expression.measure)
    if measure is not None:
        resolved(_sought(expression, measure), home, day)


def _sought(expression: Expression, measure: Measure) -> Expression:
    """The sentence as far as the catalogue knows its words: ballots have groups of fields of their own."""
    return replace(expression, fields=()) if measure.source is Source.BALLOTS else expression


def _found(empty: Standing, told: Resolved, plan: int | None, as_of: dt.datetime | None) -> Standing:
    measure = empty.measure
    if measure is None:
        return empty
    match measure.source:
        case Source.STATISTICS:
            return _from_statistics(empty, told, as_of)
        case Source.BALLOTS:
            from motcua.plans.targets.others import from_ballots

            return from_ballots(empty, told)
        case Source.INTAKE:
            from motcua.plans.targets.others import from_watch

            return from_watch(empty, told)
        case Source.REGISTERS:
            from motcua.plans.targets.registered import from_registers

            return from_registers(empty, told)
        case Source.CATALOGUE:
            from motcua.plans.targets.others import from_catalogue

            return from_catalogue(empty, told)
        case Source.TASKS:
            from motcua.plans.targets.others import from_tasks

            return from_tasks(empty, plan)
    from motcua.plans.targets.others import from_index

    return from_index(empty, told, as_of)


def _from_statistics(empty: Standing, told: Resolved, as_of: dt.datetime | None) -> Standing:
    measure, days, expression = empty.measure, empty.days, empty.expression
    if measure is None or days is None:
        return empty
    question = question_of(expression, told, days.first, days.last, as_of)
    answer, counted = counted_of(measure, expression, told, question)
    groups = groups_of(measure, expression, counted)
    tally, number = (
        _worst(measure, expression, groups)
        if expression.scope.each
        else _summed(measure, expression, counted)
    )
    figures = counted[0].figures if len(counted) == 1 else _together(counted)
    return replace(
        empty,
        as_of=answer,
        tally=tally,
        number=number,
        lacks="" if number is not None else NOTHING["no_dossier"],
        failing=tuple(pair for one in counted[:_LISTED] for pair in one.failing),
        groups=groups,
        open=figures.get(M.OPEN),
        overdue=figures.get(M.OVERDUE),
    )


_LISTED: Final = 6
"""Units whose failing dossiers are linked, where a sentence tells units apart."""


def _together(counted: list[Counted]) -> dict[M, int]:
    names = {name for one in counted for name in one.figures}
    return {name: sum(one.figures.get(name, 0) for one in counted) for name in names}


def _summed(
    measure: Measure, expression: Expression, counted: list[Counted]
) -> tuple[Tally | None, Fraction | None]:
    tally = Tally(Fraction(sum(one.part for one in counted)), Fraction(sum(one.whole for one in counted)))
    number = tally.value(measure.kind, expression.wanted.unit)
    return (tally, number) if number is not None else (None, None)


def _worst(
    measure: Measure, expression: Expression, groups: tuple[Group, ...]
) -> tuple[Tally | None, Fraction | None]:
    known = [group for group in groups if group.number is not None]
    if not known:
        return None, None
    return known[0].tally, known[0].number


def _grown(now: Standing, told: Resolved, plan: int | None, as_of: dt.datetime | None) -> Standing:
    """The change against the same days of the year before."""
    if now.number is None or now.days is None:
        return now
    earlier = replace(now, days=year_before(now.days), tally=None, number=None)
    before = _found(earlier, told, plan, None).number
    if before is None:
        return replace(now, tally=None, number=None, lacks=NOTHING["no_year_before"])
    change = now.number - before
    if now.expression.change is Change.DROP:
        change = -change
    return replace(now, number=change, before=before)


def policy_of(expression: Expression) -> Policy:
    """How timeliness is judged: by the day, unless the sentence says otherwise."""
    return Policy(expression.policy) if expression.policy else Policy.DATE
