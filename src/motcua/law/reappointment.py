# SPDX-License-Identifier: EUPL-1.2
"""Re-appointment: one new date at most, announced in time; the first date is never forgotten.

NĐ 61/2018 Art. 19.9, NĐ 118/2025: a letter of apology at the latest one day before the due date, once.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from motcua.law.clock import to_minutes, to_moment
from motcua.law.time_errors import AlreadyReappointedError, LetterTooLateError, NewDateError
from motcua.law.working_time import Calendar, is_working_day


class LatenessBasis(StrEnum):
    """Which date lateness is judged on. The new date does not make a late dossier timely unless a policy says so."""

    DUE_ORIGINAL = "due_original"
    DUE_CURRENT = "due_current"


@dataclass(frozen=True, slots=True)
class Appointment:
    """The first and the current due moment, and how often it was moved."""

    due_original: datetime
    due_current: datetime
    times: int = 0

    @classmethod
    def first(cls, due: datetime) -> "Appointment":
        """An appointment that was never moved."""
        return cls(due, due)


def reappoint(
    calendar: Calendar,
    appointment: Appointment,
    letter_at: datetime,
    new_due: datetime,
    *,
    max_times: int = 1,
    days_before: int | None = 1,
) -> Appointment:
    """The appointment with its new date; `letter_at` is the moment of the letter of apology.

    The letter's local date must lie at least `days_before` civil days before the current due date; None: the letter
    is known to be late and only promises a date, lateness stays judged on the first one.
    Raises AlreadyReappointedError, LetterTooLateError, NewDateError (not later, or on a day off).
    """
    if appointment.times >= max_times:
        raise AlreadyReappointedError(
            f"Hồ sơ đã hẹn lại {appointment.times} lần, không được hẹn lại nữa: hãy giải quyết và trả kết quả."
        )
    due = to_moment(to_minutes(appointment.due_current, "đến hạn"))
    if days_before is not None:
        _check_letter(due, letter_at, days_before)
    new = to_moment(to_minutes(new_due, "hẹn lại"))
    if new <= due:
        raise NewDateError("Ngày hẹn mới phải sau ngày hẹn hiện tại: hãy chọn ngày muộn hơn.")
    if not is_working_day(calendar, new.date()):
        raise NewDateError(f"Ngày hẹn mới {new:%d/%m/%Y} là ngày nghỉ: hãy chọn một ngày làm việc.")
    return replace(appointment, due_current=new, times=appointment.times + 1)


def _check_letter(due: datetime, letter_at: datetime, days_before: int) -> None:
    last_day = due.date() - timedelta(days=days_before)
    if to_moment(to_minutes(letter_at, "xin lỗi")).date() > last_day:
        raise LetterTooLateError(
            f"Văn bản xin lỗi phải gửi chậm nhất ngày {last_day:%d/%m/%Y} mới đúng hạn báo trước. "
            "Hãy xác nhận gửi thư xin lỗi muộn; hồ sơ vẫn tính quá hạn theo ngày hẹn đầu."
        )


def is_late(
    appointment: Appointment, at: datetime, basis: LatenessBasis = LatenessBasis.DUE_ORIGINAL
) -> bool:
    """Whether `at` (the end, or now) lies after the due minute of the basis; within it is in time."""
    due = appointment.due_original if basis is LatenessBasis.DUE_ORIGINAL else appointment.due_current
    return to_minutes(at) > to_minutes(due)
