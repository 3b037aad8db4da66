# SPDX-License-Identifier: EUPL-1.2
"""The process command on files; what needs a database is tested in the catalogue room."""

import json
from pathlib import Path

import yaml
from click.testing import CliRunner

from motcua.catalogue.processes import read_process
from motcua.catalogue.processes.bpmn import write_bpmn
from motcua.cli.process import process_group

TABLE = """
processes:
- name: Bảng thử
  code: "1.001612"
  total_limit: 01 ngày làm việc
  steps:
  - {no: 1, content: Tiếp nhận, role: TTPVHCC xã, time: "0,5 ngày làm việc"}
  - {no: 2, content: Thẩm định, role: Chuyên viên Phòng A, time: "%s"}
  - {no: 3, content: Trả kết quả, role: TTPVHCC xã, time: Không tính thời gian}
"""


def test_lint_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "quy-trinh.yaml"
    path.write_text(TABLE % "0,5 ngày làm việc", encoding="utf-8")
    done = CliRunner().invoke(process_group, ["lint", str(path), "--json"])
    answer = json.loads(done.output)
    assert (done.exit_code, answer["checked"], answer["refused"], answer["warned"]) == (0, 1, 0, 0)
    assert answer["processes"][0]["sum_minutes"] == answer["processes"][0]["total_minutes"] == 480


def test_lint_ends_with_one_when_something_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "quy-trinh.yaml"
    path.write_text(TABLE % "02 ngày làm việc", encoding="utf-8")
    done = CliRunner().invoke(process_group, ["lint", str(path)])
    assert done.exit_code == 1
    assert "vượt tổng thời hạn 1 ngày làm việc" in done.output
    answer = json.loads(CliRunner().invoke(process_group, ["lint", str(path), "--json"]).output)
    assert [finding["code"] for finding in answer["processes"][0]["findings"]] == ["sum_over_limit"]


def test_own_data_passes_the_lint() -> None:
    done = CliRunner().invoke(process_group, ["lint"])
    assert done.exit_code == 0
    assert "0 có lỗi, 0 có lưu ý" in done.output


def test_a_diagram_of_a_modeller_is_linted_like_a_table(tmp_path: Path) -> None:
    path = tmp_path / "so-do.bpmn"
    path.write_bytes(write_bpmn(read_process(yaml.safe_load(TABLE % "0,5 ngày làm việc")["processes"][0])))
    answer = json.loads(CliRunner().invoke(process_group, ["lint", str(path), "--json"]).output)
    assert [(one["name"], one["refused"], one["sum_minutes"]) for one in answer["processes"]] == [
        ("Bảng thử", False, 480)
    ]
    path.write_bytes(b"<!DOCTYPE a><a/>")
    done = CliRunner().invoke(process_group, ["lint", str(path)])
    assert done.exit_code == 1 and "DOCTYPE" in str(done.exception)
