# SPDX-License-Identifier: EUPL-1.2
"""A dossier changes hands: from the counter to the agency, to an official, to another one, and back."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from motcua.dossiers.errors import InputRefused
from motcua.dossiers.models import Dossier
from motcua.dossiers.performing import Call, Performed, Performing, perform
from motcua.dossiers.rights import handling_units
from motcua.law.clock import to_minutes
from motcua.law.deadlines import transfer_due
from motcua.law.transitions import Act
from motcua.organisations.actors import Actor
from motcua.organisations.calendars import load_calendar
from motcua.organisations.models import COUNTERS, Person, Unit
from motcua.organisations.queries import successors_of


def transfer(actor: Actor, code: str, to_unit: Unit, call: Call = Call()) -> Performed:
    """Hand the dossier over to the unit that settles it.

    Due the same day, or at the opening of the next working day when received from 15:00 on (NĐ 61/2018 Đ.18.2);
    a later transfer is allowed and said. Raises `InputRefused` when the unit is not part of the competent agency, has
    ended, or is a counter.
    """

    def body(performing: Performing) -> None:
        dossier = performing.dossier
        if not _settles(to_unit, dossier, timezone.localdate(performing.now)):
            raise InputRefused(
                "to_unit",
                f"{to_unit.name} không thuộc cơ quan có thẩm quyền giải quyết hồ sơ này.",
                hint="Hãy chọn cơ quan có thẩm quyền hoặc đơn vị trực thuộc.",
            )
        dossier.holder_unit, dossier.holder = to_unit, None
        if dossier.received_at is not None:
            due = transfer_due(load_calendar(dossier.calendar_code), dossier.received_at)
            performing.note(transfer_due=due)
            if to_minutes(performing.now) > to_minutes(due):
                performing.warn(
                    "Chuyển hồ sơ chậm so với quy định (trong ngày; sau 15 giờ: đầu ngày làm việc sau)."
                )

    return perform(Act.TRANSFER, actor, code, body, call)


def recall_transfer(actor: Actor, code: str, reason: str, call: Call = Call()) -> Performed:
    """Take a transfer back before anybody was assigned. The clock runs on."""
    require_text("reason", reason, "Chưa nêu lý do rút lại việc chuyển hồ sơ.")

    def body(performing: Performing) -> None:
        performing.dossier.holder_unit_id = performing.dossier.receiving_unit_id
        performing.note(reason=reason)

    return perform(Act.RECALL_TRANSFER, actor, code, body, call)


def assign(actor: Actor, code: str, handler: Person, call: Call = Call(), *, note: str = "") -> Performed:
    """Give the dossier to an official of the unit. Raises `InputRefused` when they hold no such position today."""

    def body(performing: Performing) -> None:
        _give_to(performing, handler)
        performing.note(note=note)

    return perform(Act.ASSIGN, actor, code, body, call)


def reassign(actor: Actor, code: str, handler: Person, reason: str, call: Call = Call()) -> Performed:
    """Give the dossier to another official, with the reason; clock and state stay as they are."""
    require_text("reason", reason, "Chưa nêu lý do phân công lại.")

    def body(performing: Performing) -> None:
        performing.note(reason=reason, previous_holder=performing.dossier.holder_id)
        _give_to(performing, handler)

    return perform(Act.REASSIGN, actor, code, body, call)


def recall(actor: Actor, code: str, reason: str, call: Call = Call()) -> Performed:
    """Take a submission back from the signer before it is signed."""
    require_text("reason", reason, "Chưa nêu lý do rút lại bản trình.")

    def body(performing: Performing) -> None:
        performing.note(reason=reason)

    return perform(Act.RECALL, actor, code, body, call)


def move_to_successor(actor: Actor, code: str, decision: str, call: Call = Call()) -> Performed:
    """Hand a running dossier to the units that follow those that ended (NQ 190/2025/QH15).

    The rules, forms and limit of the day of reception stay. A unit split among several goes to the first, larger
    part; a holder without a position there gives the dossier up. Raises `InputRefused` when nothing follows.
    """
    require_text("decision", decision, "Chưa nêu văn bản về việc sắp xếp đơn vị.")

    def body(performing: Performing) -> None:
        dossier, day = performing.dossier, timezone.localdate(performing.now)
        dossier.receiving_unit = _following(dossier.receiving_unit, day)
        dossier.competent_unit = _following(dossier.competent_unit, day)
        dossier.holder_unit = _following(dossier.holder_unit, day)
        holder = dossier.holder
        if holder is not None and dossier.holder_unit_id not in handling_units(holder.pk, dossier, day):
            dossier.holder = None
        performing.note(decision=decision)

    return perform(Act.MOVE_TO_SUCCESSOR, actor, code, body, call)


def _following(unit: Unit, day: dt.date) -> Unit:
    if unit.holds_on(day):
        return unit
    followers = successors_of(unit, day)
    if not followers:
        raise InputRefused(
            "unit",
            f"Chưa có đơn vị kế tiếp của {unit.name} vào ngày {day:%d/%m/%Y}.",
            hint="Hãy khai đơn vị kế tiếp trước khi chuyển hồ sơ.",
        )
    return followers[0]


def require_text(field: str, text: str, message: str) -> None:
    """Refuse an empty text where the law wants a reason. Raises `InputRefused`."""
    if not text.strip():
        raise InputRefused(field, message, hint="Hãy nhập nội dung.")


def _settles(unit: Unit, dossier: Dossier, day: dt.date) -> bool:
    """Whether the unit is the competent agency or one of its sections on that day; a counter settles nothing."""
    return (
        dossier.competent_unit_id in unit.lineage
        and unit.holds_on(day)
        and unit.pk != dossier.receiving_unit_id
        and unit.kind not in COUNTERS
    )


def _give_to(performing: Performing, handler: Person) -> None:
    dossier = performing.dossier
    units = handling_units(handler.pk, dossier, timezone.localdate(performing.now))
    if not (units and handler.is_active):
        raise InputRefused(
            "handler",
            f"{handler.full_name} không giữ vị trí thụ lý ở cơ quan này.",
            hint="Hãy chọn công chức chuyên môn của cơ quan đang giữ hồ sơ.",
        )
    dossier.holder = handler
    if dossier.holder_unit_id not in units:
        dossier.holder_unit_id = units[0]
    performing.note(handler=handler.full_name)
