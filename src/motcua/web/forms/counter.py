# SPDX-License-Identifier: EUPL-1.2
"""The form of the counter: case, applicant, papers, return of the result, on one page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from motcua.catalogue.models import ProcedureCase, ProcedureVersion
from motcua.dossiers import choices
from motcua.dossiers.acts import ApplicantIn, Filing
from motcua.dossiers.models import Applicant, Channel
from motcua.organisations.actors import Actor
from motcua.organisations.models import Unit
from motcua.web.forms.base import HouseForm, text
from motcua.web.forms.papers import PaperFields, PaperLine, other_papers


class CounterForm(HouseForm):
    """What the receiving officer types. `version` is the procedure in force today."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    case = forms.TypedChoiceField(
        label=gettext_lazy("Trường hợp và cách nộp"), coerce=int, widget=forms.RadioSelect
    )
    receiving_unit = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Nơi tiếp nhận"), empty_label=None
    )
    competent_unit = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Cơ quan giải quyết"), empty_label=None
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Người nộp là"),
        choices=Applicant.Kind.choices,
        initial=Applicant.Kind.PERSON,
        widget=forms.RadioSelect,
    )
    identifier = text(
        gettext_lazy("Số định danh cá nhân hoặc mã số thuế"),
        required=False,
        most=32,
        hint=gettext_lazy("Để trống nếu chưa biết. Số đã có trong hệ thống sẽ điền sẵn các ô bên dưới."),
    )
    applicant_name = text(gettext_lazy("Họ tên hoặc tên tổ chức"), most=255)
    address = text(gettext_lazy("Địa chỉ"), required=False, most=255)
    phone = text(gettext_lazy("Số điện thoại"), required=False, most=32)
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)
    proxy_name = text(gettext_lazy("Họ tên người được ủy quyền"), required=False, most=255)
    proxy_identifier = text(gettext_lazy("Số định danh người được ủy quyền"), required=False, most=32)
    subject = text(
        gettext_lazy("Nội dung yêu cầu giải quyết"),
        required=False,
        rows=2,
        hint=gettext_lazy("Theo lời người nộp, ngắn gọn."),
    )
    other = text(
        gettext_lazy("Giấy tờ khác"),
        required=False,
        rows=2,
        most=4000,
        hint=gettext_lazy("Mỗi dòng một loại; mỗi loại ghi là một bản chính."),
    )
    return_channel = forms.ChoiceField(
        label=gettext_lazy("Nhận kết quả"),
        choices=Channel.choices,
        initial=Channel.COUNTER,
        widget=forms.RadioSelect,
    )
    return_address = text(gettext_lazy("Địa chỉ nhận qua bưu chính"), required=False, most=255)
    handed_over_at = forms.DateTimeField(
        label=gettext_lazy("Thời điểm ký biên bản giao nhận với bưu chính"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=gettext_lazy("Chỉ điền khi hồ sơ đến qua bưu chính; thời hạn tính từ thời điểm này."),
    )

    def __init__(
        self, *args: Any, version: ProcedureVersion, actor: Actor, case_id: int | None, **kwargs: Any
    ) -> None:
        self.version = version
        self.cases: list[ProcedureCase] = list(version.cases.all())
        first = self.cases[0] if self.cases else None
        self.chosen = next((one for one in self.cases if one.pk == case_id), first)
        super().__init__(*args, **kwargs)
        self._offer_units(actor, timezone.localdate())
        self.fields["case"].choices = [(one.pk, case_words(one)) for one in self.cases]  # type: ignore[attr-defined]
        self.fields["case"].initial = self.chosen.pk if self.chosen else None
        self.papers = PaperFields(self, self._lines())
        for field in self.fields.values():
            self._speak(field)

    def _offer_units(self, actor: Actor, day: dt.date) -> None:
        desks = choices.desks_of(actor, day)
        self.desk = desks.first()
        self.fields["receiving_unit"].queryset = desks  # type: ignore[attr-defined]
        self.fields["receiving_unit"].initial = self.desk
        if self.desk is not None:
            self.fields["competent_unit"].queryset = choices.competent_for(self.desk, day)  # type: ignore[attr-defined]
            self.fields["competent_unit"].initial = self.desk.parent_id

    def _lines(self) -> list[PaperLine]:
        case_name = self.chosen.name if self.chosen else ""
        return [
            PaperLine(
                f"p{paper.pk}",
                paper.name,
                paper.pk,
                paper.originals,
                paper.copies,
                paper.presented_only,
                _("xuất trình, không nộp") if paper.presented_only else "",
            )
            for paper in self.version.papers.all()
            if paper.case_name in ("", case_name)
        ]

    @override
    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        self.papers.check()
        if data.get("return_channel") == Channel.POST and not data.get("return_address"):
            self.add_error("return_address", _("Chưa điền địa chỉ để bưu chính trả kết quả."))
        if data.get("proxy_identifier") and not data.get("proxy_name"):
            self.add_error("proxy_name", _("Chưa điền họ tên người được ủy quyền."))
        return data

    def begin_at(self, name: str) -> None:
        """Put the cursor into the field `name`; without one, into the first paper."""
        wanted = name or next((f"{line.key}_given" for line in self.papers.lines), "other")
        self.fields[wanted].widget.attrs["autofocus"] = True

    def filing(self, *, is_made_up: bool = False) -> Filing:
        """The checked input as a filing. `is_made_up`: the applicant is one of a demonstration."""
        data = self.cleaned_data
        proxy = None
        if data["proxy_name"]:
            proxy = ApplicantIn(data["proxy_name"], data["proxy_identifier"])
        return Filing(
            case=next(one for one in self.cases if one.pk == data["case"]),
            applicant=ApplicantIn(
                data["applicant_name"],
                data["identifier"].replace(" ", ""),
                data["kind"],
                data["address"],
                data["phone"],
                data["email"],
                is_made_up,
            ),
            receiving_unit=data["receiving_unit"],
            competent_unit=data["competent_unit"],
            papers=[*self.papers.given(), *other_papers(data["other"])],
            submitted_by=proxy,
            subject=data["subject"],
            return_channel=data["return_channel"],
            return_address=data["return_address"],
        )


def case_words(case: ProcedureCase) -> str:
    """`Trực tiếp` or `Trực tiếp: đăng ký lại`."""
    channel = case.get_channel_display()
    return f"{channel}: {case.name}" if case.name else channel
