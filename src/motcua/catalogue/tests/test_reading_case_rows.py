# SPDX-License-Identifier: EUPL-1.2
"""Rows of the table of ways to file that have an odd shape, and the names that tell cases of one channel apart."""

from decimal import Decimal

import pytest

from motcua.catalogue.reading.values import Reason
from motcua.catalogue.tests.test_reading_cases import read
from motcua.law.limits import LimitUnit


def test_rows_of_one_channel_are_cases_and_need_a_name() -> None:
    block = (
        "Trực tiếp2 NgàyMiễn phía) Trường hợp cấp mới, nộp tại xã."
        "Trực tiếp9 NgàyMiễn phíĐối với cấp lại: nộp tại tỉnh."
        "Trực tiếp5 NgàyMiễn phíNộp đâu cũng được."
    )
    cases, reasons, _ = read(block)
    assert [case.name for case in cases] == ["Trường hợp cấp mới, nộp tại xã", "Đối với cấp lại", ""]
    assert reasons == [("cases[2].name", Reason.CASE_NOT_NAMED)]


def test_the_name_of_a_case_in_front_of_its_own_value() -> None:
    cases, reasons, _ = read(
        "Trực tiếp5 Ngày145 USD(Thẻ không quá 02 năm: 145 USD/thẻ.)Nộp tại quầy."
        "Trực tiếp5 Ngày155 USD(Thẻ từ trên 02 năm đến 05 năm: 155 USD/thẻ.)Nộp tại quầy."
        "Trực tiếp10 NgàyMiễn phí- Cục Tổ chức cán bộ: 10 ngày kể từ ngày nhận đủ hồ sơ."
    )
    assert [case.name for case in cases] == [
        "Thẻ không quá 02 năm",
        "Thẻ từ trên 02 năm đến 05 năm",
        "Cục Tổ chức cán bộ",
    ]
    assert not [reason for _, reason in reasons if reason is Reason.CASE_NOT_NAMED]


def test_words_of_a_fee_or_a_way_name_no_case() -> None:
    cases, reasons, _ = read(
        "Trực tiếp5 Ngày50,000 VNĐ(Lệ phí: 50.000 đồng)Trực tiếp7 Ngày50,000 VNĐTrực tiếp nộp: 7 ngày"
    )
    assert [case.name for case in cases] == ["", ""]
    assert [reason for _, reason in reasons] == [Reason.CASE_NOT_NAMED] * 2


def test_one_name_for_two_cases_tells_nothing() -> None:
    cases, reasons, _ = read(
        "Trực tiếp5 NgàyMiễn phíĐối với cấp lại: nộp tại quầyTrực tiếp7 NgàyMiễn phíĐối với cấp lại: nộp tại xã"
    )
    assert [case.name for case in cases] == ["Đối với cấp lại"] * 2
    assert [reason for _, reason in reasons] == [Reason.CASE_NOT_NAMED] * 2


@pytest.mark.parametrize(
    "row",
    [
        "Trực tiếp05 - 07 ngày làm việcTheo quy định",
        "Dịch vụ bưu chínhNgay sau khi nhận đủ hồ sơMiễn phí",
        "Trực tiếpTheo kế hoạch của trườngTheo biểu",
    ],
)
def test_a_row_of_an_unseen_shape_does_not_vanish_in_the_row_before(row: str) -> None:
    cases, reasons, doubts = read(f"Trực tuyến2 NgàyMiễn phíNộp qua mạng{row}")
    assert cases[0].description == "Nộp qua mạng"
    assert (cases[1].limit, cases[1].fee) == (None, None)
    assert reasons == [
        ("cases[1].limit", Reason.LIMIT_VALUE_UNCLEAR),
        ("cases[1].fee", Reason.FEE_UNCLEAR),
    ]
    assert {doubt.raw for doubt in doubts} == {row}


def test_a_row_in_small_letters_is_doubted() -> None:
    cases, reasons, doubts = read("Trực tuyến2 NgàyMiễn phíNộp qua mạng, trực tiếp5 ngày làm việc")
    assert len(cases) == 1
    assert reasons == [("cases", Reason.CHANNEL_TABLE_UNREADABLE)]
    assert doubts[0].raw == "trực tiếp5 ngày làm việc"


def test_cells_that_say_that_nothing_is_regulated() -> None:
    cases, reasons, _ = read("Trực tiếpKhông quy địnhKhông quy địnhTrực tuyến5 NgàyMiễn phí")
    assert [(case.limit, case.fee) for case in cases[:1]] == [(None, None)]
    assert reasons == [
        ("cases[0].limit", Reason.LIMIT_NOT_PUBLISHED),
        ("cases[0].fee", Reason.FEE_NOT_PUBLISHED),
    ]


@pytest.mark.parametrize("words", ["Không quá", "Tối đa", "Trong thời hạn", "Trong vòng"])
def test_words_in_front_of_a_limit(words: str) -> None:
    cases, reasons, _ = read(f"Trực tiếp{words} 15 Ngày làm việcMiễn phí")
    assert reasons == []
    assert cases[0].limit is not None
    assert (cases[0].limit.value, cases[0].limit.unit) == (Decimal(15), LimitUnit.WORKING_DAYS)


@pytest.mark.parametrize(
    ("cell", "text", "known"),
    [
        ("39 Ngày", "- 30 ngày kể từ ngày nhận đủ hồ sơ.", False),
        ("4 Ngày làm việc", "Trong thời hạn 03 ngày làm việc phải thông báo.", False),
        ("25 Ngày làm việc", "20 ngày làm việc để xem xét; 05 ngày làm việc để cấp.", True),
        ("6 Tháng", "Trong 04 tháng xem xét; kéo dài thêm không quá 02 tháng.", True),
        ("5 Ngày", "Trong 03 ngày làm việc phải niêm yết.", True),
    ],
)
def test_a_limit_that_the_text_of_its_row_does_not_bear_out(cell: str, text: str, known: bool) -> None:
    cases, reasons, _ = read(f"Trực tiếp{cell}Miễn phí{text}")
    assert (cases[0].limit is not None) is known
    assert reasons == ([] if known else [("cases[0].limit", Reason.LIMIT_CONTRADICTED)])
