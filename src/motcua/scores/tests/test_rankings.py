# SPDX-License-Identifier: EUPL-1.2
"""Scores of a small quarter, by hand; their dossiers; what is published and who may."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.catalogue.models import Level, ProcedureVersion
from motcua.dossiers import acts as dossiers
from motcua.dossiers.models import Dossier, Outcome
from motcua.dossiers.tests.office import Office, at, on, person
from motcua.evaluations import acts as ballots
from motcua.evaluations.models import Ballot
from motcua.evaluations.questions import Asked
from motcua.law.officer_score import OF_AGENCIES, OF_OFFICIALS, Indicator, score_of_counts
from motcua.law.report_windows import quarter as quarter_of
from motcua.law.roles import Role
from motcua.law.service_index import Count
from motcua.organisations.actors import actor_of
from motcua.scores import queries
from motcua.scores.acts import publish
from motcua.scores.errors import MayNotPublish, NothingToPublish, WindowOpen
from motcua.scores.models import Publication
from motcua.scores.rankings import _grade, _points_online, agency_scores, officer_scores
from motcua.scores.tests.quarter import RECEIVED, WINDOW, Quarter, lead, settle
from motcua.statistics import M, listed

_OFFICERS, _AGENCIES = Publication.Kind.OFFICERS, Publication.Kind.AGENCIES


@pytest.fixture
def quarter(office: Office) -> Quarter:
    return lead(office)


def test_an_official_by_hand(office: Office, quarter: Quarter) -> None:
    (row,) = officer_scores(office.commune, WINDOW).rows
    assert row.name == "Người Thử specialist"
    assert row.score.by_indicator == {
        Indicator.TOTAL_TIME: Decimal("1.0"),  # early 2, on time 1, late 0: three of three dossiers
        Indicator.AGENCY_TIME: Decimal("1.0"),
        Indicator.CONTACTS: Decimal("2.0"),  # nobody was asked for anything
    }
    assert (row.score.total, row.score.most, row.place, row.dossiers) == (Decimal("4.0"), 6, 1, 3)
    assert row.grade == ""  # 4 of 6: with the two missing indicators anything from 4 to 8 of 10
    assert row.score.missing == (Indicator.AGENCIES, Indicator.ATTITUDE)


def test_an_agency_by_hand(office: Office, quarter: Quarter) -> None:
    ProcedureVersion.objects.update(levels=[Level.COMMUNE])
    ranking = agency_scores(office.commune, WINDOW)
    (row,) = ranking.rows
    assert (row.name, row.score.total, row.grade) == (office.committee.name, Decimal("5.0"), "")
    assert row.points[Indicator.ONLINE] == {1: 1}  # one of five came in online, none of those is late
    assert len(row.score.missing) == 5
    assert sum(field.dossiers for field in ranking.fields) == 3


@pytest.mark.parametrize(
    ("gained", "of_agency", "grade"),
    [
        ({1: 2, 2: 2, 3: 2}, False, "Hoàn thành 100% nhiệm vụ"),  # 6 of 6: no missing point takes it away
        ({1: 1, 2: 1, 3: 2}, False, ""),  # 4 of 6: 8 are possible
        ({1: 0, 2: 0, 3: 1, 4: 1, 7: 1}, False, "Hoàn thành dưới 70% nhiệm vụ"),  # all five are there
        ({1: 2, 2: 2, 3: 2, 9: 2}, True, ""),  # 8 of 8: from average to excellent
        ({1: 2, 2: 2, 3: 2, 4: 2, 5: 2, 6: 2, 7: 2, 9: 2}, True, "Xuất sắc"),  # 16 of 16
    ],
)
def test_a_grade_is_told_only_when_missing_indicators_cannot_change_it(
    gained: dict[int, int], of_agency: bool, grade: str
) -> None:
    counts = {Indicator(number): {points: 1} for number, points in gained.items()}
    told = score_of_counts(counts, OF_AGENCIES if of_agency else OF_OFFICIALS)
    assert _grade(told, of_agency=of_agency) == grade


def test_points_open_their_dossiers(office: Office, quarter: Quarter) -> None:
    for row in officer_scores(office.commune, WINDOW).rows + agency_scores(office.commune, WINDOW).rows:
        expected = {2: quarter.early, 1: quarter.on_time, 0: quarter.late}
        for gained, dossier in expected.items():
            cell = row.opens(Indicator.TOTAL_TIME, gained)
            assert cell is not None
            assert [one.dossier_id for one in listed(cell).rows] == [dossier.pk]
        whole = row.opens(Indicator.CONTACTS, 2)
        assert whole is not None and listed(whole).total == 3
        assert row.opens(Indicator.ATTITUDE, 2) is None


@pytest.mark.parametrize(
    ("received", "online", "late", "overdue", "offered", "points"),
    [
        (10, 3, 0, 0, (2, 10), {2: 1}),
        (10, 3, 0, 0, (1, 10), {}),  # perhaps enough of the procedures that are fit for it
        (10, 2, 0, 0, (1, 10), {1: 1}),
        (10, 2, 0, 0, (0, 0), {}),
        (10, 5, 1, 0, (10, 10), {0: 1}),
        (10, 5, 0, 1, (10, 10), {0: 1}),
        (10, 1, 0, 0, (10, 10), {0: 1}),
        (0, 0, 0, 0, (10, 10), {}),
    ],
)
def test_what_is_online(
    received: int, online: int, late: int, overdue: int, offered: tuple[int, int], points: dict[int, int]
) -> None:
    row: Any = {M.RECEIVED: received}
    filed: Any = {M.RECEIVED: online, M.ENDED_LATE: late, M.OVERDUE: overdue}
    assert _points_online(row, filed if online else None, Count(*offered)) == points


def test_supplements_cost_points(office: Office) -> None:
    code = office.assigned(RECEIVED).code
    specialist, desk = office.actor(Role.SPECIALIST), office.actor(Role.RECEPTION)
    dossiers.ask_supplement(specialist, code, ["A"], "thiếu", on("2026-03-09 11:00"))
    dossiers.supplement(desk, code, [], on("2026-03-09 14:00"))
    _finish(office, code, "2026-03-10 10:00")
    settle(office, "2026-03-10 10:00")
    (row,) = officer_scores(office.commune, WINDOW).rows
    assert row.points[Indicator.CONTACTS] == {2: 1, 1: 1, 0: 0}
    assert row.score.by_indicator[Indicator.CONTACTS] == Decimal("1.5")


def test_an_opinion_counts_for_the_agency_that_gave_it(office: Office) -> None:
    other = person("land2", office.other_section, Role.SPECIALIST, "Công chức Địa chính")
    adviser = actor_of(other, at("2026-03-09 10:00").date())
    for answered in ("2026-03-09 16:00", "2026-03-10 09:00", "2026-03-11 09:00"):
        code = office.assigned(RECEIVED).code
        dossiers.consult(
            office.actor(Role.SPECIALIST), code, office.other_section, "?", 8, on("2026-03-09 10:00")
        )  # due after eight working hours: Tuesday at 10:00
        dossiers.answer_consultation(adviser, code, "được", on(answered))
        _finish(office, code, "2026-03-11 10:00")
    rows = {row.name: row for row in officer_scores(office.commune, WINDOW).rows}
    assert rows["Người Thử specialist"].points[Indicator.AGENCY_TIME] == {2: 3, 1: 0, 0: 0}
    assert rows["Người Thử land2"].points[Indicator.AGENCY_TIME] == {2: 1, 1: 1, 0: 1}
    assert Indicator.TOTAL_TIME in rows["Người Thử land2"].score.missing


def test_ballots_give_points_from_five_on(office: Office) -> None:
    ends = [
        "2026-03-11",
        "2026-03-11",
        "2026-03-12",
        "2026-03-13",
        "2026-03-11",
    ]  # early, early, on time, late, early
    told = [settle(office, f"{end} 10:00") for end in ends]
    answers = [("good", "none"), ("fair", "centre"), ("good", "centre"), ("good", "more"), ("bad", "none")]
    for number, (dossier, (attitude, agencies)) in enumerate(zip(told, answers, strict=True), start=1):
        seen = "one" if number == 5 else "both"
        said = {Asked.ATTITUDE: attitude, Asked.AGENCIES: agencies, Asked.PUBLICITY: seen}
        ballots.cast(dossier, 5, said, Ballot.Way.LINK, now=at("2026-03-13 12:00"))
        (row,) = officer_scores(office.commune, WINDOW).rows
        assert (Indicator.ATTITUDE in row.score.by_indicator) is (number == 5)
    assert row.points[Indicator.ATTITUDE] == {2: 2, 1: 1, 0: 2}  # the late one, and the one told to be rude
    assert row.points[Indicator.AGENCIES] == {2: 2, 1: 2, 0: 1}
    assert row.score.by_indicator[Indicator.ATTITUDE] == Decimal("1.0")
    assert row.score.by_indicator[Indicator.AGENCIES] == Decimal("1.2")
    assert row.score.total == Decimal("1.4") * 2 + 2 + 1 + Decimal("1.2")
    assert Indicator.PUBLICITY not in row.points  # Đ.15.1.a leaves it out of the official's
    (agency,) = agency_scores(office.commune, WINDOW).rows
    assert agency.points[Indicator.PUBLICITY] == {2: 4, 1: 1, 0: 0}
    assert agency.score.by_indicator[Indicator.PUBLICITY] == Decimal("1.8")


def test_what_is_published_never_changes(office: Office, quarter: Quarter) -> None:
    head = office.actor(Role.AGENCY_HEAD)
    made = publish(head, _AGENCIES, office.commune, WINDOW, "k1")
    assert publish(head, _AGENCIES, office.commune, WINDOW, "k1").pk == made.pk
    assert made.sha256 == hashlib.sha256(made.content.encode()).hexdigest()
    assert json.loads(made.content)["rows"][0]["total"] == "4.0"
    assert (made.period, made.publisher) == ("2026-Q1", "Người Thử agency_head, CHỦ TỊCH")
    Dossier.objects.filter(pk=quarter.early.pk).update(applicant_name="khác")
    for statement in ("update scores_publication set content = ''", "delete from scores_publication"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert [one.pk for one in queries.published_agencies()] == [made.pk]
    assert queries.published_for([office.commune.pk]) == []


def test_who_may_publish_and_when(office: Office, quarter: Quarter) -> None:
    with pytest.raises(MayNotPublish):
        publish(office.actor(Role.SPECIALIST), _OFFICERS, office.commune, WINDOW, "k1")
    head = office.actor(Role.AGENCY_HEAD)
    with pytest.raises(WindowOpen):
        publish(head, _OFFICERS, office.committee, quarter_of(2098, 1), "k2")
    with pytest.raises(NothingToPublish):
        publish(head, _OFFICERS, office.committee, quarter_of(2025, 1), "k3")
    with pytest.raises(MayNotPublish):
        publish(office.actor(Role.CENTRE_HEAD), _OFFICERS, office.committee, WINDOW, "k4")
    assert not Publication.objects.exists()


def _finish(office: Office, code: str, when: str) -> None:
    specialist, clerk = office.actor(Role.SPECIALIST), office.actor(Role.CLERK)
    dossiers.draft(specialist, code, Outcome.GRANTED, "Cấp", on(when))
    dossiers.submit(specialist, code, on(when))
    dossiers.sign(office.actor(Role.AGENCY_HEAD), code, "", on(when))
    dossiers.number(clerk, code, "GXN-UBND", on(when))
    dossiers.make_ready(clerk, code, on(when))
