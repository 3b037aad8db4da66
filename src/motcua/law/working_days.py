# SPDX-License-Identifier: EUPL-1.2
"""Whole working days: on which one something is due, which lies so many further, how many lie between."""

from __future__ import annotations

import datetime as dt

from motcua.law.working_time import Calendar, is_working_day

_LONGEST_BREAK = 31


def working_due(calendar: Calendar, day: dt.date) -> dt.date:
    """The day itself, or the next working day when it is a day off (Bộ luật Dân sự 2015, Đ.148 khoản 5)."""
    for further in range(_LONGEST_BREAK):
        found = day + dt.timedelta(days=further)
        if is_working_day(calendar, found):
            return found
    return day


def shifted(calendar: Calendar, day: dt.date, working_days: int) -> dt.date:
    """The day so many working days after `day`, or before it when negative; `day` itself for none."""
    step = dt.timedelta(days=1 if working_days > 0 else -1)
    left, found = abs(working_days), day
    while left:
        found += step
        left -= is_working_day(calendar, found)
    return found


def working_days_until(calendar: Calendar, today: dt.date, due: dt.date) -> int:
    """Working days after `today` up to and with `due`; negative: those after `due` up to and with `today`."""
    first, last = sorted((today, due))
    number = sum(
        is_working_day(calendar, first + dt.timedelta(days=further))
        for further in range(1, (last - first).days + 1)
    )
    return number if due >= today else -number
