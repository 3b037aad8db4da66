# SPDX-License-Identifier: EUPL-1.2
"""The sections of a plan, and what each is for.

Nothing depends on one heading being read right: where no section of tasks is found, everything behind the legal
bases is taken for one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from motcua.plans.reading.items import Item, Kind
from motcua.plans.reading.keys import alike, key

_TITLES = {
    "purpose": (
        "muc dich yeu cau",
        "muc dich",
        "yeu cau",
        "muc dich y nghia",
        "quan diem",
    ),
    "targets": (
        "muc tieu",
        "muc tieu yeu cau",
        "chi tieu",
        "muc tieu cu the",
        "muc tieu chi tieu",
        "chi tieu cu the",
    ),
    "funding": ("kinh phi thuc hien", "kinh phi", "nguon kinh phi"),
    "carrying": ("to chuc thuc hien", "trach nhiem thuc hien", "phan cong thuc hien", "phan cong nhiem vu"),
}
_COUNTED = re.compile(r"^[a-h] ")
_LONGEST_HEADING = 9
_ALIKE = 80


class Part(StrEnum):
    """What a section of a plan is for."""

    PURPOSE = "purpose"
    TARGETS = "targets"
    FUNDING = "funding"
    CARRYING = "carrying"
    CONTENT = "content"


@dataclass(slots=True)
class Section:
    """A section with its items; `title` as restored."""

    part: Part
    title: str
    items: list[Item] = field(default_factory=list)


def sections_of(items: list[Item]) -> list[Section]:
    """The sections in order. A plan without a readable one is one section of tasks."""
    sections: list[Section] = []
    for item in items:
        if item.kind is Kind.SECTION or (sections and _misread_heading(item, sections[-1])):
            sections.append(Section(part_of(item), f"{item.marker} {item.text}".strip()))
        elif sections:
            sections[-1].items.append(item)
    if not any(one.part in {Part.CONTENT, Part.CARRYING} and one.items for one in sections):
        return [Section(Part.CONTENT, "", [one for one in items if one.kind is not Kind.SECTION])]
    return sections


def _misread_heading(item: Item, before: Section) -> bool:
    """Whether duties begin here although nothing but the words says so: one misread mark may not cost them all."""
    return (
        before.part in {Part.PURPOSE, Part.TARGETS}
        and item.kind is Kind.PARAGRAPH
        and len(item.raw.split()) <= _LONGEST_HEADING
        and part_of(item) is Part.CARRYING
    )


def part_of(item: Item) -> Part:
    """What a section of this title is for."""
    told = {_COUNTED.sub("", one) for one in (key(item.text), key(item.raw))}
    best, name = 0.0, Part.CONTENT
    for part, titles in _TITLES.items():
        score = max(alike(title, one) for title in titles for one in told)
        if score > best:
            best, name = score, Part(part)
    return name if best >= _ALIKE else Part.CONTENT
