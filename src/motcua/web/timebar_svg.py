# SPDX-License-Identifier: EUPL-1.2
"""The time bar as SVG text, small for a row and full for a page.

⚡ Joined here, not by a template: fifty small ones stand on a page of a queue, and a full one has up to a hundred
parts. Words typed by people are escaped; everything else is numbers and words of our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from motcua.web.timebar import Piece, TimeBar

_SMALL: Final = {
    "worked": 'y="2" height="12" rx="1"',
    "late": 'y="5" height="6"',
    "paused": 'y="2" height="12" fill="url(#rest)"',
    "holiday": 'y="4" height="8" fill="url(#hatch)"',
}
_GAP: Final = 'y="7" height="2"'
"""How each kind of piece is drawn in a row; what is not in the table is a gap, drawn as a wire."""

_FULL: Final = {
    "worked": 'y="36" height="28" rx="1.5"',
    "late": 'y="43" height="14"',
    "paused": 'y="36" height="28" fill="url(#rest)"',
    "holiday": 'y="42" height="16" fill="url(#hatch)"',
}
_LOW: Final = frozenset({"late", "holiday", "closed", "day_off"})
"""Kinds drawn lower than the bar is high: an unseen rectangle keeps them easy to point at."""

_HEIGHT, _HEIGHT_WITH_LANE = 88, 116
_PENNANTS: Final = {"end": "M0 0H-9L-6 5L-9 10H0z", "start": "M0 0H9L6 5L9 10H0z"}


def small_svg(bar: TimeBar, urgency: str) -> SafeString:
    """The bar of a row; the words beside it say the same, so it is hidden from screen readers."""
    parts = [
        f'<svg class="bar bar-small bar-{urgency}" width="100%" height="16" aria-hidden="true" focusable="false">'
    ]
    parts += (
        f'<rect class="{piece.kind if shape else "wire"}" x="{piece.x}" width="{piece.width}" {shape or _GAP}/>'
        for piece in bar.pieces
        for shape in (_SMALL.get(piece.main),)
    )
    parts += (
        f'<line class="{name}-{layer}" x1="{x}" x2="{x}" y1="0" y2="16"/>'
        for name, x in (("due", bar.due), ("now", bar.now))
        for layer in ("halo", "line")
    )
    parts.append("</svg>")
    return mark_safe("".join(parts))  # noqa: S308  figures and words of our own


def full_svg(bar: TimeBar, urgency: str) -> SafeString:
    """The bar of a page: a group of parts, each an image with its sentence."""
    height = _HEIGHT_WITH_LANE if bar.lane else _HEIGHT
    parts = [
        f'<svg class="bar bar-full bar-{urgency}" width="100%" height="{height}" role="group" '
        f'aria-label="{escape(bar.alt)}" focusable="false">',
        *(_part(piece, _drawn(piece)) for piece in bar.pieces),
        *(f'<line class="cut" x1="{x}" x2="{x}" y1="36" y2="64"/>' for x in bar.cuts),
        *(_name(piece) for piece in bar.pieces if piece.named),
        *_ticks(bar),
        *(_part(piece, _held(piece, even=bool(place % 2))) for place, piece in enumerate(bar.lane)),
        _due(bar),
        _now(bar, _("xong") if urgency == "done" else _("bây giờ")),
        "</svg>",
    ]
    return mark_safe("".join(parts))  # noqa: S308  figures and words of our own


def _part(piece: Piece, drawn: str) -> str:
    says = escape(piece.title)
    return f'<g class="part" role="img" aria-label="{says}"><title>{says}</title>{drawn}</g>'


def _place(piece: Piece) -> str:
    return f'x="{piece.x}" width="{piece.width}"'


def _drawn(piece: Piece) -> str:
    reach = f'<rect class="reach" {_place(piece)} y="36" height="28"/>' if piece.main in _LOW else ""
    shape = _FULL.get(piece.main)
    wire = f'<rect class="wire" {_place(piece)} y="49" height="2"/>' if piece.main in _LOW - {"late"} else ""
    return reach + wire + (f'<rect class="{piece.kind}" {_place(piece)} {shape}/>' if shape else "")


def _name(piece: Piece) -> str:
    minor = "" if piece.wide else " minor"
    return (
        f'<foreignObject class="in-bar{minor}" {_place(piece)} y="41" height="18" aria-hidden="true">'
        f'<div class="in-bar-words"><span>{escape(piece.label)}</span></div></foreignObject>'
    )


def _ticks(bar: TimeBar) -> Iterator[str]:
    for place, tick in enumerate(bar.ticks):
        minor = ' class="minor"' if tick.minor else ""
        shift = 0 if place == 0 and tick.x.startswith("0.") else 4
        yield (
            f'<g aria-hidden="true"{minor}><line class="tick" x1="{tick.x}" x2="{tick.x}" y1="64" y2="72"/>'
            f'<text class="tick-text" x="{tick.x}" dx="{shift}" y="80">{tick.text}</text></g>'
        )


def _held(piece: Piece, *, even: bool) -> str:
    words = ""
    if piece.named:
        minor = "" if piece.wide else ' class="minor"'
        words = (
            f'<foreignObject{minor} {_place(piece)} y="92" height="22">'
            f'<div class="hold-words" aria-hidden="true">{escape(piece.label)}</div></foreignObject>'
        )
    return f'<rect class="hold{" even" if even else ""}" {_place(piece)} y="92" height="22"/>{words}'


def _due(bar: TimeBar) -> str:
    shift = -14 if bar.due_anchor == "end" else 14
    at = f'x1="{bar.due}" x2="{bar.due}"'
    return (
        f'<g aria-hidden="true"><line class="due-halo" {at} y1="32" y2="68"/>'
        f'<line class="due-line" {at} y1="2" y2="68"/>'
        f'<svg x="{bar.due}" y="2" width="1" height="1" overflow="visible">'
        f'<path class="pennant" d="{_PENNANTS[bar.due_anchor]}"/></svg>'
        f'<text class="due-text" x="{bar.due}" dx="{shift}" y="12" text-anchor="{bar.due_anchor}">'
        f"{escape(bar.due_words)}</text></g>"
    )


def _now(bar: TimeBar, word: str) -> str:
    at = f'x1="{bar.now}" x2="{bar.now}"'
    return (
        f'<g aria-hidden="true"><line class="now-halo" {at} y1="34" y2="68"/>'
        f'<line class="now-line" {at} y1="32" y2="68"/>'
        f'<svg x="{bar.now}" y="31" width="1" height="1" overflow="visible">'
        f'<path class="now-head" d="M-5 0H5L0 6z"/></svg>'
        f'<text class="now-text" x="{bar.now}" y="28" text-anchor="{bar.now_anchor}">{escape(word)}</text></g>'
    )
