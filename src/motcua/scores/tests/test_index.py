# SPDX-License-Identifier: EUPL-1.2
"""The index of a small quarter, every indicator reckoned by hand."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from django.core.cache import caches

from motcua.catalogue.models import (
    CatalogueAct,
    CatalogueChange,
    PaperRequirement,
    ProcedureVersion,
    ResultKind,
)
from motcua.dossiers.acts import PaperIn
from motcua.dossiers.tests.office import Office, at
from motcua.evaluations import acts as ballots
from motcua.evaluations.models import Ballot
from motcua.law.service_index import RULES, Count
from motcua.scores.index import UnitIndex, index_of, indices_below, trend
from motcua.scores.tests.quarter import WINDOW, Quarter, lead, settle
from motcua.statistics import By, listed


@pytest.fixture
def quarter(office: Office) -> Quarter:
    return lead(office)


def counts(found: UnitIndex) -> dict[str, Count]:
    return {line.rule.code: line.count for line in found.lines if line.count}


def test_every_indicator_by_hand(office: Office, quarter: Quarter) -> None:
    found = index_of(office.commune, WINDOW)
    assert counts(found) == {
        "2.1": Count(
            2, 4
        ),  # early, on time; of them, the late and the overdue one (the online one is not due)
        "3.3": Count(1, 5),
        "4.1": Count(1, 3),
        "4.2": Count(1, 5),
        "5.4": Count(2, 3),
    }
    points = {line.rule.code: line.points for line in found.lines if line.count}
    assert points == {
        "2.1": Fraction(10),  # half of 20
        "3.3": Fraction(8, 5),  # 20 % of a target of 50 %: two fifths of 4
        "4.1": Fraction(2),  # a third of 6
        "4.2": Fraction(1),  # 20 % of 80 %: a quarter of 4
        "5.4": Fraction(40, 9),  # two thirds of a target of 90 %: 20/27 of 6
    }
    assert {line.rule.code: line.missing for line in found.lines if line.count} == {
        "2.1": 2,
        "3.3": 2,
        "4.1": 2,
        "4.2": 3,
        "5.4": 1,
    }
    assert found.index.possible == 40
    assert found.index.total == Fraction(10) + Fraction(8, 5) + 2 + 1 + Fraction(40, 9)
    assert found.scaled == found.index.total * 100 / 40
    assert found.band == "Yếu"
    assert found.mean_minutes is not None


def test_null_stays_null_and_says_why(office: Office, quarter: Quarter) -> None:
    found = index_of(office.commune, WINDOW)
    without = [line for line in found.lines if line.count is None]
    assert len(without) + len(counts(found)) == len(RULES)
    for line in without:
        told = line.to_dict()
        assert str(line.source.lacks)
        assert told["rate"] is None and told["points"] is None and told["missing"] is None
    empty = index_of(office.other_section, WINDOW)
    assert empty.scaled is None and empty.band == "" and empty.mean_minutes is None
    assert empty.to_dict()["total"] is None


def test_what_falls_short_opens_its_dossiers(office: Office, quarter: Quarter) -> None:
    found = index_of(office.commune, WINDOW)
    opened = {
        line.rule.code: [{row.dossier_id for row in listed(cell).rows} for cell, _number in line.failing]
        for line in found.lines
        if line.count
    }
    received = {one.pk for one in (quarter.early, quarter.on_time, quarter.late, quarter.overdue)}
    assert opened == {
        "2.1": [{quarter.late.pk}, {quarter.overdue.pk}],
        "3.3": [received],
        "4.1": [{quarter.on_time.pk, quarter.late.pk}],
        "4.2": [(received | {quarter.online.pk}) - {quarter.early.pk}],
        "5.4": [{quarter.late.pk}],
    }
    for line in found.lines:
        for cell, number in line.failing:
            assert listed(cell).total == number
        if line.count:
            assert sum(number for _cell, number in line.failing) == line.count.whole - line.count.part


def test_reuse_counts_only_where_somebody_asked(office: Office) -> None:
    settle(office, "2026-03-11 10:00", papers=[PaperIn("A", originals=1, reused_from="")])
    settle(office, "2026-03-11 10:00", papers=[PaperIn("A", originals=1, reused_from="H99-1", database="")])
    settle(office, "2026-03-11 10:00", papers=[PaperIn("A", originals=1, database="DC")])
    settle(office, "2026-03-11 10:00")
    found = counts(index_of(office.commune, WINDOW))
    assert found["4.3"] == Count(1, 2)
    assert found["4.5a"] == Count(1, 2)


def test_dislikes_take_away_and_few_ballots_do_not(office: Office) -> None:
    dossiers = [settle(office, "2026-03-11 10:00") for _ in range(6)]
    rated = zip(dossiers, [1, 5, 5, 2, 5, 1], strict=True)
    for number, (dossier, level) in enumerate(rated, start=1):
        ballots.cast(dossier, level, {}, Ballot.Way.LINK, now=at("2026-03-12 10:00"))
        gained = counts(index_of(office.commune, WINDOW))["5.4"]
        assert gained == (Count(6, 6) if number < 5 else Count(4, 6)), number
    (below,) = indices_below(office.commune, WINDOW)
    assert counts(below)["5.4"] == Count(4, 6)


def test_units_are_compared_best_first(office: Office, quarter: Quarter) -> None:
    (only,) = indices_below(office.commune, WINDOW, by=By.AGENCY)
    assert (only.unit_id, only.scaled) == (
        office.committee.pk,
        index_of(office.committee, WINDOW).scaled,
    )
    assert only.index == index_of(office.commune, WINDOW).index


def test_each_month_of_the_trend_is_the_index_of_that_month(office: Office, quarter: Quarter) -> None:
    whole = index_of(office.commune, WINDOW).scaled
    assert trend(office.commune, WINDOW) == [("2026-01", None), ("2026-02", None), ("2026-03", whole)]


def test_procedures_are_whole_when_no_part_is_missing(office: Office, quarter: Quarter) -> None:
    version = ProcedureVersion.objects.get(procedure__code="9.000001")
    ProcedureVersion.objects.filter(procedure__code__in=["9.000001", "9.000002"]).update(
        levels=["commune"], steps_text="b", audience="c", competent_unit_text="d"
    )
    PaperRequirement.objects.create(version=version, order=1, name="Tờ khai")
    ResultKind.objects.create(version=version, order=1, name="Giấy xác nhận")
    line = next(line for line in index_of(office.commune, WINDOW).lines if line.rule.code == "1.3")
    assert line.count == Count(1, 2)
    assert [code for code, _name in line.procedures] == ["9.000002"]


def test_publication_in_time_is_counted_from_the_decision(office: Office, quarter: Quarter) -> None:
    version = ProcedureVersion.objects.get(procedure__code="9.000001")

    def published(decided: str, in_force: str, entered: str) -> None:
        ProcedureVersion.objects.filter(pk=version.pk).update(
            levels=["commune"],
            decision_date=dt.date.fromisoformat(decided),
            effective_from=dt.date.fromisoformat(in_force),
            decision_issuer="Chủ tịch Ủy ban nhân dân tỉnh",
        )
        CatalogueChange.objects.create(
            at=at(entered),
            act=CatalogueAct.AMEND,
            person_name="",
            procedure=version.procedure,
            version=version,
        )

    published("2026-03-02", "2026-03-07", "2026-03-09 09:00")  # five days ahead, five working days later
    found = counts(index_of(office.commune, WINDOW))
    assert (found["1.1"], found["1.2"]) == (Count(1, 1), Count(1, 1))
    caches["process"].clear()
    published("2026-03-02", "2026-03-06", "2026-03-10 09:00")  # a day short, a day late
    found = counts(index_of(office.commune, WINDOW))
    assert (found["1.1"], found["1.2"]) == (Count(0, 2), Count(1, 2))
