# SPDX-License-Identifier: EUPL-1.2
"""More time for a piece of work: asked for with its reason, decided by the head; and work stopped by decision.

The day the plan prints stays on record (`due_original`); an extension moves the day that counts.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from motcua.law.working_days import working_due
from motcua.organisations.actors import Actor
from motcua.plans.errors import PlanRefused
from motcua.plans.models import EntryKind, TaskWork, WorkState
from motcua.plans.work_performing import (
    Press,
    acting,
    calendar_of,
    locked_work,
    require_open,
    require_words,
    said_before,
    say,
)
from motcua.plans.work_rights import doing_seat, rights_on

_LATEST = dt.timedelta(days=2 * 366)


@transaction.atomic
def ask_extension(actor: Actor, pk: int, until: dt.date, reason: str, press: Press) -> TaskWork:
    """Ask for more time. One request at a time; nothing changes until it is decided."""
    work = locked_work(pk)
    if (earlier := said_before(EntryKind.EXTENSION_ASKED, actor, press)) is not None:
        return earlier
    hint = "Người phụ trách hoặc đơn vị chủ trì xin gia hạn."
    act = acting(EntryKind.EXTENSION_ASKED, actor, doing_seat(actor, work), press, hint)
    require_open(work, "xin gia hạn")
    if work.due is None:
        raise PlanRefused("Việc này không có hạn nên không cần gia hạn.")
    if work.asked_due is not None:
        raise PlanRefused(
            f"Đã có đề nghị gia hạn đến {work.asked_due:%d/%m/%Y} chờ quyết định.",
            hint="Hãy chờ lãnh đạo quyết định, hoặc trao đổi thêm ở dưới.",
        )
    _require_later(work, until)
    words = require_words(reason, "Lý do xin gia hạn")
    say(act, work, {"asked_due": until}, via=press.via, text=words, asked_due=until)
    return work


@transaction.atomic
def decide_extension(
    actor: Actor, pk: int, *, accepted: bool, text: str, press: Press, until: dt.date | None = None
) -> TaskWork:
    """Decide about the request: another day than the one asked for may be given. A refusal says why."""
    work = locked_work(pk)
    if (earlier := said_before(EntryKind.EXTENSION_DECIDED, actor, press)) is not None:
        return earlier
    hint = "Việc gia hạn do thủ trưởng đơn vị có kế hoạch quyết định."
    act = acting(EntryKind.EXTENSION_DECIDED, actor, rights_on(actor, work).decides, press, hint)
    require_open(work, "quyết định gia hạn")
    if work.asked_due is None:
        raise PlanRefused("Không còn đề nghị gia hạn nào chờ quyết định.", hint="Hãy tải lại trang.")
    asked = work.entries.filter(kind=EntryKind.EXTENSION_ASKED).order_by("-id").first()
    if asked is not None and asked.person_id == actor.person_id:
        raise PlanRefused(
            "Người đề nghị không tự quyết định đề nghị của mình.",
            hint="Hãy để người khác có thẩm quyền quyết định, hoặc ủy quyền.",
        )
    values: dict[str, object] = {"asked_due": None}
    day = until or work.asked_due
    if accepted:
        _require_later(work, day)
        values |= {"due": day, "last_day": working_due(calendar_of(work), day)}
        words = require_words(text, "Ý kiến", shortest=0)
    else:
        words = require_words(text, "Lý do không đồng ý")
    told = {"asked_due": work.asked_due, "accepted": accepted, "text": words}
    say(act, work, values, via=press.via, **told)
    return work


@transaction.atomic
def cancel(actor: Actor, pk: int, decision: str, press: Press) -> TaskWork:
    """Stop the work by a decision, whose number and day or whose reason is told."""
    work = locked_work(pk)
    if (earlier := said_before(EntryKind.CANCELLED, actor, press)) is not None:
        return earlier
    hint = "Việc dừng do thủ trưởng đơn vị có kế hoạch quyết định."
    act = acting(EntryKind.CANCELLED, actor, rights_on(actor, work).decides, press, hint)
    require_open(work, "dừng")
    words = require_words(decision, "Số, ngày văn bản hoặc lý do dừng")
    say(act, work, {"state": WorkState.CANCELLED, "asked_due": None}, via=press.via, text=words)
    return work


def _require_later(work: TaskWork, until: dt.date) -> None:
    if work.due is not None and until <= work.due:
        raise PlanRefused(
            f"Ngày mới phải sau hạn hiện nay ({work.due:%d/%m/%Y}).",
            hint="Hãy chọn ngày khác.",
            field="until",
        )
    if work.due is not None and until > work.due + _LATEST:
        raise PlanRefused("Ngày mới xa quá hai năm.", hint="Hãy kiểm tra lại năm.", field="until")
