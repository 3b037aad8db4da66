# SPDX-License-Identifier: EUPL-1.2
"""The reason of somebody without a task on the dossier, and the search over who looked."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from motcua.accesses.models import Ground, What
from motcua.accesses.queries import Wanted
from motcua.web.forms.base import HouseForm, day, text
from motcua.web.wording import tr_choices

REASONS = (
    gettext_lazy("Phối hợp giải quyết hồ sơ theo yêu cầu"),
    gettext_lazy("Kiểm tra, kiểm soát việc giải quyết thủ tục hành chính"),
    gettext_lazy("Giải quyết khiếu nại, phản ánh, kiến nghị"),
    gettext_lazy("Hỗ trợ kỹ thuật"),
)


_OTHER = "khac"
_SHORTEST = 10
_USUAL = [(str(number), words) for number, words in enumerate(REASONS)]


class ReasonToLookForm(HouseForm):
    """Why; in the person's own words when none of the usual reasons fits."""

    usual = forms.ChoiceField(
        label=gettext_lazy("Lý do xem"),
        choices=[*_USUAL, (_OTHER, gettext_lazy("Lý do khác"))],
        widget=forms.RadioSelect,
    )
    words = text(
        gettext_lazy("Nói rõ thêm"),
        rows=2,
        required=False,
        most=300,
        hint=gettext_lazy("Số văn bản, số phản ánh hoặc việc cụ thể. Bắt buộc khi chọn lý do khác."),
    )
    tiep = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500)

    @override
    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        usual, words = data.get("usual", _OTHER), data.get("words", "").strip()
        chosen = "" if usual == _OTHER else str(REASONS[int(usual)])
        if not chosen and len(words) < _SHORTEST:
            self.add_error("words", _("Hãy viết rõ lý do, ít nhất 10 chữ."))
        data["reason"] = ": ".join(part for part in (chosen, words) if part)
        return data


class SearchForm(HouseForm):
    """What is searched; everything may stay empty."""

    ma = text(gettext_lazy("Mã hồ sơ"), required=False, most=128)
    ten = text(gettext_lazy("Tên công chức"), required=False, most=128)
    tu = day(gettext_lazy("Từ ngày"), required=False)
    den = day(gettext_lazy("Đến ngày"), required=False)
    loai = forms.ChoiceField(
        label=gettext_lazy("Đã xem gì"),
        required=False,
        choices=[("", gettext_lazy("tất cả")), *tr_choices(What.choices)],
    )
    can_cu = forms.ChoiceField(
        label=gettext_lazy("Căn cứ"),
        required=False,
        choices=[("", gettext_lazy("tất cả")), *tr_choices(Ground.choices)],
    )
    bat_thuong = forms.BooleanField(
        label=gettext_lazy("Chỉ lần xem ngoài giờ hoặc ngoài việc được giao"), required=False
    )

    def wanted(self) -> Wanted:
        """The search; fields that were refused ask nothing."""
        data: dict[str, Any] = self.cleaned_data if self.is_bound and not self.errors else {}
        first: dt.date | None = data.get("tu")
        return Wanted(
            code=data.get("ma", ""),
            name=data.get("ten", ""),
            what=data.get("loai", ""),
            ground=data.get("can_cu", ""),
            first_day=first,
            last_day=data.get("den"),
            unusual=bool(data.get("bat_thuong")),
        )
