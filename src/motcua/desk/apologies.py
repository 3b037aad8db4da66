# SPDX-License-Identifier: EUPL-1.2
"""The apology on its way: the handler prepares it with one press, the head's form begins with what they prepared."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from motcua.desk.models import ApologyDraft
from motcua.dossiers import acts, clock
from motcua.dossiers.models import Dossier
from motcua.dossiers.performing import Call, Performed
from motcua.law.warnings import propose_new_due
from motcua.organisations.actors import Actor
from motcua.organisations.calendars import load_calendar

REASONS: tuple[str, ...] = (
    "Hồ sơ cần xác minh thêm ở nhiều nơi nên chưa kịp hoàn thành đúng hạn.",
    "Cơ quan phối hợp chưa có ý kiến trả lời đúng hạn.",
    "Số lượng hồ sơ tăng đột biến trong thời gian giải quyết.",
    "Hệ thống thông tin gặp sự cố nên chưa xử lý được hồ sơ đúng hạn.",
    "Công chức thụ lý vắng mặt có lý do chính đáng, hồ sơ đã được giao người khác giải quyết.",
)
"""Proposed reasons, as they may stand in the letter. The handler chooses one and makes it true, or writes another."""


def draft_apology(
    actor: Actor, code: str, reason: str, new_due: dt.datetime, call: Call = Call()
) -> Performed:
    """Prepare the apology: the event of the dossier and the draft that waits for the head, in one transaction.

    A later draft takes the place of an earlier one. Raises what `acts.draft_apology` refuses.
    """
    if actor.person_id is None:
        raise ValueError("only a person drafts an apology")
    with transaction.atomic():
        performed = acts.draft_apology(actor, code, reason, new_due, call)
        if not performed.repeated:
            ApologyDraft.objects.update_or_create(
                dossier=performed.dossier,
                defaults={
                    "reason": reason,
                    "new_due": new_due,
                    "drafted_by_id": actor.person_id,
                    "drafted_at": performed.event.at,
                    "event_sequence": performed.event.sequence,
                },
            )
    return performed


def waiting_draft(dossier: Dossier) -> ApologyDraft | None:
    """What the handler prepared and the head has not signed; None when there is nothing."""
    if dossier.reappointed_at is not None or dossier.ended_at is not None:
        return None
    return ApologyDraft.objects.filter(dossier=dossier).select_related("drafted_by").first()


def proposed_due(dossier: Dossier, now: dt.datetime) -> dt.datetime | None:
    """The one new date to propose; None for a dossier without a due date."""
    if dossier.due_original is None:
        return None
    calendar = load_calendar(dossier.calendar_code)
    return propose_new_due(calendar, now, dossier.due_original, clock.limit_of(dossier))
