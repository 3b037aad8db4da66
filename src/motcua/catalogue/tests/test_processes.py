# SPDX-License-Identifier: EUPL-1.2
"""Reading and lint of internal processes on tables written here in the shapes that provinces publish."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.catalogue.processes import (
    ProcessFileError,
    TimeKind,
    TimeUnit,
    lint,
    read_file,
    read_process,
    read_time,
    refused,
    sum_minutes,
)
from motcua.catalogue.processes.positions import read_position
from motcua.law.roles import Role


@pytest.mark.parametrize(
    ("text", "minutes", "unit"),
    [
        ("0,25 ngày làm việc", 120, TimeUnit.WORKING_DAYS),
        ("0.5 ngày làm việc", 240, TimeUnit.WORKING_DAYS),
        ("04 giờ làm việc", 240, TimeUnit.WORKING_HOURS),
        ("07 ngày làm việc", 3360, TimeUnit.WORKING_DAYS),
        ("1/2 ngày", 240, TimeUnit.DAYS),
        ("nửa ngày làm việc", 240, TimeUnit.WORKING_DAYS),
        ("01 (một) ngày làm việc", 480, TimeUnit.WORKING_DAYS),
        ("Không quá 02 ngày làm việc.", 960, TimeUnit.WORKING_DAYS),
        ("01 ngày làm việc và 04 giờ làm việc", 720, TimeUnit.WORKING_DAYS),
        ("30 phút", 30, TimeUnit.MINUTES),
        ("6,25 ngày", 3000, TimeUnit.DAYS),
    ],
)
def test_times_are_working_minutes(text: str, minutes: int, unit: TimeUnit) -> None:
    time = read_time(text)
    assert (time.kind, time.minutes, time.unit, time.doubts) == (TimeKind.MEASURED, minutes, unit, ())


@pytest.mark.parametrize(
    ("text", "kind", "minutes", "doubts"),
    [
        ("Không tính thời gian", TimeKind.NOT_COUNTED, None, ()),
        ("Giờ hành chính", TimeKind.NOT_COUNTED, None, ("office_hours",)),
        ("01 - 02 ngày làm việc", TimeKind.MEASURED, 960, ("range",)),
        ("từ 01 đến 03 ngày", TimeKind.MEASURED, 1440, ("range",)),
        ("07 ngày (cả khối)", TimeKind.MEASURED, 3360, ("remark",)),
        ("24 giờ", TimeKind.MEASURED, 1440, ("plain_hours",)),
        ("0,3 phút", TimeKind.MEASURED, 0, ("not_whole_minutes",)),
        ("0,5", TimeKind.WITHOUT_UNIT, None, ()),
        ("1/0", TimeKind.UNREADABLE, None, ()),
        ("", TimeKind.MISSING, None, ()),
        (None, TimeKind.MISSING, None, ()),
        ("Bước 3", TimeKind.UNREADABLE, None, ()),
        ("02 tháng", TimeKind.UNREADABLE, None, ()),
        ("03 ngày làm việc kể từ ngày họp", TimeKind.UNREADABLE, None, ()),
    ],
)
def test_what_is_not_plain_is_doubted(
    text: object, kind: TimeKind, minutes: int | None, doubts: tuple
) -> None:
    time = read_time(text)
    assert (time.kind, time.minutes, time.doubts) == (kind, minutes, doubts)


@pytest.mark.parametrize(
    ("text", "step", "role", "unit"),
    [
        ("Bộ phận Văn thư Sở Y tế", "Vào sổ", Role.CLERK, "Sở Y tế"),
        ("Lãnh đạo Phòng Văn hóa - Xã hội", "Phân công", Role.SECTION_HEAD, "Phòng Văn hóa - Xã hội"),
        ("Lãnh đạo UBND xã, phường", "Ký", Role.AGENCY_HEAD, "UBND xã, phường"),
        ("Chuyên viên phòng Nội chính", "Thẩm tra", Role.SPECIALIST, "phòng Nội chính"),
        ("Công chức xử lý hồ sơ", "Thẩm định", Role.SPECIALIST, ""),
        ("Trưởng Bộ phận TN&TKQ", "Chuyển", Role.CENTRE_HEAD, "Bộ phận TN&TKQ"),
        ("TTPVHCC xã", "Tiếp nhận hồ sơ", Role.RECEPTION, "TTPVHCC xã"),
        ("TTPVHCC xã", "Trả kết quả cho cá nhân", Role.RETURN_OFFICER, "TTPVHCC xã"),
        ("Sở Nội vụ", "Phê duyệt", None, "Sở Nội vụ"),
        ("Hội đồng tuyển dụng", "Chấm thi", None, "Hội đồng tuyển dụng"),
        ("section_head", "Phân công", Role.SECTION_HEAD, "section_head"),
    ],
)
def test_positions(text: str, step: str, role: Role | None, unit: str) -> None:
    position = read_position(text, step)
    assert (position.role, position.unit_text) == (role, unit)


def test_several_bodies_beside_a_position_are_pointed_out() -> None:
    assert read_position("Chuyên viên Phòng A; - Hội đồng xét duyệt").several
    assert not read_position("Bộ phận tiếp nhận và trả kết quả Sở Y tế; TTPVHCC các xã").several


def _table(*times: str, total: str = "03 ngày làm việc", **first: object) -> dict:
    names = ["Tiếp nhận hồ sơ", *["Thẩm định"] * (len(times) - 2), "Trả kết quả"]
    roles = ["TTPVHCC xã", *["Chuyên viên Phòng Kinh tế"] * (len(times) - 2), "TTPVHCC xã"]
    steps: list[dict] = [
        {"no": number, "content": name, "role": role, "time": time}
        for number, (name, role, time) in enumerate(zip(names, roles, times, strict=True), start=1)
    ]
    steps[0] |= first
    return {"name": "Thủ tục thử", "code": None, "total_limit": total, "steps": steps}


def _codes(table: dict) -> set[str]:
    return {finding.code for finding in lint(read_process(table))}


def test_a_sound_process_has_no_findings() -> None:
    process = read_process(_table("0,25 ngày làm việc", "2,75 ngày làm việc", "Không tính thời gian"))
    assert sum_minutes(process) == process.total_minutes == 1440
    assert lint(process) == ()


def test_sum_over_the_limit_is_refused_and_below_is_told() -> None:
    over = _table("01 ngày làm việc", "03 ngày làm việc", "Không tính thời gian")
    below = _table("01 ngày làm việc", "01 ngày làm việc", "Không tính thời gian")
    assert _codes(over) == {"sum_over_limit"} and refused(lint(read_process(over)))
    assert _codes(below) == {"sum_below_total"} and not refused(lint(read_process(below)))


def test_known_steps_alone_over_the_limit_are_refused() -> None:
    table = _table("Bước 2", "04 ngày làm việc", "Không tính thời gian")
    assert {"sum_over_limit", "step_time_unreadable"} <= _codes(table)


def test_bare_figures_are_refused_but_added_with_the_unit_of_the_total() -> None:
    process = read_process(_table("0,5", "2,5", "Không tính thời gian"))
    assert [step.proposed_minutes for step in process.steps] == [240, 1200, None]
    assert [step.minutes for step in process.steps] == [None, None, None]
    assert sum_minutes(process) == 1440
    assert {finding.code for finding in lint(process)} == {"step_time_without_unit"}


def test_missing_parts_are_refused() -> None:
    table = _table("01 ngày làm việc", "02 ngày làm việc", "Không tính thời gian", role="")
    del table["steps"][2]
    assert _codes(table) == {"missing_role", "no_return_step"}
    assert _codes({"name": "x", "steps": []}) == {"no_steps"}
    table = _table("", "03 ngày làm việc", "Không tính thời gian", role="Sở Nội vụ")
    assert {"step_time_missing", "unknown_role"} <= _codes(table)


def test_a_role_no_official_can_hold_is_refused() -> None:
    table = _table("01 ngày làm việc", "02 ngày làm việc", "Không tính thời gian", role="applicant")
    assert _codes(table) == {"unknown_role"}


def test_gap_in_the_numbers_leaves_a_step_unreachable() -> None:
    table = _table("01 ngày làm việc", "01 ngày làm việc", "01 ngày làm việc", "Không tính thời gian")
    table["steps"][2]["no"], table["steps"][3]["no"] = 4, 5
    found = lint(read_process(table))
    assert (found[0].code, found[0].step) == ("unreachable_step", "4")


def test_numbers_below_a_number_are_no_gap() -> None:
    table = _table(*["0,5 ngày làm việc"] * 6, "Không tính thời gian")
    for row, number in zip(table["steps"], ["1", "2.1", "2.2", "2.3", "3", "4", "5"], strict=True):
        row["no"] = number
    assert _codes(table) == set()


def test_duplicate_number_is_refused() -> None:
    table = _table("01 ngày làm việc", "01 ngày làm việc", "01 ngày làm việc", "Không tính thời gian")
    table["steps"][2]["no"] = 2
    assert "duplicate_number" in _codes(table)


def test_ways_are_followed_and_the_longest_one_counts() -> None:
    table = _table("1 ngày làm việc", "2 ngày làm việc", "1 ngày làm việc", "Không tính thời gian")
    table["steps"][0]["next"] = [2, 3]
    table["steps"][1]["next"] = [4, 1]
    process = read_process(table)
    assert sum_minutes(process) == 3 * 480
    assert lint(process) == ()
    table["steps"][0]["next"] = [2]
    assert _codes(table) == {"unreachable_step"}
    table["steps"][0]["next"] = [9]
    assert "unknown_next" in _codes(table)


def test_shares_must_agree_with_minutes() -> None:
    table = _table("01 ngày làm việc", "02 ngày làm việc", "Không tính thời gian", share="33%")
    table["steps"][1]["share"] = "0,67"
    assert _codes(table) == set()
    assert read_process(table).steps[0].share == Decimal("0.33")
    table["steps"][1]["share"] = "50%"
    assert _codes(table) == {"share_not_matching"}


def test_units_that_differ_are_told() -> None:
    assert "mixed_units" in _codes(_table("01 ngày", "02 ngày làm việc", "Không tính thời gian"))


def test_forms_by_their_number() -> None:
    table = _table(
        "01 ngày làm việc", "02 ngày làm việc", "Không tính thời gian", forms=["mau_01_tiep_nhan", "x"]
    )
    process = read_process(table)
    assert process.steps[0].forms == ("receipt",)
    assert [(doubt.code, doubt.raw, doubt.step) for doubt in process.doubts] == [("form_unknown", "x", "1")]


def test_file_keeps_numbers_and_the_key_no(tmp_path: Path) -> None:
    path = tmp_path / "quy-trinh.yaml"
    path.write_text(
        "processes:\n- name: A\n  code: null\n  total_limit: 1 ngày\n  steps:\n"
        "  - {no: 2.10, content: Trả kết quả, role: TTPVHCC xã, time: 1 ngày}\n",
        encoding="utf-8",
    )
    (process,) = read_file(path)
    assert (process.code, process.steps[0].number) == (None, "2.10")


@pytest.mark.parametrize("content", ["a: [", "a: 1", "- 1", "b'\\xff", "[" * 5_000])
def test_a_file_of_another_kind_is_refused_by_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ProcessFileError, match="quy trình"):
        read_file(path)


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
_keys = st.sampled_from(["no", "content", "role", "time", "share", "forms", "next", False])
_steps = st.lists(st.dictionaries(_keys, _values, max_size=6) | _values, max_size=5)


@settings(max_examples=150)
@given(st.fixed_dictionaries({"name": _values, "total_limit": _values, "steps": _steps | _values}))
def test_reading_and_lint_never_raise(table: dict) -> None:
    process = read_process(table)
    for finding in lint(process):
        assert finding.message
    assert sum_minutes(process) is None or sum_minutes(process) >= 0
