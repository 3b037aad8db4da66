# SPDX-License-Identifier: EUPL-1.2
"""The cause of lateness of one dossier."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from motcua.organisations.models import Unit
from motcua.reports.definitions import causes
from motcua.web.forms.base import HouseForm, new_key, text


class CauseForm(HouseForm):
    """One main cause, in words, and the unit that answers for it."""

    cause = forms.ChoiceField(label=gettext_lazy("Nguyên nhân chính"), widget=forms.RadioSelect)
    words = text(
        gettext_lazy("Giải thích"),
        rows=3,
        hint=gettext_lazy("Vì sao hồ sơ này chậm và việc gì đã làm để không chậm thêm."),
    )
    responsible = forms.ModelChoiceField(
        label=gettext_lazy("Đơn vị chịu trách nhiệm"), queryset=Unit.objects.none(), empty_label=None
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [
            (each.code, f"{each.letter}) {each.name}" + (f" – {each.hint}" if each.hint else ""))
            for each in causes().causes
        ]
        self.choose_from("cause", named)
        self.choose_from("responsible", units)
        self.fields["key"].initial = new_key()
