# SPDX-License-Identifier: EUPL-1.2
"""A report that was prepared: its frozen figures, its story, what is different by now, and sending it on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from motcua.law.judging import Policy
from motcua.reports import acts, queries
from motcua.reports.changes import changes_between
from motcua.reports.definitions import form_on
from motcua.reports.errors import ReportRefused, ReportUnitUnknown
from motcua.reports.layout import told_of
from motcua.reports.making import Order, make
from motcua.reports.models import ReportState, StatutoryReport
from motcua.reports.periods import period_named
from motcua.reports.readers import READERS
from motcua.reports.values import Report, report_from_json
from motcua.reports.writing import CONTENT_TYPES, Format, file_name
from motcua.web.acting import actor_for, for_roles
from motcua.web.forms.base import new_key
from motcua.web.pages import page
from motcua.web.refusal_words import refusal_words
from motcua.web.reports.shown import absolute, linker, shown_tables
from motcua.web.reports.views.live import content_of, format_asked, parts_page, taken_file
from motcua.web.reports.words import standing_words
from motcua.web.wording import period_phrase, tr


@for_roles(*READERS)
@require_safe
def frozen(request: HttpRequest, report_id: int) -> HttpResponse:
    """The report as it was frozen, and its story."""
    return _shown(request, _row(request, report_id))


def _shown(
    request: HttpRequest, row: StatutoryReport, refusal: str = "", status: int = 200, reason: str = ""
) -> HttpResponse:
    made, edition = _content(row)
    above = reverse("report_frozen", args=[row.pk])
    address = reverse("report_frozen_figure", args=[row.pk])
    actor = actor_for(request)
    own = queries.rights_on(actor, row)
    state = ReportState(row.state)
    context: dict[str, Any] = {
        "crumbs": [
            (_("Báo cáo"), reverse("reports")),
            (f"{made.asked.form}, {period_phrase(made.asked.label)}", ""),
        ],
        "row": row,
        "edition": edition,
        "report": made,
        "told": told_of(made.asked)[2:],
        "tables": shown_tables(made, linker(above, address)),
        "standing": standing_words(
            queries.standing_of(row, row.due_on, period_named(row.period), timezone.localdate())
        ),
        "intact": made.sha256 == edition.sha256,
        "steps": [(step, tr(step.get_act_display())) for step in row.steps.all()],
        "formats": [Format.XLSX, Format.PDF, Format.CSV, Format.JSON],
        "may_submit": own.head and state is ReportState.PREPARED,
        "waits_for_head": state is ReportState.PREPARED and not own.head,
        "may_seal": own.head
        and (
            state is ReportState.CONSOLIDATED
            or (state is ReportState.SUBMITTED and not acts.waits_for_upper(row))
        ),
        "may_return": own.above and state in (ReportState.SUBMITTED, ReportState.CONSOLIDATED),
        "may_prepare": own.control and state in (ReportState.PREPARED, ReportState.RETURNED),
        "refusal": refusal,
        "reason": reason,
        "key": new_key(),
        "live": f"{reverse('report', args=[made.asked.slug])}?don-vi={row.unit.code}&ky={row.period}"
        + ("&ke-thua=1" if made.asked.successors else ""),
    }
    return page(request, "reports/frozen.html", context, status=status)


@for_roles(*READERS)
@require_safe
def download(request: HttpRequest, report_id: int) -> HttpResponse:
    """The frozen report as a file: always the same figures."""
    row = _row(request, report_id)
    made, _edition = _content(row)
    wanted = format_asked(request)
    with override("vi"):
        above = reverse("report_frozen", args=[row.pk])
        link = absolute(above, reverse("report_frozen_figure", args=[row.pk]))
        content = content_of(made, wanted, link)
    return taken_file(request, content, file_name(made, wanted), CONTENT_TYPES[wanted])


@for_roles(*READERS)
@require_safe
def figure(request: HttpRequest, report_id: int) -> HttpResponse:
    """The parts of a frozen figure."""
    row = _row(request, report_id)
    made, _edition = _content(row)
    return parts_page(request, made, reverse("report_frozen", args=[row.pk]))


@for_roles(*READERS)
@require_safe
def compared(request: HttpRequest, report_id: int) -> HttpResponse:
    """Figures then and now, with the dossiers that came or went."""
    row = _row(request, report_id)
    made, edition = _content(row)
    now = make(_order(row, made))
    context = {
        "crumbs": [
            (_("Báo cáo"), reverse("reports")),
            (
                f"{made.asked.form}, {period_phrase(made.asked.label)}",
                reverse("report_frozen", args=[row.pk]),
            ),
            (_("So với hiện nay"), ""),
        ],
        "row": row,
        "report": made,
        "edition": edition,
        "now_report": now,
        "changes": changes_between(made, now),
    }
    return page(request, "reports/compared.html", context)


def _order(row: StatutoryReport, made: Report) -> Order:
    """The same report with everything that is known by now."""
    span = period_named(row.period)
    return Order(
        form_on(row.form, span.last),
        row.unit,
        span,
        Policy(made.asked.policy),
        timezone.now(),
        successors=made.asked.successors,
    )


@for_roles(*READERS)
@require_POST
def submit(request: HttpRequest, report_id: int) -> HttpResponse:
    """Send the report up."""
    return _done(request, report_id, lambda key: acts.submit(actor_for(request), report_id, key))


@for_roles(*READERS)
@require_POST
def seal(request: HttpRequest, report_id: int) -> HttpResponse:
    """Close the report."""
    return _done(request, report_id, lambda key: acts.seal(actor_for(request), report_id, key))


@for_roles(*READERS)
@require_POST
def return_back(request: HttpRequest, report_id: int) -> HttpResponse:
    """Send the report back to the agency below, with the reason."""
    reason = request.POST.get("reason", "")
    return _done(
        request,
        report_id,
        lambda key: acts.return_for_correction(actor_for(request), report_id, reason, key),
        reason,
    )


def _done(
    request: HttpRequest, report_id: int, act: Callable[[str], StatutoryReport], reason: str = ""
) -> HttpResponse:
    row = _row(request, report_id)
    try:
        act(request.POST.get("key", "")[:40] or new_key())
    except ReportRefused as refused:
        return _shown(request, row, refusal_words(refused), 409, reason)
    return redirect("report_frozen", report_id=row.pk)


def _row(request: HttpRequest, report_id: int) -> StatutoryReport:
    try:
        return queries.report_of(actor_for(request), report_id)
    except ReportUnitUnknown as unknown:
        raise Http404(str(unknown)) from unknown


def _content(row: StatutoryReport) -> tuple[Report, Any]:
    if row.current is None:
        raise Http404("Báo cáo chưa có số liệu.")
    return report_from_json(row.current.content), row.current
