# SPDX-License-Identifier: EUPL-1.2
"""The project's own procedures: every record is usable, and loading is fast and repeatable."""

import datetime as dt
import gzip
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

from motcua.catalogue.models import (
    InternalProcess,
    LegalBasis,
    PaperRequirement,
    Procedure,
    ProcedureCase,
    ProcedureVersion,
    ProcessStep,
    ResultKind,
    VersionSource,
    VersionStatus,
)
from motcua.catalogue.own_data import OwnDataReport, load_procedures
from motcua.catalogue.own_data_reading import read_own_data
from motcua.catalogue.own_data_values import OwnDataError, OwnProcedure
from motcua.catalogue.processes import lint, sum_minutes
from motcua.catalogue.processes.storing import stored_process
from motcua.catalogue.queries import version_on
from motcua.datafiles import DATA
from motcua.law.forms import FormRole
from motcua.law.limits import LimitUnit
from motcua.law.references import parse_field_code, parse_procedure_code, parse_result_code
from motcua.law.roles import Role

ALL = read_own_data()
OWN = {procedure.code: procedure for procedure in ALL if procedure.effective_to is None}
DAY = dt.date(2026, 9, 1)


def test_there_is_enough_to_work_with_on_the_first_day() -> None:
    assert len(OWN) >= 100
    fields = {procedure.field_name for procedure in OWN.values()}
    assert {"Hộ tịch", "Chứng thực", "Đất đai", "Đăng ký, quản lý cư trú"} <= fields


@pytest.mark.parametrize("own", ALL, ids=lambda own: f"{own.code} {own.effective_from}")
def test_each_procedure_is_whole(own: OwnProcedure) -> None:
    parse_procedure_code(own.code)
    parse_field_code(own.field_code)
    for result in own.results:
        if result.code:
            parse_result_code(result.code)
    assert own.results and own.legal_bases and own.words and own.levels and own.source
    assert own.papers or own.no_papers
    assert any(case.limit for case in own.cases)
    assert own.receiving and own.competent and own.audience
    case_names = {case.name for case in own.cases}
    assert {paper.case_name for paper in own.papers} <= case_names | {""}
    assert [name for name, _ in own.processes] == list(dict.fromkeys(case.name for case in own.cases))


@pytest.mark.parametrize("own", ALL, ids=lambda own: f"{own.code} {own.effective_from}")
def test_each_process_passes_the_lint_and_fills_the_limit(own: OwnProcedure) -> None:
    for _, process in own.processes:
        assert lint(process) == ()
        assert sum_minutes(process) == process.total_minutes
        assert process.steps[0].role is Role.RECEPTION
        assert process.steps[-1].role is Role.RETURN_OFFICER and process.steps[-1].not_counted
        assert all(step.minutes for step in process.steps if not step.not_counted)
        assert {form for step in process.steps for form in step.forms} <= {role.value for role in FormRole}
        assert "{" not in "".join(step.unit_text for step in process.steps)


def test_no_case_is_told_twice() -> None:
    for own in OWN.values():
        told = [(case.name, case.channel) for case in own.cases]
        assert len(told) == len(set(told)), own.code


def test_civil_status_and_certification_have_the_cut_off() -> None:
    for own in OWN.values():
        if own.field_name in ("Hộ tịch", "Chứng thực"):
            assert {case.cutoff for case in own.cases} == {dt.time(15)}, own.code


def test_same_day_steps_fit_between_the_cut_off_and_the_close() -> None:
    (_, process), *_ = OWN["1.001193"].processes
    assert process.total_minutes == 150
    assert max(step.minutes or 0 for step in process.steps) <= 90


def test_the_time_before_has_its_own_versions() -> None:
    before = [own for own in ALL if own.effective_to is not None]
    assert len(before) >= 20
    for own in before:
        assert (own.effective_from, own.effective_to) == (dt.date(2018, 6, 21), dt.date(2025, 6, 30))
        assert own.confidence != "verified" and all(case.confidence != "verified" for case in own.cases)
        years = [re.search(r"/(\d{4})/", basis.number) for basis in own.legal_bases]
        assert all(year and int(year[1]) < 2025 for year in years), own.code
        assert "Trung tâm" not in own.receiving + "".join(
            s.unit_text for _, p in own.processes for s in p.steps
        )


def test_unknown_is_not_free() -> None:
    (case, *_) = OWN["1.004884"].cases
    assert (case.fee.free, case.fee.amount) == (None, None) and "Hội đồng nhân dân" in case.fee.note
    (case, *_) = OWN["2.001035"].cases
    assert (case.fee.free, case.fee.amount, case.fee.currency) == (False, 50000, "VND")
    (case, *_) = OWN["1.001193"].cases
    assert (case.fee.free, case.limit and case.limit.unit) == (True, LimitUnit.SAME_DAY)


@pytest.mark.shared_data
def test_verified_records_agree_with_the_published_ones(shared_data: Path) -> None:
    """What is marked verified stands in the published page: result codes, legal numbers, decision, fees, limits."""
    with gzip.open(shared_data / "data/national_procedures.jsonl.gz", "rt", encoding="utf-8") as lines:
        published = {row["ma_thu_tuc"]: row for row in map(json.loads, lines)}
    checked = 0
    for own in OWN.values():
        if own.confidence != "verified":
            continue
        page = published[own.code]["raw_text"]
        checked += 1
        assert own.decision_number == published[own.code]["so_quyet_dinh"], own.code
        assert [result.code for result in own.results if result.code not in page] == [], own.code
        assert [basis.number for basis in own.legal_bases if basis.number not in page] == [], own.code
        table = published[own.code]["cach_thuc_thuc_hien"].lower()
        for case in own.cases:
            if case.fee.amount:
                assert f"{case.fee.amount:,}" in table, own.code
            if case.confidence == "verified" and case.limit and case.limit.unit is LimitUnit.WORKING_DAYS:
                stated = re.search(rf"\D0?{case.limit.whole}(?:\D|$)", table)
                assert stated or "không có thông tin" in table, own.code
    assert checked >= 60


@pytest.mark.django_db
def test_loading_takes_few_queries_and_is_repeatable(django_assert_max_num_queries: Any) -> None:
    started = time.process_time()
    with django_assert_max_num_queries(30):
        report = load_procedures()
    assert time.process_time() - started < 2  # our own share: the wall clock is at the mercy of neighbours
    assert report == OwnDataReport(read=len(ALL), created=len(ALL), changed=0, drafts=0, unchanged=0)
    tables = (Procedure, ProcedureVersion, ProcedureCase, PaperRequirement, ResultKind, LegalBasis)
    tables += (InternalProcess, ProcessStep)
    counts = [model._default_manager.count() for model in tables]
    again = load_procedures()
    assert again == OwnDataReport(read=len(ALL), created=0, changed=0, drafts=0, unchanged=len(ALL))
    assert [model._default_manager.count() for model in tables] == counts


@pytest.mark.django_db
def test_what_was_loaded_is_what_the_files_say() -> None:
    load_procedures()
    version = version_on("1.004222", DAY)
    assert (version.status, version.source_kind) == (VersionStatus.VALID, VersionSource.OWN_DATA)
    cases = [
        (case.channel, case.limit_value, case.limit_unit, case.fee_amount) for case in version.cases.all()
    ]
    assert cases == [("online", 7, "working_days", 10000), ("counter", 7, "working_days", 20000)]
    assert "nhập hộ khẩu" in version.everyday_names
    refusals = [result.code for result in version.results.all() if result.is_refusal]
    assert refusals == ["KQ.G01.000067"]
    same_day = version_on("2.000815", DAY).cases.get()
    assert (same_day.limit_unit, same_day.limit_value, same_day.cutoff) == ("same_day", None, dt.time(15))
    for row in InternalProcess.objects.prefetch_related("steps"):
        assert lint(stored_process(row)) == (), row.name


@pytest.mark.django_db
def test_a_dossier_finds_the_version_of_its_day() -> None:
    load_procedures()
    old, new = version_on("1.001193", dt.date(2025, 6, 30)), version_on("1.001193", dt.date(2025, 7, 1))
    assert (old.number, new.number) == (1, 2)
    assert "Bộ phận Tiếp nhận và Trả kết quả" in old.receiving_unit_text
    assert "Trung tâm Phục vụ hành chính công" in new.receiving_unit_text


@pytest.mark.django_db
def test_changed_data_makes_a_new_version_and_keeps_the_old(tmp_path: Path) -> None:
    _copy(tmp_path, "1.004222", "Đăng ký thường trú", "Đăng ký thường trú (sửa)")
    load_procedures()
    report = load_procedures(tmp_path)
    assert (report.changed, report.unchanged) == (1, len(ALL) - 1)
    versions = ProcedureVersion.objects.filter(procedure__code="1.004222").order_by("number")
    assert [(row.number, row.status) for row in versions] == [(1, "withdrawn"), (2, "valid")]
    assert version_on("1.004222", DAY).name == "Đăng ký thường trú (sửa)"


@pytest.mark.django_db
def test_a_version_of_the_house_is_never_replaced() -> None:
    procedure = Procedure.objects.create(code="1.001193")
    ProcedureVersion.objects.create(
        procedure=procedure,
        number=1,
        status=VersionStatus.VALID,
        effective_from=dt.date(2026, 1, 1),
        name="Bản của cơ quan",
        name_key="ban cua co quan",
        source_kind=VersionSource.EDITED,
    )
    assert load_procedures().drafts == 2
    assert version_on("1.001193", DAY).name == "Bản của cơ quan"
    assert load_procedures().unchanged == len(ALL)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "cases:\n      - {channels: [online], limit: 7",
            "cases:\n      - {channel: [online], limit: 7",
            "khóa lạ",
        ),
        ("limit: 7 ngày làm việc, fee: {amount: 10000", "limit: 7 tuần, fee: {amount: 10000", "thời hạn"),
        (
            "legal: [68/2020/QH14, 154/2024/NĐ-CP, 58/2026",
            "legal: [1/1900/L, 154/2024/NĐ-CP, 58/2026",
            "1/1900/L",
        ),
        ("levels: [commune]", "levels: [village]", "village"),
        ("name: Gia hạn tạm trú", "nam: Gia hạn tạm trú", "khóa lạ"),
        ("model: cong-an-xa", "model: cong-an", "quy trình mẫu"),
        ('code: "1.004194"', 'code: "1.004222"', "hai lần"),
    ],
)
def test_a_slip_of_the_pen_is_refused_by_name(tmp_path: Path, old: str, new: str, message: str) -> None:
    _copy(tmp_path, "cu-tru", old, new)
    with pytest.raises(OwnDataError, match=re.compile(message, re.IGNORECASE)):
        read_own_data(tmp_path)


def _copy(folder: Path, marker: str, old: str, new: str) -> None:
    """A copy of the data with one place changed, in the file of residence."""
    for name in ("procedures", "processes"):
        (folder / name).mkdir()
        for path in (DATA / name).glob("*.yaml"):
            text = path.read_text(encoding="utf-8")
            if path.name == "cu-tru.yaml":
                assert old in text, marker
                text = text.replace(old, new, 1)
            (folder / name / path.name).write_text(text, encoding="utf-8")
