# SPDX-License-Identifier: EUPL-1.2
"""Who a sentence speaks of: the head up to its first verb leads, `phối hợp với …` helps, the rest is the duty."""

from __future__ import annotations

import re
from dataclasses import dataclass

from motcua.law.names import fold
from motcua.plans.reading.keys import alike

_VERBS = (
    "chu tri", "phoi hop", "tham muu", "co trach nhiem", "chiu trach nhiem", "thuong xuyen", "chu dong", "can cu",
    "tong hop", "theo doi", "huong dan", "to chuc", "xay dung", "thuc hien", "trien khai", "bao cao", "ra soat",
    "kiem tra", "don doc", "kip thoi", "nghiem tuc", "tang cuong", "ban hanh", "cap nhat", "bo tri", "tiep tuc",
    "day manh", "tham gia", "tham dinh", "quan triet", "phan cong", "chi dao", "lap", "cu", "gui", "phai", "can",
    "chap hanh", "de xuat", "bao dam", "dam bao", "hang quy", "hang thang", "dinh ky", "tuyen truyen", "trinh",
)  # fmt: skip
"""Words that begin what is to be done."""

_ROLES = ("chu tri", "co trach nhiem", "chiu trach nhiem")
_NOT_IN_NAMES = {
    "kiem tra",
    "tong hop",
    "to chuc",
    "huong dan",
    "tham dinh",
    "tuyen truyen",
    "thuc hien",
    "bao cao",
}
_OF_NAMES = {"phong", "ban", "phan", "to", "doi", "tam", "pho", "co", "cuc"}
_GROUNDS = re.compile(r"^(?:(?:Trên cơ sở|Căn cứ|Theo)\s[^,]{3,70},\s+|Đồng thời,?\s+)(?=\S+ \S+ \S+)")
_WITH = {"voi", "cung", "va", "v61", "vo1", "vol"}  # as a scanner has it, too
_LONGEST = 28
_KINDS = """
uy ban|ubnd|hdnd|van phong|vp|phong|so|ban|bo phan|co quan|don vi|cong chuc|can bo|thu truong|truong|chu tich|
pho chu tich|giam doc|trung tam|chi cuc|cuc|cong an|thanh tra|dai|hoi|doan|to|lanh dao|bo|vien chuc|nguoi|ca nhan|
mat tran|uy vien|thanh vien|xa|kho bac|thue|bao hiem|buu dien|ban chi|quan su|dang uy|truong hoc|tram
""".replace("\n", "")
_UNITS = re.compile(rf"^(?:giao\s+)?(?:cac\s+)?(?:{_KINDS})\b")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence taken apart. `lead` is empty where no unit stands at its head."""

    lead: str
    helping: tuple[str, ...]
    duty: str


def taken_apart(text: str) -> Sentence:
    """Lead, helping units and duty of a sentence: `Văn phòng chủ trì, phối hợp với Công an xã lập danh sách`."""
    if grounds := _GROUNDS.match(text):
        told = taken_apart(text[grounds.end() :])
        return Sentence(told.lead, told.helping, f"{grounds.group()}{told.duty}" if told.lead else text)
    words = text.split()
    folded = [_folded(word) for word in words]
    verb = _first_verb(folded, 0)
    if verb <= 0 or verb > _LONGEST or not is_unit(" ".join(words[:verb])):
        helping, rest = _helping(words, folded, 0)
        return Sentence("", helping, " ".join(words[rest:]) if rest and helping else text)
    lead = _unit(" ".join(words[:verb]))
    helping, rest = _helping(words, folded, verb)
    return Sentence(lead, helping, _duty(words, folded, rest or verb))


def is_unit(text: str) -> bool:
    """Whether words name a unit or an office."""
    return _UNITS.match(fold(text).strip(" -–,")) is not None


def is_heading_of_unit(text: str) -> bool:
    """Whether a numbered line is nothing but the name of a unit."""
    folded = [_folded(word) for word in text.split()]
    return is_unit(text) and _first_verb(folded, 0) < 0 and len(folded) <= _LONGEST


def units_of(text: str) -> tuple[str, ...]:
    """The units a value names: parted at semicolons, at dashes inside, and before `và UBND`."""
    parts = re.split(
        r";|(?:^|\s)[-–]\s+(?=[A-ZĐ])|(?<!HĐND)(?<!HDND)(?<!nhân dân)\s+và\s+(?=UBND|Ủy ban|Uỷ ban)", text
    )
    return tuple(told for part in parts if (told := _unit(part)))


def _unit(text: str) -> str:
    told = re.sub(r"^\W*(?:giao|Giao)\s+(?:cho\s+)?", "", text.strip())
    told = re.sub(r"\s+(?:chủ trì|phối hợp(?: thực hiện)?)\W*$", "", told, flags=re.IGNORECASE)
    return told.strip(" ,;.:-–")


def _folded(word: str) -> str:
    return re.sub(r"[^\w]", "", fold(word))


def _first_verb(folded: list[str], after: int) -> int:
    """Index of the first word that begins a duty; −1 when none does."""
    for at in range(after, len(folded)):
        for verb in _VERBS:
            size = len(verb.split())
            told = " ".join(folded[at : at + size])
            if told == verb or (size > 1 and alike(told, verb) >= 94):
                if at and verb in _NOT_IN_NAMES and folded[at - 1] in _OF_NAMES:
                    continue
                return at
    return -1


def _helping(words: list[str], folded: list[str], after: int) -> tuple[tuple[str, ...], int]:
    """The units behind `phối hợp với`, and the index of the word behind them."""
    for at in range(after, min(after + 6, len(folded) - 2)):
        if alike(" ".join(folded[at : at + 2]), "phoi hop") < 80:
            continue
        begin = at + 2 + (folded[at + 2] in _WITH)
        end = _first_verb(folded, begin + 1)
        if end < 0 or end - begin > _LONGEST:
            return (), 0
        told = " ".join(words[begin:end])
        if not is_unit(told):
            return (), 0
        return units_of(told.split(";")[0]), end
    return (), 0


def _duty(words: list[str], folded: list[str], at: int) -> str:
    """The duty without `chủ trì` and `có trách nhiệm` at its head."""
    for role in _ROLES:
        size = len(role.split())
        if " ".join(folded[at : at + size]) == role and len(folded) > at + size + 2:
            rest = words[at + size :]
            return " ".join(rest).lstrip(" ,")
    return " ".join(words[at:])
