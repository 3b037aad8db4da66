# SPDX-License-Identifier: EUPL-1.2
"""What a careful reader would ask about is told: each contradiction by itself, and none of them of a sound plan."""

from __future__ import annotations

import pytest

from motcua.plans.reading.checking import unclear_pages
from motcua.plans.reading.reading import read_plan
from motcua.plans.reading.tests.plans import NARRATIVE
from motcua.plans.reading.values import Page

TABLE = """\
PHỤ LỤC
(Kèm theo Kế hoạch số 15/KH-UBND ngày 12/01/2026 của UBND xã Mẫu Sơn)

TT\tNội dung nhiệm vụ\tĐơn vị chủ trì\tBắt đầu\tKết thúc
1\tKiểm kê tài liệu lưu trữ của Ủy ban nhân dân xã\tCông chức Văn phòng\t01/3/2026\t30/6/2026
"""


def told(text: str) -> list[str]:
    return read_plan(text).warnings


def test_a_sound_plan_is_asked_nothing() -> None:
    assert told(NARRATIVE + "\n" + TABLE) == []


@pytest.mark.parametrize(
    ("before", "after", "warning"),
    [
        ("Trước ngày 31/8/2026", "Trước ngày 05/01/2026", "trước ngày ban hành 12/01/2026"),
        ("chính năm 2026 trên", "chính năm 2024 trên", "không khớp ngày ban hành"),
        ("kèm theo kế hoạch số 15/", "Kèm theo Kế hoạch số 51/", "ghi kèm theo Kế hoạch số 51"),
        ("ngày 12/01/2026 của UBND xã", "ngày 21/01/2026 của UBND xã", "Kế hoạch ngày 21/01/2026"),
        ("ngày 05/01/2026 của Chủ tịch", "ngày 25/01/2026 của Chủ tịch", "sau ngày ban hành"),
        ("- Lưu: VT.  ", "Thời gian ký: 19/01/2026 08:30:11\n- Lưu: VT.  ", "Chữ ký số ghi ngày 19/01/2026"),
        ("ngày 12 tháng 01", "ngày /6 tháng 01", "Ngày ban hành không rõ"),
        ("từ 98% trở lên", "từ 1070% trở lên", "vượt quá 100 %"),
        ("Quý III năm 2026", "Quý V năm 2026", "quý phải từ I đến IV"),
        ("Lê Thị Minh Họa", "", "Không đọc được tên người ký"),
        ("- Đơn vị chủ trì: Trung tâm Phục vụ hành chính công xã.", "", "Chưa rõ đơn vị chủ trì"),
        (
            "Trên đây là",
            "3. Công chức Văn hóa xã rà soát, đơn giản hóa các thủ tục thuộc thẩm quyền, gửi báo cáo về Văn phòng "
            "xã.\n\nTrên đây là",
            "trùng nhau",
        ),
        ("Công chức Tư pháp – Hộ tịch.", "Sở Nội vụ tỉnh.", "không thuộc cơ quan ban hành"),
        ("Quý III năm 2026", "Theo kế hoạch của UBND tỉnh", "phụ thuộc văn bản khác"),
        ("Quý III năm 2026", "Khi đủ điều kiện", "không có ngày cụ thể"),
        (
            "- Thời gian chờ của",
            "- Hoàn thành chỉ tiêu do UBND tỉnh giao về hồ sơ trực tuyến.\n\n- Thời gian chờ của",
            "văn bản khác giao",
        ),
        ("ít nhất 20%", "tối thiểu trên 20%", "hai cách so sánh"),
        ("01/3/2026\t30/6/2026", "01/8/2026\t30/6/2026", "sau khi kết thúc 30/06/2026"),
        (
            "đơn giản hóa các thủ tục thuộc thẩm quyền, gửi báo cáo về Văn phòng xã.",
            "đơn giản hóa các thủ tục, hoàn thành trước ngày 30/6/2026.",
            "ghi hai thời hạn",
        ),
    ],
)
def test_each_contradiction_is_told(before: str, after: str, warning: str) -> None:
    text = NARRATIVE + "\n" + TABLE
    at = text.lower().find(before.lower())
    assert at >= 0
    changed = text[:at] + after + text[at + len(before) :]
    found = told(changed)
    assert any(warning in one for one in found), found


def test_pages_that_were_hard_to_read_are_told() -> None:
    plan = read_plan(NARRATIVE)
    plan.pages = [
        Page(1, 1, ("một dòng đọc rõ ràng", ""), sures=(0.95, 1.0)),
        Page(2, 3, ("mộl đòng khỏ đoc", ""), sures=(0.41, 1.0)),
    ]
    assert list(unclear_pages(plan)) == [
        "Trang 2 của bản quét khó đọc; hãy đối chiếu kỹ hoặc quét lại rõ hơn."
    ]
