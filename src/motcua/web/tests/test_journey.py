# SPDX-License-Identifier: EUPL-1.2
"""One dossier through the browser, from the counter to the citizen's look-up."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import at
from motcua.law.roles import Role
from motcua.law.statuses import State
from motcua.web.tests.test_pictures import sign_in
from motcua.web.tests.town import PDF, open_town


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_from_the_counter_to_the_citizen(
    live_server: LiveServer, chromium: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    began = timezone.now()
    offset = at("2026-03-09 10:00") - began
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime.now(dt.UTC) + offset)
    open_town()
    result = tmp_path / "ket-qua.pdf"
    result.write_bytes(PDF)

    def work(role: Role, doing: Callable[[Page], None]) -> None:
        context = chromium.new_context()
        page = context.new_page()
        sign_in(page, live_server.url, f"t-{role.value}")
        doing(page)
        context.close()

    def receive(page: Page) -> None:
        page.get_by_role("link", name="Quầy", exact=True).click()
        page.get_by_label("Người dân cần làm thủ tục gì?").fill("xac nhan hon nhan")
        page.get_by_role("button", name="Tìm thủ tục").click()
        page.get_by_role("link", name="Cấp Giấy xác nhận tình trạng hôn nhân").click()
        assert "Thứ Năm 12/03/2026, 17:30" in page.inner_text("aside")
        page.get_by_role("button", name="Tiếp nhận và in giấy").click()
        assert (
            page.get_by_role("alert")
            .get_by_role("link", name="Chưa điền “Họ tên hoặc tên tổ chức”.")
            .is_visible()
        )
        page.get_by_label("Số định danh cá nhân").fill("001099000001")
        page.get_by_label("Họ tên hoặc tên tổ chức").fill("Nguyễn Thị Mẫu")
        page.get_by_label("Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", exact=True).check()
        page.get_by_role("button", name="Tiếp nhận và in giấy").click()
        assert "Thứ Năm 12/03/2026, 17:30" in page.inner_text("main")
        receipt = page.get_by_role("link", name="Mở giấy tiếp nhận").get_attribute("href")
        assert page.request.get(live_server.url + str(receipt)).body().startswith(b"%PDF-")
        page.get_by_role("link", name="Chuyển hồ sơ đến").click()
        page.get_by_label("Đơn vị nhận").select_option(label="Bộ phận Tư pháp – Hộ tịch")
        page.get_by_role("button", name="Chuyển hồ sơ").click()
        assert "Đã ghi nhận: Chuyển hồ sơ" in page.inner_text("main")

    def assign(page: Page) -> None:
        page.get_by_role("link", name="hồ sơ chờ phân công thụ lý").click()
        page.locator("a.code").click()
        page.get_by_role("link", name="Phân công thụ lý").click()
        page.get_by_label("Người thụ lý", exact=True).select_option(
            label="Ngô Văn Thụ Lý – Bộ phận Tư pháp – Hộ tịch (đang giữ 0 hồ sơ)"
        )
        page.get_by_role("button", name="Phân công thụ lý").click()
        assert "Người thụ lý" in page.inner_text("main")

    def draft(page: Page) -> None:
        page.get_by_role("link", name="hồ sơ bạn đang giữ").click()
        page.locator("a.code").click()
        page.get_by_role("link", name="Dự thảo kết quả").click()
        page.get_by_label("Tệp dự thảo").set_input_files(result)
        page.get_by_role("button", name="Dự thảo kết quả").click()
        assert "Tệp bạn đã tải lên vẫn được giữ" in page.inner_text("main")
        page.get_by_label("Nội dung kết quả").fill("Xác nhận chưa đăng ký kết hôn")
        page.get_by_role("button", name="Dự thảo kết quả").click()
        page.get_by_role("link", name="Trình ký Đồng hồ").click()
        page.get_by_role("button", name="Trình ký").click()

    def sign(page: Page) -> None:
        page.get_by_role("link", name="Ký", exact=True).click()
        assert "Xác nhận chưa đăng ký kết hôn" in page.inner_text("main")
        shown = page.get_by_role("link", name="Mở văn bản dự thảo").get_attribute("href")
        assert page.request.get(live_server.url + str(shown)).body() == PDF
        page.get_by_role("button", name="Ký kết quả").click()
        assert "Không có dự thảo nào chờ ký" in page.inner_text("main")

    def number(page: Page) -> None:
        page.get_by_role("link", name="kết quả chờ vào số").click()
        page.locator("a.code").click()
        page.get_by_role("link", name="Vào số, đóng dấu").click()
        page.get_by_label("Ký hiệu văn bản").fill("GXN-UBND")
        page.get_by_role("button", name="Vào số, đóng dấu").click()
        page.get_by_role("link", name="Chuyển kết quả về").click()
        page.get_by_role("button", name="Chuyển kết quả về").click()
        assert "xong sớm" in page.inner_text("main").lower()

    def hand_out(page: Page) -> None:
        page.get_by_role("link", name="Trả kết quả", exact=True).click()
        page.get_by_label("Mã hồ sơ trên giấy tiếp nhận").fill("nguyen thi")
        page.get_by_role("main").get_by_role("button", name="Tìm").click()
        page.get_by_role("link", name="Trả tại quầy").click()
        page.get_by_role("button", name="Trả kết quả tại quầy").click()
        assert "Không có kết quả nào chờ trả" in page.inner_text("main")

    work(Role.RECEPTION, receive)
    work(Role.SECTION_HEAD, assign)
    work(Role.SPECIALIST, draft)
    work(Role.AGENCY_HEAD, sign)
    work(Role.CLERK, number)
    work(Role.RETURN_OFFICER, hand_out)

    dossier = Dossier.objects.get()
    assert dossier.state == State.RETURNED_AT_COUNTER
    assert dossier.result_number == "01/GXN-UBND"
    assert dossier.events.count() == 9

    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/tra-cuu/?ma={dossier.code}")
    assert "Đã trả kết quả" in page.inner_text("main")
    assert "Nguyễn" not in page.inner_text("main")
    page.get_by_label("Mã bí mật").fill(dossier.secret.lower())
    page.get_by_role("button", name="Xem diễn biến").click()
    assert "Hồ sơ đã kết thúc: Đã trả tại quầy." in page.inner_text("main")
    context.close()
