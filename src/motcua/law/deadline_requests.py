# SPDX-License-Identifier: EUPL-1.2
"""A deadline request as text fields, read and answered: the shape of `motcua deadline` and its batch.

Keys: `received, limit, mode, cutoff, calendar, pauses, supplements, supplement_policy`. Times are local unless they
carry an offset; pauses and supplements are `FROM/TO`. Anything unknown is refused by name.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, time
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from motcua.law.clock import VIETNAM, parse_minute_of_day
from motcua.law.deadlines import CountMode, Interval, SupplementPolicy, compute_deadline
from motcua.law.limits import Limit
from motcua.law.time_errors import IntervalError, RequestError
from motcua.law.working_time import Calendar

DEFAULT_CALENDAR = "vn-admin"
KEYS = ("received", "limit", "mode", "cutoff", "calendar", "pauses", "supplements", "supplement_policy")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]"
    r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]+)?)?"
    r"(?:Z|[+-](?:[01][0-9]|2[0-3])(?::?[0-5][0-9])?)?"
)
_Word = TypeVar("_Word", bound=StrEnum)


class DeadlineRequest(NamedTuple):
    """A request that could be read; the calendar is still a code."""

    received: datetime
    limit: Limit
    mode: CountMode
    cutoff: time | None
    calendar: str
    pauses: tuple[Interval, ...]
    supplements: tuple[Interval, ...]
    supplement_policy: SupplementPolicy


def read_request(fields: object) -> DeadlineRequest:
    """Read the fields; null or an empty text means absent.

    Raises RequestError, LimitError, IntervalError, OutOfTableError.
    """
    if not isinstance(fields, Mapping):
        raise RequestError("Yêu cầu phải là một đối tượng JSON, ví dụ {“received”: …, “limit”: …}.")
    unknown = [str(key) for key in fields if key not in KEYS]
    if unknown:
        raise RequestError(f"Khóa lạ: {', '.join(unknown)}. Chỉ dùng: {', '.join(KEYS)}.")
    given = {key: value for key, value in fields.items() if value not in (None, "")}
    for key in ("received", "limit"):
        if key not in given:
            raise RequestError(f"Thiếu “{key}”: hãy ghi thời điểm nhận (received) và thời hạn (limit).")
    calendar = given.get("calendar", DEFAULT_CALENDAR)
    if not isinstance(calendar, str):
        raise RequestError("“calendar” phải là mã lịch, ví dụ vn-admin.")
    return DeadlineRequest(
        parse_moment(given["received"]),
        Limit.parse(given["limit"]),
        _word(CountMode, "mode", given.get("mode", CountMode.CIVIL)),
        parse_cutoff(given["cutoff"]) if "cutoff" in given else None,
        calendar,
        _intervals("pauses", given.get("pauses", ())),
        _intervals("supplements", given.get("supplements", ())),
        _word(
            SupplementPolicy, "supplement_policy", given.get("supplement_policy", SupplementPolicy.RESTART)
        ),
    )


def answer_request(fields: object, calendars: Callable[[str], Calendar]) -> dict[str, Any]:
    """`due_at`, `effective_receipt` (ISO, +07:00) and `explanation`; raises what reading and counting raise."""
    request = read_request(fields)
    deadline = compute_deadline(
        calendars(request.calendar),
        request.received,
        request.limit,
        mode=request.mode,
        cutoff=request.cutoff,
        pauses=request.pauses,
        supplements=request.supplements,
        supplement_policy=request.supplement_policy,
    )
    return {
        "due_at": deadline.due_at.isoformat(),
        "effective_receipt": deadline.effective_receipt.isoformat(),
        "explanation": deadline.explanation.to_dict(),
    }


def parse_moment(text: object) -> datetime:
    """ISO date and time, `2024-02-07T15:30`, with seconds and offset where given; local time without an offset.

    Python itself reads more (any letter or digit between date and time, a week for a date), and not the same in
    every version. Raises RequestError.
    """
    if isinstance(text, str) and _MOMENT.fullmatch(text.strip()):
        try:
            moment = datetime.fromisoformat(text.strip())
        except ValueError:  # no such day
            pass
        else:
            return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
    raise RequestError(f"Thời điểm “{text}” không hợp lệ: hãy viết ngày và giờ, ví dụ 2024-02-07T15:30.")


def parse_cutoff(text: object) -> time:
    """Cut-off as HH:MM."""
    minutes = parse_minute_of_day(text)
    return time(minutes // 60, minutes % 60)


def parse_interval(text: object) -> Interval:
    """`FROM/TO`; raises IntervalError, RequestError."""
    begin, slash, end = text.partition("/") if isinstance(text, str) else ("", "", "")
    if not slash:
        raise IntervalError(
            f"Khoảng “{text}” không hợp lệ: hãy viết TỪ/ĐẾN, ví dụ 2024-02-15T08:00/2024-02-19T10:00."
        )
    return Interval(parse_moment(begin), parse_moment(end))


def _intervals(key: str, values: object) -> tuple[Interval, ...]:
    if isinstance(values, str):  # one interval needs no list
        values = (values,)
    if not isinstance(values, list | tuple):
        raise RequestError(f"“{key}” phải là danh sách các khoảng “TỪ/ĐẾN”.")
    return tuple(parse_interval(value) for value in values)


def _word(words: type[_Word], key: str, value: object) -> _Word:
    for word in words:
        if word == value:
            return word
    raise RequestError(f"“{key}” là “{value}” không có nghĩa: hãy dùng {' hoặc '.join(words)}.")
