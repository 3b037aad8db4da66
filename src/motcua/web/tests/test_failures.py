# SPDX-License-Identifier: EUPL-1.2
"""A server without room, without a database or with a fault of ours: each page says which, and what to do."""

from __future__ import annotations

import errno

import psycopg
import pytest
from django import forms
from django.db import OperationalError
from django.test import Client
from psycopg_pool import PoolTimeout

from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.office import Office, person
from motcua.law.roles import Role
from motcua.web.forms.base import HouseForm
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
        (from_database(psycopg.errors.DeadlockDetected("deadlock")), 503, "người khác làm cùng việc này"),
        (from_database(psycopg.errors.LockNotAvailable("lock timeout")), 503, "người khác làm cùng việc này"),
        (from_database(psycopg.errors.QueryCanceled("timeout")), 500, "Hệ thống gặp lỗi"),
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


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/niem-yet/%00/", "/so/xem/a%00b/", "/niem-yet/?q=%00", "/tra-cuu/?x=1&ma=H99%00", "/%00"]
)
def test_an_address_nobody_was_given_is_refused(address: str) -> None:
    answer = Client(raise_request_exception=False).get(address)
    assert answer.status_code == 400
    assert "tải lại trang" in answer.content.decode()


@pytest.mark.parametrize("year", ["0001", "9999", "1899", "2111"])
@pytest.mark.parametrize(
    ("address", "field"),
    [("/nhat-ky-xem/", "tu"), ("/nhat-ky-xem/", "den"), ("/quan-tri/nhat-ky/", "last_day")],
)
def test_a_year_that_cannot_be_meant_is_said_beside_what_was_typed(
    office: Office, address: str, field: str, year: str
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(person("kiem-soat", office.committee, Role.CONTROL_OFFICER, "Đầu mối kiểm soát"))
    answer = client.get(address, {field: f"{year}-12-31"})
    told = answer.content.decode()
    assert answer.status_code in (200, 422)
    assert "từ 1900 đến 2110" in told and f'value="{year}-12-31"' in told


@pytest.mark.django_db
def test_a_nul_in_a_form_is_a_request_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(*_: object) -> None:
        Dossier.objects.filter(code="\0").exists()

    monkeypatch.setattr(lookup, "_with_secret", ask)
    answer = Client(raise_request_exception=False).post("/tra-cuu/", {"ma": "\0"})
    assert answer.status_code == 400
    assert "chưa có gì thay đổi" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "words"), [("0", "từ 1 trở lên"), ("101", "không quá 100"), ("x", "chưa đúng")]
)
def test_a_label_with_a_percent_sign_refuses_in_words(typed: str, words: str) -> None:
    class Share(HouseForm):
        share = forms.IntegerField(label="Tỷ lệ (%)", min_value=1, max_value=100)

    (told,) = Share({"share": typed}).errors["share"]
    assert "“Tỷ lệ (%)”" in told and words in told
