# SPDX-License-Identifier: EUPL-1.2
"""An internal process drawn as SVG: lanes side by side, the way going down, every step readable on its own.

⚡ Joined as text. Words of tables are escaped; everything else is numbers and words of our own. Colours come from
the style sheet of the page; a drawing that stands alone brings its own, for light and dark.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from typing import Final

from motcua.catalogue.errors import ProcessNotDrawable
from motcua.catalogue.processes.bpmn.names import sayable
from motcua.catalogue.processes.graph import Flow, Graph, Kind, Node, graph_of, lane_name
from motcua.catalogue.processes.layout import Box, Layout, Measures, Point, lay_out
from motcua.catalogue.processes.lint import days
from motcua.catalogue.processes.values import ReadProcess, ReadStep

MEASURES: Final = Measures(to_the_right=False, step=(98, 176), gap=36, lane_pad=14, head=72)
_LINE, _LETTERS, _NAME_LINES, _HEAD_LINES = 16, 21, 3, 4
"""Height of a line in pixels; letters that fit a step at 13 pixels; most lines of a name and of a lane's name."""
_PAD = 10
_ARROW: Final = "M0 0 8 4 0 8z"
_STYLE: Final = """
svg{font:13px "Be Vietnam Pro",system-ui,sans-serif;background:#fffdf9;fill:#241d17}
.pd-lane{fill:#f8f4ec;stroke:#dfd6c6}.pd-box{fill:#fffdf9;stroke:#867b6c;stroke-width:1.5}
.pd-flow{fill:none;stroke:#5b5146;stroke-width:1.5}.pd-arrow{fill:#5b5146}.pd-sub{fill:#5b5146}
.pd-head,.pd-name{font-weight:600}.pd-rail{fill:#dfd6c6}.pd-share{fill:#8f1d21}
.pd-done .pd-box{fill:#ebe6dd}.pd-current .pd-box{stroke:#8f1d21;stroke-width:3}
@media(prefers-color-scheme:dark){svg{background:#1d1916;fill:#f1ebdf}.pd-lane{fill:#26211d;stroke:#4a4239}
.pd-box{fill:#1d1916;stroke:#a3968a}.pd-flow{stroke:#c9bfb3}.pd-arrow,.pd-sub{fill:#c9bfb3}.pd-rail{fill:#4a4239}
.pd-share{fill:#e58a80}.pd-done .pd-box{fill:#332d28}.pd-current .pd-box{stroke:#e58a80}}
"""


class Progress(StrEnum):
    """Where a dossier is with a step."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a running dossier adds to a step: how far it is, and the time it took in words (empty: none on record)."""

    progress: Progress
    took: str = ""


_SIGNS: Final = {Progress.DONE: "✓ ", Progress.CURRENT: "▶ ", Progress.AHEAD: ""}
_WORDS: Final = {Progress.DONE: "đã xong", Progress.CURRENT: "đang làm", Progress.AHEAD: "chưa tới"}


def draw(
    process: ReadProcess,
    *,
    marks: Mapping[int, Mark] | None = None,
    key: str = "process",
    alone: bool = False,
) -> str:
    """The drawing. `marks` by index of step; `key` keeps ids apart on one page; `alone`: a file of its own.

    Raises `ProcessNotDrawable` for a process without steps.
    """
    if not process.steps:
        raise ProcessNotDrawable("Quy trình chưa có bước nào.", hint="Hãy nhập các bước trước khi vẽ.")
    graph = graph_of(process)
    layout = lay_out(graph, MEASURES)
    title = escape(sayable(f"Quy trình: {process.name}"))
    about = f"{len(process.steps)} bước, {len(graph.lanes)} vị trí thực hiện, từ trên xuống dưới."
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="pd" role="group" viewBox="0 0 {layout.width:g} '
        f'{layout.height:g}" width="{layout.width:g}" height="{layout.height:g}" '
        f'aria-labelledby="{key}-title {key}-desc"><title id="{key}-title">{title}</title>'
        f'<desc id="{key}-desc">{about}</desc>',
        f"<style>{_STYLE}</style>" if alone else "",
        f'<defs><marker id="{key}-arrow" markerWidth="8" markerHeight="8" refX="8" refY="4" orient="auto" '
        f'markerUnits="userSpaceOnUse"><path class="pd-arrow" d="{_ARROW}"/></marker></defs>',
        *_lanes(graph, layout),
        *(_flow(flow, layout, key) for flow in graph.flows),
        *(_node(node, process, layout.boxes[node.key], marks or {}) for node in graph.nodes),
        "</svg>",
    ]
    return "".join(parts)


def sentence(process: ReadProcess, index: int, mark: Mark | None = None) -> str:
    """A step in one sentence, the same for the drawing and for the list beside it."""
    step = process.steps[index]
    said = f"Bước {step.number}: {step.name}. {lane_name(step)}. {time_words(step, process.total_minutes)}"
    if mark is None:
        return f"{said}."
    took = f", đã dùng {mark.took}" if mark.took else ""
    return f"{said}; {_WORDS[mark.progress]}{took}."


def time_words(step: ReadStep, total: int | None) -> str:
    """`2 giờ làm việc · 25 %`; says so where no time is counted or none is known."""
    if step.not_counted:
        return "không tính thời gian"
    if step.minutes is None:
        return "chưa rõ thời gian"
    return f"{days(step.minutes)} · {round(step.minutes * 100 / total)} %" if total else days(step.minutes)


def _lanes(graph: Graph, layout: Layout) -> Iterator[str]:
    for name, box in zip(graph.lanes, layout.lanes, strict=True):
        letters = max(_LETTERS, int((box.width - 2 * _PAD) / 8))
        yield f"<g><title>{escape(sayable(name))}</title>{_rect(box, 'pd-lane')}"
        yield _lines(_wrapped(name, letters, _HEAD_LINES), (box.x + _PAD, box.y + 20), "pd-head")
        yield "</g>"


def _flow(flow: Flow, layout: Layout, key: str) -> str:
    points = layout.routes[flow.key]
    drawn = " ".join(f"{x:g},{y:g}" for x, y in points)
    line = f'<polyline class="pd-flow" points="{drawn}" marker-end="url(#{key}-arrow)"/>'
    if not flow.label:
        return line
    x, y = points[-1]
    return f'{line}<text class="pd-sub" x="{x + 6:g}" y="{y - 6:g}">{escape(sayable(flow.label))}</text>'


def _node(node: Node, process: ReadProcess, box: Box, marks: Mapping[int, Mark]) -> str:
    x, y = box.x + box.width / 2, box.y + box.height / 2
    if node.kind is Kind.STEP:
        return _step(process, node.step, box, marks.get(node.step))
    if node.kind is Kind.CHOICE:
        corners = f"{x:g},{box.y:g} {box.x + box.width:g},{y:g} {x:g},{box.y + box.height:g} {box.x:g},{y:g}"
        return f'<g><title>Chọn bước tiếp theo</title><polygon class="pd-box" points="{corners}"/></g>'
    name, inner = ("Nộp hồ sơ", "") if node.kind is Kind.START else ("Kết thúc", _circle(x, y, 11))
    return f"<g><title>{name}</title>{_circle(x, y, 17)}{inner}</g>"


def _step(process: ReadProcess, index: int, box: Box, mark: Mark | None) -> str:
    step = process.steps[index]
    words = escape(sayable(sentence(process, index, mark)))
    sign = _SIGNS[mark.progress] if mark else ""
    name = _wrapped(f"{sign}{step.number}. {step.name}", _LETTERS, _NAME_LINES)
    time = mark.took if mark and mark.took else time_words(step, process.total_minutes)
    time = time.replace(" làm việc", "")  # the whole sentence is in the title and in the list beside it
    below = box.y + box.height
    state = f" pd-{mark.progress.value}" if mark else ""
    parts = [
        f'<g class="pd-step{state}" role="img" tabindex="0" aria-label="{words}"><title>{words}</title>',
        _rect(box, "pd-box", ' rx="5"'),
        _lines(name, (box.x + _PAD, box.y + 20), "pd-name"),
        _lines(_wrapped(time, _LETTERS + 3, 1), (box.x + _PAD, below - 16), "pd-sub"),
    ]
    if step.minutes is not None and process.total_minutes:
        rail = Box(box.x + _PAD, below - 9, box.width - 2 * _PAD, 4)
        share = min(step.minutes / process.total_minutes, 1)
        parts += [
            _rect(rail, "pd-rail"),
            _rect(Box(rail.x, rail.y, round(rail.width * share, 1), 4), "pd-share"),
        ]
    return "".join((*parts, "</g>"))


def _wrapped(text: str, letters: int, most: int) -> list[str]:
    whole = " ".join(sayable(text).split())
    return textwrap.wrap(whole, letters, max_lines=most, placeholder="…")


def _lines(lines: list[str], at: Point, name: str) -> str:
    x, y = at
    spans = (
        f'<tspan x="{x:g}" y="{y + index * _LINE:g}">{escape(line)}</tspan>'
        for index, line in enumerate(lines)
    )
    return f'<text class="{name}">{"".join(spans)}</text>'


def _rect(box: Box, name: str, more: str = "") -> str:
    place = f'x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}"'
    return f'<rect class="{name}" {place}{more}/>'


def _circle(x: float, y: float, radius: float) -> str:
    return f'<circle class="pd-box" cx="{x:g}" cy="{y:g}" r="{radius:g}"/>'
