# SPDX-License-Identifier: EUPL-1.2
"""What a person must do about their account before they may work: a password of their own, a second factor."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from allauth.mfa.models import Authenticator
from django.conf import settings

from motcua.accounts.errors import UnknownRole
from motcua.accounts.models import Account
from motcua.law.roles import GRANTABLE, Role
from motcua.organisations.actors import actor_of
from motcua.organisations.models import Person


class Duty(StrEnum):
    """What is still to do."""

    PASSWORD = "password"  # noqa: S105  the name of a duty
    SECOND_FACTOR = "second_factor"


def required_roles() -> frozenset[Role]:
    """The roles that must have a second factor. Raises `UnknownRole`."""
    names = settings.SECOND_FACTOR_ROLES
    known = {role.value: role for role in GRANTABLE}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UnknownRole(
            f"MOTCUA_SECOND_FACTOR_ROLES nêu vai trò không có: {', '.join(unknown)}.",
            hint=f"Hãy chọn trong: {', '.join(sorted(known))}.",
        )
    return frozenset(known[name] for name in names)


def duty_of(person: Person, day: dt.date) -> Duty | None:
    """The first thing this person has to do, or None."""
    if Account.objects.filter(person=person, one_time_until__isnull=False).exists():
        return Duty.PASSWORD
    required = required_roles()
    if not required or required.isdisjoint(seat.role for seat in actor_of(person, day).seats):
        return None
    return None if has_second_factor(person) else Duty.SECOND_FACTOR


def has_second_factor(person: Person) -> bool:
    """Whether the person signs in with more than a password. Recovery codes alone do not count."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user=person, type__in=kinds).exists())


def one_time_password_is_over(person: Person, now: dt.datetime) -> bool:
    """Whether the password was given by an administrator and its time is over."""
    return Account.objects.filter(person=person, one_time_until__lt=now).exists()
