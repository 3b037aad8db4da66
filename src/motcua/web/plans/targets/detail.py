# SPDX-License-Identifier: EUPL-1.2
"""Everything the page of one target tells: value, links, chart, forecast, what is missing, who can act."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.organisations.actors import Actor
from motcua.plans.models import PlanTarget, TargetReading
from motcua.plans.target_queries import Hand, hands_of, number_of, unreachable_since
from motcua.plans.target_queries import days_of as kept_days
from motcua.plans.targets.course import Course, Prospect, course_of, has_course, prospect_of
from motcua.plans.targets.errors import TargetRefused
from motcua.plans.targets.evaluating import Standing, standing_of
from motcua.plans.targets.language import read
from motcua.plans.targets.measures import Kind, Source
from motcua.plans.targets.printing import described, wanted_words
from motcua.plans.targets.resolving import Resolved, resolved
from motcua.plans.targets.rows import question_of
from motcua.plans.targets.values import Expression, Where
from motcua.statistics import By, FiguresBehind, M, ask
from motcua.statistics.rights import may_list
from motcua.web.plans.targets.shown import (
    State,
    chance_words,
    missing_words,
    range_words,
    state_of,
    value_words,
    verdict_words,
)
from motcua.web.plans.targets.trend import Dot, trend_of
from motcua.web.refusal_words import refusal_words
from motcua.web.statistics.shown import Figure, Shown, figure_of
from motcua.web.statistics.words import cell_name, number_words

HOLDERS = 8
"""Units that can act, told on the page."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A unit that holds open dossiers, with how many of them are overdue."""

    name: str
    open: Figure
    overdue: Figure


@dataclass(frozen=True, slots=True)
class Detail:
    """One target, ready to be told. `trouble`: why nothing can be counted now."""

    sentence: str
    wanted: str
    value: str
    state: State
    measured: bool
    lacks: str = ""
    trouble: str = ""
    share: str = ""
    day: str = ""
    period: str = ""
    by_hand: TargetReading | None = None
    failing: tuple[Figure, ...] = ()
    groups: tuple[tuple[str, str, State], ...] = ()
    chart: Shown | None = None
    forecast: str = ""
    chance: str = ""
    volume: str = ""
    missing: tuple[str, ...] = ()
    verdict: str = ""
    since: dt.date | None = None
    holders: tuple[Holder, ...] = ()
    hands: tuple[Hand, ...] = ()


def detail_of(actor: Actor, target: PlanTarget, given: TargetReading | None, today: dt.date) -> Detail:
    """What is to be told of a target. A bounded number of questions, whatever the number of dossiers."""
    expression = read(target.expression)
    bare = Detail(
        described(expression),
        wanted_words(expression),
        value_words(expression, given.value if given else None),
        _given_state(expression, given),
        target.measured,
        by_hand=given,
    )
    try:
        standing = standing_of(expression, target.plan.unit, today, plan=target.plan_id)
        if standing.measure is None:
            return replace(bare, chart=_chart_of_hand(expression, target))
        told = resolved(expression, target.plan.unit, today) if has_course(standing) else None
        course = course_of(standing, told) if told else None
    except (TargetRefused, FiguresBehind) as refused:
        return replace(bare, trouble=refusal_words(refused))
    if standing.number is None:
        return replace(bare, lacks=str(standing.lacks))
    return _measured(actor, target, bare, standing, told, course)


def _given_state(expression: Expression, given: TargetReading | None) -> State:
    reached = None if given is None else expression.wanted.reached_by(given.value)
    return state_of(reached=reached, reachable=None, over=False)


def _measured(
    actor: Actor,
    target: PlanTarget,
    bare: Detail,
    standing: Standing,
    told: Resolved | None,
    course: Course | None,
) -> Detail:
    expression, kind = standing.expression, standing.measure.kind if standing.measure else Kind.SHARE
    prospect = prospect_of(standing, course)
    reachable = prospect.best.reachable if prospect.best else None
    since = _since(target, standing) if reachable is False else None
    over = standing.days is not None and standing.days.last >= standing.whole_period.last
    lists = standing.unit is not None and may_list(actor, standing.unit.pk)
    dots = _dots(target, standing, course)
    forecast = prospect.forecast
    return replace(
        bare,
        by_hand=None,
        value=value_words(expression, standing.number),
        state=state_of(reached=standing.reached, reachable=reachable, over=over, since=since),
        share=_share_words(standing),
        day=f"{standing.days.last:%d/%m/%Y}" if standing.days else "",
        period=f"{standing.whole_period.first:%d/%m/%Y} – {standing.whole_period.last:%d/%m/%Y}",
        failing=tuple(
            figure_of(number, cell if lists else None, cell_name(cell))
            for cell, number in standing.failing
            if number
        ),
        groups=_groups(standing),
        chart=trend_of(expression, kind, dots, standing.whole_period.last, forecast) if dots else None,
        forecast=range_words(expression, forecast.low, forecast.high) if forecast else "",
        chance=chance_words(forecast.chance) if forecast else "",
        volume=_volume_words(standing, prospect),
        missing=tuple(missing_words(standing, prospect)),
        verdict=verdict_words(standing, prospect),
        since=since,
        holders=_holders(standing, told, lists=lists),
        hands=_hands(standing, told) if lists else (),
    )


def _since(target: PlanTarget, standing: Standing) -> dt.date | None:
    day = timezone.localdate(standing.as_of)
    return unreachable_since([target.pk], day).get(target.pk)


def _share_words(standing: Standing) -> str:
    tally = standing.tally
    if tally is None or standing.expression.change or standing.measure is None:
        return ""
    if standing.measure.kind is not Kind.SHARE:
        return ""
    return _("%(part)s trong số %(whole)s") % {
        "part": number_words(float(tally.part)),
        "whole": number_words(float(tally.whole)),
    }


def _volume_words(standing: Standing, prospect: Prospect) -> str:
    volume, measure = prospect.volume, standing.measure
    if volume is None or not prospect.working_days:
        return ""
    counted = measure is not None and measure.kind is Kind.COUNT
    return _("Dự kiến còn khoảng %(coming)s %(unit)s được tính trong %(days)s ngày làm việc.") % {
        "coming": number_words(round(volume.mean)),
        "unit": standing.expression.wanted.unit if counted else _("hồ sơ"),
        "days": number_words(prospect.working_days),
    }


def _groups(standing: Standing) -> tuple[tuple[str, str, State], ...]:
    return tuple(
        (
            group.name,
            value_words(standing.expression, group.number),
            state_of(reached=group.reached, reachable=None, over=False),
        )
        for group in standing.groups[:50]
    )


def _dots(target: PlanTarget, standing: Standing, course: Course | None) -> list[Dot]:
    """The days as they are known now; of values that cannot be told backwards, the days that were kept."""
    if course is not None:
        return [Dot(point.day, point.number) for point in course.points]
    dots = [Dot(row.day, number_of(standing.expression, row)) for row in kept_days(target)]
    if standing.days is not None and (not dots or dots[-1].day < standing.days.last):
        dots.append(Dot(standing.days.last, standing.number))
    return dots


def _chart_of_hand(expression: Expression, target: PlanTarget) -> Shown | None:
    from motcua.plans.target_queries import given_to

    by_day: dict[dt.date, Decimal] = {}
    for one in given_to(target):
        by_day.setdefault(one.as_of, one.value)
    dots = [Dot(day, Fraction(value)) for day, value in sorted(by_day.items())]
    kind = Kind.SHARE if expression.wanted.unit == "%" else Kind.COUNT
    return trend_of(expression, kind, dots, dots[-1].day, None) if dots else None


def _hands(standing: Standing, told: Resolved | None) -> tuple[Hand, ...]:
    """Officials with open dossiers; for whoever may also open the lists. Not where the sentence names procedures."""
    measure, unit = standing.measure, standing.unit
    if told is None or measure is None or unit is None or M.OVERDUE not in measure.failing:
        return ()
    if told.versions or standing.expression.channel:
        return ()
    return tuple(hands_of(unit, told.fields, timezone.now(), HOLDERS))


def _holders(standing: Standing, told: Resolved | None, *, lists: bool) -> tuple[Holder, ...]:
    """Units with open dossiers, the most overdue first. One question."""
    measure, days = standing.measure, standing.days
    if told is None or measure is None or days is None or measure.source is not Source.STATISTICS:
        return ()
    if M.OVERDUE not in measure.failing and M.NO_E_RESULT not in measure.failing:
        return ()
    by = (By.AGENCY,) if told.where is Where.HERE else (By.UNIT,)
    question = question_of(standing.expression, told, days.first, days.last, None, by)
    rows = ask(question, frozenset({M.OPEN, M.OVERDUE})).rows
    held = sorted((row for row in rows if row[M.OPEN]), key=lambda row: (-row[M.OVERDUE], -row[M.OPEN]))
    return tuple(
        Holder(
            row.keys[0].label,
            figure_of(row[M.OPEN], row.cell(M.OPEN) if lists else None),
            figure_of(row[M.OVERDUE], row.cell(M.OVERDUE) if lists and row[M.OVERDUE] else None),
        )
        for row in held[:HOLDERS]
    )
