# SPDX-License-Identifier: EUPL-1.2
"""``motcua reform``: a set is checked, comes in by the same act as on the page, and a sheet is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from motcua.cli import reform
from motcua.errors import MotCuaError
from motcua.organisations.models import Person
from motcua.reform.models import CriteriaSet
from motcua.reform.tables import set_table
from motcua.reform.tests.year import Year, begin_year, filled, opened, sheet_of, small_tree


@pytest.fixture
def year(db: None, monkeypatch: pytest.MonkeyPatch) -> Year:
    @contextmanager
    def running(**_asked: object) -> Iterator[None]:
        yield

    monkeypatch.setattr(reform, "with_database", running)
    return begin_year()


def run(*words: str) -> Result:
    return CliRunner().invoke(reform.reform_group, words, catch_exceptions=True)


def test_a_set_is_checked_and_comes_in(year: Year, tmp_path: Path) -> None:
    file = tmp_path / "bo.xlsx"
    file.write_bytes(set_table(small_tree()))
    checked = run("import", str(file), "--year", "2026", "--check")
    assert checked.exit_code == 0 and "10 tiêu chí, 100 điểm" in checked.output
    assert not CriteriaSet.objects.exists()
    asked = ("import", str(file), "--year", "2026", "--title", "Bộ thử", "--unit", "t-p-ubnd", "--user")
    assert run(*asked, "t-p-control").exit_code == 0
    assert CriteriaSet.objects.get().title == "Bộ thử"
    refused = run(*asked, "t-specialist").exception
    assert isinstance(refused, MotCuaError) and "không có quyền" in refused.message
    assert run("import", str(file)).exit_code == 2
    Person.objects.filter(username="t-p-control").update(is_active=False)
    gone = run(*asked, "t-p-control")
    assert gone.exit_code == 2 and "đang hoạt động" in gone.output
    own = Path(__file__).parents[4] / "data" / "reform" / "commune-2024.yaml"
    assert run("import", str(own), "--check").exit_code == 0


def test_a_sheet_is_shown(year: Year) -> None:
    filled(year, sheet_of(opened(year), year.office.committee))
    shown = run("show", "--unit", "t-ubnd", "--year", "2026", "--json")
    (told,) = json.loads(shown.output)
    assert (told["self"], told["self_possible"], told["unscored"]) == (
        61.73,
        80,
        0,
    )  # the last one is for the agency above
    assert told["lost"][0] == {"code": "2.2", "points": 10, "cause": None}
    assert "61.73/80" in run("show", "--unit", "t-ubnd", "--year", "2026").output
    assert isinstance(run("show", "--unit", "t-ubnd", "--year", "2020").exception, MotCuaError)
    assert isinstance(run("show", "--unit", "nowhere", "--year", "2026").exception, MotCuaError)
