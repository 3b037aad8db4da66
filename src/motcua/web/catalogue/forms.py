# SPDX-License-Identifier: EUPL-1.2
"""Forms of the catalogue: the head and the rows of a draft, the decision of publication, answers to doubts."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from motcua.catalogue.editing import Decision, Publication
from motcua.catalogue.editing.answers import DUE, fee_values, fee_words, limit_values, limit_words
from motcua.catalogue.editing.parts import Row
from motcua.catalogue.models import Change, Channel, Confidence, Level
from motcua.errors import MotCuaError
from motcua.law.deadlines import CountMode
from motcua.law.online_levels import LEVEL_NAMES
from motcua.web.catalogue.acting import CatalogueForm
from motcua.web.forms.base import day, text
from motcua.web.refusal_words import refusal_words
from motcua.web.wording import tr_choices

_LONG: Final = 100_000
_UNKNOWN: Final = "chưa rõ"


class PartForm(CatalogueForm):
    """A form for one row of a part: `start` makes what it begins with, `row` what it holds.

    Fields after the first `first` are folded under `more_name`.
    """

    first = 99
    more_name: Any = ""

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What lies open."""
        return list(self)[: self.first]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """What is folded."""
        return list(self)[self.first :]

    @property
    def more_is_wrong(self) -> bool:
        """Whether a folded field was refused, so that it must not stay folded."""
        return any(field.errors for field in self.more_fields)

    @classmethod
    def start(cls, row: Row) -> dict[str, Any]:
        """What the form begins with."""
        return dict(row)

    def row(self) -> Row:
        """What was filled in, as the columns of the row."""
        return dict(self.cleaned_data)

    def is_blank(self) -> bool:
        """Whether nothing was filled in: such a row is left out."""
        return not any(self.cleaned_data.values())


class HeadForm(PartForm):
    name = text(_("Tên thủ tục"), most=2000)
    everyday_names = text(
        _("Tên thường gọi"),
        rows=3,
        required=False,
        most=4000,
        hint=_("Mỗi dòng một tên; quầy tìm được thủ tục theo các tên này."),
    )
    field_name = text(_("Lĩnh vực"), required=False, most=300)
    field_code = text(_("Mã lĩnh vực"), required=False, most=40, hint=_("Ví dụ: G15-HT01."))
    levels = forms.MultipleChoiceField(
        label=_("Cấp thực hiện"),
        choices=tr_choices(Level.choices),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    audience = text(_("Đối tượng thực hiện"), required=False, most=2000)
    receiving_unit_text = text(_("Nơi tiếp nhận"), required=False, most=2000)
    competent_unit_text = text(_("Cơ quan có thẩm quyền giải quyết"), required=False, most=2000)
    supporting_unit_text = text(_("Cơ quan phối hợp"), required=False, most=2000)
    steps_text = text(_("Trình tự thực hiện"), rows=10, required=False, most=_LONG)
    conditions_text = text(_("Yêu cầu, điều kiện"), rows=5, required=False, most=_LONG)
    paper_notes = text(
        _("Lưu ý về thành phần hồ sơ"), rows=4, required=False, most=_LONG, hint=_("Mỗi dòng một lưu ý.")
    )
    decision_number = text(
        _("Số quyết định công bố"), required=False, most=120, hint=_("Được hỏi lại khi công bố.")
    )
    source = text(_("Nguồn"), required=False, most=2000, hint=_("Nội dung này lấy từ đâu."))
    confidence = forms.ChoiceField(label=_("Mức đối chiếu"), choices=tr_choices(Confidence.choices))

    @classmethod
    @override
    def start(cls, row: Row) -> dict[str, Any]:
        """Lists are shown line by line."""
        lists = {name: "\n".join(row[name]) for name in ("everyday_names", "paper_notes")}
        return {**row, **lists}

    @override
    def row(self) -> Row:
        """Lines are lists again."""
        data = {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value
            for name, value in self.cleaned_data.items()
        }
        for name in ("everyday_names", "paper_notes"):
            data[name] = [line.strip() for line in data[name].split("\n") if line.strip()]
        return data

    @override
    def is_blank(self) -> bool:
        """There is always a head."""
        return False


class CaseForm(PartForm):
    first = 6
    more_name = _("Mức trực tuyến, cách tính hạn, giờ chốt nhận, nguồn")
    name = text(
        _("Trường hợp"), required=False, most=2000, hint=_("Để trống nếu thủ tục chỉ có một trường hợp.")
    )
    channel = forms.ChoiceField(label=_("Cách nộp"), choices=tr_choices(Channel.choices))
    limit = text(
        _("Thời hạn"),
        required=False,
        most=80,
        hint=_("Ví dụ: 3 ngày làm việc; 8 giờ làm việc; trong ngày. Để trống: chưa rõ."),
    )
    limit_note = text(_("Ghi chú thời hạn"), rows=2, required=False, most=_LONG)
    fee = text(
        _("Phí, lệ phí"),
        required=False,
        most=80,
        hint=_("Ví dụ: 50.000 đồng; miễn phí; có thu. Để trống: chưa rõ."),
    )
    fee_note = text(_("Ghi chú phí"), rows=2, required=False, most=_LONG)
    online_level = forms.ChoiceField(
        label=_("Mức dịch vụ công trực tuyến"),
        choices=[("", _("Chưa rõ")), *tr_choices((level.value, name) for level, name in LEVEL_NAMES.items())],
        required=False,
        help_text=_("Chỉ của cách nộp trực tuyến. Toàn trình: người nộp không phải đến cơ quan lần nào."),
    )
    online_reason = text(
        _("Vì sao chưa toàn trình"),
        required=False,
        most=2000,
        hint=_("Được niêm yết cùng thủ tục khi chỉ làm trực tuyến được một phần."),
    )
    count_mode = forms.ChoiceField(
        label=_("Cách tính hạn"),
        choices=[
            (CountMode.CIVIL.value, _("Theo ngày")),
            (CountMode.ROLLING.value, _("Theo giờ làm việc liên tục")),
        ],
    )
    cutoff = forms.TimeField(
        label=_("Giờ chốt nhận"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Nộp sau giờ này tính từ ngày làm việc sau. Để trống: theo quy tắc chung."),
    )
    confidence = forms.ChoiceField(label=_("Mức đối chiếu"), choices=tr_choices(Confidence.choices))
    source = text(_("Nguồn"), required=False, most=2000)

    @classmethod
    @override
    def start(cls, row: Row) -> dict[str, Any]:
        """Limit and fee as people write them."""
        limit, fee = limit_words(row), fee_words(row)
        return {
            **row,
            "limit": "" if limit == _UNKNOWN else limit,
            "fee": "" if fee == _UNKNOWN else ("có thu" if fee == DUE else fee),
        }

    def clean_online_level(self) -> str | None:
        """A level belongs to filing online; the channel was read before it."""
        level: str = self.cleaned_data["online_level"]
        if level and self.cleaned_data.get("channel") != Channel.ONLINE:
            raise ValidationError(_("Chỉ cách nộp trực tuyến mới có mức này: hãy chọn “Chưa rõ”."))
        return level or None

    def clean_limit(self) -> Row:
        """Number and unit, or neither."""
        words = self.cleaned_data["limit"]
        return _understood(limit_values, words) if words else {"limit_value": None, "limit_unit": None}

    def clean_fee(self) -> Row:
        """Free, due, or not known; with its amount where there is one."""
        words = self.cleaned_data["fee"]
        known = _understood(fee_values, words) if words else {"fee_free": None, "fee_amount": None}
        return {"fee_currency": "VND", **known}

    @override
    def row(self) -> Row:
        """Limit and fee as columns."""
        data = dict(self.cleaned_data)
        return {
            **{n: v for n, v in data.items() if n not in {"limit", "fee"}},
            **data["limit"],
            **data["fee"],
        }

    @override
    def is_blank(self) -> bool:
        """A way to file may stand with nothing known of it."""
        return False


class PaperForm(PartForm):
    first = 5
    more_name = _("Trường hợp, nhóm, nơi tra cứu")
    name = text(_("Tên giấy tờ"), rows=2, required=False, most=_LONG)
    case_name = text(_("Chỉ cho trường hợp"), required=False, most=2000, hint=_("Để trống: mọi trường hợp."))
    originals = forms.IntegerField(
        label=_("Bản chính"), required=False, min_value=0, max_value=999, help_text=_("Trống: chưa rõ.")
    )
    copies = forms.IntegerField(
        label=_("Bản sao"), required=False, min_value=0, max_value=999, help_text=_("Trống: chưa rõ.")
    )
    presented_only = forms.BooleanField(label=_("Chỉ xuất trình, không nộp"), required=False)
    group = text(_("Nhóm"), required=False, most=2000, hint=_("Các giấy tờ cùng nhóm: nộp một trong số đó."))
    reuse_source = text(
        _("Nơi tra thay cho việc nộp"), required=False, most=2000, hint=_("Ví dụ: CSDL quốc gia về dân cư.")
    )

    def clean_name(self) -> str:
        """A row with anything in it needs a name."""
        return _named(self, "name", str(_("Chưa điền tên giấy tờ của dòng này.")))


class ResultForm(PartForm):
    name = text(_("Tên kết quả"), required=False, most=2000)
    code = text(_("Mã kết quả"), required=False, most=40, hint=_("Ví dụ: KQ.G15.000031."))
    is_refusal = forms.BooleanField(label=_("Là văn bản từ chối"), required=False)

    def clean_name(self) -> str:
        """A row with anything in it needs a name."""
        return _named(self, "name", str(_("Chưa điền tên kết quả của dòng này.")))


class BasisForm(PartForm):
    number = text(_("Số ký hiệu"), required=False, most=80, hint=_("Ví dụ: 60/2014/QH13."))
    title = text(_("Tên văn bản"), required=False, most=2000)


PART_FORMS: Final[dict[str, type[PartForm]]] = {
    "head": HeadForm,
    "cases": CaseForm,
    "papers": PaperForm,
    "results": ResultForm,
    "legal_bases": BasisForm,
}


class NewProcedureForm(CatalogueForm):
    procedure_code = text(_("Mã thủ tục"), most=40, hint=_("Mã quốc gia, ví dụ 1.001193."))
    name = text(_("Tên thủ tục"), most=2000)


class DecisionForm(CatalogueForm):
    """The decision of publication."""

    decision_number = text(_("Số quyết định công bố"), most=120, hint=_("Ví dụ: 1872/QĐ-UBND."))
    decision_date = day(_("Ngày quyết định"))
    decision_issuer = text(_("Cơ quan ban hành"), most=300)
    effective_from = day(_("Có hiệu lực từ ngày"))

    def publication(self) -> Publication:
        """What was filled in, for the act."""
        names = ("decision_number", "decision_date", "decision_issuer", "effective_from")
        return Publication(**{name: self.cleaned_data[name] for name in names})


class PublishForm(DecisionForm):
    change = forms.ChoiceField(
        label=_("Quyết định này"),
        choices=[
            (Change.ANNOUNCE.value, _("công bố thủ tục mới ban hành")),
            (Change.AMEND.value, _("công bố thủ tục được sửa đổi, bổ sung")),
            (Change.REPLACE.value, _("công bố thủ tục được thay thế")),
        ],
        widget=forms.RadioSelect,
    )
    seen = forms.CharField(widget=forms.HiddenInput)
    field_order = ("change",)


class ReasonForm(CatalogueForm):
    reason = text(_("Lý do"), rows=2, hint=_("Được lưu lại cùng thay đổi, không sửa được về sau."))


class AnswerForm(CatalogueForm):
    """What is decided about a doubt."""

    decision = forms.ChoiceField(
        label=_("Quyết định"),
        choices=[
            (Decision.ACCEPT.value, _("Nhận đề xuất của từng mục")),
            (Decision.KEEP.value, _("Giữ như danh mục")),
            (Decision.CORRECT.value, _("Sửa thành giá trị dưới đây")),
            (Decision.DISMISS.value, _("Không áp dụng, vì lý do dưới đây")),
        ],
        widget=forms.RadioSelect,
    )
    reason = text(_("Lý do không áp dụng"), required=False, most=1000)
    text = text(_("Giá trị đúng"), required=False, most=2000)
    field_order = ("decision", "text", "reason")


def _understood(read: Any, words: str) -> Row:
    try:
        values: Row = read(words)
    except MotCuaError as refusal:
        raise ValidationError(refusal_words(refusal)) from refusal
    return values


def _named(form: PartForm, field: str, message: str) -> str:
    name: str = form.cleaned_data[field]
    others = [form[one.name].value() for one in form if one.name != field]
    if not name and any(value not in (None, "", False) for value in others):
        raise ValidationError(message)
    return name
