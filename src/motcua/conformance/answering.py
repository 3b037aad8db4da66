# SPDX-License-Identifier: EUPL-1.2
"""Say what became of a finding. What was said stays; a later answer stands beside it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from motcua.conformance.checks import CHECK
from motcua.conformance.errors import AnswerRefused
from motcua.conformance.models import Answer, Verdict
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import may_see
from motcua.law.roles import Role
from motcua.organisations.actors import Actor

READERS = (
    *(Role.AGENCY_HEAD, Role.CENTRE_HEAD, Role.SECTION_HEAD),
    *(Role.CONTROL_OFFICER, Role.INSPECTOR),
)
"""Who sees findings; the same people say what became of them."""

SHORTEST = 10


def answer(
    actor: Actor,
    check: str,
    dossier: Dossier,
    sequence: int,
    verdict: str,
    note: str,
    now: dt.datetime,
    key: str,
) -> Answer:
    """Put the answer on record, once per key. Raises `AnswerRefused`."""
    seat = next((one for one in actor.seats if one.role in READERS), None)
    if seat is None or actor.person_id is None or not may_see(actor, dossier):
        raise AnswerRefused(
            "Bạn không có quyền trả lời phát hiện này.", hint="Việc này thuộc lãnh đạo hoặc cán bộ kiểm soát."
        )
    if check not in CHECK or verdict not in Verdict.values:
        raise AnswerRefused("Chưa chọn kết quả xem xét.", hint="Hãy chọn một trong hai kết quả.")
    if len(note.strip()) < SHORTEST:
        raise AnswerRefused(
            "Chưa nêu rõ đã xem gì và vì sao.", hint=f"Hãy viết ít nhất {SHORTEST} chữ; ghi chú được lưu lại."
        )
    values = {
        "check_code": check,
        "dossier": dossier,
        "sequence": sequence,
        "verdict": verdict,
        "note": note.strip(),
        "at": now,
        "person_id": actor.person_id,
        "person_name": actor.name,
        "unit_id": seat.unit_id,
        "title": seat.signed,
    }
    with transaction.atomic():
        made, _ = Answer.objects.get_or_create(key=f"{actor.person_id}:{key}", defaults=values)
    return made
