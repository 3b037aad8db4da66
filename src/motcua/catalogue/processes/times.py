# SPDX-License-Identifier: EUPL-1.2
"""Reading of published step times: `0,25 ngày làm việc`, `04 giờ`, `1/2 ngày`, `Không tính thời gian`.

Precision first: a figure without a unit stays a figure without a unit, a sentence stays unreadable, and
what was read with a liberty (a range, a remark beside the figure) carries a doubt.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from motcua.catalogue.processes.values import (
    MINUTES_OF_DAY,
    MINUTES_OF_HOUR,
    ReadTime,
    TimeKind,
    TimeUnit,
)

_MINUTES_OF_UNIT = {
    "ngày làm việc": (MINUTES_OF_DAY, TimeUnit.WORKING_DAYS),
    "ngày": (MINUTES_OF_DAY, TimeUnit.DAYS),
    "giờ làm việc": (MINUTES_OF_HOUR, TimeUnit.WORKING_HOURS),
    "giờ": (MINUTES_OF_HOUR, TimeUnit.WORKING_HOURS),
    "tiếng": (MINUTES_OF_HOUR, TimeUnit.WORKING_HOURS),
    "phút": (1, TimeUnit.MINUTES),
}
_NUMBER = r"(?:\d+\s*/\s*\d+|\d+(?:[.,]\d+)?|½|nửa)"
_UNIT = r"(?:ngày làm việc|ngày|giờ làm việc|giờ|tiếng|phút)"
_TERM = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})")
_RANGE = re.compile(
    rf"^(?:từ\s+)?(?P<low>{_NUMBER})\s*(?:{_UNIT})?\s*(?:-|–|đến|tới)\s*(?P<high>{_NUMBER})\s*(?P<unit>{_UNIT})$"
)
_BARE = re.compile(rf"^{_NUMBER}$")
_SPELLED_OUT = re.compile(r"(?<=\d)\s*\(\s*[^\d()]*\)(?=\s*(?:ngày|giờ|phút|tiếng))")
_BOUND = re.compile(r"^(?:không quá|tối đa|trong thời hạn|trong vòng|trong|chậm nhất|thời hạn)\s*:?\s*")
_JOINER = re.compile(r"^[\s,;+.:]*(?:và)?[\s,;+.:]*$")
_REMARK = re.compile(r"\([^()]*\)\s*$")
_NOT_COUNTED = ("không tính thời gian", "không tính vào thời gian", "không tính")
_OFFICE_HOURS = ("giờ hành chính", "trong giờ hành chính")
_AT_ONCE = ("ngay", "ngay khi tiếp nhận", "ngay khi nhận", "ngay lập tức")
_SAME_DAY = ("trong ngày", "trong ngày làm việc", "trong cùng ngày")
PLAIN_HOURS_LIMIT = 8
"""More plain "giờ" than one working day holds may mean hours on the clock, not working hours."""


def number_of(text: str) -> Decimal:
    """The figure written as `0,25`, `1.5`, `04`, `1/2`, `½` or `nửa`; ValueError when it is none of these."""
    text = text.strip()
    if text in ("½", "nửa"):
        return Decimal("0.5")
    if "/" in text:
        above, below = text.split("/")
        if int(below) == 0:
            raise ValueError(text)
        return Decimal(int(above)) / Decimal(int(below))
    return Decimal(text.replace(",", "."))


def read_time(published: object) -> ReadTime:
    """What a published time says, in working minutes; never raises.

    One working day is 480 minutes. Calendar days ("ngày") are counted by the same 480 minutes, as the tables
    themselves add them up; the unit is kept so that the lint can compare like with like.
    """
    raw = "" if published is None else str(published)
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", raw)).strip().lower().rstrip(".;")
    if text in ("", "-", "–", "null", "none"):
        return ReadTime(TimeKind.MISSING, raw)
    word = _read_words(text, raw)
    if word is not None:
        return word
    text = _SPELLED_OUT.sub("", text)
    text = _BOUND.sub("", text)
    if _BARE.match(text):
        return _bare(text, raw)
    return _read_range(text, raw) or _read_terms(text, raw)


def _read_words(text: str, raw: str) -> ReadTime | None:
    if text.startswith(_NOT_COUNTED):
        return ReadTime(TimeKind.NOT_COUNTED, raw)
    if text in _OFFICE_HOURS:
        return ReadTime(TimeKind.NOT_COUNTED, raw, doubts=("office_hours",))
    if text in _AT_ONCE:
        return ReadTime(TimeKind.MEASURED, raw, 0, TimeUnit.MINUTES, doubts=("at_once",))
    if text in _SAME_DAY:
        return ReadTime(TimeKind.MEASURED, raw, MINUTES_OF_DAY, TimeUnit.SAME_DAY, doubts=("same_day",))
    return None


def _bare(text: str, raw: str) -> ReadTime:
    try:
        return ReadTime(TimeKind.WITHOUT_UNIT, raw, number=number_of(text))
    except ValueError:
        return ReadTime(TimeKind.UNREADABLE, raw)


def _read_range(text: str, raw: str) -> ReadTime | None:
    match = _RANGE.match(text)
    if match is None:
        return None
    return _measured(raw, [(match["high"], match["unit"])], doubts=("range",))


def _read_terms(text: str, raw: str) -> ReadTime:
    doubts: tuple[str, ...] = ()
    if _REMARK.search(text):
        text, doubts = _REMARK.sub("", text).strip(), ("remark",)
    terms = [(match["number"], match["unit"]) for match in _TERM.finditer(text)]
    rest = _TERM.sub("", text)
    if not terms or not _JOINER.match(rest):
        return ReadTime(TimeKind.UNREADABLE, raw)
    return _measured(raw, terms, doubts)


def _measured(raw: str, terms: list[tuple[str, str]], doubts: tuple[str, ...] = ()) -> ReadTime:
    total, units = Decimal(0), []
    for figure, name in terms:
        try:
            number = number_of(figure)
        except ValueError:
            return ReadTime(TimeKind.UNREADABLE, raw)
        minutes_each, unit = _MINUTES_OF_UNIT[name]
        units.append(unit)
        total += number * minutes_each
        if name == "giờ" and number > PLAIN_HOURS_LIMIT:
            doubts += ("plain_hours",)
    minutes = int(total)
    if minutes != total:
        doubts += ("not_whole_minutes",)
    return ReadTime(TimeKind.MEASURED, raw, minutes, units[0], doubts=doubts)


def minutes_of(number: Decimal, unit: TimeUnit) -> int:
    """Whole working minutes of `number` units, rounded down."""
    each = {TimeUnit.MINUTES: 1, TimeUnit.WORKING_HOURS: MINUTES_OF_HOUR}.get(unit, MINUTES_OF_DAY)
    return int(number * each)
