# SPDX-License-Identifier: EUPL-1.2
"""Recording an absence, with somebody to stand in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from motcua.desk.absences import positions_of, stand_ins_for
from motcua.organisations.models import Person, Position
from motcua.web.forms.base import HouseForm, day, text


class PositionChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic in its types only
    """Positions by title and unit."""

    @override
    def label_from_instance(self, obj: Position) -> str:
        return f"{obj.title}, {obj.unit.name}"


class AbsenceForm(HouseForm):
    """Days, reason, and who stands in for which positions by which decision."""

    first_day = day(gettext_lazy("Nghỉ từ ngày"))
    last_day = day(gettext_lazy("Đến hết ngày"))
    reason = text(
        gettext_lazy("Lý do"), most=255, hint=gettext_lazy("Ví dụ: nghỉ phép năm, đi công tác, tập huấn.")
    )
    stand_in = forms.ModelChoiceField(
        label=gettext_lazy("Người làm thay"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=gettext_lazy("không có ai làm thay"),
        help_text=gettext_lazy("Người này thấy hàng đợi và nhận nhắc việc thay bạn trong những ngày trên."),
    )
    positions = PositionChoice(
        label=gettext_lazy("Làm thay ở vị trí"),
        queryset=Position.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    document = text(
        gettext_lazy("Văn bản ủy quyền"),
        required=False,
        most=255,
        hint=gettext_lazy("Số, ngày của văn bản. Bắt buộc khi có người làm thay."),
    )

    def __init__(self, *args: Any, person_id: int, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = positions_of(person_id, today)
        self.choose_from("stand_in", stand_ins_for(person_id, today))
        self.choose_from("positions", held)
        self.fields["positions"].initial = [position.pk for position in held]
        self.fields["first_day"].initial = self.fields["last_day"].initial = today

    @override
    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("Ngày cuối phải từ ngày đầu trở đi."))
        if data.get("stand_in"):
            if not data.get("document", "").strip():
                self.add_error("document", _("Chưa ghi số, ngày văn bản ủy quyền."))
            if not data.get("positions"):
                self.add_error("positions", _("Hãy chọn ít nhất một vị trí được làm thay."))
        return data
