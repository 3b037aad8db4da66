# SPDX-License-Identifier: EUPL-1.2
"""The search by itself: words, slips, codes, days, and an index that follows the catalogue."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue import acts
from motcua.catalogue.errors import SearchWordsUnreadable
from motcua.catalogue.models import Procedure, ProcedureVersion, VersionStatus
from motcua.catalogue.searching import search_versions
from motcua.catalogue.searching.finding import Finder
from motcua.catalogue.searching.index import Entry, SpecialForms, build
from motcua.catalogue.searching.vocabulary import FILE, read_vocabulary, vocabulary
from motcua.catalogue.searching.words import words_of

MARCH = dt.date(2026, 3, 1)
MAY = dt.date(2026, 5, 1)
NAMES = (
    "Thủ tục đăng ký khai sinh",
    "Thủ tục đăng ký lại khai sinh",
    "Thủ tục đăng ký khai sinh có yếu tố nước ngoài",
    "Đăng ký khai tử",
    "Đăng ký kết hôn",
    "Cấp giấy phép lái xe",
    "Cấp lại giấy phép lái xe",
    "Đăng ký thường trú",
    "Đăng ký tạm trú",
    "Đăng ký sử dụng mã số mã vạch",
    "Cấp giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm",
    "Thẩm định thiết kế về phòng cháy chữa cháy",
    "Chứng thực di chúc",
    "Cấp phép khai thác cát",
    "Cấp phép khai thác cá",
)
Rows = tuple[tuple[str, str], ...]


@pytest.fixture(scope="module")
def finder() -> Finder:
    entries = [Entry(number, f"1.{number:06d}", name) for number, name in enumerate(NAMES, start=1)]
    return Finder(build(entries, vocabulary().special_forms), vocabulary())


def first(finder: Finder, text: str) -> str:
    found = finder.find(text, limit=1)
    return found[0].name if found else ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("khai sinh", "Thủ tục đăng ký khai sinh"),
        ("KHAI SINH", "Thủ tục đăng ký khai sinh"),
        ("khaisinh", "Thủ tục đăng ký khai sinh"),
        ("khai sinhh", "Thủ tục đăng ký khai sinh"),
        ("khai snih", "Thủ tục đăng ký khai sinh"),
        ("khai xinh", "Thủ tục đăng ký khai sinh"),
        ("khai si", "Thủ tục đăng ký khai sinh"),
        ("sinh khai ký đăng", "Thủ tục đăng ký khai sinh"),
        ("dk ket hon", "Đăng ký kết hôn"),
        ("đkkh", "Đăng ký kết hôn"),
        ("ddawng kys keets hoon", "Đăng ký kết hôn"),
        ("d9ang1 ky1 ket61 hon6", "Đăng ký kết hôn"),
        ("tam chu", "Đăng ký tạm trú"),
        ("nhập hộ khẩu", "Đăng ký thường trú"),
        ("mất bằng lái", "Cấp lại giấy phép lái xe"),
        ("bằng lái xe máy", "Cấp giấy phép lái xe"),
        ("attp", "Cấp giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm"),
        ("pccc", "Thẩm định thiết kế về phòng cháy chữa cháy"),
        ("msmv", "Đăng ký sử dụng mã số mã vạch"),
        ("khai sinh nước ngoài", "Thủ tục đăng ký khai sinh có yếu tố nước ngoài"),
    ],
)
def test_what_people_type(finder: Finder, text: str, name: str) -> None:
    assert first(finder, text) == name


def test_typed_accents_decide(finder: Finder) -> None:
    assert first(finder, "khai thác cát") == "Cấp phép khai thác cát"
    assert first(finder, "khai thác cá") == "Cấp phép khai thác cá"
    scores = {one.name: one.score for one in finder.find("cấp phép cá", limit=5)}
    assert scores["Cấp phép khai thác cá"] > scores.get("Cấp phép khai thác cát", 0.0)


def test_a_code_or_part_of_it_finds_directly(finder: Finder) -> None:
    assert [one.code for one in finder.find("1.000004", limit=5)] == ["1.000004"]
    assert finder.find("1.000004", limit=5)[0].score == 1.0
    assert [one.code for one in finder.find("00004", limit=5)] == ["1.000004"]
    assert finder.find("mã số 1.000005 ạ", limit=5)[0].code == "1.000005"


def test_nothing_fits_nothing_is_shown(finder: Finder) -> None:
    assert finder.find("xyzzy qwerty", limit=5) == []
    assert finder.find(" ?! ", limit=5) == []
    assert finder.find("9.999999", limit=5) == []


def test_one_sound_written_in_two_ways_is_one_word() -> None:
    for one, two in (("ký", "kí"), ("hoà", "hòa"), ("thuỷ", "thủy"), ("02", "2"), ("Lý", "lí")):
        assert words_of(one) == words_of(two)
    assert words_of("tay") != words_of("tai")
    assert words_of("hộ")[0].exact != words_of("hồ")[0].exact


@given(st.text(max_size=60))
def test_any_text_is_searched(text: str) -> None:
    found = _ANY.find(text, limit=5)
    assert all(0 < one.score <= 1 for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_whole_name_is_found_first_whatever_it_is(name: str, other: str) -> None:
    finder = Finder(
        build([Entry(1, "1.000001", name), Entry(2, "1.000002", other)], SpecialForms()), vocabulary()
    )
    found = finder.find(name, limit=2)
    same = words_of(name) == words_of(other)
    if any(char.isdecimal() for char in name):
        return  # may be read as a code
    assert not words_of(name) or same or found[0].version_id == 1 or found[0].score == 1.0


_ANY = Finder(
    build([Entry(number, f"1.{number:06d}", name) for number, name in enumerate(NAMES)], SpecialForms()),
    vocabulary(),
)


def test_the_everyday_words_are_whole() -> None:
    words = read_vocabulary(FILE)
    assert len(words.sayings) > 900 and len(words.abbreviations) > 70
    for group in words.sayings.values():
        assert all(saying.said and saying.means and all(saying.means) for saying in group)
    assert all(all(meanings) for meanings in words.abbreviations.values())


@pytest.mark.parametrize("content", ["", "[1, 2]", "fillers: [a]\n", "{{", "fillers: 1\nabbreviations: 2"])
def test_unreadable_everyday_words_are_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "loi-noi.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SearchWordsUnreadable, match=r"loi-noi\.yaml"):
        read_vocabulary(path)


def version(code: str, name: str, **values: object) -> ProcedureVersion:
    procedure, _ = Procedure.objects.get_or_create(code=code)
    start = {"number": procedure.versions.count() + 1, "status": VersionStatus.VALID, "effective_from": MARCH}
    return ProcedureVersion.objects.create(procedure=procedure, name=name, **{**start, **values})


def codes(text: str, day: dt.date) -> list[str]:
    return [one.code for one in search_versions(text, day=day)]


@pytest.mark.django_db
def test_only_versions_in_force_on_the_day_are_found() -> None:
    version("1.000001", "Cấp giấy phép đò", effective_to=MAY - dt.timedelta(days=1))
    version("1.000001", "Cấp giấy phép thuyền", effective_from=MAY)
    version("1.000002", "Thu hồi giấy phép đò", status=VersionStatus.DRAFT)
    assert codes("đò", MARCH) == ["1.000001"]
    assert codes("đò", MAY) == []
    assert codes("thuyền", MAY) == ["1.000001"]
    assert codes("đò", MARCH - dt.timedelta(days=1)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["publish", "withdraw", "replace"])
def test_a_change_of_the_catalogue_is_seen_by_the_next_search(change: str) -> None:
    old = version("1.000001", "Cấp giấy phép đò")
    draft = version("1.000002", "Cấp giấy phép bè", status=VersionStatus.DRAFT)
    assert codes("đò", MARCH) == ["1.000001"]
    assert codes("bè", MARCH) == []
    steps: dict[str, tuple[Callable[[], object], list[str], list[str]]] = {
        "publish": (lambda: acts.publish(draft), ["1.000001"], ["1.000002"]),
        "withdraw": (lambda: acts.withdraw(old), [], []),
        "replace": (lambda: (acts.withdraw(old), acts.publish(draft)), [], ["1.000002"]),
    }
    step, ferries, rafts = steps[change]
    step()
    assert codes("đò", MARCH) == ferries
    assert codes("bè", MARCH) == rafts


@pytest.mark.django_db
def test_a_search_asks_one_question_of_the_database(
    django_assert_num_queries: Callable[..., CaptureQueriesContext],
) -> None:
    for number in range(30):
        version(f"1.{number:06d}", f"Cấp giấy phép đò số {number}")
    search_versions("đò", day=MARCH)
    with django_assert_num_queries(1):
        search_versions("bè", day=MARCH)
    with django_assert_num_queries(0):
        search_versions("   ", day=MARCH)
