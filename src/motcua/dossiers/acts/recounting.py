# SPDX-License-Identifier: EUPL-1.2
"""An open dossier follows a new edition of its calendar."""

from __future__ import annotations

from motcua.dossiers import clock
from motcua.dossiers.performing import Call, Performed, Performing, perform
from motcua.law.names import moment_phrase
from motcua.law.transitions import Act
from motcua.organisations.actors import Actor
from motcua.organisations.models import CalendarEdition


def recalculate_due(actor: Actor, code: str, edition: CalendarEdition, call: Call = Call()) -> Performed:
    """Count the dossier by the new edition from now on; the due date moves where the law moves it.

    A clock that runs is derived anew at once, one that stands or has not begun when it goes on or begins. A promised
    date is never taken back: after an apology the later of both stays. Whichever way it moves, the event says so.
    """

    def body(performing: Performing) -> None:
        dossier = performing.dossier
        before = dossier.due_current
        dossier.calendar_code = edition.code
        performing.note(edition=edition.code, decision=edition.decision, due_before=before)
        if dossier.received_at is None or dossier.paused_since is not None:
            return
        deadline = clock.derive(dossier, dossier.intervals.order_by("started_at"))
        reappointed = dossier.due_current if dossier.reappointed_at else None
        dossier.effective_receipt = deadline.effective_receipt
        dossier.due_original = deadline.due_at
        dossier.due_current = max(deadline.due_at, reappointed) if reappointed else deadline.due_at
        if before is not None and dossier.due_current != before:
            later = dossier.due_current > before
            word = "muộn hơn" if later else "sớm hơn"
            performing.note(later=later)
            performing.warn(
                f"Ngày hẹn trả dời {word}, từ {moment_phrase(before)} đến {moment_phrase(dossier.due_current)}, "
                f"theo {edition.decision}."
            )

    return perform(Act.RECALCULATE_DUE, actor, code, body, call)
