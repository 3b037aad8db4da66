# SPDX-License-Identifier: EUPL-1.2
"""When an official is warned: one definition for each kind of warning, the same for page, mail and calendar.

Everything here is told from clock data alone. The thresholds are a named policy and not law; what the law itself says
(eight working hours for an online filing, the letter of apology one day before) comes from its rule set.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from motcua.law.clock import to_minutes
from motcua.law.deadlines import ONLINE_INTAKE, due_at, latest_apology
from motcua.law.limits import Limit, LimitUnit
from motcua.law.timeliness import Urgency, urgency
from motcua.law.working_time import (
    Calendar,
    add_working_minutes,
    effective_receipt,
    working_minutes_between,
)

DAY_MINUTES = 480
"""Working minutes of one working day."""


class WarningKind(StrEnum):
    """What an official is warned of, in the order in which it is told."""

    LATE = "late"
    APOLOGY_NEEDED = "apology_needed"
    APOLOGY_TO_SIGN = "apology_to_sign"
    INTAKE = "intake"
    DUE_SOON = "due_soon"
    CONSULTATION = "consultation"
    SIGNATURE = "signature"
    SUPPLEMENT = "supplement"
    MENTION = "mention"


WARNING_NAMES: dict[WarningKind, str] = {
    WarningKind.LATE: "Đã quá hạn",
    WarningKind.APOLOGY_NEEDED: "Cần văn bản xin lỗi",
    WarningKind.APOLOGY_TO_SIGN: "Văn bản xin lỗi chờ ký",
    WarningKind.INTAKE: "Hồ sơ trực tuyến sắp hoặc đã quá hạn tiếp nhận",
    WarningKind.DUE_SOON: "Sắp đến hạn",
    WarningKind.CONSULTATION: "Ý kiến quá hạn trả lời",
    WarningKind.SIGNATURE: "Dự thảo chờ ký",
    WarningKind.SUPPLEMENT: "Chờ bổ sung sắp hết hạn",
    WarningKind.MENTION: "Đồng nghiệp nhắc bạn",
}
"""Name of each kind, as shown above its list."""


@dataclass(frozen=True, slots=True)
class WarningPolicy:
    """From when on officials are warned, in working minutes. Defaults of the house; an agency may set its own.

    `intake_left`      before the eight working hours of an online filing are used up, where its rules name no hour
    `supplement_left`  before the last day for further papers
    `apology_lead`     before the last moment for a letter of apology
    """

    intake_left: int = 120
    supplement_left: int = 2 * DAY_MINUTES
    apology_lead: int = 240


STANDARD = WarningPolicy()


def late(now: datetime, due: datetime) -> bool:
    """Whether the due moment has come; at the moment itself a dossier is late, as everywhere in the house."""
    return urgency(now, due) is Urgency.LATE


def due_soon(calendar: Calendar, now: datetime, due: datetime) -> bool:
    """Less than 24 hours or at most eight working hours left: the amber state of every list, no second rule."""
    return urgency(now, due, calendar=calendar) is Urgency.DUE_SOON


def intake_near(
    calendar: Calendar,
    now: datetime,
    filed: datetime,
    *,
    alert_hours: int | None = None,
    policy: WarningPolicy = STANDARD,
) -> bool:
    """Whether the reception is warned of an online filing (NĐ 45/2020 Art. 11: eight working hours to answer).

    `alert_hours`: working hours after the effective receipt from which the rules of the day want an alert; None:
    `intake_left` working minutes before the end.
    """
    if alert_hours is not None:
        used = working_minutes_between(calendar, effective_receipt(calendar, filed), now)
        return used >= alert_hours * 60
    return (
        working_minutes_between(calendar, now, due_at(calendar, filed, ONLINE_INTAKE)) <= policy.intake_left
    )


def supplement_limit(
    calendar: Calendar, asked: datetime, close_after: datetime | None, offer_days: int | None
) -> datetime | None:
    """Until when papers are waited for: the day on record, else the working days the rules propose; or no limit."""
    if close_after is not None or offer_days is None:
        return close_after
    return due_at(calendar, asked, Limit(offer_days, LimitUnit.WORKING_DAYS))


def supplement_near(
    calendar: Calendar, now: datetime, limit: datetime, policy: WarningPolicy = STANDARD
) -> bool:
    """Whether the wait for further papers nears its end, or is over."""
    return working_minutes_between(calendar, now, limit) <= policy.supplement_left


@dataclass(frozen=True, slots=True)
class ApologyTime:
    """Whether a letter of apology has to be thought of now. `last`: the last moment at which it is in time."""

    last: datetime
    needed: bool
    in_time: bool


def apology_time(
    calendar: Calendar,
    now: datetime,
    due: datetime,
    *,
    days_before: int = 1,
    policy: WarningPolicy = STANDARD,
) -> ApologyTime:
    """For a dossier that is not decided yet, whose clock runs and that has no new date (NĐ 61/2018 Art. 19.9).

    Needed in the last `apology_lead` working minutes in which the letter would be in time, and again from the due
    moment on: a late dossier without a letter still owes it.
    """
    last = latest_apology(calendar, due, days_before)
    in_time = to_minutes(now) <= to_minutes(last)
    closing = in_time and working_minutes_between(calendar, now, last) <= policy.apology_lead
    return ApologyTime(last, needed=closing or late(now, due), in_time=in_time)


def consultation_overdue(now: datetime, due: datetime) -> bool:
    """Whether the answer of another unit is late; its own clock does not stop that of the dossier."""
    return late(now, due)


def near_until(calendar: Calendar, now: datetime) -> datetime:
    """No due moment later than this is near at `now`: bounds what a list has to read."""
    return max(now + timedelta(days=1), add_working_minutes(calendar, now, DAY_MINUTES + 1))


def apology_until(
    calendar: Calendar, now: datetime, *, days_before: int = 1, policy: WarningPolicy = STANDARD
) -> datetime:
    """No due moment later than this makes a letter of apology needed at `now`."""
    minutes = policy.apology_lead + DAY_MINUTES * (days_before + 1) + 1
    return add_working_minutes(calendar, now, minutes) + timedelta(days=days_before)


def propose_new_due(calendar: Calendar, now: datetime, due: datetime, limit: Limit) -> datetime:
    """The one new date to propose: half of the limit again, in working days, one at least and ten at most.

    Counted from the due date, or from `now` when that is past; the close of a working day, as the law wants a new
    date to be. A proposal only: the head decides, and `law.reappointment` judges.
    """
    days = max(1, min(10, -(-_days_of(limit) // 2)))
    # The close itself counts as after hours; the minute before lies on the day from which the days are counted.
    return due_at(calendar, max(now, due - timedelta(minutes=1)), Limit(days, LimitUnit.WORKING_DAYS))


def _days_of(limit: Limit) -> int:
    """Working days that a limit is about as long as."""
    if limit.minutes:
        return max(1, -(-limit.minutes // DAY_MINUTES))
    return {LimitUnit.SAME_DAY: 1, LimitUnit.MONTHS: 22 * limit.whole}.get(limit.unit, limit.whole)
