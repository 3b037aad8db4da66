# SPDX-License-Identifier: EUPL-1.2
"""Working time: calendars and the plain questions about them.

Two things are kept apart: windows that *count for deadlines* and windows *open for reception* (many offices take
in dossiers on Saturday morning, which counts for no deadline). "Working" below always means: counts for
deadlines. Moments are aware; other zones are converted to Vietnamese local time, a naive moment is refused.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Self

from motcua.law.calendar_config import (
    Confidence,
    DayKind,
    SpecialDay,
    Week,
    Window,
    check_days,
    check_week,
    read_covered,
    read_days,
    read_week,
)
from motcua.law.clock import DAY, VIETNAM, day_index, minute_of_day, to_minutes, to_moment
from motcua.law.time_errors import CalendarError, LimitError, OutOfTableError
from motcua.law.time_tables import TimeTables, build_tables, index_days

__all__ = [
    "VIETNAM",
    "Calendar",
    "Confidence",
    "DayKind",
    "SpecialDay",
    "Window",
    "add_working_minutes",
    "close_of_day",
    "effective_receipt",
    "is_open_for_reception",
    "is_working_day",
    "last_working_day_before",
    "next_opening",
    "working_minutes_between",
]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working hours of an office: a week of windows and the special days, with the range they are known for.

    `covered` is the first and last date whose holidays are on record; None means none are. Outside it answers
    still come, and their explanations carry a warning. Raises CalendarError when it contradicts itself.
    """

    code: str
    name: str
    week: Week
    days: tuple[SpecialDay, ...] = ()
    covered: tuple[date, date] | None = None
    special: Mapping[int, SpecialDay] = field(init=False, repr=False, compare=False)
    tables: TimeTables = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        check_week(self.code, self.week)
        check_days(self.code, self.week, self.days)
        object.__setattr__(self, "special", index_days(self.days))
        object.__setattr__(self, "tables", build_tables(self.week, self.special))

    @classmethod
    def from_mapping(
        cls, mapping: Mapping[str, Any], days: Iterable[object] = (), covered: Mapping[str, Any] | None = None
    ) -> Self:
        """Read a calendar as configured: `code, name, windows`, and its own `days`, which replace shared `days`.

        Within one list a date may stand only once. Raises CalendarError.
        """
        code = str(mapping.get("code", ""))
        if not code:
            raise CalendarError("?", "thiếu mã lịch “code”.")
        own = read_days(code, mapping.get("days") or ())
        replaced = {day.date for day in own}
        shared = (day for day in read_days(code, days) if day.date not in replaced)
        return cls(
            code,
            str(mapping.get("name", code)),
            read_week(code, mapping.get("windows")),
            tuple(sorted((*shared, *own), key=lambda day: day.date)),
            read_covered(code, mapping.get("covered", covered)),
        )


def effective_receipt(calendar: Calendar, at: datetime, cutoff: time | None = None) -> datetime:
    """The moment from which a receipt counts.

    Inside a window the moment itself; outside, the opening of the next window; at or after `cutoff` (a local time
    of day) the opening of the next working day. 17:30 sharp is outside a window that ends at 17:30.
    """
    return to_moment(calendar.tables.effective(to_minutes(at), minute_of_day(cutoff)))


def is_working_day(calendar: Calendar, day: date) -> bool:
    """Whether any minute of the date counts for deadlines."""
    return bool(calendar.tables.spans[day_index(day)])


def close_of_day(calendar: Calendar, day: date) -> datetime:
    """End of the last counting window of a working day; raises LimitError on a day off."""
    index = day_index(day)
    if not calendar.tables.spans[index]:
        raise LimitError(
            f"Ngày {day:%d/%m/%Y} là ngày nghỉ, không có giờ đóng cửa: hãy chọn một ngày làm việc."
        )
    return to_moment(calendar.tables.closing_on_or_after(index))


def next_opening(calendar: Calendar, at: datetime) -> datetime:
    """The earliest start of a counting window at or after `at`."""
    tables = calendar.tables
    minute = to_minutes(at)
    day, of_day = divmod(minute, DAY)
    for start, _ in tables.spans[day]:
        if start >= of_day:
            return to_moment(day * DAY + start)
    return to_moment(tables.openings[tables.following(day)])


def working_minutes_between(calendar: Calendar, begin: datetime, end: datetime) -> int:
    """Counting minutes in [begin, end); negative when `end` lies before `begin`."""
    return calendar.tables.worked(to_minutes(end)) - calendar.tables.worked(to_minutes(begin))


def add_working_minutes(calendar: Calendar, at: datetime, minutes: int) -> datetime:
    """The earliest instant at which `minutes` (≥ 1) counting minutes after `at` are used up; raises LimitError."""
    if minutes < 1:
        raise LimitError("Số phút làm việc phải lớn hơn 0: hãy nhập lại.")
    return to_moment(calendar.tables.instant(calendar.tables.worked(to_minutes(at)) + minutes))


def is_open_for_reception(calendar: Calendar, at: datetime) -> bool:
    """Whether dossiers are received at this moment (also in windows that count for no deadline)."""
    day, of_day = divmod(to_minutes(at), DAY)
    return any(start <= of_day < end for start, end in calendar.tables.reception[day])


def last_working_day_before(calendar: Calendar, day: date) -> date:
    """The last working day strictly before a date; raises OutOfTableError before 1990."""
    tables = calendar.tables
    index = day_index(day)
    number = tables.upto[index] - bool(tables.spans[index])
    if number < 1:
        raise OutOfTableError
    return to_moment(tables.openings[number - 1]).date()
