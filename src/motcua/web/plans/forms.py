# SPDX-License-Identifier: EUPL-1.2
"""Forms of plans: bringing one in, one task, its parts, the head of the document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.documents.content import FileRefused, take_in
from motcua.documents.models import StoredFile
from motcua.plans.acts.tasks import Wanted
from motcua.plans.models import Plan, PlanTask, PlanWarning, Recurrence, UnitGroup
from motcua.plans.units import Directory
from motcua.web.forms.base import HouseForm, day, text
from motcua.web.plans.head_lines import bases_shown, basis_of, period_of, reporting_shown
from motcua.web.refusal_words import refusal_words
from motcua.web.uploads import content_of
from motcua.web.wording import tr_choices

GROUP = "nhom:"
"""In front of a group in the choice of who leads."""
_LONG = 10_000
_MOST_FILES = 12
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


class PlanForm(HouseForm):
    """What is typed are words of a Vietnamese document."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if type(field.widget) in (forms.Textarea, forms.TextInput):
                field.widget.attrs["lang"] = "vi"


class NewPlanForm(PlanForm):
    """Whose plan, and its files."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    unit = forms.TypedChoiceField(label=gettext_lazy("Kế hoạch của đơn vị"), coerce=int)

    def __init__(self, *args: Any, units: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("unit", list(units))


def stored_of(uploads: Iterable[UploadedFile[Any]]) -> list[tuple[StoredFile, str]]:
    """Check, scan and store files of a plan. Raises `ValidationError` that names the file."""
    listed = list(uploads)
    if not listed:
        raise ValidationError(_("Chưa chọn tệp văn bản."))
    if len(listed) > _MOST_FILES:
        raise ValidationError(_("Mỗi lần nhiều nhất 12 tệp."))
    found = []
    for upload in listed:
        try:
            found.append((take_in(content_of(upload), also_text=True), upload.name or "ke-hoach"))
        except FileRefused as refused:
            raise ValidationError(f"{upload.name}: {refusal_words(refused)}") from refused
    return found


class TaskForm(PlanForm):
    """One task. `lead` is what the printed name means on record: a unit, a group, or not known."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    content = text(gettext_lazy("Nội dung"), rows=3, most=_LONG)
    lead_text = text(gettext_lazy("Chủ trì, như văn bản ghi"), required=False, most=2000)
    lead = forms.ChoiceField(label=gettext_lazy("Chủ trì, trong hệ thống"), required=False)
    supports = text(gettext_lazy("Phối hợp, mỗi dòng một đơn vị"), rows=2, required=False, most=_LONG)
    start = day(gettext_lazy("Bắt đầu"), required=False)
    due = day(gettext_lazy("Hạn"), required=False)
    recurrence = forms.ChoiceField(label=gettext_lazy("Lặp lại"), choices=tr_choices(Recurrence.choices))
    due_text = text(gettext_lazy("Thời gian, như văn bản ghi"), required=False, most=_LONG)
    product = text(gettext_lazy("Sản phẩm"), rows=2, required=False, most=_LONG)
    section = text(gettext_lazy("Phần"), required=False, most=2000)
    group = text(gettext_lazy("Nhóm"), required=False, most=2000)
    criteria = text(gettext_lazy("Mã tiêu chí, cách nhau bằng dấu phẩy"), required=False, most=500)

    def __init__(self, *args: Any, directory: Directory, task: PlanTask | None = None, **kwargs: Any) -> None:
        if task is not None:
            kwargs.setdefault("initial", {}).update(initial_of(task))
        super().__init__(*args, **kwargs)
        self.directory = directory
        self.helpers = {one.text: (one.unit_id, one.group) for one in task.supports.all()} if task else {}
        printed = task.lead_text if task else ""
        self.options = directory.match(printed).options if printed else ()
        self.choose_from("lead", lead_choices(directory, printed))

    def wanted(self) -> Wanted:
        """What was filled in, as the acts take it."""
        told = self.cleaned_data
        unit, group = meant(told["lead"])
        return Wanted(
            content=_one_line(told["content"]),
            section=_one_line(told["section"]),
            group=_one_line(told["group"]),
            lead_text=_one_line(told["lead_text"]),
            lead_unit=unit,
            lead_group=group,
            start=told["start"],
            due=told["due"],
            due_text=_one_line(told["due_text"]),
            recurrence=told["recurrence"],
            product=_one_line(told["product"]),
            criteria=tuple(code.strip() for code in told["criteria"].split(",") if code.strip()),
            supports=tuple(self._helper(line) for line in told["supports"].splitlines() if line.strip()),
        )

    def _helper(self, line: str) -> tuple[str, int | None, str]:
        printed = _one_line(line)
        if printed in self.helpers:
            return (printed, *self.helpers[printed])
        matched = self.directory.match(printed)
        return printed, matched.unit, matched.group


def initial_of(task: PlanTask) -> dict[str, Any]:
    """What a form of the task begins with."""
    lead = (
        str(task.lead_unit_id)
        if task.lead_unit_id
        else f"{GROUP}{task.lead_group}"
        if task.lead_group
        else ""
    )
    return {
        "seen": task.version,
        "content": task.content,
        "lead_text": task.lead_text,
        "lead": lead,
        "supports": "\n".join(one.text for one in task.supports.all()),
        "start": task.start,
        "due": task.due,
        "recurrence": task.recurrence,
        "due_text": task.due_text,
        "product": task.product,
        "section": task.section,
        "group": task.group,
        "criteria": ", ".join(task.criteria),
    }


def lead_choices(directory: Directory, printed: str) -> list[Any]:
    """Not known; the best three for what is printed; the groups; every unit of the directory."""
    best = [(str(one.unit), f"{one.name} ({one.score:.0f} %)") for one in directory.match(printed).options]
    groups = [(f"{GROUP}{value}", name) for value, name in tr_choices(UnitGroup.choices) if value]
    known = {value for value, _name in best}
    others = [(str(pk), name) for pk, name in directory.nearest_first if str(pk) not in known]
    choices: list[Any] = [("", _("Chưa rõ"))]
    if best:
        choices.append((_("Giống tên đã ghi nhất"), best))
    return [*choices, (_("Nhóm đơn vị"), groups), (_("Mọi đơn vị"), others)]


def meant(choice: str) -> tuple[int | None, str]:
    """Unit and group of a choice of `lead_choices`."""
    if choice.startswith(GROUP):
        return None, choice.removeprefix(GROUP)
    return (int(choice), "") if choice else (None, "")


class SplitForm(PlanForm):
    """The parts of a task, one a line."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    parts = text(
        gettext_lazy("Các nhiệm vụ sau khi tách"),
        rows=8,
        most=_LONG,
        hint=gettext_lazy("Mỗi dòng là một nhiệm vụ. Đơn vị, thời hạn, sản phẩm được giữ cho từng phần."),
    )

    def lines(self) -> list[str]:
        """The parts."""
        return [_one_line(line) for line in self.cleaned_data["parts"].splitlines() if line.strip()]


class HeadForm(PlanForm):
    """The head of the document. Lists are one a line."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    title = text(gettext_lazy("Tên kế hoạch"), rows=3, most=2000)
    kind = text(gettext_lazy("Loại văn bản"), required=False, most=64)
    number = text(gettext_lazy("Số"), required=False, most=32)
    symbol = text(gettext_lazy("Ký hiệu"), required=False, most=64)
    year = forms.IntegerField(
        label=gettext_lazy("Năm của kế hoạch"), min_value=_FIRST_YEAR, max_value=_LAST_YEAR
    )
    issuer = text(gettext_lazy("Cơ quan ban hành"), required=False, most=255)
    place = text(gettext_lazy("Nơi ban hành"), required=False, most=128)
    issued_on = day(gettext_lazy("Ngày ban hành"), required=False)
    signer = text(gettext_lazy("Người ký"), required=False, most=128)
    signer_position = text(gettext_lazy("Chức vụ người ký"), required=False, most=160)
    legal_bases = text(
        gettext_lazy("Căn cứ"),
        rows=5,
        required=False,
        most=_LONG,
        hint=gettext_lazy(
            "Mỗi dòng một văn bản: loại | số | ngày | cơ quan. "
            "Ví dụ: Nghị định | 118/2025/NĐ-CP | 09/06/2025 | Chính phủ"
        ),
    )
    recipients = text(
        gettext_lazy("Nơi nhận"), rows=3, required=False, most=_LONG, hint=gettext_lazy("Mỗi dòng một nơi.")
    )
    reporting = text(
        gettext_lazy("Chế độ báo cáo"),
        rows=3,
        required=False,
        most=_LONG,
        hint=gettext_lazy(
            "Mỗi dòng một kỳ: kỳ | số liệu từ | đến | gửi trước. "
            "Ví dụ: hằng quý | ngày 15 tháng trước | ngày 14 tháng cuối | ngày 20 tháng cuối"
        ),
    )

    def clean_legal_bases(self) -> list[dict[str, Any]]:
        """The documents the plan rests on."""
        return [basis_of(line) for line in _lines(self.cleaned_data["legal_bases"])]

    def clean_recipients(self) -> list[str]:
        """Who gets the plan."""
        return _lines(self.cleaned_data["recipients"])

    def clean_reporting(self) -> list[dict[str, Any]]:
        """When reports are due, in the words of the reader (`prev_month:15`)."""
        return [period_of(line) for line in _lines(self.cleaned_data["reporting"])]


HEAD_FIELDS = tuple(name for name in HeadForm.base_fields if name not in ("key", "seen"))


def head_of(plan: Plan) -> dict[str, Any]:
    """What the form of the head begins with."""
    initial = {name: getattr(plan, name) for name in HEAD_FIELDS}
    initial["legal_bases"] = bases_shown(plan.legal_bases)
    initial["recipients"] = "\n".join(plan.recipients)
    initial["reporting"] = reporting_shown(plan.reporting)
    return initial


def head_values(plan: Plan, told: dict[str, Any]) -> dict[str, Any]:
    """What was filled in, as columns; a list nobody touched keeps where each of its lines was found."""
    before = head_of(plan)
    values = {name: told[name] for name in HEAD_FIELDS}
    values["title"] = _one_line(values["title"])
    for name, shown in (("legal_bases", bases_shown), ("reporting", reporting_shown)):
        if shown(values[name]) == before[name]:
            values[name] = getattr(plan, name)
    return values


class WarningForm(PlanForm):
    """What became of something that looked wrong."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    answer = forms.ChoiceField(label=gettext_lazy("Kết quả"), choices=tr_choices(PlanWarning.Answer.choices))
    note = text(gettext_lazy("Ghi chú"), required=False)


class CloseForm(PlanForm):
    """Why a plan ends."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    note = text(
        gettext_lazy("Lý do kết thúc"), hint=gettext_lazy("Ví dụ: hết năm, được thay bằng kế hoạch khác.")
    )


def _lines(words: str) -> list[str]:
    return [_one_line(line) for line in words.splitlines() if line.strip()]


def _one_line(words: str) -> str:
    return " ".join(words.split())
