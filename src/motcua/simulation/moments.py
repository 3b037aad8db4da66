# SPDX-License-Identifier: EUPL-1.2
"""Moments as whole local seconds since 1 January 1990: the minutes of `law.clock`, and the seconds within them."""

from __future__ import annotations

import datetime as dt

from motcua.law.clock import FIRST_DATE, VIETNAM, to_minutes, to_moment

DAY = 86_400
_OFFSET = 7 * 3600
_DAYS: dict[int, str] = {}
_SECONDS: dict[int, str] = {}
_DATES: dict[int, dt.date] = {}


def of(moment: dt.datetime) -> int:
    """The seconds of an aware moment; parts of a second are dropped."""
    return to_minutes(moment) * 60 + moment.second


def moment(at: int) -> dt.datetime:
    """The aware local moment."""
    return to_moment(at // 60) + dt.timedelta(seconds=at % 60)


def text(at: int) -> str:
    """The moment as events hash it: UTC with microseconds (equal to `dossiers.log.moment`)."""
    day, second = divmod(at - _OFFSET, DAY)
    date = _DAYS.get(day)
    if date is None:
        date = _DAYS[day] = (FIRST_DATE + dt.timedelta(days=day)).isoformat()
    clock = _SECONDS.get(second)
    if clock is None:
        clock = _SECONDS[second] = (
            f"T{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}.000000+00:00"
        )
    return date + clock


def date_of(at: int) -> dt.date:
    """The local date."""
    day = at // DAY
    date = _DATES.get(day)
    if date is None:
        date = _DATES[day] = FIRST_DATE + dt.timedelta(days=day)
    return date


def opening_of(day: dt.date) -> int:
    """Local midnight at which a date begins."""
    return (day - FIRST_DATE).days * DAY


def local(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """A local time of day as an aware moment."""
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM)
