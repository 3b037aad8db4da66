# SPDX-License-Identifier: EUPL-1.2
"""Positions: granted on a unit, limited to fields or procedures where need be, ended. Never tied to a version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from motcua.law.roles import GRANTABLE, ROLE_NAMES, Role
from motcua.law.separation import SEPARATION_RULES, Rule
from motcua.organisations.actors import Actor
from motcua.organisations.acts.checking import (
    keep_an_administrator,
    require_administrator,
    require_filled,
    require_order,
    require_other,
    separation_on_grant,
)
from motcua.organisations.errors import ChangeRefused
from motcua.organisations.models import Delegation, Person, Position, Unit
from motcua.organisations.records import AdminAct, changed, record

_TO_ONESELF = SEPARATION_RULES[Rule.GRANTS_TO_SELF].name + "."


@dataclass(frozen=True, slots=True)
class Grant:
    """A position to give. `fields`, `procedures` limit it; both empty: everything. `last_day` None: until ended."""

    person: Person
    unit: Unit
    role: Role
    title: str
    first_day: dt.date
    last_day: dt.date | None = None
    capacity: str = ""
    fields: Sequence[str] = ()
    procedures: Sequence[str] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Granted:
    """The position, and what the rules of separation say about it without refusing."""

    position: Position
    warnings: tuple[str, ...] = ()


@transaction.atomic
def grant_position(actor: Actor, grant: Grant) -> Granted:
    """Give a person a role in a unit and all below it.

    Raises `NotAdministrator`, `SeparationRefused`, `ChangeRefused`.
    """
    require_administrator(actor, [grant.unit.pk])
    person = Person.objects.select_for_update().get(pk=grant.person.pk)
    require_other(actor, person, _TO_ONESELF)
    _check_grant(grant, person)
    warnings = separation_on_grant(person, grant.unit, grant.role, grant.first_day, grant.last_day)
    position = Position.objects.create(
        person=person,
        unit=grant.unit,
        role=grant.role.value,
        title=grant.title.strip(),
        capacity=grant.capacity.strip(),
        effective_from=grant.first_day,
        effective_to=grant.last_day,
        fields=sorted(set(grant.fields)),
        procedures=sorted(set(grant.procedures)),
    )
    after = {**_facts(position), "warnings": warnings}
    _record(actor, AdminAct.GRANT_POSITION, position, {}, after, grant.reason)
    return Granted(position, tuple(warnings))


@transaction.atomic
def change_scope(
    actor: Actor, position_id: int, fields: Sequence[str], procedures: Sequence[str], reason: str
) -> Position:
    """Limit a position to other fields or procedures, or lift the limit (both empty).

    Raises `NotAdministrator`, `SeparationRefused` for one's own position, `ChangeRefused`.
    """
    position = _locked(actor, position_id)
    require_filled("reason", reason, "Chưa nêu lý do hoặc văn bản.")
    before = _facts(position)
    position.fields, position.procedures = sorted(set(fields)), sorted(set(procedures))
    was, now = changed(before, _facts(position))
    if now:
        position.save(update_fields=["fields", "procedures"])
        _record(actor, AdminAct.CHANGE_SCOPE, position, was, now, reason)
    return position


@transaction.atomic
def change_covered(actor: Actor, position_id: int, unit_ids: Iterable[int], reason: str) -> Position:
    """Let a position cover exactly these units beside its own and those below it; none: only its own.

    Further units are named one by one; units below them are not meant. Raises `NotAdministrator` unless the actor
    administers the unit of the position and every unit added or left out, `SeparationRefused` for one's own position,
    `ChangeRefused`.
    """
    position = _locked(actor, position_id)
    require_filled("reason", reason, "Chưa nêu lý do hoặc văn bản.")
    was, now = set(position.covers_units), set(unit_ids)
    if was == now:
        return position
    require_administrator(actor, sorted(was ^ now))
    units = Unit.objects.in_bulk(was | now)
    own = sorted(unit.name for unit in units.values() if unit.pk in now and position.unit_id in unit.lineage)
    if own:
        raise ChangeRefused(
            "units", f"Vị trí đã phụ trách {', '.join(own)} vì là đơn vị của vị trí hoặc đơn vị trực thuộc."
        )
    ended = sorted(
        units[pk].name if pk in units else str(pk)
        for pk in now - was
        if pk not in units or units[pk].effective_to
    )
    if ended:
        raise ChangeRefused("units", f"Đơn vị không còn hoạt động: {', '.join(ended)}.")
    position.covers_units = sorted(now)
    position.save(update_fields=["covers_units"])
    told = [{"covers_units": sorted(units[pk].name for pk in each if pk in units)} for each in (was, now)]
    _record(actor, AdminAct.CHANGE_SCOPE, position, told[0], told[1], reason)
    return position


@transaction.atomic
def end_position(actor: Actor, position_id: int, last_day: dt.date, reason: str) -> Position:
    """End a position; `last_day` is the last on which it holds. Delegations of it end with it.

    Raises `NotAdministrator`, `LastAdministrator`, `ChangeRefused`.
    """
    position = _locked(actor, position_id)
    require_filled("reason", reason, "Chưa nêu lý do hoặc văn bản.")
    if last_day < position.effective_from:
        raise ChangeRefused("last_day", "Ngày kết thúc trước ngày bắt đầu của vị trí.")
    if position.effective_to is not None and last_day > position.effective_to:
        raise ChangeRefused(
            "last_day", "Vị trí đã kết thúc sớm hơn ngày này.", hint="Muốn kéo dài, hãy giao vị trí mới."
        )
    keep_an_administrator([position], last_day)
    before = {"effective_to": position.effective_to}
    position.effective_to = last_day
    position.save(update_fields=["effective_to"])
    beyond = Delegation.objects.filter(position=position, effective_from__lte=last_day)
    beyond.filter(Q(effective_to__isnull=True) | Q(effective_to__gt=last_day)).update(effective_to=last_day)
    _record(actor, AdminAct.END_POSITION, position, before, {"effective_to": last_day}, reason)
    return position


def _check_grant(grant: Grant, person: Person) -> None:
    require_filled("title", grant.title, "Chưa có chức danh.")
    require_order(grant.first_day, grant.last_day)
    if grant.role not in GRANTABLE:
        raise ChangeRefused("role", "Vai trò này không giao cho công chức.")
    if not person.is_active:
        raise ChangeRefused("person", f"Tài khoản của {person.full_name} đã ngừng.")
    if not grant.unit.holds_on(grant.first_day):
        raise ChangeRefused(
            "first_day", f"{grant.unit.name} không hoạt động vào ngày {grant.first_day:%d/%m/%Y}."
        )
    same = Position.objects.filter(
        Q(effective_to__isnull=True) | Q(effective_to__gte=grant.first_day),
        person=person,
        unit=grant.unit,
        role=grant.role.value,
    )
    if grant.last_day is not None:
        same = same.filter(effective_from__lte=grant.last_day)
    if same.exists():
        raise ChangeRefused(
            "role",
            f"{person.full_name} đã giữ vị trí này trong thời gian đó.",
            hint="Hãy đổi phạm vi hoặc kết thúc vị trí đang có.",
        )


def _locked(actor: Actor, position_id: int) -> Position:
    locked = Position.objects.select_for_update(of=("self",)).select_related("unit", "person")
    position = locked.filter(pk=position_id).first()
    if position is None:
        raise ChangeRefused("position", "Không tìm thấy vị trí này.")
    require_administrator(actor, [position.unit_id])
    if position.role != Role.SYSTEM_ADMIN:  # an administrator may lay their own role down
        require_other(actor, position.person, _TO_ONESELF)
    return position


def _facts(position: Position) -> dict[str, object]:
    return {
        "role": position.role,
        "title": position.title,
        "capacity": position.capacity,
        "effective_from": position.effective_from,
        "effective_to": position.effective_to,
        "fields": list(position.fields),
        "procedures": list(position.procedures),
    }


def _record(
    actor: Actor,
    act: AdminAct,
    position: Position,
    before: Mapping[str, object],
    after: Mapping[str, object],
    reason: str,
) -> None:
    subject = f"{position.person.full_name}: {ROLE_NAMES[Role(position.role)]}, {position.unit.name}"
    record(
        actor,
        act,
        "position",
        position.pk,
        subject,
        unit_id=position.unit_id,
        before=before,
        after={**after, "person": position.person_id},
        reason=reason,
    )
