# SPDX-License-Identifier: EUPL-1.2
"""A part of a whole, where each counts one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """`percent` is None where there is no whole."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """Percent, not rounded."""
        return 100 * self.part / self.whole if self.whole else None
