# SPDX-License-Identifier: EUPL-1.2
"""Plans in several layouts, with and without their diacritics."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.law.names import fold
from motcua.plans.reading.actors import taken_apart
from motcua.plans.reading.dates import Span, days_in, span_of
from motcua.plans.reading.flattened import rows_of
from motcua.plans.reading.lines import lines_of
from motcua.plans.reading.reading import read_plan
from motcua.plans.reading.tests.plans import NARRATIVE, NO_LABELS, NO_PLAN, ROWS
from motcua.plans.reading.values import PlanRead


def stripped(text: str) -> str:
    return "".join(
        fold(one).upper() if one.isupper() and one.isalpha() else fold(one) if one.isalpha() else one
        for one in text
    )


@pytest.fixture(scope="module")
def narrative() -> PlanRead:
    return read_plan(NARRATIVE)


def test_head_and_end(narrative: PlanRead) -> None:
    head = narrative.head
    assert (head["kind"], head["number"], head["symbol"]) == ("Kế hoạch", "15", "KH-UBND")
    assert head["issuer"] == "Ủy ban nhân dân xã Mẫu Sơn"
    assert (head["place"], head["date"], head["year"]) == ("Mẫu Sơn", dt.date(2026, 1, 12), 2026)
    assert head["title"] == "Kiểm soát thủ tục hành chính năm 2026 trên địa bàn xã Mẫu Sơn"
    assert [one.value for one in narrative.recipients] == [
        "UBND tỉnh (để b/c)",
        "Các bộ phận chuyên môn xã",
        "Lưu: VT",
    ]
    assert narrative.signer
    assert narrative.signer.value == "Lê Thị Minh Họa"
    assert narrative.position
    assert narrative.position.value == "KT. CHỦ TỊCH"


def test_bases(narrative: PlanRead) -> None:
    assert [(one.kind, one.number, one.date, one.issuer) for one in narrative.bases] == [
        ("Nghị định", "63/2010/NĐ-CP", dt.date(2010, 6, 8), "Chính phủ"),
        ("Quyết định", "99/QĐ-UBND", dt.date(2026, 1, 5), "Chủ tịch UBND tỉnh"),
    ]


def test_labels_hold_for_every_bullet_of_their_group(narrative: PlanRead) -> None:
    first, second, third, fourth, office, money = narrative.tasks
    for one in (first, second):
        assert one.lead
        assert one.lead.value == "Công chức Tư pháp – Hộ tịch"
        assert one.coordinating
        assert one.coordinating.value == ("Văn phòng HĐND và UBND xã",)
        assert one.due
        assert one.due.value == dt.date(2026, 8, 31)
        assert one.product
        assert one.product.value == "Báo cáo kết quả rà soát"
    assert third.start
    assert third.due
    assert (third.start.value, third.due.value) == (dt.date(2026, 7, 1), dt.date(2026, 9, 30))
    assert fourth.group == "2. Nâng cao chất lượng phục vụ"
    assert office.lead
    assert office.lead.value == "Văn phòng HĐND và UBND xã"
    assert office.coordinating
    assert office.coordinating.value == ("các bộ phận chuyên môn",)
    assert office.content.value.startswith("Theo dõi, đôn đốc")
    assert money.lead
    assert money.lead.value == "Công chức Tài chính – Kế toán"


def test_targets_with_their_comparison(narrative: PlanRead) -> None:
    assert [(one.op, one.value, one.unit) for one in narrative.targets] == [
        (">=", 20, "%"),
        (">=", 98, "%"),
        ("<=", 20, "phút"),
    ]
    assert "trước hạn và đúng hạn" in narrative.targets[1].metric


def test_every_field_tells_where_it_stood(narrative: PlanRead) -> None:
    lines = NARRATIVE.split("\n")
    for task in narrative.tasks:
        place = task.content
        assert 1 <= place.first <= place.last <= len(lines)
        assert place.raw.split()[0] in " ".join(lines[place.first - 1 : place.last])
        assert 0 < place.confidence <= 1
        assert place.rule


def test_the_same_plan_without_diacritics(narrative: PlanRead) -> None:
    lost = read_plan(stripped(NARRATIVE))
    assert lost.restored
    assert len(lost.tasks) == len(narrative.tasks)
    assert [one.due and one.due.value for one in lost.tasks] == [
        one.due and one.due.value for one in narrative.tasks
    ]
    assert [(one.op, one.value) for one in lost.targets] == [(one.op, one.value) for one in narrative.targets]
    assert [one.number for one in lost.bases] == [one.number for one in narrative.bases]
    assert lost.head["date"] == narrative.head["date"]


def test_rows_of_tabs_cut_by_a_page() -> None:
    plan = read_plan(ROWS)
    first, second, third = plan.tasks
    assert first.group == "I Cải cách thể chế"
    assert first.lead
    assert first.lead.value == "Phòng Tư pháp"
    assert first.start
    assert first.due
    assert (first.start.value, first.due.value) == (dt.date(2026, 3, 1), dt.date(2026, 6, 30))
    assert second.content.value.endswith("theo kế hoạch được phê duyệt hằng năm")
    assert second.recurrence == "continuous"
    assert second.product
    assert second.product.value == "Kế hoạch, báo cáo"
    assert third.group == "II Cải cách thủ tục hành chính"
    assert third.due
    assert third.due.value == dt.date(2026, 2, 15)
    assert any("trước ngày ban hành" in one for one in plan.warnings)


def test_prose_without_labels() -> None:
    plan = read_plan(NO_LABELS)
    first, second, office, *_ = plan.tasks
    assert first.lead
    assert second.lead
    assert first.lead.value == second.lead.value == "Phòng Văn hóa – Xã hội"
    assert first.due
    assert first.due.value == dt.date(2026, 4, 30)
    assert office.lead
    assert office.lead.value == "Văn phòng HĐND và UBND phường"
    assert office.recurrence == "quarterly"


def test_what_is_no_plan_proposes_next_to_nothing() -> None:
    assert len(read_plan(NO_PLAN).tasks) <= 2
    assert read_plan("").tasks == []


@pytest.mark.parametrize(
    ("told", "span"),
    [
        ("Trước ngày 31/8/2024.", Span(due=dt.date(2024, 8, 31))),
        ("Trude Quy Il nam 2024", Span(due=dt.date(2024, 3, 31))),
        ("Quy 11 nam 2024.", Span(dt.date(2024, 4, 1), dt.date(2024, 6, 30))),
        ("Quý I, II năm 2025", Span(dt.date(2025, 1, 1), dt.date(2025, 6, 30))),
        ("Trong tháng 02/2024", Span(dt.date(2024, 2, 1), dt.date(2024, 2, 29))),
        ("6 tháng cuối năm 2024", Span(dt.date(2024, 7, 1), dt.date(2024, 12, 31))),
        ("Thường xuyên trong năm 2024", Span(dt.date(2024, 1, 1), dt.date(2024, 12, 31), "continuous")),
        ("Hằng tháng", Span(recurrence="monthly")),
        ("Thường xuyên", Span(recurrence="continuous")),
        ("Theo lộ trình của Chính phủ", Span()),
        ("ngày 15 tháng 11 năm 2025", Span(due=dt.date(2025, 11, 15))),
    ],
)
def test_times(told: str, span: Span) -> None:
    assert span_of(told, told, 2024) == span


def test_the_day_of_a_cited_document_is_no_deadline() -> None:
    assert days_in("theo Công văn số 12/UBND-NC ngày 14/4/2022 của UBND tỉnh", 2024) == []


@pytest.mark.parametrize(
    ("sentence", "lead", "helping"),
    [
        ("Giao Văn phòng xã chủ trì, phối hợp với Công an xã lập danh sách", "Văn phòng xã", ("Công an xã",)),
        ("Phòng Kiểm tra tổng hợp báo cáo", "Phòng Kiểm tra", ()),
        ("Rà soát các thủ tục đã công bố", "", ()),
        ("Trên cơ sở Kế hoạch này, các phòng, đơn vị xây dựng kế hoạch", "các phòng, đơn vị", ()),
    ],
)
def test_who_a_sentence_speaks_of(sentence: str, lead: str, helping: tuple[str, ...]) -> None:
    told = taken_apart(sentence)
    assert (told.lead, told.helping) == (lead, helping)


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from([*NARRATIVE.split("\n"), *ROWS.split("\n"), "", "I1. NOI DUNG", "- + a) 1."]),
        max_size=40,
    )
)
def test_any_order_of_lines_can_be_read_and_reads_the_same(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert read_plan(text).to_dict() == read_plan(text).to_dict()


def test_a_told_row_that_goes_on_behind_bars_stays_one() -> None:
    told = """Kết nối dữ liệu đất đai với hệ thống thông tin giải quyết thủ tục

- Phòng Kinh tế chủ trì.

Theo lộ trình

2 | hành chính của tỉnh để tra cứu | kết nối thông suốt
"""
    (row,) = rows_of(lines_of(told)[0])
    assert row.cells["content"].endswith("thủ tục hành chính của tỉnh để tra cứu")
    assert row.cells["product"] == "kết nối thông suốt"
