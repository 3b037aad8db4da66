# SPDX-License-Identifier: EUPL-1.2
"""Published tables into the catalogue; thirty real ones read, added up and judged."""

import datetime as dt
from pathlib import Path

import pytest

from motcua.catalogue.models import InternalProcess, ProcessStep
from motcua.catalogue.own_data import load_procedures
from motcua.catalogue.processes import (
    ReadProcess,
    TimeKind,
    lint,
    read_file,
    read_process,
    refused,
    sum_minutes,
)
from motcua.catalogue.processes.storing import import_processes, stored_process
from motcua.catalogue.queries import version_on
from motcua.law.roles import Role

DAY = dt.date(2026, 9, 1)


def _table(code: str | None, time: str = "02 ngày làm việc") -> ReadProcess:
    rows = [
        ("Tiếp nhận hồ sơ", "TTPVHCC xã", "01 ngày làm việc"),
        ("Thẩm định", "Công chức Phòng Kinh tế", time),
        ("Trả kết quả", "TTPVHCC xã", "Không tính thời gian"),
    ]
    steps = [
        {"no": number, "content": name, "role": role, "time": given}
        for number, (name, role, given) in enumerate(rows, start=1)
    ]
    table = {
        "name": "Bảng thử",
        "code": code,
        "level": "xã",
        "total_limit": "03 ngày làm việc",
        "steps": steps,
    }
    return read_process(table | {"forms": ["mau_01", "mau_06"]})


@pytest.mark.django_db
def test_import_joins_the_procedure_and_is_repeatable() -> None:
    load_procedures()
    tables = [_table("1.001612"), _table(None), _table("9.999999", "09 ngày làm việc")]
    outcomes = [each.outcome for each in import_processes(tables, DAY)]
    assert outcomes == ["stored", "stored", "refused"]
    joined = InternalProcess.objects.get(procedure_code="1.001612", name="Bảng thử")
    assert joined.version == version_on("1.001612", DAY)
    assert (joined.level, joined.total_minutes) == ("commune", 1440)
    steps = list(joined.steps.values_list("order", "role", "unit_text", "minutes", "not_counted"))
    assert steps[1] == (2, "specialist", "Phòng Kinh tế", 960, False)
    assert steps[2] == (3, "return_officer", "TTPVHCC xã", None, True)
    assert list(joined.steps.get(order=1).form_roles) == ["receipt", "control_slip"]
    assert InternalProcess.objects.get(procedure_code="", name="Bảng thử").version is None
    before = ProcessStep.objects.count()
    assert [each.outcome for each in import_processes(tables, DAY)] == ["unchanged", "unchanged", "refused"]
    assert ProcessStep.objects.count() == before


@pytest.mark.django_db
def test_a_stored_process_reads_back_as_it_was() -> None:
    process = _table("1.001612")
    import_processes([process], DAY)
    back = stored_process(InternalProcess.objects.get())
    assert [(s.name, s.role, s.minutes, s.not_counted) for s in back.steps] == [
        (s.name, s.role, s.minutes, s.not_counted) for s in process.steps
    ]
    assert (back.total_minutes, lint(back)) == (process.total_minutes, ())


@pytest.fixture(scope="module")
def real(shared_data: Path) -> list[ReadProcess]:
    return read_file(shared_data / "data/internal_processes.yaml")


@pytest.mark.shared_data
def test_all_real_processes_are_read(real: list[ReadProcess]) -> None:
    assert len(real) == 30
    assert sum(len(process.steps) for process in real) == 237
    kinds = [step.time.kind for process in real for step in process.steps]
    assert kinds.count(TimeKind.MISSING) == 0
    assert kinds.count(TimeKind.UNREADABLE) == 6
    assert kinds.count(TimeKind.WITHOUT_UNIT) == 14
    roles = [step.role for process in real for step in process.steps]
    assert roles.count(None) <= 25
    assert all(step.role_text for process in real for step in process.steps)


@pytest.mark.shared_data
def test_our_own_sum_finds_the_four_that_do_not_add_up(real: list[ReadProcess]) -> None:
    wrong = [
        process for process in real if process.total_minutes and sum_minutes(process) != process.total_minutes
    ]
    unreadable = [process for process in wrong if sum_minutes(process) is None]
    over = [process.name[:20] for process in wrong if (sum_minutes(process) or 0) > process.total_minutes]
    below = [process.code for process in wrong if 0 < (sum_minutes(process) or 0) < process.total_minutes]
    assert over == ["Trợ cấp cho người ho", "Trợ cấp cho người ho"]
    assert below == ["1.003999"]
    # The fourth has sentences instead of times; three recruitments begin with "during the announcement".
    assert {process.code for process in unreadable} == {"2.000282", "1.014111", "1.012299", "1.012300"}
    added = {process.code: sum_minutes(process) for process in real}
    assert added["1.003999"] == 9.5 * 480 and added["1.001806"] == 10 * 480 and added["1.000987"] == 17 * 480


@pytest.mark.shared_data
def test_real_processes_by_hand(real: list[ReadProcess]) -> None:
    """Read by eye in the source and compared step by step."""
    by_code = {process.code: process for process in real}
    care = by_code["1.004944"]
    assert [(step.role, step.minutes) for step in care.steps] == [
        (Role.RECEPTION, 240),
        (Role.SECTION_HEAD, 240),
        (Role.SPECIALIST, 960),
        (Role.SECTION_HEAD, 240),
        (Role.AGENCY_HEAD, 480),
        (Role.CLERK, 240),
        (Role.RETURN_OFFICER, None),
    ]
    assert care.steps[4].unit_text == "UBND xã, phường" and care.steps[6].not_counted
    religion = real[-1]
    assert [step.number for step in religion.steps] == ["1", "2.1", "2.2", "2.3", "3", "4", "5", "6"]
    assert religion.forms == ("receipt", "supplement_request", "refusal", "control_slip")
    assert {finding.code for finding in lint(religion)} >= {"total_missing", "no_return_step", "unknown_role"}
    codes = {finding.code for finding in lint(by_code["2.000282"])}
    assert {"unreachable_step", "step_time_unreadable", "unknown_role", "no_return_step"} <= codes


@pytest.mark.shared_data
def test_sound_real_processes_pass(real: list[ReadProcess]) -> None:
    assert sum(1 for process in real if not lint(process)) >= 15
    assert sum(1 for process in real if refused(lint(process))) == 11
