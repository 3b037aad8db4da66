# SPDX-License-Identifier: EUPL-1.2
"""`motcua catalogue levels`: one decision for a whole list, line by line, repeatable, tried without a trace."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from motcua.catalogue import editing
from motcua.catalogue.editing.leveling import LevelLine, read_levels
from motcua.catalogue.errors import EditRefused
from motcua.catalogue.models import CatalogueChange, ProcedureVersion, VersionStatus
from motcua.catalogue.queries import version_on
from motcua.catalogue.tests.keeping import MARCH, ferry, keeper
from motcua.cli import catalogue_levels
from motcua.cli.catalogue_levels import levels_command

pytestmark = pytest.mark.django_db
DECISION = [
    *(
        "--decision",
        "99/QĐ-UBND",
        "--date",
        "2026-04-20",
        "--issuer",
        "UBND tỉnh Thử",
        "--from",
        "2026-05-01",
    ),
    "--json",
]
LIST = """mã thủ tục,mức,lý do
1.900001,Một phần,Phải đối chiếu bản chính
1.900002,toàn trình,
1.900003,toàn trình,
1.900004,mức độ 4,
1.999999,full,
"""


@pytest.fixture(autouse=True)
def outside_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue_levels, "with_database", contextlib.nullcontext)


def said(path: Path, *more: str) -> dict[str, Any]:
    done = CliRunner().invoke(levels_command, [str(path), *DECISION, *more], catch_exceptions=False)
    told: dict[str, Any] = json.loads(done.stdout[done.stdout.index("{") :])
    assert done.exit_code == (1 if told["refused"] else 0)
    return told


def test_a_list_is_carried_out_line_by_line_and_only_once(tmp_path: Path) -> None:
    path = tmp_path / "muc.csv"
    path.write_text(LIST, encoding="utf-8-sig")
    for number in range(1, 5):
        ferry(f"1.90000{number}")
    ProcedureVersion.objects.get(procedure__code="1.900003").cases.filter(channel="online").delete()
    trial = said(path, "--dry-run")
    assert (trial["amended"], trial["refused"], ProcedureVersion.objects.count()) == (2, 3, 4)
    told = said(path)
    assert (told["amended"], told["same"], told["refused"]) == (2, 0, 3)
    assert [one["code"] for one in told["lines"]] == ["1.900003", "1.900004", "1.999999"]
    assert told["lines"][0]["why"].count("thêm cách nộp trực tuyến") == 1
    assert "chưa có cách nộp trực tuyến" in told["lines"][0]["why"] and "mức độ 4" in told["lines"][1]["why"]
    partial = version_on("1.900001", MARCH.replace(month=5))
    assert (partial.decision_number, partial.number) == ("99/QĐ-UBND", 2)
    assert list(partial.cases.values_list("channel", "online_level", "online_reason")) == [
        ("counter", None, ""),
        ("online", "partial", "Phải đối chiếu bản chính"),
    ]
    assert version_on("1.900001", MARCH).cases.get(channel="online").online_level is None
    changes = CatalogueChange.objects.count()
    again = said(path)
    assert (again["amended"], again["same"]) == (0, 2) and CatalogueChange.objects.count() == changes


def test_a_draft_that_somebody_works_on_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "muc.csv"
    path.write_text("code;level\n1.900001;full\n", encoding="utf-8")
    draft = editing.open_draft(keeper(), ferry().pk, MARCH)
    told = said(path)
    assert (told["amended"], told["refused"]) == (0, 1) and "dự thảo" in told["lines"][0]["why"]
    draft.refresh_from_db()
    assert draft.status == VersionStatus.DRAFT and draft.cases.get(channel="online").online_level is None


@pytest.mark.parametrize("parting", [",", ";", "\t"])
def test_lists_as_spreadsheets_save_them(parting: str) -> None:
    text = "\r\n".join(
        parting.join(row) for row in (("Lý do", "Mức", "Mã"), ("", "Toàn trình", "1.1"), ("", "", ""))
    )
    assert read_levels(text.encode("utf-8-sig")) == [LevelLine(1, "1.1", "Toàn trình", "")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "thiếu cột"),
        ("mã,lý do\n1.1,x\n".encode(), "thiếu cột"),
        ("mã,mức\n1.1,full\n1.1,partial\n".encode(), "hai dòng"),
        ("mã,mức\n1.1,toàn trình\n".encode("utf-16"), "UTF-8"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(content: bytes, words: str) -> None:
    with pytest.raises(EditRefused, match=words):
        read_levels(content)
