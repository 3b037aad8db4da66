# SPDX-License-Identifier: EUPL-1.2
"""Codes that point at things: organisations, procedures, results, fields, persons.

Each parser is strict and refuses with a reason in Vietnamese that says what to do; none guesses. Sources: QĐ
20/2020/QĐ-TTg Đ.4–7 (organisations), the national database of procedures (procedures, results), TT 01/2018 Đ.20
(fields), NĐ 137/2015 Đ.13 and TT 59/2021/TT-BCA (personal identification number).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from typing_extensions import override

from motcua.errors import MotCuaError

MAX_ORGANISATION_CODE = 35
_AGENCY = re.compile(r"[A-Y][0-9]{2}(?:\.[0-9A-Z]+)*")
_SCHEME = re.compile(r"Z(?!00)[0-9]{2}[0-9A-Z]{1,32}")
_ENTERPRISE = re.compile(r"[0-9]{10}|[0-9]{12}|[0-9]{13}|[0-9]{2}[A-Z][0-9]{7}")
_OLD_AGENCY = re.compile(r"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}")
_PROCEDURE = re.compile(r"([0-9]\.[0-9]{6})(?:\.(.+))?")
_RESULT = re.compile(r"KQ\.(?:([A-Y][0-9]{2})\.([0-9]{6})|(DVC)\.([A-Z]+))")
_FIELD = re.compile(r"([A-Y][0-9]{2})-([A-Z]{2}[0-9A-Z]{0,6})")
_PERSONAL_ID = re.compile(r"[0-9]{12}")
_TAX_CODE = re.compile(r"([0-9]{10})(?:-?([0-9]{3}))?")
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


class CodeError(MotCuaError, ValueError):
    """Base of refused codes: `text` is what came, `reason` says what is wrong and what to do."""

    code = "code_invalid"

    def __init__(self, text: str, reason: str) -> None:
        self.text = text
        self.reason = reason
        super().__init__(f"Mã “{text}” không hợp lệ: {reason}.")


class OrganisationCodeError(CodeError):
    """Not an electronic identifier after QĐ 20/2020/QĐ-TTg."""

    code = "organisation_code_invalid"


class ProcedureCodeError(CodeError):
    """Not a code of the national database of procedures."""

    code = "procedure_code_invalid"


class ResultCodeError(CodeError):
    """Not a code of a kind of result."""

    code = "result_code_invalid"


class FieldCodeError(CodeError):
    """Not a code of a field of administration."""

    code = "field_code_invalid"


class PersonalIdError(CodeError):
    """Not a personal identification number. The message never repeats the number."""

    code = "personal_id_invalid"

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(mask_personal_id(text), reason)


class TaxCodeError(CodeError):
    """Not a tax code of ten digits, or ten and three for a dependent unit."""

    code = "tax_code_invalid"


class OrganisationKind(StrEnum):
    """The three ways of QĐ 20/2020 to name an organisation."""

    AGENCY = "agency"
    ENTERPRISE = "enterprise"
    SCHEME = "scheme"


@dataclass(frozen=True, slots=True)
class OrganisationCode:
    """An organisation code taken apart.

    `groups` holds one group per level for an agency (`("H15", "50", "05")`), the registration number of an
    enterprise, cooperative or business household, or scheme identifier and number of any other organisation.
    """

    kind: OrganisationKind
    groups: tuple[str, ...]

    @override
    def __str__(self) -> str:
        return ("." if self.kind is OrganisationKind.AGENCY else "").join(self.groups)

    @property
    def level(self) -> int:
        """Level of an agency, 1 for a ministry or province; 1 for all others."""
        return len(self.groups) if self.kind is OrganisationKind.AGENCY else 1

    @property
    def parent(self) -> OrganisationCode | None:
        """Code of the agency above, None at the top and for other kinds."""
        if self.kind is not OrganisationKind.AGENCY or len(self.groups) == 1:
            return None
        return OrganisationCode(self.kind, self.groups[:-1])


def parse_agency_code(text: str) -> OrganisationCode:
    """An agency code, groups from left to right, level 1 = a letter A–Y and two digits (Đ.4).

    Raises `OrganisationCodeError`.
    """
    if len(text) > MAX_ORGANISATION_CODE:
        raise OrganisationCodeError(text, f"dài {len(text)} ký tự, quá 35 ký tự cho phép; hãy kiểm tra lại")
    if _AGENCY.fullmatch(text) is None:
        raise OrganisationCodeError(
            text,
            "mã định danh cơ quan bắt đầu bằng một chữ cái A–Y và hai chữ số, các nhóm sau gồm chữ số và chữ cái "
            "in hoa cách nhau bằng dấu chấm, ví dụ H15.50.05; hãy tra lại danh mục mã định danh",
        )
    return OrganisationCode(OrganisationKind.AGENCY, tuple(text.split(".")))


def parse_organisation_code(text: str) -> OrganisationCode:
    """An electronic identifier of an agency (Đ.4), an enterprise (Đ.5) or another organisation (Đ.6).

    Registration numbers: 10 digits, 13 for a branch, 12 for a household known by its owner's number, and the
    older household form (two digits, a letter, seven digits). Raises `OrganisationCodeError`.
    """
    if _SCHEME.fullmatch(text):
        return OrganisationCode(OrganisationKind.SCHEME, (text[:3], text[3:]))
    if _ENTERPRISE.fullmatch(text):
        return OrganisationCode(OrganisationKind.ENTERPRISE, (text,))
    return parse_agency_code(text)


@dataclass(frozen=True, slots=True)
class ProcedureCode:
    """`national` is the code of the national database; `agency` the suffix of a local variant, or None."""

    national: str
    agency: str | None = None

    @override
    def __str__(self) -> str:
        return self.national if self.agency is None else f"{self.national}.{self.agency}"


def parse_procedure_code(text: str) -> ProcedureCode:
    """`1.001193`, or a local variant such as `1.001193.000.00.00.H22`. Raises `ProcedureCodeError`."""
    match = _PROCEDURE.fullmatch(text)
    if match is None:
        raise ProcedureCodeError(
            text, "mã thủ tục gồm một chữ số, dấu chấm và sáu chữ số, ví dụ 1.001193; hãy tra lại mã thủ tục"
        )
    national, agency = match.groups()
    if agency is None or _OLD_AGENCY.fullmatch(agency):
        return ProcedureCode(national, agency)
    try:
        parse_agency_code(agency)
    except OrganisationCodeError as error:
        raise ProcedureCodeError(text, f"phần mã địa phương “{agency}” sai; {error.reason}") from error
    return ProcedureCode(national, agency)


@dataclass(frozen=True, slots=True)
class ResultCode:
    """A kind of result: `owner` a level-1 agency and a six-digit number, or `DVC` and a generic word."""

    owner: str
    name: str

    @override
    def __str__(self) -> str:
        return f"KQ.{self.owner}.{self.name}"

    @property
    def generic(self) -> bool:
        """Whether this is a portal word such as `KQ.DVC.KETQUA` and no kind of paper."""
        return self.owner == "DVC"


def parse_result_code(text: str) -> ResultCode:
    """`KQ.G15.000031` or `KQ.DVC.KETQUA`. Raises `ResultCodeError`."""
    match = _RESULT.fullmatch(text)
    if match is None:
        raise ResultCodeError(
            text, "mã kết quả có dạng KQ.G15.000031 (cơ quan, sáu chữ số); hãy tra lại danh mục kết quả"
        )
    return ResultCode(match[1] or match[3], match[2] or match[4])


@dataclass(frozen=True, slots=True)
class FieldCode:
    """A field of administration (lĩnh vực): level-1 agency and the sign of the field."""

    agency: str
    sign: str

    @override
    def __str__(self) -> str:
        return f"{self.agency}-{self.sign}"


def parse_field_code(text: str) -> FieldCode:
    """`G15-HT01`, `G03-GD10`: `MX1X2-LV` of TT 01/2018 Đ.20. Raises `FieldCodeError`."""
    match = _FIELD.fullmatch(text)
    if match is None:
        raise FieldCodeError(text, "mã lĩnh vực có dạng G15-HT01; hãy tra lại danh mục lĩnh vực")
    return FieldCode(match[1], match[2])


@dataclass(frozen=True, slots=True)
class PersonalId:
    """A personal identification number (số định danh cá nhân) taken apart.

    `place` is the code of the province or country of birth registration, `birth_year` the full year, `female`
    the sex registered at birth. `repr` and `masked` hide the middle of the number; `str()` is the number.
    """

    value: str

    @override
    def __str__(self) -> str:
        return self.value

    @override
    def __repr__(self) -> str:
        return f"PersonalId({self.masked!r})"

    @property
    def place(self) -> str:
        """Three digits of the place of birth registration."""
        return self.value[:3]

    @property
    def female(self) -> bool:
        """Odd century digits stand for women, even ones for men."""
        return int(self.value[3]) % 2 == 1

    @property
    def birth_year(self) -> int:
        """Century digits 0–1: 1900s, 2–3: 2000s, and so on to 8–9: 2300s."""
        return 1900 + int(self.value[3]) // 2 * 100 + int(self.value[4:6])

    @property
    def masked(self) -> str:
        """The number for lists and logs: first three and last three digits only."""
        return mask_personal_id(self.value)


def mask_personal_id(text: str) -> str:
    """First and last three characters of a number; nothing at all of one too short to hide."""
    return f"{text[:3]}{'*' * (len(text) - 6)}{text[-3:]}" if len(text) >= 9 else "*" * len(text)


def parse_personal_id(text: str, *, today: date) -> PersonalId:
    """Twelve digits whose year of birth is not later than that of `today`. Raises `PersonalIdError`.

    There is no check digit, so a mistyped number can still pass: only the population database knows.
    """
    if _PERSONAL_ID.fullmatch(text) is None:
        raise PersonalIdError(text, "số định danh cá nhân có đúng 12 chữ số; hãy nhập lại theo thẻ Căn cước")
    if text.startswith("000"):
        raise PersonalIdError(text, "không có nơi đăng ký khai sinh mã 000; hãy nhập lại theo thẻ Căn cước")
    found = PersonalId(text)
    if found.birth_year > today.year:
        raise PersonalIdError(text, f"năm sinh {found.birth_year} chưa tới; hãy nhập lại theo thẻ Căn cước")
    return found


def parse_tax_code(text: str) -> str:
    """A tax code (mã số thuế) in its usual writing, `0100109106` or `0100109106-001`.

    The tenth digit checks the first nine: 10 less the weighted sum modulo 11. Raises `TaxCodeError`.
    """
    match = _TAX_CODE.fullmatch(text)
    if match is None:
        raise TaxCodeError(text, "mã số thuế gồm 10 chữ số, hoặc 10 và 3 chữ số của đơn vị phụ thuộc")
    main, branch = match.groups()
    total = sum(weight * int(digit) for weight, digit in zip(_TAX_WEIGHTS, main, strict=False))
    if 10 - total % 11 != int(main[9]):
        raise TaxCodeError(text, "chữ số kiểm tra (chữ số thứ 10) không khớp; hãy nhập lại theo giấy đăng ký")
    if branch == "000":
        raise TaxCodeError(text, "đơn vị phụ thuộc đánh số từ 001; hãy nhập lại theo giấy đăng ký")
    return main if branch is None else f"{main}-{branch}"
