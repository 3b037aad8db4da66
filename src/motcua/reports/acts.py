# SPDX-License-Identifier: EUPL-1.2
"""What is done with a report: prepared, submitted, returned for correction, added up by the upper agency, sealed.

Each act checks the right, locks the report's row, refuses what does not fit, and writes one step, in one transaction.
With the key of an earlier call it does nothing again. Figures are asked before the lock: they are read only.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from motcua.law.report_windows import due_day
from motcua.law.roles import Role
from motcua.organisations.actors import Actor, Seat
from motcua.organisations.models import Unit
from motcua.reports.consolidating import Sent, consolidate
from motcua.reports.definitions import Form, form_on, forms_on
from motcua.reports.errors import ReportRefused
from motcua.reports.making import Order, make
from motcua.reports.models import ReportAct, ReportEdition, ReportState, ReportStep, StatutoryReport
from motcua.reports.periods import Span, span_before
from motcua.reports.places import own_agencies, reporter_kind, reporters_below, upper_of
from motcua.reports.values import Report, report_from_json

PREPARE_ROLES = frozenset({Role.CONTROL_OFFICER})
SUBMIT_ROLES = frozenset({Role.AGENCY_HEAD})
_LONGEST_REASON = 1000
_EDITABLE = frozenset({ReportState.PREPARED, ReportState.RETURNED})
_NAMES = dict(ReportState.choices)


@dataclass(frozen=True, slots=True)
class Doing:
    """An act being performed: what, by whom, in which position, when, under which key."""

    act: ReportAct
    actor: Actor
    person_id: int
    seat: Seat
    key: str
    now: dt.datetime
    reason: str = ""


def prepare(actor: Actor, order: Order, key: str, now: dt.datetime | None = None) -> StatutoryReport:
    """Freeze the figures of a report: a new edition, as long as it has not been sent or was returned.

    Raises `ReportRefused` without the right, for days that are no period, before the period began and in a state
    that does not allow it.
    """
    doing = _doing(ReportAct.PREPARE, actor, order.unit.pk, PREPARE_ROLES, key, now)
    if order.span.window is None:
        raise ReportRefused(
            "Chỉ lập được báo cáo cho một kỳ: quý, 6 tháng, 9 tháng, năm, tháng hoặc tuần.",
            hint="Số liệu của khoảng ngày bất kỳ vẫn xem và tải được.",
        )
    if timezone.localdate(doing.now) < order.span.first:
        raise ReportRefused(f"{order.span.label} chưa bắt đầu.", hint="Hãy chọn kỳ đã hoặc đang diễn ra.")
    if (earlier := _earlier(doing)) is not None:
        return earlier
    frozen = make(order, before=sealed_before(order))
    with transaction.atomic():
        report = _opened(order)
        if _earlier(doing) is not None:
            return report
        if ReportState(report.state) not in _EDITABLE:
            raise _wrong_state(report, "lập lại")
        return _freeze(report, frozen, doing)


def submit(actor: Actor, pk: int, key: str, now: dt.datetime | None = None) -> StatutoryReport:
    """Send the prepared edition to the upper agency; the head of the agency answers for it.

    Raises `ReportRefused`, also while figures do not agree with each other.
    """
    with transaction.atomic():
        report = _locked(pk)
        doing = _doing(ReportAct.SUBMIT, actor, report.unit_id, SUBMIT_ROLES, key, now)
        if _earlier(doing) is not None:
            return report
        _require(report, {ReportState.PREPARED}, "gửi")
        edition = _current(report)
        if not report_from_json(edition.content).is_sound:
            raise ReportRefused(
                "Số liệu của báo cáo chưa khớp và có phần chưa giải thích được.",
                hint="Hãy xem bảng kiểm tra đẳng thức, báo người quản trị, rồi lập lại báo cáo.",
            )
        report.state = ReportState.SUBMITTED
        report.submitted_at = doing.now
        report.save(update_fields=["state", "submitted_at"])
        _step(report, edition, doing)
        return report


def return_for_correction(
    actor: Actor, pk: int, reason: str, key: str, now: dt.datetime | None = None
) -> StatutoryReport:
    """The upper agency sends a report back with its reason; the agency below prepares it anew.

    Raises `ReportRefused` when the report has not been sent, was sealed, or without a reason.
    """
    words = reason.strip()
    if not words or len(words) > _LONGEST_REASON:
        raise ReportRefused(
            "Chưa nêu lý do trả lại, hoặc lý do dài quá 1000 ký tự.",
            hint="Hãy nói rõ cần sửa gì để đơn vị làm được ngay.",
            field="reason",
        )
    with transaction.atomic():
        report = _locked(pk)
        doing = _doing_from_above(ReportAct.RETURN, actor, report, key, now, words)
        if _earlier(doing) is not None:
            return report
        _require(report, {ReportState.SUBMITTED, ReportState.CONSOLIDATED}, "trả lại")
        report.state = ReportState.RETURNED
        report.submitted_at = None
        report.save(update_fields=["state", "submitted_at"])
        _step(report, _current(report), doing)
        return report


def consolidate_below(
    actor: Actor, order: Order, key: str, now: dt.datetime | None = None
) -> StatutoryReport:
    """Add up what the agencies below sent into a new edition of the upper agency's own report.

    Raises `ReportRefused` for a form that adds nothing up, without the right, and when nothing was sent.
    """
    if not order.form.consolidates:
        raise ReportRefused(
            f"Biểu {order.form.number} không tổng hợp từ báo cáo cấp dưới.",
            hint="Biểu tổng hợp theo đơn vị là II.06b.",
        )
    doing = _doing(ReportAct.PREPARE, actor, order.unit.pk, PREPARE_ROLES, key, now)
    if (earlier := _earlier(doing)) is not None:
        return earlier
    live = make(order)
    with transaction.atomic():
        report = _opened(order)
        if _earlier(doing) is not None:
            return report
        if ReportState(report.state) not in _EDITABLE:
            raise _wrong_state(report, "tổng hợp lại")
        below = reporters_below(order.unit, order.span.last)
        received = _sent_by(below, order.form, order.span)
        if not received:
            raise ReportRefused(
                "Chưa có đơn vị nào gửi báo cáo kỳ này.",
                hint="Hãy nhắc các đơn vị; danh sách đơn vị chưa gửi ở trang tổng hợp.",
            )
        names = {unit.pk: unit for unit in below}
        sent: list[Sent] = [
            (names[row.unit_id], report_from_json(_current(row).content), _current(row).number)
            for row in received
        ]
        missing = [unit for unit in below if unit.pk not in {row.unit_id for row in received}]
        report = _freeze(report, consolidate(order, sent, missing, live), doing)
        for row in received:
            if row.state == ReportState.SUBMITTED:
                row.state = ReportState.CONSOLIDATED
                row.save(update_fields=["state"])
                taken = Doing(
                    ReportAct.CONSOLIDATE, actor, doing.person_id, doing.seat, f"{key}:{row.pk}", doing.now
                )
                _step(row, _current(row), taken)
        return report


def seal(actor: Actor, pk: int, key: str, now: dt.datetime | None = None) -> StatutoryReport:
    """Close a report for good: its hash stands in the step, nothing about it changes any more.

    Raises `ReportRefused` while an upper agency has not yet added it up, and when the text does not give its hash.
    """
    with transaction.atomic():
        report = _locked(pk)
        doing = _doing(ReportAct.SEAL, actor, report.unit_id, SUBMIT_ROLES, key, now)
        if _earlier(doing) is not None:
            return report
        _require(report, {ReportState.SUBMITTED, ReportState.CONSOLIDATED}, "khóa")
        if report.state == ReportState.SUBMITTED and waits_for_upper(report):
            raise ReportRefused(
                "Cơ quan cấp trên chưa tổng hợp báo cáo này.",
                hint="Báo cáo được khóa sau khi cấp trên đã tổng hợp, để cấp trên còn trả lại được khi cần sửa.",
            )
        edition = _current(report)
        if report_from_json(edition.content).sha256 != edition.sha256:
            raise ReportRefused(
                "Nội dung đã lưu không khớp với mã băm của nó.", hint="Hãy báo người quản trị hệ thống."
            )
        report.state = ReportState.SEALED
        report.sealed_at = doing.now
        report.save(update_fields=["state", "sealed_at"])
        _step(report, edition, doing)
        return report


def waits_for_upper(report: StatutoryReport) -> bool:
    """Whether an upper agency works with the house and adds up reports of this form."""
    consolidated = {form.consolidates for form in forms_on(report.last_day)}
    return report.form in consolidated and upper_of(report.unit, report.last_day) is not None


def sealed_before(order: Order) -> Report | None:
    """The frozen report of the period before, against which the carry-over is checked; None when none was sent."""
    earlier = span_before(order.span)
    row = (
        StatutoryReport.objects.filter(
            form=order.form.number,
            unit=order.unit,
            period=earlier.name,
            state__in=[ReportState.SUBMITTED, ReportState.CONSOLIDATED, ReportState.SEALED],
        )
        .select_related("current")
        .first()
    )
    return report_from_json(row.current.content) if row and row.current else None


def _doing(
    act: ReportAct, actor: Actor, agency: int, roles: frozenset[Role], key: str, now: dt.datetime | None
) -> Doing:
    seat = own_agencies(actor, roles).get(agency)
    if seat is None or actor.person_id is None:
        whose = "cán bộ đầu mối kiểm soát" if roles == PREPARE_ROLES else "thủ trưởng"
        raise ReportRefused(
            f"Bạn không có quyền “{act.label}” cho đơn vị này.",
            hint=f"Việc này thuộc {whose} của chính đơn vị đó; cần ủy quyền thì mới làm thay được.",
        )
    return Doing(act, actor, actor.person_id, seat, key, now or timezone.now())


def _doing_from_above(
    act: ReportAct, actor: Actor, report: StatutoryReport, key: str, now: dt.datetime | None, reason: str
) -> Doing:
    upper = upper_of(report.unit, report.last_day)
    seat = own_agencies(actor, PREPARE_ROLES).get(upper.pk) if upper else None
    if seat is None or actor.person_id is None:
        raise ReportRefused(
            "Bạn không có quyền trả lại báo cáo này.",
            hint="Chỉ cán bộ đầu mối kiểm soát của cơ quan cấp trên trả lại được báo cáo.",
        )
    return Doing(act, actor, actor.person_id, seat, key, now or timezone.now(), reason)


def _opened(order: Order) -> StatutoryReport:
    """The locked row of the report, made when there is none."""
    window = order.span.window
    due = due_day(window, reporter_kind(order.unit)) if window and order.span.is_statutory else None
    row, _new = StatutoryReport.objects.get_or_create(
        unit=order.unit,
        form=order.form.number,
        period=order.span.name,
        defaults={
            "first_day": order.span.first,
            "last_day": order.span.last,
            "due_on": due if order.form.is_statutory else None,
            "state": ReportState.PREPARED,
        },
    )
    return _locked(row.pk)


def _locked(pk: int) -> StatutoryReport:
    row = (
        StatutoryReport.objects.select_related("unit__parent").select_for_update(of=("self",)).filter(pk=pk)
    ).first()
    if row is None:
        raise ReportRefused("Không có báo cáo này.", hint="Hãy mở lại từ trang Báo cáo.")
    return row


def _current(report: StatutoryReport) -> ReportEdition:
    if report.current is None:
        raise ReportRefused("Báo cáo chưa có số liệu.", hint="Hãy lập báo cáo trước.")
    return report.current


def _freeze(report: StatutoryReport, frozen: Report, doing: Doing) -> StatutoryReport:
    number = report.editions.count() + 1
    text = frozen.to_json()
    edition = ReportEdition.objects.create(
        report=report,
        number=number,
        content=text,
        sha256=frozen.sha256,
        as_of=frozen.asked.as_of,
        policy=frozen.asked.policy,
        prepared_by_id=doing.person_id,
        prepared_at=doing.now,
    )
    report.current = edition
    report.state = ReportState.PREPARED
    report.save(update_fields=["current", "state"])
    _step(report, edition, doing)
    return report


def _step(report: StatutoryReport, edition: ReportEdition, doing: Doing) -> None:
    ReportStep.objects.create(
        report=report,
        edition=edition,
        act=doing.act,
        at=doing.now,
        person_id=doing.person_id,
        person_name=doing.actor.name,
        title=doing.seat.signed,
        unit_id=doing.seat.unit_id,
        delegation=doing.seat.delegation,
        reason=doing.reason,
        sha256=edition.sha256,
        key=doing.key,
    )


def _earlier(doing: Doing) -> StatutoryReport | None:
    """What the same person did before with this key. Raises `ReportRefused` for a key of another act."""
    step = ReportStep.objects.select_related("report__unit").filter(key=doing.key).first()
    if step is None:
        return None
    if step.person_id != doing.person_id or step.act != doing.act:
        raise ReportRefused(
            "Mã chống gửi trùng này đã dùng cho một việc khác.", hint="Hãy tải lại trang rồi làm lại."
        )
    return step.report


def _require(report: StatutoryReport, states: set[ReportState], what: str) -> None:
    if ReportState(report.state) not in states:
        raise _wrong_state(report, what)


def _wrong_state(report: StatutoryReport, what: str) -> ReportRefused:
    return ReportRefused(
        f"Báo cáo đang ở trạng thái “{_NAMES[ReportState(report.state)]}”, không thể {what}.",
        hint="Hãy tải lại trang để xem những việc có thể làm.",
    )


def _sent_by(below: list[Unit], form: Form, span: Span) -> list[StatutoryReport]:
    """What the agencies below sent of the form that is added up, locked, in the order of `below`."""
    wanted = form_on(form.consolidates, span.last)
    rows = (
        StatutoryReport.objects.filter(
            unit__in=below,
            form=wanted.number,
            period=span.name,
            state__in=[ReportState.SUBMITTED, ReportState.CONSOLIDATED, ReportState.SEALED],
        )
        .order_by("pk")
        .select_related("current")
        .select_for_update(of=("self",))
    )
    order = {unit.pk: number for number, unit in enumerate(below)}
    return sorted(rows, key=lambda row: order[row.unit_id])
