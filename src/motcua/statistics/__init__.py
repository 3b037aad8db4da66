# SPDX-License-Identifier: EUPL-1.2
"""Every figure of the house: asked, broken down, and opened to the dossiers that make it.

What needs tables is imported when it is first used, because this package is an app that Django loads early.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from motcua.law.judging import POLICY_NAMES, Policy
from motcua.law.timeliness import Counting
from motcua.statistics.measures import STOCKS, TITLES, M
from motcua.statistics.questions import (
    BY_NAMES,
    LEVEL_NAMES,
    Answer,
    By,
    Cell,
    Key,
    Level,
    NotByOfficer,
    Question,
    QuestionRefused,
    Row,
)

if TYPE_CHECKING:
    from motcua.statistics.answering import labelled
    from motcua.statistics.asking import ask
    from motcua.statistics.listing import EVERY, Listed, Listing, Narrowing, by_state, in_state, listed, tally
    from motcua.statistics.moments import together
    from motcua.statistics.position import FiguresBehind

__all__ = [
    "BY_NAMES",
    "EVERY",
    "LEVEL_NAMES",
    "POLICY_NAMES",
    "STOCKS",
    "TITLES",
    "Answer",
    "By",
    "Cell",
    "Counting",
    "FiguresBehind",
    "Key",
    "Level",
    "Listed",
    "Listing",
    "M",
    "Narrowing",
    "NotByOfficer",
    "Policy",
    "Question",
    "QuestionRefused",
    "Row",
    "ask",
    "by_state",
    "in_state",
    "labelled",
    "listed",
    "tally",
    "together",
]

_LATER = {
    "EVERY": "listing",
    "FiguresBehind": "position",
    "Listed": "listing",
    "Listing": "listing",
    "Narrowing": "listing",
    "ask": "asking",
    "by_state": "listing",
    "in_state": "listing",
    "labelled": "answering",
    "listed": "listing",
    "tally": "listing",
    "together": "moments",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
