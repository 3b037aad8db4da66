# SPDX-License-Identifier: EUPL-1.2
"""Scores after TT 01/2018: the table of Đ.13 row by row, and how points become a total."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law import officer_score as law
from motcua.law.officer_score import Compared, Indicator, Level, ScoreInputRefused


def test_time_shorter_equal_longer() -> None:
    assert [law.points_for_time(one) for one in Compared] == [2, 1, 0]


def test_contacts() -> None:
    assert [law.points_for_contacts(times) for times in (0, 1, 2, 5)] == [2, 1, 0, 0]
    assert law.points_for_contacts(3, own_fault=True) == 1


def test_agencies() -> None:
    assert law.points_for_agencies(0, only_the_centre=False) == 2
    assert law.points_for_agencies(1, only_the_centre=True) == 1
    assert law.points_for_agencies(1, only_the_centre=False) == 0
    assert law.points_for_agencies(2, only_the_centre=True) == 0


@pytest.mark.parametrize(
    ("level", "wholly", "received", "points"),
    [
        (Level.PROVINCE, 20, 100, 2),
        (Level.PROVINCE, 19, 100, 1),
        (Level.PROVINCE, 19, 99, 0),
        (Level.DISTRICT, 50, 60, 2),
        (Level.DISTRICT, 49, 99, 0),
        (Level.COMMUNE, 100, 100, 2),
        (Level.COMMUNE, 99, 100, 1),
    ],
)
def test_at_the_centre(level: Level, wholly: int, received: int, points: int) -> None:
    found = law.points_at_the_centre(level, procedures=100, received_there=received, wholly_there=wholly)
    assert found == points


def test_publicity() -> None:
    assert law.points_for_publicity(posted=True, electronic=True) == 2
    assert law.points_for_publicity(posted=False, electronic=True) == 1
    assert law.points_for_publicity(posted=False, electronic=False) == 0


def test_attitude_counts_only_what_was_founded() -> None:
    assert law.points_for_attitude(Compared.SHORTER, founded_petitions=0) == 2
    assert law.points_for_attitude(Compared.EQUAL, founded_petitions=0) == 1
    assert law.points_for_attitude(Compared.LONGER, founded_petitions=0) == 0
    assert law.points_for_attitude(Compared.SHORTER, founded_petitions=1) == 0


@pytest.mark.parametrize(
    ("received", "on_time", "prolonged", "points"),
    [(0, 0, 0, 2), (10, 10, 0, 2), (10, 9, 0, 1), (10, 8, 0, 0), (10, 10, 1, 0)],
)
def test_petitions(received: int, on_time: int, prolonged: int, points: int) -> None:
    assert law.points_for_petitions(received=received, on_time=on_time, prolonged=prolonged) == points


@pytest.mark.parametrize(
    ("offered", "online", "bad", "points"),
    [(20, 30, 0, 2), (19, 30, 0, 1), (20, 29, 0, 1), (20, 15, 0, 1), (20, 14, 0, 0), (20, 30, 1, 0)],
)
def test_online(offered: int, online: int, bad: int, points: int) -> None:
    found = law.points_for_online(
        eligible=100, offered=offered, dossiers=100, online=online, unresolved_or_late=bad
    )
    assert found == points


def test_nothing_to_judge_by_is_not_zero() -> None:
    assert law.points_at_the_centre(Level.COMMUNE, procedures=0, received_there=0, wholly_there=0) is None
    assert law.points_for_online(eligible=0, offered=0, dossiers=5, online=1, unresolved_or_late=0) is None


def test_a_score_is_rounded_to_one_decimal_and_what_is_missing_is_named() -> None:
    found = law.score({Indicator.TOTAL_TIME: [2, 2, 1], Indicator.CONTACTS: [2, 1, 1, 1]}, law.OF_OFFICIALS)
    assert found.by_indicator == {
        Indicator.TOTAL_TIME: Decimal("1.7"),
        Indicator.CONTACTS: Decimal("1.3"),
    }
    assert found.total == Decimal("3.0")
    assert found.most == 4
    assert found.missing == (Indicator.AGENCY_TIME, Indicator.AGENCIES, Indicator.ATTITUDE)


def test_nobody_is_ranked_by_nothing() -> None:
    assert law.score({}, law.OF_OFFICIALS).total is None


@given(st.dictionaries(st.sampled_from(law.OF_AGENCIES), st.lists(st.integers(0, 2), max_size=30)))
def test_a_total_stays_within_what_could_be_had(points: dict[Indicator, list[int]]) -> None:
    found = law.score(points, law.OF_AGENCIES)
    assert found.total is None or 0 <= found.total <= found.most <= 18
    assert set(found.missing) | set(found.by_indicator) == set(law.OF_AGENCIES)


def test_grades() -> None:
    of_officials = [law.grade_of_official(Decimal(total)) for total in ("5", "4.9", "3.5", "3.4")]
    assert of_officials == [
        "Hoàn thành 100% nhiệm vụ",
        "Hoàn thành từ 70% đến dưới 100% nhiệm vụ",
        "Hoàn thành từ 70% đến dưới 100% nhiệm vụ",
        "Hoàn thành dưới 70% nhiệm vụ",
    ]
    of_agencies = [law.grade_of_agency(Decimal(total)) for total in ("15", "12", "9", "6", "5.9")]
    assert of_agencies == ["Xuất sắc", "Tốt", "Khá", "Trung bình", "Yếu"]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: law.points_for_contacts(-1),
        lambda: law.points_for_agencies(-1, only_the_centre=True),
        lambda: law.points_for_petitions(received=1, on_time=2),
        lambda: law.points_at_the_centre(Level.COMMUNE, procedures=1, received_there=2, wholly_there=0),
        lambda: law.points_for_online(eligible=1, offered=2, dossiers=1, online=1, unresolved_or_late=0),
    ],
)
def test_counts_that_cannot_be_are_refused(wrong: object) -> None:
    with pytest.raises(ScoreInputRefused):
        wrong()


def test_scores_of_counts_by_hand() -> None:
    told = {
        Indicator.TOTAL_TIME: {2: 5, 1: 3, 0: 1},  # 13 of 9 dossiers: 1.44…
        Indicator.CONTACTS: {2: 1, 0: 7},  # 2 of 8: 0.25
        Indicator.ATTITUDE: {2: 0},
    }
    found = law.score_of_counts(told, law.OF_OFFICIALS)
    assert found.by_indicator == {Indicator.TOTAL_TIME: Decimal("1.4"), Indicator.CONTACTS: Decimal("0.3")}
    assert found.missing == (Indicator.AGENCY_TIME, Indicator.AGENCIES, Indicator.ATTITUDE)
    assert (found.total, found.most) == (Decimal("1.7"), 4)
    assert law.score_of_counts({}, law.OF_OFFICIALS).total is None
    with pytest.raises(ScoreInputRefused):
        law.score_of_counts({Indicator.TOTAL_TIME: {3: 1}}, law.OF_OFFICIALS)
    with pytest.raises(ScoreInputRefused):
        law.score_of_counts({Indicator.TOTAL_TIME: {2: -1}}, law.OF_OFFICIALS)


@given(st.lists(st.integers(0, 2), max_size=30))
def test_counts_and_single_points_give_one_score(points: list[int]) -> None:
    single = law.score({Indicator.CONTACTS: points}, law.OF_OFFICIALS)
    counted = law.score_of_counts(
        {Indicator.CONTACTS: {value: points.count(value) for value in (0, 1, 2)}}, law.OF_OFFICIALS
    )
    assert single == counted


def test_equal_totals_share_a_place() -> None:
    totals = [Decimal("8.0"), Decimal("9.1"), None, Decimal("8"), Decimal("7.9")]
    assert law.places(totals) == [2, 1, None, 2, 4]
    assert law.places([]) == []
