# SPDX-License-Identifier: EUPL-1.2
"""Reading what stands in an address or in a hidden field: what cannot be read says nothing."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.utils.dateparse import parse_date

OUR_TIME: Final = range(1990, 2111)
"""The years a day may lie in."""
_ID: Final = 18
"""Digits of the largest number that every id may have."""


def number_in(word: str | None, digits: int = _ID) -> int | None:
    """The whole number that `word` is; None for anything else, and for one of more than so many digits."""
    told = word or ""
    return int(told) if told.isascii() and told.isdigit() and len(told) <= digits else None


def number_or_0(word: str | None, digits: int = _ID) -> int:
    """The same where nothing can be said as 0: no row has that id, no list begins before it."""
    return number_in(word, digits) or 0


def day_in(word: str) -> dt.date | None:
    """The day that `word` is; None for anything that is none, or not of our time."""
    try:
        day = parse_date(word)
    except ValueError:
        return None
    return day if day and day.year in OUR_TIME else None
