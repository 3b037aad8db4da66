# SPDX-License-Identifier: EUPL-1.2
"""The form of the counter: case, applicant, papers, return of the result, on one page.

⚡ It asks the database nothing: version, desks and scanned pages are read once by the page and handed in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from motcua.catalogue.at_counter import condition_of, papers_for
from motcua.catalogue.models import PaperRequirement, ProcedureCase, ProcedureVersion
from motcua.documents.models import IncomingPage
from motcua.dossiers.acts import ApplicantIn, Filing, reusing
from motcua.dossiers.choices import Desk
from motcua.dossiers.models import Applicant, Channel
from motcua.organisations.models import Unit
from motcua.web.forms.base import HouseForm, text
from motcua.web.forms.papers import PaperFields, PaperLine, other_papers
from motcua.web.wording import tr, tr_choices


@dataclass(frozen=True, slots=True)
class AtHand:
    """What the form is about, read once per request: the procedure in force today, where the officer receives,
    the scanned pages by the key of their paper."""

    version: ProcedureVersion
    desks: Sequence[Desk]
    pages: Mapping[str, Sequence[IncomingPage]]


class CounterForm(HouseForm):
    """What the receiving officer types."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    case = forms.TypedChoiceField(
        label=gettext_lazy("Trường hợp và cách nộp"), coerce=int, widget=forms.RadioSelect
    )
    receiving_unit = forms.TypedChoiceField(label=gettext_lazy("Nơi tiếp nhận"), coerce=int)
    competent_unit = forms.TypedChoiceField(label=gettext_lazy("Cơ quan giải quyết"), coerce=int)
    kind = forms.ChoiceField(
        label=gettext_lazy("Người nộp là"),
        choices=tr_choices(Applicant.Kind.choices),
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
    email = forms.EmailField(
        label=gettext_lazy("Thư điện tử"),
        required=False,
        help_text=gettext_lazy("Ai cho địa chỉ sẽ nhận một thư mời đánh giá khi đã nhận kết quả."),
    )
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
    reuse_from = text(
        gettext_lazy("Mã hồ sơ trước của người nộp"),
        required=False,
        most=64,
        hint=gettext_lazy(
            "Giấy tờ cùng tên đã quét ở hồ sơ đó thì không phải nộp lại: để trống ô đánh dấu, bản quét được lấy sang."
        ),
    )
    return_channel = forms.ChoiceField(
        label=gettext_lazy("Nhận kết quả"),
        choices=tr_choices(Channel.choices),
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
    despite = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)

    def __init__(self, *args: Any, at_hand: AtHand, **kwargs: Any) -> None:
        self.version = at_hand.version
        self.cases: list[ProcedureCase] = list(self.version.cases.all())
        self.desks = at_hand.desks
        super().__init__(*args, **kwargs)
        told = self.data if self.is_bound else self.initial
        first = self.cases[0] if self.cases else None
        self.chosen = next((one for one in self.cases if str(one.pk) == str(told.get("case"))), first)
        self._offer_units(str(told.get("receiving_unit") or ""))
        self._choose("case", [(one.pk, case_words(one)) for one in self.cases], self.chosen)
        self.papers = PaperFields(self, self._lines(), at_hand.pages)
        self.first_paper = ""

    def _offer_units(self, told: str) -> None:
        first = self.desks[0] if self.desks else None
        desk = next((one for one in self.desks if str(one.unit.pk) == told), first)
        self.desk = desk.unit if desk else None
        self.agencies = desk.agencies if desk else ()
        self._choose("receiving_unit", [(one.unit.pk, one.unit.name) for one in self.desks], self.desk)
        own = next((one for one in self.agencies if self.desk and one.pk == self.desk.parent_id), None)
        self._choose("competent_unit", [(one.pk, one.name) for one in self.agencies], own)

    def _choose(self, name: str, choices: list[tuple[int, str]], first: Unit | ProcedureCase | None) -> None:
        self.choose_from(name, choices)
        self.fields[name].initial = first.pk if first else None

    def _lines(self) -> list[PaperLine]:
        names = {one.name for one in self.cases}
        return [
            _line(paper, names) for paper in papers_for(self.version, self.chosen.name if self.chosen else "")
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
        if name or not self.papers.lines:
            self.fields[name or "other"].widget.attrs["autofocus"] = True
        else:
            self.first_paper = self.papers.lines[0].key

    def told(self, name: str) -> str:
        """What was typed into a field so far."""
        return str((self.data if self.is_bound else self.initial).get(name) or "").strip()

    def filing(self, files: Mapping[str, str], *, is_made_up: bool = False) -> Filing:
        """The checked input as a filing. `files`: hashes of the bound scans by paper; `is_made_up`: the applicant is
        one of a demonstration. Raises `InputRefused` when nothing can be taken over from the earlier dossier."""
        data = self.cleaned_data
        proxy = None
        if data["proxy_name"]:
            proxy = ApplicantIn(data["proxy_name"], data["proxy_identifier"])
        filing = Filing(
            case=next(one for one in self.cases if one.pk == data["case"]),
            applicant=ApplicantIn(
                data["applicant_name"],
                tidy_identifier(data["identifier"]),
                data["kind"],
                data["address"],
                data["phone"],
                data["email"],
                is_made_up,
            ),
            receiving_unit=next(one.unit for one in self.desks if one.unit.pk == data["receiving_unit"]),
            competent_unit=next(one for one in self.agencies if one.pk == data["competent_unit"]),
            papers=[*self.papers.given(files), *other_papers(data["other"])],
            submitted_by=proxy,
            subject=data["subject"],
            return_channel=data["return_channel"],
            return_address=data["return_address"],
            seen_open=frozenset(data["despite"].split()),
        )
        if not data["reuse_from"]:
            return reusing.asked(filing)
        case_name = filing.case.name
        return reusing.take_over(filing, data["reuse_from"], papers_for(self.version, case_name))


def tidy_identifier(told: str) -> str:
    """A number as it is kept: without the spaces and dots people type."""
    return told.replace(" ", "").replace(".", "")


def case_words(case: ProcedureCase) -> str:
    """`Trực tiếp` or `Trực tiếp: đăng ký lại`."""
    channel = tr(case.get_channel_display())
    return f"{channel}: {case.name}" if case.name else channel


def _line(paper: PaperRequirement, case_names: set[str]) -> PaperLine:
    return PaperLine(
        f"p{paper.pk}",
        paper.name,
        paper.pk,
        paper.originals,
        paper.copies,
        paper.presented_only,
        _("xuất trình, không nộp") if paper.presented_only else "",
        condition_of(paper, case_names),
    )
