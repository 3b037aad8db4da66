# SPDX-License-Identifier: EUPL-1.2
"""`motcua report`: the list of forms, what it asks for, and the same figures as the page."""

from __future__ import annotations

import json

import click
import pytest
from click.testing import CliRunner

from motcua.cli.report import _content, report_command
from motcua.dossiers.tests.office import Office
from motcua.reports.errors import ReportUnitUnknown
from motcua.reports.tests.cases import fill_quarter, open_commune

ASKED = {
    "unit": "t-ubnd",
    "first": None,
    "last": None,
    "period": "2026-Q1",
    "as_of": None,
    "policy": "date",
    "successors": False,
}


@pytest.fixture
def office(db: None) -> Office:
    made = open_commune()
    fill_quarter(made)
    return made


def test_the_list_says_how_sure_each_form_is() -> None:
    rows = json.loads(CliRunner().invoke(report_command, ["--list", "--json"]).output)
    assert {"II.06a", "II.07a", "II.07b", "II.08", "II.05a", "NB-01", "BC-KSTT"} <= {
        row["number"] for row in rows
    }
    assert {row["certainty"] for row in rows} == {"verified", "likely", "uncertain"}
    assert "II.06a   verified" in CliRunner().invoke(report_command, ["--list"]).output


@pytest.mark.parametrize(
    "arguments",
    [[], ["II.06a"], ["II.06a", "--unit", "t-ubnd"], ["II.06a", "--unit", "x", "--from", "2026-01-01"]],
)
def test_what_is_missing_is_said(arguments: list[str]) -> None:
    done = CliRunner().invoke(report_command, arguments)
    assert done.exit_code == 2 and "--unit" in done.output


def test_a_report_as_json_with_absolute_links(office: Office) -> None:
    told = json.loads(_content("ii.06A", **ASKED, wanted="json"))
    total = told["tables"][0]["rows"][0]["figures"]
    assert not any("kế thừa" in words for words in told["switches"])
    with_merged = json.loads(_content("ii.06A", **{**ASKED, "successors": True}, wanted="json"))
    assert any("kế thừa" in words for words in with_merged["switches"])
    assert "ke-thua=1" in with_merged["tables"][0]["rows"][0]["figures"]["taken"]["link"]
    assert total["ended"]["value"] == 7
    assert total["ended"]["link"].startswith("http") and "/so-lieu/danh-sach/?o=" in total["ended"]["link"]
    assert "/bao-cao/bieu/ii-06a/so/?" in total["taken"]["link"]


def test_the_narrative_is_a_document(office: Office) -> None:
    assert _content("de-cuong", **ASKED, wanted="docx").startswith(b"PK")
    assert _content("BC-KSTT", **ASKED, wanted=None).startswith(b"PK")
    with pytest.raises(click.UsageError):
        _content("de-cuong", **ASKED, wanted="json")


def test_an_unknown_unit_is_named(office: Office) -> None:
    with pytest.raises(ReportUnitUnknown, match="khong-co"):
        _content("II.06a", **{**ASKED, "unit": "khong-co"}, wanted="json")
