# SPDX-License-Identifier: EUPL-1.2
"""The record of what administrators did: one row for each act, never changed afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.utils import timezone

from motcua.organisations.actors import Actor
from motcua.organisations.models import AdministrationRecord


class AdminAct(StrEnum):
    """Everything that is recorded besides the acts on dossiers."""

    CHANGE_PERSON = "change_person"
    DEACTIVATE_PERSON = "deactivate_person"
    REACTIVATE_PERSON = "reactivate_person"
    GRANT_POSITION = "grant_position"
    CHANGE_SCOPE = "change_scope"
    END_POSITION = "end_position"
    DELEGATE = "delegate"
    END_DELEGATION = "end_delegation"
    RECORD_ABSENCE = "record_absence"
    END_ABSENCE = "end_absence"
    ADD_UNIT = "add_unit"
    CHANGE_UNIT = "change_unit"
    END_UNIT = "end_unit"
    RELAX_SEPARATION = "relax_separation"
    END_RELAXATION = "end_relaxation"
    PUBLISH_CALENDAR = "publish_calendar"
    EXPORT_LOG = "export_log"
    VERIFY_LOG = "verify_log"
    SEND_MAIL_AGAIN = "send_mail_again"
    GIVE_UP_MAIL = "give_up_mail"


ADMIN_ACT_NAMES: dict[AdminAct, str] = {
    AdminAct.CHANGE_PERSON: "Sửa thông tin người",
    AdminAct.DEACTIVATE_PERSON: "Ngừng cho đăng nhập",
    AdminAct.REACTIVATE_PERSON: "Cho đăng nhập lại",
    AdminAct.GRANT_POSITION: "Giao vị trí",
    AdminAct.CHANGE_SCOPE: "Đổi phạm vi của vị trí",
    AdminAct.END_POSITION: "Kết thúc vị trí",
    AdminAct.DELEGATE: "Ghi nhận ủy quyền",
    AdminAct.END_DELEGATION: "Kết thúc ủy quyền",
    AdminAct.RECORD_ABSENCE: "Ghi nhận vắng mặt",
    AdminAct.END_ABSENCE: "Kết thúc vắng mặt",
    AdminAct.ADD_UNIT: "Thêm đơn vị",
    AdminAct.CHANGE_UNIT: "Sửa thông tin đơn vị",
    AdminAct.END_UNIT: "Kết thúc đơn vị",
    AdminAct.RELAX_SEPARATION: "Nới quy tắc tách nhiệm vụ",
    AdminAct.END_RELAXATION: "Thôi nới quy tắc tách nhiệm vụ",
    AdminAct.PUBLISH_CALENDAR: "Ban hành lịch làm việc",
    AdminAct.EXPORT_LOG: "Xuất nhật ký",
    AdminAct.VERIFY_LOG: "Kiểm tra chuỗi sự kiện",
    AdminAct.SEND_MAIL_AGAIN: "Gửi lại thư",
    AdminAct.GIVE_UP_MAIL: "Thôi gửi thư",
}
"""Vietnamese name of each."""


def record(
    actor: Actor,
    act: AdminAct,
    subject_kind: str,
    subject_id: int | None,
    subject: str,
    *,
    unit_id: int | None = None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> AdministrationRecord:
    """Append one row. Called inside the transaction of the change, so that neither is without the other."""
    return AdministrationRecord.objects.create(
        at=timezone.now(),
        act=act.value,
        actor_kind=actor.kind,
        person_id=actor.person_id,
        actor_name=actor.name,
        title=_title(actor, unit_id),
        unit_id=unit_id,
        subject_kind=subject_kind,
        subject_id=subject_id,
        subject=subject[:255],
        reason=reason,
        before=_plain(before or {}),
        after=_plain(after or {}),
    )


def changed(
    before: Mapping[str, object], after: Mapping[str, object]
) -> tuple[dict[str, object], dict[str, object]]:
    """Only what differs between two states, as it was and as it is."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}


def _title(actor: Actor, unit_id: int | None) -> str:
    seats = [seat for seat in actor.seats if unit_id is None or unit_id in seat.covers]
    return seats[0].title if seats else ""


def _plain(facts: Mapping[str, object]) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in facts.items()}


def _plain_value(value: object) -> Any:
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain_value(one) for one in value]
    return value
