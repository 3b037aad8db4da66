# SPDX-License-Identifier: EUPL-1.2
"""Labelled lines: who leads, who helps, what comes out, until when, which criterion."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
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
        "co quan chu tri thuc hien", "don vi chu tri thuc hien", "giao thuc hien", "trach nhiem", "nguoi phu trach",
        "can bo phu trach", "nguoi chu tri",
    ),
    Label.HELP: (
        "co quan phoi hop", "don vi phoi hop", "phoi hop", "phoi hop thuc hien", "bo phan phoi hop",
        "co quan phoi hop thuc hien", "don vi phoi hop thuc hien", "nguoi phoi hop", "can bo phoi hop",
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


_INSIDE = re.compile(r"(?:^|[.;,(–-])\s*([^\W\d_][^:.;,()–-]{2,40}?)\s*:")
_LEAST_INSIDE = 88


def labels_inside(item: Item) -> tuple[Item, list[Labelled]]:
    """What stands before the labels inside a paragraph, and each of them with its value.

    `Rà soát thủ tục. Chủ trì: Văn phòng; phối hợp: các phòng; thời gian: Quý II`, also in brackets. No labels where
    there is none but the one that the paragraph begins with.
    """
    text, raw = _cut(item.text), _cut(item.raw)
    if not text or (len(text) == 1 and not text[0][1].strip()):
        return item, []
    seen = raw if [one[0] for one in raw] == [one[0] for one in text] else text
    told = [
        Labelled(label, original, value, item, sure)
        for (label, _, value, sure), (_, _, original, _) in zip(text, seen, strict=True)
    ]
    return replace(item, text=text[0][1].strip(), raw=seen[0][1].strip()), told


def _cut(text: str) -> list[tuple[Label, str, str, float]]:
    """The labels inside a text, each with all that stands before it, its value, and how sure it is."""
    places = []
    for match in _INSIDE.finditer(text):
        label, score = _label(key(match[1]))
        if label is not None and label is not Label.CRITERION and score >= _LEAST_INSIDE:
            places.append((label, match.start(), match.end(), score / 100))
    ends = [*(start for _, start, _, _ in places[1:]), len(text)][: len(places)]
    return [
        (label, text[:start], text[begin:end].strip(" ;,.()–-"), sure)
        for (label, start, begin, sure), end in zip(places, ends, strict=True)
    ]


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
