# SPDX-License-Identifier: EUPL-1.2
"""The report of a plan: as it stood on a day, whatever happened since; the same words in every format."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from docx import Document
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from motcua.documents.content import take_in
from motcua.documents.spreadsheets import CUT
from motcua.dossiers.tests.office import Office, at, open_office
from motcua.law.roles import Role
from motcua.plans.acts import documents, many, tasks
from motcua.plans.acts.tasks import Wanted
from motcua.plans.models import EntryKind, Plan, TaskEntry, WorkState
from motcua.plans.performing import doing
from motcua.plans.report import PlanReport, report_of
from motcua.plans.tests.papers import brought_in
from motcua.plans.then import plan_then
from motcua.plans.work_performing import Evidence, say
from motcua.plans.working.standing import Standing
from motcua.plans.writing.report_files import Format, write

pytestmark = pytest.mark.django_db
D = dt.date


@pytest.fixture
def office() -> Office:
    return open_office()


@pytest.fixture
def plan(office: Office) -> Plan:
    """In force since 2 March; a task posted with evidence on the 20th, one changed on the 25th."""
    head, plan = office.actor(Role.AGENCY_HEAD), brought_in(office)
    chosen = [(task.pk, task.version) for task in plan.tasks.all()]
    many.accept_sure(head, plan, chosen, "all", at("2026-03-02 09:00"))
    plan = documents.put_in_force(head, plan, "force", at("2026-03-02 10:00"))
    work = plan.works.get(task__content__startswith="Niêm yết")
    stored = take_in(b"%PDF-1.4\n% proof")
    told = doing(EntryKind.DONE, office.actor(Role.CENTRE_HEAD), None, "done", at("2026-03-20 15:00"))
    values = {"state": WorkState.DONE, "percent": 100, "done_at": told.now, "done_on": D(2026, 3, 20)}
    say(told, work, values, text="Đã niêm yết 120 thủ tục", evidence=Evidence(stored.sha256, "bien-ban.pdf"))
    reviewed = plan.tasks.get(content__startswith="Rà soát")
    changed = Wanted("Rà soát theo nội dung mới", lead_text=reviewed.lead_text, due=D(2026, 10, 31))
    tasks.save(head, reviewed, reviewed.version, "later", changed, at("2026-03-25 09:00"))
    tasks.add(head, plan, Wanted("Việc thêm sau"), "added", now=at("2026-03-26 09:00"))
    return plan


def on(plan: Plan, day: D) -> PlanReport:
    return report_of(plan, day, at("2026-04-10 08:00"))


def test_a_past_day_is_told_as_it_was(plan: Plan) -> None:
    early, late = on(plan, D(2026, 3, 10)), on(plan, D(2026, 4, 9))
    assert [line.content[:8] for line in early.tasks][:2] == ["Niêm yết", "Rà soát "]
    assert len(early.tasks) == 5 and len(late.tasks) == 6
    assert early.tasks[0].standing is Standing.NOT_STARTED and not early.tasks[0].evidence
    assert late.tasks[0].standing is Standing.DONE and late.tasks[0].evidence[0].name == "bien-ban.pdf"
    assert late.tasks[0].said == "Đã niêm yết 120 thủ tục"
    assert (early.tasks[1].due, late.tasks[1].content) == (D(2026, 8, 31), "Rà soát theo nội dung mới")
    assert early.sha256 == on(plan, D(2026, 3, 10)).sha256 != late.sha256
    assert early.as_of == at("2026-03-10 23:59") + dt.timedelta(seconds=59, microseconds=999999)


def test_a_day_that_is_not_over_is_told_until_now(plan: Plan) -> None:
    now = at("2026-03-10 08:00")
    assert report_of(plan, D(2026, 3, 10), now).as_of == now
    assert report_of(plan, D(2027, 1, 1), now).day == D(2026, 3, 10)


def test_what_is_late_is_told_with_room_for_its_cause(plan: Plan) -> None:
    told = report_of(plan, D(2026, 8, 1), at("2026-08-02 08:00"))
    late = [line for line in told.tasks if line.standing is Standing.LATE]
    assert any(line.content.startswith("Công khai quy hoạch") for line in late)
    chapter = next(one for one in told.chapters if one.title == "Nhiệm vụ quá hạn")
    assert chapter.number == "III" and chapter.to_write
    assert any("30/06/2026" in sentence for sentence in chapter.sentences)
    assert "chưa có số liệu" in " ".join(
        next(one for one in told.chapters if one.title == "Chỉ tiêu").sentences
    ) or (
        "không có chỉ tiêu"
        in " ".join(next(one for one in told.chapters if one.title == "Chỉ tiêu").sentences)
    )


def test_every_format_says_the_same(plan: Plan) -> None:
    told = on(plan, D(2026, 4, 9))
    book = openpyxl.load_workbook(io.BytesIO(write(told, Format.XLSX)))
    assert book.sheetnames == ["Nhiệm vụ", "Chỉ tiêu", "Thuyết minh"]
    cells = [str(cell.value) for row in book["Nhiệm vụ"].iter_rows() for cell in row if cell.value]
    document = Document(io.BytesIO(write(told, Format.DOCX)))
    words = "\n".join(
        [one.text for one in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    paper = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(write(told, Format.PDF))).pages)
    for phrase in ("Đã niêm yết 120 thủ tục", "bien-ban.pdf", "Việc thêm sau"):
        assert any(phrase in cell for cell in cells) and phrase in words, phrase
    assert "[ĐƠN VỊ VIẾT:" in words and "PHỤ LỤC" in words
    assert "bien-ban.pdf" in paper.replace("\n", "").replace(" ", "") or "bien-ban" in paper
    assert told.sha256[:16] in paper.replace("\n", "").replace(" ", "")
    assert write(told, Format.XLSX) == write(told, Format.XLSX)


def test_a_cell_too_long_for_a_spreadsheet_says_that_it_was_cut(plan: Plan) -> None:
    plan.tasks.filter(content__startswith="Niêm yết").update(product="Biên bản niêm yết " * 2000)
    book = openpyxl.load_workbook(io.BytesIO(write(on(plan, D(2026, 4, 9)), Format.XLSX)))
    cells = [str(cell.value) for row in book["Nhiệm vụ"].iter_rows() for cell in row if cell.value]
    (longest,) = [cell for cell in cells if len(cell) > 30_000]
    assert longest.endswith(CUT)


def test_queries_do_not_grow_with_tasks(
    office: Office, plan: Plan, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    head = office.actor(Role.AGENCY_HEAD)
    for number in range(20):
        tasks.add(head, plan, Wanted(f"Việc {number}"), f"n{number}", now=at("2026-03-03 09:00"))
    with django_assert_max_num_queries(12):
        on(plan, D(2026, 4, 9))


def test_undoing_steps_leaves_the_rows_alone(plan: Plan) -> None:
    then, accepted = plan_then(plan, at("2026-03-01 00:00"))
    assert accepted == [] and then.state == "confirming"
    plan.refresh_from_db()
    assert (
        plan.state == "in_force" and TaskEntry.objects.filter(work__plan=plan, kind=EntryKind.DONE).exists()
    )
