# SPDX-License-Identifier: EUPL-1.2
"""What the acts on the organisation have in common: who may, and what may never happen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from motcua.law.roles import Role
from motcua.law.separation import Policy, SeparationRule, rules_on_roles
from motcua.organisations.actors import Actor
from motcua.organisations.errors import (
    ChangeRefused,
    LastAdministrator,
    NotAdministrator,
    SeparationRefused,
)
from motcua.organisations.models import Delegation, Person, Position, Unit, in_force
from motcua.organisations.queries import is_relaxed

ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN})
_ALWAYS = dt.date(9999, 12, 31)


def require_administrator(actor: Actor, unit_ids: Iterable[int]) -> None:
    """Raises `NotAdministrator` unless the actor administers every one of the units. The system may everything."""
    if actor.kind == "system":
        return
    for unit_id in unit_ids:
        if actor.seat_for(ADMINISTRATORS, frozenset({unit_id})) is None:
            raise NotAdministrator(
                "Đơn vị này không thuộc phạm vi quản trị của bạn.",
                hint="Hãy nhờ quản trị hệ thống của đơn vị đó hoặc của cơ quan cấp trên.",
            )


def require_administrator_of(actor: Actor, person: Person, day: dt.date) -> None:
    """Raises `NotAdministrator` unless the actor administers every unit in which the person holds a position.

    All of them, because whoever can set a password can act in every position of the person.
    """
    held = Position.objects.filter(
        Q(effective_to__isnull=True) | Q(effective_to__gte=day), person=person
    ).values_list("unit_id", "covers_units")
    units = {unit for unit_id, covers in held for unit in (unit_id, *covers)}
    if actor.kind != "system" and not actor.holds(Role.SYSTEM_ADMIN):
        raise NotAdministrator("Chỉ quản trị hệ thống được quản lý tài khoản.")
    require_administrator(actor, units)


def require_other(actor: Actor, person: Person, message: str) -> None:
    """Raises `SeparationRefused` when an administrator would do it to themself."""
    if actor.person_id == person.pk:
        raise SeparationRefused(message, hint="Hãy nhờ một người quản trị khác.")


def require_filled(field: str, text: str, message: str) -> None:
    """Raises `ChangeRefused` on an empty text."""
    if not text.strip():
        raise ChangeRefused(field, message)


def require_order(first_day: dt.date, last_day: dt.date | None) -> None:
    """Raises `ChangeRefused` when a span ends before it begins."""
    if last_day is not None and last_day < first_day:
        raise ChangeRefused("last_day", "Ngày kết thúc trước ngày bắt đầu.", hint="Hãy sửa lại hai ngày.")


def keep_an_administrator(ending: Iterable[Position], after: dt.date) -> None:
    """Raises `LastAdministrator` when nobody would administer a unit from the day after `after` on.

    Somebody who can sign in must hold the role without an end, at the unit or above it. The rows of all
    administrators are locked, so that of two who end each other's position at one moment only one succeeds.
    """
    losing = [position for position in ending if position.role == Role.SYSTEM_ADMIN]
    if not losing:
        return
    staying = list(
        Position.objects.select_for_update(of=("self",))
        .filter(role=Role.SYSTEM_ADMIN, effective_to__isnull=True, person__is_active=True)
        .exclude(pk__in=[position.pk for position in losing])
        .filter(effective_from__lte=after + dt.timedelta(days=1))
        .order_by("id")
        .values_list("unit_id", flat=True)
    )
    for position in losing:
        if not set(position.unit.lineage).intersection(staying):
            raise LastAdministrator(
                f"Sau thay đổi này không còn ai quản trị {position.unit.name}.",
                hint="Hãy giao vị trí quản trị hệ thống, không có ngày kết thúc, cho một người khác trước.",
            )


def separation_on_grant(
    person: Person, unit: Unit, role: Role, first_day: dt.date, last_day: dt.date | None
) -> list[str]:
    """Warnings for giving `role` to a person beside what they hold or stand in for in these days.

    Raises `SeparationRefused` when a rule refuses and the unit has not relaxed it.
    """
    last = last_day or _ALWAYS
    overlap = Q(effective_from__lte=last) & (Q(effective_to__isnull=True) | Q(effective_to__gte=first_day))
    held = set(Position.objects.filter(overlap, person=person).values_list("role", flat=True))
    held |= set(Delegation.objects.filter(overlap, delegate=person).values_list("position__role", flat=True))
    warnings = []
    for rule in rules_on_roles(frozenset(Role(one) for one in held), role):
        said = f"{rule.name}: {person.full_name} sẽ giữ cả hai vai trò."
        if _refuses(rule, unit, first_day):
            raise SeparationRefused(
                said,
                hint="Hãy giao cho người khác, hoặc ghi nhận việc nới quy tắc ở đơn vị này kèm lý do trước.",
            )
        warnings.append(said)
    return warnings


def _refuses(rule: SeparationRule, unit: Unit, day: dt.date) -> bool:
    return rule.on_grant is Policy.REFUSE and not is_relaxed(rule.rule, unit.lineage, day)


def positions_from(person: Person, day: dt.date) -> list[Position]:
    """Positions of a person in force on `day` or later, locked."""
    later = Position.objects.select_for_update(of=("self",)).filter(
        in_force(day) | Q(effective_from__gt=day), person=person
    )
    return list(later.select_related("unit").order_by("id"))
