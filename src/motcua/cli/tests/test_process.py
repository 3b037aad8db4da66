# SPDX-License-Identifier: EUPL-1.2
"""The process command: files linted, stored processes shown, drawn and exported.

Commands on the database are called without the server around them.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner

from motcua.catalogue.errors import ProcedureUnknown
from motcua.catalogue.processes import read_process
from motcua.catalogue.processes.bpmn import read_bpmn, write_bpmn
from motcua.cli import process as commands
from motcua.cli.output import OutputNotWritten
from motcua.cli.process import process_group
from motcua.dossiers.tests.office import procedure

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


def inner(command: Any) -> Callable[..., None]:
    function: Callable[..., None] = command.callback.__wrapped__
    return function


@pytest.fixture
def stored(db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The code of a procedure whose process was imported from a file."""
    path = tmp_path / "quy-trinh.yaml"
    path.write_text(TABLE % "0,5 ngày làm việc", encoding="utf-8")
    procedure("1.001612", "Thủ tục thử", "1", "working_day")
    inner(commands.import_command)(file=path, as_json=False)
    assert "Đã đọc 1: " in capsys.readouterr().out
    return "1.001612"


def test_a_stored_process_is_shown(stored: str, capsys: pytest.CaptureFixture[str]) -> None:
    inner(commands.show_command)(code=stored, as_json=False)
    told = capsys.readouterr().out
    assert "1.001612 Thủ tục thử" in told and "2. Thẩm định" in told and "không tính thời gian" in told
    inner(commands.show_command)(code=stored, as_json=True)
    (one,) = json.loads(capsys.readouterr().out)["processes"]
    assert [step["minutes"] for step in one["steps"]] == [240, 240, None]


def test_a_stored_process_is_exported_and_read_back(
    stored: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "so-do.bpmn"
    inner(commands.export_command)(code=stored, case_name=None, out=out)
    assert str(out) in capsys.readouterr().out
    back = read_bpmn(out.read_bytes()).process
    assert [(step.name, step.minutes) for step in back.steps] == [
        ("Tiếp nhận", 240),
        ("Thẩm định", 240),
        ("Trả kết quả", None),
    ]
    inner(commands.export_command)(code=stored, case_name=None, out=None)
    assert capsys.readouterr().out.strip() == out.read_text(encoding="utf-8").strip()


def test_a_stored_process_is_drawn(stored: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "so-do.svg"
    inner(commands.draw_command)(code=stored, case_name=None, out=out)
    picture = out.read_text(encoding="utf-8")
    assert picture.startswith("<svg") and 'xmlns="http://www.w3.org/2000/svg"' in picture
    words = " ".join(re.sub(r"<[^>]+>", " ", picture).split())
    assert "Tiếp nhận" in words and "Thẩm định" in words
    inner(commands.draw_command)(code=stored, case_name=None, out=None)
    assert capsys.readouterr().out.strip().endswith("</svg>")


@pytest.mark.parametrize("command", [commands.export_command, commands.draw_command])
def test_what_cannot_be_written_says_why(stored: str, tmp_path: Path, command: Any) -> None:
    procedure("1.001613", "Thủ tục không có quy trình", "1", "working_day")
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"code": "1.001613"}, "chưa có quy trình nội bộ"),
        ({"code": stored, "case_name": "khác"}, "Hãy chọn một quy trình"),
    ]
    for options, words in wrong:
        with pytest.raises(click.ClickException, match=words):
            inner(command)(**{"case_name": None, "out": None, **options})
    with pytest.raises(OutputNotWritten, match="Không ghi được tệp"):
        inner(command)(code=stored, case_name=None, out=tmp_path / "khong-co" / "tep")
    with pytest.raises(ProcedureUnknown):
        inner(command)(code="9.999999", case_name=None, out=None)
