# SPDX-License-Identifier: EUPL-1.2
"""The specialist's work: ask other units, draft the result, submit it."""

from __future__ import annotations

import datetime as dt

from motcua.documents import store
from motcua.dossiers.acts.handing_over import require_text
from motcua.dossiers.errors import InputRefused
from motcua.dossiers.models import Consultation, Dossier, Outcome
from motcua.dossiers.performing import Call, Performed, Performing, perform
from motcua.dossiers.rights import Facts
from motcua.law.limits import Limit
from motcua.law.transitions import Act
from motcua.law.working_time import add_working_minutes, effective_receipt
from motcua.organisations.actors import Actor
from motcua.organisations.calendars import load_calendar
from motcua.organisations.models import Unit
from motcua.statements import Statement


def consult(
    actor: Actor, code: str, unit: Unit, question: str, working_hours: int, call: Call = Call()
) -> Performed:
    """Ask another unit for its opinion, due after `working_hours` of that unit's own calendar.

    The dossier's clock runs on; an overdue answer is the consulted unit's (NĐ 61/2018 Đ.19.5).
    """
    require_text("question", question, "Chưa nêu nội dung cần lấy ý kiến.")
    if working_hours <= 0:
        raise InputRefused("working_hours", "Thời hạn trả lời phải lớn hơn 0 giờ làm việc.")

    def body(performing: Performing) -> None:
        due = _due(unit, performing.now, working_hours)
        Consultation.objects.create(
            dossier=performing.dossier,
            unit=unit,
            question=question,
            asked_at=performing.now,
            asked_by_id=actor.person_id,
            due_at=due,
        )
        performing.note(unit=unit.pk, unit_name=unit.name, question=question, due=due)
        if performing.dossier.due_current is not None and due > performing.dossier.due_current:
            performing.warn("Hạn trả lời ý kiến sau ngày hẹn trả kết quả của hồ sơ.")

    return perform(Act.CONSULT, actor, code, body, call)


def answer_consultation(actor: Actor, code: str, answer: str, call: Call = Call()) -> Performed:
    """Answer the oldest open question put to one of the actor's units."""
    require_text("answer", answer, "Chưa có nội dung trả lời.")

    def body(performing: Performing) -> None:
        seat = performing.standing.seat
        covered = seat.covers if seat else frozenset()
        consultation = performing.dossier.consultations.filter(
            answered_at__isnull=True, unit_id__in=covered
        ).earliest("asked_at", "id")
        consultation.answer, consultation.answered_at = answer, performing.now
        consultation.answered_by_id = actor.person_id
        consultation.save(update_fields=["answer", "answered_at", "answered_by_id"])
        late = performing.now > consultation.due_at
        performing.note(unit=consultation.unit_id, answer=answer, due=consultation.due_at, late=late)

    return perform(Act.ANSWER_CONSULTATION, actor, code, body, call, facts=_consulted)


def draft(
    actor: Actor,
    code: str,
    outcome: Outcome,
    summary: str,
    call: Call = Call(),
    *,
    file: bytes | None = None,
    media_type: str = "application/pdf",
) -> Performed:
    """Draft the result, granted or refused; a refusal names its reason in `summary` (NĐ 61/2018 Đ.19.8)."""
    require_text("summary", summary, "Chưa có nội dung kết quả.")
    stored = store.put(file, media_type) if file is not None else None

    def body(performing: Performing) -> None:
        dossier = performing.dossier
        dossier.outcome, dossier.result_summary = outcome.value, summary
        dossier.result_sha256 = stored.sha256 if stored else ""
        dossier.result_code = _result_code(dossier, outcome)

    return perform(Act.DRAFT, actor, code, body, call)


def submit(actor: Actor, code: str, call: Call = Call(), *, note: str = "") -> Performed:
    """Submit the draft to the head of the agency for signature."""

    def body(performing: Performing) -> None:
        performing.note(note=note, sha256=performing.dossier.result_sha256)

    return perform(Act.SUBMIT, actor, code, body, call)


def _consulted(dossier: Dossier) -> Facts:
    open_ones = dossier.consultations.filter(answered_at__isnull=True).values_list("unit_id", flat=True)
    return Facts(consulted_units=frozenset(open_ones))


def _due(unit: Unit, asked_at: dt.datetime, working_hours: int) -> dt.datetime:
    calendar = load_calendar(unit.calendar_code)
    minutes = Limit.parse(f"{working_hours} working hours").minutes
    return add_working_minutes(calendar, effective_receipt(calendar, asked_at), minutes)


# ⚡ Every draft asks it.
_RESULT_CODE = Statement("""
select code from catalogue_resultkind where version_id = %s and is_refusal = %s order by "order", id limit 1
""")


def _result_code(dossier: Dossier, outcome: Outcome) -> str:
    row = _RESULT_CODE.one([dossier.procedure_version_id, outcome is Outcome.REFUSED])
    return str(row[0]) if row else ""
