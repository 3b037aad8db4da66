# SPDX-License-Identifier: EUPL-1.2
"""Accounts of officials: added, corrected, closed and opened again, given a one-time password."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
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

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another when read from paper
_GROUPS, _GROUP = 4, 4


@dataclass(frozen=True, slots=True)
class OneTimePassword:
    """An account and the password that is shown once and stored nowhere."""

    person: Person
    password: str


@transaction.atomic
def add_person(actor: Actor, username: str, full_name: str, email: str = "") -> OneTimePassword:
    """Open an account without any position: it can sign in and sees nothing yet.

    Raises `NotAdministrator`, `ChangeRefused` on a name that is taken or cannot be.
    """
    if actor.kind != "system" and not actor.holds(Role.SYSTEM_ADMIN):
        raise NotAdministrator("Chỉ quản trị hệ thống được thêm tài khoản.")
    username, full_name = username.strip(), " ".join(full_name.split())
    require_filled("full_name", full_name, "Chưa có họ tên.")
    _check_username(username)
    password = _one_time()
    try:
        with transaction.atomic():
            person = Person.objects.create_person(username, full_name, password, email=email)
    except IntegrityError as error:
        raise ChangeRefused("username", f"Tên đăng nhập “{username}” đã có người dùng.") from error
    record(actor, AdminAct.ADD_PERSON, "person", person.pk, full_name, after=_facts(person))
    return OneTimePassword(person, password)


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


@transaction.atomic
def reset_password(actor: Actor, person_id: int, reason: str) -> OneTimePassword:
    """Give a new one-time password; the old one and every open session end.

    Raises `NotAdministrator`, `SeparationRefused` for oneself, `ChangeRefused`.
    """
    person = _locked(actor, person_id)
    require_other(actor, person, "Mật khẩu của chính bạn được đổi ở trang tài khoản.")
    require_filled("reason", reason, "Chưa nêu lý do.")
    password = _one_time()
    person.set_password(password)
    person.save(update_fields=["password"])
    record(actor, AdminAct.RESET_PASSWORD, "person", person.pk, person.full_name, reason=reason)
    return OneTimePassword(person, password)


def _locked(actor: Actor, person_id: int) -> Person:
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        raise ChangeRefused("person", "Không tìm thấy người này.")
    require_administrator_of(actor, person, timezone.localdate())
    return person


def _check_username(username: str) -> None:
    require_filled("username", username, "Chưa có tên đăng nhập.")
    try:
        UnicodeUsernameValidator()(username)
    except ValidationError as error:
        raise ChangeRefused(
            "username", "Tên đăng nhập chỉ gồm chữ, số và các dấu @ . + - _ (không có khoảng trắng)."
        ) from error


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


def _one_time() -> str:
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)
