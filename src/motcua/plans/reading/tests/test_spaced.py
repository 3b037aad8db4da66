# SPDX-License-Identifier: EUPL-1.2
"""Tables in a text whose columns stand apart by spaces only."""

from __future__ import annotations

import datetime as dt

from motcua.plans.reading.reading import read_file
from motcua.plans.reading.spaced import rows_for_columns

TABLE = """\
STT   Nội dung nhiệm vụ                 Chủ trì             Phối hợp         Thời gian
1. Hỗ trợ người dân
1.1   Tổ chức hội nghị đối thoại với    Phòng Tuyên         Các phòng        Quý III
      người dân                         truyền
1.2   Công khai thủ tục hành chính      Văn phòng                            Thường xuyên
      tại bộ phận một cửa

                                      2

2. Quản lý
2.1   Rà soát, chuẩn hóa dữ liệu        Phòng Nghiệp vụ     Công an xã       30/6/2024
"""
PLAN = f"""\
UBND HUYỆN MẪU                         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHÒNG NỘI VỤ                             Độc lập - Tự do - Hạnh phúc
Số: 12/KH-PNV                          Mẫu, ngày 10 tháng 01 năm 2024

KẾ HOẠCH
Cải cách hành chính năm 2024

I. MỤC ĐÍCH
Nâng cao chất lượng phục vụ.

II. NHIỆM VỤ

{TABLE}
III. TỔ CHỨC THỰC HIỆN
1. Văn phòng theo dõi, đôn đốc việc thực hiện Kế hoạch này.
"""


def test_rows_of_columns_become_rows_of_tabs_line_for_line() -> None:
    lines = PLAN.split("\n")
    told = rows_for_columns(lines)
    assert len(told) == len(lines)
    rows = [line.split("\t") for line in told if "\t" in line]
    assert rows[0] == ["STT", "Nội dung nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian"]
    assert [
        "1.2",
        "Công khai thủ tục hành chính tại bộ phận một cửa",
        "Văn phòng",
        "",
        "Thường xuyên",
    ] in rows
    assert told[lines.index("III. TỔ CHỨC THỰC HIỆN")] == "III. TỔ CHỨC THỰC HIỆN"
    assert told[:3] == lines[:3]  # the head of a letter has two columns and is no table


def test_such_a_plan_is_read_row_by_row() -> None:
    tasks = read_file(PLAN.encode(), "ke-hoach.txt").tasks
    assert [one.content.value.split()[0] for one in tasks] == ["Tổ", "Công", "Rà", "Theo"]
    told = tasks[2]
    assert told.lead is not None and told.lead.value == "Phòng Nghiệp vụ"
    assert told.coordinating is not None and told.coordinating.value == ("Công an xã",)
    assert told.due is not None and told.due.value == dt.date(2024, 6, 30)
    assert told.group.endswith("Quản lý")
    assert tasks[1].recurrence == "continuous"


def test_gaps_that_name_no_columns_of_duties_are_left_alone() -> None:
    lines = ["Họ tên      Chức vụ      Điện thoại", *["Nguyễn A    Kế toán      0901"] * 4]
    assert rows_for_columns(lines) == lines
