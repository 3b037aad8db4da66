# SPDX-License-Identifier: EUPL-1.2
"""Folding, order and words."""

import re
import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.clock import VIETNAM
from motcua.law.names import (
    NumberWordsError,
    date_phrase,
    fold,
    formal_date,
    formal_moment,
    left_phrase,
    moment_phrase,
    money_figures,
    money_words,
    number_words,
    person_sort_key,
    sort_key,
    span_phrase,
)
from motcua.law.time_errors import NaiveTimeError

VIETNAMESE = st.text(alphabet="aàảãáạăằâấbcdđeêghiklmnoôơờpqrstuưữvxyỹ AĂÂĐÊÔƠƯ0129-", max_size=30)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đặng Thị Ưu", "dang thi uu"),
        ("  NGUYỄN\tVăn\u00a0Ất ", "nguyen van at"),
        ("Đường Số 3/2", "duong so 3/2"),
        ("", ""),
    ],
)
def test_fold(text, folded):
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert fold(unicodedata.normalize(form, text)) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_a_very_long_number_still_has_a_place(text):
    assert sort_key(f"{text} {'9' * 5000}").endswith("9" * 5000)


@given(st.text(max_size=40))
def test_keys_are_the_same_order_in_every_collation(text):
    # letters and digits only, and each letter has its digit: nothing a collation would weigh differently
    assert re.fullmatch(r"(?:[a-z]?[0-9]+)*", sort_key(text))


@given(VIETNAMESE)
def test_keys_do_not_depend_on_the_unicode_form_or_case(text):
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert fold(composed) == fold(decomposed) == fold(composed.upper())
    assert sort_key(composed) == sort_key(decomposed) == sort_key(composed.upper())


@pytest.mark.parametrize(
    "ordered",
    [
        list("aăâbcdđeêghiklmnoôơpqrstuưvxy"),
        ["ma", "mà", "mả", "mã", "má", "mạ", "mai", "man", "mang"],
        ["ba", "ba ba", "ba bà", "bà", "bà ba", "bả", "bác", "băng", "bần"],
        ["da", "dạ", "dung", "dũng", "đa", "đà", "đông"],
        ["Phường 1", "Phường 2", "Phường 10", "Phường An Hải", "Phường Ân Thi"],
        ["An Bình", "An Dương", "An-Hải", "Ân Thi", "Bình Hàn", "Cẩm Giàng", "Chí Linh", "Đông Hải", "Ê A"],
        ["hoa", "hoà", "hoạ", "hoan"],
        ["Fabio", "Gia", "Jun", "Kha", "Vy", "William", "Xuân", "Ý", "Zô"],
    ],
)
def test_dictionary_order(ordered):
    backwards = ordered[::-1]
    assert sorted(backwards, key=sort_key) == ordered


def test_the_place_of_the_tone_mark_does_not_matter():
    assert sort_key("hòa") == sort_key("hoà")
    assert sort_key("Tô Hoài!") == sort_key("tô  hoài")


def test_people_are_ordered_by_given_name():
    people = ["Lê Văn An", "Nguyễn Thị An", "Trần Văn Ân", "Bùi Đình Bảo", "Vũ Đức Dũng", "Lê Đại"]
    backwards = people[::-1]
    assert sorted(backwards, key=person_sort_key) == people
    assert person_sort_key("") == ""


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (101, "một trăm linh một"),
        (110, "một trăm mười"),
        (1_000, "một nghìn"),
        (1_005, "một nghìn không trăm linh năm"),
        (8_000, "tám nghìn"),
        (200_000, "hai trăm nghìn"),
        (1_050_000, "một triệu không trăm năm mươi nghìn"),
        (1_000_001, "một triệu không trăm linh một"),
        (12_345_678, "mười hai triệu ba trăm bốn mươi lăm nghìn sáu trăm bảy mươi tám"),
        (10**9, "một tỷ"),
        (2 * 10**9 + 5, "hai tỷ không trăm linh năm"),
        (10**12, "một nghìn tỷ"),
        (10**18, "một tỷ tỷ"),
    ],
)
def test_numbers_in_words(number, words):
    assert number_words(number) == words


VALUES = {
    word: value
    for value, word in enumerate(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"])
}
VALUES |= {"mốt": 1, "tư": 4, "lăm": 5}


def read_words(words: str) -> int:
    """An independent reader of number words."""
    total = group = digit = 0
    for word in words.split():
        if word == "mười":
            group, digit = group + 10, 0
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "trăm":
            group, digit = group + digit * 100, 0
        elif word in ("nghìn", "triệu"):
            total, group, digit = total + (group + digit) * {"nghìn": 10**3, "triệu": 10**6}[word], 0, 0
        elif word == "tỷ":
            total, group, digit = (total + group + digit) * 10**9, 0, 0
        elif word != "linh":
            digit = VALUES[word]
    return total + group + digit


@given(st.integers(0, 10**17))
def test_words_read_back_as_the_number(number):
    assert read_words(number_words(number)) == number


def test_money():
    assert money_words(200_000) == "hai trăm nghìn đồng"
    assert money_figures(1_250_000) == "1.250.000 đồng"
    assert money_figures(700) == "700 đồng"
    with pytest.raises(NumberWordsError, match="số âm"):
        money_words(-1)


def test_dates_and_moments():
    assert date_phrase(date(2026, 3, 12)) == "thứ Năm 12/03/2026"
    assert date_phrase(date(2026, 3, 15)) == "Chủ nhật 15/03/2026"
    assert date_phrase(datetime(2026, 3, 14, 17, 30, tzinfo=UTC)) == "Chủ nhật 15/03/2026"
    assert moment_phrase(datetime(2026, 3, 12, 17, 30, tzinfo=VIETNAM)) == "thứ Năm 12/03/2026, 17:30"
    assert moment_phrase(datetime(2026, 3, 11, 17, 30, tzinfo=UTC)) == "thứ Năm 12/03/2026, 00:30"
    assert formal_date(date(2026, 1, 5)) == "ngày 05 tháng 01 năm 2026"
    assert formal_date(date(2026, 3, 12)) == "ngày 12 tháng 3 năm 2026"
    assert (
        formal_moment(datetime(2026, 12, 2, 7, 5, tzinfo=VIETNAM))
        == "07 giờ 05 phút, ngày 02 tháng 12 năm 2026"
    )
    for phrase in (moment_phrase, formal_moment):
        with pytest.raises(NaiveTimeError):
            phrase(datetime(2026, 3, 12, 17, 30))  # noqa: DTZ001 - the refusal is the point


@pytest.mark.parametrize(
    ("minutes", "left"),
    [
        (2 * 480 + 180, "còn 2 ngày 3 giờ làm việc"),
        (480, "còn 1 ngày làm việc"),
        (2 * 480 + 59, "còn 2 ngày làm việc"),
        (479, "còn 7 giờ 59 phút làm việc"),
        (45, "còn 45 phút làm việc"),
        (0, "đến hạn"),
        (-45, "quá hạn 45 phút làm việc"),
        (-3 * 480, "quá hạn 3 ngày làm việc"),
    ],
)
def test_time_left(minutes, left):
    assert left_phrase(minutes) == left


def test_a_span_of_nothing():
    assert span_phrase(0) == "0 phút làm việc"


def test_times_in_english():
    at = datetime(2026, 3, 12, 17, 30, tzinfo=VIETNAM)
    assert moment_phrase(at, "en") == "Thursday 12/03/2026, 17:30"
    assert span_phrase(480 + 61, "en") == "1 day 1 hour of work"
    assert left_phrase(-45, "en") == "late by 45 minutes of work"
    assert left_phrase(2 * 480, "en") == "2 days of work left"
    assert left_phrase(0, "en") == "due now"
