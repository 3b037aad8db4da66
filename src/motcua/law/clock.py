# SPDX-License-Identifier: EUPL-1.2
"""Moments as whole local minutes, the one number the working-time law counts in.

Vietnam has kept UTC+7 without summer time since 1975, so local civil minutes are exact and need no time-zone
database. Minute 0 is 1990-01-01 00:00 local time. A moment with seconds is floored to its minute: a receipt at
10:00:30 is a receipt at 10:00 (the printed receipt shows hours and minutes only).
"""

import re
from datetime import date, datetime, time, timedelta, timezone

from motcua.law.time_errors import NaiveTimeError, OutOfTableError, RequestError

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
DAY = 1440  # minutes of a civil day
FIRST_DATE = date(1990, 1, 1)
LAST_DATE = date(2110, 12, 31)
FIRST = FIRST_DATE.toordinal()
DAYS = LAST_DATE.toordinal() - FIRST + 1
END = DAYS * DAY
_ORIGIN = datetime(1990, 1, 1, tzinfo=VIETNAM)
_TIME_OF_DAY = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


def to_minutes(moment: datetime, what: str = "đã cho") -> int:
    """Local minutes since 1990-01-01 of an aware moment; `what` names it in the refusal.

    Raises NaiveTimeError without a time zone, OutOfTableError outside 1990–2110.
    """
    if moment.tzinfo is not VIETNAM:
        if moment.utcoffset() is None:
            raise NaiveTimeError(what)
        try:
            moment = moment.astimezone(VIETNAM)
        except OverflowError:
            raise OutOfTableError from None
    minutes = (moment.toordinal() - FIRST) * DAY + moment.hour * 60 + moment.minute
    if not 0 <= minutes < END:
        raise OutOfTableError
    return minutes


def to_moment(minutes: int) -> datetime:
    """The aware local moment of a count of local minutes."""
    return _ORIGIN + timedelta(minutes=minutes)


def day_index(day: date) -> int:
    """Days since 1990-01-01; raises OutOfTableError outside 1990–2110."""
    index = day.toordinal() - FIRST
    if not 0 <= index < DAYS:
        raise OutOfTableError
    return index


def to_date(index: int) -> date:
    """The date of a day index."""
    return date.fromordinal(FIRST + index)


def parse_minute_of_day(text: object) -> int:
    """Minutes since midnight of `HH:MM`, 00:00 to 23:59; raises RequestError."""
    found = _TIME_OF_DAY.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise RequestError(f"Giờ “{text}” không hợp lệ: hãy viết dạng HH:MM từ 00:00 đến 23:59, ví dụ 07:30.")
    return int(found[1]) * 60 + int(found[2])


def minute_of_day(at: time | None) -> int | None:
    """Minutes since midnight of a wall-clock time of day, None for None."""
    return None if at is None else at.hour * 60 + at.minute
