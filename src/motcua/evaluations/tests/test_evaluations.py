# SPDX-License-Identifier: EUPL-1.2
import datetime as dt
import threading

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.dossiers import acts as dossier_acts
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import Office, at, on, open_office
from motcua.evaluations import acts, figures, links, watching
from motcua.evaluations.errors import (
    AlreadyRated,
    AnswerRefused,
    NotReturned,
    RatingClosed,
    RatingTooEarly,
    TabletUnknown,
)
from motcua.evaluations.models import Ballot
from motcua.evaluations.policy import policy
from motcua.evaluations.questions import Asked
from motcua.law.roles import Role

FIRST, LAST = dt.date(2026, 3, 1), dt.date(2026, 3, 31)
NOON = at("2026-03-10 12:00")


@pytest.fixture
def office(db: None) -> Office:
    return open_office()


def rate(
    dossier: Dossier, overall: int, *, now: dt.datetime = NOON, device: str = "", **answers: str
) -> None:
    told = {Asked(name): answer for name, answer in answers.items()}
    acts.cast(dossier, overall, told, Ballot.Way.LINK, now=now, device=device)


def rated(office: Office, levels: list[int], **answers: str) -> list[Dossier]:
    dossiers = [office.received() for _ in levels]
    for minute, (dossier, level) in enumerate(zip(dossiers, levels, strict=True)):
        rate(dossier, level, now=NOON + dt.timedelta(minutes=minute), **answers)
    return dossiers


def test_a_dossier_is_rated_once(office: Office) -> None:
    dossier = office.received()
    rate(dossier, 5)
    with pytest.raises(AlreadyRated):
        rate(dossier, 1)
    assert Ballot.objects.get().overall == 5


@pytest.mark.django_db(transaction=True)
def test_two_at_once_leave_one_ballot() -> None:
    dossier = open_office().received()
    together, told = threading.Barrier(2), []

    def vote(level: int) -> None:
        try:
            together.wait(10)
            rate(dossier, level)
            told.append("taken")
        except AlreadyRated:
            told.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=vote, args=(level,)) for level in (1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(told) == ["refused", "taken"]
    assert Ballot.objects.count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "update evaluations_ballot set overall = 5",
        "delete from evaluations_ballot",
        "truncate evaluations_ballot",
    ],
)
def test_nobody_changes_a_ballot(office: Office, statement: str) -> None:
    rate(office.received(), 1)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Ballot.objects.get().overall == 1


def test_what_was_not_offered_is_refused(office: Office) -> None:
    dossier = office.received()
    with pytest.raises(AnswerRefused):
        rate(dossier, 6)
    with pytest.raises(AnswerRefused):
        rate(dossier, 5, attitude="rude")
    assert not Ballot.objects.exists()


def test_rating_is_open_from_the_reception_to_some_days_after_the_return(office: Office) -> None:
    filed = dossier_acts.file(office.actor(Role.RECEPTION), office.filing(), on("2026-03-09 10:00")).dossier
    with pytest.raises(RatingTooEarly):
        rate(filed, 5)
    dossier = office.received()
    Dossier.objects.filter(pk=dossier.pk).update(ended_at=at("2026-03-11 08:00"))
    dossier.refresh_from_db()
    last = at("2026-03-11 23:00") + dt.timedelta(days=policy().closes_after)
    with pytest.raises(RatingClosed):
        rate(dossier, 5, now=last + dt.timedelta(hours=2))
    rate(dossier, 5, now=last)


def test_few_ballots_are_not_told_and_more_only_in_groups(office: Office) -> None:
    today = LAST
    rated(office, [5, 5, 5, 5])
    few = figures.overall(office.commune.pk, FIRST, LAST, today)
    assert (few.total, few.ballots, few.rate, dict(few.levels)) == (4, 0, None, {})
    rated(office, [1])
    five = figures.overall(office.commune.pk, FIRST, LAST, today)
    assert (five.total, five.ballots, five.satisfied, five.disliked) == (5, 5, 4, 1)
    rated(office, [1])
    six = figures.overall(office.commune.pk, FIRST, LAST, today)
    assert (six.total, six.ballots, six.disliked) == (6, 5, 1)  # the sixth cannot be read off the difference
    over = figures.overall(office.commune.pk, FIRST, LAST, LAST + dt.timedelta(days=1))
    assert (over.total, over.ballots, over.disliked) == (6, 6, 2)


def test_answers_are_counted_by_question(office: Office) -> None:
    rated(office, [5, 4, 3, 2, 1], attitude="good", contacts="once")
    told = figures.overall(office.committee.pk, FIRST, LAST, LAST)
    assert told.levels == {1: 1, 2: 1, 3: 1, 4: 1, 5: 1}
    assert told.answers["attitude"] == {"good": 5, "fair": 0, "bad": 0}
    assert told.answers["contacts"]["once"] == 5
    assert figures.overall(office.section.pk, FIRST, LAST, LAST).total == 0
    assert figures.overall(office.committee.pk, LAST, LAST, LAST).total == 0


def test_each_group_of_fields_has_its_target(office: Office) -> None:
    held = policy()
    assert held.group_of("G10-DD", "") == "land"
    assert held.group_of("", "Hoạt động xây dựng") == "construction"
    assert held.group_of("", "Đầu tư vào nông nghiệp") == "investment"
    assert held.group_of("G15-HT", "Hộ tịch") == "other"
    rated(office, [5] * 9 + [3])
    by_code = {one.key: one for one in figures.by_group(office.commune.pk, FIRST, LAST, LAST)}
    assert set(by_code) == {"land", "construction", "investment", "other"}
    assert by_code["other"].reached is True  # 9 of 10 are the ninety percent asked for
    assert by_code["land"].reached is None


def test_children_are_told_apart(office: Office) -> None:
    rated(office, [5] * 5)
    below = figures.by_child(office.commune, FIRST, LAST, LAST)
    assert {key: one.ballots for key, one in below.items()} == {office.committee.pk: 5}
    own = figures.by_child(office.committee, FIRST, LAST, LAST)
    assert {key: one.ballots for key, one in own.items()} == {office.committee.pk: 5}


def test_remarks_come_without_time_or_code(office: Office) -> None:
    dossiers = [office.received() for _ in range(5)]
    for number, dossier in enumerate(dossiers):
        acts.cast(dossier, 5, {}, Ballot.Way.LINK, remark=f"ý kiến  {number}", now=NOON)
        if number == 3:
            assert figures.remarks(office.commune.pk, FIRST, LAST, LAST) == []
    told = figures.remarks(office.commune.pk, FIRST, LAST, LAST)
    assert sorted(told) == [(f"ý kiến {number}", 1) for number in range(5)]
    assert told != sorted(told)


def test_a_link_opens_its_own_dossier_only(office: Office) -> None:
    one, other = office.received(), office.received()
    token = links.token_of(one)
    assert links.dossier_of(token) == one
    assert one.secret not in token
    assert links.dossier_of(f"{other.pk:x}-{token.partition('-')[2]}") is None
    assert links.dossier_of("zz-1") is None and links.dossier_of("") is None


def test_a_device_is_known_for_one_day_by_nothing_but_a_hash(office: Office) -> None:
    dossiers = [office.received() for _ in range(4)]
    for number, dossier in enumerate(dossiers[:3]):
        rate(dossier, 5, now=NOON + dt.timedelta(seconds=10 * number), device="203.0.113.9 phone")
    rate(dossiers[3], 5, now=NOON + dt.timedelta(hours=1), device="203.0.113.9 phone")
    kept = set(Ballot.objects.values_list("device", flat=True))
    assert len(kept) == 1 and "203" not in kept.pop()
    assert acts.hash_of_device("x", FIRST) != acts.hash_of_device("x", LAST)
    (burst,) = watching.bursts(at("2026-03-01 00:00"), at("2026-04-01 00:00"))
    assert burst.dossier_ids == tuple(dossier.pk for dossier in dossiers[:3])


def test_a_tablet_asks_about_the_dossier_the_return_desk_shows(office: Office) -> None:
    desk = office.actor(Role.RETURN_OFFICER)
    tablet = acts.open_tablet(desk, "Quầy 1")
    assert acts.open_tablet(desk, " Quầy  1 ").pk == tablet.pk
    dossier = office.received()
    assert acts.invite(desk, tablet.pk, dossier.code.lower()).dossier == dossier
    with pytest.raises(TabletUnknown):
        acts.invite(office.actor(Role.SPECIALIST), tablet.pk, dossier.code)
    with pytest.raises(NotReturned):
        acts.invite(desk, tablet.pk, "H99-260309-9999")
    acts.dismiss(desk, tablet.pk)
    tablet.refresh_from_db()
    assert tablet.dossier is None
    rate(dossier, 4)
    with pytest.raises(AlreadyRated):
        acts.invite(desk, tablet.pk, dossier.code)
