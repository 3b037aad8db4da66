# SPDX-License-Identifier: EUPL-1.2
"""All accounts at a glance: who is closed, locked, still has a one-time password, signs in with two steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.utils import timezone

from motcua.accounts.locking import locked_people
from motcua.accounts.models import Account
from motcua.organisations.models import Person

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account. `words` are what is to be said of it, in the order of importance; empty for nothing special."""

    username: str
    full_name: str
    words: tuple[str, ...]


def overview(now: dt.datetime) -> Iterator[AccountLine]:
    """Every account by name, four queries for each five hundred."""
    after = ""
    while people := list(Person.objects.filter(username__gt=after).order_by("username")[:_AT_ONCE]):
        yield from lines_of(people, now)
        after = people[-1].username


def lines_of(people: list[Person], now: dt.datetime) -> list[AccountLine]:
    """What is to be said of these people. Three queries."""
    locked = locked_people(people, now)
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    two = set(Authenticator.objects.filter(user__in=people, type__in=kinds).values_list("user_id", flat=True))
    once = dict(
        Account.objects.filter(person__in=people, one_time_until__isnull=False).values_list(
            "person_id", "one_time_until"
        )
    )
    return [
        AccountLine(person.username, person.full_name, tuple(_words(person, now, locked, two, once)))
        for person in people
    ]


def _words(
    person: Person,
    now: dt.datetime,
    locked: dict[int, dt.datetime],
    two: set[int],
    once: dict[int, dt.datetime | None],
) -> Iterator[str]:
    if not person.is_active:
        yield "ngừng hoạt động"
    if person.pk in locked:
        yield f"tạm khóa đến {timezone.localtime(locked[person.pk]):%H:%M}"
    until = once.get(person.pk)
    if until is not None:
        yield "mật khẩu dùng một lần" if now <= until else "mật khẩu dùng một lần đã hết hạn"
    if person.pk in two:
        yield "hai bước"
