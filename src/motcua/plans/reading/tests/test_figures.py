# SPDX-License-Identifier: EUPL-1.2
"""Targets that stand in tables, in the layouts that offices use."""

from __future__ import annotations

import datetime as dt

import pytest

from motcua.plans.reading.reading import read_file, read_plan
from motcua.plans.reading.samples.made import made
from motcua.plans.reading.samples.setting import text_of
from motcua.plans.reading.tests.plans import NARRATIVE, NO_PLAN
from motcua.plans.reading.values import Target

END = dt.date(2026, 12, 31)

BY_UNIT = """
TT\tChỉ tiêu\tĐơn vị tính\tThực hiện năm 2025\tKế hoạch năm 2026\tGhi chú
I\tCải cách hành chính
1\tTỷ lệ hồ sơ giải quyết đúng hạn\t%\t95,2\t≥ 98
2\tSố cuộc kiểm tra công vụ\tCuộc\t3\t4\t
3\tTổng thu ngân sách trên địa bàn\tTriệu đồng\t11.250\t12.500,5\t
4\tTỷ lệ hồ sơ trễ hạn\tPhần trăm\t3\tDưới 2\t
5\tXếp hạng chỉ số cải cách hành chính\t\t12\tTốp 10 đến 15\t
"""

BY_OFFICE = """
TT\tNội dung\tChỉ tiêu\tĐơn vị chủ trì
1\tTỷ lệ hồ sơ tiếp nhận trực tuyến\tTối thiểu 80%\tVăn phòng HĐND và UBND
2\tTỷ lệ thanh toán trực tuyến\t60% trở lên\tPhòng Kinh tế
3\tTổ chức tập huấn nghiệp vụ cho công chức một cửa\t02 lớp\tPhòng Văn hóa – Xã hội
"""

BY_QUARTER = """
STT\tTên chỉ tiêu\tĐVT\tQuý I\tQuý II\tQuý III\tQuý IV
1\tTỷ lệ giải ngân vốn đầu tư công\t%\t15\t40\t70\t100
"""

TWO_HEADS = """
TT\tChỉ tiêu\tĐVT\tNăm 2026\t\tGhi chú
\t\t\tKế hoạch giao\tPhấn đấu\t
1\tSố hộ thoát nghèo\thộ\t20\t25\t
"""

IN_BRACKETS = """
| STT | Nội dung chỉ tiêu | Mục tiêu 2026 |
| --- | --- | --- |
| 1 | Tỷ lệ trẻ em được tiêm chủng đầy đủ (%) | trên 97 |
| 2 | Mức độ hài lòng của người dân | không dưới 90% |
"""


def targets(table: str) -> list[Target]:
    return read_plan(NARRATIVE.replace("II. NỘI DUNG\n", f"II. NỘI DUNG\n{table}\n")).targets


def of_table(table: str) -> list[tuple[str, str, float, str, dt.date | None]]:
    return [
        (one.metric, one.op, one.value, one.unit, one.due)
        for one in targets(table)
        if one.where.rule == "row of a table of figures"
    ]


def test_figures_of_this_year_with_their_unit() -> None:
    assert of_table(BY_UNIT) == [
        ("Tỷ lệ hồ sơ giải quyết đúng hạn", ">=", 98, "%", END),
        ("Số cuộc kiểm tra công vụ", "=", 4, "cuộc", END),
        ("Tổng thu ngân sách trên địa bàn", "=", 12500.5, "triệu đồng", END),
        ("Tỷ lệ hồ sơ trễ hạn", "<", 2, "%", END),
    ]


def test_measures_beside_their_office_are_no_duties() -> None:
    assert of_table(BY_OFFICE) == [
        ("Tỷ lệ hồ sơ tiếp nhận trực tuyến", ">=", 80, "%", END),
        ("Tỷ lệ thanh toán trực tuyến", ">=", 60, "%", END),
        ("Tổ chức tập huấn nghiệp vụ cho công chức một cửa", "=", 2, "lớp", END),
    ]
    plan = read_plan(NARRATIVE.replace("II. NỘI DUNG\n", f"II. NỘI DUNG\n{BY_OFFICE}\n"))
    told = [one.content.value for one in plan.tasks]
    assert "Tổ chức tập huấn nghiệp vụ cho công chức một cửa" in told
    assert not any(one.startswith("Tỷ lệ") for one in told)
    assert {one.scope for one in plan.targets} >= {"Văn phòng HĐND và UBND", "Phòng Kinh tế"}


def test_a_figure_for_each_quarter() -> None:
    assert [(value, due) for _, _, value, _, due in of_table(BY_QUARTER)] == [
        (15, dt.date(2026, 3, 31)),
        (40, dt.date(2026, 6, 30)),
        (70, dt.date(2026, 9, 30)),
        (100, END),
    ]


def test_a_head_of_two_rows() -> None:
    assert of_table(TWO_HEADS) == [("Số hộ thoát nghèo", "=", 20, "hộ", END)]


def test_units_in_brackets_and_words_of_comparison() -> None:
    told = read_file(
        NARRATIVE.replace("II. NỘI DUNG\n", f"II. NỘI DUNG\n{IN_BRACKETS}\n").encode(), "mau.md"
    ).targets
    found = [(one.metric, one.op, one.value, one.unit) for one in told if "table" in one.where.rule]
    assert found == [
        ("Tỷ lệ trẻ em được tiêm chủng đầy đủ", ">", 97, "%"),
        ("Mức độ hài lòng của người dân", ">=", 90, "%"),
    ]


def test_the_prose_beside_a_table_reads_as_before() -> None:
    before = read_plan(NARRATIVE)
    with_table = read_plan(NARRATIVE.replace("II. NỘI DUNG\n", f"II. NỘI DUNG\n{BY_UNIT}\n"))
    assert [one.content.value for one in with_table.tasks] == [one.content.value for one in before.tasks]
    assert [one.metric for one in with_table.targets if "table" not in one.where.rule] == [
        one.metric for one in before.targets
    ]


@pytest.mark.parametrize("table", [BY_UNIT, BY_OFFICE, BY_QUARTER])
def test_a_text_that_is_no_plan_sets_no_duties(table: str) -> None:
    assert len(read_plan(f"{NO_PLAN}\n{table}").tasks) <= 2


@pytest.mark.parametrize("layout", ["table", "two-heads", "roles", "appendix"])
def test_tables_of_duties_are_no_tables_of_figures(layout: str) -> None:
    plan = read_plan(text_of(made(layout, 3)))
    assert not [one for one in plan.targets if one.where.rule == "row of a table of figures"]
