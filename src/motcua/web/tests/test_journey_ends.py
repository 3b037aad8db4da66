# SPDX-License-Identifier: EUPL-1.2
"""Dossiers that do not go the straight way: refused at the counter, late with an apology, withdrawn."""

import pytest

from motcua.dossiers.models import Dossier
from motcua.law.forms import FormRole
from motcua.law.roles import Role
from motcua.law.statuses import State
from motcua.law.transitions import Act
from motcua.web.tests.browser_hands import People, begin
from motcua.web.tests.town import fill, open_town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_refused_at_the_counter(people: People) -> None:
    """The person gets the refusal in writing, and nothing is promised."""
    people.clock("2026-03-09 10:00")
    open_town()
    desk = people.hands(Role.RECEPTION)
    begin(desk, "dinh chinh", "Lê Văn Thử", "001099000002")
    desk.unfold("Chưa đủ điều kiện tiếp nhận?")
    desk.press("Ghi nhận hồ sơ nộp, chưa tiếp nhận")
    desk.sees("Đã ghi nhận hồ sơ nộp", "Từ chối tiếp nhận", "Yêu cầu bổ sung trước khi tiếp nhận")
    assert Dossier.objects.get().due_current is None
    desk.follow("Từ chối tiếp nhận")
    desk.press("Từ chối tiếp nhận")
    desk.sees("Chưa điền “Lý do”.")
    reason = "Thửa đất thuộc xã khác; hồ sơ nộp tại xã nơi có đất."
    desk.fill("Lý do", reason)
    desk.press("Từ chối tiếp nhận")
    desk.sees("Đã ghi nhận: Từ chối tiếp nhận", "Hồ sơ đã kết thúc.", reason)

    dossier = Dossier.objects.get()
    assert dossier.state == State.REFUSED_RECEPTION
    assert [one.act for one in dossier.events.order_by("sequence")] == [Act.FILE, Act.REFUSE]
    letter = dossier.letters.get()
    assert letter.role == FormRole.REFUSAL
    shown = desk.page.request.get(f"{people.address}/ho-so/{dossier.code}/van-ban/{letter.pk}/")
    assert shown.body().startswith(b"%PDF-")


def test_late_with_an_apology_and_one_new_date(people: People) -> None:
    people.clock("2026-03-12 10:00")
    late = fill(open_town())["late"]
    worker = people.hands(Role.SPECIALIST)
    worker.go("n", "/nhac-viec/")
    worker.follow(f"Soạn thư xin lỗi {late.code}")
    worker.sees("Ngày hẹn chưa đổi cho đến khi lãnh đạo ký thư xin lỗi.")
    worker.press("Soạn văn bản xin lỗi")
    worker.sees("Đã ghi nhận: Soạn văn bản xin lỗi")
    late.refresh_from_db()
    assert late.due_current == late.due_original, "nothing is promised before the head signs"

    head = people.hands(Role.AGENCY_HEAD)
    head.go("n", "/nhac-viec/")
    head.follow(f"Xem và ký {late.code}")
    head.sees("Ngô Văn Thụ Lý soạn")
    head.press("Xin lỗi và hẹn lại")
    head.sees("Chưa thực hiện được", "Những gì bạn đã nhập vẫn còn ở dưới.")
    head.tick("Văn bản xin lỗi chậm hơn quy định, vẫn gửi")
    head.press("Xin lỗi và hẹn lại")
    head.sees("Đã ghi nhận: Xin lỗi và hẹn lại", "hồ sơ vẫn tính quá hạn")

    promised, original = late.due_original, late.due_original
    late.refresh_from_db()
    assert late.due_original == original and late.due_current is not None and promised is not None
    assert late.due_current > promised, "one new date, and lateness is still judged by the old one"
    assert late.letters.filter(role=FormRole.APOLOGY).count() == 1

    # A second new date is offered to nobody, and refused to whoever asks for its page.
    assert head.page.get_by_role("link", name="Xin lỗi và hẹn lại").count() == 0
    answer = head.open(f"/ho-so/{late.code}/xin-loi-va-hen-lai/")
    assert answer is not None and answer.status == 403
    worker.go("n", "/nhac-viec/")
    assert worker.page.get_by_role("link", name=f"Soạn thư xin lỗi {late.code}").count() == 0


def test_withdrawn(people: People) -> None:
    people.clock("2026-03-12 10:00")
    wanted = fill(open_town())["calm"]
    desk = people.hands(Role.RECEPTION)
    desk.find(wanted.code)
    desk.follow("Đề nghị rút hồ sơ")
    desk.fill("Lý do", "Người nộp sẽ nộp ở nơi cư trú mới.")
    desk.press("Đề nghị rút hồ sơ")
    desk.sees("Đã ghi nhận: Đề nghị rút hồ sơ", "đồng hồ đang dừng")

    head = people.hands(Role.SECTION_HEAD)
    head.find(wanted.code)
    head.sees("Người nộp sẽ nộp ở nơi cư trú mới.")
    head.follow("Chấp nhận rút hồ sơ")
    head.press("Chấp nhận rút hồ sơ")
    head.sees("Đã ghi nhận: Chấp nhận rút hồ sơ")
    wanted.refresh_from_db()
    assert wanted.state == State.WITHDRAWN and wanted.ended_at is not None and not wanted.outcome

    desk.find(wanted.code)
    desk.sees("Hồ sơ đã kết thúc.")
    assert desk.page.locator(".acts a").count() == 0
