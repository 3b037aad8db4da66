# SPDX-License-Identifier: EUPL-1.2
"""The course of a target as a chart with its table: the days behind, what is wanted, the forecast to the last day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from motcua.plans.targets.forecasting import Forecast
from motcua.plans.targets.measures import Kind
from motcua.plans.targets.values import Expression
from motcua.web.plans.targets.shown import value_words
from motcua.web.statistics import charts
from motcua.web.statistics.charts import Chart, Mark, Series
from motcua.web.statistics.shown import Shown

_POINTS = 36
"""Places of a chart, at most: a year in stretches of ten days."""
_LABELS = 6


@dataclass(frozen=True, slots=True)
class Dot:
    """A known value of a day."""

    day: dt.date
    number: Fraction | Decimal | None


def trend_of(
    expression: Expression,
    kind: Kind | None,
    dots: Sequence[Dot],
    last: dt.date,
    forecast: Forecast | None,
) -> Shown | None:
    """The chart; None where fewer than two days are known."""
    begin = next((place for place, dot in enumerate(dots) if dot.number is not None), len(dots))
    dots = dots[begin:]  # before the first value there is nothing to draw
    if len([dot for dot in dots if dot.number is not None]) < 2:
        return None
    behind = _thinned(dots)
    ahead = _ahead(behind, dots[-1].day, last) if forecast else []
    days = [*(dot.day for dot in behind), *ahead]
    title = _("Diễn biến đến hết kỳ")
    unit = f" {expression.wanted.unit}" if kind is Kind.SHARE else ""
    known = tuple(_mark(expression, dot.day, dot.number) for dot in behind)
    empty = tuple(Mark(None, "") for _day in ahead)
    series = [
        Series(_("phải đạt"), "whole", tuple(_aim(expression, day) for day in days)),
        Series(_("thực tế"), "ended", (*known, *empty)),
    ]
    if forecast and ahead:
        series += _forecasts(expression, behind[-1], len(behind), ahead, forecast)
    labels = _labels(days)
    values = [mark.value for one in series for mark in one.marks if mark.value is not None]
    least, most = _scale(values, kind)
    chart = Chart(title, labels, tuple(series), width=960, height=260, least=least, most=most, unit=unit)
    small = replace(
        chart,
        at=tuple(word if place in (0, len(days) - 1) else "" for place, word in enumerate(labels)),
        width=340,
        height=220,
    )
    names = tuple(f"{day:%d/%m/%Y}" for day in days)
    return Shown(title, _("Hết ngày"), chart, charts.lines(chart), charts.lines(small), names, places=1)


def _thinned(dots: Sequence[Dot]) -> list[Dot]:
    """Every n-th day, the last one always."""
    step = max(1, -(-len(dots) // _POINTS))
    return [dot for place, dot in enumerate(reversed(dots)) if place % step == 0][::-1]


def _ahead(behind: list[Dot], today: dt.date, last: dt.date) -> list[dt.date]:
    step = behind[-1].day - behind[-2].day if len(behind) > 1 else dt.timedelta(days=7)
    days, day = [], today + step
    while day < last:
        days.append(day)
        day += step
    return [*days, last]


def _mark(expression: Expression, day: dt.date, number: Fraction | Decimal | None) -> Mark:
    told = {"day": f"{day:%d/%m/%Y}", "value": value_words(expression, number)}
    return Mark(None if number is None else float(number), _("%(day)s: %(value)s") % told)


def _aim(expression: Expression, day: dt.date) -> Mark:
    value = expression.wanted.value
    return Mark(float(value), _("phải đạt %(value)s") % {"value": value_words(expression, value)})


def _forecasts(
    expression: Expression, now: Dot, known: int, ahead: list[dt.date], forecast: Forecast
) -> list[Series]:
    """Straight lines from the last known value to what is expected on the last day, and to the tenths around it."""
    found = []
    for name, tone, value in (
        (_("dự báo"), "received", forecast.expected),
        (_("dự báo thấp"), "waiting", forecast.low),
        (_("dự báo cao"), "waiting", forecast.high),
    ):
        marks = [Mark(None, "") for _place in range(known - 1)]
        begin = float(now.number or 0)
        marks.append(_mark(expression, now.day, now.number))
        for place, day in enumerate(ahead, 1):
            told = begin + (value - begin) * place / len(ahead)
            words = {
                "day": f"{day:%d/%m/%Y}",
                "value": value_words(expression, Fraction(str(round(told, 2)))),
            }
            marks.append(Mark(told, _("%(day)s: dự báo %(value)s") % words))
        found.append(Series(name, tone, tuple(marks)))
    return found


def _labels(days: list[dt.date]) -> tuple[str, ...]:
    step = max(1, -(-len(days) // _LABELS))
    end = len(days) - 1
    return tuple(f"{day:%d/%m}" if (end - place) % step == 0 else "" for place, day in enumerate(days))


def _scale(values: list[float], kind: Kind | None) -> tuple[float, float]:
    """A share is told on the part of the scale it moves in, in steps of ten; a count from nought."""
    if kind is not Kind.SHARE:
        return 0, max(values) * 1.05 or 1
    least = 10 * (min(values) // 10)
    return (least if least < 100 else 90), 100
