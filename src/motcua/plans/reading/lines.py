# SPDX-License-Identifier: EUPL-1.2
"""The source line by line: as it stands, and with its diacritics where they were lost."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from motcua.diacritics import lost_diacritics, restore_lines

Progress = Callable[[int, int], None]
"""Told how many steps of how many are done."""


def silent(done: int, everything: int) -> None:
    """For callers that nobody waits for."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `number` counts from 1; `sure` is how clear its restoration was, 1 where none was needed."""

    number: int
    raw: str
    text: str
    sure: float

    @property
    def blank(self) -> bool:
        """Whether nothing stands there."""
        return not self.raw.strip()


def lines_of(
    source: str, progress: Progress = silent, sures: Sequence[float] = ()
) -> tuple[list[Line], bool]:
    """The lines of a text, and whether its diacritics had to be restored.

    `sures` tells for each line how sure it was recognised, where a picture was read.
    """
    raw = [unicodedata.normalize("NFC", line.replace("\f", " ").rstrip()) for line in source.split("\n")]
    if not lost_diacritics(source):
        clear = sures or [1.0] * len(raw)
        return [
            Line(number, line, line, sure)
            for number, (line, sure) in enumerate(zip(raw, clear, strict=True), 1)
        ], False
    restored = restore_lines(raw, progress)
    return [
        Line(number, line, one.text, one.sure)
        for number, (line, one) in enumerate(zip(raw, restored, strict=True), 1)
    ], True
