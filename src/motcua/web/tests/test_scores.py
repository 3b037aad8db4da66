# SPDX-License-Identifier: EUPL-1.2
"""Pages of the index, of scores and rankings: what they say, who sees them, how many queries they cost."""

from __future__ import annotations

import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from motcua.dossiers import acts
from motcua.dossiers.tests.office import Office, at, on, person
from motcua.law.roles import Role
from motcua.organisations.actors import actor_of
from motcua.organisations.models import Unit
from motcua.scores.models import Publication
from motcua.scores.tests.quarter import Quarter, lead, settle
from motcua.statistics import Cell, listed
from motcua.web.tests.conftest import SignIn, set_clock
from motcua.web.tests.test_pages import SIGNED_IN

QUARTER = {"ky": "2026-Q1"}


@pytest.fixture
def quarter(office: Office, monkeypatch: pytest.MonkeyPatch) -> Quarter:
    caches["process"].clear()
    set_clock(monkeypatch, "2026-03-20 10:00")
    return lead(office)


def text(client: Client, name: str, **asked: str) -> str:
    answer = client.get(reverse(name), asked or QUARTER)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_index_tells_its_numbers_and_opens_what_falls_short(quarter: Quarter, as_role: SignIn) -> None:
    told = text(as_role(Role.AGENCY_HEAD), "index")
    assert "Hồ sơ giải quyết đúng hạn" in told and "50,0 %" in told and "2/4" in told
    assert "Chờ phần phản ánh, kiến nghị." in told
    tokens = [part.split('"')[0] for part in told.split("danh-sach/?o=")[1:]]
    assert sum(listed(Cell.of_token(token)).total for token in tokens) == 2 + 4 + 2 + 4 + 1


def test_whoever_may_not_list_gets_figures_without_lists(quarter: Quarter, as_role: SignIn) -> None:
    told = text(as_role(Role.CLERK), "index")
    assert "50,0 %" in told and "danh-sach/?o=" not in told


def test_the_public_index_opens_nothing_and_names_nobody(quarter: Quarter, office: Office) -> None:
    told = text(Client(), "index_public")
    assert "50,0 %" in told and office.committee.name not in told  # one unit below is no comparison
    assert "danh-sach" not in told
    assert not any(person.full_name in told for person in office.people.values())
    stranger = Unit.objects.create(
        code="t-elsewhere", name="Nơi khác", name_key="noi khac", kind="commune", effective_from="2018-01-01"
    )
    assert Client().get(reverse("index_public"), {"don-vi": stranger.code}).status_code == 404
    assert Client().get(reverse("index_public"), {"ky": "abc"}).status_code == 200


def test_an_official_sees_own_agency_only(quarter: Quarter, office: Office, as_role: SignIn) -> None:
    province = Unit.objects.get(code="t-province")
    head = as_role(Role.AGENCY_HEAD)
    assert head.get(reverse("index"), {"don-vi": province.code}).status_code == 404
    assert head.get(reverse("scores"), {"don-vi": province.code}).status_code == 404
    assert head.get(reverse("satisfaction"), {"don-vi": province.code}).status_code == 404


def test_scores_are_ranked_and_open(quarter: Quarter, as_role: SignIn) -> None:
    told = text(as_role(Role.AGENCY_HEAD), "scores")
    assert "Người Thử specialist" in told and "4,0" in told and "danh-sach/?o=" in told
    agencies = text(as_role(Role.AGENCY_HEAD), "scores", loai="co-quan", **QUARTER)
    assert "Theo lĩnh vực" in agencies and "chưa đủ chỉ số để xếp loại" in agencies
    for told_once in (told, agencies):
        shown = re.findall(r'danh-sach/\?o=([^"]+)">([^<]+)</a>', told_once)
        assert shown and all(listed(Cell.of_token(token)).total == int(words) for token, words in shown)
    assert as_role(Role.SPECIALIST).get(reverse("scores")).status_code == 403


def test_publishing_once_and_who_reads_it(quarter: Quarter, office: Office, as_role: SignIn) -> None:
    head = as_role(Role.AGENCY_HEAD)
    sent = {"don-vi": office.commune.code, "ky": "2026-Q1", "loai": "can-bo", "key": "k"}
    assert "đã công bố lúc" not in text(head, "scores")
    first = head.post(reverse("score_publish"), sent)
    again = text(head, "scores")
    assert "đã công bố lúc" in again and first["Location"] in again and "Công bố thêm một bản mới" in again
    assert "đã công bố lúc" not in text(head, "scores", loai="co-quan", **QUARTER)
    assert head.post(reverse("score_publish"), sent)["Location"] == first["Location"]
    made = Publication.objects.get()
    inside = as_role(Role.CLERK).get(first["Location"])
    assert "Người Thử specialist" in inside.content.decode() and made.sha256 in inside.content.decode()
    assert Client().get(reverse("published_ranking", args=[made.pk])).status_code == 404
    assert "Người Thử" not in text(Client(), "published")
    assert "Quý I năm 2026" in text(as_role(Role.CLERK), "published_officers")
    sent |= {"loai": "co-quan", "key": "k2"}
    public = head.post(reverse("score_publish"), sent)["Location"]
    published = Client().get(public).content.decode()
    assert office.committee.name in published and "4,0" in published and "chưa đủ chỉ số" in published
    assert as_role(Role.CENTRE_HEAD).post(reverse("score_publish"), {**sent, "key": "k3"}).status_code == 302
    assert Publication.objects.count() == 2


def test_the_agencies_cost_as_many_queries_however_many_they_are(
    quarter: Quarter, office: Office, as_role: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    head = as_role(Role.AGENCY_HEAD)
    asked = {"loai": "co-quan", **QUARTER}

    def advised(unit: Unit, name: str) -> None:
        """An opinion of another unit: one more row."""
        adviser = actor_of(person(name, unit, Role.SPECIALIST, "Công chức"), at("2026-03-09 10:00").date())
        code = office.assigned("2026-03-09 08:00").code
        acts.consult(office.actor(Role.SPECIALIST), code, unit, "?", 8, on("2026-03-09 10:00"))
        acts.answer_consultation(adviser, code, "được", on("2026-03-09 16:00"))
        settle(office, "2026-03-11 10:00")

    assert "chỉ cho ý kiến" not in text(head, "scores", **asked)
    for number, unit in enumerate((office.other_section, office.centre), start=1):
        advised(unit, f"adviser{number}")
        with django_assert_num_queries(SIGNED_IN + 28):
            assert text(head, "scores", **asked).count("chỉ cho ý kiến") == number


@pytest.mark.parametrize(("name", "most"), [("index", 28), ("scores", 23), ("satisfaction", 10)])
def test_no_page_costs_more_with_more_dossiers(
    quarter: Quarter, office: Office, as_role: SignIn, name: str, most: int
) -> None:
    head = as_role(Role.AGENCY_HEAD)
    text(head, name)

    def cost() -> int:
        with CaptureQueriesContext(connection) as made:
            text(head, name)
        return len(made)

    before = cost()
    for _again in range(3):
        settle(office, "2026-03-11 10:00")
    assert cost() == before == most
