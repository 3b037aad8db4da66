# SPDX-License-Identifier: EUPL-1.2
"""What the forms of administration share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from motcua.errors import MotCuaError
from motcua.organisations.errors import ChangeRefused
from motcua.web.forms.base import HouseForm
from motcua.web.refusal_words import refusal_words


class AdministrationForm(HouseForm):
    """A form whose act may refuse one of its fields. `status`: the HTTP status of that refusal, 0 for none."""

    status: int = 0

    @override
    def refuse(self, refusal: MotCuaError) -> None:
        field = getattr(refusal, "field", None) if isinstance(refusal, ChangeRefused) else None
        self.add_error(field if field in self.fields else None, refusal_words(refusal))


def day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """A day, picked from the browser's own calendar or typed."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=hint, widget=widget)


_REASON = _("Lý do hoặc văn bản")


def reason(label: Any = _REASON, *, required: bool = True) -> forms.CharField:
    """Why, in words that stay on record."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=1000,
        help_text=_("Được lưu vào nhật ký quản trị, không sửa được về sau."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
