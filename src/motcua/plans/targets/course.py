# SPDX-License-Identifier: EUPL-1.2
"""A target in the course of time: what was counted each day, how it stood at the end of each, where it is going.

One question to the statistics tells all days. Days are told as they are known now; the row that is kept of a day says
as of when (`keeping.py`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

import numpy as np

from motcua.law.working_time import is_working_day
from motcua.organisations.calendars import load_calendar
from motcua.organisations.models import Unit
from motcua.plans.targets import reaching
from motcua.plans.targets.evaluating import Standing
from motcua.plans.targets.forecasting import (
    YEAR,
    Forecast,
    Series,
    Volume,
    count_until,
    share_until,
    volume_until,
)
from motcua.plans.targets.measures import Coming, Kind, Measure, Source
from motcua.plans.targets.periods import Days
from motcua.plans.targets.reaching import Best, Missing, Tally
from motcua.plans.targets.registered import counted_by_day
from motcua.plans.targets.resolving import Resolved
from motcua.plans.targets.rows import (
    counts_days,
    dimensions,
    is_registered_count,
    kept_rows,
    only_of,
    question_of,
    tally_of,
)
from motcua.plans.targets.values import Expression, Op
from motcua.statistics import By, M, Row, ask

LOOK_BACK: Final = 2 * YEAR
"""Days of history a forecast looks at: the year behind, and the one before it for the season."""


@dataclass(frozen=True, slots=True)
class Point:
    """How it stood at the end of a day. `number` None: nothing was counted yet."""

    day: dt.date
    tally: Tally
    number: Fraction | None


@dataclass(frozen=True, slots=True)
class Course:
    """`points`: the days of the period behind us; `series`: the days before it too, for measures that add up."""

    points: tuple[Point, ...]
    series: Series | None
    as_of: dt.datetime


@dataclass(frozen=True, slots=True)
class Prospect:
    """What is still possible (`best`, None where no bound holds), what is missing, and what is expected."""

    best: Best | None
    missing: Missing | None
    forecast: Forecast | None
    volume: Volume | None
    room: Fraction
    working_days: int


def has_course(standing: Standing) -> bool:
    """Whether the value of every day can be told at once: a figure of the statistics, not told unit by unit, or a
    count of a register.
    """
    expression, measure = standing.expression, standing.measure
    if measure is None or standing.days is None:
        return False
    if is_registered_count(measure):
        return standing.number is not None and not expression.change
    if measure.source is not Source.STATISTICS:
        return False
    return not expression.scope.each and not expression.change


def course_of(
    standing: Standing, told: Resolved, *, until: dt.date | None = None, as_of: dt.datetime | None = None
) -> Course | None:
    """Every day of the period up to `until` (the last day known), and what a forecast needs. One question."""
    measure, days = standing.measure, standing.days
    if measure is None or days is None or told.versions == () or not has_course(standing):
        return None
    last = min(days.last, until) if until else days.last
    adds = counts_days(measure)
    first = min(days.first, last - dt.timedelta(days=LOOK_BACK)) if adds else days.first
    moment, counted = _counted(standing, measure, told, Days(first, last), as_of)
    size = (last - first).days + 1
    part, whole = np.zeros(size), np.zeros(size)
    for day, (one, two) in counted.items():
        part[(day - first).days], whole[(day - first).days] = one, two
    series = _series(measure, first, part, whole, standing.whole_period, told.unit) if adds else None
    points = _points(measure, standing.expression, first, Days(days.first, last), part, whole)
    return Course(points, series, moment)


def _counted(
    standing: Standing, measure: Measure, told: Resolved, days: Days, as_of: dt.datetime | None
) -> tuple[dt.datetime, dict[dt.date, tuple[int, int]]]:
    """As of when, and part and whole of each day that has any. One question."""
    if is_registered_count(measure):
        entries = counted_by_day(measure.code, told.home, days.first, days.last)
        return standing.as_of, {day: (number, 0) for day, number in entries.items()}
    question = question_of(standing.expression, told, days.first, days.last, as_of)
    answer = ask(replace(question, by=(*dimensions(measure, told), By.DAY)), only_of(measure))
    return answer.as_of, _by_day(measure, told, answer.rows)


def _by_day(measure: Measure, told: Resolved, rows: tuple[Row, ...]) -> dict[dt.date, tuple[int, int]]:
    held: dict[dt.date, list[Row]] = {}
    for row in kept_rows(rows, told):
        day = next(key for key in row.keys if key.by is By.DAY)
        bare = replace(row, keys=tuple(key for key in row.keys if key.by is not By.DAY))
        held.setdefault(dt.date.fromisoformat(str(day.value)), []).append(bare)
    return {day: tally_of(measure, found) for day, found in held.items()}


def _series(
    measure: Measure, first: dt.date, part: np.ndarray, whole: np.ndarray, period: Days, unit: Unit
) -> Series:
    """Days without a gap; of a count the part is what is counted."""
    last = max(period.last, first + dt.timedelta(days=part.size - 1))
    counted = part if measure.kind is Kind.COUNT else whole
    return Series(first, part, counted, working_days(unit, first, last))


def working_days(unit: Unit, first: dt.date, last: dt.date) -> np.ndarray:
    """1 for each working day of the unit's calendar, 0 for the others."""
    calendar = load_calendar(unit.calendar_code)
    days = (first + dt.timedelta(days=place) for place in range((last - first).days + 1))
    return np.array([float(is_working_day(calendar, day)) for day in days])


def _points(
    measure: Measure,
    expression: Expression,
    first: dt.date,
    days: Days,
    part: np.ndarray,
    whole: np.ndarray,
) -> tuple[Point, ...]:
    begin = (days.first - first).days
    parts, wholes = part[begin:], whole[begin:]
    if counts_days(measure):
        parts, wholes = parts.cumsum(), wholes.cumsum()
    found = []
    for place in range((days.last - days.first).days + 1):
        tally = Tally(Fraction(int(parts[place])), Fraction(int(wholes[place])))
        number = tally.value(measure.kind, expression.wanted.unit)
        found.append(Point(days.first + dt.timedelta(days=place), tally, number))
    return tuple(found)


def prospect_of(
    standing: Standing, course: Course | None, *, at: Point | None = None, foretell: bool = True
) -> Prospect:
    """What can still come of it, from today or from the point of an earlier day (by what was counted until then)."""
    expression, measure = standing.expression, standing.measure
    period, tally = standing.whole_period, at.tally if at else standing.tally
    day = at.day if at else (standing.days.last if standing.days else period.first)
    over = day >= period.last
    if measure is None or tally is None or expression.change or expression.scope.each:
        return Prospect(None, None, None, None, Fraction(0), 0)
    series = course.series.until(day) if course and course.series else None
    volume = volume_until(series, period.last) if series else None
    left = _working_left(series, day, period.last)
    room = Fraction(round(volume.high)) if volume else Fraction(0)
    if measure.coming is Coming.ENDINGS and (at is None or at is (course and course.points[-1])):
        room = max(room, Fraction((standing.open or 0) - (standing.overdue or 0)))
    best = None
    if volume is not None or over or measure.coming is Coming.STANDING:
        best = reaching.best_of(measure, expression.wanted, tally, room, over=over)
    forecast = _forecast(standing, measure, series, tally, period.last) if foretell and not over else None
    volume = volume or (forecast.coming if forecast else None)
    lacking = None
    if volume is not None and not over:
        lacking = reaching.missing(measure, expression.wanted, tally, round(volume.mean), left)
    return Prospect(best, lacking, forecast, volume, room, left)


def _working_left(series: Series | None, day: dt.date, last: dt.date) -> int:
    if series is None or day >= last:
        return 0
    return int(series.working[series.place(day) + 1 : series.place(last) + 1].sum())


def _forecast(
    standing: Standing, measure: Measure, series: Series | None, tally: Tally, last: dt.date
) -> Forecast | None:
    if series is None:
        return None
    wanted = standing.expression.wanted
    aim = float(wanted.value)
    if wanted.op in (Op.MORE, Op.LESS):
        aim += 1e-6 if wanted.op is Op.MORE else -1e-6
    if measure.kind is Kind.COUNT:
        return count_until(series, float(tally.part), last, aim, upwards=wanted.upwards)
    if measure.kind is not Kind.SHARE:
        return None
    late = M.OVERDUE in measure.failing
    return share_until(
        series,
        (float(tally.part), float(tally.whole)),
        last,
        aim,
        upwards=wanted.upwards,
        doomed=(standing.overdue or 0) if late else 0,
        doomed_in_part=not measure.up,
    )
