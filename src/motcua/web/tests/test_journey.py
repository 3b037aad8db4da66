# SPDX-License-Identifier: EUPL-1.2
"""Dossiers through the browser, from the counter to the citizen's look-up, by keyboard alone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from motcua.dossiers.models import Dossier
from motcua.law.roles import Role
from motcua.law.statuses import State
from motcua.web.tests.browser_hands import People, receive
from motcua.web.tests.town import PDF, open_town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_counter_through_a_supplement_to_the_citizen(
    people: People, windowless: Browser, tmp_path: Path
) -> None:
    people.clock("2026-03-09 10:00")
    open_town()
    result = tmp_path / "ket-qua.pdf"
    result.write_bytes(PDF)

    desk = people.hands(Role.RECEPTION)
    code = receive(desk, "xac nhan hon", "Nguyễn Thị Mẫu", "001099000001", "Tờ khai")
    desk.sees("Thứ Năm 12/03/2026, 17:30")
    desk.follow("Chuyển hồ sơ đến")
    desk.choose("Đơn vị nhận", "Bộ phận Tư pháp")
    desk.press("Chuyển hồ sơ")
    desk.sees("Đã ghi nhận: Chuyển hồ sơ")

    head = people.hands(Role.SECTION_HEAD)
    head.follow("hồ sơ chờ phân công thụ lý")
    head.keys("j")
    with head.next_page():
        head.keys("Enter")
    head.follow("Phân công thụ lý")
    head.choose("Người thụ lý", "Ngô Văn Thụ Lý")
    head.press("Phân công thụ lý")

    worker = people.hands(Role.SPECIALIST)
    worker.follow("hồ sơ bạn đang giữ")
    worker.follow(code)
    worker.follow("Yêu cầu bổ sung")
    worker.press("Yêu cầu bổ sung")
    worker.sees("Chưa điền “Giấy tờ cần bổ sung”.")
    worker.fill("Giấy tờ cần bổ sung", "Trích lục ghi chú ly hôn")
    worker.fill("Lý do", "Người nộp khai đã ly hôn nhưng chưa kèm giấy tờ.")
    worker.press("Yêu cầu bổ sung")
    worker.sees("Đã ghi nhận: Yêu cầu bổ sung")

    people.clock("2026-03-11 08:30")
    desk = people.hands(Role.RECEPTION)
    desk.go("h", "/hang-doi/quay/")
    desk.keys("j")
    with desk.next_page():
        desk.keys("Enter")
    desk.follow("Nhận giấy tờ bổ sung")
    desk.tick("Trích lục ghi chú ly hôn")
    desk.press("Nhận giấy tờ bổ sung")
    desk.sees("Đã ghi nhận: Nhận giấy tờ bổ sung")
    promised = Dossier.objects.get().due_current

    worker = people.hands(Role.SPECIALIST)
    worker.follow("hồ sơ bạn đang giữ")
    worker.follow(code)
    worker.follow("Dự thảo kết quả")
    worker.hand_in("Tệp dự thảo", result)
    worker.press("Dự thảo kết quả")
    worker.sees("Tệp bạn đã tải lên vẫn được giữ")
    worker.fill("Nội dung kết quả", "Xác nhận chưa đăng ký kết hôn")
    worker.press("Dự thảo kết quả")
    worker.follow("Trình ký")
    worker.press("Trình ký")

    chair = people.hands(Role.AGENCY_HEAD)
    chair.go("k", "/ky/")
    chair.sees("Xác nhận chưa đăng ký kết hôn")
    chair.press("Ký kết quả")
    chair.sees("Không có dự thảo nào chờ ký")

    clerk = people.hands(Role.CLERK)
    clerk.follow("kết quả chờ vào số")
    clerk.follow(code)
    clerk.follow("Vào số, đóng dấu")
    clerk.fill("Ký hiệu văn bản", "GXN-UBND")
    clerk.press("Vào số, đóng dấu")
    clerk.follow("Chuyển kết quả về")
    clerk.press("Chuyển kết quả về")

    desk = people.hands(Role.RETURN_OFFICER)
    desk.go("t", "/tra-ket-qua/")
    desk.page.keyboard.type("nguyen thi")
    with desk.next_page():
        desk.keys("Enter")
    desk.follow("Trả tại quầy")
    desk.press("Trả kết quả tại quầy")
    desk.sees("Không có kết quả nào chờ trả")

    dossier = Dossier.objects.get()
    assert (dossier.state, dossier.result_number) == (State.RETURNED_AT_COUNTER, "01/GXN-UBND")
    assert dossier.due_current == promised
    assert dossier.events.count() == 11

    context = windowless.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{people.address}/tra-cuu/?ma={code}")  # without scripts there is nothing to wait for
    assert "Đã trả kết quả" in page.inner_text("main")
    assert "Nguyễn" not in page.inner_text("main")
    page.get_by_label("Mã bí mật").focus()
    page.keyboard.insert_text(dossier.secret.lower())
    page.keyboard.press("Enter")
    page.get_by_text("Hồ sơ đã kết thúc: Đã trả tại quầy.").wait_for()
    context.close()
