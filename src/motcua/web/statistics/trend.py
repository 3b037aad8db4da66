# SPDX-License-Identifier: EUPL-1.2
"""Figures in the course of time: the weeks behind us, and the months of each unit beside the whole."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from motcua.law import report_windows as windows
from motcua.law.report_windows import Window
from motcua.statistics import Answer, By, Cell, M, Question, Row, ask
from motcua.web.statistics import charts
from motcua.web.statistics.asking import Asked
from motcua.web.statistics.charts import Chart, Mark, Series
from motcua.web.statistics.shown import Figure, Shown, figure_of, mark
from motcua.web.statistics.words import key_name, share, share_words, week_words, window_name

WEEKS = 13
"""A quarter of a year of weeks: enough to see a season come, few enough to read."""

MONTHS = 6
_SCALES = (80, 50, 0)  # where the scale of shares may begin: the highest that holds all of them
UNITS = 12
"""Units drawn side by side; the others stand in the table of all units."""

_WEEK = dt.timedelta(days=7)
_TRENDS = ((M.RECEIVED, "received"), (M.ENDED, "ended"), (M.ENDED_LATE, "late"))


def weeks_of(unit: int, today: dt.date, as_of: dt.datetime) -> Shown:
    """What came in, what was finished, what was finished late, week by week. One question."""
    monday = windows.week_of(today).first
    first = monday - (WEEKS - 1) * _WEEK
    question = Question(unit=unit, first=first, last=monday + dt.timedelta(days=6), by=(By.DAY,), as_of=as_of)
    answer = ask(question)
    counted: dict[tuple[dt.date, M], int] = defaultdict(int)
    for row in answer.rows:
        begins = windows.week_of(_day(row.keys[0].value)).first
        for measure, _tone in _TRENDS:
            counted[begins, measure] += row[measure]
    mondays = [first + number * _WEEK for number in range(WEEKS)]
    names = tuple(week_words(one) for one in mondays)
    said = {M.RECEIVED: _("tiếp nhận"), M.ENDED: _("giải quyết xong"), M.ENDED_LATE: _("xong quá hạn")}
    series = tuple(
        Series(
            said[measure],
            tone,
            tuple(
                mark(counted[one, measure], _of_days(question, one, measure), name, said[measure])
                for one, name in zip(mondays, names, strict=True)
            ),
        )
        for measure, tone in _TRENDS
    )
    title = _("Tiếp nhận, giải quyết và quá hạn theo tuần")
    chart = Chart(title, tuple(f"{one:%d/%m}" for one in mondays), series, width=960, height=240)
    return Shown(title, _("Tuần"), chart, charts.columns(chart), charts.narrow(chart), names)


def _of_days(question: Question, monday: dt.date, measure: M) -> Cell:
    week = replace(question, first=monday, last=monday + dt.timedelta(days=6), by=())
    return Cell(question=week, keys=(), measure=measure)


@dataclass(frozen=True, slots=True)
class Multiple:
    """One unit among the others: its share on time in the window, what is overdue now, the months behind."""

    name: str
    url: str
    rate: str
    overdue: Figure
    drawing: SafeString
    months: Sequence[tuple[str, Figure, Figure]]


@dataclass(frozen=True, slots=True)
class Multiples:
    """Units side by side on one scale, which begins at `least` percent."""

    least: int
    units: tuple[Multiple, ...]


def multiples_of(asked: Asked, now: Answer, as_of: dt.datetime) -> Multiples:
    """The units below one, the worst first: most of what they hold overdue, then the smallest share on time.

    `now` are the figures of the window by unit. Two questions: the months of each unit, the months of all.
    """
    months = _months(min(asked.window.last, timezone.localdate(as_of)))
    question = Question(
        unit=asked.unit,
        first=months[0].first,
        last=months[-1].last,
        by=(By.UNIT, By.MONTH),
        policy=asked.policy,
        as_of=as_of,
    )
    of_unit: dict[object, dict[dt.date, Row]] = defaultdict(dict)
    for row in ask(question).rows:
        of_unit[row.keys[0].value][_month(row.keys[1].value)] = row
    whole = {_month(row.keys[0].value): row for row in ask(replace(question, by=(By.MONTH,))).rows}
    worst = sorted(now.rows, key=_badness)[:UNITS]
    rows = [*whole.values(), *(row for unit in worst for row in of_unit[unit.keys[0].value].values())]
    lowest = min(
        (rate for row in rows if (rate := share(_in_time(row), _judged(row))) is not None), default=0
    )
    least = next(one for one in _SCALES if one <= lowest)
    told = (_multiple(asked, row, of_unit[row.keys[0].value], whole, months, least) for row in worst)
    return Multiples(least, tuple(told))


def _badness(row: Row) -> tuple[float, float, str]:
    overdue = share(row[M.OVERDUE], row[M.OPEN]) or 0.0
    on_time = share(_in_time(row), _judged(row))
    return (-overdue, 100.0 if on_time is None else on_time, key_name(row.keys[0]))


def _multiple(
    asked: Asked,
    row: Row,
    own: dict[dt.date, Row],
    whole: dict[dt.date, Row],
    months: list[Window],
    least: int,
) -> Multiple:
    name = key_name(row.keys[0])
    rates = tuple(_rate_mark(own.get(month.last), month) for month in months)
    all_rates = tuple(_rate_mark(whole.get(month.last), month) for month in months)
    chart = Chart(
        _("%(unit)s: tỷ lệ đúng hạn từng tháng") % {"unit": name},
        tuple(f"{month.last:%m/%y}" for month in months),
        (Series(_("cả đơn vị"), "whole", all_rates), Series(name, "ended", rates)),
        width=300,
        height=90,
        least=least,
        most=100,
        unit=" %",
    )
    told = [
        (f"{month.last:%m/%Y}", _figure(found, M.ENDED), _figure(found, M.ENDED_LATE))
        for month in months
        if (found := own.get(month.last)) is not None
    ]
    return Multiple(
        name,
        f"?{asked.of_unit(int(row.keys[0].value)).query}",
        share_words(_in_time(row), _judged(row)),
        _figure(row, M.OVERDUE),
        charts.lines(chart),
        told,
    )


def _rate_mark(row: Row | None, month: Window) -> Mark:
    if row is None or not _judged(row):
        return Mark(None, _("%(month)s: chưa có hồ sơ nào xong") % {"month": window_name(month)})
    words = _("%(month)s: %(share)s đúng hạn") % {
        "month": window_name(month),
        "share": share_words(_in_time(row), _judged(row)),
    }
    return Mark(share(_in_time(row), _judged(row)), words)


def on_time_words(row: Row) -> str:
    """The share finished early or on time of what could be judged, in words."""
    return share_words(_in_time(row), _judged(row))


def _in_time(row: Row) -> int:
    return row[M.ENDED_EARLY] + row[M.ENDED_ON_TIME]


def _judged(row: Row) -> int:
    return _in_time(row) + row[M.ENDED_LATE]


def _figure(row: Row, measure: M) -> Figure:
    return figure_of(row[measure], row.cell(measure))


def _months(last: dt.date) -> list[Window]:
    """The statistical months up to the one of a day, the latest last."""
    month = windows.statistical_month_of(last)
    found = [month]
    while len(found) < MONTHS:
        found.append(windows.before(found[-1]))
    return found[::-1]


def _day(value: str | int) -> dt.date:
    """The day a key names; days and months are their first day."""
    return dt.date.fromisoformat(str(value))


def _month(value: str | int) -> dt.date:
    """The last day of the statistical month a key names."""
    return windows.statistical_month_of(_day(value)).last
