# SPDX-License-Identifier: EUPL-1.2
"""What somebody may do to a dossier on a day, and why not the rest: the same rules as the acts, told one by one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from motcua.dossiers import rights, separation
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import may_see
from motcua.law.roles import GRANTABLE, ROLE_NAMES
from motcua.law.statuses import State
from motcua.law.transitions import ACT_NAMES, CONDITION_REFUSALS, Act, Place, Transition, standard_transitions
from motcua.organisations.actors import Actor


@dataclass(frozen=True, slots=True)
class Answer:
    """One act: allowed, or the first reason why not. `now`: whether the state of the dossier admits it at all."""

    act: Act
    name: str
    allowed: bool
    now: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """Whether the dossier can be seen; every act of officials on it, in the order of the table."""

    sees: bool
    acts: tuple[Answer, ...]


def what_may(actor: Actor, dossier: Dossier, day: dt.date) -> Answers:
    """What the actor may do to the dossier as it stands. A few queries, whatever the dossier's story."""
    asked = dossier.consultations.filter(answered_at__isnull=True).values_list("unit_id", flat=True)
    facts = rights.Facts(frozenset(asked))
    rows = standard_transitions().values()
    table = [row for row in rows if row.sources and not GRANTABLE.isdisjoint(row.roles)]
    answers = tuple(_answer(transition, actor, dossier, facts, day) for transition in table)
    return Answers(may_see(actor, dossier), answers)


def _answer(
    transition: Transition, actor: Actor, dossier: Dossier, facts: rights.Facts, day: dt.date
) -> Answer:
    act, name = transition.act, ACT_NAMES[transition.act]
    if State(dossier.state) not in transition.sources:
        return Answer(act, name, False, False, f"Hồ sơ đang ở “{dossier.state_name}”.")
    reason = _why_not(transition, actor, dossier, facts)
    if not reason and act not in separation.allowed((act,), actor, dossier, day):
        reason = "Quy tắc tách nhiệm vụ: người này đã thực hiện bước trước của hồ sơ."
    return Answer(act, name, not reason, True, reason)


def _why_not(transition: Transition, actor: Actor, dossier: Dossier, facts: rights.Facts) -> str:
    if rights.standing(transition, actor, dossier, facts) is None:
        return _why_no_standing(transition, actor, dossier)
    unmet = rights.unmet(transition, dossier, facts)
    return CONDITION_REFUSALS[unmet] if unmet is not None else ""


def _why_no_standing(transition: Transition, actor: Actor, dossier: Dossier) -> str:
    seats = [seat for seat in actor.seats if seat.role in transition.roles]
    if not seats:
        roles = ", ".join(ROLE_NAMES[role] for role in sorted(transition.roles & GRANTABLE))
        return f"Không giữ vị trí nào trong số: {roles}."
    if not any(seat.takes(rights.matter_of(dossier)) for seat in seats):
        return "Vị trí bị giới hạn ở lĩnh vực hoặc thủ tục khác."
    if transition.act is Act.ANSWER_CONSULTATION:
        return "Không có ý kiến nào đang chờ đơn vị của người này trả lời."
    if transition.place is Place.HOLDER and dossier.holder_id is not None:
        return "Hồ sơ do công chức khác giữ."
    return "Vị trí không phụ trách đơn vị đang tiếp nhận hoặc giải quyết hồ sơ."
