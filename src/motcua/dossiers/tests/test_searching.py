# SPDX-License-Identifier: EUPL-1.2
"""Finding dossiers: by whatever is known of them, only what the actor may see, at a bounded price."""

import re

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisCase
from pytest_django import DjangoAssertNumQueries

from motcua.dossiers import acts
from motcua.dossiers.acts import ApplicantIn
from motcua.dossiers.models import Applicant, Dossier, SearchEntry
from motcua.dossiers.searching import find, narrowed, words_of
from motcua.dossiers.tests.office import Office, on
from motcua.law.names import fold
from motcua.law.roles import Role

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyzàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"


class Folding(HypothesisCase):
    @given(st.text(alphabet=LETTERS + LETTERS.upper() + "0123456789 .,-/'’()", max_size=40))
    @settings(max_examples=150)
    def test_the_database_folds_as_python_does(self, text: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select motcua_fold(%s)", [text])
            (folded,) = cursor.fetchone()
        assert folded.split() == re.findall("[a-z0-9]+", fold(text))


@pytest.fixture
def dossiers(office: Office) -> dict[str, Dossier]:
    people = {
        "an": ApplicantIn("Đặng Thị Ước Yến", "001099000001", phone="0912 345 678", is_made_up=True),
        "binh": ApplicantIn("Yến Thị Bình", "001099000002", phone="+84 987 654 321", is_made_up=True),
        "cuong": ApplicantIn("Lê Văn Cường", "001099000003", is_made_up=True),
    }
    subjects = {"an": "Xin sao Đặng thị", "binh": "Thửa đất số 15, tờ bản đồ 7", "cuong": "Cho Đặng Thị Ước"}
    return {
        name: office.received(applicant=who, subject=subjects[name], when=f"2026-03-09 1{number}:00")
        for number, (name, who) in enumerate(people.items())
    }


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("đặng thị ước yến", ["an"]),
        ("yen uoc thi DANG", ["an"]),
        ("dang thi", ["an", "cuong"]),  # the name before the content
        ("yến thị", ["binh", "an"]),  # the name that begins so, then the same words elsewhere
        ("cường", ["cuong"]),
        ("cuon", ["cuong"]),  # a word not finished
        ("001099000002", ["binh"]),
        ("00109900", ["cuong", "binh", "an"]),
        ("0912345678", ["an"]),
        ("0912.345.678", ["an"]),
        ("+84 912 345 678", ["an"]),
        ("0987 654 321", ["binh"]),
        ("thửa đất 15", ["binh"]),
        ("giay xac nhan cuong", ["cuong"]),  # procedure and name together
        ("9.000001 binh", ["binh"]),
        ("không có ai", []),
        ("' & | ! :* \\", []),
        ("", []),
    ],
)
def test_whatever_is_known_finds_it(
    office: Office, dossiers: dict[str, Dossier], wanted: str, found: list[str]
) -> None:
    rows = find(office.actor(Role.RECEPTION), wanted).rows
    names = {dossier.pk: name for name, dossier in dossiers.items()}
    assert [names[row.pk] for row in rows] == found


def test_codes_whole_in_parts_and_foreign(office: Office, dossiers: dict[str, Dossier]) -> None:
    desk, wanted = office.actor(Role.RECEPTION), dossiers["binh"]
    Dossier.objects.filter(pk=wanted.pk).update(external_code="G22.99/77-abc")
    whole = find(desk, f" {wanted.code.lower()} ")
    assert whole.exact == wanted
    for part in (wanted.code.rpartition("-")[2], wanted.code[-11:], "g22.99/77-abc", "77 abc"):
        assert wanted.pk in [row.pk for row in find(desk, part).rows], part
    scanned = find(desk, f"https://motcua.example/tra-cuu/?ma={wanted.code}")
    assert scanned.exact == wanted


def test_only_what_the_actor_may_see(office: Office, dossiers: dict[str, Dossier]) -> None:
    code = dossiers["an"].code
    worker = office.actor(Role.SPECIALIST)
    assert not find(worker, "uoc yen").rows
    assert find(worker, code).exact is None
    acts.transfer(office.actor(Role.RECEPTION), code, office.section, on("2026-03-09 14:00"))
    assert [row.code for row in find(worker, "uoc yen").rows] == [code]  # held by the section now
    assert [row.code for row in find(office.actor(Role.AGENCY_HEAD), "uoc yen").rows] == [code]


def test_the_words_follow_what_they_are_made_from(office: Office, dossiers: dict[str, Dossier]) -> None:
    desk, dossier = office.actor(Role.RECEPTION), dossiers["an"]
    Applicant.objects.filter(pk=dossier.applicant_id).update(phone="0900111222", name="Đặng Thị Đổi Tên")
    assert [row.pk for row in find(desk, "0900111222").rows] == [dossier.pk]
    assert [row.pk for row in find(desk, "doi ten").rows] == [dossier.pk]
    assert not find(desk, "0912345678").rows
    Dossier.objects.filter(pk=dossier.pk).update(
        result_number="07/GXN-UBND", receiving_unit=office.other_section
    )
    entry = SearchEntry.objects.get(pk=dossier.pk)
    assert f"'u{office.other_section.pk}'" in entry.words
    assert "'gxn'" in entry.words


@pytest.mark.parametrize("count", [2, 9])
def test_a_search_takes_as_many_queries_for_many(
    office: Office, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        office.received(applicant=ApplicantIn(f"Người Tìm {number}", is_made_up=True))
    desk = office.actor(Role.RECEPTION)
    with django_assert_num_queries(5):  # the code, the candidates, what they tell, the rows, their intervals
        assert len(find(desk, "nguoi tim").rows) == count


def test_a_list_is_narrowed_by_words(office: Office, dossiers: dict[str, Dossier]) -> None:
    rows = Dossier.objects.order_by("id")
    assert [row.pk for row in narrowed(rows, "thi yen")] == [dossiers["an"].pk, dossiers["binh"].pk]
    assert narrowed(rows, " ").count() == 3


def test_a_number_with_gaps_is_one_word() -> None:
    assert words_of("0912 345 678") == ["0912345678"]
    assert words_of("260309-0001") == ["260309", "0001"]
