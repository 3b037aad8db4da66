# SPDX-License-Identifier: EUPL-1.2
"""What a page for administrators may do about somebody's sign-in. The right is checked here."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.accounts import acts, locking
from motcua.accounts.listening import origin_of
from motcua.law.roles import Role
from motcua.organisations.models import Person
from motcua.web.acting import actor_for


def unlock(request: HttpRequest, person: Person) -> bool:
    """Open the name of a person at once; False when it was not locked. Raises `PermissionDenied`."""
    _administrator(request)
    return locking.unlock(person, origin_of(request), timezone.now())


def reset_password(request: HttpRequest, person: Person) -> str:
    """The one-time password to hand over, shown once and kept nowhere. Raises `PermissionDenied`."""
    _administrator(request)
    return acts.reset_password(person, origin_of(request), timezone.now())


def reset_second_factor(request: HttpRequest, person: Person) -> int:
    """Remove every second factor of a person; how many there were. Raises `PermissionDenied`."""
    _administrator(request)
    return acts.reset_second_factor(person, origin_of(request), timezone.now())


def _administrator(request: HttpRequest) -> None:
    if not actor_for(request).holds(Role.SYSTEM_ADMIN):
        raise PermissionDenied(_("Chỉ quản trị hệ thống làm được việc này."))
