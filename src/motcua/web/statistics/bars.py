# SPDX-License-Identifier: EUPL-1.2
"""Bars in the rows of a table: the table is what screen readers tell, the bar what the eye compares.

Drawn in percent of the cell, so one drawing fits a phone, a wall and paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar: how much, in which tone of statistics.css."""

    tone: str
    value: float


def bar(parts: Sequence[Part], most: float, mark: float | None = None) -> SafeString:
    """The parts behind each other, on a scale that ends at `most`; `mark` is a line to compare with."""
    drawn, at = [], 0.0
    for part in parts:
        wide = 100 * part.value / most if most else 0.0
        if part.value:
            drawn.append(
                f'<rect class="tone-{part.tone}" x="{at:.2f}%" width="{wide:.2f}%" y="2" height="12" rx="1"/>'
            )
        at += wide
    if mark is not None and most:
        x = f"{min(100.0, 100 * mark / most):.2f}%"
        drawn.append(f'<line class="mark" x1="{x}" x2="{x}" y1="0" y2="16"/>')
    return mark_safe(  # noqa: S308  numbers and words of our own
        f'<svg class="stretch" width="100%" height="16" aria-hidden="true" focusable="false">{"".join(drawn)}</svg>'
    )
