# SPDX-License-Identifier: EUPL-1.2
"""A target by keyboard alone: proposed, its sentence mended, accepted, counted; another reported with proof."""

from pathlib import Path

import pytest

from motcua.law.roles import Role
from motcua.plans.models import Decision, PlanTarget, TargetReading
from motcua.plans.tests.living import open_plan
from motcua.web.tests.browser_hands import People
from motcua.web.tests.town import PDF, open_town


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_from_a_proposal_to_its_course_by_keyboard(people: People, tmp_path: Path) -> None:
    people.clock("2026-03-09 10:00")
    office = open_town()
    living = open_plan(office)
    office.assigned("2026-03-02 09:00")  # three working days; overdue since the 5th
    values = {"plan": living.plan, "owner": living.plan.unit, "op": ">=", "unit": "%"}
    counted = PlanTarget.objects.create(
        order=10, metric="Không để hồ sơ quá hạn", value=98, measured=True,
        expression="số hồ sơ đang giải quyết, năm 2026 = 0 hồ sơ", **values,
    )  # fmt: skip
    reported = PlanTarget.objects.create(
        order=20, metric="Giải ngân", value=95, decision=Decision.ACCEPTED,
        expression="“Tỷ lệ giải ngân”, năm 2026 ≥ 95 %", **values,
    )  # fmt: skip
    proof = tmp_path / "giai-ngan.pdf"
    proof.write_bytes(PDF)
    head = people.hands(Role.AGENCY_HEAD)
    head.open(f"/ke-hoach/{living.plan.pk}/chi-tieu/")
    head.sees("Chờ quyết định")
    head.follow("Sửa Không để hồ sơ quá hạn")
    head.at("textbox", "Câu chỉ tiêu")
    head.keys("Control+a")
    head.page.keyboard.type("số hồ sơ quá hạng, năm 2026 = 0 hồ sơ")
    head.press("Xem thử")
    head.sees("số hồ sơ đang quá hạn")  # what could stand there instead
    head.at("textbox", "Câu chỉ tiêu")
    head.keys("Control+a")
    head.page.keyboard.type("số hồ sơ đang quá hạn, năm 2026 = 0 hồ sơ")
    head.press("Xem thử")
    head.sees("1 hồ sơ")
    head.press("Nhận chỉ tiêu")
    head.sees("Đã ghi.", "Chưa đạt")
    head.follow("Không để hồ sơ quá hạn")
    head.sees("1 hồ sơ", "Hồ sơ cản trở", "Ai còn làm thay đổi được")
    head.follow("1 Đang giải quyết, quá hạn")
    head.sees("Đang giải quyết, quá hạn")
    head.open(f"/ke-hoach/chi-tieu/{reported.pk}/")
    head.fill("Giá trị", "61,5")
    head.hand_in("Tệp minh chứng", proof)
    head.press("Ghi giá trị")
    head.sees("Đã ghi giá trị.", "61,5 %", "giai-ngan.pdf")
    counted.refresh_from_db()
    assert (counted.decision, counted.binding) == (Decision.ACCEPTED, 2)
    assert TargetReading.objects.get().evidence_name == "giai-ngan.pdf"
