# SPDX-License-Identifier: EUPL-1.2
"""The clock stands for a reason that is nobody's delay: a financial obligation, force majeure."""

from __future__ import annotations

from decimal import Decimal

from motcua.dossiers import clock
from motcua.dossiers.acts.handing_over import require_text
from motcua.dossiers.errors import InputRefused
from motcua.dossiers.models import ClockInterval
from motcua.dossiers.performing import Call, Performed, Performing, perform
from motcua.law.transitions import Act
from motcua.organisations.actors import Actor


def ask_payment(actor: Actor, code: str, amount: Decimal, reason: str, call: Call = Call()) -> Performed:
    """Tell the applicant of a financial obligation in đồng; the clock stands until it is fulfilled."""
    require_text("reason", reason, "Chưa nêu nghĩa vụ tài chính.")
    if amount <= 0:
        raise InputRefused("amount", "Số tiền phải lớn hơn 0.")

    def body(performing: Performing) -> None:
        clock.stop(performing, ClockInterval.Kind.PAYMENT, reason, "Nghĩa vụ tài chính")
        performing.note(amount=amount, currency="VND", reason=reason)

    return perform(Act.ASK_PAYMENT, actor, code, body, call)


def confirm_payment(actor: Actor, code: str, evidence: str, call: Call = Call()) -> Performed:
    """Record that the obligation is fulfilled, with the number of its evidence; the clock goes on."""
    require_text("evidence", evidence, "Chưa có số chứng từ nộp tiền.")

    def body(performing: Performing) -> None:
        performing.note(evidence=evidence)
        clock.go_on(performing)

    return perform(Act.CONFIRM_PAYMENT, actor, code, body, call)


def suspend(actor: Actor, code: str, reason: str, authority: str, call: Call = Call()) -> Performed:
    """Stop the clock for force majeure, with the reason and the document that orders it."""
    require_text("reason", reason, "Chưa nêu lý do tạm dừng.")
    require_text("authority", authority, "Chưa nêu văn bản cho phép tạm dừng.")

    def body(performing: Performing) -> None:
        performing.note(reason=reason, authority=authority)
        clock.stop(performing, ClockInterval.Kind.FORCE_MAJEURE, reason, "Bộ luật Dân sự 2015 Đ.156")

    return perform(Act.SUSPEND, actor, code, body, call)


def resume(actor: Actor, code: str, call: Call = Call()) -> Performed:
    """End a suspension; the due date is derived anew."""
    return perform(Act.RESUME, actor, code, clock.go_on, call)
