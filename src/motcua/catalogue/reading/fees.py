# SPDX-License-Identifier: EUPL-1.2
"""Fees: an amount is accepted only where column, note and description do not quarrel.

A citizen who pays what this module accepts must not pay wrongly: «Miễn phí» above a note that a fee is due,
amounts a thousand times too small and amounts that the note replaces by others go to quarantine.
"""

from __future__ import annotations

import re
from decimal import Decimal

from motcua.catalogue.reading.text import LOWER, UNSAID, close_bracket, integers, squeeze
from motcua.catalogue.reading.values import Doubt, ReadFee, Reason

FREE = "Miễn phí"
CURRENCY_WORDS = (
    r"(?:(?i:Việt Nam Đồng|VNĐ|VND|đồng|USD|EUR|JPY|GBP|AUD|CAD|CHF|SGD|THB|LAK|CNY|KRW|Đô la Mỹ|Euro|Yên Nhật)"
    rf"|đ(?![{LOWER}]))"
)
# Some ministries publish the kind of the fee in front of it: «Phí : 300.000 Đồng».
LABEL = r"(?i:lệ phí|phí)[ \t]*:[ \t]*"
AMOUNT = rf"\d[\d.,]*[ \t]*{CURRENCY_WORDS}"
FEE = rf"(?:{LABEL})?(?i:{FREE})|{'|'.join(UNSAID)}|(?:{LABEL})?{AMOUNT}"

_CURRENCIES = {
    "việt nam đồng": "VND",
    "vnđ": "VND",
    "đồng": "VND",
    "đ": "VND",
    "đô la mỹ": "USD",
    "euro": "EUR",
    "yên nhật": "JPY",
}
_AMOUNT_SHAPE = re.compile(rf"(\d[\d.,]*)\s*({CURRENCY_WORDS})")
_LABEL = re.compile(rf"^{LABEL}")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+|\d+")
_FRACTION = re.compile(r"\d{1,6}[.,]\d{1,2}")
_MONEY = re.compile(
    rf"(\d{{1,3}}(?:[.,]\d{{3}}){{1,5}}|\d{{1,18}})\s*(?:đồng|đ(?![{LOWER}])|Đồng|VNĐ|VND|vnđ|USD|Đô la|\$)",
    re.UNICODE,
)
_ON_DEMAND = re.compile(
    r"(?:Phí|Lệ phí|phí|lệ phí)[^.;()]*bản sao[^.;()]*\(\s*nếu[^()]*\)(?:[^.;]|(?<=\d)\.(?=\d))*[.;]?"
)
_FREE_WORDS = re.compile(
    r"^[\s()\-+.:]*(?:không(?: thu(?: phí| lệ phí|,| phí, lệ phí| phí và lệ phí)*)?|không quy định|không có"
    r"|không mất phí|miễn phí|miễn lệ phí|miễn phí, lệ phí|không thu phí[^;.()]*)[\s().;]*$",
    re.IGNORECASE,
)
_FEE_TALK = re.compile(
    r"phí|thuế|đồng|thu theo|mức thu|Thông tư|Nghị quyết|quy định|VNĐ|VND|USD", re.IGNORECASE
)
_DUE_TALK = re.compile(
    r"[Hh]ội đồng nhân dân[^.;\n]{0,60}(?:quyết định|quy định)|HĐND|mức (?:thu )?(?:phí|lệ phí)|(?:phí|lệ phí)\s*:"
    r"|(?:nộp|thu) (?:phí|lệ phí)[^.;\n]{0,40}theo quy định|nếu thuộc trường hợp phải nộp lệ phí",
)
# A row's own text that names a fee and the document that sets it.
_SET_ELSEWHERE = re.compile(
    r"(?<!\w)(?<!miễn )(?<!không thu )(?:lệ phí|(?<!lệ )(?<!chi )(?<!kinh )phí)(?!\w)[^.;\n]{0,60}?"
    r"(?::\s*(?!không|miễn)\w|(?:theo|tại) (?:Thông tư|Nghị quyết|Nghị định|Quyết định|quy định|biểu))",
    re.IGNORECASE,
)
# The note replaces the printed amount for some time, or lowers it for some people.
_TIMED = re.compile(r"áp dụng mức (?:thu|phí|lệ phí)|từ ngày \d|đến hết ngày|đến ngày \d", re.IGNORECASE)
_RATE_FOR_A_TIME = re.compile(
    r"áp dụng mức (?:thu|phí|lệ phí)[^;\n]{0,80}(?:từ ngày|đến hết ngày|đến ngày) \d", re.IGNORECASE
)
_LOWERED = re.compile(r"\d+ ?%|giảm|miễn", re.IGNORECASE)
_SMALLEST_VND = 1000
_WHOLE = ("VND", "JPY", "KRW", "LAK")
_LONGEST_AMOUNT = len("999,999,999,999")


def read_fee(
    token: str, note: str, field: str, description: str, narrative: str
) -> tuple[ReadFee | None, list[Doubt]]:
    """Understand one fee cell with its bracketed note; None means that the fee is not known."""
    raw = squeeze(f"{token}({note})" if note else token)
    token = _LABEL.sub("", token)
    if token in UNSAID:
        return None, [Doubt(field, Reason.FEE_NOT_PUBLISHED, raw, _proposal(f"{note} {description}"))]
    if token.lower() == FREE.lower():
        return _free(raw, note, field, description, narrative)
    shape = _AMOUNT_SHAPE.fullmatch(token.strip())
    value = _value(shape[1], shape[2]) if shape else None
    if shape is None or value is None:
        return None, [Doubt(field, Reason.FEE_UNCLEAR, raw)]
    if value == 0:
        return _free(raw, note, field, description, narrative)
    currency = _CURRENCIES.get(shape[2].lower(), shape[2].upper())
    return _amount(ReadFee(value, currency, note), raw, field, description)


def split_note(text: str) -> tuple[str, str, bool]:
    """Cut the bracketed note off the text behind a fee: (note, rest, whether the bracket was closed)."""
    if not text.lstrip().startswith("("):
        return "", text, True
    text = text.lstrip()
    end = close_bracket(text, 0)
    if end < 0:
        return text[1:], "", False
    return text[1 : end - 1].strip(), text[end:], True


def _free(
    raw: str, note: str, field: str, description: str, narrative: str
) -> tuple[ReadFee | None, list[Doubt]]:
    rest = _ON_DEMAND.sub("", note).strip()
    says_free = not rest or _FREE_WORDS.match(rest) is not None
    if not says_free and (_FEE_TALK.search(rest) or _MONEY.search(rest) or len(rest) > 3):
        return None, [Doubt(field, Reason.FREE_BUT_FEE_DUE, raw, _proposal(rest))]
    for text in (description, narrative):
        own = text is description
        told = (_MONEY.search(text) or _SET_ELSEWHERE.search(_ON_DEMAND.sub("", text))) if own else None
        due = told or _DUE_TALK.search(_ON_DEMAND.sub("", text))
        if due and not (rest and says_free):
            around = squeeze(text[max(0, due.start() - 60) : due.end() + 80])
            return None, [Doubt(field, Reason.FREE_BUT_FEE_DUE, f"{raw} … {around}", _proposal(around))]
    return ReadFee(Decimal(0), "VND", note), []


def _value(digits: str, currency: str) -> Decimal | None:
    """The printed number; parts of a unit («10.5 USD») only in currencies that have them."""
    if len(digits) > _LONGEST_AMOUNT:
        return None
    if _GROUPED.fullmatch(digits):
        return Decimal(re.sub(r"[.,]", "", digits))
    if _FRACTION.fullmatch(digits) and _CURRENCIES.get(currency.lower(), currency.upper()) not in _WHOLE:
        return Decimal(digits.replace(",", "."))
    return None


def _amount(fee: ReadFee, raw: str, field: str, description: str) -> tuple[ReadFee | None, list[Doubt]]:
    amount, currency, note = fee.amount, fee.currency, fee.note
    told = _money(note) or _money(description)
    if currency == "VND" and amount < _SMALLEST_VND:
        proposal: dict[str, object] | None = None
        if amount * 1000 in told:
            proposal = {"amount": int(amount * 1000), "currency": currency}
        return None, [Doubt(field, Reason.FEE_TOO_SMALL, raw, proposal)]
    if _adds_up(amount, note):
        return fee, []
    if told and amount not in told:
        return None, [Doubt(field, Reason.FEE_CONTRADICTED, raw, {"amounts": sorted(told)})]
    amounts: dict[str, object] = {"amounts": sorted(told | {int(amount)})}
    if _TIMED.search(note) or _RATE_FOR_A_TIME.search(description):
        return None, [Doubt(field, Reason.FEE_DEPENDS, raw, amounts)]
    if currency != "VND" and "USD" not in note and _money(note) and "đồng" in note:
        return None, [Doubt(field, Reason.FEE_CONTRADICTED, raw)]
    if len(told) > 1 or _LOWERED.search(note):
        return fee, [Doubt(field, Reason.FEE_DEPENDS, raw, amounts)]
    return fee, []


def _adds_up(amount: Decimal, note: str) -> bool:
    """«4,500,000 (gồm 3.000.000 đồng …; 1.500.000 đồng …)»: parts of the printed sum, no other fees."""
    parts = [integers(found)[0] for found in _MONEY.findall(note)]
    plain = not _TIMED.search(note) and not _LOWERED.search(note)
    return plain and len(parts) > 1 and "gồm" in note and sum(parts) == amount


def _money(text: str) -> set[int]:
    return {integers(found)[0] for found in _MONEY.findall(text)}


def _proposal(text: str) -> dict[str, object] | None:
    amounts = sorted(_money(text))
    return {"amounts": amounts} if amounts else None
