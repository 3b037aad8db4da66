# SPDX-License-Identifier: EUPL-1.2
"""The editor of processes: in a draft only, with right, lock and record; nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from motcua.catalogue.models import CatalogueChange, InternalProcess, ProcedureVersion, ProcessStep
from motcua.catalogue.processes.bpmn import read_bpmn, write_bpmn
from motcua.catalogue.processes.storing import process_rows, store_processes
from motcua.dossiers.tests.office import Office, person
from motcua.law.roles import Role
from motcua.web.tests.conftest import SignIn
from motcua.web.tests.test_processes import PROCESS

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(office: Office) -> InternalProcess:
    """The process of a procedure in force."""
    rows = process_rows(PROCESS, version=office.cases["certificate"].version)
    store_processes([rows])
    return rows[0]


@pytest.fixture
def keeper(office: Office) -> Client:
    client = Client()
    client.force_login(person("keeper", office.committee, Role.CATALOGUE_ADMIN, "Quản trị danh mục"))
    return client


def _draft(keeper: Client, kept: InternalProcess) -> InternalProcess:
    answer = keeper.post(f"/quan-tri/quy-trinh/{kept.pk}/lap-du-thao/")
    draft = InternalProcess.objects.exclude(pk=kept.pk).get()
    assertRedirects(answer, f"/quan-tri/quy-trinh/{draft.pk}/sua/")
    return draft


def _typed(page: Any) -> dict[str, Any]:
    """Everything that the form on the page would send."""
    rows = page.context["rows"]
    sent: dict[str, Any] = {"seen": page.context["seen"], "so-dong": len(rows.forms)}
    for form in (rows.head, *rows.forms):
        values = {name: form[name].value() for name in form.fields}
        chosen = {name: value for name, value in values.items() if value or name != "form_roles"}
        sent.update({form.add_prefix(name): value or "" for name, value in chosen.items()})
    return sent


def test_a_process_is_found_drawn_and_handed_out(keeper: Client, kept: InternalProcess) -> None:
    assertContains(keeper.get("/quan-tri/quy-trinh/"), f"/quan-tri/quy-trinh/{kept.pk}/")
    assertContains(keeper.get("/quan-tri/quy-trinh/?tim=9.000003"), "Chưa có.")
    page = keeper.get(f"/quan-tri/quy-trinh/{kept.pk}/")
    assertContains(page, 'class="pd"', count=1)
    assertContains(page, "Không có lỗi, không có lưu ý.")
    answer = keeper.get(f"/quan-tri/quy-trinh/{kept.pk}/bpmn/")
    assert answer["Content-Disposition"].endswith('.bpmn"')
    assert [step.name for step in read_bpmn(answer.content).process.steps] == [s.name for s in PROCESS.steps]


def test_editing_goes_into_a_draft_and_is_recorded(keeper: Client, kept: InternalProcess) -> None:
    assertRedirects(keeper.get(f"/quan-tri/quy-trinh/{kept.pk}/sua/"), f"/quan-tri/quy-trinh/{kept.pk}/")
    draft = _draft(keeper, kept)
    url = f"/quan-tri/quy-trinh/{draft.pk}/sua/"
    sent = {**_typed(keeper.get(url)), "2-time": "10 giờ làm việc", "0-following": "2, 3", "luu": "1"}
    answer = keeper.post(url, sent)
    assertRedirects(answer, f"/quan-tri/quy-trinh/{draft.pk}/")
    assert list(draft.steps.values_list("minutes", flat=True)) == [120, 120, 600, 240, 120, 120, None]
    assert draft.steps.get(order=1).following == [2, 3]
    assert kept.steps.get(order=3).minutes == 720
    change = CatalogueChange.objects.get(part="processes")
    assert (change.act, change.before["rows"][2]["minutes"], change.after["rows"][2]["minutes"]) == (
        "edit_draft",
        720,
        600,
    )
    page = keeper.get(f"/quan-tri/quy-trinh/{draft.pk}/")
    assertContains(page, "Bước 3, thời gian: “12 giờ làm việc” thành “10 giờ làm việc”.")


def test_moving_and_removing_keep_what_was_typed_and_write_nothing(
    keeper: Client, kept: InternalProcess
) -> None:
    draft = _draft(keeper, kept)
    url = f"/quan-tri/quy-trinh/{draft.pk}/sua/"
    sent = {**_typed(keeper.get(url)), "1-name": "Đang gõ dở", "0-following": "2, 4"}
    page = keeper.post(url, {**sent, "xuong": "1"})
    rows = page.context["rows"]
    assert [form["name"].value() for form in rows.forms][:3] == [
        "Tiếp nhận, chuyển hồ sơ",
        "Thẩm định, dự thảo",
        "Đang gõ dở",
    ]
    assert rows.forms[0]["following"].value() == "3, 4"
    page = keeper.post(url, {**_typed(page), "bo": "2"})
    assert len(page.context["rows"].forms) == 6
    assert page.context["rows"].forms[0]["following"].value() == "3"
    page = keeper.post(url, {**_typed(page), "them": "1"})
    assert len(page.context["rows"].forms) == 7
    assertNotContains(page, "Chưa lưu được")
    assert draft.steps.count() == 7 and not CatalogueChange.objects.filter(part="processes").exists()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("2-time", "12", "Hãy ghi số kèm đơn vị"),
        ("2-time", "30 ngày làm việc", "vượt tổng thời hạn"),
        ("2-role", "", "Chưa chọn “Vị trí thực hiện”."),
        ("2-following", "hai", "Hãy ghi số thứ tự các bước"),
        ("2-following", "9", "chuyển tới bước 9 không có"),
        ("0-following", "hết", "Không bước nào dẫn tới bước 2"),
        ("process_name", "", "Chưa điền “Tên quy trình”."),
    ],
)
def test_what_is_refused_is_said_and_stays_typed_in(
    keeper: Client, kept: InternalProcess, field: str, typed: str, said: str
) -> None:
    draft = _draft(keeper, kept)
    url = f"/quan-tri/quy-trinh/{draft.pk}/sua/"
    page = keeper.post(url, {**_typed(keeper.get(url)), field: typed, "4-name": "Ký, còn đây"})
    assertContains(page, said, status_code=422)
    assertContains(page, "Ký, còn đây", status_code=422)
    assert draft.steps.get(order=5).name == "Ký kết quả"


def test_a_check_judges_without_writing(keeper: Client, kept: InternalProcess) -> None:
    draft = _draft(keeper, kept)
    url = f"/quan-tri/quy-trinh/{draft.pk}/sua/"
    page = keeper.post(url, {**_typed(keeper.get(url)), "2-time": "30 ngày làm việc", "kiem-tra": "1"})
    assertContains(page, "vượt tổng thời hạn 3 ngày làm việc")
    assertContains(page, 'class="pd"', count=1)
    assert draft.steps.get(order=3).minutes == 720


def test_two_people_do_not_overwrite_each_other(keeper: Client, kept: InternalProcess) -> None:
    draft = _draft(keeper, kept)
    url = f"/quan-tri/quy-trinh/{draft.pk}/sua/"
    first, second = _typed(keeper.get(url)), _typed(keeper.get(url))
    assert keeper.post(url, {**first, "1-name": "Của người thứ nhất"}).status_code == 302
    page = keeper.post(url, {**second, "1-name": "Của người thứ hai"})
    assertContains(page, "Của người thứ hai", status_code=409)
    assert draft.steps.get(order=2).name == "Của người thứ nhất"
    assert keeper.post(url, {**_typed(page), "1-name": "Của người thứ hai"}).status_code == 302


def test_a_file_fills_the_table_and_is_written_only_when_saved(keeper: Client, kept: InternalProcess) -> None:
    draft = _draft(keeper, kept)
    url = f"/quan-tri/quy-trinh/{draft.pk}/sua/"
    content = write_bpmn(PROCESS).replace("Phân công thụ lý".encode(), "Giao việc".encode())
    sent = _typed(keeper.get(url))
    page = keeper.post(url, {**sent, "doc-tep": "1", "tep": SimpleUploadedFile("a.bpmn", content)})
    assertContains(page, "Giao việc")
    assert draft.steps.get(order=2).name == "Phân công thụ lý"
    assert keeper.post(url, _typed(page)).status_code == 302
    assert draft.steps.get(order=2).name == "Giao việc"
    bad = SimpleUploadedFile("a.bpmn", b"<!DOCTYPE a><a/>")
    page = keeper.post(url, {**sent, "0-name": "Vẫn còn", "doc-tep": "1", "tep": bad})
    assertContains(page, "DOCTYPE", status_code=422)
    assertContains(page, "Vẫn còn", status_code=422)
    assertContains(keeper.post(url, {**sent, "doc-tep": "1"}), "Chưa chọn tệp BPMN", status_code=422)


def test_a_further_process_of_a_draft(keeper: Client, kept: InternalProcess) -> None:
    draft = _draft(keeper, kept)
    url = f"/quan-tri/quy-trinh/ban/{draft.version_id}/them/"
    sent = {**_typed(keeper.get(f"/quan-tri/quy-trinh/{draft.pk}/sua/")), "process_name": "Thứ hai"}
    assert keeper.get(url).status_code == 200
    assert keeper.post(url, sent).status_code == 302
    assert ProcedureVersion.objects.get(pk=draft.version_id).processes.count() == 2


def test_only_keepers_write(office: Office, as_role: SignIn, keeper: Client, kept: InternalProcess) -> None:
    draft = _draft(keeper, kept)
    sent = _typed(keeper.get(f"/quan-tri/quy-trinh/{draft.pk}/sua/"))
    for role in (Role.SPECIALIST, Role.AGENCY_HEAD):
        client = as_role(role)
        assert client.get(f"/quan-tri/quy-trinh/{kept.pk}/").status_code == 403
        assert client.post(f"/quan-tri/quy-trinh/{draft.pk}/sua/", sent).status_code == 403
    inspector = Client()
    inspector.force_login(person("looker", office.committee, Role.INSPECTOR, "Thanh tra"))
    assert inspector.get(f"/quan-tri/quy-trinh/{kept.pk}/").status_code == 200
    assert inspector.post(f"/quan-tri/quy-trinh/{draft.pk}/sua/", sent).status_code == 403
    assert inspector.post(f"/quan-tri/quy-trinh/{kept.pk}/lap-du-thao/").status_code == 403
    ProcedureVersion.objects.filter(pk=draft.version_id).update(status="discarded")
    assertContains(
        keeper.post(f"/quan-tri/quy-trinh/{draft.pk}/sua/", sent), "không còn là dự thảo", status_code=422
    )


@pytest.mark.parametrize("copies", [1, 4])
def test_queries_of_the_list_do_not_grow(
    office: Office,
    keeper: Client,
    kept: InternalProcess,
    copies: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for case in list(office.cases.values())[:copies]:
        store_processes([process_rows(PROCESS, version=case.version)])
    keeper.get("/")
    with django_assert_num_queries(LIST):
        keeper.get("/quan-tri/quy-trinh/")
    assert ProcessStep.objects.count() == 7 * (copies + 1)


LIST = 6
"""The session, the person, the positions; the number, the page of versions, their processes."""


@pytest.mark.parametrize(
    "wrong",
    [{"so-dong": "9" * 5000}, {"len": "9" * 5000}, {"1-following": "9" * 5000, "them": ""}],
    ids=["rows", "row", "step"],
)
def test_a_number_too_long_to_be_one_is_no_failure(
    keeper: Client, kept: InternalProcess, wrong: dict[str, str]
) -> None:
    url = f"/quan-tri/quy-trinh/{_draft(keeper, kept).pk}/sua/"
    assert keeper.post(url, {**_typed(keeper.get(url)), **wrong}).status_code in (200, 422)


def test_a_raised_figure_is_not_the_number_of_a_step(keeper: Client, kept: InternalProcess) -> None:
    draft = _draft(keeper, kept)
    url = f"/quan-tri/quy-trinh/{draft.pk}/sua/"
    answer = keeper.post(url, {**_typed(keeper.get(url)), "0-following": "²", "luu": "1"})
    assertContains(answer, "Hãy ghi số thứ tự các bước", status_code=422)
