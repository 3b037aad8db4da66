# SPDX-License-Identifier: EUPL-1.2
"""Forms of one piece of work, each with a key of its own: a second press does nothing."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy
from typing_extensions import override

from motcua.errors import MotCuaError
from motcua.organisations.models import Person
from motcua.plans.models import TaskWork
from motcua.plans.work_performing import Evidence
from motcua.web import uploads
from motcua.web.forms.base import HouseForm, new_key, text
from motcua.web.refusal_words import refusal_words

_ACCEPTED: Final = ".pdf,.docx,.png,.jpg,.jpeg,.tif,.tiff,.webp"
_MOST = 4000


class WorkForm(HouseForm):
    """A form about one piece of work. `work` is at hand when it is filled in."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, work: TaskWork, **kwargs: Any) -> None:
        self.work = work
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = new_key()

    @override
    def refuse(self, refusal: MotCuaError) -> None:
        field = getattr(refusal, "field", "")
        self.add_error(field if field in self.fields else None, refusal_words(refusal))


class _WithEvidence(WorkForm):
    """A form with a file. It is stored as it arrives, so that a refused form does not lose it."""

    file = forms.FileField(
        label=gettext_lazy("Tệp minh chứng"),
        required=False,
        help_text=gettext_lazy("PDF, DOCX hoặc ảnh, không quá 20 MB."),
        widget=forms.FileInput(attrs={"accept": _ACCEPTED}),
    )
    kept = forms.CharField(widget=forms.HiddenInput, required=False, max_length=600)
    kept_name = forms.CharField(widget=forms.HiddenInput, required=False, max_length=255)

    @override
    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        uploaded = data.get("file")
        if isinstance(uploaded, UploadedFile):
            try:
                stored = uploads.keep(uploaded)
            except ValidationError as refused:
                self.add_error("file", refused)
                return data
            self.type_in("kept", uploads.reference_to(stored))
            self.type_in("kept_name", (uploaded.name or "")[:255])
            data["kept"], data["kept_name"] = uploads.reference_to(stored), uploaded.name or ""
        return data

    @property
    def evidence(self) -> Evidence | None:
        """The stored file of a form that was filled in; None without one."""
        reference = uploads.kept(self.cleaned_data.get("kept", ""))
        return (
            Evidence(reference[0], self.cleaned_data.get("kept_name") or "minh-chung") if reference else None
        )

    @property
    def kept_file(self) -> str:
        """Name of the file that is kept while the form is shown again."""
        return str(self["kept_name"].value() or "") if self.is_bound and self["kept"].value() else ""


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
        self.fields["file"].label = gettext_lazy("Tệp kết quả")


class TakeForm(WorkForm):
    """Nothing but the press."""


class _PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in its types only
    @override
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_name)


class HandOverForm(WorkForm):
    person = _PersonChoice(label=gettext_lazy("Giao cho"), queryset=Person.objects.none(), empty_label="")
    text = text(gettext_lazy("Lời giao việc"), rows=2, required=False, most=_MOST)

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("person", people)


class WordForm(WorkForm):
    text = text(gettext_lazy("Nội dung"), rows=3, most=_MOST)


def _day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        help_text=hint,
    )


class ExtensionForm(WorkForm):
    until = _day(gettext_lazy("Xin gia hạn đến hết ngày"))
    text = text(gettext_lazy("Lý do xin gia hạn"), rows=3, most=_MOST)


class DecisionForm(WorkForm):
    accepted = forms.ChoiceField(
        label=gettext_lazy("Quyết định"),
        choices=[("yes", gettext_lazy("Đồng ý gia hạn")), ("no", gettext_lazy("Không đồng ý"))],
        widget=forms.RadioSelect,
    )
    until = _day(
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
