# SPDX-License-Identifier: EUPL-1.2
"""A dossier in words: how much time is left, what is awaited, what its clock does."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import clock, queries
from motcua.dossiers.models import ClockInterval, Dossier
from motcua.law.clock import to_minutes
from motcua.law.deadlines import Deadline, intake_due
from motcua.law.statuses import SETTLED, STOPPED, State
from motcua.law.timeliness import URGENCY_NAMES, Urgency
from motcua.law.working_time import working_minutes_between
from motcua.organisations.calendars import load_calendar
from motcua.web.timebar import Hold, TimeBar, draw
from motcua.web.wording import left_phrase, moment_phrase, span_phrase, tr

AWAITED = {
    State.SUBMITTED: gettext_lazy("Tiếp nhận hoặc yêu cầu bổ sung"),
    State.RECEPTION_SUPPLEMENT: gettext_lazy("Người nộp bổ sung giấy tờ"),
    State.RECEIVED: gettext_lazy("Chuyển đến đơn vị giải quyết"),
    State.TRANSFERRED: gettext_lazy("Phân công thụ lý"),
    State.ASSIGNED: gettext_lazy("Dự thảo kết quả"),
    State.DRAFTED: gettext_lazy("Trình ký"),
    State.SUBMITTED_TO_HEAD: gettext_lazy("Lãnh đạo ký"),
    State.SIGNED: gettext_lazy("Vào số, đóng dấu"),
    State.SEALED: gettext_lazy("Chuyển kết quả về Một cửa"),
    State.SUPPLEMENT_REQUESTED: gettext_lazy("Người nộp bổ sung giấy tờ"),
    State.PAYMENT_DUE: gettext_lazy("Người nộp thực hiện nghĩa vụ tài chính"),
    State.SUSPENDED: gettext_lazy("Hết bất khả kháng"),
    State.WITHDRAWAL_REQUESTED: gettext_lazy("Quyết định về việc rút hồ sơ"),
    State.RESULT_READY: gettext_lazy("Trả kết quả"),
}
"""Who is to do what next, by state. An ended dossier waits for nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a queue."""

    dossier: Dossier
    urgency: Urgency
    word: str
    due: str
    awaited: str
    bar: TimeBar | None


def row_of(dossier: Dossier, now: dt.datetime) -> Row:
    """The line of a dossier whose intervals were prefetched. Asks no database."""
    intervals = list(dossier.intervals.all())
    deadline = deadline_of(dossier, now, intervals)
    state = queries.urgency_of(dossier, now)
    return Row(
        dossier,
        state,
        tr(URGENCY_NAMES[state]),
        due_phrase(dossier, now),
        str(AWAITED.get(State(dossier.state), "")),
        bar_of(dossier, deadline, now, intervals, told=False),
    )


def deadline_of(dossier: Dossier, now: dt.datetime, intervals: list[ClockInterval]) -> Deadline | None:
    """The due date with its explanation; None for a dossier whose clock never began."""
    if dossier.received_at is None:
        return None
    in_order = sorted(intervals, key=lambda one: one.started_at)
    if dossier.ended_at is None and any(one.ended_at is None for one in in_order):
        return clock.derive(dossier, in_order, until=now)  # the clock stands: another answer every minute
    key = (
        *(getattr(dossier, name) for name in _COUNTED_FROM),
        *((one.kind, one.started_at, one.ended_at) for one in in_order),
    )
    known = _DERIVED.get(key)
    if known is None:
        if len(_DERIVED) >= _DERIVED_AT_MOST:
            _DERIVED.clear()
        known = _DERIVED[key] = clock.derive(dossier, in_order, until=dossier.ended_at)
    return known


_COUNTED_FROM = (
    "calendar_code", "received_at", "limit_value", "limit_unit", "count_mode", "cutoff", "supplement_policy",
    "ended_at",
)  # fmt: skip
_DERIVED_AT_MOST = 2000
_DERIVED: dict[tuple[object, ...], Deadline] = {}
# ⚡ The same facts give the same date and explanation for ever, and lists show the same dossiers again and again.


def bar_of(
    dossier: Dossier,
    deadline: Deadline | None,
    now: dt.datetime,
    intervals: list[ClockInterval],
    holds: tuple[Hold, ...] = (),
    *,
    told: bool = True,
) -> TimeBar | None:
    """The time bar, up to now or to the end of the clock."""
    if deadline is None or not deadline.explanation.segments:
        return None
    until = dossier.ended_at or now
    pauses = [
        Hold(one.started_at, one.ended_at or until, f"{tr(one.get_kind_display())}: {one.reason}")
        for one in intervals
        if (one.ended_at or until) > one.started_at
    ]
    return draw(deadline.explanation.segments, deadline.due_at, until, holds=holds, pauses=pauses, told=told)


def due_phrase(dossier: Dossier, now: dt.datetime) -> str:
    """`còn 2 ngày 3 giờ làm việc`, or what stands in its place while no clock runs."""
    state = State(dossier.state)
    if state in SETTLED:
        return _ended_phrase(dossier, state)
    if dossier.paused_since is not None:
        return _("đồng hồ dừng từ %(when)s") % {"when": moment_phrase(dossier.paused_since)}
    calendar = load_calendar(dossier.calendar_code)
    if dossier.due_original is None:
        due = intake_due(calendar, dossier.filed_at)
        minutes = working_minutes_between(calendar, now, due)
        if now < due:
            return _("%(left)s để tiếp nhận") % {"left": left_phrase(minutes)}
        if minutes == 0:
            return _("vừa quá hạn tiếp nhận")
        return _("quá hạn tiếp nhận %(span)s") % {"span": span_phrase(minutes)}
    minutes = working_minutes_between(calendar, now, dossier.due_original)
    if minutes == 0 and now > dossier.due_original:
        return _("vừa quá hạn")  # no working minute has gone by since
    return left_phrase(minutes)


def _ended_phrase(dossier: Dossier, state: State) -> str:
    if dossier.ended_at is None or dossier.due_original is None or state in STOPPED:
        return tr(dossier.state_name)
    calendar = load_calendar(dossier.calendar_code)
    spare = working_minutes_between(calendar, dossier.ended_at, dossier.due_original)
    if to_minutes(dossier.ended_at) > to_minutes(dossier.due_original):
        return _("xong muộn %(span)s") % {"span": span_phrase(spare)}
    return _("xong sớm %(span)s") % {"span": span_phrase(spare)} if spare else _("xong đúng hạn")


def fee_phrase(amount: object, currency: str, free: bool | None) -> str:
    """`Không thu`, `20.000 đồng`, or that the fee is not known; never a guess between the two."""
    if free or amount == 0:
        return _("Không thu")
    if amount is None:
        return _("Chưa rõ; hãy xem quyết định công bố thủ tục")
    figure = f"{amount:,.0f}".replace(",", ".") if currency == "VND" else f"{amount:,.2f}"
    return f"{figure} {'đồng' if currency == 'VND' else currency}"
