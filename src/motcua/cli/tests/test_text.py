# SPDX-License-Identifier: EUPL-1.2
"""``motcua text restore``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from motcua.cli import main


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        main(["text", "restore", *arguments])
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    told = capsys.readouterr()
    return code, told.out, told.err


def test_lost_marks_come_back_and_healthy_text_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lost, healthy = tmp_path / "a.txt", tmp_path / "b.txt"
    lost.write_text("Trién khai thuc hién thi tuc hanh chinh\n", "utf-8")
    healthy.write_text("Triển khai thực hiện thủ tục hành chính, mot cua\n", "utf-8")
    assert run(capsys, str(lost)) == (0, "Triển khai thực hiện thủ tục hành chính\n", "")
    assert run(capsys, str(healthy)) == (0, healthy.read_text("utf-8"), "")


def test_json_keeps_the_line_as_it_came(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("co ché mét cira lién thong\n", "utf-8")
    (row,) = json.loads(run(capsys, str(file), "--json")[1])
    assert row["raw"] == "co ché mét cira lién thong"
    assert row["text"] == "cơ chế một cửa liên thông"
    assert 0 <= row["sure"] <= 1


def test_what_cannot_be_read_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, told = run(capsys, str(tmp_path / "none.txt"))
    assert code == 1
    assert "Không đọc được" in told
    odd = tmp_path / "odd.txt"
    odd.write_bytes(b"\xff\xfe\x00k")
    code, _, told = run(capsys, str(odd))
    assert code == 1
    assert "UTF-8" in told
