# SPDX-License-Identifier: EUPL-1.2
"""Who did what, and whether the house is well."""

import csv
import io
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from motcua.documents import store
from motcua.documents.sampling import sample
from motcua.dossiers import acts
from motcua.dossiers.tests.office import Office, at, on, open_unit, person
from motcua.law.names import fold
from motcua.law.roles import Role
from motcua.organisations.actors import SYSTEM
from motcua.organisations.models import AdministrationRecord, Unit
from motcua.organisations.records import AdminAct, record
from motcua.web.administration.health import Wellness, checks
from motcua.web.tests.conftest import SignIn, set_clock
from motcua.web.tests.test_pages import SIGNED_IN


@pytest.fixture
def control(office: Office, as_role: SignIn, monkeypatch: pytest.MonkeyPatch) -> Client:
    set_clock(monkeypatch, "2026-03-20 10:00")
    for unit in Unit.objects.all():
        Unit.objects.filter(pk=unit.pk).update(search_key=fold(unit.name))
    for role in (Role.CONTROL_OFFICER, Role.SYSTEM_ADMIN):
        office.people[role] = person(role.value, office.committee, role, "Kiểm soát")
    return as_role(Role.CONTROL_OFFICER)


def found(client: Client, question: str = "", log: str = "ho-so") -> list[str]:
    answer = client.get(f"/quan-tri/nhat-ky/{log}/?{question}")
    assert answer.status_code == 200
    return [str(line.act) for line in answer.context["lines"]]


def test_the_log_is_searched_by_person_day_act_unit_and_code(control: Client, office: Office) -> None:
    first = office.assigned("2026-03-09 10:00")
    office.received("rolling", "2026-03-10 10:00")
    assert found(control) == ["Tiếp nhận hồ sơ", "Phân công thụ lý", "Chuyển hồ sơ", "Tiếp nhận hồ sơ"]
    assert found(control, "name=thu section_head") == ["Phân công thụ lý"]
    assert found(control, "name=khong co ai") == []
    assert found(control, "act=transfer") == ["Chuyển hồ sơ"]
    assert found(control, f"code={first.code.lower()}&last_day=2026-03-09") == [
        "Phân công thụ lý",
        "Chuyển hồ sơ",
        "Tiếp nhận hồ sơ",
    ]
    assert found(control, "unit=tu phap") == ["Phân công thụ lý"]
    assert found(control, "first_day=2026-03-10&last_day=2026-03-10") == ["Tiếp nhận hồ sơ"]
    wrong = control.get("/quan-tri/nhat-ky/ho-so/?first_day=2026-03-10&last_day=2026-03-01")
    assert wrong.status_code == 422 and "Ngày cuối trước ngày đầu" in wrong.content.decode()
    assert control.get("/quan-tri/nhat-ky/khac/").status_code == 404


def test_nothing_from_elsewhere_is_told(control: Client, office: Office) -> None:
    elsewhere = open_unit("t-x", "Nơi khác", office.commune, "2020-01-01")
    stranger = person("stranger", elsewhere, Role.SYSTEM_ADMIN, "Quản trị")
    record(SYSTEM, AdminAct.CHANGE_UNIT, "unit", elsewhere.pk, "Nơi khác", unit_id=elsewhere.pk)
    record(SYSTEM, AdminAct.CHANGE_UNIT, "unit", office.centre.pk, "Trung tâm", unit_id=office.centre.pk)
    answer = control.get("/quan-tri/nhat-ky/quan-tri/")
    assert "Trung tâm" in answer.content.decode() and "Nơi khác" not in answer.content.decode()
    Client().post(
        "/dang-nhap/", {"username": stranger.username, "login": stranger.username, "password": "sai"}
    )
    assert "Người Thử stranger" not in control.get("/quan-tri/nhat-ky/tai-khoan/").content.decode()


def test_a_long_log_is_told_page_by_page_and_costs_the_same(
    control: Client, office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    moment = timezone.now()
    AdministrationRecord.objects.bulk_create(
        AdministrationRecord(
            at=moment,
            act="change_unit",
            actor_kind="system",
            actor_name="Hệ thống",
            unit_id=office.centre.pk,
            subject_kind="unit",
            subject=f"Lần {number}",
        )
        for number in range(120)
    )
    seen: list[str] = []
    url = "/quan-tri/nhat-ky/quan-tri/"
    while url:
        with django_assert_num_queries(SIGNED_IN + 4):  # rows, units, checkpoint, last verification
            answer = control.get(url)
        seen += [line.subject for line in answer.context["lines"]]
        url = f"/quan-tri/nhat-ky/quan-tri/?{answer.context['more']}" if answer.context["more"] else ""
    assert seen == [f"Lần {number}" for number in reversed(range(120))]
    with django_assert_num_queries(SIGNED_IN + 3):  # nobody is called so: no row is asked for
        control.get("/quan-tri/nhat-ky/?name=x")


def test_an_export_is_a_file_and_is_itself_on_record(control: Client, office: Office) -> None:
    code = office.assigned().code
    acts.reassign(
        office.actor(Role.SECTION_HEAD), code, office.second_specialist, "=cmd()", on("2026-03-10 08:00")
    )
    url = "/quan-tri/nhat-ky/ho-so/tep.csv"
    assert control.get(url).status_code == 405
    answer = control.post(url, {"first_day": "2026-03-01", "last_day": "2026-03-20"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][0] == "Thời điểm" and len(rows) == 5
    assert rows[1][4:] == ["Phân công lại", code, "'=cmd()"]  # no spreadsheet runs it
    kept = AdministrationRecord.objects.get(act="export_log")
    assert kept.actor_name == "Người Thử control_officer"
    assert kept.after == {"question": "01/03/2026 – 20/03/2026", "rows": 4}


def test_only_readers_read_and_only_administrators_see_the_health(
    control: Client, office: Office, as_role: SignIn
) -> None:
    assert as_role(Role.AGENCY_HEAD).get("/quan-tri/nhat-ky/").status_code == 403
    assert control.get("/quan-tri/suc-khoe/").status_code == 403
    assert as_role(Role.SYSTEM_ADMIN).get("/quan-tri/nhat-ky/").status_code == 200


def test_the_house_says_how_it_is_and_what_to_do(
    control: Client, office: Office, as_role: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    shown = as_role(Role.SYSTEM_ADMIN).get("/quan-tri/suc-khoe/").content.decode()
    for word in ("PostgreSQL", "Đúng với bản phần mềm này", "GiB", "motcua audit verify", "Một Cửa 0."):
        assert word in shown
    by_name = {check.name: check for check in checks(timezone.now())}
    assert by_name["Kiểm tra chuỗi sự kiện"].wellness is Wellness.WARN
    record(SYSTEM, AdminAct.VERIFY_LOG, "log", None, "x", after={"ok": False, "faults": 3})
    again = {check.name: check for check in checks(timezone.now())}
    assert again["Kiểm tra chuỗi sự kiện"].wellness is Wellness.BAD
    assert all(check.todo for check in again.values() if check.wellness is not Wellness.GOOD)


def test_a_calendar_without_next_year_is_told_in_time(control: Client) -> None:
    def word(day: str) -> Wellness:
        return next(check.wellness for check in checks(at(day)) if check.name == "Lịch làm việc")

    assert word("2026-11-20 10:00") is Wellness.GOOD  # 2027 is on record
    assert word("2027-03-20 10:00") is Wellness.GOOD  # the decision for 2028 comes in autumn
    assert word("2027-11-20 10:00") is Wellness.WARN
    assert word("2028-01-02 10:00") is Wellness.BAD


def test_a_damaged_file_is_found(control: Client, settings: object, tmp_path: Path) -> None:
    settings.FILE_STORE = tmp_path
    kept = store.put(b"mot", "text/plain")
    assert sample().checked == 1 and not sample().damaged
    (path,) = [one for one in tmp_path.rglob("*") if one.is_file()]
    path.write_bytes(b"hai")
    assert sample().damaged == (kept.sha256,)
    path.unlink()
    assert sample().missing == (kept.sha256,)
    told = next(check for check in checks(timezone.now()) if check.name == "Kho tệp")
    assert told.wellness is Wellness.BAD and kept.sha256[:12] in told.found


def test_it_answers_whoever_watches_it(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        answer = Client().get("/song/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
