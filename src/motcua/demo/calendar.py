# SPDX-License-Identifier: EUPL-1.2
"""Believable moments: times of day on the working days before now."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from motcua.law.working_time import is_working_day
from motcua.organisations.calendars import load_calendar


def working_days_before(now: dt.datetime, count: int) -> list[dt.date]:
    """The last `count` working days before today, oldest first."""
    calendar, day = load_calendar("vn-admin"), timezone.localdate(now)
    days: list[dt.date] = []
    while len(days) < count:
        day -= dt.timedelta(days=1)
        if is_working_day(calendar, day):
            days.append(day)
    return days[::-1]


def at(day: dt.date, clock: str) -> dt.datetime:
    """A local time of day, ``"09:15"``."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.fromisoformat(clock)))
