# SPDX-License-Identifier: EUPL-1.2
"""The end of a document: who gets it, who signed, in which capacity."""

from __future__ import annotations

import re
from dataclasses import dataclass

from motcua.law.names import fold
from motcua.plans.reading.columns import columns_of
from motcua.plans.reading.keys import alike, begins_like, key
from motcua.plans.reading.lines import Line
from motcua.plans.reading.values import Found

_POSITION = re.compile(
    r"\b((?:KT|TM|TL|TUQ|T/M|K/T)\s*\.?\s*[A-ZĐÀ-Ỹ][A-ZĐÀ-Ỹ .]{3,40}|PHÓ CHỦ TỊCH|CHỦ TỊCH|GIÁM ĐỐC|PHÓ GIÁM ĐỐC|"
    r"CHÁNH VĂN PHÒNG|(?:CHI )?CỤC TRƯỞNG|HIỆU TRƯỞNG|TRƯỞNG(?: [A-ZĐÀ-Ỹ]{2,}){1,4})"
)
_SURNAMES = frozenset(
    """nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh truong luong trinh mai dao doan lam
    luu ta to ha cao thai quach kieu khuat la chu tong ung vuong hua nong be trieu quan dam hong mac nghiem phung tang
    thach thi tieu ton ung van vi khong giap cu an au ca bach kim lo lu ma sa chau""".split()  # noqa: SIM905  easier to read so
)
_SHOWN = (("kt chu tich", "KT. CHỦ TỊCH"), ("tm uy ban nhan dan", "TM. ỦY BAN NHÂN DÂN"),
          ("giam doc", "GIÁM ĐỐC"), ("chu tich", "CHỦ TỊCH"))  # fmt: skip
"""Positions with their marks, for a text that lost them."""

_LAST = 45
_NEAR = 3
_FOR = re.compile(r"\b(?:KT|K/T|TL|TUQ)\s*\.?\s*[A-ZĐ]")
_LONGEST = 30
_APPENDIX = re.compile(
    r"phu luc|bieu (?:mau|so)|bang phan cong|danh muc (?:nhiem vu|cong viec)|(?:ban hanh )?kem theo"
)
_STAMP = re.compile(r"thoi gian ky|co quan:|nguoi ky|email")


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a document. It takes the lines from `first` up to `behind`, where an appendix begins."""

    recipients: list[Found[str]]
    signer: Found[str] | None
    position: Found[str] | None
    first: int
    behind: int


def read_closing(lines: list[Line]) -> Closing:
    """Recipients, name and position of the signer; and where the end begins and where it ends."""
    begin, behind = _place(lines)
    tail = [line for line in lines if begin <= line.number < behind]
    position = _position([line for line in lines if begin - 6 <= line.number < behind])
    recipients = []
    for line in tail:
        if not re.match(r"^\W*[-–_+•~]|^[A-ZĐ]", line.raw.strip()) or _is_recipients(line):
            continue
        if (told := _recipient(line)) is not None:
            recipients.append(told)
    return Closing(recipients, _name(tail), position, begin, behind)


def _place(lines: list[Line]) -> tuple[int, int]:
    """The first line of the end, and the first behind it. Only an appendix may stand behind the recipients."""
    over = lines[-1].number + 1 if lines else 1
    told = [at for at, line in enumerate(lines) if _is_recipients(line)]
    for at in reversed(told):
        appendix = next((line.number for line in lines[at + 1 : at + _LAST] if _is_appendix(line)), 0)
        if appendix or at >= len(lines) - _LAST:
            return lines[at].number, appendix or over
    return over, over


def _is_appendix(line: Line) -> bool:
    if columns_of(line.text.split("\t"), line.raw.split("\t")):
        return True
    told = key(line.text)
    return (
        _APPENDIX.match(told) is not None
        and len(told.split()) < _LONGEST
        and not re.match(r"\W*[-–+]", line.raw)
    )


def _is_recipients(line: Line) -> bool:
    return any(begins_like(told, ("noi nhan",), 82)[0] for told in (line.text, line.raw))


def _recipient(line: Line) -> Found[str] | None:
    if not re.match(r"^[\s_'‘~]*[-–]|^\s*_", line.raw):
        return None
    told = _POSITION.split(line.text)[0]
    # What stands to the right of a list is a name or a position; text that lost its marks lost its capitals as well.
    right = r"[A-ZĐ]{2}" if line.raw == line.text else r"[A-ZĐ]"
    beside = rf"\s{{3,}}|;\s*(?=[^\w\s]|{right}[^\s]*\s|$)|\.\s*(?=[^\w\s]|[A-ZĐ][^\s]*\s|$)"
    told = told.strip(" -–_")
    short = re.match(r"[A-ZĐ]{1,3}\.\s+(?=\S)|", told)  # `TT. Đảng ủy`: its dot parts nothing
    begins = short.group() if short else ""
    told = begins + re.split(beside, told[len(begins) :])[0]
    told = re.sub(r"[^\w\s,()./:&;-]", "", told).strip(" ;,.-–")
    if stamp := _STAMP.search(fold(told)):
        told = told[: stamp.start()].strip(" ,;")
    if len(told) < 3:
        return None
    return Found(told, line.number, line.number, line.raw, line.sure * 0.85, "line of the recipients")


def _position(tail: list[Line]) -> Found[str] | None:
    """The position of the signer. Where he signs for somebody else, that stands below whom the office speaks for."""
    found = _first_position(tail)
    if found is None or not found.value.startswith(("TM", "T/M")):
        return found
    signed = [line for line in tail if found.first < line.number <= found.first + _NEAR]
    below = _first_position([line for line in signed if _FOR.search(line.raw)])
    return below or found


def _first_position(tail: list[Line]) -> Found[str] | None:
    for line in tail:
        for told in (line.text, line.raw):
            if match := _POSITION.search(told):
                value = match[1].strip()
                same = (
                    shown for name, shown in _SHOWN if line.raw != line.text and alike(key(value), name) >= 84
                )
                value = next(same, value)
                return Found(value, line.number, line.number, line.raw, 0.8, "capitals on the right")
        words = key(line.raw)
        for name, shown in _SHOWN:
            last = " ".join(words.split()[-len(name.split()) :])
            capitals = line.raw.split()[-1:] and line.raw.split()[-1].isupper()
            if capitals and alike(last, name) >= 84:
                return Found(shown, line.number, line.number, line.raw, 0.7, "capitals on the right")
    return None


def _shown(first: str, words: list[str], *, healthy: bool) -> str:
    """A name as read. Of a name that lost its marks only what has one spelling gets them back; the rest is left."""
    if healthy:
        return " ".join(words)
    family = {"dao": "Đào", "do": "Đỗ", "dinh": "Đinh", "dang": "Đặng", "doan": "Đoàn", "nguyen": "Nguyễn",
              "tran": "Trần", "pham": "Phạm", "bui": "Bùi", "vo": "Võ"}.get(first, words[0])  # fmt: skip
    middle = {"van": "Văn", "thi": "Thị", "duc": "Đức"}
    return " ".join([family, *(middle.get(fold(one), one) for one in words[1:])])


def _name(tail: list[Line]) -> Found[str] | None:
    """The last words that can be a name: two to five, each with a capital, the first a family name."""
    for line in reversed(tail):
        words = re.findall(r"[^\W\d_]+", line.raw)
        for size in (4, 3, 2):
            last = words[-size:]
            if len(last) == size and all(one[0].isupper() and not one.isupper() for one in last):
                first = re.sub(r"^(?:dp|pd|p|b)(?=ao|o\b|inh|ang|oan)", "d", fold(last[0]))
                if first in _SURNAMES:
                    healthy = line.raw == line.text
                    told = _shown(first, last, healthy=healthy)
                    sure = 0.9 if healthy else 0.5
                    return Found(told, line.number, line.number, line.raw, sure, "name at the end")
    return None
