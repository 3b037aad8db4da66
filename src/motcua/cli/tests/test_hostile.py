# SPDX-License-Identifier: EUPL-1.2
"""What nobody would type on purpose: named in words, exit code 1, no traceback."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from tests.operating import Operator

from motcua.cli import main
from motcua.dossiers.audit import export
from motcua.dossiers.tests.office import at, open_office


@pytest.fixture
def operator(capsys: pytest.CaptureFixture[str]) -> Operator:
    return Operator(capsys)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main([*arguments])
    told = capsys.readouterr().err
    assert ended.value.code in (1, 2)
    assert "Lỗi" in told or "Error" in told
    return told


@pytest.mark.parametrize("place", ["", "no/such/folder/x", "file/x", "x" * 300])
def test_a_file_that_cannot_be_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    source = tmp_path / "file"
    source.write_text("Triển khai", "utf-8")
    told = refused(capsys, "text", "restore", str(source), "-o", str(tmp_path / place))
    assert "Không ghi được tệp" in told and "quyền ghi" in told


@pytest.mark.parametrize("host", ["", "no-such-host.invalid", "x" * 300])
def test_a_host_that_means_nothing_is_named(capsys: pytest.CaptureFixture[str], host: str) -> None:
    assert "--host 127.0.0.1" in refused(capsys, "serve", "--host", host)


def test_a_name_is_a_host_too() -> None:
    from motcua.cli.serve import address_of

    assert address_of("localhost") == "127.0.0.1"
    assert address_of("::1") == "::1"


def test_a_file_that_stops_in_the_middle_is_a_message(capsys: pytest.CaptureFixture[str]) -> None:
    memory = Path("/proc/self/mem")  # opens, and fails when it is read
    if not memory.exists():
        pytest.skip("only Linux has such a file")
    assert "Đĩa lỗi" in refused(capsys, "deadline", "--batch", str(memory))


def test_figures_out_of_range_are_refused_by_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--seed" in refused(capsys, "simulate", "--dossiers", "10", "--seed", "-1")
    assert "--limit" in refused(capsys, "catalogue", "search", "a", "--limit", "-1")


@pytest.mark.django_db(transaction=True)
def test_letters_that_are_no_text_are_a_message(operator: Operator) -> None:
    done = operator.run("audit", "log", "a\udce9")
    assert done.returncode == 1
    assert "UTF-8" in done.stderr


def test_a_word_that_no_address_of_a_database_has_is_a_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql:///x?foo=bar&host=/nowhere")
    assert "foo" in refused(capsys, "audit", "verify")


@pytest.mark.django_db
def test_an_export_into_a_pipe_leaves_the_pipe(tmp_path: Path) -> None:
    open_office().received()
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")))
    reader.start()
    done = export(pipe, at("2026-03-09 11:00"))
    reader.join(10)
    assert done.events == 1 and pipe.is_fifo()
    assert read[0].startswith('{"kind":"log"') and read[0].endswith('"checkpoints":0}\n')
