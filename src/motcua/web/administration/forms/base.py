# SPDX-License-Identifier: EUPL-1.2
"""What the forms of administration share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.web.forms.base import HouseForm


class AdministrationForm(HouseForm):
    """A form whose act may refuse one of its fields. `status`: the HTTP status of that refusal, 0 for none."""

    status: int = 0


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
