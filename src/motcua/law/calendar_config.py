# SPDX-License-Identifier: EUPL-1.2
"""What a working calendar is made of, and the reading of its configuration; every doubt is a refusal.

A window is half-open: it contains its first minute and not its last, so 11:30 lies outside 07:30–11:30.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from typing import Any

from motcua.law.clock import DAY, FIRST_DATE, LAST_DATE, parse_minute_of_day
from motcua.law.time_errors import CalendarError, RequestError


class DayKind(StrEnum):
    """Why a date does not follow its weekday."""

    HOLIDAY = "holiday"  # Labour Code 2019 Art. 112
    DAY_OFF_IN_LIEU = "day_off_in_lieu"  # Labour Code 2019 Art. 111.3, or by a swap decision
    SWAPPED_WORKING_DAY = "swapped_working_day"  # worked instead of another day, by decision of the year


class Confidence(StrEnum):
    """How well an entry of the data is confirmed."""

    VERIFIED = "verified"
    LIKELY = "likely"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Opening hours `start`..`end` in minutes since midnight, half-open; they end by 23:59, so that a due moment
    at the end of a window still bears the date of its working day.

    `deadline`: its minutes count for deadlines; `reception`: dossiers are received in it.
    """

    start: int
    end: int
    deadline: bool = True
    reception: bool = True


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A date with its own rule. `as_weekday` (1 = Monday) lends its windows to a swapped working day."""

    date: date
    kind: DayKind
    name: str
    source: str = ""
    confidence: Confidence = Confidence.UNCERTAIN
    as_weekday: int = 1


Week = tuple[tuple[Window, ...], ...]
_WINDOW_KEYS = {"from", "to", "deadline", "reception"}
_DAY_KEYS = {"date", "kind", "name", "source", "confidence", "as_weekday"}


def read_week(code: str, windows: object) -> Week:
    """Seven tuples of windows, Monday first, from `{1: [{from, to, …}], …}`; raises CalendarError."""
    if not isinstance(windows, Mapping):
        raise CalendarError(code, "thiếu bảng giờ làm việc “windows” theo từng thứ trong tuần.")
    week: list[tuple[Window, ...]] = [()] * 7
    for key, entries in windows.items():
        if str(key) not in "1234567" or len(str(key)) != 1:
            raise CalendarError(code, f"ngày trong tuần “{key}” không hợp lệ, hãy dùng 1 (thứ Hai) đến 7.")
        if not isinstance(entries, list | tuple):
            raise CalendarError(code, f"giờ làm việc của ngày {key} phải là một danh sách khung giờ.")
        week[int(key) - 1] = tuple(_read_window(code, entry) for entry in entries)
    return tuple(week)


def _read_window(code: str, entry: object) -> Window:
    if not isinstance(entry, Mapping) or not {"from", "to"} <= set(entry) or set(entry) - _WINDOW_KEYS:
        keys = ", ".join(sorted(_WINDOW_KEYS))
        raise CalendarError(code, f"khung giờ {entry!r} sai: chỉ được có các khóa {keys}; cần from và to.")
    flags = {key: entry.get(key, True) for key in ("deadline", "reception")}
    if not all(isinstance(flag, bool) for flag in flags.values()):
        raise CalendarError(code, f"khung giờ {entry!r}: deadline và reception phải là true hoặc false.")
    try:
        return Window(parse_minute_of_day(entry["from"]), parse_minute_of_day(entry["to"]), **flags)
    except RequestError as error:
        raise CalendarError(code, str(error)) from error


def check_week(code: str, week: Week) -> None:
    """Refuse windows that end before they start or overlap, and a week without any counted minute."""
    if len(week) != 7:
        raise CalendarError(code, "cần đúng bảy ngày trong tuần.")
    for weekday, windows in enumerate(week, start=1):
        if any(not 0 <= w.start < w.end < DAY for w in windows):
            raise CalendarError(code, f"ngày {weekday} có khung giờ kết thúc trước hoặc ngay khi bắt đầu.")
        if any(before.end > after.start for before, after in pairwise(sorted(windows))):
            raise CalendarError(code, f"ngày {weekday} có hai khung giờ chồng lên nhau.")
    if not any(window.deadline for windows in week for window in windows):
        raise CalendarError(code, "không có khung giờ nào được tính vào thời hạn.")


def read_days(code: str, days: Iterable[object]) -> tuple[SpecialDay, ...]:
    """Special days in order of date; a date named twice, an unknown kind or key is refused."""
    return tuple(sorted((_read_day(code, entry) for entry in days), key=lambda day: day.date))


def _read_day(code: str, entry: object) -> SpecialDay:
    if isinstance(entry, SpecialDay):
        return entry
    if not isinstance(entry, Mapping) or not {"date", "kind", "name"} <= set(entry):
        raise CalendarError(code, f"mục ngày {entry!r} phải có date, kind và name.")
    unknown = set(entry) - _DAY_KEYS
    if unknown:
        raise CalendarError(
            code, f"mục ngày {entry['date']} có khóa lạ: {', '.join(sorted(map(str, unknown)))}."
        )
    try:
        kind = DayKind(entry["kind"])
        confidence = Confidence(entry.get("confidence", Confidence.UNCERTAIN))
    except ValueError as error:
        raise CalendarError(code, f"mục ngày {entry['date']}: {error}; hãy dùng đúng từ đã định.") from error
    as_weekday = entry.get("as_weekday", 1)
    return SpecialDay(
        read_date(code, entry["date"]),
        kind,
        str(entry["name"]),
        str(entry.get("source", "")),
        confidence,
        as_weekday if isinstance(as_weekday, int) else 0,
    )


def check_days(code: str, week: Week, days: tuple[SpecialDay, ...]) -> None:
    """Refuse a date named twice, one outside 1990–2110, and a swapped day that would have no working hours."""
    for before, after in pairwise(days):
        if before.date >= after.date:
            raise CalendarError(code, f"ngày {after.date} được khai hai lần hoặc sai thứ tự.")
    for day in days:
        if not FIRST_DATE <= day.date <= LAST_DATE:
            raise CalendarError(code, f"ngày {day.date} nằm ngoài khoảng 1990–2110.")
        if not 1 <= day.as_weekday <= 7:
            raise CalendarError(code, f"ngày {day.date}: as_weekday phải từ 1 (thứ Hai) đến 7.")
        swapped = day.kind is DayKind.SWAPPED_WORKING_DAY
        if swapped and not any(window.deadline for window in week[day.as_weekday - 1]):
            raise CalendarError(code, f"ngày làm bù {day.date} lấy giờ của một ngày không làm việc.")


def read_date(code: str, value: object) -> date:
    """A date as YAML gives it or as ISO text; raises CalendarError."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value)  # type: ignore[arg-type]  # anything else is refused below
    except (TypeError, ValueError) as error:
        raise CalendarError(code, f"“{value}” không phải là ngày dạng 2024-12-31.") from error


def read_covered(code: str, value: Any) -> tuple[date, date] | None:
    """The first and last date whose special days are on record; None when nothing is said."""
    if value is None:
        return None
    if not isinstance(value, Mapping) or set(value) != {"from", "to"}:
        raise CalendarError(code, "“covered” phải có đúng hai khóa from và to.")
    first, last = read_date(code, value["from"]), read_date(code, value["to"])
    if last < first:
        raise CalendarError(code, "“covered” kết thúc trước khi bắt đầu.")
    return first, last
