# SPDX-License-Identifier: EUPL-1.2
"""Statutory time limits as values: `3 working days`, `8 working hours`, `0,25 ngày làm việc`, `1 tháng`."""

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Self

from motcua.law.time_errors import LimitError

MINUTES_PER_WORKING_DAY = (
    480  # one working day of a limit is eight working hours, whatever the office's windows
)


class LimitUnit(StrEnum):
    """Units in which procedures state their limits."""

    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"
    SAME_DAY = "same_day"


_NAMES = {
    "working hour": LimitUnit.WORKING_HOURS,
    "working hours": LimitUnit.WORKING_HOURS,
    "giờ làm việc": LimitUnit.WORKING_HOURS,
    "working day": LimitUnit.WORKING_DAYS,
    "working days": LimitUnit.WORKING_DAYS,
    "ngày làm việc": LimitUnit.WORKING_DAYS,
    "day": LimitUnit.DAYS,
    "days": LimitUnit.DAYS,
    "ngày": LimitUnit.DAYS,
    "month": LimitUnit.MONTHS,
    "months": LimitUnit.MONTHS,
    "tháng": LimitUnit.MONTHS,
}
_SAME_DAY = {"same day", "trong ngày", "ngay trong ngày", "trong ngày làm việc"}
ENGLISH_UNIT_NAMES = {
    LimitUnit.WORKING_HOURS: "working hours",
    LimitUnit.WORKING_DAYS: "working days",
    LimitUnit.DAYS: "days",
    LimitUnit.MONTHS: "months",
    LimitUnit.SAME_DAY: "same day",
}
"""English name of each unit, as `Limit.parse` reads it and programs exchange it."""

UNIT_NAMES = {
    LimitUnit.WORKING_HOURS: "giờ làm việc",
    LimitUnit.WORKING_DAYS: "ngày làm việc",
    LimitUnit.DAYS: "ngày",
    LimitUnit.MONTHS: "tháng",
    LimitUnit.SAME_DAY: "trong ngày",
}
"""Vietnamese name of each unit, as printed and shown."""
_TEXT = re.compile(r"([+-]?[0-9]{1,9}(?:[.,][0-9]{1,6})?) (.+)")
_MINUTES = {LimitUnit.WORKING_HOURS: 60, LimitUnit.WORKING_DAYS: MINUTES_PER_WORKING_DAY}


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit; exact, no floats.

    `minutes`: working minutes (working hours and working days, else 0). `whole`: the value as a whole number,
    0 when it is a fraction. Raises LimitError for a value that is not positive, for working time that is no whole
    minute, and for fractions of calendar days or months.
    """

    value: Fraction | int
    unit: LimitUnit
    minutes: int = field(init=False, compare=False, repr=False)
    whole: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        if isinstance(self.value, bool) or not isinstance(self.value, int | Fraction | Decimal):
            raise LimitError("Thời hạn phải là số nguyên hoặc phân số chính xác, không dùng số thực.")
        value = Fraction(self.value)
        if value <= 0:
            raise LimitError("Thời hạn phải lớn hơn 0: hãy nhập số ngày, giờ hoặc tháng dương.")
        if self.unit is LimitUnit.SAME_DAY and value != 1:
            raise LimitError("Thời hạn “trong ngày” không nhận con số: hãy viết “same day”.")
        minutes = value * _MINUTES.get(self.unit, 0)
        if minutes.denominator != 1:
            raise LimitError(
                f"Thời hạn “{_number(value, ',')} {UNIT_NAMES[self.unit]}” không tròn phút: "
                "hãy chọn phần lẻ là số phút nguyên, ví dụ 0,25 ngày làm việc (120 phút)."
            )
        if self.unit not in _MINUTES and value.denominator != 1:
            raise LimitError("Ngày và tháng theo lịch không chia lẻ: hãy nhập số nguyên.")
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "minutes", minutes.numerator)
        object.__setattr__(self, "whole", value.numerator if value.denominator == 1 else 0)

    @classmethod
    def same_day(cls) -> Self:
        """Due at the close of the day of effective receipt."""
        return cls(1, LimitUnit.SAME_DAY)

    @classmethod
    def parse(cls, text: object) -> Self:
        """Read English or Vietnamese text; decimal point or comma. Raises LimitError naming the accepted forms."""
        if not isinstance(text, str):
            raise LimitError("Thời hạn phải là chữ, ví dụ “3 working days” hoặc “3 ngày làm việc”.")
        words = " ".join(unicodedata.normalize("NFC", text).lower().split())
        if words in _SAME_DAY:
            return cls.same_day()
        found = _TEXT.fullmatch(words)
        unit = _NAMES.get(found[2]) if found else None
        if found is None or unit is None:
            raise LimitError(
                f"Không hiểu thời hạn “{text}”: hãy viết số và đơn vị, ví dụ “3 working days”, “15 days”, "
                "“8 working hours”, “1 months”, “same day”, “3 ngày làm việc”."
            )
        return cls(Fraction(found[1].replace(",", ".")), unit)

    @property
    def text(self) -> str:
        """Canonical English words; `Limit.parse` reads them back."""
        if self.unit is LimitUnit.SAME_DAY:
            return ENGLISH_UNIT_NAMES[self.unit]
        name = ENGLISH_UNIT_NAMES[self.unit]
        return f"{_number(self.value, '.')} {name.removesuffix('s') if self.value == 1 else name}"

    @property
    def label(self) -> str:
        """Vietnamese words for people."""
        if self.unit is LimitUnit.SAME_DAY:
            return UNIT_NAMES[self.unit]
        return f"{_number(self.value, ',')} {UNIT_NAMES[self.unit]}"


def _number(value: Fraction | int, point: str) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    decimal = format(Decimal(value.numerator) / Decimal(value.denominator), "f")
    if Fraction(decimal) != value:  # such as 1/3 of a day: written as a fraction rather than rounded
        return f"{value.numerator}/{value.denominator}"
    return decimal.rstrip("0").replace(".", point)
