# SPDX-License-Identifier: EUPL-1.2
"""Fees: an amount is accepted only where column, note and description do not quarrel.

A citizen who pays what this module accepts must not pay wrongly: «Miễn phí» above a note that a fee is due,
amounts a thousand times too small and amounts that the note replaces by others go to quarantine.
"""

from __future__ import annotations

import re
from decimal import Decimal

from motcua.catalogue.reading.text import LOWER, NOTHING, close_bracket, integers, squeeze
from motcua.catalogue.reading.values import Doubt, ReadFee, Reason

FREE = "Miễn phí"
CURRENCY_WORDS = r"(?i:Việt Nam Đồng|VNĐ|VND|đồng|USD|EUR|JPY|GBP|AUD|CNY|KRW|Đô la Mỹ|Euro|Yên Nhật)"
AMOUNT = rf"\d[\d.,]*[ \t]*(?:{CURRENCY_WORDS})"
FEE = rf"(?i:{FREE})|{NOTHING}|{AMOUNT}"

_CURRENCIES = {
    "việt nam đồng": "VND",
    "vnđ": "VND",
    "đồng": "VND",
    "đô la mỹ": "USD",
    "euro": "EUR",
    "yên nhật": "JPY",
}
_AMOUNT_SHAPE = re.compile(rf"(\d[\d.,]*)\s*({CURRENCY_WORDS})")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+|\d+")
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
# The note replaces the printed amount for some time, or lowers it for some people.
_TIMED = re.compile(r"áp dụng mức (?:thu|phí|lệ phí)|từ ngày \d|đến hết ngày|đến ngày \d", re.IGNORECASE)
_LOWERED = re.compile(r"\d+ ?%|giảm|miễn", re.IGNORECASE)
_SMALLEST_VND = 1000
_LONGEST_AMOUNT = len("999,999,999,999")


def read_fee(
    token: str, note: str, field: str, description: str, narrative: str
) -> tuple[ReadFee | None, list[Doubt]]:
    """Understand one fee cell with its bracketed note; None means that the fee is not known."""
    raw = squeeze(f"{token}({note})" if note else token)
    if token == NOTHING:
        return None, [Doubt(field, Reason.FEE_NOT_PUBLISHED, raw, _proposal(f"{note} {description}"))]
    if token.lower() == FREE.lower():
        return _free(raw, note, field, description, narrative)
    return _amount(token, raw, note, field, description)


def split_note(text: str) -> tuple[str, str, bool]:
    """Cut the bracketed note off the text behind a fee: (note, rest, whether the bracket was closed)."""
    if not text.startswith("("):
        return "", text, True
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
        told = _MONEY.search(text) if text is description else None
        due = told or _DUE_TALK.search(_ON_DEMAND.sub("", text))
        if due and not (rest and says_free):
            around = squeeze(text[max(0, due.start() - 60) : due.end() + 80])
            return None, [Doubt(field, Reason.FREE_BUT_FEE_DUE, f"{raw} … {around}", _proposal(around))]
    return ReadFee(Decimal(0), "VND", note), []


def _amount(
    token: str, raw: str, note: str, field: str, description: str
) -> tuple[ReadFee | None, list[Doubt]]:
    shape = _AMOUNT_SHAPE.fullmatch(token.strip())
    if shape is None or len(shape[1]) > _LONGEST_AMOUNT or not _GROUPED.fullmatch(shape[1]):
        return None, [Doubt(field, Reason.FEE_UNCLEAR, raw)]
    amount = int(re.sub(r"[.,]", "", shape[1]))
    currency = _CURRENCIES.get(shape[2].lower(), shape[2].upper())
    told = _money(note) or _money(description)
    if amount <= 0 or (currency == "VND" and amount < _SMALLEST_VND):
        proposal: dict[str, object] | None = None
        if amount * 1000 in told:
            proposal = {"amount": amount * 1000, "currency": currency}
        return None, [Doubt(field, Reason.FEE_TOO_SMALL, raw, proposal)]
    if told and amount not in told:
        return None, [Doubt(field, Reason.FEE_CONTRADICTED, raw, {"amounts": sorted(told)})]
    if _TIMED.search(note):
        return None, [Doubt(field, Reason.FEE_DEPENDS, raw, {"amounts": sorted(told | {amount})})]
    if currency != "VND" and "USD" not in raw.replace(token, "", 1) and _money(note) and "đồng" in note:
        return None, [Doubt(field, Reason.FEE_CONTRADICTED, raw)]
    fee = ReadFee(Decimal(amount), currency, note)
    if len(told) > 1 or _LOWERED.search(note):
        return fee, [Doubt(field, Reason.FEE_DEPENDS, raw, {"amounts": sorted(told | {amount})})]
    return fee, []


def _money(text: str) -> set[int]:
    return {integers(found)[0] for found in _MONEY.findall(text)}


def _proposal(text: str) -> dict[str, object] | None:
    amounts = sorted(_money(text))
    return {"amounts": amounts} if amounts else None
