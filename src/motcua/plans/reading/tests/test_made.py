# SPDX-License-Identifier: EUPL-1.2
"""Made-up plans in every layout, read back and held against their truth; and texts that are no plans."""

from __future__ import annotations

import random

import pytest

from motcua.law.names import fold
from motcua.plans.reading.dates import span_of
from motcua.plans.reading.reading import read_file, read_plan
from motcua.plans.reading.samples.made import LAYOUTS, made
from motcua.plans.reading.samples.scoring import scored
from motcua.plans.reading.samples.setting import pdf_of, text_of, with_page_breaks, word_of
from motcua.plans.reading.tests.others import ALL
from motcua.plans.reading.tests.plans import TOWN, WARD

SEEDS = (1, 2, 3)


def bare(text: str) -> str:
    return "".join(
        fold(one).upper() if one.isupper() else fold(one) if one.isalpha() else one for one in text
    )


def assert_well_read(plan: object, read: object, least: float = 0.95) -> None:
    score = scored(plan, read)
    assert score.f1 >= least, score
    assert score.lead >= least, score
    assert score.due >= least, score
    assert score.targets == 1.0, score


@pytest.mark.parametrize("layout", LAYOUTS)
def test_text_with_its_rows_cut_by_pages(layout: str) -> None:
    for seed in SEEDS:
        plan = made(layout, seed)
        assert_well_read(plan, read_plan(with_page_breaks(plan, text_of(plan), random.Random(seed))))  # noqa: S311


@pytest.mark.parametrize("layout", LAYOUTS)
def test_text_that_lost_its_marks(layout: str) -> None:
    plan = made(layout, 4)
    read = read_plan(bare(text_of(plan)))
    assert read.restored
    assert_well_read(plan, read, 0.9)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_word_document(layout: str) -> None:
    plan = made(layout, 5)
    assert_well_read(plan, read_file(word_of(plan), "kế hoạch.docx"))


@pytest.mark.parametrize("layout", ["officers", "table", "two-heads", "criteria", "appendix"])
def test_a_pdf_with_its_text(layout: str) -> None:
    plan = made(layout, 6)
    read = read_file(pdf_of(plan, flipped=layout == "table"), "kế hoạch.pdf")
    assert_well_read(plan, read)
    assert len(read.pages) >= 2
    for page in read.pages:
        assert page.image is not None
        assert page.image.startswith(b"\x89PNG")
        assert len(page.lines) == len(page.boxes) == len(page.sures)
    told = read.to_dict()["tasks"][-1]["places"]["content"]
    page = read.pages[told["page"] - 1]
    assert page.first <= told["lines"][0] < page.first + len(page.lines)


def test_head_and_signer_of_a_made_plan() -> None:
    plan = made("labels", 7)
    read = read_plan(text_of(plan))
    assert {name: read.to_dict()["document"][name] for name in plan.head} == plan.head
    assert read.signer
    assert read.signer.value == plan.signer


@pytest.mark.parametrize("name", ALL)
def test_what_is_no_plan_proposes_next_to_nothing(name: str) -> None:
    for text in (ALL[name], bare(ALL[name])):
        read = read_plan(text)
        assert len(read.tasks) <= 2
        assert not read.targets


def test_a_plan_attached_to_a_decision_is_a_plan() -> None:
    plan = made("labels", 8)
    assert_well_read(plan, read_plan("\n".join(["QUYẾT ĐỊNH", "Ban hành Kế hoạch", "", text_of(plan)])), 0.9)


def test_a_table_of_markdown_is_a_table() -> None:
    text = """\
# KẾ HOẠCH

**Cải cách hành chính năm 2026**

## II. NHIỆM VỤ

| TT | Nội dung nhiệm vụ | Đơn vị chủ trì | Thời hạn |
|----|:-----------------:|----------------|---------:|
| 1 | Rà soát thủ tục hành chính | Phòng Tư pháp | 30/6/2026 |
| 2 | **Kiểm tra** bộ phận một cửa | Văn phòng | Quý III/2026 |
"""
    read = read_file(text.encode(), "kế hoạch.md")
    assert read.head["kind"] == "Kế hoạch"
    assert read.head["year"] == 2026
    told = [(one.content.value, one.lead and one.lead.value) for one in read.tasks]
    assert told == [
        ("Rà soát thủ tục hành chính", "Phòng Tư pháp"),
        ("Kiểm tra bộ phận một cửa", "Văn phòng"),
    ]


ROWS = """\
KẾ HOẠCH
Cải cách hành chính năm 2025

II. NHIỆM VỤ

TT\tNhiệm vụ\tCơ quan, đơn vị chủ trì\tĐơn vị phối hợp\tThời gian\tSản phẩm
\t\t\t\tBắt đầu\tKết thúc
I\tThể chế
1\tRà soát văn bản đã ban hành\tPhòng Tư pháp\tCác phòng\t01/02/2025\t30/6/2025\tBáo cáo
2\tKiểm tra việc thi hành pháp luật\tPhòng Tư pháp\t\tThường xuyên\t\tKết luận kiểm tra
3\tTập huấn nghiệp vụ cho công chức\tPhòng Nội vụ\tQuý II/2025
II. Thủ tục hành chính
1\tCông khai thủ tục hành chính tại nơi tiếp nhận\t15/3/2025\t\t\tVăn phòng\tBảng niêm yết
"""


def test_a_head_of_two_rows_and_values_in_the_wrong_column() -> None:
    read = read_plan(ROWS)
    assert [(one.lead and one.lead.value, one.due and one.due.value.isoformat()) for one in read.tasks] == [
        ("Phòng Tư pháp", "2025-06-30"),
        ("Phòng Tư pháp", None),
        ("Phòng Nội vụ", "2025-06-30"),
        ("Văn phòng", "2025-03-15"),
    ]
    assert [one.recurrence for one in read.tasks] == [None, "continuous", None, None]
    assert [one.group for one in read.tasks] == ["I Thể chế"] * 3 + ["II. Thủ tục hành chính"]


def test_another_table_is_not_taken_for_duties() -> None:
    text = ROWS + "\nTT\tTên phòng\tSố công chức\tGhi chú\n1\tPhòng Tư pháp và Hộ tịch thị xã\t4\tđủ\n"
    assert len(read_plan(text).tasks) == 4


def test_a_cell_cut_by_the_end_of_its_line() -> None:
    text = ROWS.replace("Kiểm tra việc thi hành pháp luật\t", "Kiểm tra việc\nthi hành pháp luật\t")
    read = read_plan(text)
    assert read.tasks[1].content.value == "Kiểm tra việc thi hành pháp luật"
    assert read.tasks[1].lead
    assert read.tasks[1].lead.value == "Phòng Tư pháp"
    assert len(read.tasks) == 4


def test_a_ward_puts_officers_over_their_duties_and_days_into_sentences() -> None:
    read = read_plan(WARD)
    assert [(one.number, one.issuer) for one in read.bases] == [("10/KH-UBND", "Ủy ban nhân dân thành phố")]
    told = [(one.lead and one.lead.value, one.due and one.due.value.isoformat()) for one in read.tasks]
    office, money = "Công chức Văn phòng - Thống kê", "Công chức Tài chính - Kế toán"
    assert told == [
        ("Đồng chí Phó Chủ tịch UBND phường phụ trách văn hóa – xã hội", None),
        (office, "2025-02-28"),
        (office, "2025-03-31"),
        (office, None),
        (office, "2025-08-15"),
        ("Công chức Tư pháp - Hộ tịch", None),
        ("Công chức Tư pháp - Hộ tịch", None),
        ("Công chức Địa chính - Xây dựng - Đô thị và Môi trường", None),
        (money, "2025-03-31"),
        (money, "2025-06-30"),
        ("Các tổ dân phố, Đoàn thanh niên, Hội phụ nữ", None),
        ("Văn phòng - Thống kê", None),
    ]
    assert read.tasks[0].content.value.startswith("Chỉ đạo, đôn đốc")
    assert read.tasks[4].coordinating
    assert read.tasks[4].coordinating.value == ("công chức Tư pháp - Hộ tịch",)
    assert [one.recurrence for one in read.tasks].count("monthly") == 2
    assert [(one.op, one.value) for one in read.targets] == [("=", 100), (">=", 99), (">", 60)]
    assert ("monthly", "last_month:20") in [(one.period, one.due) for one in read.reporting]


def test_a_town_has_a_table_cut_by_pages_with_values_astray() -> None:
    for text in (TOWN, bare(TOWN)):
        read = read_plan(text)
        assert [(one.due and one.due.value.isoformat(), one.recurrence) for one in read.tasks[:8]] == [
            ("2023-12-31", None),
            ("2024-12-31", None),
            (None, "quarterly"),
            ("2024-01-31", None),
            (None, "continuous"),
            ("2024-12-31", None),
            ("2024-09-30", None),
            ("2024-12-31", None),
        ]
        assert len(read.tasks) == 10
        assert any("sau khi kết thúc" in one for one in read.warnings)
        assert {(one.op, one.value) for one in read.targets} == {
            (">=", 98),
            (">", 95),
            (">=", 30),
            ("=", 100),
            ("=", 80),
        }
    read = read_plan(TOWN)
    assert read.tasks[1].content.value.endswith("UBND các xã, phường trên địa bàn thị xã")
    assert read.tasks[1].coordinating
    assert read.tasks[1].coordinating.value == ("Văn phòng HĐND và UBND thị xã",)
    assert read.tasks[7].product
    assert read.tasks[7].product.value == "Báo cáo đánh giá"


@pytest.mark.parametrize(
    ("sign", "month"),
    [("II", 6), ("11", 6), ("Il", 6), ("III", 9), ("IV", 12), ("I'V", 12), ("TV", 12), ("I]", None)],
)
def test_a_quarter_that_may_be_two_is_not_guessed(sign: str, month: int | None) -> None:
    span = span_of(f"Quy {sign}/2025", f"Quý {sign}/2025", 2025)
    assert (span.due.month if span.due else None) == month
    assert bool(span.wrong) == (month is None)
