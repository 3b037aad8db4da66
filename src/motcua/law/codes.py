# SPDX-License-Identifier: EUPL-1.2
"""Dossier codes: three official shapes, and codes of others kept as they came.

    2018     000.00.01.H22-190215-0001      NĐ 61/2018 Đ.26; TT 01/2018 Đ.19
    2020     H15.50.05.13-261008-0975       the same, agency codes after QĐ 20/2020/QĐ-TTg
    central  H26.123.45-260301-150975       TT 03/2025 Đ.13.3, added by TT 04/2025 Đ.23.2

agency – day of reception (YYMMDD) – order in the day. In the central form the first two digits of the last part
are those of the owner of the central system (15 of G15) and the order has at least four digits and grows. One
code is used everywhere (NĐ 61/2018 Đ.26.1), so a code that is not understood is still a code: it is stored and
searched exactly as it came. Codes of organisations, procedures, results and fields: `motcua.law.references`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from typing_extensions import override

from motcua.law.references import (
    CodeError,
    FieldCode,
    FieldCodeError,
    OrganisationCode,
    OrganisationCodeError,
    OrganisationKind,
    PersonalId,
    PersonalIdError,
    ProcedureCode,
    ProcedureCodeError,
    ResultCode,
    ResultCodeError,
    TaxCodeError,
    mask_personal_id,
    parse_agency_code,
    parse_field_code,
    parse_organisation_code,
    parse_personal_id,
    parse_procedure_code,
    parse_result_code,
    parse_tax_code,
)

__all__ = [
    "CodeError",
    "CodeForm",
    "DossierCode",
    "DossierCodeError",
    "FieldCode",
    "FieldCodeError",
    "ForeignCode",
    "OrganisationCode",
    "OrganisationCodeError",
    "OrganisationKind",
    "PersonalId",
    "PersonalIdError",
    "ProcedureCode",
    "ProcedureCodeError",
    "ResultCode",
    "ResultCodeError",
    "TaxCodeError",
    "format_dossier_code",
    "is_dossier_code",
    "mask_personal_id",
    "parse_agency_code",
    "parse_dossier_code",
    "parse_field_code",
    "parse_organisation_code",
    "parse_personal_id",
    "parse_procedure_code",
    "parse_result_code",
    "parse_tax_code",
    "read_dossier_code",
    "tidy_code",
]

_OLD_AGENCY = re.compile(r"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}")
_CENTRAL_AGENCY = re.compile(r"[A-Y][0-9]{2}\.[0-9A-Z]{3}\.[0-9A-Z]{2}")
_PARTS = re.compile(r"([^-]+)-([0-9]{6})-([0-9]+)")
_OWNER = re.compile(r"[0-9]{2}")

MIN_ORDER_DIGITS = 4
MAX_PLAIN_DIGITS = 5  # from six digits on, the last part reads as owner (2) + order (4 or more)
MAX_ORDER_DIGITS = 12  # of the last part, owner and order together; more is no order of a day
OWNER_DIGITS = 2
"""Bounds of the written order number."""


class CodeForm(StrEnum):
    """The official shapes of a dossier code."""

    FORM_2018 = "2018"
    FORM_2020 = "2020"
    CENTRAL_2025 = "central-2025"


class DossierCodeError(CodeError):
    """Not a dossier code of an official shape, or parts that cannot make one."""

    code = "dossier_code_invalid"


@dataclass(frozen=True, slots=True)
class DossierCode:
    """An official dossier code taken apart; `str()` gives it back character by character.

    `order` counts from 1 within the day. `order_digits` is how many digits it was written with, so that a code
    padded wider by another system survives unchanged. `system_owner` is None but for the central form.
    Made by `parse_dossier_code` and `format_dossier_code`, which check the parts.
    """

    form: CodeForm
    agency: str
    received_on: date
    order: int
    system_owner: str | None = None
    order_digits: int = MIN_ORDER_DIGITS

    @override
    def __str__(self) -> str:
        owner = self.system_owner or ""
        return f"{self.agency}-{self.received_on:%y%m%d}-{owner}{self.order:0{self.order_digits}d}"


@dataclass(frozen=True, slots=True)
class ForeignCode:
    """A code of another system, kept exactly as it came; `reason` says why it was not understood."""

    text: str
    reason: str

    @override
    def __str__(self) -> str:
        return self.text


def tidy_code(text: str) -> str:
    """A code as typed or pasted, made comparable: no blanks, no invisible signs, upper case, plain hyphens."""
    plain = unicodedata.normalize("NFKC", text).upper()
    hyphens = re.sub("[\u2010-\u2015\u2212]", "-", plain)
    return "".join(one for one in hyphens if not one.isspace() and unicodedata.category(one) != "Cf")


def parse_dossier_code(text: str) -> DossierCode:
    """Take an official dossier code apart. Strict: no blanks, upper case (see `tidy_code`).

    Raises `DossierCodeError`, whose message says which part is wrong.
    """
    parts = _PARTS.fullmatch(text)
    if parts is None:
        raise DossierCodeError(
            text,
            "cần dạng MÃ_CƠ_QUAN-NNTTNG-SỐ_THỨ_TỰ, ví dụ H15.50.05.13-261008-0975; hãy kiểm tra và nhập lại",
        )
    agency, day_text, tail = parts.groups()
    received_on = _parse_day(text, day_text)
    form, owner, digits = _shape(text, agency, tail)
    order = int(digits)
    if order < 1:
        raise DossierCodeError(text, "số thứ tự trong ngày bắt đầu từ 0001; hãy kiểm tra lại số thứ tự")
    return DossierCode(form, agency, received_on, order, owner, len(digits))


def read_dossier_code(text: str) -> DossierCode | ForeignCode:
    """A code from outside: understood when official, otherwise kept as it came.

    Raises `DossierCodeError` only for a blank text, which names nothing.
    """
    if not text.strip():
        raise DossierCodeError(text, "mã hồ sơ trống; hãy nhập mã trên giấy tiếp nhận")
    try:
        return parse_dossier_code(text)
    except DossierCodeError as error:
        return ForeignCode(text, error.reason)


def is_dossier_code(text: str) -> bool:
    """Whether a text is an official dossier code."""
    return bool(text.strip()) and isinstance(read_dossier_code(text), DossierCode)


def format_dossier_code(
    form: CodeForm, agency: str, day: date, order: int, *, system_owner: str | None = None
) -> DossierCode:
    """The code of the `order`-th dossier that `agency` receives on `day`; `str()` of it is the text.

    `form` comes from the rule set of the day (`code_form` or `central_code_form`). `system_owner` (two digits)
    belongs to the central form and to no other. Raises `DossierCodeError` when a part does not fit the form; the
    2018 form ends at 9999 a day, the 2020 form at 99999, the central form grows.
    """
    draft = f"{agency} / {day.isoformat()} / {order}"
    if (form is CodeForm.CENTRAL_2025) != (system_owner is not None):
        raise DossierCodeError(
            draft, "hai chữ số của cơ quan chủ quản chỉ dùng, và phải có, ở mã của hệ thống tập trung"
        )
    if system_owner is not None and _OWNER.fullmatch(system_owner) is None:
        raise DossierCodeError(draft, "cơ quan chủ quản hệ thống phải là hai chữ số, ví dụ 15 của G15")
    if not 2000 <= day.year <= 2099:
        raise DossierCodeError(draft, "ngày tiếp nhận phải trong các năm 2000–2099; hãy kiểm tra lại ngày")
    if order < 1:
        raise DossierCodeError(draft, "số thứ tự trong ngày bắt đầu từ 1; hãy lấy số từ dãy số của đơn vị")
    code = DossierCode(form, agency, day, order, system_owner, max(MIN_ORDER_DIGITS, len(str(order))))
    _check_order_room(draft, code)
    _check_agency(draft, form, agency)
    return code


def _check_order_room(draft: str, code: DossierCode) -> None:
    most = {
        CodeForm.FORM_2018: MIN_ORDER_DIGITS,
        CodeForm.FORM_2020: MAX_PLAIN_DIGITS,
        CodeForm.CENTRAL_2025: MAX_ORDER_DIGITS - OWNER_DIGITS,
    }
    if code.order_digits > most[code.form]:
        raise DossierCodeError(
            draft, "số thứ tự trong ngày đã hết chỗ; hãy mở dãy số cho một điểm tiếp nhận khác"
        )


def _check_agency(text: str, form: CodeForm, agency: str) -> None:
    if form is CodeForm.FORM_2018:
        if _OLD_AGENCY.fullmatch(agency) is None:
            raise DossierCodeError(text, "mã cơ quan của mẫu 2018 có dạng 000.00.01.H22; hãy kiểm tra lại")
        return
    if form is CodeForm.CENTRAL_2025 and _CENTRAL_AGENCY.fullmatch(agency) is None:
        raise DossierCodeError(text, "mã cơ quan ở hệ thống tập trung có dạng H26.123.45; hãy kiểm tra lại")
    try:
        parse_agency_code(agency)
    except OrganisationCodeError as error:
        raise DossierCodeError(text, error.reason) from error


def _parse_day(text: str, digits: str) -> date:
    try:
        return date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError as error:
        reason = f"“{digits}” không phải ngày dạng NNTTNG (năm, tháng, ngày); hãy kiểm tra lại"
        raise DossierCodeError(text, reason) from error


def _shape(text: str, agency: str, tail: str) -> tuple[CodeForm, str | None, str]:
    """Form, owner and order digits of the last part; the agency decides between the forms."""
    if not MIN_ORDER_DIGITS <= len(tail) <= MAX_ORDER_DIGITS:
        raise DossierCodeError(text, "số thứ tự phải có ít nhất 4 chữ số và không quá 12; hãy kiểm tra lại")
    if agency[0].isdigit():
        form = CodeForm.FORM_2018
    elif len(tail) > MAX_PLAIN_DIGITS:
        form = CodeForm.CENTRAL_2025
    else:
        form = CodeForm.FORM_2020
    _check_agency(text, form, agency)
    if form is CodeForm.FORM_2018 and len(tail) != MIN_ORDER_DIGITS:
        raise DossierCodeError(text, "số thứ tự của mẫu 2018 có đúng 4 chữ số; hãy kiểm tra lại")
    if form is CodeForm.CENTRAL_2025:
        return form, tail[:OWNER_DIGITS], tail[OWNER_DIGITS:]
    return form, None, tail
