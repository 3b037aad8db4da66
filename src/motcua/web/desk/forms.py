# SPDX-License-Identifier: EUPL-1.2
"""Writing a note, choosing mails."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from motcua.desk.choices import AT_ONCE, Chosen
from motcua.desk.notes import colleagues_of
from motcua.dossiers.models import Dossier
from motcua.law.warnings import WARNING_NAMES, WarningKind
from motcua.organisations.actors import Actor
from motcua.organisations.models import Person
from motcua.web.forms.base import HouseForm, text
from motcua.web.wording import tr_choices


class NoteForm(HouseForm):
    """A note, and the colleagues who should look at it."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    text = text(
        gettext_lazy("Ghi chú"),
        rows=4,
        most=4000,
        hint=gettext_lazy(
            "Chỉ công chức xem được hồ sơ này đọc được; người nộp không thấy. Không sửa, không xóa được."
        ),
    )
    mentioned = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Nhắc đồng nghiệp"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Hồ sơ hiện trong danh sách nhắc việc của người được chọn cho tới khi họ đánh dấu đã xem."
        ),
    )

    def __init__(self, *args: Any, dossier: Dossier, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = colleagues_of(dossier, actor, timezone.localdate())
        self.choose_from("mentioned", people)


class MailForm(HouseForm):
    """Which mails one wants."""

    digest = forms.BooleanField(
        label=gettext_lazy("Mỗi sáng làm việc một thư, gồm mọi việc cần chú ý"), required=False
    )
    at_once = forms.MultipleChoiceField(
        label=gettext_lazy("Gửi ngay khi phát sinh"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=tr_choices((kind.value, WARNING_NAMES[kind]) for kind in WarningKind if kind in AT_ONCE),
    )

    @staticmethod
    def of(chosen: Chosen) -> dict[str, Any]:
        """What the form begins with."""
        return {"digest": chosen.digest, "at_once": [kind.value for kind in chosen.at_once]}

    def kinds(self) -> frozenset[WarningKind]:
        """What was chosen to come at once."""
        return frozenset(WarningKind(kind) for kind in self.cleaned_data["at_once"])
