# SPDX-License-Identifier: EUPL-1.2
"""The ballot as a form: one question that has to be answered, the others under a fold."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.evaluations.questions import OVERALL, QUESTIONS, REMARK_AT_MOST, Asked
from motcua.web.forms.base import HouseForm, text


class BallotForm(HouseForm):
    """What a citizen says. `answers` and `overall` are there once the form is valid."""

    overall = forms.TypedChoiceField(
        label=_("Bạn hài lòng đến đâu với việc giải quyết hồ sơ này?"),
        choices=OVERALL,
        coerce=int,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["overall"].error_messages["required"] = gettext("Hãy chọn một trong năm mức.")
        for question in QUESTIONS:
            field = forms.ChoiceField(
                label=question.words,
                help_text=question.hint,
                choices=question.answers,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[question.asked.value] = field
            self._speak(field)
        self.fields["remark"] = text(
            _("Ý kiến khác"),
            rows=3,
            required=False,
            most=REMARK_AT_MOST,
            hint=_("Đừng ghi tên, số điện thoại của bạn: người đọc không biết ai đã viết."),
        )

    @property
    def more(self) -> list[forms.BoundField]:
        """The questions that may be left out."""
        return [field for field in self if field.name != "overall"]

    @property
    def answers(self) -> dict[Asked, str]:
        """Answers that were given."""
        return {asked: answer for asked in Asked if (answer := self.cleaned_data.get(asked.value))}


class FindForm(HouseForm):
    """Code and secret, as they are printed on the receipt."""

    ma = text(_("Mã hồ sơ"), most=128, hint=_("In trên giấy tiếp nhận, ví dụ H99.50.05-260309-0001."))
    ma_bi_mat = text(_("Mã bí mật"), most=64, hint=_("Mười chữ và số in cạnh mã QR trên giấy tiếp nhận."))


class InviteForm(HouseForm):
    """The dossier a tablet is to ask about."""

    ma = text(_("Mã hồ sơ vừa trả"), most=128)


class TabletForm(HouseForm):
    """A new tablet."""

    ten = text(_("Tên máy"), most=60, hint=_("Ví dụ: Quầy trả kết quả số 1."))
