# SPDX-License-Identifier: EUPL-1.2
"""`motcua catalogue`: what the commands print. The functions are called without the server around them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from motcua.catalogue.errors import ImportFileUnreadable, ProcedureUnknown
from motcua.catalogue.tests.pages import record
from motcua.cli import catalogue as commands

pytestmark = pytest.mark.django_db


def inner(command: Any) -> Callable[..., None]:
    function: Callable[..., None] = command.callback.__wrapped__
    return function


@pytest.fixture
def imported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    path = tmp_path / "ban-ghi.jsonl"
    wrong = record() | {"ma_thu_tuc": "1.900009"}
    path.write_text(
        f"{json.dumps(record(ways='Trực tiếp5Miễn phí'))}\n{json.dumps(wrong)}\nhỏng\n", encoding="utf-8"
    )
    inner(commands.import_command)(file=path, effective_from=None, as_json=True)
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return report


def shown(capsys: pytest.CaptureFixture[str], command: Any, **options: Any) -> Any:
    inner(command)(**options, as_json=True)
    return json.loads(capsys.readouterr().out)


def test_the_report(imported: dict[str, Any]) -> None:
    assert (imported["read"], imported["accepted"], imported["refused"]) == (3, 1, 1)
    assert [failure["line"] for failure in imported["failed"]] == [3]
    assert imported["quarantined"]["limit_without_unit"] == 1


@pytest.mark.parametrize("content", ["", "\n \n", "[1]\n", "{\n}\n", "hỏng"])
def test_a_file_without_any_record_is_an_error_and_has_its_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    path = tmp_path / "sai.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ImportFileUnreadable, match="mỗi dòng một đối tượng JSON"):
        inner(commands.import_command)(file=path, effective_from=None, as_json=True)
    report = json.loads(capsys.readouterr().out)
    assert (report["accepted"], report["read"]) == (0, len(report["failed"]))


def test_show_as_json(imported: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    one = shown(capsys, commands.show_command, code="1.900001", valid=False)
    keys = {"code", "name", "field", "level", "cases", "papers", "results", "legal_bases", "quarantine"}
    assert keys <= set(one)
    assert set(one["cases"][0]) >= {"channel", "limit", "fee"}
    assert set(one["papers"][0]) >= {"name", "originals", "copies"}
    assert set(one["quarantine"][0]) >= {"field", "reason", "raw"}
    assert one == shown(capsys, commands.show_command, code="1.900001", valid=True)


def test_show_of_a_refused_record_and_of_an_unknown_code(
    imported: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    one = shown(capsys, commands.show_command, code="1.900009", valid=False)
    assert (one["name"], one["cases"]) == (None, [])
    assert one["quarantine"][0]["reason"] == "page_of_other_procedure"
    with pytest.raises(ProcedureUnknown):
        shown(capsys, commands.show_command, code="9.999999", valid=False)


def test_search_and_quarantine_as_json(imported: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    found = shown(capsys, commands.search_command, words=("giay", "phep", "do"), limit=5)
    assert [set(one) for one in found] == [{"code", "name", "score"}]
    items = shown(capsys, commands.quarantine_command, code="1.900001", reason="limit_without_unit")
    assert [(item["field"], item["raw"]) for item in items] == [("cases[0].limit", "5")]


def test_words_for_people(imported: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    inner(commands.show_command)(code="1.900001", valid=False, as_json=False)
    inner(commands.search_command)(words=("khai sinh",), limit=5, as_json=False)
    inner(commands.quarantine_command)(code="", reason="", as_json=False)
    text = capsys.readouterr().out
    assert "Cấp: tỉnh, xã" in text
    assert "Trực tiếp: thời hạn chưa rõ; miễn phí" in text
    assert "Sổ cũ; (0 bản chính, 1 bản sao)" in text
    assert "Không tìm thấy thủ tục nào" in text
