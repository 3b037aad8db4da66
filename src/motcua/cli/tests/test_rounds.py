# SPDX-License-Identifier: EUPL-1.2
"""Work beside the site goes on after a round that failed, and a single round tells its caller."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import OperationalError

from motcua.cli import rounds
from motcua.database.errors import FolderUnusable
from motcua.errors import MotCuaError

pytestmark = pytest.mark.django_db


class Stopped(BaseException):
    """Ctrl+C, so to speak."""


def working(*outcomes: Exception | None) -> Callable[[], None]:
    """Work that ends each round as told, and after the last one somebody stops it."""
    left = list(outcomes)

    def work() -> None:
        if not left:
            raise Stopped
        outcome = left.pop(0)
        if outcome is not None:
            raise outcome

    return work


def test_a_failed_round_is_told_once_and_the_next_one_comes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rests: list[float] = []
    revived: list[bool] = []
    monkeypatch.setattr(rounds, "revive_server", lambda: revived.append(True))
    monkeypatch.setattr(rounds.time, "sleep", rests.append)
    full = OperationalError("could not extend file: No space left on device")
    with pytest.raises(Stopped):
        rounds.in_rounds(0.5, working(None, full, full, MotCuaError("Bận."), None, OSError(28, "full"), None))
    assert rests == [30.0] * 7
    assert len(revived) == 4  # after each round that failed, and after no other
    told = capsys.readouterr().err.splitlines()
    assert [line.partition(": ")[2] for line in told] == [str(full), "Bận.", "[Errno 28] full"]


def test_a_server_that_cannot_start_says_why_and_there_is_a_rest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rests: list[float] = []
    monkeypatch.setattr(rounds.time, "sleep", rests.append)

    def full() -> None:
        raise FolderUnusable(Path("/du-lieu"), OSError(errno.ENOSPC, "full"))

    monkeypatch.setattr(rounds, "revive_server", full)
    with pytest.raises(Stopped):
        rounds.in_rounds(0.05, working(OperationalError("server closed the connection"), None))
    assert rests == [rounds.AFTER_TROUBLE, 3.0]
    told = capsys.readouterr().err
    assert "đĩa đã đầy" in told and "giải phóng đĩa" in told


def test_a_fault_of_the_program_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds.time, "sleep", lambda _seconds: None)
    with pytest.raises(KeyError):
        rounds.in_rounds(0.5, working(None, KeyError("x")))


def test_one_round_alone_tells_its_caller() -> None:
    with pytest.raises(MotCuaError, match="Bận"):
        rounds.in_rounds(None, working(MotCuaError("Bận.")))
