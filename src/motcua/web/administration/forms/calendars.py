# SPDX-License-Identifier: EUPL-1.2
"""The calendar editor: hours of the week, special days taken away and added, how far the days are known."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from motcua.law.calendar_config import Confidence, DayKind, SpecialDay
from motcua.law.working_time import Calendar
from motcua.organisations.editions import WEEKDAYS, content_of, hours_of
from motcua.web.administration.forms.base import AdministrationForm
from motcua.web.forms.base import day, text
from motcua.web.wording import tr

NEW_DAYS: Final = 6
"""Lines for new days on the page; more days, another edition."""

KINDS: Final = (
    (DayKind.HOLIDAY, gettext_lazy("Nghỉ lễ, nghỉ theo quyết định")),
    (DayKind.DAY_OFF_IN_LIEU, gettext_lazy("Nghỉ bù, nghỉ hoán đổi")),
    (DayKind.SWAPPED_WORKING_DAY, gettext_lazy("Làm bù")),
)
KIND_NAMES = dict(KINDS)
_WINDOW = re.compile(r"(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})\s*(chỉ nhận|không nhận)?", re.IGNORECASE)


class CalendarForm(AdministrationForm):
    """A whole new edition, filled with the present one."""

    decision = text(
        gettext_lazy("Căn cứ"),
        most=255,
        hint=gettext_lazy("Số, ngày của quyết định hoặc văn bản; ghi vào từng hồ sơ được tính lại hạn."),
    )
    name = text(gettext_lazy("Tên lịch"), most=255)
    unit_id = forms.ChoiceField(
        label=gettext_lazy("Áp dụng cho"),
        required=False,
        help_text=gettext_lazy("Chọn một đơn vị thì đơn vị đó và các đơn vị trực thuộc có lịch riêng."),
    )
    removed = forms.MultipleChoiceField(
        label=gettext_lazy("Bỏ các ngày"), required=False, widget=forms.CheckboxSelectMultiple
    )
    covered_to = day(
        gettext_lazy("Đã biết đủ ngày nghỉ đến hết"),
        required=False,
        hint=gettext_lazy("Hạn tính quá ngày này kèm cảnh báo là chưa biết hết ngày nghỉ."),
    )

    def __init__(
        self, *args: Any, calendar: Calendar, units: list[tuple[str, str]], today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.calendar = calendar
        kept = [one for one in calendar.days if one.date >= dt.date(today.year, 1, 1)]
        self.choose_from("removed", [(one.date.isoformat(), label_of(one)) for one in kept])
        self.choose_from("unit_id", [("", _("mọi đơn vị bạn quản trị đang dùng lịch này")), *units])
        for number, (name, windows) in enumerate(zip(map(tr, WEEKDAYS), calendar.week, strict=True), start=1):
            field = text(name[0].upper() + name[1:], required=False, most=200)
            field.initial = hours_of(windows)
            self.fields[f"week_{number}"] = field
        for number in range(1, NEW_DAYS + 1):
            self._add_day(number)
        for each in self.fields.values():
            self._speak(each)

    def _add_day(self, number: int) -> None:
        kinds: list[tuple[str, Any]] = [("", "")] + [(kind.value, name) for kind, name in KINDS]
        weekdays = [("", "")] + [(str(at), tr(name)) for at, name in enumerate(WEEKDAYS, start=1)]
        self.fields[f"day_{number}"] = day(_("Ngày"), required=False)
        self.fields[f"kind_{number}"] = forms.ChoiceField(label=_("Loại"), choices=kinds, required=False)
        self.fields[f"name_{number}"] = text(_("Tên"), required=False, most=120)
        self.fields[f"as_{number}"] = forms.ChoiceField(
            label=_("Làm bù theo giờ của"), choices=weekdays, required=False
        )

    def week_fields(self) -> list[forms.BoundField]:
        """Hours, Monday first."""
        return [self[f"week_{number}"] for number in range(1, 8)]

    def day_rows(self) -> list[tuple[forms.BoundField, ...]]:
        """The lines for new days."""
        names = ("day", "kind", "name", "as")
        return [tuple(self[f"{name}_{number}"] for name in names) for number in range(1, NEW_DAYS + 1)]

    @override
    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for number in range(1, 8):
            if f"week_{number}" in data:
                try:
                    data[f"week_{number}"] = read_hours(data[f"week_{number}"])
                except ValidationError as error:
                    self.add_error(f"week_{number}", error)
        for number in range(1, NEW_DAYS + 1):
            self._check_day(number, data)
        return data

    def _check_day(self, number: int, data: dict[str, Any]) -> None:
        if not data.get(f"day_{number}"):
            if data.get(f"name_{number}") or data.get(f"kind_{number}"):
                self.add_error(f"day_{number}", _("Chưa chọn ngày."))
            return
        if not data.get(f"kind_{number}"):
            self.add_error(f"kind_{number}", _("Chưa chọn loại."))
        if not data.get(f"name_{number}"):
            self.add_error(f"name_{number}", _("Chưa có tên, ví dụ Nghỉ bù Quốc khánh."))
        if data.get(f"kind_{number}") == DayKind.SWAPPED_WORKING_DAY and not data.get(f"as_{number}"):
            self.add_error(f"as_{number}", _("Chưa chọn làm theo giờ của thứ nào."))

    def content(self) -> dict[str, Any]:
        """The whole calendar as it would be."""
        data = self.cleaned_data
        content = content_of(self.calendar)
        content["windows"] = {str(number): data[f"week_{number}"] for number in range(1, 8)}
        new = {one["date"]: one for one in self._new_days()}
        gone = set(data["removed"]) | new.keys()
        content["days"] = [one for one in content["days"] if one["date"] not in gone] + list(new.values())
        if data["covered_to"]:
            first = content["covered"]["from"] if content["covered"] else f"{data['covered_to'].year}-01-01"
            content["covered"] = {"from": first, "to": data["covered_to"].isoformat()}
        return content

    def _new_days(self) -> list[dict[str, Any]]:
        data = self.cleaned_data
        return [
            {
                "date": data[f"day_{number}"].isoformat(),
                "kind": data[f"kind_{number}"],
                "name": data[f"name_{number}"],
                "source": data["decision"],
                "confidence": Confidence.VERIFIED.value,
                "as_weekday": int(data[f"as_{number}"] or 1),
            }
            for number in range(1, NEW_DAYS + 1)
            if data[f"day_{number}"]
        ]


def start_of(calendar: Calendar) -> dict[str, Any]:
    """What the editor begins with."""
    return {"name": calendar.name, "covered_to": calendar.covered[1] if calendar.covered else None}


def label_of(one: SpecialDay) -> str:
    """A special day in words."""
    name = str(KIND_NAMES[one.kind])
    return f"{tr(WEEKDAYS[one.date.weekday()])} {one.date:%d/%m/%Y}: {one.name} ({name.lower()})"


def read_hours(line: str) -> list[dict[str, object]]:
    """Windows from `07:30-11:30, 13:30-17:30`; after a window `chỉ nhận` (counts for no deadline) or `không nhận`."""
    windows: list[dict[str, object]] = []
    for part in filter(None, (part.strip() for part in line.split(","))):
        found = _WINDOW.fullmatch(part)
        if found is None:
            raise ValidationError(
                _("“%(part)s” không phải giờ dạng 07:30-11:30.") % {"part": part}, code="hours"
            )
        first, last, mark = found.groups()
        word = (mark or "").lower()
        windows.append(
            {
                "from": first.zfill(5),
                "to": last.zfill(5),
                "deadline": word != "chỉ nhận",
                "reception": word != "không nhận",
            }
        )
    return windows
