# SPDX-License-Identifier: EUPL-1.2
"""Processes on pages: where a dossier is in its own."""

from __future__ import annotations

import pytest
from pytest_django.asserts import assertContains

from motcua.catalogue.models import InternalProcess
from motcua.catalogue.processes.storing import process_rows, store_processes
from motcua.catalogue.processes.values import ReadProcess, ReadStep, ReadTime, TimeKind, TimeUnit
from motcua.dossiers import acts
from motcua.dossiers.tests.office import Office, at, on
from motcua.law.roles import Role
from motcua.law.statuses import State
from motcua.web.processes.course import Span, course_of, walked
from motcua.web.tests.conftest import SignIn, set_clock


def _step(number: str, name: str, role: Role, hours: int | None) -> ReadStep:
    time = ReadTime(TimeKind.NOT_COUNTED, "Không tính thời gian")
    if hours is not None:
        time = ReadTime(TimeKind.MEASURED, f"{hours} giờ làm việc", hours * 60, TimeUnit.WORKING_HOURS)
    return ReadStep(number, name, role, role.value, "", time)


PROCESS = ReadProcess(
    "Quy trình thử",
    "9.000001",
    "xã",
    "",
    ReadTime(TimeKind.MEASURED, "3 ngày làm việc", 1440, TimeUnit.WORKING_DAYS),
    (
        _step("1", "Tiếp nhận, chuyển hồ sơ", Role.RECEPTION, 2),
        _step("2", "Phân công thụ lý", Role.SECTION_HEAD, 2),
        _step("3", "Thẩm định, dự thảo", Role.SPECIALIST, 12),
        _step("4", "Xem xét, trình ký", Role.SECTION_HEAD, 4),
        _step("5", "Ký kết quả", Role.AGENCY_HEAD, 2),
        _step("6", "Cho số, đóng dấu", Role.CLERK, 2),
        _step("7", "Trả kết quả", Role.RECEPTION, None),
    ),
)


def _store(office: Office, process: ReadProcess = PROCESS) -> InternalProcess:
    rows = process_rows(process, version=office.cases["certificate"].version)
    store_processes([rows])
    return rows[0]


@pytest.mark.django_db
def test_where_a_dossier_is_and_what_took_how_long(office: Office) -> None:
    _store(office)
    code = office.received(when="2026-03-09 08:00").code
    acts.transfer(office.actor(Role.RECEPTION), code, office.section, on("2026-03-09 09:00"))
    head, worker = office.actor(Role.SECTION_HEAD), office.people[Role.SPECIALIST]
    dossier = acts.assign(head, code, worker, on("2026-03-09 13:30")).dossier
    course = course_of(dossier, at("2026-03-09 15:30"))
    assert course is not None and course.current is not None and course.after is not None
    assert (course.current.number, course.current.took) == ("3", "2 giờ làm việc")
    assert course.after.number == "4"
    assert [line.progress.value for line in course.lines] == ["done"] * 2 + ["current"] + ["ahead"] * 4
    assert [line.took for line in course.lines[:2]] == ["1 giờ làm việc", course.lines[1].took]
    assert [line.over for line in course.lines[:3]] == [False, True, False]
    assert "▶ 3. Thẩm định" in course.drawing()


@pytest.mark.django_db
def test_a_finished_dossier_has_passed_every_step_and_says_which_were_not_measured(office: Office) -> None:
    _store(office)
    dossier = office.ready()
    course = course_of(dossier, at("2026-03-11 11:00"))
    assert course is not None and course.current is not None
    assert course.current.number == "7"
    assert [line.took == "" for line in course.lines] == [False, False, False, True, False, False, False]
    assert {line.progress.value for line in course.lines[:6]} == {"done"}


def test_a_draft_sent_back_makes_its_steps_run_again() -> None:
    spans = [
        Span(State.RECEIVED, 10),
        Span(State.TRANSFERRED, 20),
        Span(State.ASSIGNED, 100),
        Span(State.SUPPLEMENT_REQUESTED, 5000),
        Span(State.SUBMITTED_TO_HEAD, 30),
        Span(State.ASSIGNED, 50),
    ]
    at_step, passed, minutes = walked(PROCESS.steps, spans)
    assert (at_step, passed) == (2, (0, 1))
    assert minutes == {0: 10, 1: 20, 2: 150, 4: 30}


@pytest.mark.django_db
def test_the_pages_of_a_dossier_tell_its_process(
    office: Office, as_role: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, "2026-03-09 15:00")
    code = office.assigned().code
    client = as_role(Role.SPECIALIST)
    assertContains(client.get(f"/ho-so/{code}/quy-trinh/"), "chưa có quy trình nội bộ")
    _store(office)
    assertContains(client.get(f"/ho-so/{code}/"), "Bước 3 trong 7 bước:")
    answer = client.get(f"/ho-so/{code}/quy-trinh/")
    assertContains(answer, 'aria-current="step"', count=1)
    assertContains(answer, 'class="pd"', count=1)
    assert as_role(Role.ACCOUNTANT).get("/ho-so/khong-co/quy-trinh/").status_code == 404


@pytest.mark.django_db
def test_of_several_processes_the_case_tells_which(office: Office) -> None:
    _store(office)
    other = _store(office, PROCESS)
    InternalProcess.objects.filter(pk=other.pk).update(case_name="Trường hợp khác")
    course = course_of(office.assigned(), at("2026-03-09 15:00"))
    assert course is not None and course.process.name == "Quy trình thử"
