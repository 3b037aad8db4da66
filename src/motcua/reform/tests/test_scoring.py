# SPDX-License-Identifier: EUPL-1.2
"""Rules, trees and points: worked examples, and what holds for every set and every fact."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.reform.computing import SOURCES
from motcua.reform.errors import RuleBroken, TreeBroken
from motcua.reform.own_sets import own_sets
from motcua.reform.rules import Rule, Style, read_rule, rule_text
from motcua.reform.scoring import Fact, fact_of, points_of, tally
from motcua.reform.sheets import read_scores, read_set
from motcua.reform.tables import set_table
from motcua.reform.tests.year import WHOLE, small_tree
from motcua.reform.tree import Criterion, known_sources, tree_from_json, tree_of


def points(style: Style, rule: str, fact: Fact, most: str = "2") -> str | None:
    gained = points_of(Criterion("1", "Thử", Fraction(most), style, read_rule(style, rule)), fact)
    return None if gained is None else f"{float(gained):g}"


def share(part: int, whole: int) -> Fact:
    return Fact(part=Fraction(part), whole=Fraction(whole))


def number(value: str) -> Fact:
    return Fact(number=Fraction(value))


@pytest.mark.parametrize(
    ("style", "rule", "fact", "gained"),
    [
        (Style.YES_NO, "", Fact(yes=True), "2"),
        (Style.YES_NO, "", Fact(yes=False), "0"),
        (Style.RATIO, "đủ=97%", share(97, 100), "2"),
        (Style.RATIO, "đủ=97%", share(48, 100), "0.99"),
        (Style.RATIO, "đủ=100%; sàn=80%", share(79, 100), "0"),
        (Style.RATIO, "đủ=100%; sàn=80%", share(80, 100), "1.6"),
        (Style.RATIO, "đủ=97%", share(0, 0), None),
        (Style.COUNT, "đủ=3", number("2"), "1.33"),
        (Style.COUNT, "đủ=3", number("5"), "2"),
        (Style.STEPS, ">=97%: 2; >=90%: 1", share(95, 100), "1"),
        (Style.STEPS, ">=97%: 2; >=90%: 1", share(1, 100), "0"),
        (Style.STEPS, "<=0: 2; <=2: 0,5", number("0"), "2"),
        (Style.STEPS, "<=0: 2; <=2: 0,5", number("2"), "0.5"),
        (Style.STEPS, "<=0: 2; <=2: 0,5", number("3"), "0"),
        (Style.CHOICE, "Kịp thời: 2; Chậm: 0,5; Không: 0", Fact(choice="Chậm"), "0.5"),
        (Style.CHOICE, "Kịp thời: 2; Chậm: 0,5; Không: 0", Fact(choice="Sai"), None),
        (Style.PENALTY, "mỗi=0,75", number("1"), "1.25"),
        (Style.PENALTY, "mỗi=0,75", number("9"), "0"),
        (Style.POINTS, "", Fact(points=Fraction("1.257")), "1.26"),
        (Style.POINTS, "", Fact(), None),
        (Style.YES_NO, "", Fact(absent=True), None),
    ],
)
def test_points_of_each_way(style: Style, rule: str, fact: Fact, gained: str | None) -> None:
    assert points(style, rule, fact) == gained


@pytest.mark.parametrize(
    ("style", "rule"),
    [
        (Style.RATIO, "đủ=0%"),
        (Style.RATIO, "đủ=50%; sàn=60%"),
        (Style.RATIO, "đủ=120%"),
        (Style.RATIO, "du 97"),
        (Style.COUNT, "đủ=0"),
        (Style.STEPS, ">=90%: 1; <=80%: 2"),
        (Style.STEPS, ">=90%: 1; >=95%: 0,5"),
        (Style.STEPS, ">=90%: 1; >=90%: 1"),
        (Style.STEPS, ">=90%: 1; >=3: 2"),
        (Style.STEPS, ""),
        (Style.CHOICE, "Một: 1"),
        (Style.CHOICE, "Một: 1; Một: 2"),
        (Style.PENALTY, ""),
        (Style.YES_NO, "đủ=1"),
    ],
)
def test_a_broken_rule_is_refused(style: Style, rule: str) -> None:
    with pytest.raises(RuleBroken):
        read_rule(style, rule)


_hundredths = st.integers(0, 2000).map(lambda n: Fraction(n, 100))
_shares = st.integers(1, 1000).map(lambda n: Fraction(n, 1000))


@st.composite
def rules(draw: st.DrawFn) -> tuple[Style, Rule]:
    style = draw(st.sampled_from([Style.RATIO, Style.COUNT, Style.PENALTY, Style.STEPS]))
    match style:
        case Style.RATIO:
            full = draw(_shares)
            floor = draw(st.none() | _shares.filter(lambda one: one <= full))
            return style, Rule(full=full, floor=floor)
        case Style.COUNT:
            return style, Rule(full=draw(_hundredths.filter(bool)))
        case Style.PENALTY:
            return style, Rule(each=draw(_hundredths.filter(bool)))
    percent, falling = draw(st.booleans()), draw(st.booleans())
    bounds = draw(st.lists(_shares if percent else _hundredths, min_size=1, max_size=4, unique=True))
    gained = sorted(draw(st.lists(_hundredths, min_size=len(bounds), max_size=len(bounds))), reverse=True)
    steps = tuple(zip(sorted(bounds, reverse=not falling), gained, strict=True))
    return style, Rule(steps=steps, falling=falling, percent=percent)


@given(rules())
def test_the_text_of_a_rule_reads_back(made: tuple[Style, Rule]) -> None:
    style, rule = made
    assert read_rule(style, rule_text(style, rule)) == rule


@given(rules(), st.integers(0, 400), st.integers(0, 400), st.integers(1, 400))
def test_points_stay_within_and_never_fall_with_a_better_fact(
    made: tuple[Style, Rule], one: int, other: int, whole: int
) -> None:
    style, rule = made
    most = rule.highest or Fraction(5)
    criterion = Criterion("1", "Thử", max(most, Fraction(1)), style, rule)
    by_rate = style is Style.RATIO or rule.percent
    low, high = sorted((min(one, whole), min(other, whole))) if by_rate else sorted((one, other))
    facts = [share(value, whole) if by_rate else number(str(value)) for value in (low, high)]
    worse, better = (points_of(criterion, fact) for fact in facts)
    assert worse is not None and better is not None
    assert all(0 <= gained <= criterion.most for gained in (worse, better))
    if style is Style.PENALTY or rule.falling:
        worse, better = better, worse
    assert worse <= better


@given(st.dictionaries(st.sampled_from(sorted(WHOLE)), _hundredths), st.sets(st.sampled_from(sorted(WHOLE))))
@settings(max_examples=60)
def test_sums_are_sums_and_unknown_is_no_zero(points: dict[str, Fraction], absent: set[str]) -> None:
    tree = small_tree()
    held = {code: min(value, tree.criterion(code).most) for code, value in points.items()}
    found = tally(tree, held, absent)
    counted = {code: value for code, value in held.items() if code not in absent}
    assert found.whole.gained == (sum(counted.values(), Fraction(0)) if counted else None)
    assert found.whole.possible == sum((tree.criterion(code).most for code in counted), Fraction(0))
    assert found.whole.unknown + found.whole.absent + len(counted) == len(tree.leaves)
    fields = [found.sums[one.code] for one in tree.fields]
    assert sum(one.possible for one in fields) == found.whole.possible
    assert sum(one.gained or 0 for one in fields) == (found.whole.gained or 0)


@given(
    st.builds(
        Fact,
        yes=st.none() | st.booleans(),
        part=st.none() | _hundredths,
        whole=st.none() | _hundredths,
        number=st.none() | _hundredths,
        choice=st.none() | st.text(),
        points=st.none() | _hundredths,
        absent=st.booleans(),
    )
)
def test_a_fact_reads_back(fact: Fact) -> None:
    assert fact_of(json.loads(json.dumps(fact.to_dict()))) == fact


def broken(**changed: object) -> list[str]:
    rows = [
        {"code": "1", "name": "Một", "most": 60},
        {"code": "1.1", "name": "Một một", "most": 60, "style": "yes_no"},
        {"code": "2", "name": "Hai", "most": 40, "style": "choice", "rule": "Có: 40; Không: 0"},
    ]
    rows[int(changed.pop("row", 1))].update(changed)
    with pytest.raises(TreeBroken) as refused:
        tree_of({"title": "Thử", "level": "commune", "year": 2026, "criteria": rows})
    return [one.place for one in refused.value.problems]


def test_a_set_that_contradicts_itself_is_refused_at_its_place() -> None:
    assert broken(most=50) == ["1"]
    assert broken(code="1.1.1.x y") == ["1.1.1.x y"]
    assert broken(code="3.1") == ["3.1"]
    assert broken(code="1") == ["1"]
    assert broken(row=2, rule="Có: 30; Không: 0") == ["2"]
    assert broken(row=2, most=41, rule="Có: 41; Không: 0") == [""]
    assert broken(row=0, style="yes_no") == ["1"]
    assert broken(style="sum") == ["1.1"]
    assert broken(most="nhiều") == ["1.1"]
    assert broken(thing=1) == ["1.1"]


def test_the_projects_own_sets_are_sound_and_their_doubts_are_marked() -> None:
    sets = own_sets()
    assert {tree.level.value for tree in sets.values()} == {"commune", "section"}
    for tree in sets.values():
        assert sum(one.most for one in tree.fields) == tree.total == 100
        assert tree.confidence.value == "uncertain" and tree.source and not tree.decision
        assert all(one.points_confidence.value == "uncertain" for one in tree.criteria)
        assert not known_sources(tree, SOURCES)
        assert tree_from_json(tree.to_json()) == tree
    named = {one.code for one in sets["commune-2024"].criteria if one.confidence.value == "verified"}
    assert {"1.3.2", "1.4.2", "1.5", "1.7", "3.1.1.2", "3.4.2", "5.1.2", "6.1.1", "7.3.3.2", "7.3.5"} <= named


@pytest.mark.parametrize("name", sorted(own_sets()))
def test_a_set_goes_out_as_a_spreadsheet_and_comes_back(name: str) -> None:
    tree = own_sets()[name]
    back = read_set(set_table(tree), title=tree.title, level=tree.level, year=tree.year, decision="")
    assert back.criteria == tree.criteria


def test_reading_scores_needs_the_columns() -> None:
    with pytest.raises(Exception, match="XLSX"):
        read_scores(b"not a spreadsheet", small_tree())
