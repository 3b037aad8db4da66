# SPDX-License-Identifier: EUPL-1.2
"""Asking: figures of a unit in a window, broken down as wished, exact to the last act.

What the tables hold, less what is not known yet at the moment asked for, plus what happened since they were brought
forward. Nothing is written, so any page may ask.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.utils import timezone

from motcua.statistics.amendments import Amendment, amendment_of
from motcua.statistics.answering import answer
from motcua.statistics.measures import EVERYTHING, M
from motcua.statistics.moments import together
from motcua.statistics.places import Place, places_of
from motcua.statistics.questions import Answer, Question
from motcua.statistics.summing import summed
from motcua.statistics.window import Window, moment_of, window_of


def ask(question: Question, only: Collection[M] = EVERYTHING) -> Answer:
    """The figures of a question. `only`: those that are needed, which is faster for many rows.

    Raises `FiguresBehind` when the tables are too far behind.
    """
    with together():
        window = window_of(question, timezone.now())
        return asked(question, window, places_of(question), amendment_of(window), frozenset(only))


def asked(
    question: Question,
    window: Window,
    places: Sequence[Place],
    amendment: Amendment,
    only: frozenset[M],
    *,
    whole: bool = True,
) -> Answer:
    """The same where everything it needs is at hand. `whole`: no unit of the question is left out of `places`."""
    sums = summed(question, window, places, amendment, only, whole=whole)
    below = {place.unit for place in places}
    later = sum(not below.isdisjoint(units) for units in amendment.later)
    return answer(question, window, moment_of(window), sums, later, only)
