# SPDX-License-Identifier: EUPL-1.2
"""`motcua audit …` as an operator runs it, on the test database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.operating import Operator

from motcua.dossiers.tests.bound_log import wait_until_final
from motcua.dossiers.tests.office import Office, open_office
from motcua.dossiers.tests.tampering import execute

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Office:
    """The office, committed."""
    return open_office()


@pytest.fixture
def operator(capsys: pytest.CaptureFixture[str]) -> Operator:
    return Operator(capsys)


def test_an_operator_binds_verifies_exports_and_reads(
    office: Office, operator: Operator, tmp_path: Path
) -> None:
    first, second = office.assigned(), office.received()
    wait_until_final()
    made = operator.run_apart("audit", "checkpoint")
    assert made.returncode == 0 and "Điểm chốt số 1: 4 sự kiện." in made.stdout
    good = operator.run("audit", "verify")
    assert good.returncode == 0
    assert good.stdout.startswith("OK: 2 hồ sơ, 4 sự kiện, 1 điểm chốt, 0 sự kiện chưa chốt")

    path = tmp_path / "one.jsonl"
    exported = operator.run("audit", "export", "-o", str(path), "--dossier", first.code)
    assert exported.returncode == 0 and "Đã xuất 3 sự kiện, 1 điểm chốt" in exported.stdout
    assert second.code not in path.read_text("utf-8")
    assert second.applicant.identifier not in path.read_text("utf-8")

    told = operator.run("audit", "log", first.code)
    assert told.returncode == 0
    for words in (
        "Tiếp nhận hồ sơ",
        "Phân công thụ lý",
        "Người Thử section_head",
        "Hẹn trả: 17:30 12/03/2026",
    ):
        assert words in told.stdout


def test_a_broken_log_is_named_and_ends_with_one(office: Office, operator: Operator) -> None:
    dossier = office.assigned()
    execute("delete from dossiers_event where dossier_id = %s and sequence = 2", dossier.pk)
    told = operator.run("audit", "verify")
    assert told.returncode == 1
    assert f"HỎNG: Hồ sơ {dossier.code}: sự kiện số 2 bị mất" in told.stdout
    report = json.loads(operator.run("audit", "verify", "--json").stdout)
    assert report["ok"] is False and report["faults"] == 1
    assert report["broken"][0]["dossier"] == dossier.code and report["broken"][0]["sequence"] == 2
    unknown = operator.run("audit", "log", "H99.50.05-260309-9999")
    assert unknown.returncode == 1 and unknown.stderr.startswith("Lỗi: Không tìm thấy hồ sơ")


def test_an_export_to_nowhere_is_a_message(office: Office, operator: Operator, tmp_path: Path) -> None:
    done = operator.run("audit", "export", "-o", str(tmp_path / "missing" / "log.jsonl"))
    assert done.returncode == 1
    assert done.stderr.startswith("Lỗi: Không ghi được tệp")
    assert "Traceback" not in done.stderr
