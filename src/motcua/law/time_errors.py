# SPDX-License-Identifier: EUPL-1.2
"""Named refusals of the working-time law: the message (Vietnamese) says what to do next, `code` is for programs."""

from typing import ClassVar

from motcua.errors import MotCuaError


class TimeLawError(MotCuaError, ValueError):
    """Base of every refusal about calendars, limits and deadlines."""

    code: ClassVar[str] = "time_law"


class NaiveTimeError(TimeLawError):
    """A moment came without a time zone."""

    code: ClassVar[str] = "naive_time"

    def __init__(self, what: str) -> None:
        super().__init__(f"Thời điểm {what} không có múi giờ: hãy gửi kèm múi giờ, ví dụ +07:00.")


class OutOfTableError(TimeLawError):
    """A moment or a result lies outside the years that can be counted."""

    code: ClassVar[str] = "out_of_range"

    def __init__(self) -> None:
        super().__init__(
            "Thời điểm hoặc thời hạn nằm ngoài khoảng 1990–2110: hãy kiểm tra lại năm và độ dài thời hạn."
        )


class CalendarError(TimeLawError):
    """A calendar that contradicts itself or says something unknown; refused when it is configured."""

    code: ClassVar[str] = "calendar_refused"

    def __init__(self, calendar: str, problem: str) -> None:
        super().__init__(f"Lịch làm việc “{calendar}” bị từ chối: {problem}")


class LimitError(TimeLawError):
    """A time limit that cannot be read or cannot be counted."""

    code: ClassVar[str] = "limit_refused"


class IntervalError(TimeLawError):
    """A pause or supplement that ends before it begins, or cannot be read."""

    code: ClassVar[str] = "interval_refused"


class RequestError(TimeLawError):
    """A request line that lacks a field, has an unknown one or one of the wrong kind."""

    code: ClassVar[str] = "request_refused"


class ReappointmentError(TimeLawError):
    """Base of the refusals of a new appointment date."""

    code: ClassVar[str] = "reappointment_refused"


class AlreadyReappointedError(ReappointmentError):
    """The one allowed re-appointment was used before."""

    code: ClassVar[str] = "already_reappointed"


class LetterTooLateError(ReappointmentError):
    """The letter of apology comes less than one day before the due date."""

    code: ClassVar[str] = "letter_too_late"


class NewDateError(ReappointmentError):
    """The new date is not later than the old one or falls on a day off."""

    code: ClassVar[str] = "new_date_refused"
