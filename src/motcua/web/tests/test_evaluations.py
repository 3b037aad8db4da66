# SPDX-License-Identifier: EUPL-1.2
"""Ballots on the web: by link, by code and secret, on a tablet; what officials see of them."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import Office
from motcua.evaluations import acts, links
from motcua.evaluations.models import Ballot, Tablet
from motcua.evaluations.policy import policy
from motcua.law.roles import Role
from motcua.web.tests.conftest import SignIn, set_clock


@pytest.fixture(autouse=True)
def at_ten(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    set_clock(monkeypatch, "2026-03-10 10:00")


def link(dossier: Dossier) -> str:
    return reverse("rate", args=[links.token_of(dossier)])


def test_one_question_is_enough_and_counts_once(office: Office) -> None:
    dossier = office.received()
    page = Client().get(link(dossier)).content.decode()
    assert dossier.code in page and dossier.applicant_name not in page and dossier.secret not in page
    wanting = Client().post(link(dossier), {"attitude": "good", "remark": "tốt"})
    assert wanting.status_code == 422
    assert "Hãy chọn một trong năm mức." in wanting.content.decode() and "tốt" in wanting.content.decode()
    assert Client().post(link(dossier), {"overall": "4"}).status_code == 200
    again = Client().post(link(dossier), {"overall": "1"})
    assert again.status_code == 422 and "đã được đánh giá" in again.content.decode()
    assert "đã được đánh giá" in Client().get(link(dossier)).content.decode()
    assert Ballot.objects.get().overall == 4


def test_a_wrong_link_leads_nowhere(office: Office) -> None:
    dossier = office.received()
    assert Client().get(reverse("rate", args=[f"{dossier.pk:x}-abc"])).status_code == 404
    assert Client().post(reverse("rate", args=["zzz"]), {"overall": "5"}).status_code == 404


def test_code_and_secret_lead_to_the_ballot(office: Office) -> None:
    dossier = office.received()
    find = reverse("rate_find")
    right = Client().post(find, {"ma": dossier.code, "ma_bi_mat": dossier.secret})
    assert right["Location"] == link(dossier)
    wrong = {"ma": dossier.code, "ma_bi_mat": "AAAAAAAAAA"}
    for _again in range(policy().casts_from_one_address):
        assert Client().post(find, wrong).status_code == 422
    assert Client().post(find, wrong).status_code == 429
    assert Client().post(link(dossier), {"overall": "5"}).status_code == 429
    assert not Ballot.objects.exists()


def test_the_timeline_leads_to_the_ballot(office: Office) -> None:
    dossier = office.received()
    told = Client().post(reverse("lookup"), {"ma": dossier.code, "ma-bi-mat": dossier.secret})
    assert link(dossier) in told.content.decode()


def test_a_tablet_asks_takes_the_ballot_and_rests(office: Office, as_role: SignIn) -> None:
    desk, dossier = as_role(Role.RETURN_OFFICER), office.received()
    tablets = reverse("rate_tablets")
    assert desk.post(tablets, {"viec": "them", "ten": "Quầy 1"}).status_code == 302
    tablet = Tablet.objects.get()
    screen = reverse("rate_tablet", args=[tablet.key])
    assert dossier.code not in Client().get(screen).content.decode()
    wrong = desk.post(tablets, {"viec": "moi", "may": tablet.pk, "ma": "H99-1"})
    assert wrong.status_code == 422 and "H99-1" in wrong.content.decode()
    assert desk.post(tablets, {"viec": "moi", "may": tablet.pk, "ma": dossier.code}).status_code == 302
    assert dossier.code in Client().get(screen).content.decode()
    stale = Client().post(screen, {"ho-so": "0", "overall": "1"})
    assert stale.status_code == 302 and not Ballot.objects.exists()
    thanks = Client().post(screen, {"ho-so": dossier.pk, "overall": "5", "attitude": "good"})
    assert "Cảm ơn" in thanks.content.decode()
    ballot = Ballot.objects.get()
    assert (ballot.overall, ballot.attitude, ballot.way) == (5, "good", Ballot.Way.TABLET)
    assert dossier.code not in Client().get(screen).content.decode()
    assert Client().get(reverse("rate_tablet", args=["other"])).status_code == 404


def test_a_tablet_is_not_pressed_without_end(office: Office) -> None:
    desk, dossier = office.actor(Role.RETURN_OFFICER), office.received()
    tablet = acts.open_tablet(desk, "Quầy 1")
    acts.invite(desk, tablet.pk, dossier.code)
    screen = reverse("rate_tablet", args=[tablet.key])
    for _ in range(policy().presses_on_one_tablet):
        assert Client().post(screen, {"ho-so": "0", "overall": "1"}).status_code == 302
    refused = Client(REMOTE_ADDR="192.0.2.9").post(screen, {"ho-so": dossier.pk, "overall": "5"})
    assert refused.status_code == 429 and "bấm quá nhiều lần" in refused.content.decode()
    assert not Ballot.objects.exists()
    other = acts.open_tablet(desk, "Quầy 2")
    acts.invite(desk, other.pk, dossier.code)
    beside = reverse("rate_tablet", args=[other.key])
    assert Client().post(beside, {"ho-so": dossier.pk, "overall": "5"}).status_code == 200


def test_a_tablet_that_is_not_there_is_a_message(office: Office, as_role: SignIn) -> None:
    answer = as_role(Role.RECEPTION).post("/danh-gia/tai-quay/", {"viec": "thoi", "may": "999"}, follow=True)
    assert answer.status_code == 200
    assert [str(told) for told in answer.context["messages"]]


def test_whoever_walks_away_is_not_asked_for_ever(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, dossier = office.actor(Role.RETURN_OFFICER), office.received()
    tablet = acts.open_tablet(desk, "Quầy 1")
    acts.invite(desk, tablet.pk, dossier.code)
    screen = reverse("rate_tablet", args=[tablet.key])
    assert dossier.code in Client().get(screen).content.decode()
    set_clock(monkeypatch, "2026-03-10 10:11")
    assert dossier.code not in Client().get(screen).content.decode()


def test_no_page_tells_officials_who_said_what(office: Office, as_role: SignIn) -> None:
    rated = [office.received() for _ in range(5)]
    for dossier in rated:
        Client().post(link(dossier), {"overall": "1", "remark": "chờ lâu quá"})
    head = as_role(Role.AGENCY_HEAD)
    told = head.get(reverse("satisfaction")).content.decode()
    assert "0,0 %" in told and "chờ lâu quá" in told and "5 người cùng viết" in told
    for page in (
        told,
        *(head.get(reverse("dossier", args=[one.code])).content.decode() for one in rated[:1]),
    ):
        assert "chờ lâu quá" not in page or page is told
    assert not any(one.code in told or one.applicant_name in told for one in rated)
    assert as_role(Role.SPECIALIST).get(reverse("satisfaction")).status_code == 403


def test_four_ballots_are_not_told(office: Office, as_role: SignIn) -> None:
    for _one in range(4):
        Client().post(link(office.received()), {"overall": "1", "remark": "chờ lâu quá"})
    told = as_role(Role.AGENCY_HEAD).get(reverse("satisfaction")).content.decode()
    assert "chưa đủ phiếu" in told and "chờ lâu quá" not in told
