# SPDX-License-Identifier: EUPL-1.2
"""Plans written by hand in many layouts, each held against what a careful reader gets out of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from rapidfuzz import fuzz

from motcua.law.names import fold
from motcua.plans.reading.dates import span_of
from motcua.plans.reading.reading import read_file, read_plan

WRITTEN = Path(__file__).parent / "written"
PLANS = sorted(
    one for one in WRITTEN.iterdir() if one.with_suffix(".yaml").exists() and one.suffix != ".yaml"
)
OTHERS = sorted(WRITTEN.glob("no-plan-*.txt"))


def right(truth: dict[str, Any], field: str) -> list[Any]:
    values = [truth.get(field), *(truth.get(f"{field}_alt") or [])]
    return [one.isoformat() if hasattr(one, "isoformat") else one for one in values]


def alike(one: str | None, other: str | None) -> float:
    mine, theirs = fold(one or ""), fold(other or "")
    return max(
        fuzz.ratio(mine, theirs),
        fuzz.partial_ratio(mine, theirs) - 12 if min(len(mine), len(theirs)) > 14 else 0,
    )


def pairs_of(wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[int, int]:
    """Which task that was read answers which one of the truth, best first."""
    near = sorted(
        (
            (-alike(true["content"], one["content"]), a, b)
            for a, true in enumerate(wanted)
            for b, one in enumerate(found)
        ),
    )
    mine: dict[int, int] = {}
    for score, true, one in near:
        if -score >= 70 and true not in mine and one not in mine.values():
            mine[true] = one
    return mine


@pytest.mark.parametrize("path", PLANS, ids=lambda one: one.stem)
def test_a_written_plan_is_read_whole(path: Path) -> None:
    truth = yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))
    told = read_file(path).to_dict()
    wanted, found = truth["tasks"], told["tasks"]
    pairs = pairs_of(wanted, found)
    assert [one["id"] for at, one in enumerate(wanted) if at not in pairs and not one.get("optional")] == []
    assert [one["content"] for at, one in enumerate(found) if at not in pairs.values()] == []
    wrong = []
    for at, number in pairs.items():
        true, read = wanted[at], found[number]
        if true.get("optional"):
            continue
        wrong += [
            (true["id"], field, read[field])
            for field in ("due", "recurrence")
            if read[field] not in right(true, field)
        ]
        if max(alike(one, read["lead"]) for one in right(true, "lead")) < 80:
            wrong.append((true["id"], "lead", read["lead"]))
        if true.get("product") and alike(true["product"], read["product"]) < 80:
            wrong.append((true["id"], "product", read["product"]))
    assert wrong == []
    assert {one["number"] for one in told["legal_bases"]} >= {one["number"] for one in truth["legal_bases"]}


@pytest.mark.parametrize("path", PLANS, ids=lambda one: one.stem)
def test_head_targets_and_end_of_a_written_plan(path: Path) -> None:
    truth = yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))
    told = read_file(path).to_dict()
    for field in ("kind", "number", "symbol", "date", "year"):
        assert str(told["document"][field]) == str(truth["document"][field]), field
    figures = [(one["op"], float(one["value"]), one["unit"]) for one in told["targets"]]
    for one in truth["targets"]:
        meant = [(op, float(one["value"]), unit) for op in right(one, "op") for unit in right(one, "unit")]
        assert one.get("optional") or set(meant) & set(figures), one["id"]
    assert len(told["targets"]) <= len(truth["targets"])
    assert fold(told["signer"]["name"] or "") == fold(truth["signer"]["name"])
    assert told["signer"]["position"] in right(truth["signer"], "position")
    told_to, meant_to = told["recipients"], truth["recipients"]
    assert len(told_to) == len(meant_to)
    assert all(fuzz.ratio(fold(one), fold(other)) >= 85 for one, other in zip(told_to, meant_to, strict=True))


@pytest.mark.parametrize("path", OTHERS, ids=lambda one: one.stem)
def test_what_is_no_plan_proposes_nothing(path: Path) -> None:
    plan = read_file(path)
    assert plan.tasks == []
    assert plan.targets == []


HEAD = """UBND XÃ THỬ
Số: 5/KH-UBND
Thử, ngày 10 tháng 01 năm 2026
KẾ HOẠCH
Cải cách hành chính năm 2026
Căn cứ Quyết định số 118/QĐ-UBND ngày 09/01/2026 của UBND tỉnh;
UBND xã ban hành kế hoạch như sau:
"""
END = "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\nCHỦ TỊCH\nLê Văn Thử\n"


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        pytest.param(
            """I. NHIỆM VỤ
1. Rà soát thủ tục hành chính. Đơn vị chủ trì: Văn phòng HĐND và UBND; thời gian: Quý II/2026; sản phẩm: Báo cáo.
2. Tổ chức tập huấn nghiệp vụ cho công chức một cửa.
Chủ trì: Phòng Văn hóa - Xã hội. Phối hợp: Trung tâm Phục vụ hành chính công. Thời gian hoàn thành: 30/5/2026.
""",
            [("Văn phòng HĐND và UBND", "2026-06-30"), ("Phòng Văn hóa - Xã hội", "2026-05-30")],
            id="labels-in-one-line",
        ),
        pytest.param(
            """I. NHIỆM VỤ
- Ban hành kế hoạch tuyên truyền cải cách hành chính (Văn phòng HĐND và UBND chủ trì, hoàn thành trong quý I/2026).
- Kiểm tra cải cách hành chính (Chủ trì: Văn phòng HĐND và UBND; phối hợp: Phòng Kinh tế; thời gian: tháng 8/2026).
- Rà soát văn bản còn hiệu lực (Phòng Văn hóa - Xã hội thực hiện trước 30/11/2026).
""",
            [
                ("Văn phòng HĐND và UBND", "2026-03-31"),
                ("Văn phòng HĐND và UBND", "2026-08-31"),
                ("Phòng Văn hóa - Xã hội", "2026-11-30"),
            ],
            id="in-brackets",
        ),
        pytest.param(
            """I/ MỤC ĐÍCH
- Nâng cao chất lượng phục vụ nhân dân của cơ quan hành chính.
II/ NHIỆM VỤ
1/ Từ ngày 01/3/2026 đến 30/4/2026, Phòng Kinh tế kiểm kê hồ sơ đất đai tồn đọng.
2/ UBND xã giao Văn phòng HĐND và UBND làm đầu mối theo dõi kế hoạch này.
III/ TỔ CHỨC THỰC HIỆN
Các phòng, đơn vị báo cáo kết quả về Văn phòng trước ngày 10/12/2026.
""",
            [
                ("Phòng Kinh tế", "2026-04-30"),
                ("Văn phòng HĐND và UBND", None),
                ("Các phòng, đơn vị", "2026-12-10"),
            ],
            id="strokes-behind-numbers",
        ),
        pytest.param(
            """I. NHIỆM VỤ
TT\tNội dung\tChủ trì\tPhối hợp\tThời gian
1\tBan hành các văn bản:
- Kế hoạch cải cách hành chính;
- Kế hoạch kiểm tra công vụ\tVăn phòng HĐND và UBND\tCác phòng\tQuý I
2\tTổ chức hội nghị đánh giá
Chỉ số cải cách hành chính\tPhòng Văn hóa - Xã hội\tVăn phòng
HĐND và UBND\tTháng 4
3\tTập huấn nghiệp vụ\tPhòng Văn hóa - Xã hội\t\tQuý III
""",
            [
                ("Văn phòng HĐND và UBND", "2026-03-31"),
                ("Phòng Văn hóa - Xã hội", "2026-04-30"),
                ("Phòng Văn hóa - Xã hội", "2026-09-30"),
            ],
            id="cells-of-several-lines",
        ),
        pytest.param(
            """I. PHÂN CÔNG
STT\tĐơn vị\tNhiệm vụ\tThời hạn
1\tVăn phòng HĐND và UBND\t- Tham mưu ban hành kế hoạch kiểm tra cải cách hành chính.\tQuý I
\t\t- Tổng hợp báo cáo kết quả thực hiện kế hoạch.\t15/12/2026
2\tPhòng Kinh tế\tBố trí kinh phí mua máy quét\t30/4/2026
""",
            [
                ("Văn phòng HĐND và UBND", "2026-03-31"),
                ("Văn phòng HĐND và UBND", "2026-12-15"),
                ("Phòng Kinh tế", "2026-04-30"),
            ],
            id="a-unit-with-several-rows",
        ),
        pytest.param(
            """PHỤ LỤC
Mã\tHoạt động\tChịu trách nhiệm chính\tTham gia\tMốc\tĐầu ra
CC01\tSoạn quy chế một cửa\tVăn phòng HĐND và UBND\tPhòng Kinh tế\t28/02/2026\tQuy chế
CC02\tLắp camera quầy tiếp nhận\tPhòng Kinh tế\tVăn phòng HĐND và UBND\tQuý II/2026\tCamera
CC03\tĐào tạo chữ ký số\tPhòng Văn hóa - Xã hội\tCác phòng\t6/2026\tLớp học
""",
            [
                ("Văn phòng HĐND và UBND", "2026-02-28"),
                ("Phòng Kinh tế", "2026-06-30"),
                ("Phòng Văn hóa - Xã hội", "2026-06-30"),
            ],
            id="columns-of-other-names",
        ),
        pytest.param(
            """I. NHIỆM VỤ
1. Tháng 01
- Ban hành kế hoạch cải cách hành chính; giao Văn phòng HĐND và UBND thực hiện.
2. Quý II
- Phòng Kinh tế công khai ngân sách sáu tháng đầu năm.
""",
            [("Văn phòng HĐND và UBND", "2026-01-31"), ("Phòng Kinh tế", "2026-06-30")],
            id="times-as-headings",
        ),
    ],
)
def test_who_and_when(body: str, wanted: list[tuple[str, str | None]]) -> None:
    plan = read_plan(HEAD + body + END)
    told = [(one.lead and one.lead.value, one.due and one.due.value.isoformat()) for one in plan.tasks]
    assert told == wanted


@pytest.mark.parametrize(
    ("told", "start", "due", "recurrence"),
    [
        ("QI/2026", "2026-01-01", "2026-03-31", None),
        ("Từ quý II đến hết quý III", "2026-04-01", "2026-09-30", None),
        ("Quý I+II/2026", "2026-01-01", "2026-06-30", None),
        ("quý ba/2026", "2026-07-01", "2026-09-30", None),
        ("Tháng Ba năm 2026", "2026-03-01", "2026-03-31", None),
        ("T3/2026", "2026-03-01", "2026-03-31", None),
        ("6/2026", "2026-06-01", "2026-06-30", None),
        ("2026", "2026-01-01", "2026-12-31", None),
        ("Giai đoạn 2026-2030", "2026-01-01", "2030-12-31", None),
        ("Từ ngày 01/02 đến 30/6/2025", "2025-02-01", "2025-06-30", None),
        ("15-3-2026", None, "2026-03-15", None),
        ("Sáu tháng cuối năm", "2026-07-01", "2026-12-31", None),
        ("Nửa đầu năm 2026", "2026-01-01", "2026-06-30", None),
        ("Chậm nhất ngày 15 của tháng cuối quý", None, None, "quarterly"),
        ("Chậm nhất ngày 05 tháng sau", None, None, "monthly"),
        ("Hằng ngày", None, None, "continuous"),
    ],
)
def test_times_as_officers_write_them(
    told: str, start: str | None, due: str | None, recurrence: str | None
) -> None:
    span = span_of(told, told, 2026)
    days = tuple(day and day.isoformat() for day in (span.start, span.due))
    assert (*days, span.recurrence) == (start, due, recurrence)


@pytest.mark.parametrize(
    ("told", "op", "value", "unit"),
    [
        ("Từ 90 - 95% người dân hài lòng với sự phục vụ.", ">=", 90, "%"),
        ("Không để tỷ lệ hồ sơ trễ hạn vượt quá 1%.", "<=", 1, "%"),
        ("Giảm số hồ sơ quá hạn từ 4,2% xuống dưới 1%.", "<", 1, "%"),
        ("Tỷ lệ hồ sơ trực tuyến toàn trình: ≥ 70%.", ">=", 70, "%"),
        ("Chỉ số hài lòng của người dân đạt trên 93 điểm.", ">", 93, "điểm"),
        ("Người dân đi lại để giải quyết một thủ tục tối đa 02 lần.", "<=", 2, "lần"),
        ("Phấn đấu có 02 sáng kiến về cải cách hành chính được công nhận.", ">=", 2, "sáng kiến"),
    ],
)
def test_figures_as_officers_write_them(told: str, op: str, value: float, unit: str) -> None:
    body = (
        f"I. MỤC TIÊU\n- {told}\nII. NHIỆM VỤ\n1. Phòng Kinh tế theo dõi, đôn đốc thực hiện kế hoạch này.\n"
    )
    targets = read_plan(HEAD + body + END).targets
    assert [(one.op, one.value, one.unit) for one in targets] == [(op, value, unit)]
