# SPDX-License-Identifier: EUPL-1.2
"""A made-up plan as text that was never set on a page: a line is a paragraph, capitals count the sections."""

from __future__ import annotations

import datetime as dt

import pytest

from motcua.plans.reading.reading import read_file
from motcua.plans.reading.values import PlanRead

PLAN = """\
ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHƯỜNG HÒA AN Độc lập - Tự do - Hạnh phúc
Số: 07/KH-UBND Hòa An, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Cải cách hành chính và kiểm soát thủ tục hành chính năm 2026

Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành Chương trình tổng thể \
cải cách hành chính nhà nước giai đoạn 2021 - 2030;
Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ về thực hiện thủ tục hành \
chính theo cơ chế một cửa, một cửa liên thông;
Ủy ban nhân dân phường Hòa An xây dựng kế hoạch như sau:

A. MỤC TIÊU
- Phấn đấu 100% hồ sơ được số hóa; tỷ lệ hồ sơ trực tuyến toàn trình đạt trên 70%.
- Mức độ hài lòng của người dân đạt từ 95% trở lên; không có hồ sơ quá hạn quá 2%.

B. PHÂN CÔNG THỰC HIỆN
1. Văn phòng HĐND và UBND
Tham mưu UBND phường ban hành kế hoạch kiểm tra công vụ, hoàn thành trước ngày 31/3/2026.
Chủ trì, phối hợp với Trung tâm Phục vụ hành chính công rà soát các thủ tục hành chính rườm rà, đề \
xuất phương án đơn giản hóa gửi UBND thành phố trong quý II năm 2026. Hằng tháng tổng hợp tình hình \
giải quyết hồ sơ báo cáo Chủ tịch UBND phường.
2. Trung tâm Phục vụ hành chính công
Tiếp nhận, giải quyết hồ sơ đúng quy định; thực hiện thư xin lỗi đối với hồ sơ trễ hạn.
Lắp đặt máy lấy số tự động và màn hình hiển thị, hoàn thành chậm nhất ngày 30 tháng 6 năm 2026.
3. Phòng Văn hóa - Xã hội
Đẩy mạnh tuyên truyền trên hệ thống truyền thanh cơ sở, mỗi tháng ít nhất 02 chuyên mục.
Phối hợp với Đoàn Thanh niên phường thành lập 05 tổ công nghệ số cộng đồng trước ngày 30/4/2026.
4. Phòng Kinh tế, Hạ tầng và Đô thị
Rút ngắn ít nhất 20% thời gian giải quyết các thủ tục thuộc lĩnh vực đất đai, xây dựng; báo cáo kết \
quả trước ngày 15/12/2026.
C. CHẾ ĐỘ BÁO CÁO
Các phòng, đơn vị báo cáo kết quả về Văn phòng HĐND và UBND trước ngày 14 của tháng cuối quý.

Nơi nhận: CHỦ TỊCH
- UBND thành phố;
- Các phòng, đơn vị;
- Lưu: VT. Nguyễn Thị Mẫu
"""


@pytest.fixture(scope="module")
def plan() -> PlanRead:
    return read_file(PLAN.encode(), "ke-hoach.txt")


def test_each_paragraph_under_a_unit_is_its_duty(plan: PlanRead) -> None:
    office, centre, culture = (
        "Văn phòng HĐND và UBND",
        "Trung tâm Phục vụ hành chính công",
        "Phòng Văn hóa - Xã hội",
    )
    told = [
        (
            task.content.value.split()[0],
            task.lead.value if task.lead else None,
            task.due.value if task.due else None,
        )
        for task in plan.tasks
        if task.section.startswith("B.")
    ]
    assert told == [
        ("Tham", office, dt.date(2026, 3, 31)),
        ("Rà", office, dt.date(2026, 6, 30)),
        ("Tiếp", centre, None),
        ("Lắp", centre, dt.date(2026, 6, 30)),
        ("Đẩy", culture, None),
        ("Thành", culture, dt.date(2026, 4, 30)),
        ("Rút", "Phòng Kinh tế, Hạ tầng và Đô thị", dt.date(2026, 12, 15)),
    ]
    helped = [task.coordinating.value for task in plan.tasks if task.coordinating]
    assert helped == [(centre,), ("Đoàn Thanh niên phường",)]


def test_figures_among_the_aims_are_targets_and_no_duties(plan: PlanRead) -> None:
    assert [(one.op, one.value) for one in plan.targets] == [
        ("=", 100.0),
        (">", 70.0),
        (">=", 95.0),
        ("<=", 2.0),
        (">=", 20.0),
    ]
    assert plan.targets[0].metric == "hồ sơ được số hóa"
    assert not any(task.section.startswith("A.") for task in plan.tasks)


def test_clean_text_raises_no_question(plan: PlanRead) -> None:
    assert plan.warnings == []
    assert plan.signer is not None
    assert plan.signer.value == "Nguyễn Thị Mẫu"
