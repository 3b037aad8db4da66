# SPDX-License-Identifier: EUPL-1.2
"""Officials: who may open and manage their accounts, their names corrected, their sign-in closed and opened again.

Passwords and second factors are the matter of `motcua.accounts`.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from motcua.law.names import fold
from motcua.law.roles import Role
from motcua.organisations.actors import Actor
from motcua.organisations.acts.checking import (
    keep_an_administrator,
    positions_from,
    require_administrator_of,
    require_filled,
    require_other,
)
from motcua.organisations.errors import ChangeRefused, NotAdministrator
from motcua.organisations.models import Person
from motcua.organisations.records import AdminAct, changed, record


def require_may_open_accounts(actor: Actor) -> None:
    """Raises `NotAdministrator` unless the actor administers something. A new account has no position yet."""
    if actor.kind != "system" and not actor.holds(Role.SYSTEM_ADMIN):
        raise NotAdministrator("Chỉ quản trị hệ thống được thêm tài khoản.")


def locked_for(actor: Actor, person_id: int) -> Person:
    """The person, the row locked, for an administrator of all their units and not themself.

    Raises `NotAdministrator`, `SeparationRefused`, `ChangeRefused`.
    """
    person = _locked(actor, person_id)
    require_other(actor, person, "Tài khoản của chính bạn được quản lý ở trang tài khoản.")
    return person


@transaction.atomic
def change_person(actor: Actor, person_id: int, full_name: str, email: str) -> Person:
    """Correct name and address. Raises `NotAdministrator`, `ChangeRefused`."""
    person = _locked(actor, person_id)
    require_filled("full_name", full_name, "Chưa có họ tên.")
    before = _facts(person)
    person.full_name, person.email = " ".join(full_name.split()), email
    person.name_key = fold(person.full_name)
    was, now = changed(before, _facts(person))
    if now:
        person.save(update_fields=["full_name", "name_key", "email"])
        record(actor, AdminAct.CHANGE_PERSON, "person", person.pk, person.full_name, before=was, after=now)
    return person


@transaction.atomic
def deactivate_person(actor: Actor, person_id: int, reason: str) -> Person:
    """Close an account from now on. Positions stay on record; nobody can sign in with it.

    Raises `NotAdministrator`, `SeparationRefused` for oneself, `LastAdministrator`, `ChangeRefused`.
    """
    person = _locked(actor, person_id)
    require_other(actor, person, "Bạn không thể tự ngừng tài khoản của mình.")
    require_filled("reason", reason, "Chưa nêu lý do.")
    if not person.is_active:
        return person
    today = timezone.localdate()
    keep_an_administrator(positions_from(person, today), today)
    person.is_active = False
    person.save(update_fields=["is_active"])
    _record_activity(actor, AdminAct.DEACTIVATE_PERSON, person, reason)
    return person


@transaction.atomic
def reactivate_person(actor: Actor, person_id: int, reason: str) -> Person:
    """Open a closed account again, with the positions it still has. Raises `NotAdministrator`, `ChangeRefused`."""
    person = _locked(actor, person_id)
    require_other(actor, person, "Bạn không thể tự mở tài khoản của mình.")
    require_filled("reason", reason, "Chưa nêu lý do.")
    if person.is_active:
        return person
    person.is_active = True
    person.save(update_fields=["is_active"])
    _record_activity(actor, AdminAct.REACTIVATE_PERSON, person, reason)
    return person


def _locked(actor: Actor, person_id: int) -> Person:
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        raise ChangeRefused("person", "Không tìm thấy người này.")
    require_administrator_of(actor, person, timezone.localdate())
    return person


def _record_activity(actor: Actor, act: AdminAct, person: Person, reason: str) -> None:
    record(
        actor,
        act,
        "person",
        person.pk,
        person.full_name,
        before={"is_active": not person.is_active},
        after={"is_active": person.is_active},
        reason=reason,
    )


def _facts(person: Person) -> dict[str, object]:
    return {"username": person.username, "full_name": person.full_name, "email": person.email}
