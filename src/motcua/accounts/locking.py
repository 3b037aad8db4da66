# SPDX-License-Identifier: EUPL-1.2
"""After so many wrong passwords in a row a name is locked for some minutes, whether anybody has it or not.

A try is counted before the password is looked at, under a row lock, so that many tries at once are no way around
the limit. A right password takes the count away again.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction

from motcua.accounts.errors import SignInLocked
from motcua.accounts.log import Origin, record
from motcua.accounts.models import AccountEventKind, SignInCount
from motcua.accounts.vault import digest
from motcua.organisations.models import Person

_FORGOTTEN_AFTER = dt.timedelta(days=1)


def lock_minutes() -> int:
    """How long a lock lasts."""
    return int(settings.SIGN_IN_LOCK_MINUTES)


def knock(username: str, now: dt.datetime) -> None:
    """Count a try before the password is compared. Raises `SignInLocked`, and then it must not be compared."""
    span = dt.timedelta(minutes=lock_minutes())
    with transaction.atomic():
        count = _count_for(username, now)
        if count.locked_until is not None and now < count.locked_until:
            raise SignInLocked(count.locked_until)
        if count.locked_until is not None or now - count.counted_from > span:
            count.failures, count.counted_from, count.locked_until = 0, now, None
        count.failures += 1
        if count.failures >= settings.SIGN_IN_TRIES:
            count.locked_until = now + span
        count.save()


def succeeded(username: str) -> None:
    """The password was right: the count begins anew."""
    SignInCount.objects.filter(door=_door(username)).delete()


def failed(username: str, origin: Origin, now: dt.datetime) -> None:
    """The password was wrong: write it down, and the lock when this try brought it about."""
    person = Person.objects.filter(username=username).first()
    record(AccountEventKind.SIGN_IN_FAILED, person, origin, now)
    until = locked_until(username, now)
    if until is not None:
        minutes = f"{lock_minutes()} phút"
        record(AccountEventKind.LOCKED, person, origin, now, minutes)
        SignInCount.objects.filter(counted_from__lt=now - _FORGOTTEN_AFTER).delete()


def locked_until(username: str, now: dt.datetime) -> dt.datetime | None:
    """Until when nobody can sign in by password with this name; None when it is open."""
    count = SignInCount.objects.filter(door=_door(username), locked_until__gt=now).first()
    return count.locked_until if count else None


def locked_people(people: list[Person], now: dt.datetime) -> dict[int, dt.datetime]:
    """Of these people, who is locked until when, by id. One query."""
    doors = {_door(person.username): person.pk for person in people}
    rows = SignInCount.objects.filter(door__in=doors, locked_until__gt=now)
    return {doors[row.door]: row.locked_until for row in rows if row.locked_until is not None}


def unlock(person: Person, origin: Origin, now: dt.datetime) -> bool:
    """Open the name of a person at once; False when it was not locked. Written down either way the count goes."""
    with transaction.atomic():
        count = SignInCount.objects.select_for_update().filter(door=_door(person.username)).first()
        was_locked = count is not None and count.locked_until is not None and now < count.locked_until
        if count is not None:
            count.delete()
        if was_locked:
            record(AccountEventKind.UNLOCKED, person, origin, now)
    return was_locked


def _count_for(username: str, now: dt.datetime) -> SignInCount:
    door = _door(username)
    # The right password, given at the same moment at another browser, may take the count away between the two.
    while True:
        SignInCount.objects.bulk_create([SignInCount(door=door, counted_from=now)], ignore_conflicts=True)
        count = SignInCount.objects.select_for_update().filter(door=door).first()
        if count is not None:
            return count


def _door(username: str) -> str:
    return digest(username.strip().lower(), "door")
