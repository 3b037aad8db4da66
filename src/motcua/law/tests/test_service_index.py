# SPDX-License-Identifier: EUPL-1.2
"""The service index: maxima of the groups, points with and without target, null that stays null."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law import service_index as law
from motcua.law.service_index import Count, CountRefused, Group

BY_CODE = {rule.code: rule for rule in law.RULES}
COUNTS = st.integers(0, 500).flatmap(lambda whole: st.integers(0, whole).map(lambda part: Count(part, whole)))


def test_the_groups_add_up_to_a_hundred() -> None:
    most = {group: sum(rule.most for rule in law.RULES if rule.group is group) for group in Group}
    assert most == {
        Group.PUBLICITY: 18,
        Group.PROGRESS: 20,
        Group.ONLINE: 22,
        Group.DIGITISATION: 22,
        Group.SATISFACTION: 18,
    }
    assert law.MOST == 100
    assert len(BY_CODE) == len(law.RULES)


@pytest.mark.parametrize(
    ("code", "part", "whole", "points"),
    [
        ("2.1", 95, 100, Fraction(19)),
        ("2.1", 0, 100, Fraction(0)),
        ("4.2", 80, 100, Fraction(4)),
        ("4.2", 100, 100, Fraction(4)),
        ("4.2", 40, 100, Fraction(2)),
        ("3.3", 25, 100, Fraction(2)),
        ("5.4", 45, 100, Fraction(3)),
    ],
)
def test_points(code: str, part: int, whole: int, points: Fraction) -> None:
    assert law.points(BY_CODE[code], Count(part, whole)) == points


def test_nothing_to_measure_gives_no_points_and_is_named() -> None:
    assert law.points(BY_CODE["2.1"], Count(0, 0)) is None
    found = law.index({"2.1": Count(0, 0), "4.1": Count(1, 2)})
    assert found.by_code == {"4.1": Fraction(3)}
    assert found.total == 3
    assert found.possible == 6
    assert found.scaled == 50
    assert "2.1" in found.missing
    assert law.index({}).scaled is None


@pytest.mark.parametrize(
    ("code", "part", "whole", "missing"),
    [("4.2", 79, 100, 1), ("4.2", 80, 100, 0), ("4.2", 90, 100, 0), ("2.1", 97, 100, 3), ("3.3", 0, 3, 2)],
)
def test_how_many_more_reach_the_target(code: str, part: int, whole: int, missing: int) -> None:
    assert law.missing_to_target(BY_CODE[code], Count(part, whole)) == missing


@given(st.sampled_from(law.RULES), COUNTS)
def test_what_is_missing_is_enough_and_no_more_than_enough(rule: law.IndicatorRule, count: Count) -> None:
    missing = law.missing_to_target(rule, count)
    if missing is None:
        assert count.whole == 0
        return
    reached = Count(count.part + missing, count.whole)
    assert law.points(rule, reached) == rule.most
    if missing:
        short = Count(count.part + missing - 1, count.whole)
        gained = law.points(rule, short)
        assert gained is not None and gained < rule.most


@given(st.sampled_from(law.RULES), COUNTS)
def test_points_lie_between_none_and_all(rule: law.IndicatorRule, count: Count) -> None:
    gained = law.points(rule, count)
    assert gained is None or 0 <= gained <= rule.most


@given(st.dictionaries(st.sampled_from(sorted(BY_CODE)), COUNTS))
def test_the_index_accounts_for_every_indicator(counts: dict[str, Count]) -> None:
    found = law.index(counts)
    assert set(found.by_code) | set(found.missing) == set(BY_CODE)
    assert found.total <= found.possible <= 100


def test_bands() -> None:
    found = [law.band(Fraction(points)) for points in (100, 90, 89, 80, 70, 50, 49, 0)]
    assert found == ["Xuất sắc", "Xuất sắc", "Tốt", "Tốt", "Khá", "Trung bình", "Yếu", "Yếu"]


@pytest.mark.parametrize(("part", "whole"), [(-1, 2), (3, 2)])
def test_counts_that_cannot_be_are_refused(part: int, whole: int) -> None:
    with pytest.raises(CountRefused):
        Count(part, whole)
