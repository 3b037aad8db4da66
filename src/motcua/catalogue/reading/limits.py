# SPDX-License-Identifier: EUPL-1.2
"""Limits of the table of ways to file: number and unit, never one without the other."""

from __future__ import annotations

import re
from decimal import Decimal

from motcua.catalogue.reading.text import LOWER, UNSAID
from motcua.catalogue.reading.values import Doubt, ReadLimit, Reason
from motcua.law.limits import LimitUnit

UNIT_WORDS = r"Ngày làm việc|Giờ làm việc|Ngày|Giờ|Tháng|Tuần|Năm|Phút|Buổi|Quý"
_AT_MOST_WORDS = r"(?i:(?:không quá|tối đa|trong thời hạn|trong vòng)[ \t]*)"
_NO_WORD = "|".join(UNSAID)
_RANGE = r"(?i:từ[ \t]*)?\d[\d.,]*[ \t]*(?:-|–|đến)[ \t]*"
LIMIT = (
    rf"{_NO_WORD}|(?i:(?:ngay )?trong ngày(?: làm việc)?)"
    rf"|{_AT_MOST_WORDS}?(?:{_RANGE})?\d[\d.,]*[ \t]*(?i:{UNIT_WORDS})(?![{LOWER}])"
    rf"|\d+(?:[.,]\d{{1,2}})?(?=Miễn phí|{_NO_WORD}|(?i:lệ phí|phí)[ \t]*:)"
)
_UNITS = {
    "ngày làm việc": LimitUnit.WORKING_DAYS,
    "giờ làm việc": LimitUnit.WORKING_HOURS,
    "ngày": LimitUnit.DAYS,
    "tháng": LimitUnit.MONTHS,
}
_SEVERAL = re.compile(r"\d\s*(?:-|–|đến)\s*\d")
_SHAPE = re.compile(r"(\d[\d.,]*)\s*(.*)", re.DOTALL)
_PLAIN = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?")
_NARRATED = re.compile(
    r"(?<![\d/.,])0?(\d{1,3})(?:\s*\([^()]{1,20}\))?\s*(ngày làm việc|giờ làm việc|ngày|tháng)"
)
_AT_MOST = re.compile(
    r"không quá 0?(\d{1,3})(?:\s*\([^()]{1,20}\))?\s*(ngày làm việc|giờ làm việc|ngày|tháng)"
)
_SAME_DAY = re.compile(r"ngay trong ngày|trong ngày làm việc|ngay sau khi (?:nhận|tiếp nhận)", re.IGNORECASE)
_LONGEST = Decimal(1500)
_MOST_STEPS = 10


def read_limit(
    raw: str, field: str, description: str, narrative: str
) -> tuple[ReadLimit | None, Doubt | None]:
    """Understand one limit cell; `description` is the row's own text, `narrative` the steps of the procedure."""
    raw = re.sub(rf"^{_AT_MOST_WORDS}(?=\d)", "", raw.strip())
    if raw in UNSAID or not raw:
        return None, Doubt(field, Reason.LIMIT_NOT_PUBLISHED, raw, _propose(None, description, narrative))
    if raw.lower().startswith(("ngay", "trong")):
        return ReadLimit(None, LimitUnit.SAME_DAY), None
    shape = _SHAPE.fullmatch(raw)
    if shape is None or _SEVERAL.search(raw) or not _PLAIN.fullmatch(shape[1]):
        return None, Doubt(field, Reason.LIMIT_VALUE_UNCLEAR, raw)
    value = Decimal(shape[1].replace(",", "."))
    if not 0 < value <= _LONGEST:
        return None, Doubt(field, Reason.LIMIT_VALUE_UNCLEAR, raw, _propose(value, description, narrative))
    word = " ".join(shape[2].lower().split())
    if not word:
        return None, Doubt(field, Reason.LIMIT_WITHOUT_UNIT, raw, _propose(value, description, narrative))
    if word == "giờ":
        return _hours(value, raw, field, description)
    if word not in _UNITS:
        return None, Doubt(field, Reason.LIMIT_UNIT_UNCLEAR, raw, _propose(value, description, narrative))
    limit = ReadLimit(value, _UNITS[word])
    other = _contradiction(limit, description)
    if other is not None:
        return None, Doubt(field, Reason.LIMIT_CONTRADICTED, f"{raw} ≠ {other}", _as_proposal(limit))
    return limit, _depends(limit, raw, field, description)


def _hours(value: Decimal, raw: str, field: str, description: str) -> tuple[ReadLimit | None, Doubt | None]:
    """«Giờ» alone may be hours of the clock or of work; only the row's own words settle it."""
    if any(unit is LimitUnit.WORKING_HOURS and number == value for number, unit, _ in _narrated(description)):
        return ReadLimit(value, LimitUnit.WORKING_HOURS), None
    proposal = _as_proposal(ReadLimit(value, LimitUnit.WORKING_HOURS))
    return None, Doubt(field, Reason.LIMIT_UNIT_UNCLEAR, raw, proposal)


def _narrated(text: str) -> list[tuple[Decimal, LimitUnit, str]]:
    return [(Decimal(m[1]), _UNITS[m[2]], m[0]) for m in _NARRATED.finditer(text)]


def _contradiction(limit: ReadLimit, description: str) -> str | None:
    """A row whose own text gives the same number with another unit, or other numbers that make no such sum."""
    narrated = _narrated(description)
    told = [(unit, words) for number, unit, words in narrated if number == limit.value]
    if not told:
        return _other_numbers(limit, narrated)
    if any(unit is limit.unit for unit, _ in told):
        return None
    if limit.unit is LimitUnit.WORKING_DAYS and all(unit is LimitUnit.DAYS for unit, _ in told):
        return None  # running text often drops «làm việc»; the table is the more exact of the two
    return told[0][1]


def _other_numbers(limit: ReadLimit, narrated: list[tuple[Decimal, LimitUnit, str]]) -> str | None:
    """«39 Ngày» above «30 ngày» is a slip of the keys; «25» above «20 … và 05» is the sum of steps."""
    told = [(number, words) for number, unit, words in narrated if unit is limit.unit]
    sums = {Decimal(0)}
    for number, _ in told[:_MOST_STEPS]:
        sums |= {number + other for other in sums}
    return told[0][1] if told and limit.value not in sums else None


def _depends(limit: ReadLimit, raw: str, field: str, description: str) -> Doubt | None:
    """The printed limit is the longest of several that the row's text gives: which one holds is for the case."""
    most = {Decimal(m[1]) for m in _AT_MOST.finditer(description) if _UNITS[m[2]] is limit.unit}
    if limit.value in most and len(most) > 1 and limit.value == max(most):
        told = ", ".join(m[0] for m in _AT_MOST.finditer(description))
        return Doubt(field, Reason.LIMIT_DEPENDS, f"{raw}: {told}")
    return None


def _propose(value: Decimal | None, description: str, narrative: str) -> dict[str, object] | None:
    """A proposal only where one single limit fits in the row's text or in the steps."""
    for text in (description, narrative):
        fits = {(number, unit) for number, unit, _ in _narrated(text) if value is None or number == value}
        if len(fits) == 1:
            number, unit = fits.pop()
            return _as_proposal(ReadLimit(number, unit))
        if fits:
            return None
    if value in (None, Decimal(1)) and _SAME_DAY.search(narrative):
        return _as_proposal(ReadLimit(None, LimitUnit.SAME_DAY))
    return None


def _as_proposal(limit: ReadLimit) -> dict[str, object]:
    return {"value": None if limit.value is None else str(limit.value), "unit": limit.unit.value}
