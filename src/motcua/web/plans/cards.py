# SPDX-License-Identifier: EUPL-1.2
"""What the page of confirming shows: the queue of tasks, the one in hand, and its place in the source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.organisations.queries import unit_names
from motcua.plans.acts.many import SURE_ENOUGH
from motcua.plans.models import Decision, PlanTask, Recurrence, UnitGroup
from motcua.plans.performing import plain
from motcua.plans.proposing import SUPPORTS, VALUES, doubts_of
from motcua.plans.queries import Source, source_page
from motcua.plans.supports import supports_of, with_known_meaning
from motcua.web.wording import tr

DOUBTFUL: Final = 0.7
"""Below this a proposal is called not sure; up to `SURE_ENOUGH` fairly sure."""
AROUND: Final = 12
"""Lines shown before and after the marked ones of a text."""
SHOWN_RAW: Final = 160
"""Characters of the raw words shown at a field; all of them stand in the source beside."""
NEAR: Final = 40
"""Tasks shown on either side of the one in hand."""
FIELDS: Final = {
    "content": "content",
    "lead": "lead_text",
    "coordinating": "supports",
    "start": "start",
    "due": "due",
    "time": "due_text",
    "product": "product",
}
"""Fields as the reader calls them, and those of the form."""


@dataclass(frozen=True, slots=True)
class Sure:
    """How sure a proposal is, in words; `tone` is the class that colours them."""

    words: str
    percent: int
    tone: str


@dataclass(frozen=True, slots=True)
class Row:
    """One task in the queue."""

    task: PlanTask
    sure: Sure
    lead: str
    current: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """One line of the source; `hit`: the task in hand stands in it."""

    number: int
    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of the source as it is shown. `rects` are left, top, width, height in thousandths, over the picture."""

    source: Source
    lines: tuple[Marked, ...]
    rects: tuple[tuple[int, int, int, int], ...]
    whole: bool
    raw: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What a later reading says otherwise."""

    label: str
    own: str
    read: str


def sure_words(confidence: float) -> Sure:
    """How sure, in words: state is never colour alone."""
    percent = round(confidence * 100)
    if confidence < DOUBTFUL:
        return Sure(_("chưa chắc"), percent, "late")
    if confidence < SURE_ENOUGH:
        return Sure(_("khá chắc"), percent, "due-soon")
    return Sure(_("chắc"), percent, "in-time")


FILTERS: Final = ("cho", "nghi-ngo", "khac", "nhan", "bo", "tat-ca")


def chosen(tasks: Iterable[PlanTask], wanted: str) -> list[PlanTask]:
    """Tasks of one filter, in the order they have."""
    tests: dict[str, Callable[[PlanTask], bool]] = {
        "cho": lambda one: one.decision == Decision.PROPOSED,
        "nghi-ngo": lambda one: one.decision == Decision.PROPOSED and one.confidence < SURE_ENOUGH,
        "khac": lambda one: bool(one.offered),
        "nhan": lambda one: one.decision == Decision.ACCEPTED,
        "bo": lambda one: one.decision == Decision.REJECTED,
    }
    test = tests.get(wanted)
    return [one for one in tasks if test is None or test(one)]


def in_order(tasks: Iterable[PlanTask], order: str) -> list[PlanTask]:
    """As they stand in the document, or the least sure first."""
    if order == "van-ban":
        return sorted(tasks, key=lambda one: (one.order, one.pk))
    return sorted(tasks, key=lambda one: (one.confidence, one.order, one.pk))


def rows_of(tasks: Sequence[PlanTask], current: PlanTask | None) -> tuple[list[Row], int]:
    """The queue around the task in hand, and how many of it are not shown."""
    place = next((at for at, one in enumerate(tasks) if current is not None and one.pk == current.pk), 0)
    shown = tasks[max(0, place - NEAR) : place + NEAR + 1]
    rows = [
        Row(one, sure_words(one.confidence), lead_words(one), current is not None and one.pk == current.pk)
        for one in shown
    ]
    return rows, len(tasks) - len(shown)


def lead_words(task: PlanTask) -> str:
    """Who leads: the unit on record, or the words as printed."""
    return task.lead_unit.name if task.lead_unit is not None else task.lead_text


def doubts(task: PlanTask) -> dict[str, int]:
    """Fields of the form that were not read surely, with the percent."""
    values = {name: getattr(task, name) for name in VALUES}
    if task.added_by_hand:
        return {}
    found = {
        FIELDS[name]: round(sure * 100)
        for name, sure in doubts_of(values, task.source, SURE_ENOUGH).items()
        if name in FIELDS
    }
    if task.lead_text and task.lead_unit_id is None and not task.lead_group:
        found["lead"] = round(task.confidence * 100)
    return found


def raws(task: PlanTask) -> dict[str, str]:
    """The words as they stood in the source, where the form says something else."""
    found = {}
    for name, field in FIELDS.items():
        place = task.source.get(name)
        if place and field in ("lead_text", "due_text", "supports", "product", "due"):
            raw = " ".join(str(place.get("raw", "")).split())
            if raw and raw != getattr(task, field, None):
                found[field] = raw if len(raw) <= SHOWN_RAW else f"{raw[:SHOWN_RAW]}…"
    return found


def source_of(task: PlanTask, page: int | None, *, whole: bool) -> Shown | None:
    """The page the task stands on (or the one asked for), its lines marked. None for a task written by hand."""
    if task.reading_id is None:
        return None
    place = task.source.get("content", {})
    number = page or int(place.get("page") or 1)
    source = source_page(task.reading_id, number)
    if source is None:
        return None
    hits = _hits(task.source)
    lines = [
        Marked(source.first + at, words, source.first + at in hits) for at, words in enumerate(source.lines)
    ]
    marked = [at for at, line in enumerate(lines) if line.hit]
    shows_all = whole or bool(source.image) or len(lines) <= 3 * AROUND
    if not shows_all and marked:
        lines = lines[max(0, marked[0] - AROUND) : marked[-1] + AROUND + 1]
    raw = str(place.get("raw", ""))
    return Shown(source, tuple(lines), _rects(source, hits), shows_all or not marked, raw)


def _hits(source: Mapping[str, Any]) -> set[int]:
    found: set[int] = set()
    for name in FIELDS:
        first, last = (source.get(name) or {}).get("lines", (0, -1))
        found.update(range(first, last + 1))
    return found


def _rects(source: Source, hits: set[int]) -> tuple[tuple[int, int, int, int], ...]:
    boxes = [
        box
        for at, box in enumerate(source.boxes)
        if source.first + at in hits and box[2] > box[0] and box[3] > box[1]
    ]
    return tuple((left, top, right - left, bottom - top) for left, top, right, bottom in boxes)


OFFER_NAMES: Final = {
    "content": gettext_lazy("Nội dung"),
    "lead_text": gettext_lazy("Chủ trì, như văn bản ghi"),
    "lead_unit_id": gettext_lazy("Chủ trì, trong hệ thống"),
    SUPPORTS: gettext_lazy("Phối hợp"),
    "start": gettext_lazy("Bắt đầu"),
    "due": gettext_lazy("Hạn"),
    "due_text": gettext_lazy("Thời gian, như văn bản ghi"),
    "recurrence": gettext_lazy("Lặp lại"),
    "product": gettext_lazy("Sản phẩm"),
    "section": gettext_lazy("Phần"),
    "group": gettext_lazy("Nhóm"),
    "criteria": gettext_lazy("Mã tiêu chí"),
}


def offers(task: PlanTask) -> list[Offer]:
    """What a later reading says otherwise, field by field. One query where it names units."""
    read = dict(task.offered)
    own = {**plain({name: getattr(task, name) for name in VALUES}), SUPPORTS: supports_of(task)}
    if "lead_group" in read and "lead_unit_id" not in read:
        read["lead_unit_id"] = own["lead_unit_id"]
    if SUPPORTS in read:
        read[SUPPORTS] = with_known_meaning(read[SUPPORTS], own[SUPPORTS])
    names = _names_of(own, read) if "lead_unit_id" in read or SUPPORTS in read else {}
    return [
        Offer(str(label), _said(name, own, names), _said(name, {**own, **read}, names))
        for name, label in OFFER_NAMES.items()
        if name in read
    ]


def _names_of(*told: Mapping[str, Any]) -> dict[int, str]:
    named = {one.get("lead_unit_id") for one in told}
    named |= {helper["unit"] for one in told for helper in one.get(SUPPORTS, ())}
    return unit_names({unit for unit in named if unit is not None})


def _said(name: str, told: Mapping[str, Any], names: Mapping[int, str]) -> str:
    value = told[name]
    if name == "lead_unit_id":
        return _meant(value, told["lead_group"], names)
    if name == SUPPORTS:
        return "; ".join(_helper(one, names) for one in value)
    if name in ("start", "due") and value:
        return f"{dt.date.fromisoformat(value):%d/%m/%Y}"
    if name == "recurrence":
        return tr(Recurrence(value).label)
    return ", ".join(value) if isinstance(value, list) else str(value or "")


def _helper(one: Mapping[str, Any], names: Mapping[int, str]) -> str:
    meant = _meant(one["unit"], one["group"], names)
    return f"{one['text']} → {meant}" if meant and meant != one["text"] else str(one["text"])


def _meant(unit: int | None, group: str, names: Mapping[int, str]) -> str:
    if unit is not None:
        return names[unit]
    return tr(UnitGroup(group).label) if group else ""
