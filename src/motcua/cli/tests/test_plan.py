# SPDX-License-Identifier: EUPL-1.2
"""``motcua plan read``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from motcua.cli import main
from motcua.plans.reading.tests.plans import NARRATIVE


def test_the_command_tells_the_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(NARRATIVE, "utf-8")
    main_until_exit("plan", "read", str(file))
    told = capsys.readouterr().out
    assert "Kế hoạch số 15/KH-UBND – Ủy ban nhân dân xã Mẫu Sơn" in told
    assert "6 nhiệm vụ" in told
    assert "đến 31/08/2026" in told
    main_until_exit("plan", "read", str(file), "--json")
    plan = json.loads(capsys.readouterr().out)
    assert plan["document"]["number"] == "15"
    assert len(plan["tasks"]) == 6
    assert plan["tasks"][0]["places"]["lead"]["rule"] == "label"


def main_until_exit(*arguments: str) -> None:
    with pytest.raises(SystemExit) as end:
        main(list(arguments))
    assert not end.value.code
