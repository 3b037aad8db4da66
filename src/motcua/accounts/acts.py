# SPDX-License-Identifier: EUPL-1.2
"""What an administrator does to accounts, and a person to their own sessions. Each act writes one row of the log."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from typing import Final

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction

from motcua.accounts import locking
from motcua.accounts.errors import PersonUnknown, UsernameRefused
from motcua.accounts.log import Origin, record
from motcua.accounts.models import Account, AccountEventKind
from motcua.organisations.models import Person

ONE_TIME_DAYS: Final = 7
"""Days within which a one-time password must be used."""

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike on paper
_GROUPS, _GROUP = 4, 4


def person_named(username: str) -> Person:
    """Whoever signs in with this name. Raises `PersonUnknown`."""
    person = Person.objects.filter(username=username.strip().lower()).first()
    if person is None:
        raise PersonUnknown(
            f"Không có tài khoản nào tên “{username}”.", hint="Xem danh sách bằng: motcua account list"
        )
    return person


def open_account(
    username: str, full_name: str, origin: Origin, now: dt.datetime, *, email: str = ""
) -> tuple[Person, str]:
    """Make an account; the person and the one-time password to hand over. Raises `UsernameRefused`.

    The account has no position yet, so it opens nothing.
    """
    name = username.strip().lower()
    if not _USERNAME.fullmatch(name):
        raise UsernameRefused(
            "Tên đăng nhập chỉ gồm chữ thường không dấu, số, dấu chấm, gạch nối, gạch dưới; từ 2 đến 64 ký tự.",
            hint="Ví dụ: nguyen.van.a",
        )
    if not full_name.strip():
        raise UsernameRefused("Chưa có họ và tên.", hint="Hãy ghi họ và tên đầy đủ.")
    password = _one_time_password()
    try:
        with transaction.atomic():
            person = Person.objects.create_person(name, full_name.strip(), password, email=email.strip())
            Account.objects.create(person=person, one_time_until=now + dt.timedelta(days=ONE_TIME_DAYS))
            record(AccountEventKind.OPENED, person, origin, now)
    except IntegrityError as error:
        raise UsernameRefused(f"Đã có tài khoản tên “{name}”.", hint="Hãy chọn tên khác.") from error
    return person, password


@transaction.atomic
def reset_password(person: Person, origin: Origin, now: dt.datetime) -> str:
    """Replace the password by a one-time password, which is returned; ends all sessions and any lock."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    password = _one_time_password()
    locked.set_password(password)
    locked.save(update_fields=["password"])
    until = now + dt.timedelta(days=ONE_TIME_DAYS)
    Account.objects.update_or_create(person=locked, defaults={"one_time_until": until})
    locking.unlock(locked, origin, now)
    _end(UserSession.objects.filter(user=locked))
    record(AccountEventKind.PASSWORD_RESET, locked, origin, now)
    return password


@transaction.atomic
def reset_second_factor(person: Person, origin: Origin, now: dt.datetime) -> int:
    """Remove every second factor and every recovery code, and end all sessions; how many factors there were."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    factors = Authenticator.objects.filter(user=locked)
    names = ", ".join(sorted(str(factor) for factor in factors))
    number = len(factors)
    if number:
        factors.delete()
        record(AccountEventKind.FACTORS_RESET, locked, origin, now, names)
    _end(UserSession.objects.filter(user=locked))
    return number


@transaction.atomic
def end_sessions(
    person: Person, origin: Origin, now: dt.datetime, *, only: int | None = None, keep: str = ""
) -> int:
    """End one session of the person (`only`, its id) or all but the one with the key `keep`; how many ended."""
    wanted = UserSession.objects.filter(user=person).exclude(session_key=keep)
    if only is not None:
        wanted = wanted.filter(pk=only)
    number = _end(wanted)
    if number:
        detail = f"{number} phiên"
        record(AccountEventKind.SESSIONS_ENDED, person, origin, now, detail)
    return number


def password_is_own(person: Person) -> None:
    """The person has chosen a password of their own."""
    Account.objects.filter(person=person).update(one_time_until=None)


def sessions_of(person: Person) -> list[UserSession]:
    """The running sessions of a person, newest first; those that are over are forgotten on the way."""
    running: list[UserSession] = UserSession.objects.purge_and_list(person)
    return sorted(running, key=lambda session: session.created_at, reverse=True)


def _end(sessions: object) -> int:
    ended = list(sessions)  # type: ignore[call-overload]  # a query set of the library's untyped model
    for session in ended:
        session.end()
    return len(ended)


def _one_time_password() -> str:
    """Four groups of four letters and digits: 79 bits, and readable on paper."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
