# SPDX-License-Identifier: EUPL-1.2
"""The follow-up of a finding: answered with evidence, accepted or sent back, prolonged; the end of a visit."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from motcua.inspections.acts.planning import WHO_LEADS
from motcua.inspections.errors import InspectionRefused, OwnAnswer
from motcua.inspections.keeping import (
    About,
    Doing,
    Evidence,
    doing,
    done_before,
    locked_finding,
    locked_visit,
    require_visit,
    step,
    words,
)
from motcua.inspections.models import FindingState, InspectionAct, InspectionFinding, Visit, VisitState
from motcua.inspections.rights import answered_it, answerer, manager
from motcua.organisations.actors import Actor

WHO_ANSWERS = "lãnh đạo của đơn vị phải khắc phục"
_LONGEST_ANSWER = 4000


def answer(
    actor: Actor, finding_id: int, text: str, evidence: Evidence, key: str, now: dt.datetime | None = None
) -> InspectionFinding:
    """The unit says what it did, with evidence. Raises `InspectionRefused`."""
    with transaction.atomic():
        finding = locked_finding(finding_id)
        one = doing(InspectionAct.ANSWER, actor, answerer(actor, finding), key, now, WHO_ANSWERS)
        if done_before(one):
            return finding
        _require(finding, {FindingState.OPEN, FindingState.ANSWERED}, "báo cáo khắc phục")
        told = words(text, "text", "Nội dung đã khắc phục", least=10, most=_LONGEST_ANSWER)
        finding.answer, finding.answered_at = told, one.now
        finding.state = FindingState.ANSWERED
        finding.save(update_fields=["answer", "answered_at", "state"])
        _step(one, finding, note=told[:2000], evidence=evidence)
        return finding


def settle(
    actor: Actor, finding_id: int, note: str, key: str, now: dt.datetime | None = None
) -> InspectionFinding:
    """Accept that a finding was put right.

    Raises `InspectionRefused` before the unit has answered, `OwnAnswer` for whoever answered.
    """
    with transaction.atomic():
        finding = locked_finding(finding_id)
        seat = manager(actor, finding.visit.plan.unit_id)
        one = doing(InspectionAct.SETTLE, actor, seat, key, now, WHO_LEADS)
        if done_before(one):
            return finding
        _require(finding, {FindingState.ANSWERED}, "công nhận")
        _refuse_own(actor, finding)
        finding.state, finding.settled_at = FindingState.SETTLED, one.now
        finding.save(update_fields=["state", "settled_at"])
        _step(one, finding, note=note.strip())
        return finding


def send_back(
    actor: Actor, finding_id: int, note: str, due: dt.date, key: str, now: dt.datetime | None = None
) -> InspectionFinding:
    """Ask for more, until a new day. Raises `InspectionRefused`, and `OwnAnswer` for whoever answered."""
    with transaction.atomic():
        finding = locked_finding(finding_id)
        seat = manager(actor, finding.visit.plan.unit_id)
        one = doing(InspectionAct.SEND_BACK, actor, seat, key, now, WHO_LEADS)
        if done_before(one):
            return finding
        _require(finding, {FindingState.ANSWERED}, "yêu cầu khắc phục tiếp")
        _refuse_own(actor, finding)
        told = words(note, "note", "Việc còn phải làm", least=10)
        _check_due(due, one)
        before = {"due": f"{finding.due:%d/%m/%Y}"}
        finding.state, finding.due = FindingState.OPEN, due
        finding.save(update_fields=["state", "due"])
        _step(one, finding, note=told, before=before, after={"due": f"{due:%d/%m/%Y}"})
        return finding


def prolong(
    actor: Actor, finding_id: int, note: str, due: dt.date, key: str, now: dt.datetime | None = None
) -> InspectionFinding:
    """Give more time, with the reason; the first day stays in the story. Raises `InspectionRefused`."""
    with transaction.atomic():
        finding = locked_finding(finding_id)
        seat = manager(actor, finding.visit.plan.unit_id)
        one = doing(InspectionAct.PROLONG, actor, seat, key, now, WHO_LEADS)
        if done_before(one):
            return finding
        _require(finding, {FindingState.OPEN}, "gia hạn")
        told = words(note, "note", "Lý do gia hạn", least=10)
        _check_due(due, one)
        if due <= finding.due:
            raise InspectionRefused("Hạn mới phải sau hạn cũ.", field="due")
        before = {"due": f"{finding.due:%d/%m/%Y}"}
        finding.due = due
        finding.save(update_fields=["due"])
        _step(one, finding, note=told, before=before, after={"due": f"{due:%d/%m/%Y}"})
        return finding


def close_visit(actor: Actor, visit_id: int, key: str, now: dt.datetime | None = None) -> Visit:
    """End the follow-up when every finding is settled. Raises `InspectionRefused`."""
    with transaction.atomic():
        visit = locked_visit(visit_id)
        one = doing(InspectionAct.CLOSE_VISIT, actor, manager(actor, visit.plan.unit_id), key, now, WHO_LEADS)
        if done_before(one):
            return visit
        require_visit(visit, {VisitState.CONCLUDED}, "kết thúc theo dõi")
        left = visit.findings.exclude(state__in=[FindingState.SETTLED, FindingState.WITHDRAWN]).count()
        if left:
            raise InspectionRefused(
                f"Còn {left} phát hiện chưa được công nhận đã khắc phục.",
                hint="Hãy công nhận hoặc yêu cầu khắc phục tiếp từng phát hiện.",
            )
        visit.state, visit.closed_at = VisitState.CLOSED, one.now
        visit.save(update_fields=["state", "closed_at"])
        step(one, visit.plan, About(visit=visit, after={"state": visit.state}))
        return visit


def _refuse_own(actor: Actor, finding: InspectionFinding) -> None:
    if answered_it(actor, finding):
        raise OwnAnswer


def _check_due(due: dt.date, one: Doing) -> None:
    if due <= timezone.localdate(one.now):
        raise InspectionRefused("Hạn mới phải sau hôm nay.", field="due")


def _require(finding: InspectionFinding, states: set[FindingState], what: str) -> None:
    if finding.visit.state != VisitState.CONCLUDED:
        raise InspectionRefused(
            "Kết luận kiểm tra chưa được ký, hoặc đợt kiểm tra đã kết thúc.",
            hint="Việc khắc phục được theo dõi từ khi ký thông báo kết luận.",
        )
    if FindingState(finding.state) not in states:
        raise InspectionRefused(
            f"Phát hiện đang ở trạng thái “{FindingState(finding.state).label}”, không thể {what}.",
            hint="Hãy tải lại trang để xem những việc có thể làm.",
        )


def _step(
    one: Doing,
    finding: InspectionFinding,
    note: str,
    before: dict[str, str] | None = None,
    after: dict[str, str] | None = None,
    evidence: Evidence | None = None,
) -> None:
    about = About(
        visit=finding.visit,
        finding=finding,
        note=note,
        before=before or {},
        after={"state": finding.state, **(after or {})},
        evidence=evidence or Evidence(),
    )
    step(one, finding.visit.plan, about)
