# SPDX-License-Identifier: EUPL-1.2
"""Labelled lines: who leads, who helps, what comes out, until when, which criterion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from motcua.plans.reading.items import Item
from motcua.plans.reading.keys import key


class Label(StrEnum):
    """What a label asks for."""

    LEAD = "lead"
    HELP = "help"
    PRODUCT = "product"
    TIME = "time"
    CRITERION = "criterion"


SPELLINGS: dict[Label, tuple[str, ...]] = {
    Label.LEAD: (
        "co quan chu tri", "don vi chu tri", "chu tri", "bo phan thuc hien", "don vi thuc hien", "co quan thuc hien",
        "nguoi thuc hien", "trach nhiem thuc hien", "phan cong thuc hien", "bo phan chu tri", "don vi phu trach",
        "co quan chu tri thuc hien", "don vi chu tri thuc hien", "giao thuc hien", "trach nhiem",
    ),
    Label.HELP: (
        "co quan phoi hop", "don vi phoi hop", "phoi hop", "phoi hop thuc hien", "bo phan phoi hop",
        "co quan phoi hop thuc hien", "don vi phoi hop thuc hien",
    ),
    Label.PRODUCT: (
        "san pham", "ket qua", "san pham du kien", "ket qua du kien", "san pham hoan thanh", "ket qua san pham",
        "san pham dau ra", "ket qua dat duoc", "hinh thuc van ban",
    ),
    Label.TIME: (
        "thoi gian thuc hien", "thoi gian hoan thanh", "thoi han hoan thanh", "thoi han", "thoi gian",
        "thoi han thuc hien", "tien do", "tien do thuc hien", "thoi diem hoan thanh", "thoi thuc hien",
    ),
    Label.CRITERION: ("tieu chi thanh phan", "tieu chi"),
}  # fmt: skip
_LABELS = {spelling: label for label, spellings in SPELLINGS.items() for spelling in spellings}
_LEAST = 78
_LEAST_WITHOUT_COLON = 86
_LONGEST = 6
_CODE = re.compile(r"\b(\d{1,2}(?:\.\d{1,2}){1,4})\b")


@dataclass(frozen=True, slots=True)
class Labelled:
    """An item that begins with a label. `raw` and `text` are its value."""

    label: Label
    raw: str
    text: str
    item: Item
    sure: float


def labelled(item: Item) -> Labelled | None:
    """The label an item begins with and what stands behind it; None for any other item."""
    best: Labelled | None = None
    for source in (item.raw, item.text):
        name, colon, _ = source.partition(":")
        if colon and len(name.split()) <= _LONGEST:
            label, score = _label(key(name))
            if label is not None and score >= _LEAST and (best is None or score / 100 > best.sure):
                best = Labelled(label, _behind(item.raw), _behind(item.text), item, score / 100)
    return best or _without_colon(item)


def _without_colon(item: Item) -> Labelled | None:
    """`San pham Bao cao tong hop`: the colon was lost, so the label must be clearer."""
    words = item.text.split()
    for size in (4, 3, 2):
        label, score = _label(key(" ".join(words[:size])))
        if (
            label in {Label.PRODUCT, Label.TIME, Label.CRITERION}
            and score >= _LEAST_WITHOUT_COLON
            and words[size:]
        ):
            if label is not Label.CRITERION and words[size][:1].islower():
                return None
            raw = " ".join(item.raw.split()[size:])
            return Labelled(label, raw, " ".join(words[size:]), item, score / 100 * 0.8)
    return None


def _label(name: str) -> tuple[Label | None, float]:
    found = process.extractOne(name, _LABELS.keys(), scorer=fuzz.ratio, score_cutoff=_LEAST)
    return (_LABELS[found[0]], float(found[1])) if found else (None, 0.0)


def _behind(told: str) -> str:
    """What stands behind the label. Its own colon is the first one."""
    name, colon, rest = told.partition(":")
    if not colon or len(name.split()) > _LONGEST + 1:
        return told
    return rest.strip()


def codes_of(raw: str) -> tuple[str, ...]:
    """The codes of criteria that a text names, as `1.3.2`."""
    found = []
    for match in _CODE.finditer(raw):
        if match[1] not in found and not re.match(r"\s*%", raw[match.end() :]):
            found.append(match[1])
    return tuple(found)
