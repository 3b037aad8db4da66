# SPDX-License-Identifier: EUPL-1.2
"""Every worked example of docs/targets.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from motcua.plans.targets.errors import TargetRefused
from motcua.plans.targets.language import read
from motcua.plans.targets.measures import MEASURES
from motcua.plans.targets.printing import said

PAGE = (Path(__file__).parents[5] / "docs" / "targets.md").read_text("utf-8")


def _rows(columns: int) -> list[list[str]]:
    part = PAGE.split("### Worked examples")[1].split("## 2.")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in re.findall(r"^\|.+\|$", part, re.M)
    ]
    return [row for row in rows if len(row) == columns and row[0] != "Written" and set(row[0]) != {"-"}]


@pytest.mark.parametrize(("written", "printed"), _rows(2))
def test_an_example_reads_as_it_says(written: str, printed: str) -> None:
    assert said(read(written)) == printed


@pytest.mark.parametrize(("written", "code", "offered"), _rows(3))
def test_an_example_is_refused_as_it_says(written: str, code: str, offered: str) -> None:
    with pytest.raises(TargetRefused) as refused:
        read(written)
    assert refused.value.code == code
    assert offered in refused.value.hint


def test_the_page_has_its_examples_and_names_every_measure() -> None:
    assert len(_rows(2)) >= 12
    assert len(_rows(3)) >= 5
    told = PAGE.split("## 2.")[1].split("## 3.")[0]
    for measure in MEASURES:
        for word in measure.name.removeprefix("tỷ lệ ").removeprefix("số ").removeprefix("hồ sơ ").split():
            assert word in told, measure.name
