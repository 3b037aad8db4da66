# SPDX-License-Identifier: EUPL-1.2
"""Inspections on their pages: from the plan to the finding put right, by everybody who has a part in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from urllib.parse import urlsplit

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect

from motcua.accesses.models import Access, Ground
from motcua.dossiers.tests.office import Office, person
from motcua.inspections.models import InspectionFinding, InspectionPlan, InspectionStep, Visit, VisitState
from motcua.inspections.tests.story import Inspected
from motcua.law.roles import Role
from motcua.web.tests.browser_hands import People
from motcua.web.tests.conftest import SignIn, set_clock
from motcua.web.tests.test_pages import SIGNED_IN
from motcua.web.tests.town import PDF, open_town

PLAN = {
    "title": "Kế hoạch kiểm tra công tác kiểm soát TTHC năm 2026",
    "year": "2026",
    "share": "30",
    "exceeds": "on",
}
DAYS = {
    "first_day": "2026-03-12",
    "last_day": "2026-03-13",
    "period_first": "2026-01-01",
    "period_last": "2026-03-11",
}


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2026-03-12 10:00")


@pytest.fixture
def control(office: Office, as_role: SignIn) -> Client:
    made = person("control", office.committee, Role.CONTROL_OFFICER, "Đầu mối kiểm soát")
    office.people[Role.CONTROL_OFFICER] = made
    return as_role(Role.CONTROL_OFFICER)


def press(client: Client, url: str, act: str, status: int = 302, **told: object) -> str:
    """Press a button of a page; where it leads."""
    data = {"viec": act, f"{act}-key": f"{act}-{url}-{len(str(told))}"[-40:]}
    data |= {f"{act}-{name}": value for name, value in told.items()}
    answer = client.post(url, data)
    assert answer.status_code == status and "dang-nhap" not in answer.headers.get("Location", ""), (
        act,
        answer.status_code,
        answer.content.decode()[:3000],
    )
    return answer.headers.get("Location", "") or answer.content.decode()


def test_the_whole_way_on_the_pages(office: Office, control: Client, as_role: SignIn) -> None:
    dossier = office.assigned("2026-03-09 10:00")
    head, section = as_role(Role.AGENCY_HEAD), as_role(Role.SECTION_HEAD)
    plan = press(control, "/kiem-tra/ke-hoach/moi/", "lap", unit=office.committee.pk, **PLAN)
    press(control, plan, "boc-tham")
    drawn = control.get(f"{plan}boc-tham/").content.decode()
    assert "được chọn" in drawn and "khớp" in drawn
    if not Visit.objects.filter(unit=office.section).exists():
        press(control, plan, "them", unit=office.section.pk, why="Nhiều hồ sơ quá hạn quý trước")
    press(control, plan, "ban-hanh", 409, document="12/KH-UBND ngày 02/3/2026")  # not theirs to press
    press(head, plan, "ban-hanh", document="12/KH-UBND ngày 02/3/2026")
    visit = Visit.objects.get(unit=office.section)
    url = f"/kiem-tra/dot/{visit.pk}/"
    leader = office.people[Role.CONTROL_OFFICER].pk
    refused = press(control, f"{url}thong-bao/", "thong-bao", 422, checklist="KSTTHC", leader=leader)
    assert "Chưa điền" in refused
    told = {"checklist": "KSTTHC", "leader": leader, "members": [office.people[Role.CLERK].pk], **DAYS}
    press(control, f"{url}thong-bao/", "thong-bao", **told)
    press(control, url, "bat-dau")
    press(control, f"{url}mau/", "chon", number="5")
    row = Visit.objects.get(pk=visit.pk).sample.get()
    shown = control.get(f"{url}mau/{row.pk}/").content.decode()
    assert dossier.code in shown and Access.objects.filter(ground=Ground.DUTY).count() == 1
    press(control, f"{url}mau/{row.pk}/", "ghi", verdict="sound", note="")
    items = [item["code"] for item in Visit.objects.get(pk=visit.pk).checklist["items"]]
    answers = {f"met_{code}": "met" for code in items} | {"met_B2": "unmet", "note_B2": ""}
    bad = control.post(f"{url}bang-kiem/", {"key": "c1", **answers})
    assert bad.status_code == 422 and "phải nêu đã thấy gì" in bad.content.decode()
    good = control.post(
        f"{url}bang-kiem/", {"key": "c2", **answers, "note_B2": "Ba thủ tục chưa có quy trình"}
    )
    assert good.status_code == 302
    assert "chưa có phát hiện: B2" in press(
        control, url, "trinh", 422, conclusion="Đơn vị cơ bản đúng quy định."
    )
    found = {"content": "Ba thủ tục chưa có quy trình", "demand": "Xây dựng ba quy trình", "item": "B2"}
    press(control, f"{url}phat-hien/", "ghi", unit=office.section.pk, due="2026-04-15", **found)
    press(control, url, "trinh", conclusion="Đơn vị cơ bản đúng quy định.", recommendation="")
    assert control.get(f"{url}ket-luan/pdf/").content.startswith(b"%PDF")
    press(head, url, "ky")
    assert control.get(f"{url}ket-luan/docx/").content.startswith(b"PK")
    finding = InspectionFinding.objects.get()
    page = f"/kiem-tra/phat-hien/{finding.pk}/"
    file = SimpleUploadedFile("quy-trinh.pdf", PDF)
    kept = press(section, page, "bao-cao", 422, text="Ngắn", file=file)
    assert "quy-trinh.pdf" in kept, "the file that arrived is kept"
    again = SimpleUploadedFile("quy-trinh.pdf", PDF)
    press(section, page, "bao-cao", text="Đã phê duyệt ba quy trình", file=again)
    step = InspectionStep.objects.get(act="answer")
    assert section.get(f"/kiem-tra/tep/{step.pk}/").content == PDF
    press(control, page, "cong-nhan", note="")
    press(control, url, "ket-thuc")
    press(head, plan, "boc-tham", 422, reason="")
    assert Visit.objects.get(pk=visit.pk).state == VisitState.CLOSED
    sheet = openpyxl.load_workbook(io.BytesIO(control.get("/kiem-tra/theo-doi/xlsx/").content)).active
    assert sheet.max_row == 4 and sheet.cell(4, 11).value == "Đã khắc phục xong"


def test_what_is_seen_stays_with_the_agency_until_it_is_signed(office: Office, as_role: SignIn) -> None:
    story = Inspected(office)
    visit = story.reported()
    worker = as_role(Role.SPECIALIST)  # works in the same agency: looks, and does nothing
    shown = worker.get(f"/kiem-tra/dot/{visit.pk}/")
    assert shown.status_code == 200 and not shown.context["worked"].offers
    for path in ("thong-bao/", "mau/", "phat-hien/"):
        assert worker.get(f"/kiem-tra/dot/{visit.pk}/{path}").status_code == 404
    assert worker.post(f"/kiem-tra/dot/{visit.pk}/", {"viec": "ky", "ky-key": "k"}).status_code == 409
    assert Visit.objects.get(pk=visit.pk).state == VisitState.REPORTED
    nobody = as_role(Role.SPECIALIST)
    office.people[Role.SPECIALIST].positions.update(effective_to="2020-01-01")
    assert nobody.get(f"/kiem-tra/dot/{visit.pk}/").status_code == 403


def test_who_answered_is_told_that_somebody_else_judges(office: Office, as_role: SignIn) -> None:
    story = Inspected(office)
    page = f"/kiem-tra/phat-hien/{story.concluded().findings.get().pk}/"
    head = as_role(Role.AGENCY_HEAD)
    press(head, page, "bao-cao", text="Đã phê duyệt ba quy trình")
    shown = head.get(page)
    assert [one.choice.name for one in shown.context["worked"].offers] == ["bao-cao"]
    assert "nên người khác công nhận" in shown.content.decode()
    assert "Công nhận đã khắc phục" in as_role(Role.CONTROL_OFFICER).get(page).content.decode()


@pytest.mark.parametrize("count", [1, 5])
def test_queries_do_not_grow_with_visits_and_findings(office: Office, as_role: SignIn, count: int) -> None:
    story = Inspected(office)
    visit = story.concluded()
    for number in range(2, count + 1):
        finding = visit.findings.get(number=1)
        finding.pk, finding.number = None, number
        finding.save()
    head = as_role(Role.AGENCY_HEAD)
    # Whose agencies, the plans, those of one's unit, coverage; rights of each button, units to add, steps; and so on.
    asked = {"": 9, f"ke-hoach/{visit.plan_id}/": 15, f"dot/{visit.pk}/": 13, "theo-doi/": 3}
    counted = {}
    for path in asked:
        with CaptureQueriesContext(connection) as told:
            head.get(f"/kiem-tra/{path}")
        counted[path] = len(told) - SIGNED_IN
    assert counted == asked


@pytest.fixture
def town(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Inspected]:
    set_clock(monkeypatch, "2026-03-20 10:00")
    yield Inspected(open_town())


@pytest.mark.browser
def test_a_finding_is_put_right_by_keyboard(town: Inspected, people: People) -> None:
    people.clock("2026-03-20 10:00")
    visit = town.concluded()
    section, control = people.hands(Role.SECTION_HEAD), people.hands("control")
    section.open("/kiem-tra/theo-doi/")
    section.follow("Ba thủ tục chưa có quy trình")
    section.fill("Đã khắc phục thế nào", "Đã phê duyệt ba quy trình ngày 18/3")
    section.press("Gửi báo cáo")
    expect(section.page.locator("main")).to_contain_text("Đã gửi báo cáo khắc phục")
    control.open(urlsplit(section.page.url).path)
    control.press("Công nhận")
    control.open(f"/kiem-tra/dot/{visit.pk}/")
    control.unfold("Kết thúc theo dõi")
    control.press("Kết thúc")
    expect(control.page.locator(".head .tag")).to_have_text("Đã kết thúc")
    assert InspectionPlan.objects.get().visits.get().state == VisitState.CLOSED
