# SPDX-License-Identifier: EUPL-1.2
"""Pages of the work on plans: who sees what, what a press does, links of mails, files, query counts."""

import datetime as dt
import io
import re
import zipfile

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from motcua.dossiers.tests.office import Office, at
from motcua.law.roles import Role
from motcua.plans.acts import extending, working
from motcua.plans.acts.opening import open_works
from motcua.plans.models import Plan, PlanState, TaskWork, WorkState
from motcua.plans.tests.living import Living, open_plan, press, task
from motcua.web.plans.work import lists
from motcua.web.tests.conftest import SignIn, set_clock
from motcua.web.tests.test_pages import SIGNED_IN
from motcua.web.tests.town import PDF

D = dt.date
LIST = "/ke-hoach/viec/"


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2026-03-09 10:00")


@pytest.fixture
def living(office: Office) -> Living:
    cache.clear()
    return open_plan(office)


def page_of_work(client: Client, work: TaskWork) -> str:
    answer = client.get(f"{LIST}{work.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def key_in(html: str, act: str) -> str:
    form = html[html.index(f"/{act}/") :]
    found = re.search(r'name="key" value="([0-9a-f]+)"', form)
    assert found
    return found[1]


def send(client: Client, work: TaskWork, act: str, **told: object) -> object:
    key = key_in(page_of_work(client, work), act)
    return client.post(f"{LIST}{work.pk}/{act}/", {"key": key, **told})


def test_from_the_list_to_done(living: Living, as_role: SignIn) -> None:
    worker, work = as_role(Role.SPECIALIST), living.work("Rà soát")
    listed = worker.get(LIST).content.decode()
    assert f'href="{LIST}{work.pk}/"' in listed
    assert send(worker, work, "nhan").status_code == 302
    paper = SimpleUploadedFile("bao-cao.pdf", PDF, "application/pdf")
    send(worker, work, "tien-do", percent="60", text="Đã rà soát 60 thủ tục", file=paper)
    html = page_of_work(worker, work)
    assert "Đã rà soát 60 thủ tục" in html
    assert "bao-cao.pdf" in html
    entry = work.entries.get(file__isnull=False)
    told = worker.get(f"{LIST}{work.pk}/tep/{entry.pk}/")
    assert b"".join(told) == PDF if told.streaming else told.content == PDF
    send(worker, work, "xong", text="")
    work.refresh_from_db()
    assert (work.state, work.percent, work.done_on) == (WorkState.DONE, 100, D(2026, 3, 9))


def test_what_was_refused_keeps_what_was_filled_in_and_the_file(living: Living, as_role: SignIn) -> None:
    worker, work = as_role(Role.SPECIALIST), living.work("Rà soát")
    paper = SimpleUploadedFile("anh.pdf", PDF, "application/pdf")
    answer = send(worker, work, "tien-do", percent="999", text="Lời đã viết", file=paper)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Lời đã viết" in html
    assert "anh.pdf" in html
    kept = re.search(r'name="kept" value="([^"]+)"', html)
    assert kept
    key = key_in(html, "tien-do")
    told = {"key": key, "percent": "50", "text": "Lời", "kept": kept[1], "kept_name": "anh.pdf"}
    assert worker.post(f"{LIST}{work.pk}/tien-do/", told).status_code == 302
    assert work.entries.get(file__isnull=False).file_name == "anh.pdf"
    text = SimpleUploadedFile("x.pdf", b"no pdf", "application/pdf")
    answer = send(worker, work, "tien-do", text="Lời", file=text)
    assert "không phải PDF" in answer.content.decode()


def test_more_time_asked_and_decided_on_the_pages(living: Living, as_role: SignIn) -> None:
    worker, chairman, work = as_role(Role.SPECIALIST), as_role(Role.AGENCY_HEAD), living.work("Rà soát")
    send(worker, work, "gia-han", until="2026-05-03", text="Chờ hướng dẫn của tỉnh")
    assert "Đang xin gia hạn" in page_of_work(worker, work)
    refused = send(chairman, work, "quyet-dinh", accepted="no", text="")
    assert refused.status_code == 422
    send(chairman, work, "quyet-dinh", accepted="yes", text="")
    html = page_of_work(worker, work)
    assert "Chủ nhật 03/05/2026" in html
    assert "thứ Hai 04/05/2026" in html  # a Sunday: the next working day is in time
    assert "Kế hoạch ghi" in html


def test_every_act_only_for_those_who_may(living: Living, as_role: SignIn) -> None:
    work = living.work("Rà soát")
    shown = {
        role: set(re.findall(rf"/ke-hoach/viec/{work.pk}/([a-z-]+)/\"", page_of_work(as_role(role), work)))
        for role in (Role.SPECIALIST, Role.SECTION_HEAD, Role.AGENCY_HEAD, Role.CLERK)
    }
    assert shown[Role.CLERK] == {"trao-doi"}
    assert shown[Role.SPECIALIST] == {"nhan", "tien-do", "xong", "gia-han", "trao-doi"}
    assert shown[Role.SECTION_HEAD] == {*shown[Role.SPECIALIST], "giao", "chi-dao"}
    assert shown[Role.AGENCY_HEAD] == {*shown[Role.SECTION_HEAD], "dung"}
    clerk = as_role(Role.CLERK)
    for act in ("nhan", "tien-do", "xong", "gia-han", "giao", "dung", "mo-lai", "quyet-dinh", "chi-dao"):
        told = {
            "key": f"k-{act}",
            "text": "Một lời đủ dài",
            "until": "2026-09-01",
            "percent": "10",
            "accepted": "yes",
        }
        told["person"] = str(living.office.people[Role.SPECIALIST].pk)
        assert clerk.post(f"{LIST}{work.pk}/{act}/", told).status_code == 422
    assert list(work.entries.values_list("kind", flat=True)) == ["made"]
    assert clerk.post(f"{LIST}{work.pk}/khong-co/", {}).status_code == 404


def test_filters_stand_in_the_address_and_are_kept_under_a_name(living: Living, as_role: SignIn) -> None:
    worker = as_role(Role.SPECIALIST)
    late = worker.get(f"{LIST}?tinh-trang=qua-han")
    assert [row.work.task.content for row in late.context["rows"]] == ["Niêm yết công khai"]
    assert len(worker.get(f"{LIST}?chu=sáng+kiến").context["rows"]) == 3
    assert len(worker.get(f"{LIST}?cua=don-vi-toi").context["rows"]) == 3
    assert len(worker.get(f"{LIST}?tu=2026-03-01&den=2026-03-31").context["rows"]) == 3
    assert len(worker.get(f"{LIST}?ke-hoach=x&tu=hom-qua&cua=ai-do").context["rows"]) == 8
    saved = worker.post(f"{LIST}luu/", {"tinh-trang": "qua-han", "ten": "Việc muộn"})
    assert saved["Location"] == f"{LIST}?tinh-trang=qua-han"
    html = worker.get(LIST).content.decode()
    assert "Việc muộn" in html
    pk = re.search(r"/ke-hoach/viec/xoa/(\d+)/", html)
    assert pk
    worker.post(f"{LIST}xoa/{pk[1]}/")
    assert "Việc muộn" not in worker.get(LIST).content.decode()


@pytest.mark.parametrize("way", ["", "cot/", "lich/", "thoi-gian/"])
@pytest.mark.parametrize("extra", [0, 12])
def test_queries_of_the_lists_do_not_grow_with_their_rows(
    living: Living, as_role: SignIn, way: str, extra: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(extra):
        task(living.plan, f"Việc {number}", lead_unit=living.office.section, due=D(2026, 3, 20))
    open_works(living.plan.pk, at("2026-03-09 10:00"))
    worker = as_role(Role.SPECIALIST)
    worker.get(f"{LIST}{way}")
    # the rights (units and those above, committees, the plans one confirms), counts, filters, saved ones, the rows
    columns = {"": 1, "cot/": 2, "lich/": 2, "thoi-gian/": 1}[way]
    with django_assert_num_queries(SIGNED_IN + RIGHTS + 3 + columns):
        worker.get(f"{LIST}{way}")


RIGHTS = 4


def test_queries_of_one_piece_of_work_do_not_grow_with_its_story(
    living: Living, as_role: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    worker, work = as_role(Role.SPECIALIST), living.work("Rà soát")
    actor = living.actor(Role.SPECIALIST)
    with django_assert_num_queries(count_of(worker, work)):
        worker.get(f"{LIST}{work.pk}/")
    before = count_of(worker, work)
    for number in range(10):
        working.comment(actor, work.pk, f"Lời {number}", press(f"c{number}"))
    assert count_of(worker, work) == before


def count_of(client: Client, work: TaskWork) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        client.get(f"{LIST}{work.pk}/")
    return len(found)


def test_the_calendar_and_the_timeline_show_the_month_and_the_bars(living: Living, as_role: SignIn) -> None:
    worker = as_role(Role.SPECIALIST)
    month = worker.get(f"{LIST}lich/?thang=2026-03")
    days = {day.day: len(day.rows) for week in month.context["weeks"] for day in week if day.rows}
    assert days == {D(2026, 3, 6): 1, D(2026, 3, 31): 2}
    assert "Tháng 04/2026" in worker.get(f"{LIST}lich/?thang=2026-04").content.decode()
    assert worker.get(f"{LIST}lich/?thang=2026-99").status_code == 200
    line = worker.get(f"{LIST}thoi-gian/").content.decode()
    assert line.count('<svg class="span span-') == 9
    assert 'class="over"' in line  # what is late runs on to today


def test_the_board_has_a_column_for_each_state(living: Living, as_role: SignIn) -> None:
    board = as_role(Role.SPECIALIST).get(f"{LIST}cot/")
    assert [(column.name, column.count) for column in board.context["columns"]] == [
        ("Chưa bắt đầu", "6"),
        ("Đang thực hiện", "0"),
        ("Sắp đến hạn", "0"),
        ("Quá hạn", "1"),
        ("Hoàn thành đúng hạn", "0"),
    ]


def test_the_list_leaves_as_a_spreadsheet(living: Living, as_role: SignIn) -> None:
    answer = as_role(Role.SPECIALIST).get(f"{LIST}tep/?tinh-trang=qua-han&tep=xlsx")
    book = load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in book.iter_rows(min_row=3)]
    assert rows[0][0] == "Nhiệm vụ"
    assert [row[0] for row in rows[1:]] == ["Niêm yết công khai"]


def test_the_sheet_of_a_month_stays_what_it_was(
    living: Living, as_role: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker, chairman = living.actor(Role.SPECIALIST), living.actor(Role.AGENCY_HEAD)
    review = living.work("Rà soát").pk
    working.report(worker, review, press("a"), percent=30, text="Đã rà soát một phần")
    working.instruct(chairman, review, "Xong trước ngày 25/3", press("b"))
    extending.ask_extension(
        worker, living.work("Niêm yết").pk, D(2026, 4, 15), "Thiếu bảng niêm yết mới", press("c")
    )
    url = f"/ke-hoach/{living.plan.pk}/giao-ban/"
    head = as_role(Role.AGENCY_HEAD)
    now = head.get(url)
    parts = {
        part: [line.task.content for line, _state in lines] for part, _name, lines in now.context["parts"]
    }
    assert parts["to_decide"] == ["Niêm yết công khai"]
    assert "Rà soát thủ tục" in parts["going_on"]
    assert "Xong trước ngày 25/3" in now.content.decode()
    set_clock(monkeypatch, "2026-04-10 10:00")
    working.finish(worker, review, press("d", "2026-04-08 09:00"), text="Báo cáo số 12/BC-UBND")
    head = as_role(Role.AGENCY_HEAD)  # a month later one signs in again
    march = head.get(f"{url}?thang=2026-03").context["parts"]
    april = head.get(f"{url}?thang=2026-04").context["parts"]
    told = {name: [line.task.content for line, _state in lines] for name, _words, lines in march}
    assert told["done"] == []
    assert "Rà soát thủ tục" in told["going_on"]
    done = next(lines for name, _words, lines in april if name == "done")
    assert [line.task.content for line, _state in done] == ["Rà soát thủ tục"]
    docx = head.get(f"{url}tep/?thang=2026-03&tep=docx")
    words = zipfile.ZipFile(io.BytesIO(docx.content)).read("word/document.xml").decode()
    assert "PHIẾU GIAO BAN THÁNG 03/2026" in words
    assert "Xong trước ngày 25/3" in words
    book = load_workbook(io.BytesIO(head.get(f"{url}tep/?thang=2026-03&tep=xlsx").content)).active
    assert any("Rà soát thủ tục" in [cell.value for cell in row] for row in book.iter_rows())


def test_who_carries_out_which_duty(living: Living, as_role: SignIn) -> None:
    lower = Plan.objects.create(
        unit=living.office.section,
        state=PlanState.IN_FORCE,
        title="Kế hoạch của bộ phận",
        year=2026,
        higher=living.plan,
        created_at=at("2026-03-01 08:00"),
        put_in_force_at=at("2026-03-02 08:00"),
    )
    own = task(lower, "Rà soát thủ tục hộ tịch", lead_unit=living.office.section, due=D(2026, 3, 20))
    task(lower, "Sửa chữa máy tính")
    head = as_role(Role.AGENCY_HEAD)
    ties = f"/ke-hoach/{lower.pk}/cap-tren/"
    shown = head.get(ties)
    duty = living.plan.tasks.get(content="Rà soát thủ tục")
    assert [row[2] for row in shown.context["rows"]] == [[duty], []]
    key = re.search(r'name="key" value="([0-9a-f]+)"', shown.content.decode())
    assert key
    for _ in range(2):
        head.post(ties, {"key": key[1], f"nv-{own.pk}": str(duty.pk), "nv-9999": "1", "nv-x": "y"})
    own.refresh_from_db()
    assert own.higher_task_id == duty.pk
    assert lower.steps.filter(act="carry_out").count() == 1
    open_works(lower.pk, at("2026-03-09 10:00"))
    work = head.get(f"/ke-hoach/viec/{TaskWork.objects.get(task=own).pk}/")
    assert "Thực hiện nhiệm vụ của cấp trên" in work.content.decode()
    page = head.get(f"/ke-hoach/{living.plan.pk}/do-phu/")
    found = page.context["found"]
    assert [duty.task.content for duty in found.duties if duty.covered.is_taken] == ["Rà soát thủ tục"]
    assert len(found.untaken) == 4
    assert found.own == 1
    only = head.get(f"/ke-hoach/{living.plan.pk}/do-phu/?xem=chua-ai")
    assert "Rà soát thủ tục" not in [duty.task.content for duty in only.context["duties"]]
    Plan.objects.filter(pk=lower.pk).update(higher=None)
    assert "Thực hiện nhiệm vụ của cấp trên" not in head.get(work.wsgi_request.path).content.decode()
    book = load_workbook(io.BytesIO(head.get(f"/ke-hoach/{living.plan.pk}/do-phu/tep/").content)).active
    assert any("Tập huấn" in [cell.value for cell in row] for row in book.iter_rows())
    other = task(lower, "Việc lạ")
    refused = head.post(ties, {"key": "other", f"nv-{other.pk}": str(own.pk)})
    assert refused.status_code == 422
    assert as_role(Role.SPECIALIST).get(ties).status_code == 403


def test_a_file_that_is_cut_says_so(living: Living, as_role: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "FILE_AT_MOST", 2)
    answer = as_role(Role.SPECIALIST).get(f"{LIST}tep/?tep=xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[2][0] == "Chỉ gồm 2 việc đến hạn sớm nhất; hãy lọc hẹp hơn." and len(rows) == 3 + 1 + 2


def test_how_the_work_stands_folds_and_the_fold_says_what_is_late(living: Living, as_role: SignIn) -> None:
    html = as_role(Role.AGENCY_HEAD).get(LIST).content.decode()
    fold = re.search(r'<details class="standing-fold">(.*?)</details>', html, re.DOTALL)
    assert fold
    summary, _, chips = fold[1].partition("</summary>")
    told = " ".join(re.sub(r"<[^>]+>", " ", summary).split())
    assert re.fullmatch(r"Tình trạng: Chưa xong \d+ Quá hạn \d+", told), told
    assert chips.count('class="chip"') > 3
