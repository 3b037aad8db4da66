# SPDX-License-Identifier: EUPL-1.2
"""Further papers are asked for and handed in.

The law allows one request with everything in it (NĐ 61/2018 Đ.11.2.c, 15.3; NĐ 118/2025 Đ.11) and not more than two
trips (NĐ 63/2010 Đ.20.4): the second request is warned about, the third needs a reason of its own, on record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from motcua.dossiers import clock
from motcua.dossiers.acts.handing_over import require_text
from motcua.dossiers.acts.intake import PaperIn, add_papers, paper_facts
from motcua.dossiers.errors import InputRefused
from motcua.dossiers.letters import choose_forms, issue_supplement_request
from motcua.dossiers.models import ClockInterval, SupplementRequest
from motcua.dossiers.performing import Call, Performed, Performing, perform
from motcua.law.deadlines import CountMode, due_at
from motcua.law.limits import Limit, LimitUnit
from motcua.law.rule_sets import RuleSet, rule_set, rule_set_on
from motcua.law.transitions import Act
from motcua.organisations.actors import Actor
from motcua.organisations.calendars import load_calendar


def ask_supplement_before_reception(
    actor: Actor,
    code: str,
    items: Sequence[str],
    reason: str,
    call: Call = Call(),
    *,
    override_reason: str = "",
) -> Performed:
    """Ask for what is missing in a filing that was not received yet. No statutory clock runs."""
    _require_items(items, reason)

    def body(performing: Performing) -> None:
        rules = rule_set_on(timezone.localdate(performing.now))
        request = _request(performing, rules, items, reason, override_reason, before_reception=True)
        clock.stop(performing, ClockInterval.Kind.SUPPLEMENT, reason, "")
        choose_forms(performing)
        issue_supplement_request(performing, request)

    return perform(Act.ASK_SUPPLEMENT_BEFORE_RECEPTION, actor, code, body, call)


def ask_supplement(
    actor: Actor,
    code: str,
    items: Sequence[str],
    reason: str,
    call: Call = Call(),
    *,
    override_reason: str = "",
) -> Performed:
    """Ask for further papers of a received dossier (Mẫu số 02). The clock stops until they are complete.

    A request later than the days the rules allow after reception is warned about, as is the second one.
    Raises `InputRefused` on the third request without `override_reason`.
    """
    _require_items(items, reason)

    def body(performing: Performing) -> None:
        rules = rule_set(performing.dossier.rule_set)
        request = _request(performing, rules, items, reason, override_reason, before_reception=False)
        performing.dossier.supplements_asked += 1
        _warn_when_late(performing, rules)
        clock.stop(performing, ClockInterval.Kind.SUPPLEMENT, reason, rules.supplement_policy.source)
        issue_supplement_request(performing, request)

    return perform(Act.ASK_SUPPLEMENT, actor, code, body, call)


def supplement_before_reception(
    actor: Actor, code: str, papers: Sequence[PaperIn], call: Call = Call()
) -> Performed:
    """Take further papers for a filing that was not received yet; it goes back to the queue of new filings."""

    def body(performing: Performing) -> None:
        _complete(performing, papers)
        performing.dossier.states_before_wait = []

    return perform(Act.SUPPLEMENT_BEFORE_RECEPTION, actor, code, body, call)


def supplement(actor: Actor, code: str, papers: Sequence[PaperIn], call: Call = Call()) -> Performed:
    """Take the papers that complete a dossier. The due date is counted anew or moved, after its policy."""

    def body(performing: Performing) -> None:
        _complete(performing, papers)
        clock.go_on(performing)

    return perform(Act.SUPPLEMENT, actor, code, body, call)


def _require_items(items: Sequence[str], reason: str) -> None:
    require_text("items", " ".join(items), "Chưa liệt kê giấy tờ cần bổ sung.")
    require_text("reason", reason, "Chưa nêu lý do yêu cầu bổ sung.")


def _request(
    performing: Performing,
    rules: RuleSet,
    items: Sequence[str],
    reason: str,
    override_reason: str,
    *,
    before_reception: bool,
) -> SupplementRequest:
    dossier = performing.dossier
    ordinal = dossier.supplement_requests.count() + 1
    if ordinal >= rules.supplement_block_from.value and not override_reason.strip():
        raise InputRefused(
            "override_reason",
            f"Đây là lần yêu cầu bổ sung thứ {ordinal}; pháp luật chỉ cho phép yêu cầu một lần, đầy đủ.",
            hint="Nếu vẫn cần, hãy ghi rõ lý do đặc biệt; lý do được lưu vào hồ sơ.",
        )
    if ordinal >= rules.supplement_warn_from.value:
        performing.warn(f"Đây là lần yêu cầu bổ sung thứ {ordinal}. Pháp luật chỉ cho phép yêu cầu một lần.")
    close_days = rules.supplement_closing_days.value
    request = SupplementRequest.objects.create(
        dossier=dossier,
        number=ordinal,
        before_reception=before_reception,
        items=list(items),
        reason=reason,
        override_reason=override_reason,
        asked_at=performing.now,
        asked_by_id=performing.actor.person_id,
        close_after=_working_days_after(performing, close_days) if close_days else None,
    )
    performing.note(request=ordinal, items=list(items), reason=reason, override_reason=override_reason)
    return request


def _working_days_after(performing: Performing, days: int) -> dt.datetime:
    calendar = load_calendar(performing.dossier.calendar_code)
    return due_at(calendar, performing.now, Limit(days, LimitUnit.WORKING_DAYS), mode=CountMode.CIVIL)


def _warn_when_late(performing: Performing, rules: RuleSet) -> None:
    dossier, days = performing.dossier, rules.supplement_request_days.value
    calendar = load_calendar(dossier.calendar_code)
    received = dossier.received_at or dossier.filed_at
    last = due_at(calendar, received, Limit(days, LimitUnit.WORKING_DAYS), mode=CountMode.CIVIL)
    if performing.now > last:
        performing.warn(f"Yêu cầu bổ sung sau {days} ngày làm việc kể từ khi tiếp nhận.")


def _complete(performing: Performing, papers: Sequence[PaperIn]) -> None:
    request = performing.dossier.supplement_requests.filter(completed_at__isnull=True).latest("number")
    request.completed_at = performing.now
    request.save(update_fields=["completed_at"])
    add_papers(performing.dossier, papers, performing.now, request)
    performing.note(request=request.number, papers=paper_facts(papers))
