# SPDX-License-Identifier: EUPL-1.2
"""The second factors a person has set up."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from motcua.organisations.models import Person


@dataclass(frozen=True, slots=True)
class Factors:
    """What a person can sign in with beside the password. `recovery`: codes left, None when there never were any."""

    codes: bool
    keys: tuple[Authenticator, ...]
    recovery: int | None


def factors_of(person: Person) -> Factors:
    """The second factors of a person. One query."""
    rows = list(Authenticator.objects.filter(user=person).order_by("id"))
    recovery = next((row for row in rows if row.type == Authenticator.Type.RECOVERY_CODES), None)
    return Factors(
        codes=any(row.type == Authenticator.Type.TOTP for row in rows),
        keys=tuple(row for row in rows if row.type == Authenticator.Type.WEBAUTHN),
        recovery=len(recovery.wrap().get_unused_codes()) if recovery else None,
    )
