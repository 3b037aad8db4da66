# SPDX-License-Identifier: EUPL-1.2
"""Numbers to be reached: rates, hours, counts of things to be made."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from motcua.law.names import fold
from motcua.plans.reading.dates import plain, span_of
from motcua.plans.reading.items import Item
from motcua.plans.reading.keys import key
from motcua.plans.reading.values import Found, Target

_RATE = re.compile(r"(?<![\w.,/])(\d{1,4}(?:[.,]\d{1,2})?)\s?%")
_HOURS = re.compile(r"\b(\d{1,3})\s+(gio|phut|ngay lam viec)\b")
_COUNT = re.compile(
    r"(?<![\w./-])(\d{1,3})\s+(sang kien|giai phap|mo hinh|lop tap huan|lop|hoi nghi|cuoc kiem tra|"
    r"tin,? bai|phong su|lan|diem|bac)\b"
)
_COUNT_UNITS = {
    "sang kien": "sáng kiến", "giai phap": "giải pháp", "mo hinh": "mô hình", "lop tap huan": "lớp tập huấn",
    "lop": "lớp", "hoi nghi": "hội nghị", "cuoc kiem tra": "cuộc kiểm tra", "tin bai": "tin bài",
    "phong su": "phóng sự", "tin, bai": "tin, bài", 
    "lan": "lần", "diem": "điểm", "bac": "bậc", "gio": "giờ", "phut": "phút", "ngay lam viec": "ngày làm việc",
}  # fmt: skip
_AT_LEAST = re.compile(r"toi thieu|it nhat|tu\s*$|khong duoi|khong it hon|t\w{1,2}i thi\w{1,2}u")
_MORE = re.compile(r"\b(tren|hon|vuot)\s*$")
_LESS = re.compile(r"\bduoi\s*$")
_SIGNS = {"≥": ">=", ">": ">", "≤": "<=", "<": "<"}
_FROM = re.compile(r"^\s*(?:xuong|len)\b")
_BY = re.compile(
    r"\b(?:den(?: het)?|truoc|cham nhat)\s+(?:ngay\s+)?"
    r"(?:\d{1,2}\s?[/.]\s?\d{1,2}|\d{1,2}\s+thang\s+\d|(?:cuoi\s+|het\s+)?(?:quy|thang)\s+[\divx]+)[^,;]{0,16}"
)
_RANGE = re.compile(r"(?<![\w.,/])(\d{1,3}(?:[.,]\d{1,2})?)\s?%?\s*[-–]\s*$")
_NOT_OVER = re.compile(r"\bkhong (?:de|duoc|co)\b[^;.]{0,80}\bqua\s*$")
_AT_MOST = re.compile(r"khong qua|toi da|khong (?:duoc|co|de) .{0,24}qua\s*$|khong vuot|con\s*$")
_OR_MORE = re.compile(r"^\W*tro len")
_NARROWER = re.compile(r"\btrong d\w\b")
_ENDS = re.compile(r"[;:]|\.(?=\s|$)|\((?=[^)]*$)|,\s*(?=trong đó)")
_NEAR = 34
_ALL = 100
_NEXT_RATE = re.compile(r"(?:[;,]|\s(?:và|hoặc))\s*$")
_SENTENCE_ENDS = re.compile(r"[.:](?=\s)")


@dataclass(frozen=True, slots=True)
class _Number:
    value: float
    unit: str
    first: int
    last: int
    strange: bool = False
    ranged: bool = False


def targets_of(
    item: Item, due: dt.date | None, scope: str = "", warnings: list[str] | None = None
) -> list[Target]:
    """The targets a text sets. Numbers are read from the restored words, which keep figures as they were."""
    text = item.text
    found: list[Target] = []
    before: _Number | None = None
    for number in _numbers(text, item.raw):
        if number.strange and warnings is not None:
            warnings.append(
                f"Dòng {item.first}: “{text[number.first : number.last]}” vượt quá 100 %; đã đọc là 100 %."
            )
        op, doubled = _op(text, number)
        if op == "=" and (seen := _in_raw(item, number)) is not None:
            op, doubled = _op(item.raw, seen)
        if op is None:
            continue
        if op == "=" and number.value < _ALL and found and _shares(text, before, number):
            op = found[-1].op
        before = number
        if doubled and warnings is not None:
            warnings.append(
                f"Dòng {item.first}: hai cách so sánh trong cùng một chỉ tiêu (“tối thiểu trên”)."
            )
        metric, clause = _metric(text, number)
        if len(key(metric).split()) < 2:
            continue
        where = Found(metric, item.first, item.last, clause, item.sure * 0.9, "figure with its words")
        day = _own_day(text, number, due) or due
        found.append(Target(metric, op, number.value, number.unit, day, scope, where))
    return found


def _shares(text: str, before: _Number | None, number: _Number) -> bool:
    """Whether a rate stands under the comparison of the one before it: `Tối thiểu 75% hồ sơ …; 60% kết quả …`.

    Both begin their clause of the same sentence, and only the first has a word that compares.
    """
    if before is None or before.unit != number.unit or number.unit != "%":
        return False
    between = text[before.last : number.first]
    return _NEXT_RATE.search(between) is not None and not _SENTENCE_ENDS.search(between)


def _in_raw(item: Item, number: _Number) -> _Number | None:
    """The same figure among the raw words: restoring may have made another word of the one that compares."""
    printed = item.text[number.first : number.last]
    at = -1
    for _ in range(item.text.count(printed, 0, number.first) + 1):
        at = item.raw.find(printed, at + 1)
    return replace(number, first=at, last=at + len(printed)) if at >= 0 and item.raw != item.text else None


def _own_day(text: str, number: _Number, due: dt.date | None) -> dt.date | None:
    """The day that the sentence of a figure sets for it: `Đến ngày 30/9/2026, ít nhất 85% …`."""
    begin = max((match.end() for match in re.finditer(r";|\.(?=\s)", text[: number.first])), default=0)
    stop = re.search(r";|\.(?=\s|$)", text[number.last :])
    sentence = plain(text[begin : number.last + stop.start() if stop else len(text)])
    if due is None or (match := _BY.search(sentence)) is None:
        return None
    return span_of(match.group(), match.group(), due.year).due


def _numbers(text: str, raw: str) -> list[_Number]:
    found = []
    for match in _RATE.finditer(text):
        value, strange = _rate(match[1])
        if value is not None and (lower := _RANGE.search(text[: match.start()])):
            found.append(
                _Number(float(lower[1].replace(",", ".")), "%", lower.start(1), match.end(), ranged=True)
            )
        elif value is not None:
            found.append(_Number(value, "%", match.start(), match.end(), strange))
    folded = fold(text)
    if len(folded) == len(text):
        for pattern in (_HOURS, _COUNT):
            found += [
                _Number(float(match[1]), _COUNT_UNITS[match[2]], match.start(), match.end())
                for match in pattern.finditer(folded)
            ]
    return sorted(found, key=lambda one: one.first)


def _rate(printed: str) -> tuple[float | None, bool]:
    value = float(printed.replace(",", "."))
    if value <= 100:
        return value, False
    # A scanner puts a stroke into a hundred: 1070 %, 1000 %, 101 %.
    return (100.0, True) if re.fullmatch(r"10\d?0|1[0o]{2}\d|10\d", printed) else (None, True)


def _op(text: str, number: _Number) -> tuple[str | None, bool]:
    """The comparison, and whether two were printed. None where a figure sets no target."""
    before = fold(text[max(0, number.first - _NEAR) : number.first])
    if sign := _SIGNS.get(text[: number.first].rstrip()[-1:]):
        return sign, False
    behind = fold(text[number.last : number.last + 16])
    least, more, most = _AT_LEAST.search(before), _MORE.search(before), _AT_MOST.search(before)
    if _FROM.match(behind):
        return None, False
    most = most or _NOT_OVER.search(fold(text[: number.first]))
    if _LESS.search(before):
        return "<", False
    if most:
        return "<=", False
    if more:
        return ">", least is not None
    if least or number.ranged or _OR_MORE.match(behind):
        return ">=", False
    if number.unit == "%":
        return "=", False
    bracketed = text[: number.first].rstrip().endswith("(") or text[
        number.last : number.last + 2
    ].strip().startswith(")")
    told = "phan dau" in before and number.unit not in {"lần", "điểm", "bậc"}
    if number.unit in {"giờ", "phút", "ngày làm việc"} or not (bracketed or told):
        return None, False
    return ">=", False


def _metric(text: str, number: _Number) -> tuple[str, str]:
    """What is measured, and the whole clause. Inside brackets the metric stands before the bracket."""
    before, behind = text[: number.first], text[number.last :]
    begin = max((match.end() for match in _ENDS.finditer(before)), default=0)
    stop = re.search(r"[;.](?=\s|$)|\)|,\s*trong đó\b|$", behind)
    end = number.last + (stop.start() if stop else len(behind))
    clause = text[begin:end]
    if (
        begin
        and text[begin - 1] == "("
        and len(key(text[begin : number.first] + text[number.last : end]).split()) < 8
    ):
        outer = text[: begin - 1]
        first = max((match.end() for match in re.finditer(r"[;:]|\.(?=\s)", outer)), default=0)
        return _trimmed(outer[first:]), text[first : end + 1].strip()
    lead = text[begin : number.first]
    told = f"{lead} {text[number.last : end]}"
    if begin and text[begin - 1] == ":" and len(key(_trimmed(told)).split()) < 2:
        first = max((match.end() for match in re.finditer(r"[;:]|\.(?=\s)", text[: begin - 1])), default=0)
        return _trimmed(text[first : begin - 1]), text[first:end].strip()
    return _trimmed(told), clause.strip()


def _trimmed(told: str) -> str:
    told = re.sub(
        r"\b(?:đạt|đảm bảo|bảo đảm|phấn đấu|tối thiểu|ít nhất|tối đa|không quá|trở lên|đạt tỷ lệ|từ|trên)\b",
        " ",
        told,
        flags=re.IGNORECASE,
    )
    told = re.sub(r"[≥≤<>]", " ", told)
    told = re.sub(r"^\W*(?:trong đó|tiếp tục|\d+(?:\.\d+)+\.?)\W*", "", told.strip(), flags=re.IGNORECASE)
    return re.sub(r"\s+", " ", told).strip(' ,;.:()-–+“”"')
