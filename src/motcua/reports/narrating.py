# SPDX-License-Identifier: EUPL-1.2
"""The narrative report: an outline filled with figures, and marked blocks for what only the unit can tell.

Nothing is made up: what is zero and what is not known are said in sentences of their own, and a block to be written
stays visibly empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from string import Formatter

from motcua.law.calendar_config import Confidence
from motcua.reports.definitions import Chapter, Clause, ColumnKind, Sentence, form_on, narrative
from motcua.reports.making import Order, make
from motcua.reports.values import Report, share, shown

_SETTLING, _ELECTRONIC = "II.06a", "II.08"


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


@dataclass(frozen=True, slots=True)
class Known:
    """A figure that sentences may name: its number (None: not known) and how it is said."""

    value: int | None
    words: str = ""


def figures_of(settling: Report, electronic: Report) -> dict[str, Known]:
    """Every figure a sentence may name. Of both forms, the same key of the second one is called `e_…`."""
    found: dict[str, Known] = {}
    for report in (settling, electronic):
        total, form = report.tables[0].total, form_on(report.asked.slug, report.asked.last)
        for head in report.heads:
            key = f"e_{head.key}" if head.key in found else head.key
            shares = form.column(head.key).share_of
            part, whole = (total.value(other) for other in shares) if shares else (None, None)
            found[key] = _share(part, whole) if shares else _count(total.value(head.key))
    early, on_time, late, ended = (found[key].value or 0 for key in ("early", "on_time", "late", "ended"))
    judged = early + on_time + late
    found["judged"], found["not_judged"] = _count(judged), _count(ended - judged)
    found["good_share"] = _share(early + on_time, judged)
    return found


def _count(value: int | None) -> Known:
    return Known(value, shown(value, ColumnKind.COUNT))


def _share(part: int | None, whole: int | None) -> Known:
    """A share is never rounded to nothing or to all: its value is 0 only when `part` is."""
    value = share(part, whole)
    if value is None or part is None or whole is None:
        return Known(None)
    if part and not value:
        return Known(1, "dưới 0,01%")
    if part < whole and value == 10_000:
        return Known(9_999, "trên 99,99%")
    return Known(value, shown(value, ColumnKind.SHARE))


def sentence_of(sentence: Sentence, figures: Mapping[str, Known]) -> str:
    """The sentence with its figures; empty when it is not to be told."""
    if sentence.when and not figures[sentence.when].value:
        return ""
    head = _clause(sentence.head, figures)
    parts = [told for part in sentence.parts if (told := _clause(part, figures))]
    if parts and figures[sentence.head.of].value:
        head += sentence.joint + ", ".join(parts)
    return f"{head}." if head else ""


def _clause(clause: Clause, figures: Mapping[str, Known]) -> str:
    value = figures[clause.of].value
    words = clause.unknown if value is None else clause.words if value else clause.nought
    named = [name for _text, name, _spec, _as in Formatter().parse(words) if name]
    if not all(figures[name].value for name in named):
        words = clause.unknown
    return words.format_map({name: figure.words for name, figure in figures.items()})


def _told(chapter: Chapter, figures: Mapping[str, Known], settling: Report) -> Told:
    told = (sentence_of(sentence, figures) for sentence in chapter.sentences)
    table = settling if chapter.table == _SETTLING else None
    return Told(
        chapter.number, chapter.title, tuple(words for words in told if words), chapter.to_write, table
    )
