# SPDX-License-Identifier: EUPL-1.2
"""Services and desks of a hall, as its head sets them up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from motcua.tickets.models import Hall
from motcua.web.forms.base import HouseForm, text


class ServiceForm(HouseForm):
    """A further service."""

    letter = text(gettext_lazy("Chữ cái"), most=2, hint=gettext_lazy("Đứng trước số, ví dụ A."))
    name = text(
        gettext_lazy("Tên lĩnh vực"),
        most=120,
        hint=gettext_lazy("Như in trên nút bấm, ví dụ: Hộ tịch, chứng thực."),
    )
    fields_of = forms.MultipleChoiceField(
        label=gettext_lazy("Lĩnh vực trong danh mục"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Khi gọi số này, quầy gợi ý trước các thủ tục của những lĩnh vực đã đánh dấu."
        ),
    )

    def __init__(self, *args: Any, fields: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("fields_of", fields)


class DeskForm(HouseForm):
    """A further desk."""

    name = text(
        gettext_lazy("Tên quầy"), most=40, hint=gettext_lazy("Như hiện trên màn hình, ví dụ: Quầy 3.")
    )
    services = forms.MultipleChoiceField(
        label=gettext_lazy("Gọi số của"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, hall: Hall, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("services", [(str(one.pk), str(one)) for one in hall.services.all()])
