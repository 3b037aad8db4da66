# SPDX-License-Identifier: EUPL-1.2
"""One small form per kind of act. Which act uses which form stands in `motcua.web.acts_table`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from motcua.catalogue.at_counter import missing_of
from motcua.dossiers import choices
from motcua.dossiers.acts.returning import Identification, originals_kept
from motcua.dossiers.models import Dossier, Outcome
from motcua.organisations.models import Person, Unit
from motcua.web.forms.base import HouseForm, RowChoice, text
from motcua.web.forms.files import ACCEPTED, FileForm
from motcua.web.forms.papers import PaperFields, PaperLine, other_papers
from motcua.web.story import IDENTIFICATION_NAMES
from motcua.web.wording import tr_choices

_REASON = gettext_lazy("Lý do")
_SPECIAL_FROM = 3  # the request from which a special reason is asked for


class ActForm(HouseForm):
    """The fields every act carries: the idempotency key and the last event the officer saw."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    papers: PaperFields | None = None

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        self.dossier = dossier
        super().__init__(*args, **kwargs)

    def plain_fields(self) -> list[forms.BoundField]:
        """All fields but those of the papers, which have a layout of their own."""
        return [field for field in self if self.papers is None or field.name not in self.papers.names]

    def offer(self, name: str, rows: Callable[[], QuerySet[Any]]) -> None:
        """Offer `rows` in the choice `name`, once it is shown."""
        field = self.fields[name]
        assert isinstance(field, RowChoice)  # noqa: S101  a mistake in a form class, not in what was typed
        field.offered = rows

    @property
    def today(self) -> dt.date:
        """The civil day on which choices are offered."""
        return timezone.localdate()


class ReasonForm(ActForm):
    reason = text(
        _REASON, rows=3, hint=gettext_lazy("Được lưu vào diễn biến hồ sơ và in trên văn bản (nếu có).")
    )


class SuspendForm(ActForm):
    reason = text(_REASON, rows=3)
    authority = text(
        gettext_lazy("Văn bản cho phép tạm dừng"), hint=gettext_lazy("Số, ngày và cơ quan ban hành.")
    )


class DecisionForm(ActForm):
    decision = text(
        gettext_lazy("Văn bản về việc sắp xếp đơn vị"), hint=gettext_lazy("Số, ngày và cơ quan ban hành.")
    )


class AskSupplementForm(ActForm):
    items = text(
        gettext_lazy("Giấy tờ cần bổ sung"),
        rows=4,
        most=8000,
        hint=gettext_lazy("Mỗi dòng một loại. Liệt kê đủ ngay lần này: pháp luật chỉ cho yêu cầu một lần."),
    )
    reason = text(_REASON, rows=3, most=2000)
    override_reason = text(
        gettext_lazy("Lý do đặc biệt"),
        rows=2,
        required=False,
        hint=gettext_lazy("Đã yêu cầu bổ sung từ hai lần trở lên; nêu vì sao phải yêu cầu thêm."),
    )

    @override
    def prepare(self) -> None:
        asked = self.dossier.supplement_requests.count()
        if asked < _SPECIAL_FROM - 1:
            self.fields["override_reason"].widget = forms.HiddenInput()
        if not asked and not self.is_bound:
            self._offer_missing()

    def _offer_missing(self) -> None:
        """Fill in what the reception found missing, for the officer to look through."""
        case = self.dossier.case
        given = set(self.dossier.papers.values_list("requirement_id", flat=True))
        missing = missing_of(case.version, case.name, given)
        if missing:
            items = self.fields["items"]
            items.initial = "\n".join(" ".join(name.split()) for name in missing)
            items.help_text = (
                _("Đã điền sẵn những giấy tờ chưa ghi nhận; hãy xóa loại không cần, thêm loại còn thiếu.")
                + f" {items.help_text}"
            )

    def clean_items(self) -> list[str]:
        return [line.strip()[:1000] for line in self.cleaned_data["items"].splitlines() if line.strip()]


class SupplementForm(ActForm):
    other = text(
        gettext_lazy("Giấy tờ khác"),
        rows=2,
        required=False,
        most=4000,
        hint=gettext_lazy("Mỗi dòng một loại; mỗi loại ghi là một bản chính."),
    )

    @override
    def prepare(self) -> None:
        request = (
            self.dossier.supplement_requests.filter(completed_at__isnull=True).order_by("-number").first()
        )
        items = request.items if request else []
        self.papers = PaperFields(self, (PaperLine(f"p{n}", item) for n, item in enumerate(items)))

    @override
    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if self.papers is not None:
            self.papers.check()
            data["papers"] = [*self.papers.given(), *other_papers(data.get("other", ""))]
        return data


class TransferForm(ActForm):
    to_unit = RowChoice(
        Unit.objects.none(),
        label=gettext_lazy("Đơn vị nhận"),
        empty_label=gettext_lazy("Chọn đơn vị"),
    )

    @override
    def prepare(self) -> None:
        self.offer("to_unit", lambda: choices.units_to_transfer_to(self.dossier, self.today))


class HandlerChoice(RowChoice):
    """Officials with their unit and what they hold already."""

    @override
    def label_from_instance(self, obj: Any) -> str:
        load = _("đang giữ %(count)s hồ sơ") % {"count": obj.open_now}
        late = ", " + _("%(count)s quá hạn") % {"count": obj.late_now} if obj.late_now else ""
        return f"{obj.full_name} – {obj.unit_name} ({load}{late})"


class AssignForm(ActForm):
    handler = HandlerChoice(
        Person.objects.none(),
        label=gettext_lazy("Người thụ lý"),
        empty_label=gettext_lazy("Chọn công chức"),
    )
    note = text(gettext_lazy("Ghi chú cho người thụ lý"), rows=2, required=False)

    @override
    def prepare(self) -> None:
        self.offer("handler", lambda: choices.handlers_with_load(self.dossier, self.today))
        if not self.is_bound:
            self._suggest()

    def _suggest(self) -> None:
        """Say who holds least. The choice stays with the head: it is a hint, not a default."""
        if name := choices.least_loaded(self.dossier, self.today):
            self.fields["handler"].help_text = _("Đang giữ ít hồ sơ nhất: %(name)s.") % {"name": name}


class ReassignForm(AssignForm):
    note = None  # type: ignore[assignment]  # a reassignment has a reason in its place
    reason = text(_REASON, rows=2)


class ConsultForm(ActForm):
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=gettext_lazy("Đơn vị được hỏi"),
        empty_label=gettext_lazy("Chọn đơn vị"),
    )
    question = text(gettext_lazy("Nội dung cần ý kiến"), rows=4, most=2000)
    working_hours = forms.IntegerField(
        label=gettext_lazy("Thời hạn trả lời (giờ làm việc)"), min_value=1, max_value=240, initial=8
    )

    @override
    def prepare(self) -> None:
        self.choose_from("unit", choices.units_to_consult(self.dossier, self.today))


class AnswerForm(ActForm):
    answer = text(gettext_lazy("Ý kiến trả lời"), rows=5, most=4000)

    @override
    def prepare(self) -> None:
        asked = self.dossier.consultations.filter(answered_at__isnull=True).order_by("asked_at", "id").first()
        if asked is not None:
            self.fields["answer"].help_text = _("Câu hỏi: %(question)s") % {"question": asked.question}


class DraftForm(FileForm, ActForm):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Kết quả"),
        choices=tr_choices(Outcome.choices),
        widget=forms.RadioSelect,
        initial=Outcome.GRANTED,
    )
    summary = text(
        gettext_lazy("Nội dung kết quả"),
        rows=3,
        hint=gettext_lazy("Nếu từ chối giải quyết, nêu rõ lý do và căn cứ."),
    )
    file = forms.FileField(
        label=gettext_lazy("Tệp dự thảo"),
        required=False,
        help_text=gettext_lazy(
            "PDF, DOCX hoặc ảnh, không quá 20 MB. Có thể để trống nếu kết quả chỉ có bản giấy."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    field_order = ("outcome", "summary", "file")

    @override
    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["stored"] = self.stored
        return data


class SubmitForm(ActForm):
    note = text(gettext_lazy("Ghi chú khi trình"), rows=2, required=False)


class SignForm(ActForm):
    sha256 = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    @override
    def prepare(self) -> None:
        self.fields["sha256"].initial = self.dossier.result_sha256


class NumberForm(ActForm):
    symbol = text(
        gettext_lazy("Ký hiệu văn bản"),
        most=48,
        hint=gettext_lazy(
            "Ví dụ GXN-UBND. Số được cấp tiếp theo trong năm của cơ quan (Nghị định 30/2020/NĐ-CP)."
        ),
    )


_NEEDS_NUMBER = frozenset({Identification.AUTHORISATION.value})
"""Ways of proving to be entitled that have to be found again later."""


class ReturnForm(ActForm):
    collected_by = text(gettext_lazy("Người nhận kết quả"), most=255)
    identification = forms.ChoiceField(
        label=gettext_lazy("Đối chiếu bằng"),
        choices=[(one.value, IDENTIFICATION_NAMES[one]) for one in Identification],
        widget=forms.RadioSelect,
        initial=Identification.RECEIPT.value,
        help_text=gettext_lazy("Mất giấy tiếp nhận vẫn trả được: đối chiếu bằng giấy tờ tùy thân."),
    )
    evidence = text(
        gettext_lazy("Số giấy tờ đã đối chiếu"),
        required=False,
        most=64,
        hint=gettext_lazy(
            "Số căn cước, hoặc số và ngày của văn bản ủy quyền. Để trống được khi có giấy tiếp nhận."
        ),
    )
    originals_returned = forms.BooleanField(
        label=gettext_lazy("Đã trả lại bản chính giấy tờ người nộp đưa"), required=False, initial=True
    )
    originals = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Bản chính trả lại kèm theo"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Bỏ dấu giấy tờ mà cơ quan còn giữ; tên giấy tờ đó được ghi vào diễn biến."),
    )
    listed = forms.BooleanField(widget=forms.HiddenInput, required=False)

    @override
    def prepare(self) -> None:
        self.fields["collected_by"].initial = self.dossier.applicant_name
        papers = originals_kept(self.dossier)
        self.choose_from("originals", papers)
        if papers:  # ticked one by one, instead of one tick for all
            self.fields["originals_returned"].widget = forms.HiddenInput()
            self.fields["listed"].initial = True
            self.fields["originals"].initial = [pk for pk, _name in papers]
        else:
            self.fields["originals"].widget = forms.MultipleHiddenInput()

    @override
    def clean(self) -> dict[str, Any]:
        """Without the list (an older page, another client) one tick counts for all papers."""
        data = self.cleaned_data
        if data.get("identification") in _NEEDS_NUMBER and not data.get("evidence"):
            self.add_error("evidence", _("Chưa ghi số giấy tờ đã đối chiếu."))
        if not data.pop("listed", False):
            data.pop("originals", None)
        return data


class PostForm(ActForm):
    consignment = text(gettext_lazy("Số bưu gửi"), most=64)


class PaymentForm(ActForm):
    amount = forms.DecimalField(
        label=gettext_lazy("Số tiền (đồng)"), min_value=1, max_digits=14, decimal_places=0
    )
    reason = text(gettext_lazy("Nghĩa vụ tài chính"), rows=2)


class EvidenceForm(ActForm):
    evidence = text(gettext_lazy("Số chứng từ nộp tiền"), most=255)
