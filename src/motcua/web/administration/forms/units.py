# SPDX-License-Identifier: EUPL-1.2
"""Forms about units."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from motcua.organisations.acts import OWN_KINDS, Details
from motcua.organisations.models import Unit
from motcua.web.administration.forms.base import AdministrationForm, reason
from motcua.web.forms.base import day, text
from motcua.web.wording import tr_choices

DETAILS = (
    "calendar_code",
    "agency_code",
    "letter_symbol",
    "place_name",
    "address",
    "phone",
    "website",
)


class UnitForm(AdministrationForm):
    """What an office sets itself about a unit."""

    calendar_code = forms.ChoiceField(
        label=gettext_lazy("Lịch làm việc"),
        help_text=gettext_lazy("Lịch mới áp dụng cho hồ sơ tiếp nhận từ khi đổi."),
    )
    agency_code = text(
        gettext_lazy("Mã định danh điện tử"),
        required=False,
        most=35,
        hint=gettext_lazy("Theo Quyết định 20/2020/QĐ-TTg; đứng đầu mã hồ sơ."),
    )
    letter_symbol = text(
        gettext_lazy("Ký hiệu văn bản"),
        required=False,
        most=32,
        hint=gettext_lazy("Như trong 12/PBS-TTPVHCC."),
    )
    place_name = text(gettext_lazy("Địa danh trên văn bản"), required=False, most=128)
    address = text(gettext_lazy("Địa chỉ"), required=False, most=255)
    phone = text(gettext_lazy("Điện thoại"), required=False, most=64)
    website = text(gettext_lazy("Trang thông tin"), required=False, most=128)
    reason = reason(required=False)

    def __init__(self, *args: Any, calendars: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("calendar_code", calendars)

    def details(self) -> Details:
        """What was filled in, for the act."""
        return Details(**{name: self.cleaned_data[name] for name in DETAILS})


class NewUnitForm(UnitForm):
    name = text(gettext_lazy("Tên đơn vị"), most=255)
    code = text(
        gettext_lazy("Mã trong hệ thống"), most=64, hint=gettext_lazy("Ngắn, không dấu; không đổi được.")
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"), choices=tr_choices((kind.value, kind.label) for kind in OWN_KINDS)
    )
    first_day = day(gettext_lazy("Hoạt động từ ngày"))
    reason = reason(gettext_lazy("Quyết định thành lập"))
    field_order = ("name", "code", "kind", "first_day")


def start_of(unit: Unit) -> dict[str, Any]:
    """What the form about a unit begins with."""
    return {name: getattr(unit, name) for name in DETAILS}
