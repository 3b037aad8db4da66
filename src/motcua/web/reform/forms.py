# SPDX-License-Identifier: EUPL-1.2
"""What is said of a criterion in the form it is scored by, and the other forms of the reform index."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from motcua.organisations.models import Person, Unit
from motcua.reform.acts import Said
from motcua.reform.acts.rounds import Days
from motcua.reform.errors import RuleBroken
from motcua.reform.models import Cause, ReformScore
from motcua.reform.own_sets import own_sets
from motcua.reform.rules import Style, number_of, plain
from motcua.reform.scoring import Fact, fact_of
from motcua.reform.tree import LEVEL_NAMES, Criterion
from motcua.web.forms.base import PressForm, day, text
from motcua.web.refusal_words import refusal_words
from motcua.web.wording import tr_choices


class NumberField(forms.Field):
    """A number as people write it: `0,5` or `12`."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label=label, widget=widget, **kwargs)

    @override
    def to_python(self, value: Any) -> Any:
        words = str(value or "").strip()[:40]
        if not words:
            return None
        try:
            return number_of(words)
        except RuleBroken as refused:
            raise ValidationError(refusal_words(refused)) from refused


def _value_field(criterion: Criterion) -> forms.Field | None:
    match criterion.style:
        case Style.YES_NO:
            choices = [("co", gettext_lazy("Có")), ("khong", gettext_lazy("Không"))]
            return forms.ChoiceField(
                label=gettext_lazy("Thực hiện"), choices=choices, widget=forms.RadioSelect
            )
        case Style.CHOICE:
            marked = '<span lang="vi">{}</span>'
            offered = [(words, format_html(marked, words)) for words, _points in criterion.rule.options]
            return forms.ChoiceField(
                label=gettext_lazy("Mức đạt được"), choices=offered, widget=forms.RadioSelect
            )
        case Style.POINTS:
            return NumberField(gettext_lazy("Điểm"))
    if criterion.style is Style.RATIO or criterion.rule.percent:
        return None
    return NumberField(gettext_lazy("Số lượng"))


class FactForm(PressForm):
    """One criterion, scored. `score` says how it stands; `fact` what is filled in at first."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    absent = forms.BooleanField(
        label=gettext_lazy("Không áp dụng với đơn vị (không tính vào tổng)"), required=False
    )
    because = text(gettext_lazy("Lý do"), rows=2, required=False)
    order = ("value", "part", "whole", "absent", "note", "because")

    def __init__(
        self, *args: Any, criterion: Criterion, score: ReformScore, fact: Fact, **kwargs: Any
    ) -> None:
        self.criterion, self.score = criterion, score
        kwargs["initial"] = {**_shown(criterion, fact), "seen": score.version, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    @override
    def prepare(self) -> None:
        super().prepare()
        if (field := _value_field(self.criterion)) is not None:
            self.fields["value"] = field
        else:
            self.fields["part"] = NumberField(gettext_lazy("Tử số"))
            self.fields["whole"] = NumberField(gettext_lazy("Mẫu số"))
        if self.data.get(self.add_prefix("absent")):  # nothing is asked of what does not apply
            for name in ("value", "part", "whole"):
                if name in self.fields:
                    self.fields[name].required = False
        self.order_fields(self.order)

    @override
    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if told.get("absent") or "part" not in told or "whole" not in told:
            return told
        if not told["whole"]:
            self.add_error("whole", _("Mẫu số phải lớn hơn 0; không có gì để tính thì chọn “Không áp dụng”."))
        elif told["part"] > told["whole"]:
            self.add_error("part", _("Tử số lớn hơn mẫu số."))
        return told

    def said(self) -> Said:
        """What was filled in."""
        told = self.cleaned_data
        return Said(
            self.criterion.code, self._fact(told), told.get("note", ""), told["because"], seen=told["seen"]
        )

    def _fact(self, told: dict[str, Any]) -> Fact:
        if told["absent"]:
            return Fact(absent=True)
        if "value" not in self.fields:
            return Fact(part=told["part"], whole=told["whole"])
        match self.criterion.style:
            case Style.YES_NO:
                return Fact(yes=told["value"] == "co")
            case Style.CHOICE:
                return Fact(choice=told["value"])
            case Style.POINTS:
                return Fact(points=told["value"])
        return Fact(number=told["value"])


def _shown(criterion: Criterion, fact: Fact) -> dict[str, Any]:
    held = {Style.YES_NO: {None: "", True: "co", False: "khong"}[fact.yes], Style.CHOICE: fact.choice or ""}
    numbers = {name: plain(value) for name in ("part", "whole") if (value := getattr(fact, name)) is not None}
    value = fact.points if criterion.style is Style.POINTS else fact.number
    usual = "" if value is None else plain(value)
    return {"absent": fact.absent, "value": held.get(criterion.style, usual), **numbers}


class SelfForm(FactForm):
    """What a unit says of itself."""

    note = text(gettext_lazy("Thuyết minh"), rows=3, required=False)

    def __init__(self, *args: Any, score: ReformScore, **kwargs: Any) -> None:
        known = {"note": score.note, "because": score.because}
        fact = fact_of(score.self_fact or (score.computed or {}).get("fact") or {})
        super().__init__(*args, score=score, fact=fact, initial=known, **kwargs)
        self.fields["because"].help_text = _("Cần khi giá trị khác số liệu của hệ thống, hoặc không áp dụng.")


class AppraisalForm(FactForm):
    """What the agency above gives."""

    def __init__(self, *args: Any, score: ReformScore, **kwargs: Any) -> None:
        fact = fact_of(score.appraised_fact or score.self_fact or {})
        super().__init__(*args, score=score, fact=fact, initial={"because": score.reason}, **kwargs)
        self.fields["because"].help_text = _("Cần khi chấm khác điểm tự chấm.")


class AnswerForm(AppraisalForm):
    """The answer to an objection: with other points or the same."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["because"] = ""
        self.fields["because"].required = True
        self.fields["because"].label = _("Trả lời kiến nghị")
        self.fields["because"].help_text = _("Nêu vì sao giữ hoặc đổi điểm.")


class WordsForm(PressForm):
    """Some words and nothing else."""

    words = text(gettext_lazy("Nội dung"), rows=3)

    def __init__(self, *args: Any, label: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["words"].label = label


class FileForm(PressForm):
    """A file that proves."""

    file = forms.FileField(
        label=gettext_lazy("Tệp"), help_text=gettext_lazy("PDF, DOCX hoặc ảnh, nhiều nhất 20 MB.")
    )
    name = text(
        gettext_lazy("Tên tài liệu"), required=False, most=255, hint=gettext_lazy("Ví dụ: số, ngày văn bản.")
    )


class SheetFileForm(PressForm):
    """A spreadsheet with scores."""

    file = forms.FileField(label=gettext_lazy("Bảng tính (XLSX)"))


class OwnedForm(PressForm):
    """Who answers for something."""

    unit = forms.ModelChoiceField(
        label=gettext_lazy("Đơn vị chịu trách nhiệm"), queryset=Unit.objects.none(), empty_label=None
    )
    person = forms.ModelChoiceField(
        label=gettext_lazy("Người chịu trách nhiệm"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=gettext_lazy("Chưa nêu tên"),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("unit", units)
        self.choose_from("person", people)


class LossForm(OwnedForm):
    """Why points were lost."""

    cause = forms.ChoiceField(
        label=gettext_lazy("Nguyên nhân chính"), choices=tr_choices(Cause.choices), widget=forms.RadioSelect
    )
    cause_words = text(gettext_lazy("Giải thích"), rows=2)
    field_order = ("cause", "cause_words", "unit", "person")


class RemedyForm(OwnedForm):
    """What is to be done, by whom, by when."""

    words = text(gettext_lazy("Việc phải làm"), rows=2)
    due = day(gettext_lazy("Hạn"))
    field_order = ("words", "unit", "person", "due")


class EndForm(PressForm):
    """What came of a remedial task."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Kết quả"),
        choices=[("xong", gettext_lazy("Đã xong")), ("thoi", gettext_lazy("Không làm nữa"))],
        widget=forms.RadioSelect,
        initial="xong",
    )
    result = text(gettext_lazy("Đã làm gì"), rows=3)


class SetForm(PressForm):
    """A set of criteria: from a spreadsheet, or one of the examples of the house."""

    file = forms.FileField(
        label=gettext_lazy("Bảng tính (XLSX)"),
        required=False,
        help_text=gettext_lazy("Cột: Mã, Nội dung, Điểm tối đa, Cách chấm, Tham số… Tải một bộ mẫu để xem."),
    )
    sample = forms.ChoiceField(
        label=gettext_lazy("Hoặc bắt đầu từ bộ mẫu"),
        required=False,
        widget=forms.Select(attrs={"lang": "vi"}),
    )
    title = text(gettext_lazy("Tên bộ tiêu chí"), required=False, most=500)
    level = forms.ChoiceField(label=gettext_lazy("Chấm cấp nào"), choices=tr_choices(LEVEL_NAMES.items()))
    year = forms.IntegerField(label=gettext_lazy("Năm"), min_value=2018, max_value=2100)
    decision = text(gettext_lazy("Số, ngày quyết định ban hành"), required=False, most=255)

    @override
    def prepare(self) -> None:
        super().prepare()
        none = [("", _("Không dùng bộ mẫu"))]
        samples = [(name, tree.title) for name, tree in own_sets().items()]
        self.choose_from("sample", none + samples)

    @override
    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if bool(told.get("file")) == bool(told.get("sample")):
            self.add_error("file", _("Hãy chọn một tệp, hoặc một bộ mẫu."))
        elif told.get("file") and not told.get("title"):
            self.add_error("title", _("Chưa điền tên bộ tiêu chí."))
        return told


class RoundForm(PressForm):
    """Who is judged, and by when."""

    units = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Đơn vị được chấm"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    self_due = day(gettext_lazy("Hạn tự chấm"), required=False)
    appraisal_due = day(gettext_lazy("Hạn thẩm định"), required=False)
    objection_due = day(gettext_lazy("Hạn kiến nghị"), required=False)

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("units", [(unit.pk, unit.name) for unit in units])
        self.fields["units"].initial = [unit.pk for unit in units]

    def days(self) -> Days:
        """The three last days."""
        told = self.cleaned_data
        return Days(told["self_due"], told["appraisal_due"], told["objection_due"])


class ClosingForm(PressForm):
    """The decision by which a result is approved."""

    document = text(gettext_lazy("Số, ngày văn bản"), most=255)
