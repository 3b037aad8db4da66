# SPDX-License-Identifier: EUPL-1.2
"""The minutes a question is about: from the first of its first day to the moment it is asked as of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from motcua.law.clock import DAY, FIRST, to_minutes, to_moment
from motcua.statistics.questions import Question


def day_of(day: dt.date) -> int:
    """The index of a local day, as `minute // DAY`."""
    return day.toordinal() - FIRST


@dataclass(frozen=True, slots=True)
class Window:
    """`first` to `end`, both counted; `known`: what was entered later is not known. `end` < `first`: nothing yet."""

    first: int
    end: int
    known: int

    @property
    def before(self) -> int:
        """The moment at which what is carried over stood: the last minute before the window."""
        return min(self.first - 1, self.end)


def window_of(question: Question, now: dt.datetime) -> Window:
    """The window in minutes. A question without a moment is asked as of the end of its last day, or of now."""
    last = (day_of(question.last) + 1) * DAY - 1
    known = min(to_minutes(now), last) if question.as_of is None else to_minutes(question.as_of)
    return Window(day_of(question.first) * DAY, min(known, last), known)


def moment_of(window: Window) -> dt.datetime:
    """The moment an answer stands for."""
    return to_moment(window.known)
