# SPDX-License-Identifier: EUPL-1.2
"""A dossier ends without a result, or is opened again because its result was wrong."""

from __future__ import annotations

import dataclasses

from motcua.dossiers import clock
from motcua.dossiers.acts.filing import receive
from motcua.dossiers.acts.handing_over import require_text
from motcua.dossiers.acts.intake import Filing
from motcua.dossiers.errors import InputRefused
from motcua.dossiers.letters import choose_forms, issue_refusal, issue_stop_notice
from motcua.dossiers.models import ClockInterval
from motcua.dossiers.performing import Call, Performed, Performing, perform
from motcua.law.transitions import Act
from motcua.organisations.actors import Actor


def refuse(actor: Actor, code: str, reason: str, call: Call = Call()) -> Performed:
    """Refuse reception in writing (Mẫu số 03), with the reason (NĐ 61/2018 Đ.17.1.b)."""
    require_text("reason", reason, "Chưa nêu lý do từ chối tiếp nhận.")

    def body(performing: Performing) -> None:
        choose_forms(performing)
        performing.dossier.states_before_wait = []
        performing.note(reason=reason)
        issue_refusal(performing, reason)

    return perform(Act.REFUSE, actor, code, body, call)


def close_incomplete(actor: Actor, code: str, call: Call = Call()) -> Performed:
    """Close a dossier whose papers were not completed within the time the policy gives.

    Raises `InputRefused` while that time runs, or when the policy gives none.
    """

    def body(performing: Performing) -> None:
        request = performing.dossier.supplement_requests.filter(completed_at__isnull=True).latest("number")
        if request.close_after is None or performing.now <= request.close_after:
            raise InputRefused("code", "Chưa hết thời hạn bổ sung nên chưa thể đóng hồ sơ.")
        _end(performing)
        performing.note(request=request.number, close_after=request.close_after)

    return perform(Act.CLOSE_INCOMPLETE, actor, code, body, call)


def ask_withdrawal(actor: Actor, code: str, reason: str, call: Call = Call()) -> Performed:
    """The applicant asks for the dossier back; the clock stands until somebody decides."""
    require_text("reason", reason, "Chưa nêu lý do rút hồ sơ.")

    def body(performing: Performing) -> None:
        clock.stop(performing, ClockInterval.Kind.WITHDRAWAL, reason, "")
        performing.note(reason=reason)

    return perform(Act.ASK_WITHDRAWAL, actor, code, body, call)


def accept_withdrawal(actor: Actor, code: str, call: Call = Call()) -> Performed:
    """Give the dossier back; it ends with its own state, not as refused and not as settled."""
    return perform(Act.ACCEPT_WITHDRAWAL, actor, code, _end, call)


def reject_withdrawal(actor: Actor, code: str, reason: str, call: Call = Call()) -> Performed:
    """Keep the dossier, with the reason; it goes on where it stood."""
    require_text("reason", reason, "Chưa nêu lý do không chấp nhận.")

    def body(performing: Performing) -> None:
        performing.note(reason=reason)
        clock.go_on(performing)

    return perform(Act.REJECT_WITHDRAWAL, actor, code, body, call)


def stop_on_request(actor: Actor, code: str, reason: str, call: Call = Call()) -> Performed:
    """Stop at the applicant's request before any decision (NĐ 118/2025 Đ.21; TT 03/2025 Đ.7), with Mẫu số 05."""
    require_text("reason", reason, "Chưa nêu lý do dừng.")

    def body(performing: Performing) -> None:
        choose_forms(performing)
        performing.note(reason=reason)
        _end(performing)
        issue_stop_notice(performing, reason)

    return perform(Act.STOP_ON_REQUEST, actor, code, body, call)


def correct(actor: Actor, code: str, filing: Filing, reason: str, call: Call = Call()) -> Performed:
    """Open a new dossier that corrects a returned result; where the agency was at fault it costs nothing.

    Returns the *new* dossier; the old one keeps an event that names it (NĐ 61/2018 Đ.21.1). Both or neither.
    """
    require_text("reason", reason, "Chưa nêu nội dung cần đính chính.")
    opened: list[Performed] = []

    def body(performing: Performing) -> None:
        new = receive(
            actor,
            dataclasses.replace(filing, corrects=performing.dossier),
            Call(key=f"{call.key}:correction" if call.key else None, now=performing.now),
        )
        opened.append(new)
        performing.note(reason=reason, corrected_by=new.dossier.code)

    original = perform(Act.CORRECT, actor, code, body, call)
    if not original.repeated:
        return opened[0]
    again = original.dossier.corrections.latest("id")
    return Performed(again, again.events.earliest("sequence"), repeated=True)


def _end(performing: Performing) -> None:
    clock.end(performing)
    performing.dossier.states_before_wait = []
