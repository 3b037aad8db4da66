# SPDX-License-Identifier: EUPL-1.2
"""Words with their place on a page, in pixels of its picture, from the upper left corner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One word. `line` numbers the line that whoever read it put it in; `sure` goes from 0 to 1."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    line: int = 0
    sure: float = 1.0

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def height(self) -> int:
        """How high it is, at least one pixel."""
        return max(self.bottom - self.top, 1)


@dataclass(slots=True)
class Row:
    """Words side by side, from left to right."""

    words: list[Word]
    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def of(cls, words: list[Word]) -> Row:
        """A row of these words, of which there is at least one."""
        ordered = sorted(words, key=lambda one: one.left)
        return cls(
            ordered,
            min(one.left for one in words),
            min(one.top for one in words),
            max(one.right for one in words),
            max(one.bottom for one in words),
        )

    @property
    def height(self) -> int:
        """How high its words usually are."""
        heights = sorted(one.height for one in self.words)
        return heights[len(heights) // 2]

    @property
    def sure(self) -> float:
        """How sure its words are, long ones counting more."""
        letters = sum(len(one.text) for one in self.words)
        return sum(one.sure * len(one.text) for one in self.words) / max(letters, 1)

    @property
    def text(self) -> str:
        """Its words; where a wide gap parts them, three spaces."""
        told = self.words[0].text
        for before, word in zip(self.words, self.words[1:], strict=False):
            told += ("   " if word.left - before.right > 2.2 * self.height else " ") + word.text
        return told


def rows_of(words: Iterable[Word]) -> list[Row]:
    """The rows of words, from top to bottom: lines as read, joined where they stand side by side."""
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    rows: list[Row] = []
    for line in sorted(
        (Row.of(one) for one in lines.values()), key=lambda one: (one.top + one.bottom, one.left)
    ):
        beside = next((row for row in rows[-3:][::-1] if _beside(row, line)), None)
        if beside is None:
            rows.append(line)
        else:
            rows[rows.index(beside)] = Row.of([*beside.words, *line.words])
    return sorted(rows, key=lambda one: one.top + one.bottom)


def _beside(one: Row, other: Row) -> bool:
    """Whether two lines are one row: about as high, and neither above the other."""
    low = min(one.bottom, other.bottom) - max(one.top, other.top)
    if low < 0.55 * min(one.bottom - one.top, other.bottom - other.top):
        return False
    across = min(one.right, other.right) - max(one.left, other.left)
    return across < 0.5 * min(one.right - one.left, other.right - other.left)
