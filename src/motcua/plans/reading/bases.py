# SPDX-License-Identifier: EUPL-1.2
"""The documents a plan rests on: the paragraphs that begin with `Căn cứ`."""

from __future__ import annotations

import datetime as dt
import re

from motcua.plans.reading.dates import days_in, plain
from motcua.plans.reading.head import with_d
from motcua.plans.reading.items import Item, Kind
from motcua.plans.reading.keys import alike, begins_like, key
from motcua.plans.reading.values import Basis

_NUMBER = re.compile(
    r"(?<![\w/])(\d{1,5}[a-zđ]?)\s*/\s*((?:19|20)\d{2}\s*/\s*)?([A-ZĐ][A-Za-zĐ]{0,6}(?:\s?[-–]\s?[A-ZĐ][A-Za-zĐ&]*)*\d{0,2})"
)
_PARTY = re.compile(
    r"(?<![\w/])(\d{1,4})\s?[-–]\s?(NQ|QĐ|QD|KL|CT|TB|KH|QC|QyĐ|HD|CV)/([A-ZĐ][A-ZĐa-z]{1,6})\b"
)
"""Documents of the Party: `57-NQ/TW`."""

_KINDS = (
    "nghị định", "thông tư", "quyết định", "nghị quyết", "kế hoạch", "chỉ thị", "công văn", "luật", "pháp lệnh",
    "công điện", "chương trình", "thông báo", "báo cáo", "kết luận", "đề án", "hướng dẫn", "văn bản",
    "thông tư liên tịch",
)  # fmt: skip
_ISSUER_ENDS = re.compile(
    r"\s(?:về|quy định|hướng dẫn|sửa đổi|phê duyệt|ban hành|thực hiện|triển khai|v/v|năm|chứ|và việc)(?=\s)"
    r"|[;,]\s*(?=\S+ (?:định|tư|hoạch)\b)|[;.]"
)
_BY_SYMBOL = {"NĐ": "Nghị định", "TT": "Thông tư", "QĐ": "Quyết định", "NQ": "Nghị quyết", "KH": "Kế hoạch",
              "CT": "Chỉ thị", "CV": "Công văn", "QH": "Luật", "BC": "Báo cáo", "TB": "Thông báo",
              "KL": "Kết luận", "CĐ": "Công điện"}  # fmt: skip
_FULL_STOP = 160
_CARRIES = re.compile(
    r"^\W*(?:thuc hien|trien khai|trien khai thuc hien)\s+(?:ke hoach|quyet dinh|nghi quyet|cong van|chi thi|"
    r"chuong trinh|van ban|thong bao|de an|huong dan)\s+so\b"
)


def is_basis(item: Item) -> bool:
    """Whether a paragraph names bases: `Căn cứ …`, or plain `Thực hiện Kế hoạch số …`."""
    if item.kind is Kind.PARAGRAPH and carries_out(item.text):
        return True
    return begins_like(item.text, ("can cu",), 80)[0] != "" or begins_like(item.raw, ("can cu",), 80)[0] != ""


def is_duty(item: Item) -> bool:
    """Whether a line behind the bases that begins with `Căn cứ` names none: `- Căn cứ nhiệm vụ được giao, lập …`."""
    return item.kind is not Kind.PARAGRAPH and _NUMBER.search(item.raw) is None and _law(item) == ""


def carries_out(text: str) -> bool:
    """Whether a line begins by saying which numbered document is carried out."""
    return _CARRIES.match(plain(text)) is not None


def read_bases(items: list[Item], year: int) -> list[Basis]:
    """Every document that the paragraphs of bases name, each once."""
    found: dict[str, Basis] = {}
    for item in items:
        if is_basis(item):
            for basis in _of(item, year):
                found.setdefault(basis.number or basis.where.value, basis)
    return list(found.values())


def _of(item: Item, year: int) -> list[Basis]:
    found: list[Basis] = []
    both = (match for pattern in (_NUMBER, _PARTY) for match in pattern.finditer(item.raw))
    matches = sorted(both, key=re.Match.start)
    marks = [*(match.start() for match in matches[1:]), len(item.raw)]
    for match, end in zip(matches, marks, strict=False):
        number = _number(match)
        kind = _kind(item.raw[: match.start()], number)
        behind = item.raw[match.end() : end]
        days = _day_behind(behind, year)
        issuer = _issuer(item, number, match)
        found.append(Basis(kind, number, days, issuer, item.found(rule="basis", confidence=0.9)))
    if not found and (name := _law(item)):
        found.append(Basis("Luật", None, None, None, item.found(name, rule="law by name", confidence=0.7)))
    return found


def _number(match: re.Match[str]) -> str:
    if match.re is _PARTY:
        return f"{match[1]}-{with_d(match[2])}/{match[3]}"
    year = re.sub(r"\s", "", match[2] or "")
    symbol = with_d(re.sub(r"\s", "", match[3]).replace("–", "-"))
    symbol = re.sub(r"^(QĐ|NĐ)-(?:CP|UBND|TTg)\b.*", lambda one: one.group(), symbol)
    return f"{match[1]}/{year}{symbol}"


def _kind(before: str, number: str) -> str:
    words = key(before).split()[-6:]
    for at in range(len(words) - 1, -1, -1):
        for kind in _KINDS:
            folded = key(kind)
            size = len(folded.split())
            if alike(folded, " ".join(words[at : at + size])) >= 80:
                return kind.capitalize()
    symbol = re.split(r"[-/]", number)
    return next((_BY_SYMBOL[part] for part in symbol if part in _BY_SYMBOL), "Văn bản")


def _day_behind(behind: str, year: int) -> dt.date | None:
    head = behind[:60]
    if not re.match(r"\W*ng\w{0,2}", plain(head)):
        return None
    days = days_in(head, year)
    return days[0] if days else None


def _issuer(item: Item, number: str, match: re.Match[str]) -> str | None:
    """The words behind `của`, as restored, up to what the document is about."""
    place = item.text.find(match[0])
    behind = item.text[place + len(match[0]) :] if place >= 0 else item.raw[match.end() :]
    told = re.search(r"\bcủa\s+(.{3,160})", behind[:_FULL_STOP], re.DOTALL)
    if told is None:
        return None
    return _ISSUER_ENDS.split(told[1], maxsplit=1)[0].strip(" ,;.") or None


def _law(item: Item) -> str:
    match = re.search(r"\b(Luật [^;.]{4,120}?)(?:\s+ngày|\s+năm|;|\.|$)", item.text)
    return match[1].strip() if match else ""
