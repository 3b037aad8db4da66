# SPDX-License-Identifier: EUPL-1.2
"""A made-up plan of the office, as text, and the same once more with other words in it."""

from __future__ import annotations

from motcua.documents.content import take_in
from motcua.dossiers.tests.office import Office
from motcua.law.roles import Role
from motcua.plans.acts.documents import open_plan
from motcua.plans.models import Plan
from motcua.plans.reader import read_plan_now

PLAN = """ỦY BAN NHÂN DÂN
XÃ THỬ NGHIỆM

Số: 12/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Thử Nghiệm, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Kiểm soát thủ tục hành chính năm 2026 của xã Thử Nghiệm

Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm soát thủ tục hành chính;
Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ về thực hiện cơ chế một cửa;

I. MỤC ĐÍCH, YÊU CẦU
Nâng cao chất lượng giải quyết thủ tục hành chính.

II. NỘI DUNG THỰC HIỆN
1. Công bố, công khai thủ tục hành chính
- Niêm yết đầy đủ thủ tục hành chính thuộc thẩm quyền tại Trung tâm Phục vụ hành chính công.
- Đơn vị thực hiện: Trung tâm Phục vụ hành chính công.
- Đơn vị phối hợp: Các phòng, ban thuộc xã.
- Thời gian thực hiện: Trước ngày 31/3/2026.
- Sản phẩm: Biên bản niêm yết.
2. Rà soát, đánh giá thủ tục hành chính
- Rà soát thủ tục hành chính lĩnh vực hộ tịch, đề xuất đơn giản hóa.
- Đơn vị thực hiện: Bộ phận Tư pháp - Hộ tịch.
- Thời gian thực hiện: Trước ngày 31/8/2026.
3. Giải quyết thủ tục hành chính
- Giải quyết hồ sơ đúng hạn; tỷ lệ hồ sơ giải quyết đúng hạn đạt tối thiểu 98%.
- Đơn vị thực hiện: Các phòng, ban và Trung tâm Phục vụ hành chính công.
- Thời gian thực hiện: Thường xuyên trong năm 2026.
4. Truyền thông
- Tuyên truyền về dịch vụ công trực tuyến trên hệ thống truyền thanh xã.
- Đơn vị thực hiện: Văn hóa xã hội xã.
- Thời gian thực hiện: Hàng quý.

III. TỔ CHỨC THỰC HIỆN
1. Bộ phận Địa chính công khai quy hoạch sử dụng đất trước ngày 30/6/2026.

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH

Trần Văn Chủ Tịch
"""


def brought_in(office: Office, text: str = PLAN, key: str = "k-open") -> Plan:
    """The plan of the committee, read; its head brought it in."""
    stored = take_in(text.encode(), also_text=True)
    plan = open_plan(office.actor(Role.AGENCY_HEAD), office.committee, [(stored, "ke-hoach.txt")], key)
    read_plan_now(plan)
    plan.refresh_from_db()
    return plan
