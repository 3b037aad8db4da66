# SPDX-License-Identifier: EUPL-1.2
"""The words of the language: comparisons, numbers, periods, places, channels, each both ways."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from typing import Final

from motcua.law.judging import Policy
from motcua.law.names import fold
from motcua.law.online_levels import LEVEL_NAMES
from motcua.plans.targets.errors import PeriodUnknown
from motcua.plans.targets.values import Op, Period, Span, Where

OPEN, CLOSE = "“", "”"
MASK = "\x01"
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")

COMPARISONS: Final = {
    "≥": Op.AT_LEAST, ">=": Op.AT_LEAST, "it nhat": Op.AT_LEAST, "toi thieu": Op.AT_LEAST, "tu": Op.AT_LEAST,
    "khong duoi": Op.AT_LEAST, ">": Op.MORE, "tren": Op.MORE, "vuot": Op.MORE, "=": Op.EQUAL, "dat": Op.EQUAL,
    "bang": Op.EQUAL, "≤": Op.AT_MOST, "<=": Op.AT_MOST, "khong qua": Op.AT_MOST, "toi da": Op.AT_MOST,
    "khong vuot qua": Op.AT_MOST, "<": Op.LESS, "duoi": Op.LESS,
}  # fmt: skip
"""Signs and words of comparison, folded."""

_SIGNS = "|".join(
    re.escape(one) if not one[0].isalpha() else rf"(?<!\w){one}(?!\w)"
    for one in sorted(COMPARISONS, key=len, reverse=True)
)
WANTED: Final = re.compile(
    rf"[\s,]*(?P<op>{_SIGNS})\s*(?P<number>\d[\d.,]*)\s*(?P<unit>[^\d≥≤<>={MASK}]*?)(?:\s+tro len)?[\s.]*$"
)
"""The end of a sentence: comparison, number, unit."""

CHANNELS: Final = {
    "truc tuyen": "online",
    "truc tiep": "counter",
    "buu chinh": "post",
    "buu chinh cong ich": "post",
}
CHANNEL_WORDS: Final = {"online": "trực tuyến", "counter": "trực tiếp", "post": "bưu chính"}
LEVEL_WORDS: Final = {level: name.lower() for level, name in LEVEL_NAMES.items()}
LEVELS: Final = {fold(words): level for level, words in LEVEL_WORDS.items()}
POLICIES: Final = {
    "ngay hen lai": Policy.PROMISED.value,
    "ngay": Policy.DATE.value,
    "thoi diem": Policy.INSTANT.value,
    "buoi": Policy.HALF_DAY.value,
    "bo chi so 766": Policy.INDEX766.value,
}
POLICY_WORDS: Final = {
    Policy.PROMISED.value: "ngày hẹn lại",
    Policy.DATE.value: "ngày",
    Policy.INSTANT.value: "thời điểm",
    Policy.HALF_DAY.value: "buổi",
    Policy.INDEX766.value: "bộ chỉ số 766",
}
PLACES: Final = {
    Where.COMMUNES: "các xã trực thuộc",
    Where.BELOW: "các đơn vị trực thuộc",
    Where.EACH_COMMUNE: "từng xã trực thuộc",
    Where.EACH_BELOW: "từng đơn vị trực thuộc",
}
"""Groups of units; the name of the unit they hang on may follow."""

PLACE: Final = re.compile(
    r"(?P<all>cac|tung|moi) (?P<what>xa, phuong|xa phuong|xa|phuong|don vi) truc thuoc(?: (?P<name>.+))?"
)
HERE: Final = ("don vi nay", "don vi", "co quan", "co quan nay")
LEVELS_OF_PLACE: Final = {"cap xa": Where.COMMUNES}

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DAY = r"(\d{1,2})/(\d{1,2})/(\d{4})"
_YEAR = r"(?:/| nam )(?P<{0}>\d{{4}})"
PERIOD: Final = re.compile(
    r"(?:luy ke )?(?:"
    r"(?P<week>tuan nay)|(?P<month_now>thang nay)|(?P<quarter_now>quy nay)|(?P<year_now>nam nay)"
    rf"|thang (?P<month>\d{{1,2}}){_YEAR.format('month_year')}"
    rf"|quy (?P<quarter>iv|iii|ii|i|[1-4]){_YEAR.format('quarter_year')}"
    r"|(?:6|sau) thang dau nam (?P<half>\d{4})|(?:9|chin) thang (?:dau )?nam (?P<nine>\d{4})"
    r"|nam (?P<year>\d{4})"
    rf"|tu (?:ngay )?(?P<first>{_DAY}) den (?:ngay )?(?P<last>{_DAY})"
    r")(?P<civil> theo lich)?(?!\w)|(?P<so_far>luy ke(?: tu dau nam)?)(?P<civil_so_far> theo lich)?(?!\w)"
)
PERIODS_OFFERED: Final = (
    "tháng này",
    "tháng 03/2026",
    "quý này",
    "quý III năm 2026",
    "6 tháng đầu năm 2026",
    "năm 2026",
    "lũy kế từ đầu năm",
)


def flat(text: str) -> str:
    """The text folded letter by letter: every place stays where it was."""
    return "".join((fold(letter) or " ")[0] if letter not in {MASK} else letter for letter in text)


def masked(text: str) -> str:
    """The folded text with everything between quotation marks hidden."""
    return _QUOTED.sub(lambda found: MASK * len(found.group()), flat(text))


def cleaned(text: str) -> str:
    """One Unicode form, single blanks."""
    return " ".join(unicodedata.normalize("NFC", text.replace(MASK, " ")).split())


def number_of(told: str) -> Decimal:
    """`97,5`, `97.5`, `1.250`: a dot before three digits parts thousands."""
    plain = re.sub(r"\.(?=\d{3}(?:\D|$))", "", told.rstrip(".,"))
    return Decimal(plain.replace(",", "."))


def number_words(value: Decimal) -> str:
    """As `number_of` reads it again."""
    text = f"{value.normalize():,f}".translate(str.maketrans(",.", ".,"))
    return text.rstrip("0").rstrip(",") if "," in text else text


def period_of(found: re.Match[str]) -> Period:
    """The period that a match of `PERIOD` names. Raises `PeriodUnknown`."""
    period = _named(found)
    if period.span in _MOVING.values():
        return period
    years = [day.year for day in (period.first, period.last) if day] or [period.year]
    if min(years) < _EARLIEST or max(years) > _LATEST:
        raise PeriodUnknown(
            f"Năm phải từ {_EARLIEST} đến {_LATEST}.", at=found.start(), offered=PERIODS_OFFERED
        )
    return period


_EARLIEST, _LATEST = 1990, 2110
"""Years a period may name; a figure typed wrongly is no year, and days end with the year 9999."""


def _named(found: re.Match[str]) -> Period:
    told = found.groupdict()
    civil = bool(told["civil"] or told["civil_so_far"])
    for name, span in _MOVING.items():
        if told[name]:
            return Period(span, civil=civil)
    if told["first"]:
        first, last = _day(told["first"]), _day(told["last"])
        if last < first:
            raise PeriodUnknown(
                "Ngày cuối kỳ đứng trước ngày đầu kỳ.",
                at=found.start(),
                offered=[f"từ {last:%d/%m/%Y} đến {first:%d/%m/%Y}"],
            )
        return Period(Span.DAYS, first=first, last=last)
    if told["month"]:
        number = int(told["month"])
        if not 1 <= number <= 12:
            raise PeriodUnknown(f"Không có tháng {number}.", at=found.start(), offered=PERIODS_OFFERED)
        return Period(Span.MONTH, int(told["month_year"]), number, civil)
    if told["quarter"]:
        return Period(Span.QUARTER, int(told["quarter_year"]), _ROMAN[told["quarter"]], civil)
    for name, span in (("half", Span.HALF_YEAR), ("nine", Span.NINE_MONTHS)):
        if told[name]:
            return Period(span, int(told[name]), civil=civil)
    return Period(Span.YEAR, int(told["year"]), civil=civil)


_MOVING: Final = {
    "week": Span.THIS_WEEK,
    "month_now": Span.THIS_MONTH,
    "quarter_now": Span.THIS_QUARTER,
    "year_now": Span.THIS_YEAR,
    "so_far": Span.SO_FAR,
}


def _day(told: str) -> dt.date:
    day, month, year = map(int, told.split("/"))
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise PeriodUnknown(f"Không có ngày {told}.", offered=PERIODS_OFFERED) from error


_SPOKEN: Final = {
    Span.THIS_WEEK: "tuần này",
    Span.THIS_MONTH: "tháng này",
    Span.THIS_QUARTER: "quý này",
    Span.THIS_YEAR: "năm nay",
    Span.SO_FAR: "lũy kế từ đầu năm",
}


def period_words(period: Period) -> str:
    """As `PERIOD` reads it again."""
    if period.span is Span.DAYS and period.first and period.last:
        return f"từ {period.first:%d/%m/%Y} đến {period.last:%d/%m/%Y}"
    told = _SPOKEN.get(period.span) or {
        Span.MONTH: f"tháng {period.number:02d}/{period.year}",
        Span.QUARTER: f"quý {('I', 'II', 'III', 'IV')[max(0, period.number - 1) % 4]} năm {period.year}",
        Span.HALF_YEAR: f"6 tháng đầu năm {period.year}",
        Span.NINE_MONTHS: f"9 tháng năm {period.year}",
        Span.YEAR: f"năm {period.year}",
    }.get(period.span, "")
    return f"{told} theo lịch" if period.civil else told
