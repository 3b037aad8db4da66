# SPDX-License-Identifier: EUPL-1.2
"""Absence and delegation: who stands in for whom, on which days, by which document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q

from motcua.law.roles import Role
from motcua.organisations.actors import Actor
from motcua.organisations.acts.checking import separation_on_grant
from motcua.organisations.errors import DelegationRefused, NotYours, SeparationRefused
from motcua.organisations.models import Absence, Delegation, Person, Position
from motcua.organisations.records import AdminAct, record

_HEADS = frozenset({Role.AGENCY_HEAD, Role.CENTRE_HEAD, Role.SECTION_HEAD})
_ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN})


@transaction.atomic
def delegate(
    actor: Actor, position_id: int, to: Person, first_day: dt.date, last_day: dt.date, document: str
) -> Delegation:
    """Let another person act for a position within these days, both included, by a written decision.

    The holder of the position may do it, a head whose unit covers it, or who administers the unit (never for
    themself). What was delegated cannot be delegated on. Raises `NotYours`, `DelegationRefused`, `SeparationRefused`.
    """
    position = Position.objects.select_for_update(of=("self",)).select_related("unit").get(pk=position_id)
    _check_yours(actor, position.person_id, position.unit_id, to)
    if not document.strip():
        raise DelegationRefused(
            "Chưa ghi số, ngày văn bản ủy quyền.", hint="Hãy nhập số và ngày của văn bản."
        )
    if last_day < first_day:
        raise DelegationRefused("Ngày kết thúc ủy quyền trước ngày bắt đầu.", hint="Hãy sửa lại hai ngày.")
    if to.pk == position.person_id or not to.is_active:
        raise DelegationRefused("Người được ủy quyền phải là một công chức khác đang làm việc.")
    if not (position.holds_on(first_day) and position.holds_on(last_day)):
        raise DelegationRefused("Vị trí này không còn hiệu lực trong cả thời gian ủy quyền.")
    if _stands_in_already(position, to, first_day, last_day):
        raise DelegationRefused(
            f"{to.full_name} đã được ủy quyền vị trí này trong thời gian đó.",
            hint="Hãy xem ủy quyền đang có; muốn đổi ngày thì kết thúc nó trước.",
        )
    separation_on_grant(to, position.unit, Role(position.role), first_day, last_day)
    made = Delegation.objects.create(
        position=position,
        delegate=to,
        document=document,
        effective_from=first_day,
        effective_to=last_day,
        decided_by=_decider(actor),
    )
    after = {"delegate": to.full_name, "effective_from": first_day, "effective_to": last_day}
    _record(actor, AdminAct.DELEGATE, made, {}, after, document)
    return made


@transaction.atomic
def end_delegation(actor: Actor, delegation_id: int, last_day: dt.date) -> Delegation:
    """End a delegation early; days already past stay as they were. Ended before its first day, it never held.

    Raises `NotYours`, `DelegationRefused`.
    """
    delegation = (
        Delegation.objects.select_for_update(of=("self",))
        .select_related("position__unit")
        .get(pk=delegation_id)
    )
    _check_yours(actor, delegation.position.person_id, delegation.position.unit_id)
    if delegation.effective_to is not None and last_day > delegation.effective_to:
        raise DelegationRefused("Chỉ có thể kết thúc sớm hơn; muốn kéo dài cần văn bản ủy quyền mới.")
    before = {"effective_to": delegation.effective_to}
    delegation.effective_to = max(last_day, delegation.effective_from - dt.timedelta(days=1))
    delegation.save(update_fields=["effective_to"])
    _record(actor, AdminAct.END_DELEGATION, delegation, before, {"effective_to": delegation.effective_to})
    return delegation


@transaction.atomic
def record_absence(
    actor: Actor, person: Person, first_day: dt.date, last_day: dt.date, reason: str
) -> Absence:
    """Record days on which a person does not work.

    Raises `NotYours` unless told by the person, a head, or who administers one of their units.
    """
    _check_absence(actor, person)
    if last_day < first_day:
        raise DelegationRefused("Ngày kết thúc vắng mặt trước ngày bắt đầu.", hint="Hãy sửa lại hai ngày.")
    made = Absence.objects.create(
        person=person,
        reason=reason,
        effective_from=first_day,
        effective_to=last_day,
        recorded_by=_decider(actor),
    )
    after = {"effective_from": first_day, "effective_to": last_day}
    record(actor, AdminAct.RECORD_ABSENCE, "person", person.pk, person.full_name, after=after, reason=reason)
    return made


@transaction.atomic
def end_absence(actor: Actor, absence_id: int, last_day: dt.date) -> Absence:
    """End an absence early, on `last_day`; ended before its first day, it never was.

    Raises `NotYours`, `DelegationRefused`.
    """
    absence = Absence.objects.select_for_update(of=("self",)).select_related("person").get(pk=absence_id)
    _check_absence(actor, absence.person)
    if absence.effective_to is not None and last_day > absence.effective_to:
        raise DelegationRefused("Chỉ có thể kết thúc sớm hơn; nghỉ thêm thì khai thêm một lần vắng mặt.")
    before = {"effective_to": absence.effective_to}
    absence.effective_to = max(last_day, absence.effective_from - dt.timedelta(days=1))
    absence.save(update_fields=["effective_to"])
    person = absence.person
    after = {"effective_to": absence.effective_to}
    record(actor, AdminAct.END_ABSENCE, "person", person.pk, person.full_name, before=before, after=after)
    return absence


def _stands_in_already(position: Position, to: Person, first_day: dt.date, last_day: dt.date) -> bool:
    overlap = Q(effective_to__isnull=True) | Q(effective_to__gte=first_day)
    return position.delegations.filter(overlap, delegate=to, effective_from__lte=last_day).exists()


def _decider(actor: Actor) -> Person:
    if actor.person_id is None:
        raise NotYours("Việc này phải do một người thực hiện.")
    return Person.objects.get(pk=actor.person_id)


def _check_absence(actor: Actor, person: Person) -> None:
    units = frozenset(person.positions.values_list("unit_id", flat=True))
    if actor.person_id != person.pk and actor.seat_for(_HEADS | _ADMINISTRATORS, units) is None:
        raise NotYours("Bạn chỉ khai vắng mặt cho mình hoặc cho công chức thuộc quyền.")


def _check_yours(actor: Actor, owner_id: int, unit_id: int, to: Person | None = None) -> None:
    if actor.person_id == owner_id or actor.seat_for(_HEADS, frozenset({unit_id})):
        return
    if actor.seat_for(_ADMINISTRATORS, frozenset({unit_id})):
        if to is not None and to.pk == actor.person_id:
            raise SeparationRefused("Người quản trị không tự nhận ủy quyền cho mình.")
        return
    raise NotYours(
        "Bạn không giữ vị trí này và không phụ trách đơn vị của nó.",
        hint="Việc ủy quyền do người giữ vị trí hoặc lãnh đạo đơn vị quyết định.",
    )


def _record(
    actor: Actor,
    act: AdminAct,
    delegation: Delegation,
    before: Mapping[str, object],
    after: Mapping[str, object],
    reason: str = "",
) -> None:
    position = delegation.position
    record(
        actor,
        act,
        "position",
        position.pk,
        f"{position.title}, {position.unit.name}",
        unit_id=position.unit_id,
        before=before,
        after=after,
        reason=reason,
    )
