# SPDX-License-Identifier: EUPL-1.2
"""What is watched: unit and days; and what became of a finding."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from motcua.conformance.models import Verdict
from motcua.conformance.queries import Place
from motcua.conformance.watching import Span
from motcua.web.forms.base import HouseForm, day, text
from motcua.web.wording import tr_choices

LONGEST = 366
"""Days of one look."""

USUAL = 30


class SpanForm(HouseForm):
    """Unit and days, both included."""

    don_vi = forms.TypedChoiceField(label=gettext_lazy("Đơn vị"), coerce=int)
    tu = day(gettext_lazy("Từ ngày"))
    den = day(gettext_lazy("Đến ngày"))

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("don_vi", [(place.pk, place.name) for place in places])

    @override
    def clean(self) -> dict[str, Any]:
        first: dt.date | None = self.cleaned_data.get("tu")
        last: dt.date | None = self.cleaned_data.get("den")
        if first and last and last < first:
            self.add_error("den", _("Ngày cuối phải từ ngày đầu trở đi."))
        elif first and last and (last - first).days >= LONGEST:
            self.add_error("den", _("Mỗi lần xem nhiều nhất 366 ngày."))
        return self.cleaned_data


def span_asked(data: Any, places: list[Place], today: dt.date) -> tuple[SpanForm, Span]:
    """The form and what it asks; the widest unit and the last thirty days where nothing, or nonsense, was asked."""
    usual = {"don_vi": str(places[0].pk), "tu": f"{today - dt.timedelta(days=USUAL - 1)}", "den": f"{today}"}
    given = {name: data.get(name) or usual[name] for name in usual}
    form = SpanForm(given, places=places)
    if form.is_valid():
        told = form.cleaned_data
        return form, Span(told["don_vi"], told["tu"], told["den"])
    return form, Span(places[0].pk, today - dt.timedelta(days=USUAL - 1), today)


class AnswerForm(HouseForm):
    """What came out, and why."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    verdict = forms.ChoiceField(
        label=gettext_lazy("Kết quả xem xét"), choices=tr_choices(Verdict.choices), widget=forms.RadioSelect
    )
    note = text(
        gettext_lazy("Đã xem gì, vì sao"),
        rows=3,
        hint=gettext_lazy(
            "Ghi việc đã làm để khắc phục nếu có. Ghi chú được lưu lại, không sửa, không xóa được."
        ),
    )
