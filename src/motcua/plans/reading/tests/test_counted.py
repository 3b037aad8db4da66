# SPDX-License-Identifier: EUPL-1.2
"""Tables told cell by cell whose rows kept their numbers."""

from __future__ import annotations

import datetime as dt

import pytest

from motcua.plans.reading.reading import read_plan
from motcua.plans.reading.values import PlanRead, Task

HEAD = ["TT", "Nội dung\ncông việc", "Kết quả", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn\nthực hiện"]
CELLS = [
    *HEAD,
    "I",
    "Chỉ đạo, điều hành",
    *(
        "1",
        "Ban hành kế hoạch kiểm tra công vụ năm 2025",
        "Kế hoạch",
        "Văn phòng",
        "Các phòng",
        "Tháng 02/2025",
    ),
    *(
        "2",
        "Kiểm tra việc giải quyết thủ tục\nhành chính tại các đơn vị",
        "- Kế hoạch;",
        "- Kết luận kiểm tra",
    ),
    *("Thanh tra", "15/7/2025"),
    "B. Thủ tục hành chính",
    *("3", "Niêm yết thủ tục hành chính tại", "2", *HEAD, "trụ sở và trên cổng thông tin", "Bảng niêm yết"),
    *("Bộ phận Một cửa", "Văn phòng", "Ngay sau khi có quyết định công bố"),
    *("4", "Lấy ý kiến người dân về chất lượng phục vụ", "Báo cáo", "Phòng Nội vụ", "Thường xuyên"),
]
PLAN = """\
UBND HUYỆN MẪU
Số: 12/KH-UBND Mẫu, ngày 10 tháng 01 năm 2025

KẾ HOẠCH
Cải cách hành chính năm 2025

I. MỤC ĐÍCH, YÊU CẦU
Nâng cao chất lượng phục vụ.

II. NỘI DUNG

{table}

III. TỔ CHỨC THỰC HIỆN

1. Văn phòng theo dõi, đôn đốc việc thực hiện Kế hoạch này.
"""


@pytest.fixture(scope="module")
def plan() -> PlanRead:
    return read_plan(PLAN.format(table="\n\n".join(CELLS)))


def row(plan: PlanRead, begins: str) -> Task:
    return next(one for one in plan.tasks if one.content.value.startswith(begins))


def test_each_row_is_one_task(plan: PlanRead) -> None:
    assert [one.content.value.split()[0] for one in plan.tasks] == ["Ban", "Kiểm", "Niêm", "Lấy", "Theo"]


def test_who_leads_and_who_helps_have_columns_of_their_own(plan: PlanRead) -> None:
    told = row(plan, "Ban hành")
    assert (told.lead and told.lead.value, told.coordinating and told.coordinating.value) == (
        "Văn phòng",
        ("Các phòng",),
    )
    assert told.due is not None and told.due.value == dt.date(2025, 2, 28)


def test_an_empty_cell_leaves_the_others_in_their_columns(plan: PlanRead) -> None:
    told = row(plan, "Kiểm tra")
    assert told.lead is not None and told.lead.value == "Thanh tra"
    assert told.coordinating is None
    assert told.due is not None and told.due.value == dt.date(2025, 7, 15)
    assert told.product is not None and "Kết luận" in told.product.value


def test_a_page_with_its_number_and_the_head_again_cuts_no_cell(plan: PlanRead) -> None:
    told = row(plan, "Niêm yết")
    assert told.content.value == "Niêm yết thủ tục hành chính tại trụ sở và trên cổng thông tin"
    assert told.lead is not None and told.lead.value == "Bộ phận Một cửa"
    assert told.due is None and told.time_text is not None


def test_titles_with_and_without_a_cell_for_their_mark_name_the_groups(plan: PlanRead) -> None:
    assert row(plan, "Ban hành").group.endswith("Chỉ đạo, điều hành")
    assert row(plan, "Lấy ý kiến").group == "B. Thủ tục hành chính"


def test_cells_without_numbers_are_left_to_the_other_reading() -> None:
    lone = [one for one in CELLS if not one.isdigit()]
    assert read_plan(PLAN.format(table="\n\n".join(lone))).tasks
