# SPDX-License-Identifier: EUPL-1.2
"""A report asked anew: its page, its files, the parts of a figure, and freezing it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from motcua.law.judging import POLICY_NAMES
from motcua.reports import acts, queries
from motcua.reports.definitions import narrative
from motcua.reports.errors import ReportNotMadeSo, ReportRefused
from motcua.reports.layout import told_of
from motcua.reports.making import make
from motcua.reports.narrating import narrate
from motcua.reports.periods import local_spans, statutory_spans
from motcua.reports.readers import READERS
from motcua.reports.values import Report
from motcua.reports.writing import CONTENT_TYPES, Format, file_name, write
from motcua.web.acting import actor_for, for_roles, taken_out
from motcua.web.downloads import as_file
from motcua.web.forms.base import new_key
from motcua.web.pages import page
from motcua.web.refusal_words import refusal_words
from motcua.web.reports.asked import Asked, asked_in, form_asked
from motcua.web.reports.shown import figure_parts, linker, live_linker, shown_tables

_MANY_PERIODS = 10


@for_roles(*READERS)
@require_safe
def report(request: HttpRequest, form_slug: str) -> HttpResponse:
    """The figures of a form for a unit and a period, as they are now or as of a moment."""
    asked = asked_in(request)
    return _shown(request, form_slug, asked)


def _shown(
    request: HttpRequest, form_slug: str, asked: Asked, refusal: str = "", status: int = 200
) -> HttpResponse:
    form = form_asked(form_slug, asked.span)
    order = asked.order(form)
    made = make(order, before=acts.sealed_before(order))
    actor = actor_for(request)
    today = timezone.localdate()
    spans = statutory_spans(today, _MANY_PERIODS) if form.is_statutory else local_spans(today)
    address = reverse("report_figure", args=[form.slug])
    context: dict[str, Any] = {
        "crumbs": [(_("Báo cáo"), reverse("reports")), (form.number, "")],
        "form": form,
        "asked": asked,
        "report": made,
        "told": told_of(made.asked)[2:],
        "tables": shown_tables(
            made, linker(f"{reverse('report', args=[form.slug])}?{asked.query}", address, asked.query)
        ),
        "spans": spans if asked.span in spans else [asked.span, *spans],
        "units": queries.seen_units(actor),
        "policies": [(policy.value, name) for policy, name in POLICY_NAMES.items()],
        "formats": [Format.XLSX, Format.PDF, Format.CSV, Format.JSON],
        "stored": queries.report_for(asked.unit, form, asked.span) if asked.span.name else None,
        "may_prepare": bool(asked.span.name)
        and (not form.is_statutory or form in queries.owed_by(asked.unit, asked.span.last))
        and queries.may_prepare(actor, asked.unit),
        "refusal": refusal,
        "key": new_key(),
    }
    return page(request, "reports/report.html", context, status=status)


@for_roles(*READERS)
@require_safe
def download(request: HttpRequest, form_slug: str) -> HttpResponse:
    """The report as a file; that it was taken is on record before it leaves."""
    asked = asked_in(request)
    wanted = format_asked(request)
    if form_slug == narrative().slug:
        return _narrative(request, asked)
    form = form_asked(form_slug, asked.span)
    with override("vi"):
        made = make(asked.order(form))
        content = content_of(made, wanted, live_linker(form.slug, asked.query))
    return taken_file(request, content, file_name(made, wanted), CONTENT_TYPES[wanted])


def _narrative(request: HttpRequest, asked: Asked) -> HttpResponse:
    with override("vi"):
        told = narrate(asked.order(form_asked("II.06a", asked.span)))
        from motcua.reports.writing.as_docx import as_docx  # ⚡ slow to load

        content = as_docx(told)
    name = file_name(told.settling, Format.DOCX).replace(told.settling.asked.slug, narrative().slug)
    return taken_file(request, content, name, CONTENT_TYPES[Format.DOCX])


@for_roles(*READERS)
@require_safe
def figure(request: HttpRequest, form_slug: str) -> HttpResponse:
    """The parts of a figure that is a sum, each with its list."""
    asked = asked_in(request)
    made = make(asked.order(form_asked(form_slug, asked.span)))
    back = f"{reverse('report', args=[form_slug])}?{asked.query}"
    return parts_page(request, made, back)


@for_roles(*READERS)
@require_POST
def prepare(request: HttpRequest, form_slug: str) -> HttpResponse:
    """Freeze the figures, or add up what the agencies below sent."""
    asked = asked_in(request, request.POST)
    form = form_asked(form_slug, asked.span)
    actor, key = actor_for(request), request.POST.get("key", "")[:40] or new_key()
    act = acts.consolidate_below if form.consolidates else acts.prepare
    try:
        stored = act(actor, asked.order(form), key)
    except ReportRefused as refused:
        return _shown(request, form_slug, asked, refusal_words(refused), 409)
    return redirect("report_frozen", report_id=stored.pk)


def parts_page(request: HttpRequest, made: Report, back: str) -> HttpResponse:
    """The page of the parts of the figure that the address names (the first one without). Raises `Http404`."""
    try:
        table = made.tables[int(request.GET.get("bang", "0"))]
        wanted, key = request.GET.get("dong", "total"), request.GET.get("cot", made.heads[0].key)
        row = next(row for row in table.rows if row.key == wanted)
        head = next(head for head in made.heads if head.key == key)
    except (ValueError, IndexError, StopIteration) as unknown:
        raise Http404("Không có số liệu này trong báo cáo.") from unknown
    context = {
        "crumbs": [(_("Báo cáo"), reverse("reports")), (made.asked.form, back), (_("Một con số"), "")],
        "report": made,
        "row": row,
        "head": head,
        "value": row.value(head.key),
        "parts": figure_parts(made, table, row, head.key, back),
    }
    return page(request, "reports/figure.html", context)


def format_asked(request: HttpRequest) -> Format:
    """The format in the address. Raises `Http404`."""
    try:
        return Format(request.GET.get("tep", Format.XLSX))
    except ValueError as unknown:
        raise Http404("Không có dạng tệp này.") from unknown


def content_of(made: Report, wanted: Format, link: Any) -> bytes:
    """The file. Raises `Http404` for a format the form does not have."""
    try:
        return write(made, wanted, link)
    except ReportNotMadeSo as refused:
        raise Http404(str(refused)) from refused


def taken_file(request: HttpRequest, content: bytes, name: str, kind: str) -> HttpResponse:
    """A file that is taken out, with the record of it."""
    actor = actor_for(request)
    role = next(seat.role for seat in actor.seats if seat.role in READERS)
    taken_out(request, f"Báo cáo {name}", role)
    return as_file(content, name, kind)
