# SPDX-License-Identifier: EUPL-1.2
"""Who may change the catalogue, and the row that every change leaves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone

from motcua.catalogue.errors import NotCatalogueEditor
from motcua.catalogue.models import CatalogueAct, CatalogueChange, Procedure, ProcedureVersion
from motcua.law.roles import Role
from motcua.organisations.actors import Actor, Matter, Seat

EDITORS = (Role.CATALOGUE_ADMIN, Role.CONTROL_OFFICER)
"""Who keeps the catalogue: its administrator, and the officer in charge of control (NĐ 63/2010 Đ.4–5)."""

READERS = (*EDITORS, Role.INSPECTOR)
"""Who may look behind the published catalogue."""


def may_edit(actor: Actor, field_code: str, code: str) -> bool:
    """Whether the actor keeps this procedure."""
    return actor.kind == "system" or _seat(actor, field_code, code) is not None


def require_editor(actor: Actor, field_code: str, code: str) -> None:
    """Raises `NotCatalogueEditor` for anybody who does not keep this procedure."""
    if not may_edit(actor, field_code, code):
        raise NotCatalogueEditor(
            "Thủ tục này không thuộc phạm vi danh mục bạn quản lý.",
            hint="Hãy nhờ người quản trị danh mục của lĩnh vực đó.",
        )


def record(
    actor: Actor,
    act: CatalogueAct,
    procedure: Procedure,
    version: ProcedureVersion | None,
    *,
    part: str = "",
    reason: str = "",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> CatalogueChange:
    """Append one row, inside the transaction of the change."""
    seat = _seat(actor, version.field_code if version else "", procedure.code)
    return CatalogueChange.objects.create(
        at=timezone.now(),
        act=act.value,
        person_id=actor.person_id,
        person_name=actor.name,
        title=seat.title if seat else "",
        procedure=procedure,
        version=version,
        part=part,
        reason=reason,
        before=plain(before or {}),
        after=plain(after or {}),
    )


def plain(value: Any) -> Any:
    """The same value as JSON can hold it; exact numbers and days as text."""
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def _seat(actor: Actor, field_code: str, code: str) -> Seat | None:
    matter = Matter(field_code, code)
    return next((seat for seat in actor.seats if seat.role in EDITORS and seat.takes(matter)), None)
