# SPDX-License-Identifier: EUPL-1.2
"""Who hears how far a rebuild is."""

from collections.abc import Callable
from dataclasses import dataclass


def _nothing(*_: int) -> None:
    """Hears and does nothing."""


@dataclass
class Hearing:
    """Does what it was given when it hears of spans, or of cells."""

    spans: Callable[[int, int, int], None] = _nothing
    cells: Callable[[int, int], None] = _nothing
