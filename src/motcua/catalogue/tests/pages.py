# SPDX-License-Identifier: EUPL-1.2
"""Builds pages as the national database publishes them: headings and cells run together. All texts are made up."""

from typing import Any

WAYS = "Trực tuyến3 Ngày làm việcMiễn phíTrực tiếp3 Ngày làm việcMiễn phí"
PAPERS = (
    "--Tên giấy tờMẫu đơn, tờ khaiSố lượngTờ khai theo mẫu.Mẫu A1.docx1 bản chínhSổ cũ;0 bản chính,1 bản sao"
)
LEGAL = "Tên văn bản pháp lýMã văn bảnLuật Đò ngang 201912/2019/QH1415/2020/NĐ-CP15/2020/NĐ-CP"
RESULTS = "Giấy phép đò ngangMã: KQ.G99.000001"


def page(
    code: str = "1.900001",
    name: str = "Cấp giấy phép đò ngang",
    ways: str = WAYS,
    papers: str = PAPERS,
    legal: str = LEGAL,
    results: str = RESULTS,
    steps: str = "Bước 1: nộp hồ sơ.",
    level: str = "Cấp tỉnh, Cấp xã",
    decision: str = "12/QĐ-BXX",
) -> str:
    """One page, flattened."""
    return (
        f"{name}Tên thủ tục{name}Mã thủ tục{code}Số quyết định{decision}Cấp thực hiện{level}"
        "Loại thủ tụcLoại khácLĩnh vựcĐường thủyĐối tượng thực hiệnCông dân Việt Nam"
        "Cơ quan có thẩm quyềnỦy ban nhân dân cấp xãĐịa chỉ tiếp nhận HSCơ quan được ủy quyền"
        f"Cơ quan phối hợpThủ tục hành chính liên quanKhông có thông tinTrình Tự Thực Hiện {steps}"
        f"Cách Thức Thực HiệnHình thức nộpThời gianPhí, lệ phíMô tả{ways}Thành phần hồ sơ{papers}"
        f"Căn cứ pháp lý{legal}Cơ quan thực hiệnỦy ban nhân dân cấp xã"
        f"Yêu cầu, điều kiện thực hiệnKhông có thông tinKết quả xử lý{results}"
        "Từ khóaKhông có thông tinMô tảKhông có thông tin"
    )


def record(code: str = "1.900001", name: str = "Cấp giấy phép đò ngang", **parts: str) -> dict[str, Any]:
    """One record with the page and the few fields that name it."""
    return {
        "ma_thu_tuc": code,
        "ten_thu_tuc": name,
        "linh_vuc": "Đường thủy",
        "raw_text": page(code=code, name=name, **parts),
    }
