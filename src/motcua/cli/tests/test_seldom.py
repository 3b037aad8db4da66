# SPDX-License-Identifier: EUPL-1.2
"""Commands that an operator needs once a year: a log restored from a copy, the page of the settings; disks."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection

from motcua.cli import audit, configuration, main
from motcua.cli import commands as house
from motcua.dossiers.audit import current_generation, verify
from motcua.dossiers.tests.office import open_office

ROOT = Path(__file__).resolve().parents[4]


def inner(command: Any) -> Callable[..., None]:
    function: Callable[..., None] = command.callback.__wrapped__
    return function


@pytest.mark.django_db
def test_a_restored_log_goes_on_in_a_new_generation(capsys: pytest.CaptureFixture[str]) -> None:
    office = open_office()
    office.received()
    with connection.cursor() as cursor:  # as they would be at the end of each act
        cursor.execute("set constraints all immediate")
    inner(audit.new_generation_command)()
    assert current_generation() == 1
    assert "1" in capsys.readouterr().out
    assert office.received().events.get().generation == 1
    assert verify().ok


def test_the_page_of_the_settings_is_what_the_command_prints() -> None:
    done = CliRunner().invoke(configuration.configuration_command)
    assert done.output == (ROOT / "docs/configuration.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "Đĩa đã đầy"), (errno.EROFS, "Đĩa chỉ đọc"), (errno.ENOENT, "")]
)
def test_a_disk_that_takes_nothing_is_called_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int, words: str
) -> None:
    def fail(**_: object) -> None:
        raise OSError(number, "x", "bao-cao.pdf")

    monkeypatch.setattr(house, "main", fail)
    if not words:
        with pytest.raises(OSError, match="bao-cao"):
            main(["report"])
        return
    with pytest.raises(SystemExit) as ended:
        main(["report"])
    assert ended.value.code == 1
    told = capsys.readouterr().err
    assert words in told and "bao-cao.pdf" in told and "chạy lại" in told
