# SPDX-License-Identifier: EUPL-1.2
"""How an agency stands with its reports, and the agency above with those below it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.organisations.models import COUNTERS
from motcua.reports import queries
from motcua.reports.definitions import Form, form_on, forms_on, narrative
from motcua.reports.periods import Span, local_spans, period_named, statutory_spans
from motcua.reports.places import upper_of
from motcua.reports.queries import Due, Standing
from motcua.reports.readers import LISTERS, READERS
from motcua.reports.registers import desks_of, register
from motcua.reports.writing import CONTENT_TYPES, Format
from motcua.statistics.rights import may_list
from motcua.web.acting import actor_for, for_roles
from motcua.web.forms.base import new_key
from motcua.web.pages import page
from motcua.web.reports.asked import asked_in
from motcua.web.reports.views.live import taken_file
from motcua.web.reports.words import standing_words

_PERIODS = 4
_NEAR = dt.timedelta(days=5)


@for_roles(*READERS)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The statutory forms and the latest periods with their standing, and the local tables."""
    asked = asked_in(request)
    actor, today = actor_for(request), timezone.localdate()
    statutory = [form for form in forms_on(today) if form.is_statutory]
    local = [form for form in forms_on(today) if not form.is_statutory]
    spans = statutory_spans(today, _PERIODS)
    owed = queries.owed_by(asked.unit, today)
    dues = queries.dues_of(asked.unit, owed, spans, today)
    context: dict[str, Any] = {
        "unit": asked.unit,
        "units": queries.seen_units(actor),
        "forms": statutory,
        "owed": owed,
        "periods": [(span, [_shown(due) for due in dues if due.span == span]) for span in spans],
        "local": local,
        "local_spans": local_spans(today),
        "late": _by_period(dues, [due for due in dues if due.standing is Standing.LATE]),
        "near": _by_period(dues, [due for due in dues if _is_near(due, today)]),
        "to_submit": [
            (row, form_on(row.form, row.last_day), period_named(row.period))
            for row in queries.to_submit(actor)
        ],
        "narrative": narrative(),
        "desks": desks_of(asked.unit, today) if may_list(actor, asked.unit.pk) else [],
        "upper": upper_of(asked.unit, today),
        "today": today,
    }
    return page(request, "reports/overview.html", context)


def _by_period(dues: list[Due], wanted: list[Due]) -> list[tuple[Due, list[dict[str, Any]]]]:
    """The wanted ones, one line a period."""
    spans = dict.fromkeys(due.span for due in dues)
    lines = [[due for due in wanted if due.span == span] for span in spans]
    return [(line[0], [_shown(due) for due in line]) for line in lines if line]


def _is_near(due: Due, today: dt.date) -> bool:
    waits = due.standing in (Standing.WAITING, Standing.PREPARED, Standing.RETURNED)
    return waits and due.due_on is not None and due.due_on - today <= _NEAR


def _shown(due: Due) -> dict[str, Any]:
    if due.report is not None:
        url = reverse("report_frozen", args=[due.report.pk])
    else:
        url = f"{reverse('report', args=[due.form.slug])}?don-vi={due.unit.code}&ky={due.span.name}"
    return {"due": due, "state": standing_words(due.standing), "url": url}


@for_roles(*READERS)
@require_safe
def below(request: HttpRequest) -> HttpResponse:
    """Who below has sent the report of a period, who is late, and adding them up."""
    asked = asked_in(request)
    form = _adding_up(asked.span)
    today = timezone.localdate()
    dues = queries.dues_below(asked.unit, form, asked.span, today)
    sent = [due for due in dues if due.standing in _SENT]
    actor = actor_for(request)
    context = {
        "crumbs": [(_("Báo cáo"), reverse("reports")), (_("Đơn vị cấp dưới"), "")],
        "asked": asked,
        "form": form,
        "spans": statutory_spans(today, 2 * _PERIODS),
        "rows": [_shown(due) for due in sorted(dues, key=_late_first)],
        "sent": len(sent),
        "late": sum(due.standing is Standing.LATE for due in dues),
        "all": len(dues),
        "stored": queries.report_for(asked.unit, form, asked.span),
        "may_prepare": queries.may_prepare(actor, asked.unit) and bool(sent),
        "key": new_key(),
    }
    return page(request, "reports/below.html", context)


@for_roles(*LISTERS)
@require_safe
def register_file(request: HttpRequest) -> HttpResponse:
    """The register (Mẫu số 06, 07) of a desk for a period; of an agency, that of its first desk."""
    asked = asked_in(request)
    is_desk = asked.unit.kind in COUNTERS
    desks = [asked.unit] if is_desk else desks_of(asked.unit, asked.span.last)
    if not desks or not may_list(actor_for(request), desks[0].pk):
        raise Http404("Sổ theo dõi là của nơi tiếp nhận mà bạn được xem danh sách hồ sơ.")
    content = register(desks[0], asked.span, timezone.now())
    name = f"so-theo-doi_{desks[0].code}_{asked.span.name}.pdf"
    return taken_file(request, content, name, CONTENT_TYPES[Format.PDF])


_SENT = frozenset({Standing.SUBMITTED, Standing.SUBMITTED_LATE, Standing.CONSOLIDATED, Standing.SEALED})
_ORDER = [Standing.LATE, Standing.RETURNED, Standing.WAITING, Standing.PREPARED, Standing.NOT_YET]


def _late_first(due: Due) -> tuple[int, str]:
    place = _ORDER.index(due.standing) if due.standing in _ORDER else len(_ORDER)
    return (place, due.unit.name_key)


def _adding_up(span: Span) -> Form:
    """The form that adds up the reports of the agencies below. Raises `Http404` where there is none."""
    found = [form for form in forms_on(span.last) if form.consolidates]
    if not found:
        raise Http404(f"Chưa có biểu tổng hợp cho {span.label}.")
    return found[0]
