# SPDX-License-Identifier: EUPL-1.2
"""Rows of the table of ways to file: channel, limit and fee taken apart, and doubted where they smell."""

from decimal import Decimal

import pytest

from motcua.catalogue.reading.channels import read_cases
from motcua.catalogue.reading.values import Channel, Reason
from motcua.law.limits import LimitUnit


def read(block: str, narrative: str = ""):
    cases, doubts = read_cases(block, narrative)
    return cases, [(d.field, d.reason) for d in doubts], doubts


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("5 Ngày làm việc", "5", LimitUnit.WORKING_DAYS),
        ("02 Ngày làm việc", "2", LimitUnit.WORKING_DAYS),
        ("0.5 Ngày làm việc", "0.5", LimitUnit.WORKING_DAYS),
        ("1,5 Ngày", "1.5", LimitUnit.DAYS),
        ("30 Ngày", "30", LimitUnit.DAYS),
        ("8 Giờ làm việc", "8", LimitUnit.WORKING_HOURS),
        ("6 Tháng", "6", LimitUnit.MONTHS),
        ("Trong ngày", None, LimitUnit.SAME_DAY),
        ("Ngay trong ngày làm việc", None, LimitUnit.SAME_DAY),
        ("04 giờ làm việc", "4", LimitUnit.WORKING_HOURS),
    ],
)
def test_limits_with_their_units(cell: str, value: str | None, unit: LimitUnit) -> None:
    cases, reasons, _ = read(f"Trực tiếp{cell}Miễn phí")
    assert reasons == []
    assert cases[0].limit is not None
    assert cases[0].limit.value == (None if value is None else Decimal(value))
    assert cases[0].limit.unit is unit


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("7", Reason.LIMIT_WITHOUT_UNIT),
        ("Không có thông tin", Reason.LIMIT_NOT_PUBLISHED),
        ("2 Giờ", Reason.LIMIT_UNIT_UNCLEAR),
        ("3 Tuần", Reason.LIMIT_UNIT_UNCLEAR),
        ("0 Ngày", Reason.LIMIT_VALUE_UNCLEAR),
        ("9000 Ngày", Reason.LIMIT_VALUE_UNCLEAR),
        ("1.000 Ngày", Reason.LIMIT_VALUE_UNCLEAR),
    ],
)
def test_limits_that_are_not_guessed(cell: str, reason: Reason) -> None:
    cases, reasons, doubts = read(f"Trực tiếp{cell}Miễn phí")
    assert cases[0].limit is None
    assert reasons == [("cases[0].limit", reason)]
    assert doubts[0].raw == cell


def test_a_limit_without_unit_gets_a_proposal_from_the_text_only_when_one_fits() -> None:
    _, _, doubts = read("Trực tiếp5Miễn phí", "Trong 05 ngày làm việc, cơ quan trả kết quả.")
    assert doubts[0].proposal == {"value": "5", "unit": "working_days"}
    _, _, doubts = read("Trực tiếp5Miễn phí", "Trong 5 ngày làm việc xem xét, 5 ngày niêm yết.")
    assert doubts[0].proposal is None


def test_hours_are_working_hours_only_where_the_row_says_so() -> None:
    cases, reasons, _ = read("Trực tuyến8 GiờMiễn phíTrả kết quả sau 08 giờ làm việc.")
    assert reasons == []
    assert cases[0].limit is not None
    assert cases[0].limit.unit is LimitUnit.WORKING_HOURS


def test_a_row_that_contradicts_its_own_unit_is_not_believed() -> None:
    cases, reasons, _ = read("Trực tiếp10 NgàyMiễn phíKhông quá 10 ngày làm việc.")
    assert cases[0].limit is None
    assert reasons == [("cases[0].limit", Reason.LIMIT_CONTRADICTED)]


def test_the_longest_of_several_limits_is_kept_and_doubted() -> None:
    text = "Không nộp phí. Lần đầu không quá 30 ngày; vụ việc phức tạp không quá 45 ngày."
    cases, reasons, _ = read(f"Trực tiếp45 NgàyKhông có thông tin{text}")
    assert cases[0].limit is not None
    assert cases[0].limit.value == 45
    assert ("cases[0].limit", Reason.LIMIT_DEPENDS) in reasons


def test_digits_of_limit_and_fee_in_one_run_are_cut_by_nobody() -> None:
    cases, reasons, doubts = read("Trực tuyến120 VNĐ")
    assert (cases[0].limit, cases[0].fee) == (None, None)
    assert {reason for _, reason in reasons} == {Reason.LIMIT_FEE_RUN_TOGETHER}
    assert doubts[0].raw == "Trực tuyến120 VNĐ"


@pytest.mark.parametrize(
    ("cell", "amount", "currency", "note"),
    [
        ("Miễn phí", "0", "VND", ""),
        ("Miễn phí(Không thu lệ phí)", "0", "VND", "Không thu lệ phí"),
        ("50,000 Việt Nam Đồng(/hồ sơ)", "50000", "VND", "/hồ sơ"),
        ("1,200,000 VNĐ(1.200.000đ/thẻ)", "1200000", "VND", "1.200.000đ/thẻ"),
        ("10 USD(/bản (một mặt))", "10", "USD", "/bản (một mặt)"),
        ("8000 VND", "8000", "VND", ""),
        ("25.000 đồng(/lượt)", "25000", "VND", "/lượt"),
        ("20 Euro", "20", "EUR", ""),
    ],
)
def test_fees_that_are_believed(cell: str, amount: str, currency: str, note: str) -> None:
    cases, reasons, _ = read(f"Trực tiếp2 Ngày{cell}")
    assert reasons == []
    assert cases[0].fee is not None
    assert (cases[0].fee.amount, cases[0].fee.currency, cases[0].fee.note) == (
        Decimal(amount),
        currency,
        note,
    )


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("Miễn phí(Mức thu do Hội đồng nhân dân tỉnh quyết định)", Reason.FREE_BUT_FEE_DUE),
        ("Miễn phí(20.000 đồng/lần)", Reason.FREE_BUT_FEE_DUE),
        ("Miễn phí(Thông tư số 9/2023/TT-BTC)", Reason.FREE_BUT_FEE_DUE),
        ("Miễn phíPhí thẩm định: 300.000 đồng", Reason.FREE_BUT_FEE_DUE),
        ("700 VNĐ", Reason.FEE_TOO_SMALL),
        ("20 VNĐ(20.000 đồng/lần)", Reason.FEE_TOO_SMALL),
        ("155 VNĐ(155 USD/thẻ)", Reason.FEE_TOO_SMALL),
        ("1,500,000 VNĐ(150.000 đồng/giấy)", Reason.FEE_CONTRADICTED),
        ("50,000 VNĐ(50.000đ; 25.000đ áp dụng đến hết ngày 31/12/2026)", Reason.FEE_DEPENDS),
        ("Không có thông tin", Reason.FEE_NOT_PUBLISHED),
        ("5,00,00 VNĐ", Reason.FEE_UNCLEAR),
        ("50,000 VNĐ(Lệ phí)100,000 VNĐ(Phí)", Reason.FEE_DEPENDS),
        ("9,000 VNĐ(mở ngoặc không đóng", Reason.FEE_UNCLEAR),
    ],
)
def test_fees_that_wait_for_a_person(cell: str, reason: Reason) -> None:
    cases, reasons, _ = read(f"Trực tiếp2 Ngày{cell}")
    assert cases[0].fee is None
    assert [r for field, r in reasons if field == "cases[0].fee"] == [reason]


def test_a_thousand_error_comes_with_the_amount_of_the_note() -> None:
    _, _, doubts = read("Trực tiếp2 Ngày20 VNĐ(20.000 đồng/lần)")
    assert doubts[0].proposal == {"amount": 20000, "currency": "VND"}


def test_tiers_keep_the_published_amount_and_are_doubted() -> None:
    cases, reasons, _ = read("Trực tiếp2 Ngày2,000 VNĐ(2.000 đồng/trang, từ trang thứ 3: 1.000 đồng/trang)")
    assert cases[0].fee is not None
    assert cases[0].fee.amount == 2000
    assert reasons == [("cases[0].fee", Reason.FEE_DEPENDS)]


def test_free_beside_a_paid_channel_is_not_believed() -> None:
    cases, reasons, _ = read("Dịch vụ bưu chính2 NgàyMiễn phíTrực tiếp2 Ngày70,000 VNĐ")
    assert cases[0].fee is None
    assert cases[1].fee is not None
    assert reasons == [("cases[0].fee", Reason.FREE_BUT_FEE_DUE)]


def test_free_over_steps_that_collect_a_fee_is_not_believed() -> None:
    cases, reasons, _ = read("Trực tiếp2 NgàyMiễn phí", "nộp lệ phí nếu thuộc trường hợp phải nộp lệ phí")
    assert cases[0].fee is None
    assert reasons == [("cases[0].fee", Reason.FREE_BUT_FEE_DUE)]


def test_copies_on_demand_do_not_make_a_free_act_paid() -> None:
    note = "Miễn lệ phí. Phí cấp bản sao trích lục (nếu có yêu cầu) theo Thông tư số 1/2016/TT-BTC."
    cases, reasons, _ = read(f"Trực tiếp2 NgàyMiễn phí({note})")
    assert cases[0].fee is not None
    assert cases[0].fee.amount == 0
    assert reasons == []


def test_channels_in_running_text_are_no_rows() -> None:
    cases, _, _ = read(
        "Trực tuyến2 NgàyMiễn phíTrực tiếp: nộp tại xã.\n"
        "Dịch vụ bưu chính\t02 Ngày\tPhí: KhôngTrực tiếp4 NgàyMiễn phí"
    )
    assert [case.channel for case in cases] == [Channel.ONLINE, Channel.COUNTER]
    assert "Dịch vụ bưu chính" in cases[0].description


def test_a_limit_beside_a_fee_of_an_unseen_shape_is_kept() -> None:
    cases, reasons, _ = read("Trực tiếp15 Ngày làm việcPhí : theo biểu")
    assert cases[0].limit is not None
    assert reasons == [("cases[0].fee", Reason.FEE_UNCLEAR)]


def test_a_table_of_an_unseen_shape_is_kept_whole() -> None:
    cases, reasons, doubts = read("Nộp tại xã | 5 ngày | 10.000 đ")
    assert cases == ()
    assert reasons == [("cases", Reason.CHANNEL_TABLE_UNREADABLE)]
    assert doubts[0].raw == "Nộp tại xã | 5 ngày | 10.000 đ"


@pytest.mark.parametrize(
    ("cell", "amount", "currency", "note"),
    [
        ("Phí : 300.000 Đồng", "300000", "VND", ""),
        ("Lệ phí : 50.000 Đồng(/lần)", "50000", "VND", "/lần"),
        ("1.500.000 Đồng", "1500000", "VND", ""),
        ("150.000đ", "150000", "VND", ""),
        ("20.000 Đồng\r\n( /hồ sơ )", "20000", "VND", "/hồ sơ"),
        ("0 Đồng", "0", "VND", ""),
        ("Phí: 0 VNĐ", "0", "VND", ""),
        ("10.5 USD", "10.5", "USD", ""),
        ("1,000 USD", "1000", "USD", ""),
        ("450,000 Đồng(gồm 300.000 đồng phí; 150.000 đồng lệ phí)", "450000", "VND", "gồm"),
    ],
)
def test_fees_as_other_ministries_print_them(cell: str, amount: str, currency: str, note: str) -> None:
    cases, reasons, _ = read(f"Trực tiếp10 Ngày làm việc{cell}")
    assert reasons == []
    fee = cases[0].fee
    assert fee is not None
    assert (fee.amount, fee.currency) == (Decimal(amount), currency)
    assert fee.note.startswith(note)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("Phí : 300.000 ĐồngLệ phí : 50.000 ĐồngNộp tại quầy", Reason.FEE_DEPENDS),
        ("Phí : Đồng (theo Nghị quyết của Hội đồng nhân dân)", Reason.FEE_UNCLEAR),
        ("0 Đồng(theo quy định của Bộ Tài chính)", Reason.FREE_BUT_FEE_DUE),
        ("10.5 Đồng", Reason.FEE_UNCLEAR),
        ("0,15 %(giá trị công trình)", Reason.FEE_UNCLEAR),
        ("", Reason.FEE_NOT_PUBLISHED),
        (
            "80,000 Đồng(/hồ sơ)Phí: 80.000 đồng (áp dụng mức phí 40.000 đồng đến hết ngày 31/12/2026).",
            Reason.FEE_DEPENDS,
        ),
    ],
)
def test_fees_of_other_ministries_that_are_not_guessed(cell: str, reason: Reason) -> None:
    cases, reasons, _ = read(f"Trực tiếp10 Ngày làm việc{cell}")
    assert cases[0].limit is not None
    assert cases[0].fee is None
    assert reasons == [("cases[0].fee", reason)]


def test_a_description_that_repeats_the_fee_is_no_second_fee() -> None:
    cases, reasons, _ = read("Trực tiếp5 Ngày80,000 ĐồngPhí: 80.000 đồng/hồ sơ")
    assert reasons == []
    assert cases[0].fee is not None
    assert cases[0].description == "Phí: 80.000 đồng/hồ sơ"


@pytest.mark.parametrize("cell", ["10 - 15 Ngày làm việc", "Từ 10 đến 15 ngày làm việc", "5–7 Ngày"])
def test_ranges_are_rows_without_a_limit(cell: str) -> None:
    cases, reasons, _ = read(f"Trực tiếp{cell}Miễn phí")
    assert cases[0].limit is None
    assert cases[0].fee is not None
    assert reasons == [("cases[0].limit", Reason.LIMIT_VALUE_UNCLEAR)]


def test_channels_in_capitals_are_rows_and_unknown_ones_are_seen() -> None:
    cases, reasons, _ = read("TRỰC TIẾP3 NGÀY LÀM VIỆCMIỄN PHÍTrực Tuyến2 Ngày Làm ViệcMiễn Phí")
    assert [(case.channel, case.limit and case.limit.value) for case in cases] == [
        (Channel.COUNTER, 3),
        (Channel.ONLINE, 2),
    ]
    assert reasons == []
    _, reasons, _ = read("Trực tuyến3 NgàyMiễn phíNộp trực tiếp5 NgàyMiễn phí")
    assert ("cases", Reason.CHANNEL_TABLE_UNREADABLE) in reasons


def test_free_online_beside_a_paid_counter_is_believed_unless_a_row_prices_it() -> None:
    cases, reasons, _ = read("Trực tiếp5 Ngày50,000 ĐồngTrực tuyến5 NgàyMiễn phí")
    assert reasons == []
    assert cases[1].fee is not None
    assert cases[1].fee.amount == 0
    cases, reasons, _ = read(
        "Trực tiếp5 Ngày50,000 Đồng(50.000 đồng; nộp trực tuyến 25.000 đồng)Trực tuyến5 NgàyMiễn phí"
    )
    assert cases[1].fee is None
    assert ("cases[1].fee", Reason.FREE_BUT_FEE_DUE) in reasons


@pytest.mark.parametrize(
    ("description", "free"),
    [
        ("Phí thẩm định: theo Thông tư số 38/2022/TT-BTC", False),
        ("Nộp lệ phí cấp phép theo quy định.", False),
        ("Miễn lệ phí theo quy định.", True),
        ("Không thu phí theo Nghị quyết số 5.", True),
        ("Phí: không", True),
        ("Chi phí đi lại theo quy định của đơn vị.", True),
    ],
)
def test_free_is_not_believed_over_a_description_that_sets_a_fee(description: str, free: bool) -> None:
    cases, reasons, _ = read(f"Trực tiếp15 NgàyMiễn phí{description}")
    assert (cases[0].fee is not None) is free
    assert reasons == ([] if free else [("cases[0].fee", Reason.FREE_BUT_FEE_DUE)])


def test_a_limit_without_unit_before_a_fee_with_its_kind() -> None:
    cases, reasons, _ = read("Trực tiếp5Phí : 300.000 Đồng")
    assert cases[0].limit is None
    assert cases[0].fee is not None
    assert reasons == [("cases[0].limit", Reason.LIMIT_WITHOUT_UNIT)]
