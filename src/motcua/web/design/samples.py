# SPDX-License-Identifier: EUPL-1.2
"""What the page of all parts shows: bars counted by the law for days of March 2026, words of no real person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from motcua.law.clock import VIETNAM
from motcua.law.deadlines import compute_deadline
from motcua.law.limits import Limit
from motcua.law.timeliness import Urgency
from motcua.law.working_time import working_minutes_between
from motcua.organisations.calendars import load_calendar
from motcua.web.timebar import Hold, TimeBar, draw
from motcua.web.wording import left_phrase

CALENDAR = "vn-admin"


@dataclass(frozen=True, slots=True)
class BarSample:
    """A time bar with what it is an example of."""

    ident: str
    title: str
    urgency: Urgency
    left: str
    bar: TimeBar
    small: TimeBar


class SampleForm(forms.Form):
    """Fields of each kind, checked with nothing filled in, so that errors show."""

    name = forms.CharField(label="Họ và tên", help_text="Như trên giấy tờ tùy thân.")
    phone = forms.CharField(label="Điện thoại", required=False)
    channel = forms.ChoiceField(
        label="Nhận kết quả",
        choices=[("counter", "Tại quầy"), ("post", "Qua bưu chính")],
        widget=forms.RadioSelect,
    )
    unit = forms.ChoiceField(
        label="Đơn vị", required=False, choices=[("a", "Phòng Tư pháp"), ("b", "Phòng Kinh tế")]
    )
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agreed = forms.BooleanField(label="Đã đối chiếu bản chính", required=False)
    file = forms.FileField(label="Tệp", required=False)


def samples() -> dict[str, Any]:
    """The context of the page."""
    return {
        "bars": _bars(),
        "urgencies": list(Urgency),
        "form": SampleForm(initial={"channel": "counter"}),
        "bad_form": SampleForm({"phone": "0900000000"}),
    }


def _bars() -> list[BarSample]:
    hand = _("Người thụ lý")
    desk, office = _("Bộ phận Một cửa"), _("Phòng chuyên môn")
    return [
        _sample(
            "same-day", _("Trong ngày, tính bằng giờ"), "same day", "2026-03-12 08:05", "2026-03-12 10:00"
        ),
        _sample(
            "three",
            _("Ba ngày làm việc, qua tay ba người"),
            "3 working days",
            "2026-03-11 09:10",
            "2026-03-13 10:20",
            holds=((desk, "2026-03-11 15:00"), (office, "2026-03-12 08:30"), (hand, "2026-03-13 10:20")),
        ),
        _sample("soon", _("Sắp đến hạn"), "3 working days", "2026-03-09 14:20", "2026-03-12 10:00"),
        _sample("late", _("Quá hạn"), "3 working days", "2026-03-05 09:10", "2026-03-12 10:00"),
        _sample(
            "paused",
            _("Đồng hồ dừng chờ bổ sung"),
            "10 working days",
            "2026-03-02 09:00",
            "2026-03-11 10:00",
            pause=("2026-03-05 10:00", _("Chờ bổ sung giấy tờ")),
        ),
        _sample("holiday", _("Qua kỳ nghỉ Tết"), "7 working days", "2026-02-11 09:30", "2026-02-13 10:00"),
        _sample(
            "long",
            _("Sáu mươi ngày làm việc"),
            "60 working days",
            "2026-02-10 15:30",
            "2026-03-12 10:00",
            holds=((desk, "2026-02-11 08:00"), (office, "2026-02-24 08:30"), (hand, "2026-03-12 10:00")),
        ),
        _sample(
            "done",
            _("Đã xong, sớm hơn hạn"),
            "3 working days",
            "2026-03-09 08:30",
            "2026-03-11 09:05",
            ended=True,
        ),
    ]


def _at(local: str) -> dt.datetime:
    return dt.datetime.fromisoformat(local).replace(tzinfo=VIETNAM)


def _sample(
    ident: str,
    title: str,
    limit: str,
    received: str,
    now: str,
    *,
    holds: Sequence[tuple[str, str]] = (),
    pause: tuple[str, str] | None = None,
    ended: bool = False,
) -> BarSample:
    calendar = load_calendar(CALENDAR)
    deadline = compute_deadline(calendar, _at(received), Limit.parse(limit))
    moment, due = _at(now), deadline.due_at
    lane, begins = [], _at(received)
    for who, until in holds:
        lane.append(Hold(begins, _at(until), who))
        begins = _at(until)
    pauses = [Hold(_at(pause[0]), moment, pause[1])] if pause else []
    segments = deadline.explanation.segments
    minutes = working_minutes_between(calendar, moment, due)
    return BarSample(
        ident,
        title,
        _urgency(minutes, paused=pause is not None, ended=ended),
        left_phrase(minutes),
        draw(segments, due, moment, holds=lane, pauses=pauses),
        draw(segments, due, moment, pauses=pauses, told=False),
    )


def _urgency(minutes: int, *, paused: bool, ended: bool) -> Urgency:
    if ended:
        return Urgency.DONE
    if paused:
        return Urgency.WAITING_CITIZEN
    if minutes < 0:
        return Urgency.LATE
    return Urgency.DUE_SOON if minutes < 480 else Urgency.IN_TIME
