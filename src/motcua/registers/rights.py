# SPDX-License-Identifier: EUPL-1.2
"""Who keeps the registers of an agency, who may propose, who decides, who looks.

Everybody who works in an agency proposes initiatives, raises nonconformities and looks. Whoever controls procedures,
inspects, or heads a unit of the agency keeps the registers. The head of the agency (or one above it) recognises.
"""

from __future__ import annotations

from motcua.law.roles import Role
from motcua.organisations.actors import Actor, Seat
from motcua.organisations.models import Unit
from motcua.registers.models import Initiative, Nonconformity, Register, RegisterAct, RegisterStep
from motcua.statistics.rights import seat_over

DECIDERS = frozenset({Role.AGENCY_HEAD})
"""Who recognises initiatives and confirms that an action is effective."""
KEEPERS = frozenset(
    {Role.CONTROL_OFFICER, Role.INSPECTOR, Role.AGENCY_HEAD, Role.CENTRE_HEAD, Role.SECTION_HEAD}
)
"""Who keeps the registers."""
READERS = (
    *(Role.AGENCY_HEAD, Role.SECTION_HEAD, Role.CENTRE_HEAD, Role.CONTROL_OFFICER, Role.INSPECTOR),
    *(Role.RECEPTION, Role.SPECIALIST, Role.CLERK, Role.RETURN_OFFICER, Role.ACCOUNTANT),
)
"""Who opens the pages, proposes and raises."""

WHO_KEEPS = "cán bộ đầu mối kiểm soát, thanh tra hoặc lãnh đạo đơn vị"
WHO_DECIDES = "thủ trưởng cơ quan"
WHO_WORKS = "người làm việc tại cơ quan"
WHO_WITHDRAWS = "người đã đề nghị và người giữ sổ"


def keeper(actor: Actor, unit: int) -> Seat | None:
    """The position by which the actor keeps the registers of the agency."""
    return seat_over(actor, unit, KEEPERS)


def decider(actor: Actor, unit: int) -> Seat | None:
    """The position by which the actor decides for the agency."""
    return seat_over(actor, unit, DECIDERS)


def worker(actor: Actor, unit: int) -> Seat | None:
    """The position by which the actor works in the agency or above it."""
    return seat_over(actor, unit, READERS)


def withdrawer(actor: Actor, row: Initiative) -> Seat | None:
    """The position by which the actor withdraws a proposal: whoever made it, and whoever keeps the registers."""
    keeps = keeper(actor, row.unit_id)
    if keeps is not None:
        return keeps
    steps = RegisterStep.objects.filter(
        register=Register.INITIATIVE, entry_id=row.pk, act=RegisterAct.PROPOSE
    )
    mine = actor.person_id is not None and steps.filter(person_id=actor.person_id).exists()
    return worker(actor, row.unit_id) if mine else None


def carried_it_out(actor: Actor, row: Nonconformity) -> bool:
    """Whether the result that waits was told by the actor. It counts the person, so a delegation does not get
    around it. One query.
    """
    steps = RegisterStep.objects.filter(
        register=Register.NONCONFORMITY, entry_id=row.pk, act=RegisterAct.CARRY_OUT
    )
    last = steps.order_by("-id").values_list("person_id", flat=True).first()
    return last is not None and last == actor.person_id


def responsible(actor: Actor, unit: Unit) -> Seat | None:
    """The position by which the actor acts for a unit that has to put something right: its head, or who keeps."""
    heads = frozenset({Role.AGENCY_HEAD, Role.CENTRE_HEAD, Role.SECTION_HEAD})
    return actor.seat_for(heads, frozenset({unit.pk})) or seat_over(
        actor, unit.pk, {Role.CONTROL_OFFICER, Role.INSPECTOR}
    )
