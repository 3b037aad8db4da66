# SPDX-License-Identifier: EUPL-1.2
"""What somebody writes into an address by hand: it is read, or it says nothing; it never ends in a failure."""

import datetime as dt

import pytest

from motcua.web.addresses import day_in, number_in, number_or_0


@pytest.mark.parametrize(("word", "number"), [("0", 0), ("17", 17), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_a_whole_number_is_read(word: str, number: int) -> None:
    assert number_in(word) == number_or_0(word) == number


@pytest.mark.parametrize("word", [None, "", "-1", "+1", "1.0", " 1", "1_0", "²", "１", "9" * 19, "9" * 5000])
def test_anything_else_says_nothing(word: str | None) -> None:
    assert number_in(word) is None
    assert number_or_0(word) == 0


def test_a_longer_number_than_allowed_says_nothing() -> None:
    assert number_in("9999", 4) == 9999
    assert number_in("10000", 4) is None


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("2026-03-09", dt.date(2026, 3, 9)),
        ("2026-02-30", None),
        ("0001-01-01", None),
        ("9999-12-31", None),
        ("hôm nay", None),
        ("", None),
    ],
)
def test_a_day_of_our_time_is_read(word: str, day: dt.date | None) -> None:
    assert day_in(word) == day
