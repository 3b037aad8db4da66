# SPDX-License-Identifier: EUPL-1.2
"""Vietnamese words: folding for search, order for lists, numbers and times in words.

Order: letter by letter in the alphabet of 29 letters (a ă â b c d đ e ê … ư v x y; f j w z at their Latin places),
then by tone (level, huyền, hỏi, ngã, sắc, nặng), syllable by syllable, as dictionaries do. Runs of digits are
ordered as numbers, so Phường 2 stands before Phường 10. Any Unicode form of the same text gives the same answer.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from motcua.errors import MotCuaError
from motcua.law.clock import VIETNAM
from motcua.law.time_errors import NaiveTimeError

WORKING_DAY_MINUTES = 480
"""Minutes of a working day in phrases about time left (8 hours)."""

_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES = {"\u0306": "2", "\u0302": "3", "\u031b": "4"}  # breve ă; circumflex â ê ô; horn ơ ư


def fold(text: str) -> str:
    """Text for searching: small letters without marks, đ as d, single blanks.

    `fold("Đặng Thị  Ưu") == "dang thi uu"`, whether the text is composed or decomposed.
    """
    # twice, because some signs (ℍ) only become capitals when they are decomposed
    plain = unicodedata.normalize("NFKD", text).casefold().replace("đ", "d")
    letters = (char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    return " ".join("".join(letters).split())


def sort_key(text: str) -> str:
    """A key that orders texts as a Vietnamese dictionary does.

    Small letters and digits only, a letter before each digit's place, so plain comparison and any database
    collation (C or ICU) give the same order. Case, punctuation and the place of the tone mark do not matter.
    """
    return "".join(map(_syllable_key, _syllables(text)))


def person_sort_key(full_name: str) -> str:
    """Order of people: given name (the last syllable), then family name and the rest as written."""
    words = _syllables(full_name)
    return "".join(map(_syllable_key, [*words[-1:], *words[:-1]]))


def _syllables(text: str) -> list[str]:
    """Runs of letters with their marks, and runs of digits; everything else separates."""
    words: list[str] = []
    previous = ""
    for char in unicodedata.normalize("NFD", text.casefold()):
        kind = _kind(char)
        if kind == "m":
            kind = previous  # a mark belongs to what it stands on
        if kind and kind == previous:
            words[-1] += char
        elif kind:
            words.append(char)
        previous = kind
    return words


def _kind(char: str) -> str:
    if char.isdecimal():
        return "d"
    if unicodedata.combining(char):
        return "m"
    return "l" if char.isalpha() else ""


def _syllable_key(word: str) -> str:
    if word[0].isdecimal():
        digits = (
            "".join(str(unicodedata.decimal(digit)) for digit in word if digit.isdecimal()).lstrip("0") or "0"
        )
        return f"{min(len(digits), 9)}{digits}"
    letters: list[str] = []
    tones = ""
    for char in word:
        if char in _TONES:
            tones += _TONES[char]
        elif char in _SHAPES:
            letters[-1] = letters[-1][0] + _SHAPES[char]
        elif char == "đ":
            letters.append("d2")
        elif not unicodedata.combining(char):
            # letters of other scripts come after z, in order of their code points
            letters.append(f"{char}1" if char.isascii() else f"z9{ord(char):06d}")
    # 0 ends the syllable: lower than every letter, so a shorter syllable comes first
    return f"{''.join(letters)}0{tones or '0'}"


_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", " nghìn", " triệu", " tỷ")


class NumberWordsError(MotCuaError, ValueError):
    """A number that is not written in words."""

    code = "number_words_refused"


def number_words(number: int) -> str:
    """A whole number in words: `200000` is "hai trăm nghìn", `1005` "một nghìn không trăm linh năm".

    Raises `NumberWordsError` below zero.
    """
    if number < 0:
        raise NumberWordsError(f"Không viết số âm {number} bằng chữ: hãy kiểm tra lại số tiền hoặc số lượng.")
    if number == 0:
        return _DIGITS[0]
    billions, rest = divmod(number, 10**9)
    head = number_words(billions) + " tỷ" if billions else ""
    return " ".join(part for part in (head, _below_billion(rest, after=bool(billions))) if part)


def _below_billion(number: int, *, after: bool) -> str:
    parts: list[str] = []
    for power in (2, 1, 0):
        group = number // 1000**power % 1000
        if group:
            parts.append(_three_digits(group, full=after or bool(parts)) + _GROUPS[power])
    return " ".join(parts)


def _three_digits(number: int, *, full: bool) -> str:
    """`full` says the hundreds even when they are zero, because something stands before them."""
    hundreds, rest = divmod(number, 100)
    spoken = bool(hundreds) or full
    words = [f"{_DIGITS[hundreds]} trăm"] if spoken else []
    if rest:
        words.append(_two_digits(rest, after=spoken))
    return " ".join(words)


def _two_digits(number: int, *, after: bool) -> str:
    tens, units = divmod(number, 10)
    if tens == 0:
        return f"linh {_DIGITS[units]}" if after else _DIGITS[units]
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if units == 0:
        return head
    special = {1: "mốt", 4: "tư", 5: "lăm"} if tens > 1 else {5: "lăm"}
    return f"{head} {special.get(units, _DIGITS[units])}"


def money_words(dong: int) -> str:
    """An amount in words: `200000` is "hai trăm nghìn đồng". Raises `NumberWordsError` below zero."""
    return f"{number_words(dong)} đồng"


def money_figures(dong: int) -> str:
    """An amount in figures: `200000` is "200.000 đồng"."""
    return f"{dong:,} đồng".replace(",", ".")


_WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def date_phrase(day: date, language: str = "vi") -> str:
    """`thứ Năm 12/03/2026`; in English (`en`) `Thursday 12/03/2026`: figures stay as the forms have them.

    Of a moment, its day in Vietnam. Raises `NaiveTimeError`.
    """
    if isinstance(day, datetime):
        day = _local(day).date()
    return f"{_WEEKDAYS[language][day.weekday()]} {day:%d/%m/%Y}"


def moment_phrase(moment: datetime, language: str = "vi") -> str:
    """`thứ Năm 12/03/2026, 17:30`, in Vietnamese time. Raises `NaiveTimeError`."""
    local = _local(moment)
    return f"{date_phrase(local.date(), language)}, {local:%H:%M}"


def formal_date(day: date) -> str:
    """`ngày 05 tháng 01 năm 2026`: days below ten and months 1 and 2 with a zero (NĐ 30/2020, Phụ lục I)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def formal_moment(moment: datetime) -> str:
    """`17 giờ 30 phút, ngày 12 tháng 3 năm 2026`, in Vietnamese time. Raises `NaiveTimeError`."""
    local = _local(moment)
    return f"{local.hour:02d} giờ {local.minute:02d} phút, {formal_date(local.date())}"


def _local(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise NaiveTimeError("cần viết ra")
    return moment.astimezone(VIETNAM)


@dataclass(frozen=True, slots=True)
class _SpanWords:
    day: tuple[str, str]
    hour: tuple[str, str]
    minute: tuple[str, str]
    worked: str
    left: str
    late: str
    now: str


_SPANS = {
    "vi": _SpanWords(
        ("ngày", "ngày"), ("giờ", "giờ"), ("phút", "phút"), "{} làm việc", "còn {}", "quá hạn {}", "đến hạn"
    ),
    "en": _SpanWords(
        ("day", "days"),
        ("hour", "hours"),
        ("minute", "minutes"),
        "{} of work",
        "{} left",
        "late by {}",
        "due now",
    ),
}


def span_phrase(working_minutes: int, language: str = "vi") -> str:
    """A span of working minutes: `2 ngày 3 giờ làm việc`; minutes only below one day, 8 hours to the day."""
    words = _SPANS[language]
    days, rest = divmod(abs(working_minutes), WORKING_DAY_MINUTES)
    hours, minutes = divmod(rest, 60)
    parts = [(days, words.day), (hours, words.hour), (0 if days else minutes, words.minute)]
    told = [f"{amount} {units[amount != 1]}" for amount, units in parts if amount]
    return words.worked.format(" ".join(told) or f"0 {words.minute[1]}")


def left_phrase(working_minutes: int, language: str = "vi") -> str:
    """What is left until due, `còn 2 ngày 3 giờ làm việc`, or gone by when negative, `quá hạn 45 phút làm việc`.

    Above one day the minutes are dropped: a promise is never made to look longer, nor a delay, than it is.
    """
    words = _SPANS[language]
    if working_minutes == 0:
        return words.now
    return (words.left if working_minutes > 0 else words.late).format(span_phrase(working_minutes, language))
