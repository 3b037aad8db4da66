# SPDX-License-Identifier: EUPL-1.2
"""The times written under a time bar: hours within a day, days within three weeks, Mondays beyond."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from motcua.web.wording import spoken

MAX_TICKS: Final = 8
HOURS_UP_TO: Final = dt.timedelta(hours=16)
DAYS_UP_TO: Final = dt.timedelta(days=24)
WEEKDAYS: Final = {
    "vi": ("T2", "T3", "T4", "T5", "T6", "T7", "CN"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
"""Monday first, as calendars write them."""

_DAY, _HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
_LAST_PLACE, _PHONE_PLACE, _ROOM = 92.0, 80.0, 8.0
"""Per cent. Words of a tick further right would leave the bar; on a phone earlier; and the room that words take."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment under the bar; `x` in percent. `minor` ones are left out on narrow screens."""

    x: str
    text: str
    minor: bool


def ticks_between(first: dt.datetime, last: dt.datetime) -> Iterator[Tick]:
    """At most eight ticks, the first one at the very beginning when there is room for its words."""
    span = max((last - first) / dt.timedelta(seconds=1), 1.0)
    places = [((at - first).total_seconds() / span * 100, text) for at, text in _moments(first, last)]
    step = -(-len(places) // (MAX_TICKS - 1)) or 1
    shown = [one for one in places[::step] if one[0] <= _LAST_PLACE]
    if not shown or shown[0][0] >= _ROOM:
        shown.insert(0, (0.0, _begin_words(first, last)))
    before = -100.0
    for x, text in shown:
        minor = x - before < 2.5 * _ROOM or x > _PHONE_PLACE
        before = before if minor else x
        yield Tick(f"{x:.3f}%", text, minor)


def weekday(day: dt.date) -> str:
    """The short name of the weekday in the language of the page: `T2`, `Mon`."""
    return WEEKDAYS[spoken()][day.weekday()]


def midnights_between(first: dt.datetime, last: dt.datetime) -> Iterator[dt.datetime]:
    """Each midnight in between, in local time."""
    at = timezone.localtime(first).replace(hour=0, minute=0, second=0, microsecond=0) + _DAY
    while at < last:
        yield at
        at += _DAY


def _moments(first: dt.datetime, last: dt.datetime) -> Iterable[tuple[dt.datetime, str]]:
    if last - first <= HOURS_UP_TO:
        return _hours(first, last)
    days = list(midnights_between(first, last))
    if last - first <= DAYS_UP_TO:
        return [(day, f"{weekday(day)} {day:%d/%m}") for day in days]
    return [(day, f"{day:%d/%m}") for day in days if day.weekday() == 0]


def _hours(first: dt.datetime, last: dt.datetime) -> Iterator[tuple[dt.datetime, str]]:
    at = timezone.localtime(first).replace(minute=0, second=0, microsecond=0) + _HOUR
    while at < last:
        yield at, f"{at:%H:%M}"
        at += _HOUR


def _begin_words(first: dt.datetime, last: dt.datetime) -> str:
    at = timezone.localtime(first)
    if last - first <= HOURS_UP_TO:
        return f"{at:%H:%M}"
    return f"{at:%d/%m}" if last - first > DAYS_UP_TO else f"{weekday(at)} {at:%d/%m}"
