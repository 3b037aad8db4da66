# SPDX-License-Identifier: EUPL-1.2
"""`motcua account`: what the administrator types and reads."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from click.testing import CliRunner
from django.utils import timezone

from motcua.accounts import locking
from motcua.accounts.errors import PersonUnknown, UsernameRefused
from motcua.accounts.models import AccountEvent, AccountEventKind
from motcua.cli import account, environment
from motcua.organisations.models import Person


@pytest.fixture(autouse=True)
def inside_the_test_database(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def running(*_settings: object) -> Iterator[None]:
        yield

    monkeypatch.setattr(environment, "with_server", running)
    monkeypatch.setattr(environment, "_check_server", lambda: None)
    monkeypatch.setattr(environment, "disconnect", lambda: None)


def run(*words: str) -> str:
    done = CliRunner().invoke(account.account_group, words)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def test_a_life_of_an_account() -> None:
    told = run("add", "Nguyen.Van.Thu", "--name", "Nguyễn Văn Thử")
    password = re.search(r": ([a-z0-9]{4}(?:-[a-z0-9]{4}){3})$", told, re.M).group(1)
    person = Person.objects.get(username="nguyen.van.thu")
    assert person.check_password(password)
    assert "nguyen.van.thu\tNguyễn Văn Thử\tmật khẩu dùng một lần" in run("list")
    for _ in range(5):
        locking.knock(person.username, timezone.now())
    assert "tạm khóa đến" in run("list")
    assert "Đã mở khóa" in run("unlock", "nguyen.van.thu")
    assert "không bị khóa" in run("unlock", "nguyen.van.thu")
    assert password not in run("reset-password", "nguyen.van.thu")
    assert not Person.objects.get(pk=person.pk).check_password(password)
    assert "chưa có bước hai" in run("reset-second-factor", "nguyen.van.thu")
    kinds = AccountEvent.objects.filter(person=person).order_by("id").values_list("kind", "browser")
    assert list(kinds) == [
        (kind.value, "motcua account")
        for kind in (AccountEventKind.OPENED, AccountEventKind.UNLOCKED, AccountEventKind.PASSWORD_RESET)
    ]


@pytest.mark.parametrize(("username", "name"), [("Nguyễn Văn A", "A"), ("a", "A"), ("an.binh", "  ")])
def test_a_name_that_cannot_be(username: str, name: str) -> None:
    with pytest.raises(UsernameRefused):
        run("add", username, "--name", name)
    assert not Person.objects.exists()


def test_a_name_that_is_taken_or_unknown() -> None:
    run("add", "an.binh", "--name", "An Bình Thử")
    with pytest.raises(UsernameRefused, match="Đã có tài khoản"):
        run("add", "an.binh", "--name", "Người Khác Thử")
    with pytest.raises(PersonUnknown):
        run("unlock", "nobody")
