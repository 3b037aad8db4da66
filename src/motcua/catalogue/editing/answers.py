# SPDX-License-Identifier: EUPL-1.2
"""What a person may answer to a doubt, by its kind: how a proposal or a few words become values of a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from motcua.catalogue.editing.parts import HEAD, Row
from motcua.catalogue.errors import EditRefused
from motcua.catalogue.models import Level
from motcua.law.limits import Limit, LimitUnit
from motcua.law.names import fold
from motcua.law.time_errors import LimitError

Proposal = Mapping[str, Any]
DUE: Final = "có thu, chưa rõ mức"
TEXT: Final = "text"
"""Name of the input that a refusal is about."""

_FEE = re.compile(r"([\d.,]+)\s*(đồng|vnđ|đ|[a-z]{3})?", re.IGNORECASE)
_PARTS_OF_UNIT = re.compile(r"\d{1,6}[.,]\d{1,2}")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})*|\d+")
_COUNT = re.compile(r"(\d{1,3})\s*(bản chính|bản sao)?", re.IGNORECASE)
_WHOLE_DONG = ("", "đồng", "vnđ", "vnd", "đ")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of doubt. `name`: in words; `hint`: how to type a correction.

    `now` says what a row holds; `correct` and `accept` give the columns to change. `appends`: a correction makes a
    new row of the part. No `correct`: too much for one line, so it is edited in the draft itself.
    """

    part: str
    name: str
    hint: str
    now: Callable[[Row], str]
    correct: Callable[[str], Row] | None
    accept: Callable[[Proposal], Row] | None = None
    appends: bool = False


def limit_words(row: Row) -> str:
    """`3 ngày làm việc`; `chưa rõ` where it is not known."""
    if not row["limit_unit"]:
        return "chưa rõ"
    unit = LimitUnit(row["limit_unit"])
    if unit is LimitUnit.SAME_DAY:
        return Limit.same_day().label
    return Limit(Fraction(row["limit_value"]), unit).label


def fee_words(row: Row) -> str:
    """`miễn phí`, `50.000 VND`; `chưa rõ` where it is not known."""
    if row["fee_free"]:
        return "miễn phí"
    if row["fee_amount"] is None:
        return "chưa rõ" if row["fee_free"] is None else DUE
    amount = Decimal(row["fee_amount"])
    shown = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return f"{shown.replace(',', ' ').replace('.', ',').replace(' ', '.')} {row['fee_currency']}"


def count_words(row: Row) -> str:
    """`1 bản chính, 0 bản sao`."""
    return f"{_known(row['originals'])} bản chính, {_known(row['copies'])} bản sao"


def proposal_words(proposal: Proposal | None) -> list[str]:
    """Each thing that the proposal offers, as one would type it."""
    if not proposal:
        return []
    if "unit" in proposal:
        return [limit_words({"limit_unit": proposal["unit"], "limit_value": proposal["value"]})]
    if "amounts" in proposal:
        return [_money_words(amount) for amount in proposal["amounts"]]
    if "amount" in proposal:
        return [_money_words(proposal["amount"])]
    return [str(proposal.get("code") or proposal.get("number") or "")]


def _money_words(amount: int) -> str:
    return fee_words({"fee_free": False, "fee_amount": amount, "fee_currency": "VND"})


def limit_values(text: str) -> Row:
    try:
        limit = Limit.parse(text)
    except LimitError as error:
        raise EditRefused(
            TEXT,
            f"Không hiểu thời hạn “{text}”.",
            hint="Ví dụ: 3 ngày làm việc; 8 giờ làm việc; 15 ngày; 1 tháng; trong ngày.",
        ) from error
    if limit.unit is LimitUnit.SAME_DAY:
        return {"limit_unit": limit.unit.value, "limit_value": None}
    value = Decimal(limit.value.numerator) / Decimal(limit.value.denominator)
    if value != value.quantize(Decimal("0.001")):
        raise EditRefused(TEXT, "Thời hạn có nhiều nhất ba chữ số lẻ.", hint="Ví dụ: 0,5 ngày làm việc.")
    return {"limit_unit": limit.unit.value, "limit_value": value}


def fee_values(text: str) -> Row:
    words = " ".join(text.lower().split())
    if words in ("miễn phí", "không thu", "không thu phí", "0"):
        return {"fee_free": True, "fee_amount": None}
    if words in (DUE, "có thu"):
        return {"fee_free": False, "fee_amount": None}
    found = _FEE.fullmatch(words)
    foreign = found is not None and (found[2] or "") not in _WHOLE_DONG
    if found is not None and foreign and _PARTS_OF_UNIT.fullmatch(found[1]):
        amount = Decimal(found[1].replace(",", "."))
        return {"fee_free": False, "fee_amount": amount, "fee_currency": found[2].upper()}
    if found is None or not _GROUPED.fullmatch(found[1]):
        raise EditRefused(
            TEXT, f"Không hiểu mức phí “{text}”.", hint="Hãy viết “miễn phí” hoặc số tiền, ví dụ 50.000 đồng."
        )
    amount = Decimal(re.sub(r"[.,]", "", found[1]))
    if not 0 < amount < Decimal(10) ** 13:
        raise EditRefused(TEXT, "Mức phí phải lớn hơn 0.", hint="Không thu thì viết “miễn phí”.")
    currency = found[2].upper() if foreign else "VND"
    return {"fee_free": False, "fee_amount": amount, "fee_currency": currency}


def _fee_proposed(proposal: Proposal) -> Row:
    amounts = proposal.get("amounts") or [proposal.get("amount")]
    if len(amounts) != 1 or not amounts[0]:
        raise EditRefused(
            TEXT,
            "Văn bản gốc nêu nhiều mức phí nên không nhận một mức thay bạn.",
            hint="Hãy nhập mức đúng vào ô sửa.",
        )
    return {
        "fee_free": False,
        "fee_amount": Decimal(amounts[0]),
        "fee_currency": proposal.get("currency", "VND"),
    }


def _limit_proposed(proposal: Proposal) -> Row:
    value = proposal["value"]
    return {"limit_unit": proposal["unit"], "limit_value": None if value is None else Decimal(value)}


def _counts(text: str) -> Row:
    row: Row = {}
    for piece in re.split(r"[,;]|\bvà\b", text.strip()):
        found = _COUNT.fullmatch(piece.strip())
        if found is None:
            raise EditRefused(TEXT, f"Không hiểu số bản “{text}”.", hint="Ví dụ: 1 bản chính, 1 bản sao.")
        name = "copies" if (found[2] or "").lower() == "bản sao" else "originals"
        row[name] = int(found[1])
    return row


def _levels(text: str) -> Row:
    known = {fold(level.label): level.value for level in Level}
    found = []
    for piece in re.split(r"[,;]", text):
        value = known.get(fold(piece.strip()))
        if value is None:
            names = ", ".join(str(level.label) for level in Level)
            raise EditRefused(TEXT, f"Không có cấp thực hiện “{piece.strip()}”.", hint=f"Các cấp: {names}.")
        found.append(value)
    return {"levels": list(dict.fromkeys(found))}


def _basis(text: str) -> Row:
    number, bar, title = text.partition("|")
    return {"number": number.strip()[:80], **({"title": title.strip()} if bar else {})}


def _into(column: str, most: int = 0) -> Callable[[str], Row]:
    def put(text: str) -> Row:
        if most and len(text) > most:
            raise EditRefused(TEXT, f"Dài quá {most} ký tự.", hint="Hãy nhập ngắn hơn.")
        return {column: text}

    return put


def _said(column: str) -> Callable[[Row], str]:
    return lambda row: str(row[column] or "") or "chưa có"


def _known(count: int | None) -> str:
    return "?" if count is None else str(count)


def _levels_words(row: Row) -> str:
    return ", ".join(str(Level(level).label) for level in row["levels"]) or "chưa có"


_NO_WORDS = ""
_ONE_PAPER = "Tên giấy tờ; dòng mới được thêm vào cuối thành phần hồ sơ."

KINDS: Final[dict[str, Kind]] = {
    "cases[].limit": Kind(
        "cases",
        "Thời hạn",
        "Ví dụ: 3 ngày làm việc; 8 giờ làm việc; trong ngày.",
        limit_words,
        limit_values,
        _limit_proposed,
    ),
    "cases[].fee": Kind(
        "cases", "Phí, lệ phí", "Ví dụ: 50.000 đồng; miễn phí.", fee_words, fee_values, _fee_proposed
    ),
    "cases[].name": Kind("cases", "Tên trường hợp", "Ví dụ: Cấp lại.", _said("name"), _into("name")),
    "papers[].originals": Kind(
        "papers", "Số bản của giấy tờ", "Ví dụ: 1 bản chính, 1 bản sao.", count_words, _counts
    ),
    "papers[].form_files": Kind(
        "papers",
        "Tệp biểu mẫu",
        "Tên các tệp, cách nhau bằng dấu chấm phẩy.",
        _said("form_file"),
        _into("form_file"),
    ),
    "notes[]": Kind(
        "papers",
        "Ghi chú trong thành phần hồ sơ",
        _ONE_PAPER,
        lambda row: "ghi chú",
        _into("name"),
        appends=True,
    ),
    "papers": Kind(
        "papers", "Thành phần hồ sơ", _ONE_PAPER, lambda row: _NO_WORDS, _into("name"), appends=True
    ),
    "results[].code": Kind(
        "results",
        "Mã kết quả",
        "Ví dụ: KQ.G15.000031.",
        _said("code"),
        _into("code", 40),
        lambda proposal: {"code": str(proposal["code"])},
    ),
    "results[].name": Kind("results", "Tên kết quả", "Tên kết quả.", _said("name"), _into("name")),
    "results[]": Kind(
        "results",
        "Kết quả là việc từ chối",
        "Tên kết quả; khi sửa, dòng này không còn là từ chối.",
        lambda row: "từ chối" if row["is_refusal"] else "kết quả thường",
        lambda text: {"name": text, "is_refusal": False},
    ),
    "results": Kind(
        "results",
        "Kết quả",
        "Tên kết quả; dòng mới được thêm vào.",
        lambda row: _NO_WORDS,
        _into("name"),
        appends=True,
    ),
    "legal_bases[]": Kind(
        "legal_bases",
        "Căn cứ pháp lý",
        "Số ký hiệu, hoặc: số ký hiệu | tên văn bản.",
        lambda row: f"{row['number']} | {row['title']}",
        _basis,
        lambda proposal: {"number": str(proposal["number"])[:80]},
    ),
    "legal_bases": Kind(
        "legal_bases",
        "Căn cứ pháp lý",
        "Số ký hiệu | tên văn bản; dòng mới được thêm vào.",
        lambda row: _NO_WORDS,
        _basis,
        appends=True,
    ),
    "name": Kind(HEAD, "Tên thủ tục", "Tên đầy đủ.", _said("name"), _into("name")),
    "decision": Kind(
        HEAD,
        "Số quyết định công bố",
        "Ví dụ: 1872/QĐ-BTP.",
        _said("decision_number"),
        _into("decision_number", 120),
    ),
    "field": Kind(HEAD, "Lĩnh vực", "Tên lĩnh vực.", _said("field_name"), _into("field_name")),
    "level": Kind(HEAD, "Cấp thực hiện", "Ví dụ: Cấp xã, Cấp tỉnh.", _levels_words, _levels),
}
"""Kinds that can be answered in one line. All others are edited in the draft."""

OTHER_NAMES: Final = {
    "cases": "Bảng cách thức, thời hạn, phí",
    "ways": "Bảng cách thức, thời hạn, phí",
    "raw_text": "Nội dung trang",
    "code": "Mã thủ tục",
    "legal": "Căn cứ pháp lý",
}
"""Names of kinds that no single line can answer."""
