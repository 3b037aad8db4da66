# SPDX-License-Identifier: EUPL-1.2
"""Which statutory form stands for which role on which day of reception.

Two sets: TT 01/2018/TT-VPCP (Mẫu số 01–06) for dossiers received before 15 September 2025 and
TT 03/2025/TT-VPCP (Mẫu số 01–07) from that day. A dossier keeps the set of the day it was received, so a
letter written in 2026 on a dossier of August 2025 still follows the old set. Code asks for a *role* ("the
apology"), never for a number: 05 is the control slip in the old set and the stop notice in the new one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.errors import MotCuaError
from motcua.law.calendar_config import Confidence

FIRST_DAY = date(2018, 6, 21)
"""NĐ 61/2018/NĐ-CP takes effect: before this day the house knows no rules."""

NEW_FORMS_FROM = date(2025, 9, 15)
"""TT 03/2025/TT-VPCP is signed and takes effect on this day (included)."""


class FormSet(StrEnum):
    """The circular whose annex holds the forms."""

    TT01_2018 = "tt01_2018"
    TT03_2025 = "tt03_2025"


class FormRole(StrEnum):
    """What a form is for, whatever number it carries."""

    RECEIPT = "receipt"
    SUPPLEMENT_REQUEST = "supplement_request"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP_NOTICE = "stop_notice"
    CONTROL_SLIP = "control_slip"
    REGISTER = "register"


class PaperSize(StrEnum):
    """Sheet a form is printed on."""

    A5 = "A5"
    A4 = "A4"


class DayBeforeRules(MotCuaError, ValueError):
    """A day of reception before the first rule set."""

    code = "day_before_rules"

    def __init__(self, day: date) -> None:
        self.day = day
        super().__init__(
            f"Ngày tiếp nhận {day:%d/%m/%Y} có trước ngày 21/6/2018, khi Nghị định 61/2018/NĐ-CP "
            "có hiệu lực. Hãy kiểm tra lại ngày; hồ sơ cũ hơn chỉ nhập vào lưu trữ, không tính hạn."
        )


class FormNotInSet(MotCuaError, LookupError):
    """The set of that day has no form for the role (the stop notice exists only since TT 03/2025)."""

    code = "form_not_in_set"

    def __init__(self, role: FormRole, form_set: FormSet) -> None:
        self.role = role
        self.form_set = form_set
        super().__init__(
            f"Bộ mẫu {FORM_SET_NAMES[form_set]} không có mẫu cho “{ROLE_TITLES[role]}”. "
            "Hãy dùng văn bản thông thường theo Nghị định 30/2020/NĐ-CP."
        )


class LetterNumberInvalid(MotCuaError, ValueError):
    """A letter cannot be numbered like this."""

    code = "letter_number_invalid"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of one set.

    `symbol` is the letter sign in the number of the letter (`12/PBS-TTPVHCC`); None where the form carries
    the dossier code or a book number instead of a number of its own. `confidence` speaks of size and symbol;
    role, number and title are better known (verified for the old set, likely for the new).
    """

    form_set: FormSet
    role: FormRole
    number: int
    title: str
    paper: PaperSize
    symbol: str | None
    source: str
    confidence: Confidence

    @property
    def label(self) -> str:
        """How the form names itself: `Mẫu số 01`."""
        return f"Mẫu số {self.number:02d}"


FORM_SET_NAMES: dict[FormSet, str] = {
    FormSet.TT01_2018: "Thông tư 01/2018/TT-VPCP",
    FormSet.TT03_2025: "Thông tư 03/2025/TT-VPCP",
}

_RECEIPT = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
_SUPPLEMENT = "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"
_REFUSAL = "Phiếu từ chối tiếp nhận giải quyết hồ sơ"
_CONTROL = "Phiếu kiểm soát quá trình giải quyết hồ sơ"
_REGISTER = "Sổ theo dõi hồ sơ"
_STOP = "Thông báo dừng giải quyết hồ sơ"

ROLE_TITLES: dict[FormRole, str] = {
    FormRole.RECEIPT: _RECEIPT,
    FormRole.SUPPLEMENT_REQUEST: _SUPPLEMENT,
    FormRole.REFUSAL: _REFUSAL,
    FormRole.APOLOGY: "Văn bản xin lỗi",
    FormRole.STOP_NOTICE: _STOP,
    FormRole.CONTROL_SLIP: _CONTROL,
    FormRole.REGISTER: _REGISTER,
}
"""Name of a role where no set is meant."""

_OLD = "TT 01/2018/TT-VPCP, Phụ lục; Đ.9.2 (khổ giấy)"
_NEW = "TT 03/2025/TT-VPCP, Phụ lục I"

_V, _L, _U = Confidence.VERIFIED, Confidence.LIKELY, Confidence.UNCERTAIN
_A5, _A4 = PaperSize.A5, PaperSize.A4


def _old(
    role: FormRole, number: int, title: str, paper: PaperSize, symbol: str | None, c: Confidence
) -> Form:
    return Form(FormSet.TT01_2018, role, number, title, paper, symbol, _OLD, c)


def _new(
    role: FormRole, number: int, title: str, paper: PaperSize, symbol: str | None, c: Confidence
) -> Form:
    return Form(FormSet.TT03_2025, role, number, title, paper, symbol, _NEW, c)


FORMS: tuple[Form, ...] = (
    _old(FormRole.RECEIPT, 1, _RECEIPT, _A5, None, _V),
    _old(FormRole.SUPPLEMENT_REQUEST, 2, _SUPPLEMENT, _A5, "HDHS", _V),
    _old(FormRole.REFUSAL, 3, _REFUSAL, _A5, "PTC", _U),
    _old(FormRole.APOLOGY, 4, "Phiếu xin lỗi và hẹn lại ngày trả kết quả", _A5, "PXL", _U),
    _old(FormRole.CONTROL_SLIP, 5, _CONTROL, _A5, "PKS", _U),
    _old(FormRole.REGISTER, 6, _REGISTER, _A4, None, _V),
    _new(FormRole.RECEIPT, 1, _RECEIPT, _A5, None, _L),
    _new(FormRole.SUPPLEMENT_REQUEST, 2, _SUPPLEMENT, _A5, "PBS", _L),
    _new(FormRole.REFUSAL, 3, _REFUSAL, _A5, "PTC", _L),
    _new(
        FormRole.APOLOGY, 4, "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết hồ sơ", _A4, "PXL", _U
    ),
    _new(FormRole.STOP_NOTICE, 5, _STOP, _A5, "TB", _U),
    _new(FormRole.CONTROL_SLIP, 6, _CONTROL, _A5, "PKS", _L),
    _new(FormRole.REGISTER, 7, _REGISTER, _A4, None, _L),
)
"""Every form of both sets, in order of set and number."""

_INDEX = {(form.form_set, form.role): form for form in FORMS}


def form_set_on(received: date) -> FormSet:
    """The set for a dossier received on `received` (civil date in Vietnam).

    Raises `DayBeforeRules` before 21 June 2018. TT 01/2018 itself is in force since 6 January 2019; the
    half year before it uses the same forms, because no earlier national forms are on record.
    """
    if received < FIRST_DAY:
        raise DayBeforeRules(received)
    return FormSet.TT03_2025 if received >= NEW_FORMS_FROM else FormSet.TT01_2018


def form_of(form_set: FormSet, role: FormRole) -> Form:
    """The form of a role in a set. Raises `FormNotInSet`."""
    form = _INDEX.get((form_set, role))
    if form is None:
        raise FormNotInSet(role, form_set)
    return form


def letter_number(form: Form, order: int, unit_symbol: str) -> str:
    """Number and symbol of a letter: `05/PBS-TTPVHCC`.

    Orders below ten carry a leading zero (NĐ 30/2020/NĐ-CP, Phụ lục I); they restart at 1 on 1 January per
    unit (Đ.15). Raises `LetterNumberInvalid` for a form without number of its own, an order below 1, a
    blank symbol.
    """
    if form.symbol is None:
        raise LetterNumberInvalid(
            f"{form.label} ({form.title}) không có số riêng; hãy dùng mã hồ sơ hoặc số thứ tự trong sổ."
        )
    if order < 1:
        raise LetterNumberInvalid(
            f"Số văn bản phải từ 1 trở lên, không thể là {order}. Hãy lấy số mới từ dãy số."
        )
    if not unit_symbol.strip():
        raise LetterNumberInvalid(
            "Đơn vị chưa có ký hiệu văn bản. Hãy khai ký hiệu của đơn vị rồi lấy số lại."
        )
    return f"{order:02d}/{form.symbol}-{unit_symbol.strip()}"
