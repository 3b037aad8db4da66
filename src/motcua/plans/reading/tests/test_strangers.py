# SPDX-License-Identifier: EUPL-1.2
"""What plans of strangers taught: each case is a form that one of them had and that was read wrong."""

from __future__ import annotations

import pytest

from motcua.plans.reading import actors
from motcua.plans.reading.assigned import assigned_behind, time_behind
from motcua.plans.reading.items import Item, Kind
from motcua.plans.reading.reading import read_plan
from motcua.plans.reading.targets import targets_of

HEAD = """UBND XÃ THỬ
Số: 5/KH-UBND
Thử, ngày 10 tháng 01 năm 2026
{kind}
Cải cách hành chính {year}
Căn cứ Quyết định số 118/QĐ-UBND ngày 09/01/2026 của UBND tỉnh;
UBND xã ban hành kế hoạch như sau:
{body}
Nơi nhận:
- UBND tỉnh;
- Lưu: VT.
"""


def told(body: str) -> list[tuple[str, str | None, str | None]]:
    plan = read_plan(HEAD.format(kind="KẾ HOẠCH", year="năm 2026", body=body)).to_dict()
    return [(one["content"], one["lead"], one["due"]) for one in plan["tasks"]]


@pytest.mark.parametrize(
    ("text", "unit", "helping", "time"),
    [
        ("Thành lập tổ công tác (Hiệu trưởng; xong trước 15/9/2026).", "Hiệu trưởng", (), "xong trước 15/9/2026"),
        ("Cắt giảm sổ sách (Tổ Văn phòng; tháng 10/2026).", "Tổ Văn phòng", (), "tháng 10/2026"),
        ("Công khai thu chi (Kế toán phối hợp với Văn phòng; hằng quý).", "Kế toán", ("Văn phòng",), "hằng quý"),
        ("Công khai kết quả (Văn phòng xã thực hiện thường xuyên).", "Văn phòng xã", (), "thường xuyên"),
    ],
)  # fmt: skip
def test_who_and_when_in_brackets(text: str, unit: str, helping: tuple[str, ...], time: str) -> None:
    found = assigned_behind(text)
    assert found is not None
    assert (found[1].lead, found[1].helping, time_behind(text)) == (unit, helping, time)


def test_brackets_that_name_nobody_are_left() -> None:
    assert assigned_behind("Rà soát thủ tục (kể cả thủ tục liên thông; trừ hộ tịch).") is None
    assert time_behind("Rà soát thủ tục (kể cả thủ tục liên thông; trừ hộ tịch).") == ""


def test_a_short_heading_that_ended_before_the_edge_does_not_go_on() -> None:
    tasks = told(
        """I. NHIỆM VỤ
1. Về tuyên truyền
Phòng Văn hóa - Xã hội chủ trì, phối hợp với các tổ dân phố tổ chức ba hội nghị
tuyên truyền về dịch vụ công trực tuyến đến người dân trước ngày 31/10/2026.
2. Về nhân sự
Văn phòng HĐND và UBND xã tham mưu phân công công chức làm việc tại bộ phận một
cửa, hoàn thành chậm nhất ngày 15/8/2026.
"""
        + "3. Về tài chính\nPhòng Kinh tế tham mưu bố trí kinh phí cho các nhiệm vụ của năm theo đúng quy định.\n"
        * 8
    )
    assert [one[1:] for one in tasks[:2]] == [
        ("Phòng Văn hóa - Xã hội", "2026-10-31"),
        ("Văn phòng HĐND và UBND xã", "2026-08-15"),
    ]


def test_a_long_name_behind_a_label_is_no_sentence() -> None:
    tasks = told(
        """I. NHIỆM VỤ
1. Cư trú
1.1. Hoàn thành cấp căn cước cho công dân đủ điều kiện trên địa bàn xã.
Đơn vị thực hiện: Phòng Cảnh sát quản lý hành chính về trật tự xã hội. Thời gian: trước 30/6/2026.
"""
    )
    name = "Phòng Cảnh sát quản lý hành chính về trật tự xã hội"
    assert [one[1:] for one in tasks] == [(name, "2026-06-30")]
    assert tasks[0][0].startswith("Hoàn thành cấp căn cước")


def test_the_number_of_a_page_cuts_no_sentence() -> None:
    tasks = told(
        """I. NHIỆM VỤ
1. Vận động nhân dân kích hoạt tài khoản định danh điện tử.
Đơn vị thực hiện: Công an xã. Đơn vị phối hợp: các ban, ngành, đoàn

2

thể cùng cấp. Thời gian: năm 2026.
"""
    )
    assert [one[1:] for one in tasks] == [("Công an xã", "2026-12-31")]


@pytest.mark.parametrize("kind", ["KẾ HOẠCH LIÊN NGÀNH", "KẾ HOẠCH HÀNH ĐỘNG"])
def test_a_kind_with_further_words_is_known(kind: str) -> None:
    plan = read_plan(HEAD.format(kind=kind, year="năm 2026", body="I. NHIỆM VỤ\n"))
    assert plan.head["kind"] == "Kế hoạch"
    assert plan.head["title"] == "Cải cách hành chính năm 2026"
    assert [one.number for one in plan.bases] == ["118/QĐ-UBND"]


def test_a_school_year_belongs_to_the_year_it_was_issued_in() -> None:
    plan = read_plan(HEAD.format(kind="KẾ HOẠCH", year="năm học 2026 - 2027", body="I. NHIỆM VỤ\n"))
    assert plan.head["year"] == 2026


@pytest.mark.parametrize(
    ("text", "lead", "duty"),
    [
        (
            "Các cơ quan họp mỗi quý một lần do Sở Nội vụ chủ trì để đánh giá tiến độ",
            "Sở Nội vụ",
            "Các cơ quan họp",
        ),
        ("Đội Tổng hợp là đầu mối theo dõi, tổng hợp kết quả", "Đội Tổng hợp", "là đầu mối"),
        ("Các tổ dân phố tổ chức ba hội nghị tuyên truyền", "Các tổ dân phố", "tổ chức ba"),
        ("Công chức Văn phòng - Thống kê giúp Chủ tịch theo dõi", "Công chức Văn phòng - Thống kê", "giúp"),
    ],
)
def test_who_leads_a_sentence(text: str, lead: str, duty: str) -> None:
    parted = actors.taken_apart(text)
    assert parted.lead == lead
    assert parted.duty.startswith(duty)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tối thiểu 75% hồ sơ nộp trực tuyến; 60% kết quả được dùng lại", [(">=", 75), (">=", 60)]),
        ("Trên 90% văn bản ký số và 80% báo cáo điện tử", [(">", 90), (">", 80)]),
        ("Tối thiểu 75% hồ sơ nộp trực tuyến; 100% hồ sơ được số hóa", [(">=", 75), ("=", 100)]),
        ("Tối thiểu 75% hồ sơ nộp trực tuyến. 60% kết quả được dùng lại", [(">=", 75), ("=", 60)]),
        ("Tối thiểu 75% hồ sơ nộp trực tuyến; kết quả được dùng lại đạt 60%", [(">=", 75), ("=", 60)]),
    ],
)
def test_one_comparison_for_several_rates(text: str, wanted: list[tuple[str, int]]) -> None:
    item = Item(Kind.BULLET, "-", text, text, 1, 1, 1.0)
    assert [(one.op, one.value) for one in targets_of(item, None)] == wanted


def test_labels_of_persons_hold_for_what_stands_below_them() -> None:
    tasks = told(
        """I. HOẠT ĐỘNG
1. Công khai, minh bạch
Người phụ trách: Trưởng trạm
Người phối hợp: Y tế thôn bản
Thời gian: Tháng 3/2026
- Niêm yết bảng giá dịch vụ, quy trình khám chữa bệnh.
- Lắp đặt hòm thư góp ý, phân công người mở hòm thư.
"""
    )
    assert [one[1:] for one in tasks] == [("Trưởng trạm", "2026-03-31")] * 2


@pytest.mark.parametrize(
    "position", ["HIỆU TRƯỞNG", "CHI CỤC TRƯỞNG", "TRƯỞNG CÔNG AN HUYỆN", "TRƯỞNG PHÒNG"]
)
def test_the_end_of_a_letter(position: str) -> None:
    plan = read_plan(
        HEAD.format(kind="KẾ HOẠCH", year="năm 2026", body="I. NHIỆM VỤ\n").replace(
            "- Lưu: VT.", f"- TT. Đảng ủy, HĐND xã;\n- Lưu: VT.\n\n{position}"
        )
    )
    assert plan.position is not None and plan.position.value == position
    assert [one.value for one in plan.recipients] == ["UBND tỉnh", "TT. Đảng ủy, HĐND xã", "Lưu: VT"]
