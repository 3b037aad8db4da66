# SPDX-License-Identifier: EUPL-1.2
"""The sample of units: as many as the share asks for, fair between groups, done again from its seed."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.inspections.drawing import Candidate, draw, drawn_from_json, needed_of


@pytest.mark.parametrize(
    ("units", "share", "exceeds", "needed"),
    [
        (10, 30, False, 3),
        (10, 30, True, 4),
        (11, 30, True, 4),
        (7, 30, True, 3),
        (3, 100, True, 3),
        (1, 30, False, 1),
    ],
)
def test_the_share_is_reached_and_no_more(units: int, share: int, exceeds: bool, needed: int) -> None:
    assert needed_of(units, share, exceeds=exceeds) == needed


def town(sections: int, communes: int) -> list[Candidate]:
    return [Candidate(n, f"p{n}", f"Phòng {n}", "Phòng", None) for n in range(sections)] + [
        Candidate(100 + n, f"x{n}", f"Xã {n}", "Xã", None) for n in range(communes)
    ]


def test_groups_give_their_part() -> None:
    drawn = draw(town(12, 24), 30, "seed", exceeds=True)
    assert drawn.needed == 11 and Counter(unit.group for unit in drawn.drawn) == {"Phòng": 4, "Xã": 7}


def test_a_small_group_is_not_left_out() -> None:
    drawn = draw(town(1, 30), 10, "seed", exceeds=False)
    assert Counter(unit.group for unit in drawn.drawn) == {"Phòng": 1, "Xã": 3}


def test_those_not_inspected_longest_come_first() -> None:
    years = [2024, None, 2021, 2025, 2019, None]
    units = [Candidate(n, f"u{n}", f"Phòng {n}", "Phòng", year) for n, year in enumerate(years)]
    drawn = draw(units, 50, "seed", exceeds=False)
    assert {unit.last for unit in drawn.drawn} == {None, 2019} and len(drawn.drawn) == 3


def test_what_is_inspected_anyway_takes_its_place() -> None:
    units = [Candidate(n, f"u{n}", f"Phòng {n}", "Phòng", 2020 + n, fixed=n == 5) for n in range(6)]
    drawn = draw(units, 34, "seed", exceeds=False)
    assert drawn.needed == 3 and [unit.pk for unit in drawn.drawn] == [0, 1]


def test_the_seed_decides_between_equals() -> None:
    seen = {
        frozenset(unit.pk for unit in draw(town(9, 0), 33, f"{seed}", exceeds=False).drawn)
        for seed in range(40)
    }
    assert len(seen) > 10


_units = st.lists(
    st.tuples(st.sampled_from("ABCD"), st.none() | st.integers(2018, 2026), st.booleans()),
    min_size=1,
    max_size=40,
).map(
    lambda rows: [
        Candidate(n, f"u{n:02d}", f"Đơn vị {n}", group, last, fixed)
        for n, (group, last, fixed) in enumerate(rows)
    ]
)


@given(_units, st.integers(1, 100), st.booleans(), st.integers(0, 2**32))
def test_any_drawing_is_fair_and_can_be_done_again(
    units: list[Candidate], share: int, exceeds: bool, seed: int
) -> None:
    told = draw(units, share, f"{seed}", exceeds=exceeds)
    fixed = sum(unit.fixed for unit in units)
    whole, least = len(told.drawn) + fixed, max(told.needed, fixed)
    # What is fixed may crowd into one group; the others still give one each.
    assert least <= whole <= (least + len(told.groups) if fixed else least)
    assert not any(unit.fixed for unit in told.drawn)
    assert draw(units[::-1], share, f"{seed}", exceeds=exceeds) == told
    again = drawn_from_json(told.to_json())
    assert again == told and again.holds()
    for group in told.groups:
        drawn = [lot.unit.last or 0 for lot in told.lots if lot.unit.group == group.name and lot.drawn]
        left = [
            lot.unit.last or 0
            for lot in told.lots
            if lot.unit.group == group.name and not lot.drawn and not lot.unit.fixed
        ]
        assert not drawn or not left or max(drawn) <= min(left)


def test_a_drawing_that_was_tampered_with_is_seen() -> None:
    told = draw(town(9, 0), 33, "seed", exceeds=False)
    place = next(n for n, lot in enumerate(told.lots) if lot.drawn)
    text = told.to_json().replace(
        f'"drawn":true,"lot":"{told.lots[place].lot}"', f'"drawn":false,"lot":"{told.lots[place].lot}"'
    )
    assert text != told.to_json() and not drawn_from_json(text).holds()
