# SPDX-License-Identifier: EUPL-1.2
"""Forms about people and their positions."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue.fields import fields_on, procedure_names
from motcua.law.roles import GRANTABLE, ROLE_NAMES, Role
from motcua.organisations.models import Person, Unit
from motcua.web.administration.forms.base import AdministrationForm, reason
from motcua.web.forms.base import day, text
from motcua.web.wording import tr_choices


class NewPersonForm(AdministrationForm):
    full_name = text(gettext_lazy("Họ và tên"), most=128)
    username = text(
        gettext_lazy("Tên đăng nhập"),
        most=64,
        hint=gettext_lazy("Chữ thường không dấu, số, dấu chấm; ví dụ nguyen.van.a. Không đổi được về sau."),
    )
    email = forms.EmailField(label=gettext_lazy("Thư điện tử công vụ"), required=False, max_length=254)


class PersonForm(AdministrationForm):
    full_name = text(gettext_lazy("Họ và tên"), most=128)
    email = forms.EmailField(label=gettext_lazy("Thư điện tử công vụ"), required=False, max_length=254)


class ReasonForm(AdministrationForm):
    reason = reason()


class ConfirmForm(AdministrationForm):
    """Nothing to fill in: the press itself is the answer."""


class ScopeFields(AdministrationForm):
    """Which fields and procedures a position is limited to."""

    fields_limited = forms.MultipleChoiceField(
        label=gettext_lazy("Chỉ các lĩnh vực"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Không chọn lĩnh vực và không ghi thủ tục nào: mọi lĩnh vực."),
    )
    procedures = text(
        gettext_lazy("Và các thủ tục"),
        rows=3,
        required=False,
        most=4000,
        hint=gettext_lazy("Mã thủ tục, mỗi dòng một mã; thêm vào các lĩnh vực đã chọn."),
    )

    def __init__(self, *args: Any, today: dt.date, kept: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        known = fields_on(today)
        gone = [(code, code) for code in kept if code not in dict(known)]
        self.choose_from("fields_limited", [(code, f"{name} ({code})") for code, name in known] + gone)

    def clean_procedures(self) -> list[str]:
        codes = re.split(r"[\s,;]+", self.cleaned_data["procedures"].strip())
        wanted = [code for code in dict.fromkeys(codes) if code]
        unknown = sorted(set(wanted) - procedure_names(wanted, self.today).keys()) if wanted else []
        if unknown:
            raise ValidationError(
                _("Không có thủ tục đang hiệu lực mang mã: %(codes)s.") % {"codes": ", ".join(unknown)}
            )
        return wanted


class GrantForm(ScopeFields):
    unit_id = forms.IntegerField(widget=forms.HiddenInput)
    role = forms.ChoiceField(
        label=gettext_lazy("Vai trò"),
        choices=[("", ""), *tr_choices((role.value, ROLE_NAMES[role]) for role in Role if role in GRANTABLE)],
    )
    title = text(
        gettext_lazy("Chức danh"), most=128, hint=gettext_lazy("Như in dưới chữ ký, ví dụ CHỦ TỊCH.")
    )
    capacity = text(
        gettext_lazy("Thẩm quyền ký"),
        required=False,
        most=32,
        hint=gettext_lazy("KT., TM., TL., TUQ. nếu có."),
    )
    first_day = day(gettext_lazy("Từ ngày"))
    last_day = day(gettext_lazy("Đến hết ngày"), required=False, hint=gettext_lazy("Để trống nếu chưa biết."))
    reason = reason()
    field_order = ("unit_id", "role", "title", "capacity", "first_day", "last_day")


class ScopeForm(ScopeFields):
    reason = reason()


class CoveredForm(AdministrationForm):
    """Which units beside its own a position covers: those it covers, and those a search found."""

    units = forms.MultipleChoiceField(
        label=gettext_lazy("Đơn vị phụ trách thêm"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Chỉ chính đơn vị đã chọn, không gồm các đơn vị trực thuộc của nó."),
    )
    reason = reason()

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from(
            "units",
            [(str(one.pk), f"{one.name}, {one.parent.name}" if one.parent else one.name) for one in units],
        )

    def clean_units(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["units"]]


class EndForm(AdministrationForm):
    last_day = day(gettext_lazy("Ngày cuối cùng còn hiệu lực"))
    reason = reason()


class StandInForm(AdministrationForm):
    """Somebody stands in for the holder of a position."""

    person = forms.ModelChoiceField(
        label=gettext_lazy("Người được ủy quyền"), queryset=Person.objects.none(), empty_label=""
    )
    first_day = day(gettext_lazy("Từ ngày"))
    last_day = day(gettext_lazy("Đến hết ngày"))
    document = text(gettext_lazy("Văn bản ủy quyền"), most=255, hint=gettext_lazy("Số, ngày và người ký."))

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("person", people)


class AbsenceForm(AdministrationForm):
    first_day = day(gettext_lazy("Từ ngày"))
    last_day = day(gettext_lazy("Đến hết ngày"))
    reason = text(gettext_lazy("Lý do vắng mặt"), most=255)


class WaiverForm(AdministrationForm):
    """A rule of separation warns instead of refusing in a unit."""

    rule = forms.ChoiceField(label=gettext_lazy("Quy tắc"))
    first_day = day(gettext_lazy("Từ ngày"))
    last_day = day(gettext_lazy("Đến hết ngày"), required=False)
    reason = reason(gettext_lazy("Vì sao đơn vị cần nới quy tắc này"))

    def __init__(self, *args: Any, rules: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("rule", [("", ""), *rules])


def grant_start(unit: Unit) -> dict[str, Any]:
    """What an empty form about a new position begins with."""
    return {"unit_id": unit.pk, "first_day": timezone.localdate()}
