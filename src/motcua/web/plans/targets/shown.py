# SPDX-License-Identifier: EUPL-1.2
"""Targets in words: a value, how it stands, what is expected, what is missing."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.plans.target_queries import TargetNow
from motcua.plans.targets.course import Prospect
from motcua.plans.targets.evaluating import Standing
from motcua.plans.targets.measures import MEASURE, Kind
from motcua.plans.targets.printing import described, wanted_words
from motcua.plans.targets.values import Expression
from motcua.web.statistics.words import number_words

_FINEST = 3


@dataclass(frozen=True, slots=True)
class State:
    """How a target stands: word, sign and colour together."""

    tone: str
    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One target of a list."""

    now: TargetNow
    sentence: str
    wanted: str
    value: str
    state: State
    expected: str


def value_words(expression: Expression, number: Decimal | Fraction | float | None) -> str:
    """`97,4 %`: as fine as it takes not to look reached while it is not; `–` for what is not known."""
    if number is None:
        return "–"
    told = f"{number_words(float(number), _places(expression, number))} {expression.wanted.unit}"
    return told.strip()


def _places(expression: Expression, number: Decimal | Fraction | float) -> int:
    exact = Fraction(number)
    whole = exact.denominator == 1
    measure = MEASURE.get(expression.measure)
    if whole and (measure is None or measure.kind is not Kind.SHARE or exact in (0, 100)):
        return 0
    reached = expression.wanted.reached_by(exact)
    for places in range(1, _FINEST):
        rounded = Fraction(str(round(float(number), places)))
        if expression.wanted.reached_by(rounded) == reached:
            return places
    return _FINEST


def state_of(
    *, reached: bool | None, reachable: bool | None, over: bool, since: dt.date | None = None
) -> State:
    """How it stands."""
    if reached:
        return State("done", "✓", _("Đã đạt")) if over else State("in-time", "✓", _("Đang đạt"))
    if reached is None:
        return State("waiting-office", "…", _("Chưa có số liệu"))
    if reachable is False or over:
        words = _("Không đạt") if over else _("Không thể đạt nữa")
        if since and not over:
            words = _("Không thể đạt nữa, từ %(day)s") % {"day": f"{since:%d/%m/%Y}"}
        return State("late", "!", words)
    return State("due-soon", "≈", _("Chưa đạt"))


def line_of(now: TargetNow, today: dt.date) -> Line:
    """A target as a list tells it."""
    from motcua.plans.targets.periods import days_of

    over = days_of(now.expression.period, today).last < today
    state = state_of(reached=now.reached, reachable=now.reachable, over=over, since=now.since)
    return Line(
        now,
        described(now.expression),
        wanted_words(now.expression),
        value_words(now.expression, now.number),
        state,
        _kept_forecast(now),
    )


def _kept_forecast(now: TargetNow) -> str:
    kept = now.kept
    if kept is None or kept.low is None or kept.high is None or now.by_hand:
        return ""
    return range_words(now.expression, kept.low, kept.high)


def range_words(expression: Expression, low: float, high: float) -> str:
    """`96,1 – 98,3 %`; told no finer than it is known."""
    measure = MEASURE.get(expression.measure)
    places = 1 if measure is not None and measure.kind is Kind.SHARE else 0
    if round(low, places) == round(high, places):
        return f"{number_words(low, places)} {expression.wanted.unit}"
    return f"{number_words(low, places)} – {number_words(high, places)} {expression.wanted.unit}"


def given_words(value: Decimal, unit: str) -> str:
    """A value as somebody reported it, with as many decimals as they gave."""
    exponent = value.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return f"{number_words(float(value), places)} {unit}".strip()


def chance_words(chance: float) -> str:
    """How likely, in tenths: a forecast is never certain."""
    tenths = round(10 * chance)
    if tenths <= 0:
        return _("gần như không")
    if tenths >= 10:
        return _("gần như chắc chắn")
    return _("khoảng %(tenths)s trên 10") % {"tenths": tenths}


def missing_words(standing: Standing, prospect: Prospect) -> Iterator[str]:
    """How many more, at what pace; one sentence for each."""
    lacking, measure = prospect.missing, standing.measure
    if lacking is None or measure is None or prospect.working_days <= 0:
        return
    told = {
        "coming": number_words(lacking.coming),
        "good": number_words(lacking.good),
        "bad": number_words(lacking.bad),
        "days": number_words(prospect.working_days),
        "pace": number_words(math.ceil(10 * lacking.pace) / 10, 1) if lacking.pace is not None else "–",
    }
    if measure.kind is Kind.COUNT:
        yield from _counted_words(standing, told, bad=lacking.bad)
        return
    if lacking.bad is None:
        yield _("Với khoảng %(coming)s hồ sơ còn tính trong kỳ thì không đủ để đạt.") % told
    elif lacking.good == 0:
        yield _("Đã chắc đạt, dù %(coming)s hồ sơ còn lại ra sao.") % told
    elif standing.expression.wanted.upwards:
        yield (
            _(
                "Trong khoảng %(coming)s hồ sơ còn tính trong kỳ, %(good)s hồ sơ phải đạt, nhiều nhất %(bad)s hồ sơ "
                "được không đạt: khoảng %(pace)s hồ sơ đạt mỗi ngày trong %(days)s ngày làm việc."
            )
            % told
        )
    else:
        yield (
            _(
                "Trong khoảng %(coming)s hồ sơ còn tính trong kỳ, nhiều nhất %(bad)s hồ sơ được rơi vào tỷ lệ này."
            )
            % told
        )
    if lacking.in_a_row and standing.reached is False:
        yield ngettext(
            "Cần %(row)s hồ sơ liền nhau không sai sót thì đạt ngay.",
            "Cần %(row)s hồ sơ liền nhau không sai sót thì đạt ngay.",
            lacking.in_a_row,
        ) % {"row": number_words(lacking.in_a_row)}


def _counted_words(standing: Standing, told: dict[str, str], *, bad: int | None) -> Iterator[str]:
    if standing.expression.wanted.upwards:
        if standing.reached:
            return
        yield (
            _(
                "Còn thiếu %(good)s: khoảng %(pace)s mỗi ngày trong %(days)s ngày làm việc; dự kiến còn %(coming)s."
            )
            % told
        )
    elif bad is not None:
        yield _("Đến hết kỳ chỉ còn được thêm %(bad)s; dự kiến còn %(coming)s hồ sơ.") % told


def verdict_words(standing: Standing, prospect: Prospect) -> str:
    """Why it can no longer be reached, with what is supposed; empty while it can."""
    best, measure = prospect.best, standing.measure
    if best is None or best.reachable or measure is None:
        return ""
    if best.certain:
        return _("Không thể đạt nữa, dù có thêm bao nhiêu hồ sơ.")
    number = best.tally.value(measure.kind, standing.expression.wanted.unit)
    told = {
        "best": value_words(standing.expression, number),
        "room": number_words(float(prospect.room)),
    }
    return (
        _(
            "Dù mọi hồ sơ từ nay đều đạt cũng chỉ đến %(best)s, nếu trong kỳ không có quá %(room)s hồ sơ nữa "
            "(mức cao của dự báo: 19 trong 20 lần không vượt)."
        )
        % told
    )
