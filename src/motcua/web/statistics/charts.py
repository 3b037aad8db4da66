# SPDX-License-Identifier: EUPL-1.2
"""Charts as SVG inside the page, drawn by pygal, coloured by our own style sheet.

pygal places bars, lines, axes and guides. What it would bring besides (a style sheet, a script, tooltips, a font) is
taken out again: the site allows nothing inline, and colours have to follow the light, the dark and paper. What stays
is shapes with class names, each mark inside a link to the list that makes it, with a sentence of its own.

A chart is for the eye. The same figures stand with the same links in a table beside it, so the links of the drawing
are out of the order of the tab key: nobody walks through fifty bars to come to the next heading.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final
from xml.etree import ElementTree as ET

from django.utils.safestring import SafeString, mark_safe

_SVG: Final = "{http://www.w3.org/2000/svg}"
_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_EMPTY_LAYERS: Final = frozenset({"text-overlay", "tooltip-overlay", "titles", "legends", "title"})
_DROPPED: Final = frozenset({"defs", "title", "style", "script"})
_KEPT: Final = frozenset({"label"})
_KEPT_DRAWINGS = 256
_LONG = re.compile(r"(\d\.\d)\d+")
_PLACES: Final = ("x", "y", "cx", "cy", "width", "height", "d", "transform")


@dataclass(frozen=True, slots=True)
class Mark:
    """One point or bar: what it is worth, the sentence it says, the list it opens. None: nothing is known."""

    value: float | None
    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Marks of one kind. `tone` is a class of statistics.css: received, ended, late, target …"""

    name: str
    tone: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn. `height` and `width` are units of the drawing, which is as wide as its place on the page."""

    label: str
    at: tuple[str, ...]
    series: tuple[Series, ...]
    width: int = 560
    height: int = 220
    least: float = 0
    most: float | None = None
    unit: str = ""


def columns(chart: Chart) -> SafeString:
    """Bars side by side."""
    return _drawn("Bar", chart)


def narrow(chart: Chart) -> SafeString:
    """The same bars for a phone: a third as wide, every third place named."""
    at = tuple(word if (len(chart.at) - place) % 3 == 1 else "" for place, word in enumerate(chart.at))
    return columns(replace(chart, at=at, width=340, height=200))


def lines(chart: Chart) -> SafeString:
    """Lines through points; a gap where nothing is known."""
    return _drawn("Line", chart)


# ⚡ A chart takes some milliseconds to lay out, and the figures of weeks gone by do not change.
@lru_cache(maxsize=_KEPT_DRAWINGS)
def _drawn(kind: str, chart: Chart) -> SafeString:
    pygal = _pygal()
    drawing = getattr(pygal, kind)(
        width=chart.width,
        height=chart.height,
        js=(),
        no_prefix=True,
        show_legend=False,
        print_values=False,
        margin=2,
        spacing=6,
        include_x_axis=not chart.least,  # nought would win over where the scale is to begin
        range=(chart.least, chart.most) if chart.most else None,
        max_scale=4,
        min_scale=1,
        truncate_label=-1,
        show_x_labels=bool(chart.at),
        show_y_labels=chart.height >= 120,
        dots_size=3,
        allow_interruptions=True,
        value_formatter=lambda value: f"{_plain(value)}{chart.unit}",
        style=pygal.style.Style(label_font_size=11, major_label_font_size=11, font_family="sans-serif"),
    )
    drawing.x_labels = list(chart.at)
    for series in chart.series:
        drawing.add(series.name, [_value(mark) for mark in series.marks])
    root = ET.fromstring(drawing.render())  # noqa: S314  made by the line above, not read from anywhere
    tidy(root, chart)
    return mark_safe(ET.tostring(root, encoding="unicode"))  # noqa: S308  text is escaped by the serialiser


def _pygal() -> Any:
    """The library, loaded with the first chart: every page would wait for it otherwise."""
    import pygal

    # It hooks into every later import of the program to find plug-ins of its own, in a way Python has given up.
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, pygal.PluginImportFixer)]
    return pygal


def _value(mark: Mark) -> dict[str, Any]:
    told: dict[str, Any] = {"value": mark.value, "label": mark.words}
    return {**told, "xlink": {"href": mark.url}} if mark.url else told


def _plain(value: float) -> str:
    """`1.250`, as numbers are written in Vietnam; without decimals, because an axis needs none."""
    return f"{value:,.0f}".replace(",", ".")


def tidy(root: ET.Element, chart: Chart) -> None:
    """Take out of the drawing what the page forbids or says elsewhere; give each mark its sentence."""
    for name in ("id", "width", "height"):
        root.attrib.pop(name, None)
    root.set("class", "chart")
    root.set("viewBox", f"0 0 {chart.width} {chart.height}")
    root.set("role", "group")
    root.set("aria-label", chart.label)
    root.set("focusable", "false")
    _prune(root)
    for place, series in enumerate(chart.series):
        for group in root.iter(f"{_SVG}g"):
            if f"serie-{place}" in group.get("class", "").split():
                group.set("class", f"series tone-{series.tone}")
    for link in root.iter(f"{_SVG}a"):
        link.set("href", link.attrib.pop(_HREF))
        link.set("tabindex", "-1")
        link.attrib.pop("target", None)
    ET.register_namespace("", "http://www.w3.org/2000/svg")


def _prune(parent: ET.Element) -> None:
    unwanted = []
    for child in parent:
        name = str(child.tag).removeprefix(_SVG)
        classes = frozenset(child.get("class", "").split())
        child.attrib.pop("style", None)
        child.attrib.pop("id", None)
        _shorten(child)
        if name == "desc" and classes & _KEPT:
            child.tag = f"{_SVG}title"
            child.attrib.clear()
        elif name in _DROPPED or name == "desc" or (name == "g" and classes & _EMPTY_LAYERS):
            unwanted.append(child)
        else:
            _prune(child)
    _without(parent, unwanted)


def _shorten(element: ET.Element) -> None:
    """A tenth of a unit is finer than any screen; seventeen digits only weigh."""
    for name in _PLACES:
        if name in element.attrib:
            element.set(name, _LONG.sub(r"\1", element.attrib[name]))


def _without(parent: ET.Element, unwanted: Iterable[ET.Element]) -> None:
    for child in list(unwanted):
        parent.remove(child)
