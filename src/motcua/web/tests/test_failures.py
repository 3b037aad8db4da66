# SPDX-License-Identifier: EUPL-1.2
"""A server without room, without a database or with a fault of ours: each page says which, and what to do."""

from __future__ import annotations

import errno

import psycopg
import pytest
from django.db import OperationalError
from django.test import Client
from psycopg_pool import PoolTimeout

from motcua.web.views import lookup


def from_database(cause: psycopg.Error) -> OperationalError:
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (from_database(psycopg.errors.DiskFull("could not extend file")), 503, "Đĩa của máy chủ đã đầy"),
        (OSError(errno.ENOSPC, "No space left on device"), 503, "Đĩa của máy chủ đã đầy"),
        (OSError(errno.EROFS, "Read-only file system"), 503, "chỉ đọc được"),
        (from_database(PoolTimeout("couldn't get a connection")), 503, "motcua doctor"),
        (from_database(psycopg.errors.AdminShutdown("terminating connection")), 503, "motcua doctor"),
        (from_database(psycopg.errors.DeadlockDetected("deadlock")), 500, "Hệ thống gặp lỗi"),
        (OSError(errno.ENOENT, "No such file"), 500, "Hệ thống gặp lỗi"),
        (KeyError("x"), 500, "Hệ thống gặp lỗi"),
    ],
)
def test_the_page_tells_the_cause(
    monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, words: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(lookup, "_page", fail)
    answer = Client(raise_request_exception=False).get("/tra-cuu/")
    assert answer.status_code == status
    told = answer.content.decode()
    assert words in told and "chưa được ghi nhận" in told
    assert str(error) not in told  # what is inside is for the log
