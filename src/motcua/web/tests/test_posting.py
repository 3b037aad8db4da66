# SPDX-License-Identifier: EUPL-1.2
"""The public posting: what is in force at the level of the desk, in plain words, for everybody."""

import datetime as dt

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from motcua.catalogue import acts, editing
from motcua.catalogue.tests.keeping import ferry, keeper
from motcua.dossiers.tests.office import Office
from motcua.web.tests.conftest import set_clock

TODAY = dt.date(2026, 4, 10)


@pytest.fixture(autouse=True)
def april(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2026-04-10 09:00")


def test_from_the_desk_to_the_procedure() -> None:
    ferry()
    client = Client()
    assert "/niem-yet/t-centre/" in client.get("/niem-yet/").content.decode()
    desk = client.get("/niem-yet/t-centre/").content.decode()
    assert "/niem-yet/t-centre/linh-vuc/duong-thuy/" in desk
    board = client.get("/niem-yet/t-centre/linh-vuc/duong-thuy/").content.decode()
    assert (
        "3 ngày làm việc" in board and "Miễn phí" in board and "/niem-yet/t-centre/thu-tuc/1.900001/" in board
    )
    page = client.get("/niem-yet/t-centre/thu-tuc/1.900001/").content.decode()
    for words in (
        "Cấp Giấy phép Đò",
        "Giấy chứng minh nghề",
        "Luật Đò – 12/2019/QH14",
        "dichvucong.gov.vn",
        "<svg",
    ):
        assert words in page


def test_it_is_found_by_the_search_of_the_counter() -> None:
    ferry()
    found = Client().get("/niem-yet/t-centre/", {"q": "giay phep do"}).context["found"]
    assert found == [("1.900001", "Cấp Giấy phép Đò")]


def test_only_what_is_in_force_at_the_level_of_the_desk_is_posted() -> None:
    ferry("1.900002", name="Việc của tỉnh", levels=["province"])
    ended = ferry("1.900003", name="Việc đã hết")
    acts.withdraw(ended, dt.date(2026, 4, 9))
    editing.new_procedure(keeper(), "1.900004", "Việc còn là dự thảo", TODAY)
    board = Client().get("/niem-yet/t-centre/bang/").content.decode()
    assert not any(words in board for words in ("Việc của tỉnh", "Việc đã hết", "Việc còn là dự thảo"))
    assert Client().get("/niem-yet/t-centre/thu-tuc/1.900003/").status_code == 404
    assert Client().get("/niem-yet/t-centre/thu-tuc/1.900004/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/niem-yet/khong-co/", "/niem-yet/t-ubnd/", "/niem-yet/t-centre/linh-vuc/x/"]
)
def test_what_is_not_posted_does_not_exist(address: str) -> None:
    assert Client().get(address).status_code == 404


def test_what_is_not_known_is_said_to_be_not_published() -> None:
    version = ferry()
    version.cases.update(limit_value=None, limit_unit=None, fee_free=None)
    page = Client().get("/niem-yet/t-centre/thu-tuc/1.900001/").content.decode()
    assert page.count("Chưa công bố") >= 2 and "Miễn phí" not in page


@pytest.mark.parametrize("number", [1, 9])
def test_queries_do_not_grow(number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for one in range(number):
        ferry(f"1.90{one:04d}")
    client = Client()
    client.get("/niem-yet/")  # whether this is a demonstration is asked once a minute
    with django_assert_num_queries(4):  # the desk, its territory, procedures, cases
        client.get("/niem-yet/t-centre/bang/")
    with django_assert_num_queries(1 + 1 + 4 + 1):  # the desk; the version with its parts; the territory
        client.get("/niem-yet/t-centre/thu-tuc/1.900000/")
    with django_assert_num_queries(3):  # the desk, its territory, fields
        client.get("/niem-yet/t-centre/")
