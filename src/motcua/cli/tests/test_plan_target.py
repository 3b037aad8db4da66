# SPDX-License-Identifier: EUPL-1.2
"""`motcua plan target` reads a sentence without a database, and says what is wrong with one."""

import json

from click.testing import CliRunner

from motcua.cli.plan_targets import target_command
from motcua.plans.targets.errors import ComparisonMissing


def test_a_sentence_is_read() -> None:
    run = CliRunner().invoke(
        target_command, ["ty le ho so dung han cua xa A, nam 2026 it nhat 98%", "--json"]
    )
    assert json.loads(run.output) == {
        "sentence": "tỷ lệ hồ sơ giải quyết đúng hạn của xa A, năm 2026 ≥ 98 %",
        "measure": "in_time",
        "measured": True,
        "op": ">=",
        "wanted": 98.0,
        "unit": "%",
    }


def test_a_wrong_one_is_refused_by_name() -> None:
    run = CliRunner().invoke(target_command, ["tỷ lệ hồ sơ đúng hạn, năm 2026"])
    assert isinstance(run.exception, ComparisonMissing)
