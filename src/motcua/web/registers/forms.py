# SPDX-License-Identifier: EUPL-1.2
"""What the acts of the registers ask for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from motcua.organisations.models import Unit
from motcua.registers.models import (
    DocumentKind,
    InitiativeLevel,
    InternalAudit,
    NonconformitySource,
    PublicityChannel,
    QualityVersion,
)
from motcua.web.forms.base import PressForm, day, text
from motcua.web.forms.offers import ProvenForm
from motcua.web.wording import tr_choices


class OfUnit(PressForm):
    """A form in which one of the agency's units is chosen; `unit_field` names the field."""

    unit_field = "unit"

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        self.units = units
        super().__init__(*args, **kwargs)

    @override
    def prepare(self) -> None:
        super().prepare()
        choices = [(unit.pk, unit.name) for unit in self.units]
        self.choose_from(self.unit_field, choices)

    def unit_of(self, pk: int) -> Unit:
        """The unit chosen."""
        return next(unit for unit in self.units if unit.pk == pk)


class InitiativeForm(OfUnit, ProvenForm):
    """A proposal."""

    unit_field = "proposer"
    title = text(_("Tên sáng kiến"), most=500)
    authors = text(
        _("Tác giả, đồng tác giả"), most=500, hint=_("Họ tên, chức danh; nhiều người thì ghi tỷ lệ đóng góp.")
    )
    proposer = forms.TypedChoiceField(label=_("Đơn vị của tác giả"), coerce=int)
    content = text(_("Nội dung, điểm mới"), rows=6, most=8000)


class CouncilForm(ProvenForm):
    """The day of the council."""

    council_on = day(_("Ngày hội đồng họp"))


class RecogniseForm(ProvenForm):
    """The decision that recognises."""

    decision = text(_("Số quyết định"), most=255)
    decided_on = day(_("Ngày quyết định"))
    level = forms.ChoiceField(
        label=_("Phạm vi"), choices=tr_choices(InitiativeLevel.choices), widget=forms.RadioSelect
    )
    effect = text(_("Hiệu quả"), rows=3, most=4000)
    hours_saved = forms.IntegerField(
        label=_("Giờ làm việc tiết kiệm mỗi năm"), required=False, min_value=0, max_value=10_000_000
    )
    dong_saved = forms.IntegerField(
        label=_("Tiền tiết kiệm mỗi năm (đồng)"), required=False, min_value=0, max_value=10**15
    )


class ReasonForm(PressForm):
    """A reason."""

    why = text(_("Lý do"), rows=2)


class EvidenceForm(ProvenForm):
    """A file only."""

    needs_file = True


class CourseForm(PressForm):
    """A course."""

    title = text(_("Tên lớp, hội nghị"), most=500)
    topic = text(_("Nội dung"), rows=2)
    first_day = day(_("Từ ngày"))
    last_day = day(_("Đến ngày"))
    hours = forms.DecimalField(label=_("Số giờ"), max_digits=5, decimal_places=1, min_value=0)
    place = text(_("Nơi tổ chức"), required=False, most=255)
    document = text(_("Văn bản, kế hoạch"), required=False, most=255)
    online = forms.BooleanField(label=_("Tổ chức trực tuyến"), required=False)


class HoldForm(ProvenForm):
    """That it was held."""

    guests = forms.IntegerField(
        label=_("Số người dự ngoài hệ thống"), min_value=0, max_value=1_000_000, initial=0
    )


class AttendForm(PressForm):
    """Who of a unit took part."""

    people = forms.TypedMultipleChoiceField(
        label=_("Người tham dự"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: Mapping[int, str], there: Sequence[int], **kwargs: Any) -> None:
        self.named, self.there = people, there
        super().__init__(*args, **kwargs)

    @override
    def prepare(self) -> None:
        super().prepare()
        self.choose_from("people", list(self.named.items()))
        self.fields["people"].initial = list(self.there)


class PublicityForm(ProvenForm):
    """What people were told."""

    title = text(_("Tên hoạt động, bài viết"), most=500)
    topic = text(_("Nội dung"), rows=2, required=False)
    channel = forms.ChoiceField(label=_("Hình thức"), choices=tr_choices(PublicityChannel.choices))
    held_on = day(_("Ngày thực hiện"))
    reach = forms.IntegerField(label=_("Lượt tiếp cận"), required=False, min_value=0, max_value=100_000_000)
    reach_of = text(_("Đếm bằng cách nào"), required=False, most=255)
    address = text(_("Địa chỉ trên mạng"), required=False, most=500)


class ReachForm(PressForm):
    """How many were reached."""

    reach = forms.IntegerField(label=_("Lượt tiếp cận"), required=False, min_value=0, max_value=100_000_000)
    reach_of = text(_("Đếm bằng cách nào"), required=False, most=255)


class DocumentForm(PressForm):
    """A document of the system."""

    code = text(_("Mã tài liệu"), most=40, hint=_("Ví dụ QT-HT-01"))
    title = text(_("Tên tài liệu"), most=500)
    kind = forms.ChoiceField(label=_("Loại"), choices=tr_choices(DocumentKind.choices))
    kept_years = forms.IntegerField(label=_("Lưu hồ sơ (năm)"), required=False, min_value=1, max_value=100)


class VersionForm(ProvenForm):
    """A version of a document."""

    effective_from = day(_("Có hiệu lực từ ngày"))
    decision = text(_("Văn bản ban hành"), most=255)
    change = text(_("Thay đổi so với phiên bản trước"), rows=2, required=False)
    procedure = text(
        _("Mã thủ tục hành chính"),
        required=False,
        most=64,
        hint=_("Gắn tài liệu với phiên bản thủ tục đang hiệu lực ngày đó."),
    )


class EndForm(PressForm):
    """The last day of a document."""

    last_day = day(_("Hết hiệu lực từ hết ngày"))
    why = text(_("Lý do"), rows=2)


class AuditForm(OfUnit):
    """An internal audit."""

    unit_field = "audited"
    audited = forms.TypedChoiceField(label=_("Đơn vị được đánh giá"), coerce=int)
    scope = text(_("Phạm vi, quá trình được đánh giá"), rows=2)
    auditors = text(_("Người đánh giá"), most=500, hint=_("Không ai đánh giá công việc của chính mình."))
    planned_on = day(_("Ngày dự kiến"))


class ConcludeForm(ProvenForm):
    """What an audit came to."""

    held_on = day(_("Ngày thực hiện"))
    conclusion = text(_("Kết luận"), rows=4, most=8000)


class NonconformityForm(OfUnit, ProvenForm):
    """Something that did not meet a requirement."""

    unit_field = "responsible"
    description = text(_("Điểm không phù hợp"), rows=3, most=2000)
    responsible = forms.TypedChoiceField(label=_("Đơn vị chịu trách nhiệm"), coerce=int)
    source = forms.ChoiceField(label=_("Phát hiện qua"), choices=tr_choices(NonconformitySource.choices))
    found_on = day(_("Ngày phát hiện"))
    clause = text(_("Điều khoản của tiêu chuẩn"), required=False, most=16, hint=_("Ví dụ 8.5.1"))
    audit = forms.TypedChoiceField(label=_("Đợt đánh giá nội bộ"), coerce=int, required=False, empty_value="")
    version = forms.TypedChoiceField(
        label=_("Tài liệu liên quan"), coerce=int, required=False, empty_value=""
    )

    def __init__(
        self, *args: Any, audits: Sequence[InternalAudit], versions: Sequence[QualityVersion], **kwargs: Any
    ) -> None:
        self.audits, self.versions = audits, versions
        super().__init__(*args, **kwargs)

    @override
    def prepare(self) -> None:
        super().prepare()
        fields: dict[str, Any] = self.fields
        fields["audit"].choices = [
            ("", _("Không")),
            *((one.pk, f"{one.audited.name}, {one.planned_on:%d/%m/%Y}") for one in self.audits),
        ]
        fields["version"].choices = [
            ("", _("Không")),
            *((one.pk, f"{one.document.code} ({one.number}) {one.document.title}") for one in self.versions),
        ]


class TellForm(ProvenForm):
    """What was done, or found out."""

    text = text(_("Nội dung"), rows=3, most=2000)


class DoneForm(TellForm):
    """What was done, with evidence (TCVN ISO 9001:2015, 10.2.2)."""

    needs_file = True


class ActionForm(ProvenForm):
    """What will be done, until when."""

    text = text(_("Hành động khắc phục"), rows=3, most=2000)
    due = day(_("Hạn thực hiện"))


def today_in(name: str, today: dt.date) -> dict[str, Any]:
    """The day of today in a field."""
    return {"initial": {name: today}}
