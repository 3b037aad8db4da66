# SPDX-License-Identifier: EUPL-1.2
"""`motcua index` and `motcua score`: the same numbers as the pages, null for what is not known."""

from __future__ import annotations

import contextlib
import json

import pytest
from click.testing import CliRunner
from django.core.cache import caches

from motcua.cli import score
from motcua.cli.score import UnitUnknown, index_command, score_group
from motcua.dossiers.tests.office import Office, open_office
from motcua.law.report_windows import WindowRefused
from motcua.scores.tests.quarter import lead

ASKED = ["--unit", "t-commune", "--period", "2026-Q1"]


@pytest.fixture
def office(db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    caches["process"].clear()
    monkeypatch.setattr(score, "with_database", lambda *, migrate: contextlib.nullcontext())
    made = open_office()
    lead(made)
    return made


def said(*arguments: str) -> str:
    group = score_group if arguments[0] in ("officers", "agencies") else index_command
    done = CliRunner().invoke(group, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_the_index_as_json_and_for_people(office: Office) -> None:
    told = json.loads(said(*ASKED, "--json"))
    lines = {line["code"]: line for line in told["indicators"]}
    assert (lines["2.1"]["part"], lines["2.1"]["whole"], lines["2.1"]["points"]) == (2, 4, 10.0)
    assert [one["count"] for one in lines["2.1"]["failing"]] == [1, 1]
    assert lines["5.2"]["rate"] is None and lines["5.2"]["points"] is None and lines["5.2"]["lacks"]
    assert (told["formula"], told["window"]["first"]) == ("766/QĐ-TTg (2022)", "2025-12-15")
    assert "2/4, 10.00/20 điểm, cần thêm 2" in said(*ASKED)
    (below,) = json.loads(said(*ASKED, "--below", "--json"))
    assert below["total"] == told["total"]


def test_scores_as_json_and_for_people(office: Office) -> None:
    (officer,) = json.loads(said("officers", *ASKED, "--json"))["rows"]
    assert (officer["place"], officer["total"], officer["most"]) == (1, "4.0", 6)
    assert officer["indicators"]["1"] == {"score": "1.0", "points": {"2": 1, "1": 1, "0": 1}}
    assert officer["missing"] == [4, 7]
    agencies = json.loads(said("agencies", *ASKED, "--json"))
    assert agencies["rows"][0]["name"] == office.committee.name and agencies["fields"]
    assert "4.0/6  Người Thử specialist (3 hồ sơ)" in said("officers", *ASKED)
    assert "chưa có hồ sơ" in said("officers", "--unit", "t-commune", "--period", "2025")


def test_what_does_not_exist_is_refused_by_name(office: Office) -> None:
    with pytest.raises(UnitUnknown):
        said("--unit", "nowhere", "--period", "2026")
    with pytest.raises(WindowRefused):
        said("--unit", "t-commune", "--period", "2026-Q9")
