# SPDX-License-Identifier: EUPL-1.2
"""The narrative report: an outline filled with figures, and marked blocks for what only the unit can tell.

Nothing is made up: a sentence whose figures are not known says so, and a block to be written stays visibly empty.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from motcua.law.calendar_config import Confidence
from motcua.reports.definitions import Chapter, ColumnKind, form_on, narrative
from motcua.reports.making import Order, make
from motcua.reports.values import Report, share, shown

_SETTLING, _ELECTRONIC = "II.06a", "II.08"
UNKNOWN = "chưa có dữ liệu"
"""What stands in a sentence for a figure that is not known."""


@dataclass(frozen=True, slots=True)
class Told:
    """A chapter with its sentences filled in; `to_write` are the blocks the unit writes."""

    number: str
    title: str
    sentences: tuple[str, ...]
    to_write: tuple[str, ...]
    table: Report | None


@dataclass(frozen=True, slots=True)
class Narrated:
    """The narrative report of a unit for a period. `settling` and `electronic` are the forms its figures are from;
    `certainty` and `note` say how far its outline was confirmed."""

    title: str
    certainty: Confidence
    note: str
    settling: Report
    electronic: Report
    chapters: tuple[Told, ...]


def narrate(order: Order) -> Narrated:
    """The narrative for the unit and period of `order`, whatever its form. Raises `ReportFormUnknown`."""
    day = order.span.last
    settling = make(_as(order, _SETTLING))
    electronic = make(_as(order, _ELECTRONIC))
    outline = narrative()
    figures = figures_of(settling, electronic)
    chapters = tuple(_told(chapter, figures, settling) for chapter in outline.chapters)
    return Narrated(
        f"{outline.title} {_period_words(order, day.year)}",
        outline.certainty,
        outline.certainty_note,
        settling,
        electronic,
        chapters,
    )


def _as(order: Order, number: str) -> Order:
    form = form_on(number, order.span.last)
    return replace(order, form=form)


def _period_words(order: Order, year: int) -> str:
    label = order.span.label
    return label[:1].lower() + label[1:] if str(year) in label else f"{label} {year}"


def figures_of(settling: Report, electronic: Report) -> dict[str, str]:
    """Every figure a sentence may name. Of both forms, the same key of the second one is called `e_…`."""
    found: dict[str, str] = {}
    total = settling.tables[0].total
    for head in settling.heads:
        found[head.key] = _in_words(total.value(head.key), head.kind.value)
    for head in electronic.heads:
        key = f"e_{head.key}" if head.key in found else head.key
        found[key] = _in_words(electronic.tables[0].total.value(head.key), head.kind.value)
    judged = [total.value(key) or 0 for key in ("early", "on_time", "late")]
    found["good_share"] = _in_words(share(judged[0] + judged[1], sum(judged)), "share")
    return found


def _in_words(value: int | None, kind: str) -> str:
    if value is None:
        return UNKNOWN
    if kind == "share":
        return f"{value // 100},{value % 100:02d}%"
    return shown(value, ColumnKind.COUNT)


def _told(chapter: Chapter, figures: dict[str, str], settling: Report) -> Told:
    sentences = tuple(sentence.format_map(figures) for sentence in chapter.sentences)
    table = settling if chapter.table == _SETTLING else None
    return Told(chapter.number, chapter.title, sentences, chapter.to_write, table)
