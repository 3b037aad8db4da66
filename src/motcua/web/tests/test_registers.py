# SPDX-License-Identifier: EUPL-1.2
"""The registers on their pages: entries are made, brought on, counted and taken out as tables."""

from __future__ import annotations

import io
from collections.abc import Iterator

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect

from motcua.dossiers.tests.office import Office, person
from motcua.law.roles import Role
from motcua.registers.models import (
    Course,
    Initiative,
    Nonconformity,
    NonconformityState,
    PublicityItem,
    QualityDocument,
    QualityVersion,
)
from motcua.web.tests import registers_walk
from motcua.web.tests.browser_hands import People
from motcua.web.tests.conftest import SignIn, set_clock
from motcua.web.tests.test_inspections import press
from motcua.web.tests.test_pages import SIGNED_IN
from motcua.web.tests.town import PDF, open_town


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2026-03-12 10:00")


@pytest.fixture
def control(office: Office, as_role: SignIn) -> Client:
    made = person("control", office.committee, Role.CONTROL_OFFICER, "Đầu mối kiểm soát")
    office.people[Role.CONTROL_OFFICER] = made
    return as_role(Role.CONTROL_OFFICER)


def table(client: Client, path: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(client.get(path).content)).active.values)


def test_an_initiative_from_proposal_to_recognition(office: Office, control: Client, as_role: SignIn) -> None:
    worker, head = as_role(Role.SPECIALIST), as_role(Role.AGENCY_HEAD)
    told = {
        "authors": "Ngô Văn Thử",
        "content": "Mỗi tuần một buổi trả kết quả tại thôn",
        "proposer": office.section.pk,
    }
    short = press(
        worker, "/sang-kien/moi/", "de-xuat", 422, title="Ngắn", file=SimpleUploadedFile("a.pdf", PDF), **told
    )
    assert "a.pdf" in short and "Mỗi tuần một buổi" in short, "nothing typed is lost"
    url = press(worker, "/sang-kien/moi/", "de-xuat", title="Trả kết quả tại nhà văn hóa thôn", **told)
    press(control, url, "hoi-dong", council_on="2026-03-10")
    assert press(worker, url, "cong-nhan", 409)
    decision = {"decision": "45/QĐ-UBND", "decided_on": "2026-03-11", "level": "grassroots"}
    proof = SimpleUploadedFile("qd.pdf", PDF)
    press(head, url, "cong-nhan", effect="Giảm một lần đi lại", hours_saved="120", file=proof, **decision)
    shown = worker.get(url)
    assert "45/QĐ-UBND" in shown.content.decode()
    link = next(step.file_url for step in shown.context["steps"] if step.file_url)
    assert worker.get(link).content == PDF
    assert "<b>1</b>" in worker.get("/sang-kien/").content.decode()
    assert table(worker, "/sang-kien/xlsx/")[3][6] == "45/QĐ-UBND"
    assert Initiative.objects.get().hours_saved == 120


def test_training_counts_each_official_once(office: Office, control: Client, as_role: SignIn) -> None:
    days = {"first_day": "2026-03-10", "last_day": "2026-03-11", "hours": "7.5"}
    url = press(
        control, "/tap-huan/moi/", "lap", title="Tập huấn một cửa", topic="Tiếp nhận, trả kết quả", **days
    )
    people = [seat.person_id for seat in office.section.positions.all()]
    press(control, f"{url}nguoi-du/?don-vi={office.section.pk}", "ghi", people=people)
    press(control, url, "da-to-chuc", guests="3")
    shown = as_role(Role.CLERK).get("/tap-huan/").content.decode()
    assert "<b>3/11</b>" in shown and "<b>27,3 %</b>" in shown
    assert table(control, "/tap-huan/xlsx/")[3][7:9] == (3, 3)
    assert as_role(Role.CLERK).get("/tap-huan/moi/").status_code == 404
    assert Course.objects.get().state == "held"


def test_publicity_says_how_it_was_counted(control: Client) -> None:
    told = {"title": "Phát thanh về nộp hồ sơ trực tuyến", "channel": "radio", "held_on": "2026-03-10"}
    bad = press(control, "/truyen-thong/moi/", "ghi", 422, reach="500", **told)
    assert "đếm bằng cách nào" in bad
    url = press(control, "/truyen-thong/moi/", "ghi", **told)
    press(control, url, "luot", reach="480", reach_of="Số hộ trong vùng phát")
    assert "480" in control.get("/truyen-thong/").content.decode()
    assert PublicityItem.objects.get().reach == 480
    assert table(control, "/truyen-thong/xlsx/")[3][4] == 480


def test_a_document_a_nonconformity_and_its_proof(
    office: Office, control: Client, as_role: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    section, head = as_role(Role.SECTION_HEAD), as_role(Role.AGENCY_HEAD)
    document = press(
        control, "/iso/tai-lieu/moi/", "lap", code="qt-01", title="Quy trình cấp giấy", kind="process"
    )
    version = {"effective_from": "2026-01-01", "decision": "10/QĐ-UBND"}
    assert "Không có thủ tục" in press(control, document, "ban-hanh", 422, procedure="0.000", **version)
    press(control, document, "ban-hanh", procedure="9.000001", **version)
    assert QualityVersion.objects.get().procedure_version is not None
    told = {"description": "Hai hồ sơ không có phiếu kiểm soát", "source": "own", "found_on": "2026-03-11"}
    pk = QualityVersion.objects.get().pk
    url = press(control, "/iso/khong-phu-hop/moi/", "ghi", responsible=office.section.pk, version=pk, **told)
    press(section, url, "khac-phuc", text="Lập bổ sung phiếu cho hai hồ sơ")
    press(section, url, "nguyen-nhan", text="Người mới chưa được hướng dẫn")
    press(section, url, "hanh-dong", text="Hướng dẫn người mới việc", due="2026-03-20")
    assert "minh chứng" in press(section, url, "thuc-hien", 422, text="Đã hướng dẫn ngày 12/3")
    press(section, url, "thuc-hien", text="Đã hướng dẫn ngày 12/3", file=SimpleUploadedFile("a.pdf", PDF))
    press(head, url, "xac-nhan", text="Mười hồ sơ sau đều có phiếu")
    assert Nonconformity.objects.get().state == NonconformityState.VERIFIED
    assert "1/1" in head.get("/so-theo-doi/").content.decode()
    assert table(head, "/iso/xlsx/")[3][6] == "Đã xác nhận có hiệu lực"
    assert (
        table(head, "/iso/xlsx/?nam=2020")[0][0] == "Điểm không phù hợp và hành động khắc phục"
    )  # of all years
    monkeypatch.setattr("motcua.registers.queries.EXPORTED_AT_MOST", 1)
    assert "nhiều nhất 1 dòng" in table(head, "/iso/xlsx/")[2][0]
    office.cases["certificate"].version.effective_to = "2026-03-10"
    office.cases["certificate"].version.save(update_fields=["effective_to"])
    assert "Tài liệu cần soát lại" in head.get("/iso/").content.decode()
    assert QualityDocument.objects.get().code == "QT-01"


@pytest.mark.parametrize("count", [1, 5])
def test_queries_do_not_grow_with_entries(office: Office, as_role: SignIn, count: int) -> None:
    for name in ("initiative", "course", "publicity_item", "quality_document", "audit", "nonconformity"):
        registers_walk.registers_values(name)
    for model in (Initiative, Course, PublicityItem, Nonconformity):
        for _ in range(count - 1):
            row = model.objects.earliest("id")
            row.pk = None
            row.save()
    client = as_role(Role.AGENCY_HEAD)
    # whose agencies, the figures, the rows; of the quality system three tables and what is out of date
    asked = {"so-theo-doi/": 12, "sang-kien/": 6, "tap-huan/": 10, "truyen-thong/": 10, "iso/": 11}
    counted = {}
    for path in asked:
        with CaptureQueriesContext(connection) as told:
            assert client.get(f"/{path}").status_code == 200
        counted[path] = len(told) - SIGNED_IN
    assert counted == asked


@pytest.fixture
def town(transactional_db: None) -> Iterator[Office]:
    made = open_town()
    made.people[Role.CONTROL_OFFICER] = person(
        "control", made.committee, Role.CONTROL_OFFICER, "Đầu mối kiểm soát"
    )
    yield made


@pytest.mark.browser
def test_an_initiative_is_proposed_and_laid_before_the_council_by_keyboard(
    town: Office, people: People
) -> None:
    people.clock("2026-03-12 10:00")
    worker, control = people.hands(Role.SPECIALIST), people.hands("control")
    worker.open("/sang-kien/")
    worker.follow("Đề xuất sáng kiến")
    worker.fill("Tên sáng kiến", "Trả kết quả tại nhà văn hóa thôn")
    worker.fill("Tác giả, đồng tác giả", "Ngô Văn Thụ Lý")
    worker.choose("Đơn vị của tác giả", "Bộ phận Tư pháp")
    worker.fill("Nội dung, điểm mới", "Mỗi tuần một buổi trả kết quả tại thôn, có lịch công khai.")
    worker.press("Gửi đề xuất")
    expect(worker.page.locator(".head .tag")).to_have_text("Đã đề xuất")
    control.open("/sang-kien/")
    control.follow("Trả kết quả tại nhà văn hóa thôn")
    control.page.get_by_label("Ngày hội đồng họp").fill("2026-03-13")
    control.press("Đưa ra hội đồng")
    expect(control.page.locator(".head .tag")).to_have_text("Hội đồng đang xét")
