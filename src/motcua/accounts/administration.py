# SPDX-License-Identifier: EUPL-1.2
"""What an administrator does to the account of somebody else: the right first, then the act, in one transaction."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from motcua.accounts import locking
from motcua.accounts.acts import open_account, reset_password, reset_second_factor
from motcua.accounts.log import Origin
from motcua.organisations.actors import Actor
from motcua.organisations.acts import locked_for, require_may_open_accounts
from motcua.organisations.models import Person


@dataclass(frozen=True, slots=True)
class HandedOver:
    """An account with the one-time password that is shown once and stored nowhere."""

    person: Person
    password: str


@transaction.atomic
def open_for(
    actor: Actor, username: str, full_name: str, email: str, origin: Origin, now: dt.datetime
) -> HandedOver:
    """Open an account without any position. Raises `NotAdministrator`, `UsernameRefused`."""
    require_may_open_accounts(actor)
    return HandedOver(*open_account(username, full_name, origin, now, email=email))


@transaction.atomic
def reset_password_for(actor: Actor, person_id: int, origin: Origin, now: dt.datetime) -> HandedOver:
    """Give a new one-time password and end every session. Raises `NotAdministrator`, `SeparationRefused`."""
    person = locked_for(actor, person_id)
    return HandedOver(person, reset_password(person, origin, now))


@transaction.atomic
def reset_second_factor_for(actor: Actor, person_id: int, origin: Origin, now: dt.datetime) -> int:
    """Remove every second factor; how many there were. Raises `NotAdministrator`, `SeparationRefused`."""
    return reset_second_factor(locked_for(actor, person_id), origin, now)


@transaction.atomic
def unlock_for(actor: Actor, person_id: int, origin: Origin, now: dt.datetime) -> bool:
    """Let a person try again who typed a wrong password too often; False when the name was not locked.

    Raises `NotAdministrator`, `SeparationRefused`.
    """
    return locking.unlock(locked_for(actor, person_id), origin, now)
