# SPDX-License-Identifier: EUPL-1.2
"""Writes down what the sign-in library reports, whichever page it happened on."""

from __future__ import annotations

from typing import Any, Final

from allauth.account import signals as account_signals
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as factor_signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest
from django.utils import timezone

from motcua.accounts.acts import password_is_own
from motcua.accounts.duties import duty_of
from motcua.accounts.log import Origin, record
from motcua.accounts.models import AccountEventKind
from motcua.organisations.models import Person

DUTY: Final = "motcua.duty"
"""Where a session keeps what its person still has to do."""

FACTOR_NAMES: Final = {
    Authenticator.Type.TOTP: "Ứng dụng tạo mã",
    Authenticator.Type.WEBAUTHN: "Khóa truy cập",
    Authenticator.Type.RECOVERY_CODES: "Mã khôi phục",
}


_WAYS: Final = {
    "password": "mật khẩu",
    Authenticator.Type.TOTP.value: "ứng dụng tạo mã",
    Authenticator.Type.WEBAUTHN.value: "khóa truy cập",
    Authenticator.Type.RECOVERY_CODES.value: "mã khôi phục",
}


def connect() -> None:
    """Listen to the library; called once when the program starts."""
    account_signals.user_logged_in.connect(_signed_in, dispatch_uid="motcua.accounts")
    account_signals.password_changed.connect(_password_changed, dispatch_uid="motcua.accounts")
    user_logged_out.connect(_signed_out, dispatch_uid="motcua.accounts")
    factor_signals.authenticator_added.connect(_factor_added, dispatch_uid="motcua.accounts")
    factor_signals.authenticator_removed.connect(_factor_removed, dispatch_uid="motcua.accounts")
    factor_signals.authenticator_reset.connect(_codes_made, dispatch_uid="motcua.accounts")
    factor_signals.authentication_failed.connect(_code_failed, dispatch_uid="motcua.accounts")


def origin_of(request: HttpRequest) -> Origin:
    """Where a request came from, and who is signed in there."""
    by = request.user if isinstance(request.user, Person) else None
    return Origin(get_adapter(request).get_client_ip(request), request.headers.get("User-Agent", ""), by)


def set_duty(request: HttpRequest, person: Person) -> None:
    """Write into the session what the person still has to do, or that nothing is left."""
    duty = duty_of(person, timezone.localdate())
    if duty is not None:
        request.session[DUTY] = duty.value
    else:
        request.session.pop(DUTY, None)


def _signed_in(request: HttpRequest, user: Person, **_: Any) -> None:
    records = get_authentication_records(request, user)
    ways = [_WAYS[one.get("type") or one["method"]] for one in records if not one.get("reauthenticated")]
    set_duty(request, user)
    record(AccountEventKind.SIGNED_IN, user, origin_of(request), timezone.now(), " + ".join(ways))


def _signed_out(request: HttpRequest | None, user: Any, **_: Any) -> None:
    if request is not None and isinstance(user, Person):
        record(AccountEventKind.SIGNED_OUT, user, origin_of(request), timezone.now())


def _password_changed(request: HttpRequest, user: Person, **_: Any) -> None:
    password_is_own(user)
    set_duty(request, user)
    record(AccountEventKind.PASSWORD_CHANGED, user, origin_of(request), timezone.now())


def _factor_added(request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    set_duty(request, user)
    _about_factor(AccountEventKind.FACTOR_ADDED, request, user, authenticator)


def _factor_removed(request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    set_duty(request, user)
    _about_factor(AccountEventKind.FACTOR_REMOVED, request, user, authenticator)


def _codes_made(request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    _about_factor(AccountEventKind.CODES_MADE, request, user, authenticator)


def _code_failed(request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    _about_factor(AccountEventKind.CODE_FAILED, request, user, authenticator)


def _about_factor(
    kind: AccountEventKind, request: HttpRequest, user: Person, authenticator: Authenticator
) -> None:
    name = FACTOR_NAMES[Authenticator.Type(authenticator.type)]
    record(kind, user, origin_of(request), timezone.now(), name)
