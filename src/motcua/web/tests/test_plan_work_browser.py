# SPDX-License-Identifier: EUPL-1.2
"""Work on a plan by keyboard alone: from the board to a card, progress with a file, more time, done."""

from pathlib import Path

import pytest

from motcua.law.roles import Role
from motcua.plans.models import WorkState
from motcua.plans.tests.living import open_plan
from motcua.web.tests.browser_hands import People
from motcua.web.tests.looking import WIDTHS
from motcua.web.tests.town import PDF, open_town


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_from_the_board_to_done_by_keyboard(people: People, tmp_path: Path) -> None:
    people.clock("2026-03-09 10:00")
    living = open_plan(open_town())
    paper = tmp_path / "bao-cao.pdf"
    paper.write_bytes(PDF)
    worker = people.hands(Role.SPECIALIST)
    worker.open("/ke-hoach/viec/cot/?cua=don-vi-toi")
    worker.keys("b")
    first = worker.page.evaluate("document.activeElement.textContent.trim()")
    worker.keys("ArrowDown")
    second = worker.page.evaluate("document.activeElement.textContent.trim()")
    assert first != second
    worker.keys("ArrowUp", "ArrowRight")  # the next column with a card in it
    assert worker.page.evaluate("document.activeElement.textContent.trim()") == "Niêm yết công khai"
    worker.keys("ArrowLeft")
    assert worker.page.evaluate("document.activeElement.textContent.trim()") == first == "Rà soát thủ tục"
    with worker.next_page():
        worker.keys("Enter")
    worker.press("Nhận việc này")
    worker.sees("Bạn đã nhận việc này.")
    worker.choose("Tiến độ", "60 %")
    worker.fill("Đã làm được gì", "Đã rà soát 60 thủ tục")
    worker.hand_in("Tệp minh chứng", paper)
    worker.press("Ghi tiến độ")
    worker.sees("Đã ghi tiến độ.", "Đã rà soát 60 thủ tục", "bao-cao.pdf")
    worker.unfold("Xin gia hạn")
    worker.at("textbox", "Xin gia hạn đến hết ngày")
    worker.page.keyboard.type("05152026")  # a field of a day takes keys, month first in this browser
    worker.fill("Lý do xin gia hạn", "Chờ hướng dẫn của tỉnh")
    worker.press("Gửi đề nghị")
    worker.sees("Đang xin gia hạn")
    work = living.work("Rà soát")
    assert work.asked_due is not None
    head = people.hands(Role.AGENCY_HEAD)
    head.open(f"/ke-hoach/viec/{work.pk}/")
    head.at("radio", "Đồng ý gia hạn")
    head.keys("Space")
    head.press("Ghi quyết định")
    head.sees("Đã ghi quyết định về gia hạn.", "Kế hoạch ghi")
    worker.open(f"/ke-hoach/viec/{work.pk}/")
    worker.unfold("Báo hoàn thành")
    worker.press("Hoàn thành")
    worker.sees("Hoàn thành đúng hạn")
    work.refresh_from_db()
    assert work.state == WorkState.DONE
    assert str(work.due_original) == "2026-03-31"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_phone_shows_the_work_of_the_whole_first_and_last_week(people: People) -> None:
    people.clock("2026-03-09 10:00")
    work = open_plan(open_town()).work("Rà soát")
    assert work.due is not None and work.due.isoformat() == "2026-03-31"
    worker = people.hands(Role.SPECIALIST)
    worker.page.set_viewport_size({"width": WIDTHS["phone"], "height": 800})
    worker.open("/ke-hoach/viec/lich/?thang=2026-04&cua=don-vi-toi")  # its first week begins on 30 March
    assert worker.page.locator(".month").get_by_role("link", name="Rà soát thủ tục").is_visible()
