# SPDX-License-Identifier: EUPL-1.2
"""Checklists as data: each version holds from one day to another (`data/inspections/checklists.yaml`)."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from motcua.datafiles import DATA, read_yaml
from motcua.inspections.errors import ChecklistBroken, InspectionRefused
from motcua.law.calendar_config import Confidence


@dataclass(frozen=True, slots=True)
class Item:
    """One line: what is looked at, in which part, by which rule."""

    code: str
    part: str
    text: str
    ground: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """One version of a checklist. `until` is its last day, None while it holds."""

    code: str
    version: int
    name: str
    since: dt.date
    until: dt.date | None
    certainty: Confidence
    source: str
    items: tuple[Item, ...]

    def holds_on(self, day: dt.date) -> bool:
        """Whether it is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def to_dict(self) -> dict[str, Any]:
        """As an inspection keeps it."""
        return {
            "code": self.code,
            "version": self.version,
            "name": self.name,
            "source": self.source,
            "items": [asdict(item) for item in self.items],
        }


@cache
def checklists() -> tuple[Checklist, ...]:
    """Every version of every checklist. Raises `ChecklistBroken`."""
    path = DATA / "inspections" / "checklists.yaml"
    rows = read_yaml(path.read_text("utf-8"))["checklists"]
    found = tuple(_read(row) for row in rows)
    for number, one in enumerate(found):
        if len({item.code for item in one.items}) < len(one.items):
            raise ChecklistBroken(f"Bảng kiểm {one.code}.{one.version} có mã nội dung trùng nhau.")
        later = [other for other in found[number + 1 :] if other.code == one.code]
        if any(one.until is None or other.since <= one.until for other in later):
            raise ChecklistBroken(f"Các phiên bản của bảng kiểm {one.code} chồng lên nhau.")
    return found


def checklists_on(day: dt.date) -> list[Checklist]:
    """The checklists in force on a day."""
    return [one for one in checklists() if one.holds_on(day)]


def checklist_on(code: str, day: dt.date) -> Checklist:
    """The version of a checklist in force on a day. Raises `InspectionRefused`."""
    for one in checklists_on(day):
        if one.code == code:
            return one
    raise InspectionRefused(
        "Không có bảng kiểm này vào ngày kiểm tra.", hint="Hãy chọn trong danh sách.", field="checklist"
    )


def items_of(kept: dict[str, Any]) -> tuple[Item, ...]:
    """The lines of a checklist as an inspection keeps it."""
    return tuple(Item(**item) for item in kept.get("items", ()))


def _read(row: dict[str, Any]) -> Checklist:
    return Checklist(
        code=row["code"],
        version=row["version"],
        name=row["name"],
        since=row["from"],
        until=row["to"],
        certainty=Confidence(row["certainty"]),
        source=row["source"],
        items=tuple(Item(**item) for item in row["items"]),
    )
