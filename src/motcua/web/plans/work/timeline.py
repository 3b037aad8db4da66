# SPDX-License-Identifier: EUPL-1.2
"""Work as bars over months, drawn to scale as SVG; the words beside each bar say the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from motcua.web.plans.work.shown import Row

_LEAST_MONTHS, _MOST_MONTHS = 6, 18


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the timeline with its drawing."""

    row: Row
    drawing: SafeString


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the head: where it begins and ends, in percent of the width."""

    name: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The rows over the months they need, with the place of today."""

    months: tuple[Month, ...]
    bars: tuple[Bar, ...]
    head: SafeString


@dataclass(frozen=True, slots=True)
class _Scale:
    first: dt.date
    last: dt.date

    def at(self, day: dt.date) -> float:
        """Percent of the width at which a day begins; days outside stand at the edge."""
        whole = (self.last - self.first).days + 1
        return max(0.0, min(100.0, 100 * (day - self.first).days / whole))


def timeline_of(rows: Sequence[Row], today: dt.date) -> Timeline:
    """The rows drawn over whole months: from the first start to the last due day, half a year at least."""
    scale = _scale_of(rows, today)
    months = tuple(_months(scale))
    return Timeline(
        months,
        tuple(Bar(row, _drawn(row, scale, months, today)) for row in rows),
        _head(months, scale, today),
    )


def _scale_of(rows: Sequence[Row], today: dt.date) -> _Scale:
    starts = [row.work.start for row in rows if row.work.start]
    ends = [day for row in rows for day in (row.work.due, row.work.due_original) if day]
    first = min([*starts, today]).replace(day=1)
    first = max(first, _months_on(today.replace(day=1), -_MOST_MONTHS // 2))
    last = _months_on(max([*ends, today]).replace(day=1), 1)
    last = max(last, _months_on(first, _LEAST_MONTHS))
    return _Scale(first, min(last, _months_on(first, _MOST_MONTHS)) - dt.timedelta(days=1))


def _months_on(day: dt.date, number: int) -> dt.date:
    months = day.year * 12 + day.month - 1 + number
    return dt.date(months // 12, months % 12 + 1, 1)


def _months(scale: _Scale) -> list[Month]:
    found: list[Month] = []
    day = scale.first
    while day <= scale.last:
        following = _months_on(day, 1)
        x, end = scale.at(day), scale.at(following)
        name = f"{day.month}/{day.year % 100:02d}" if day.month == 1 or not found else f"{day.month}"
        found.append(Month(name, _percent(x), _percent(end - x)))
        day = following
    return found


def _percent(value: float) -> str:
    return f"{value:.2f}%"


def _head(months: Sequence[Month], scale: _Scale, today: dt.date) -> SafeString:
    parts = ['<svg class="span span-head" width="100%" height="20" aria-hidden="true" focusable="false">']
    parts += (f'<text class="tick-text" x="{month.x}" dx="3" y="14">{month.name}</text>' for month in months)
    parts.append(_now(scale, today, 20))
    parts.append("</svg>")
    return mark_safe("".join(parts))  # noqa: S308  figures of our own


def _drawn(row: Row, scale: _Scale, months: Sequence[Month], today: dt.date) -> SafeString:
    work = row.work
    parts = [
        f'<svg class="span span-{row.state.tone}" width="100%" height="22" aria-hidden="true" focusable="false">',
        *(f'<line class="tick" x1="{month.x}" x2="{month.x}" y1="0" y2="22"/>' for month in months),
    ]
    begin = scale.at(work.start or scale.first)
    end = scale.at(work.due + dt.timedelta(days=1)) if work.due else 100.0
    width = max(end - begin, 0.6)
    kind = "whole" if work.due else "whole endless"
    parts.append(
        f'<rect class="{kind}" x="{_percent(begin)}" width="{_percent(width)}" y="6" height="10" rx="2"/>'
    )
    if work.percent:
        done = _percent(width * work.percent / 100)
        parts.append(
            f'<rect class="part-done" x="{_percent(begin)}" width="{done}" y="6" height="10" rx="2"/>'
        )
    if work.due_original and work.due_original != work.due:
        x = _percent(scale.at(work.due_original + dt.timedelta(days=1)))
        parts.append(f'<line class="printed" x1="{x}" x2="{x}" y1="3" y2="19"/>')
    if row.is_open and work.last_day and today > work.last_day:
        over = max(scale.at(today) - end, 0)
        parts.append(f'<rect class="over" x="{_percent(end)}" width="{_percent(over)}" y="9" height="4"/>')
    parts.append(_now(scale, today, 22))
    parts.append("</svg>")
    return mark_safe("".join(parts))  # noqa: S308  figures of our own


def _now(scale: _Scale, today: dt.date, height: int) -> str:
    x = _percent(scale.at(today))
    return f'<line class="now-line" x1="{x}" x2="{x}" y1="0" y2="{height}"/>'
