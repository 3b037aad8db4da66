# SPDX-License-Identifier: EUPL-1.2
"""The head of a plan: kind, number, issuer, place, day, title, year (NĐ 30/2020, Phụ lục I)."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from motcua.diacritics import restore
from motcua.diacritics.tokens import stands_in_capitals
from motcua.law.names import fold
from motcua.plans.reading.dates import plain
from motcua.plans.reading.keys import alike, begins_like, key
from motcua.plans.reading.lines import Line
from motcua.plans.reading.values import Found, Head

_KINDS = {
    "ke hoach": "Kế hoạch",
    "quyet dinh": "Quyết định",
    "chuong trinh": "Chương trình",
    "de an": "Đề án",
    "phuong an": "Phương án",
    "chi thi": "Chỉ thị",
    "thong bao": "Thông báo",
    "bao cao": "Báo cáo",
    "nghi quyet": "Nghị quyết",
    "luat": "Luật",
    "nghi dinh": "Nghị định",
    "thong tu": "Thông tư",
    "huong dan": "Hướng dẫn",
    "to trinh": "Tờ trình",
    "bien ban": "Biên bản",
    "hop dong": "Hợp đồng",
}
PLANS = {"Kế hoạch", "Chương trình", "Phương án", "Đề án"}
"""The kinds that hold tasks."""

_ALIKE = {"chuong trinh": 90, "luat": 95, "de an": 90}
"""How near a line must come to the name of a kind that other words resemble; 80 for all others."""

_SYMBOL = re.compile(
    r"(?<![\w/])(\d{0,5}[a-z]?)\s*/\s*([A-ZĐ][A-Za-zĐ]{1,4}\s*[-–]\s*[A-ZĐ][A-ZĐa-z&-]{1,30})"
)
_DATED = re.compile(
    r"ng\w{1,2}y?\s*,?\s*(\S{0,4}?)\s*th\w{1,4}\s+(\d{1,2})\s+n\w{1,3}\s+((?:19|20)\d{2})", re.IGNORECASE
)
_ONLY_YEAR = re.compile(r"^\s*(?:19|20)\d{2}\s*$")
_MOTTO = ("cong hoa xa hoi", "doc lap")
_AGENCY = ("so", "phong", "ban", "van phong", "chi cuc", "cuc", "trung tam", "thanh tra", "bo")
_AREA = ("tinh", "thanh pho", "huyen", "quan", "thi xa", "xa", "phuong", "thi tran", "dac khu")
_TOP = 30
_OVER_TWO_YEARS = re.compile(r"\bnam hoc\s+20\d{2}\s*[-–]\s*20\d{2}")
"""A school year: its plan is one of the year it was issued in."""
_LONGEST_KIND, _SURELY = 6, 90
_CARRIES = re.compile(r"^\W*(?:thuc hien|trien khai)\s+(?:\w+\s){1,3}so\s*:?\s*\d")
_SHORT_FORMS = {"ubnd": "Ủy ban nhân dân", "hđnd": "Hội đồng nhân dân"}


def read_head(lines: list[Line]) -> tuple[Head, int, list[str]]:
    """The head, the number of the last line that belongs to it, and what could not be read for sure."""
    fields: dict[str, Found[Any]] = {}
    warnings: list[str] = []
    top = [line for line in lines[:_TOP] if not line.blank]
    kind_at = _kind(top, fields)
    before = top[:kind_at] if kind_at is not None else top[:8]
    _number(before, fields, warnings)
    _dated(before, fields, warnings)
    _issuer(before, fields)
    end = before[-1].number if before else 0
    if kind_at is not None:
        end = _title(lines, top[kind_at].number, fields)
    _year(fields)
    return Head(fields), end, warnings


def _kind(top: list[Line], fields: dict[str, Found[Any]]) -> int | None:
    for at, line in enumerate(top):
        words = key(line.text)
        for name, kind in _KINDS.items():
            if max(alike(name, words), alike(name, key(line.raw))) >= _ALIKE.get(name, 80):
                fields["kind"] = Found(kind, line.number, line.number, line.raw, line.sure, "kind")
                return at
    return _kind_with_more(top, fields)


def _kind_with_more(top: list[Line], fields: dict[str, Found[Any]]) -> int | None:
    """The kind where further words in capitals stand behind it: `KẾ HOẠCH LIÊN NGÀNH`, `KẾ HOẠCH HÀNH ĐỘNG`."""
    for at, line in enumerate(top):
        words = line.text.split()
        if len(words) > _LONGEST_KIND or not stands_in_capitals(line.raw):
            continue
        for name, kind in _KINDS.items():
            if alike(name, key(" ".join(words[: len(name.split())]))) >= _SURELY:
                fields["kind"] = Found(kind, line.number, line.number, line.raw, line.sure, "kind with more")
                return at
    return None


def _number(top: list[Line], fields: dict[str, Found[Any]], warnings: list[str]) -> None:
    for line in top:
        if (match := _SYMBOL.search(line.raw)) is None:
            continue
        number, symbol = match.groups()
        if not number:
            number = _stray_number(top)
        if number:
            fields["number"] = Found(number, line.number, line.number, line.raw, 0.9, "number before /")
        else:
            warnings.append("Không đọc được số của văn bản.")
        told = re.sub(r"\s", "", symbol).replace("–", "-")
        fields["symbol"] = Found(with_d(told), line.number, line.number, line.raw, 0.9, "symbol behind /")
        return
    warnings.append("Không thấy số, ký hiệu của văn bản.")


def _stray_number(top: list[Line]) -> str:
    for line in top:
        if match := re.search(r"[S$][o60ốéd:]{0,2}\s*[:.]?\s*(\d{1,4})\s*$", line.raw):
            return match[1]
    return ""


def with_d(symbol: str) -> str:
    """A symbol with the Đ that scanners lose: QD → QĐ, ND → NĐ, HDND → HĐND."""
    parts = symbol.split("-")
    short = {
        "QD": "QĐ",
        "QB": "QĐ",
        "ND": "NĐ",
        "NB": "NĐ",
        "HDND": "HĐND",
        "HPND": "HĐND",
        "DA": "ĐA",
        "CD": "CĐ",
    }
    return "-".join(short.get(part, part) for part in parts)


def _dated(top: list[Line], fields: dict[str, Found[Any]], warnings: list[str]) -> None:
    for at, line in enumerate(top):
        told = fold(line.raw)
        if told.endswith("nam"):  # a year that the width of its cell set on a line of its own
            told += next(
                (f" {one.raw.strip()}" for one in top[at + 1 : at + 4] if _ONLY_YEAR.match(one.raw)), ""
            )
        if (match := _DATED.search(told)) is None:
            continue
        day = re.sub(r"\D", "", match[1])
        clear = match[1].isdigit()
        try:
            value = dt.date(int(match[3]), int(match[2]), int(day)) if day else None
        except ValueError:
            value = None
        if value is not None:
            fields["date"] = Found(
                value, line.number, line.number, line.raw, 0.9 if clear else 0.3, "day of issue"
            )
        if not clear:
            warnings.append(
                f"Ngày ban hành không rõ: “{match[1].strip() or '…'}”. Hãy đối chiếu với bản gốc."
            )
        _place(line, fields)
        return
    warnings.append("Không thấy ngày ban hành.")


def _place(line: Line, fields: dict[str, Found[Any]]) -> None:
    before = re.split(r",?\s*ng\w{1,2}y?\b", line.text, maxsplit=1, flags=re.IGNORECASE)[0]
    behind = re.split(r"/\s*[A-ZĐ][A-ZĐa-z]*(?:\s?[-–]\s?[\w&]+)+", before)[-1]
    place = behind.strip(" ,.-–:;")
    if place and len(place.split()) <= 5:
        fields["place"] = Found(place, line.number, line.number, line.raw, line.sure * 0.9, "before the day")


def _issuer(top: list[Line], fields: dict[str, Found[Any]]) -> None:
    parts: list[Line] = []
    told: list[str] = []
    for line in top[:6]:
        if _SYMBOL.search(line.raw) or _DATED.search(fold(line.raw)):
            break
        left = _left_of_motto(line.raw)
        if len(left) > 3 and left == left.upper():
            parts.append(line)
            told.append(left if line.raw == line.text else restore(left))
    if not told:
        return
    at = _last_agency(told)
    issuer = " ".join(told[at:])
    where = (parts[at].number, parts[-1].number, " / ".join(line.raw for line in parts))
    fields["issuer"] = Found(_named(issuer), *where, 0.8, "upper left")
    if at:
        fields["parent"] = Found(_named(" ".join(told[:at])), *where, 0.7, "upper left")


def _left_of_motto(text: str) -> str:
    words = text.split()
    for motto in _MOTTO:
        size = len(motto.split())
        for at in range(len(words) - size + 1):
            if alike(motto, key(" ".join(words[at : at + size]))) >= 78:
                return " ".join(words[:at]).strip(" -–")
    return text.strip(" -–")


def _last_agency(told: list[str]) -> int:
    """Where the name of the issuing agency begins: after the agency above it, where one is told."""
    at = 0
    for number, part in enumerate(told[1:], 1):
        begins = key(part)
        agency = any(begins.startswith(f"{word} ") for word in _AGENCY) or begins.startswith(
            ("uy ban", "ubnd")
        )
        above_is_whole = at == 0 and not key(told[number - 1]).endswith("dan")
        if agency or (above_is_whole and not begins.startswith(_AREA)):
            at = number
    return at


def _named(capitals: str) -> str:
    """`ỦY BAN NHÂN DÂN XÃ TỨ KỲ` → `Ủy ban nhân dân xã Tứ Kỳ`: names behind the kind of an area keep capitals."""
    words = capitals.lower().split()
    out: list[str] = []
    name = False
    for at, word in enumerate(words):
        out.append(_SHORT_FORMS.get(word) or (word[:1].upper() + word[1:] if name or at == 0 else word))
        name = name or fold(word) in {"tinh", "huyen", "xa", "phuong", "quan", "pho", "tran"}
    told = " ".join(out)
    return re.sub(r"^ban nhân dân", "Ủy ban nhân dân", told, flags=re.IGNORECASE)


def _title(lines: list[Line], kind: int, fields: dict[str, Found[Any]]) -> int:
    """What stands between the kind and the first basis or section; returns its last line."""
    taken: list[Line] = []
    for line in lines[kind:]:
        if line.blank:
            if taken:
                break
            continue
        if (
            begins_like(line.text, ("can cu", "thuc hien ke hoach so", "thuc hien quyet dinh so"))[0]
            == "can cu"
        ) or (taken and _CARRIES.match(plain(line.text))):
            break
        taken.append(line)
    if not taken:
        return kind
    raw = " ".join(line.raw.strip() for line in taken)
    text = " ".join(line.text.strip() for line in taken)
    sure = min(line.sure for line in taken)
    fields["title"] = Found(
        re.sub(r"^V/v\s*", "", text), taken[0].number, taken[-1].number, raw, sure, "behind the kind"
    )
    return taken[-1].number


def _year(fields: dict[str, Found[Any]]) -> None:
    title, date = fields.get("title"), fields.get("date")
    years = re.findall(r"\b((?:19|20)\d{2})\b", plain(title.raw)) if title else []
    if title and years:
        begun = (
            date is not None and _OVER_TWO_YEARS.search(plain(title.raw)) and str(date.value.year) in years
        )
        year = date.value.year if date is not None and begun else int(years[-1])
        fields["year"] = Found(year, title.first, title.last, title.raw, 0.95, "last year of the title")
    elif date:
        fields["year"] = Found(date.value.year, date.first, date.last, date.raw, 0.6, "year of issue")
