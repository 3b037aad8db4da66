# SPDX-License-Identifier: EUPL-1.2
"""How well and how fast plans are read: made-up plans in every layout, as text, Word, PDF and bad scans."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from itertools import islice
from typing import Any, Final

from motcua.law.names import fold
from motcua.plans.reading.reading import read_file
from motcua.plans.reading.samples.made import LAYOUTS, Made, made
from motcua.plans.reading.samples.scoring import Score, scored
from motcua.plans.reading.samples.setting import as_tiff, pdf_of, scans_of, text_of, with_page_breaks, word_of
from motcua.plans.reading.values import PlanRead

LONG: Final = 60
"""Pages of the long document."""

SCANNED: Final = 12
"""So many of them are read as a scan."""

_FIGURES: Final = ("recall", "precision", "f1", "lead", "helping", "due", "recurrence", "targets")


def _text(plan: Made, rng: random.Random) -> bytes:
    return with_page_breaks(plan, text_of(plan), rng).encode()


def _lost(plan: Made, rng: random.Random) -> bytes:
    text = with_page_breaks(plan, text_of(plan), rng)
    return "".join(
        fold(one).upper() if one.isupper() else fold(one) if one.isalpha() else one for one in text
    ).encode()


def _pdf(plan: Made, rng: random.Random) -> bytes:
    return pdf_of(plan, flipped=plan.is_table and rng.random() < 0.5)


def _scan(plan: Made, rng: random.Random) -> bytes:
    return as_tiff(scans_of(_pdf(plan, rng), rng))


FORMS: Final[dict[str, Callable[[Made, random.Random], bytes]]] = {
    "text": _text,
    "text without marks": _lost,
    "Word": lambda plan, rng: word_of(plan),
    "PDF": _pdf,
    "scan": _scan,
}
"""What a plan may come as."""


def measure(seeds: int, tell: Callable[[str], None] = lambda told: None) -> dict[str, Any]:
    """Figures by form and layout (means over `seeds` plans of each layout), and seconds for a long document."""
    told: dict[str, Any] = {"forms": {}, "long": {}}
    for form, write in FORMS.items():
        layouts = {}
        for layout in LAYOUTS:
            layouts[layout] = _layout(layout, write, seeds)
            tell(f"{form}, {layout}: F1 {layouts[layout]['f1']}")
        told["forms"][form] = {"layouts": layouts, **_mean(list(layouts.values()))}
    told["long"] = long_document()
    return told


def _layout(layout: str, write: Callable[[Made, random.Random], bytes], seeds: int) -> dict[str, float]:
    scores: list[Score] = []
    seconds = 0.0
    pages = 0
    for seed in range(1, seeds + 1):
        plan = made(layout, seed)
        file = write(plan, random.Random(seed))  # noqa: S311  the same file every time
        read, took = _timed(file)
        seconds, pages = seconds + took, pages + len(read.pages)
        scores.append(scored(plan, read))
    figures = {name: round(sum(getattr(one, name) for one in scores) / seeds, 3) for name in _FIGURES}
    return figures | {"seconds_per_page": round(seconds / pages, 2)}


def _timed(file: bytes) -> tuple[PlanRead, float]:
    began = time.perf_counter()
    return read_file(file, "plan"), time.perf_counter() - began


def _mean(figures: list[dict[str, float]]) -> dict[str, float]:
    return {name: round(sum(one[name] for one in figures) / len(figures), 3) for name in figures[0]}


def long_document() -> dict[str, Any]:
    """Seconds for a document of sixty pages: PDF with text, text that lost its marks; and for a page of its scan."""
    plan = made("labels", 1)
    body = list(plan.blocks[7:-6])
    while len(plan.blocks) < 62 * len(body):
        plan.blocks[-6:-6] = body
    file = pdf_of(plan)
    read, took = _timed(file)
    lost = "\n".join(line for page in read.pages[:LONG] for line in page.lines)
    _, restored = _timed(_bare(lost))
    scan = as_tiff(islice(scans_of(file, random.Random(1)), SCANNED))  # noqa: S311  the same file every time
    used = _processor()
    _, scanned = _timed(scan)
    return {"pages": len(read.pages), "tasks": len(read.tasks), "pdf_seconds": round(took, 1),
            "without_marks_seconds": round(restored, 1), "scan_seconds_per_page": round(scanned / SCANNED, 2),
            "scan_processor_seconds_per_page": round((_processor() - used) / SCANNED, 2)}  # fmt: skip


def _processor() -> float:
    """Seconds of processor time used so far, with those of programs that were called."""
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


def _bare(text: str) -> bytes:
    return "".join(fold(one) if one.isalpha() else one for one in text).encode()
