# SPDX-License-Identifier: EUPL-1.2
"""Forms of one piece of work, each with a key of its own: a second press does nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy
from typing_extensions import override

from motcua.organisations.models import Person
from motcua.plans.models import TaskWork
from motcua.plans.work_performing import Evidence
from motcua.web.forms.base import PressForm, day, text
from motcua.web.forms.files import FileForm

_MOST = 4000


class WorkForm(PressForm):
    """A form about one piece of work. `work` is at hand when it is filled in."""

    def __init__(self, *args: Any, work: TaskWork, **kwargs: Any) -> None:
        self.work = work
        super().__init__(*args, **kwargs)


class _WithEvidence(FileForm, WorkForm):
    @property
    def evidence(self) -> Evidence | None:
        """The stored file of a form that was filled in; None without one."""
        name = self.cleaned_data.get("kept_name") or "minh-chung"
        return Evidence(self.stored[0], name) if self.stored else None


class ProgressForm(_WithEvidence):
    percent = forms.TypedChoiceField(
        label=gettext_lazy("Tiến độ"),
        choices=[("", gettext_lazy("Giữ nguyên")), *((str(n), f"{n} %") for n in range(0, 101, 10))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    text = text(gettext_lazy("Đã làm được gì"), rows=3, required=False, most=_MOST)
    field_order = ("percent", "text", "file")


class DoneForm(_WithEvidence):
    text = text(
        gettext_lazy("Kết quả"),
        rows=3,
        required=False,
        most=_MOST,
        hint=gettext_lazy("Số, ngày văn bản hoặc nơi lưu sản phẩm, nếu chưa nộp tệp minh chứng."),
    )
    field_order = ("text", "file")

    @override
    def prepare(self) -> None:
        super().prepare()
        self.fields["file"].label = gettext_lazy("Tệp kết quả")


class TakeForm(WorkForm):
    """Nothing but the press."""


class HandOverForm(WorkForm):
    person = forms.ModelChoiceField(
        label=gettext_lazy("Giao cho"), queryset=Person.objects.none(), empty_label=""
    )
    text = text(gettext_lazy("Lời giao việc"), rows=2, required=False, most=_MOST)

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("person", people)


class WordForm(WorkForm):
    text = text(gettext_lazy("Nội dung"), rows=3, most=_MOST)


class ExtensionForm(WorkForm):
    until = day(gettext_lazy("Xin gia hạn đến hết ngày"))
    text = text(gettext_lazy("Lý do xin gia hạn"), rows=3, most=_MOST)


class DecisionForm(WorkForm):
    accepted = forms.ChoiceField(
        label=gettext_lazy("Quyết định"),
        choices=[("yes", gettext_lazy("Đồng ý gia hạn")), ("no", gettext_lazy("Không đồng ý"))],
        widget=forms.RadioSelect,
    )
    until = day(
        gettext_lazy("Đến hết ngày"),
        required=False,
        hint=gettext_lazy("Để trống: theo ngày được đề nghị. Chỉ dùng khi đồng ý."),
    )
    text = text(
        gettext_lazy("Ý kiến"),
        rows=2,
        required=False,
        most=_MOST,
        hint=gettext_lazy("Bắt buộc khi không đồng ý."),
    )


class CancelForm(WorkForm):
    text = text(gettext_lazy("Số, ngày văn bản hoặc lý do dừng"), rows=2, most=_MOST)


class ReopenForm(WorkForm):
    text = text(gettext_lazy("Lý do mở lại"), rows=2, most=_MOST)
