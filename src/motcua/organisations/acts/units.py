# SPDX-License-Identifier: EUPL-1.2
"""Units of one's own house: a section added, details corrected; and where a rule of separation is relaxed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields

from django.db import IntegrityError, transaction

from motcua.law.names import fold, sort_key
from motcua.law.separation import SEPARATION_RULES, Policy, Rule
from motcua.organisations.actors import Actor
from motcua.organisations.acts.checking import require_administrator, require_filled, require_order
from motcua.organisations.errors import ChangeRefused, NotAdministrator
from motcua.organisations.models import Person, SeparationWaiver, Unit, UnitKind
from motcua.organisations.records import AdminAct, changed, record

OWN_KINDS = (UnitKind.SECTION, UnitKind.CENTRE, UnitKind.BRANCH)
"""Kinds that an authority opens by its own decision; territories and agencies come from the law's own lists."""


@dataclass(frozen=True, slots=True)
class Details:
    """What an office sets itself about a unit."""

    calendar_code: str
    agency_code: str = ""
    letter_symbol: str = ""
    place_name: str = ""
    address: str = ""
    phone: str = ""
    website: str = ""


@transaction.atomic
def add_unit(
    actor: Actor,
    parent: Unit,
    code: str,
    name: str,
    kind: UnitKind,
    first_day: dt.date,
    details: Details,
    decision: str,
) -> Unit:
    """Open a section, centre or branch below a unit. Raises `NotAdministrator`, `ChangeRefused`."""
    require_administrator(actor, [parent.pk])
    name = " ".join(name.split())
    require_filled("name", name, "Chưa có tên đơn vị.")
    require_filled("code", code, "Chưa có mã đơn vị.")
    require_filled("decision", decision, "Chưa nêu quyết định thành lập.")
    if kind not in OWN_KINDS:
        raise ChangeRefused("kind", "Loại đơn vị này lấy từ danh mục đơn vị hành chính, không thêm tay.")
    if not parent.holds_on(first_day):
        raise ChangeRefused("first_day", f"{parent.name} không hoạt động vào ngày này.")
    unit = Unit(
        code=code.strip(),
        name=name,
        name_key=sort_key(name)[:512],
        search_key=fold(name)[:255],
        kind=kind,
        parent=parent,
        ancestors=parent.lineage,
        effective_from=first_day,
        source=decision[:255],
        **_values(details),
    )
    try:
        with transaction.atomic():
            unit.save(force_insert=True)
    except IntegrityError as error:
        raise ChangeRefused("code", f"Mã “{code}” đã có đơn vị dùng.") from error
    after = {"code": unit.code, "kind": unit.kind, "parent": parent.name, **_values(details)}
    record(actor, AdminAct.ADD_UNIT, "unit", unit.pk, name, unit_id=unit.pk, after=after, reason=decision)
    return unit


@transaction.atomic
def change_unit(actor: Actor, unit_id: int, details: Details, reason: str) -> Unit:
    """Correct what the office sets itself. A new calendar counts for dossiers received from then on.

    Raises `NotAdministrator`, `ChangeRefused`.
    """
    unit = Unit.objects.select_for_update(of=("self",)).filter(pk=unit_id).first()
    if unit is None:
        raise ChangeRefused("unit", "Không tìm thấy đơn vị này.")
    require_administrator(actor, [unit.pk])
    was, now = changed({name: getattr(unit, name) for name in _NAMES}, _values(details))
    if not now:
        return unit
    if "calendar_code" in now:
        require_filled("reason", reason, "Chưa nêu lý do đổi lịch làm việc.")
    for name, value in now.items():
        setattr(unit, name, value)
    unit.save(update_fields=list(now))
    record(
        actor,
        AdminAct.CHANGE_UNIT,
        "unit",
        unit.pk,
        unit.name,
        unit_id=unit.pk,
        before=was,
        after=now,
        reason=reason,
    )
    return unit


@transaction.atomic
def relax_separation(
    actor: Actor, unit: Unit, rule: Rule, first_day: dt.date, last_day: dt.date | None, reason: str
) -> SeparationWaiver:
    """Let a rule of separation warn instead of refuse in a unit and all below it, with the reason on record.

    Raises `NotAdministrator`, `ChangeRefused` for a rule that refuses nothing or may never be relaxed.
    """
    require_administrator(actor, [unit.pk])
    require_filled("reason", reason, "Chưa nêu lý do nới quy tắc.")
    require_order(first_day, last_day)
    described = SEPARATION_RULES[rule]
    if rule is Rule.GRANTS_TO_SELF or Policy.REFUSE not in (described.on_act, described.on_grant):
        raise ChangeRefused("rule", f"Quy tắc “{described.name}” không nới được hoặc không cần nới.")
    if actor.person_id is None:
        raise NotAdministrator("Việc nới quy tắc phải do một người quyết định.")
    made = SeparationWaiver.objects.create(
        unit=unit,
        rule=rule.value,
        effective_from=first_day,
        effective_to=last_day,
        reason=reason,
        decided_by=Person.objects.get(pk=actor.person_id),
    )
    after = {"rule": rule.value, "effective_from": first_day, "effective_to": last_day}
    record(
        actor,
        AdminAct.RELAX_SEPARATION,
        "separation",
        made.pk,
        f"{described.name} – {unit.name}",
        unit_id=unit.pk,
        after=after,
        reason=reason,
    )
    return made


@transaction.atomic
def end_relaxation(actor: Actor, waiver_id: int, last_day: dt.date, reason: str) -> SeparationWaiver:
    """Let the rule refuse again from the day after `last_day`. Raises `NotAdministrator`, `ChangeRefused`."""
    waiver = (
        SeparationWaiver.objects.select_for_update(of=("self",))
        .select_related("unit")
        .filter(pk=waiver_id)
        .first()
    )
    if waiver is None:
        raise ChangeRefused("waiver", "Không tìm thấy ghi nhận này.")
    require_administrator(actor, [waiver.unit_id])
    before = {"effective_to": waiver.effective_to}
    waiver.effective_to = max(last_day, waiver.effective_from)
    waiver.save(update_fields=["effective_to"])
    record(
        actor,
        AdminAct.END_RELAXATION,
        "separation",
        waiver.pk,
        f"{waiver.get_rule_display()} – {waiver.unit.name}",
        unit_id=waiver.unit_id,
        before=before,
        after={"effective_to": waiver.effective_to},
        reason=reason,
    )
    return waiver


_NAMES = tuple(field.name for field in fields(Details))


def _values(details: Details) -> dict[str, str]:
    return {name: getattr(details, name).strip() for name in _NAMES}
