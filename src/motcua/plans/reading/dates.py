# SPDX-License-Identifier: EUPL-1.2
"""Days and periods as plans write them.

A printed day is the due day (`trước ngày 31/8` → 31/8); a period gives its first and last day; `thường xuyên` goes on
all the time. Numbers are read from the raw words, because restoration may take them for syllables.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

_DAY = re.compile(r"\b(\d{1,2})\s?[/.]\s?(\d{1,2})(?:\s?[/.]\s?((?:19|20)\d{2}))?\b(?!\s*/\s*[a-z])")
_DASHED = re.compile(r"\b(\d{1,2})-(\d{1,2})-((?:19|20)\d{2})\b")
_UNTIL = re.compile(r"\s*(?:den|-|–)\s*(?:ngay\s*)?\d{1,2}\s?[/.]\s?\d{1,2}\s?[/.]\s?((?:19|20)\d{2})")
_WORDED = re.compile(r"ngay\s+(\d{1,2})\s+(?:thang|th\w{1,5})\s+(\d{1,2})(?:\s+n\w{1,3}\s+((?:19|20)\d{2}))?")
_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")
_YEARS = re.compile(
    r"^\W*(?:(?:trong )?(?:giai doan|cac nam|nam) )?((?:19|20)\d{2})\s*[-–]\s*((?:19|20)\d{2})\W*$"
)
_SIGN = r"[ivxltu1-9|!\]\['’]{1,5}"
_AND = r"\s*(?:va|,|\+|-|–|den(?: het)?)\s*"
_QUARTER = re.compile(
    rf"\b(?:qu[yi]\s+|q\.?\s?(?=[ivx1-4]{{1,3}}\b))({_SIGN}(?:{_AND}(?:qu[yi]\s+)?{_SIGN}(?!\w))*)(?![\w%])"
)
_MONTHS = re.compile(
    r"\b(?:thang\s+|t\.?\s?(?=\d{1,2}\s?/\s?20\d\d))(\d{1,2})(?:\s*/\s*(?:(?:19|20)\d{2}))?"
    r"(?:\s*(?:-|–|,|va|den(?: het)?)\s*(?:thang\s+)?(\d{1,2})(?![\d%]))?"
)
_MONTH_OF_YEAR = re.compile(r"^\W*(\d{1,2})\s?/\s?((?:19|20)\d{2})\W*$")
_END = re.compile(r"\bcuoi nam\b")
_HALF = re.compile(r"\b(\d{1,2}|sau)\s+thang\s+(dau|cuoi)\s+nam\b|\bnua\s+(dau|cuoi)\s+nam\b")
_ALWAYS = re.compile(r"thu[ro]n[gq]\s+x?uy?[ec]n|\blien tuc\b|\bh[a-z]n[gq] ngay\b|\bmoi ngay\b")
_EVERY = {
    "weekly": re.compile(r"h[a-z]n[gq] tuan|dinh ky tuan|moi tuan\b|lan\s?/\s?tuan"),
    "monthly": re.compile(
        r"h[a-z]n[gq] thang|dinh ky thang|moi thang\b|lan\s?/\s?thang|\bngay \d{1,2} (?:cua )?thang sau"
    ),
    "quarterly": re.compile(
        r"h[a-z]n[gq] qu[yi]|dinh ky qu[yi]|moi qu[yi]\b|lan\s?/\s?quy|\bthang cuoi (?:cua )?(?:moi )?(?:qu[yi]|ky)\b"
    ),
    "yearly": re.compile(r"h[a-z]n[gq] nam|dinh ky nam|moi nam"),
}
_SPELT = dict(
    zip("mot hai ba tu nam sau bay tam chin muoi".split(), range(1, 11), strict=True)  # noqa: SIM905  easier to read so
)
_SPELT_OUT = re.compile(
    rf"\b(thang|quy) ({'|'.join(_SPELT)})\b(?= (?:nam )?(?:19|20)\d\d|/)|\b(quy) (nhat|mot|hai|ba|tu)(?=\W*$)"
)
_ROMAN = {"i": 1, "l": 1, "1": 1, "ii": 2, "iii": 3, "iv": 4, "lv": 4, "1v": 4, "2": 2, "3": 3, "4": 4}
_BEFORE = re.compile(r"(?:truoc|tru\w{1,3}|cham nhat|khong qua|den het|den|han cuoi)\W*(?:ngay\s*)?$")


@dataclass(frozen=True, slots=True)
class Span:
    """What a text says about time; what it does not say is None. `wrong` tells what cannot be."""

    start: dt.date | None = None
    due: dt.date | None = None
    recurrence: str | None = None
    wrong: str = ""


def plain(text: str) -> str:
    """The text folded, with its numbers and separators as they stand."""
    from motcua.law.names import fold

    return re.sub(r"\s+", " ", fold(text))


def span_of(raw: str, text: str, year: int) -> Span:
    """What the value of a label says about time; `year` is that of the plan."""
    folded, restored = plain(raw), plain(text)
    recurrence = _recurrence(folded) or _recurrence(restored)
    if days := days_in(raw, year) or days_in(text, year):
        start = days[0] if len(days) > 1 and re.search(r"\btu\b|\bbat dau\b", restored) else None
        return Span(start, days[-1], recurrence)
    for told in (folded, restored):
        if (found := _period(told, year)) is not None:
            return Span(found.start, found.due, recurrence, found.wrong)
    named = _YEAR.search(folded)
    if recurrence == "continuous" and named is not None:
        return _year_long(int(named[1]), recurrence)
    if recurrence:
        return Span(recurrence=recurrence)
    if (years := _YEARS.search(restored)) is not None:
        return Span(dt.date(int(years[1]), 1, 1), dt.date(int(years[2]), 12, 31))
    whole = _whole_year(restored) or _whole_year(folded)
    if whole is None and re.search(r"\bca nam\b|trong nam\b", restored):
        whole = year
    return _year_long(whole) if whole else Span()


def _year_long(year: int, recurrence: str | None = None) -> Span:
    return Span(dt.date(year, 1, 1), dt.date(year, 12, 31), recurrence)


def days_in(text: str, year: int) -> list[dt.date]:
    """The days a text names, in order; those behind the number of a document are its own and left out."""
    told = plain(text)
    found: list[tuple[int, dt.date]] = []
    for pattern in (_WORDED, _DAY, _DASHED):
        for match in pattern.finditer(told):
            if re.search(r"\d+\s*/\s*(?:\d{4}\s*/\s*)?[a-z][a-z-]*\s*(?:ngay\s*)?$", told[: match.start()]):
                continue
            behind = _UNTIL.match(told[match.end() :]) or _YEAR.search(told[match.end() : match.end() + 12])
            named = match[3] or (behind or [None, None])[1]
            if (day := _day(int(match[1]), int(match[2]), int(named or year))) is not None:
                found.append((match.start(), day))
    return [day for _, day in sorted(found)]


def _day(day: int, month: int, year: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _recurrence(told: str) -> str | None:
    for name, pattern in _EVERY.items():
        if pattern.search(told):
            return name
    return "continuous" if _ALWAYS.search(told) else None


def _period(told: str, year: int) -> Span | None:
    told = _SPELT_OUT.sub(lambda one: f"{one[1] or one[3]} {_SPELT[one[2] or one[4]]}", told)
    if match := _QUARTER.search(told):
        return _quarters(match, told, year)
    if match := _HALF.search(told):
        return _half(match, told, year)
    if match := _MONTHS.search(told):
        return _months(match, told, year)
    if (match := _MONTH_OF_YEAR.match(told)) and 1 <= int(match[1]) <= 12:
        month, named = int(match[1]), int(match[2])
        return Span(dt.date(named, month, 1), dt.date(named, month, calendar.monthrange(named, month)[1]))
    if _END.search(told):
        return Span(None, dt.date(_named(told, year), 12, 31))
    return None


def _months(match: re.Match[str], told: str, year: int) -> Span | None:
    """One month, or the first and the last of several; `trước tháng 6` ends with May."""
    first, last = int(match[1]), int(match[2] or match[1])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return Span(wrong=f"Tháng {first if not 1 <= first <= 12 else last} không có")
    named = _named(told[match.start() :], year)
    if _BEFORE.search(told[: match.start()]) and match[2] is None and _is_before(told[: match.start()]):
        return Span(None, dt.date(named, first, 1) - dt.timedelta(days=1))
    begins = named - 1 if last < first else named
    return Span(dt.date(begins, first, 1), dt.date(named, last, calendar.monthrange(named, last)[1]))


def _is_before(told: str) -> bool:
    return bool(re.search(r"\btr\w{1,3}c?\W*$", told))


def _quarters(match: re.Match[str], told: str, year: int) -> Span:
    signs = re.split(rf"{_AND}(?:qu[yi]\s+)?", match[1])
    numbers = [_quarter(sign) for sign in signs]
    if None in numbers:
        return Span(wrong=f"Quý “{match[1]}” không đọc được")
    known = [one for one in numbers if one is not None]
    named = _named(told[match.end() :], year)
    if _BEFORE.search(told[: match.start()]):
        return Span(None, dt.date(named, 3 * known[0] - 2, 1) - dt.timedelta(days=1))
    month = 3 * known[-1]
    return Span(
        dt.date(named, 3 * known[0] - 2, 1), dt.date(named, month, calendar.monthrange(named, month)[1])
    )


def _quarter(sign: str) -> int | None:
    """The quarter of a sign: a number, or a roman one as a scanner reads it (`11`, `Il` are II, `I'V` is IV).

    Where it may be two of them (`I]` is II or III) nobody guesses.
    """
    if sign in _ROMAN:
        return _ROMAN[sign]
    strokes = re.sub(r"[1l|]", "i", sign)
    if re.fullmatch(r"[it!'’]{1,3}v", strokes):
        return 4
    return _ROMAN.get(strokes)


def _half(match: re.Match[str], told: str, year: int) -> Span | None:
    months, named = int(match[1]) if (match[1] or "").isdigit() else 6, _named(told, year)
    if not 1 <= months <= 12:
        return None
    first, last = (1, months) if "dau" in {match[2], match[3]} else (13 - months, 12)
    return Span(dt.date(named, first, 1), dt.date(named, last, calendar.monthrange(named, last)[1]))


def _named(told: str, year: int) -> int:
    match = _YEAR.search(told)
    return int(match[1]) if match else year


def _whole_year(told: str) -> int | None:
    match = re.search(r"^\W*(?:trong|ca|het)?\s*(?:n\w{1,2}\s+)?((?:19|20)\d{2})\W*$", told)
    return int(match[1]) if match else None


_DEADLINE = re.compile(
    r"(?:\b(?:hoan thanh|xong|thuc hien xong|gui|bao cao|nop|trinh|ket thuc)\b[^.;]{0,60}?)?"
    r"\b(?:truoc|cham nhat|muon nhat|den het|han cuoi|thoi han|hoan thanh|xong)\b[^.;\d]{0,24}?"
    r"(?:\bngay\b|\bthang\b|\bquy\b|\d{1,2}\s?[/.]\s?\d{1,2}\b)"
)
_WITHIN = re.compile(r"\b(?:trong|vao|den het|het)\s+(?:thang|quy)\s+[\divl]+[^.;,:]{0,24}(?:\W*$|[.;,:])")
_REGULAR = re.compile(
    r"(?:dinh ky|bao cao|tong hop|kiem tra|ra soat|to chuc|cap nhat|hop)[^.;]{0,40}?"
    r"\b(h\w{1,3}ng (?:tuan|thang|quy|nam))\b"
    r"|(?:^|[;,:])\W*(?:thu (?:hai|ba|tu|nam|sau|bay) )?(h\w{1,3}ng (?:tuan|thang|quy))\b"
    r"|\b(h\w{1,3}ng (?:tuan|thang|quy))\W*$"
    r"|\b(moi (?:tuan|thang|quy))\b(?= (?:\w+ ){0,2}(?:it nhat|toi thieu|mot|\d{1,2})\b)"
    r"|\b(thang cuoi (?:cua )?(?:moi )?(?:quy|ky))\b|\b(ngay \d{1,2} h\w{1,3}ng thang)\b"
    r"|[;,–-]\s*(thuong xuyen)\W*$"
)


_BETWEEN = re.compile(
    r"\btu (?:ngay )?\d{1,2}[ /.][^;,]{1,24}\bden (?:het )?(?:ngay )?\d{1,2}[ /.][^;,]{1,20}"
)


def deadline_in(raw: str, text: str, year: int) -> Span:
    """A deadline inside a sentence: only where words say that it is one."""
    told, seen = plain(text), plain(raw)
    regular = _REGULAR.search(told)
    recurrence = _recurrence(next(one for one in regular.groups() if one)) if regular else None
    for match in (_DEADLINE.search(told), _WITHIN.search(told), _WITHIN.search(seen)):
        if match is None:
            continue
        # Figures are taken from the raw words behind the same place; restoring keeps the order of words.
        place = max(seen.rfind(" ", 0, max(match.start() - 12, 0)), 0)
        day = _due_in(seen[place:], year) or _due_in(told[match.start() :], year)
        if day is not None:
            return Span(due=day, recurrence=recurrence)
    if between := _BETWEEN.search(seen):
        days = days_in(between.group(), year)
        return Span(days[0] if len(days) > 1 else None, days[-1] if days else None, recurrence)
    return Span(recurrence=recurrence)


def _due_in(told: str, year: int) -> dt.date | None:
    days = days_in(told, year)
    if days:
        return days[0]
    match = _DEADLINE.search(told) or _WITHIN.search(told)
    period = _period(told[match.start() : match.end() + 24], year) if match else None
    return period.due if period else None
