# SPDX-License-Identifier: EUPL-1.2
"""What the walk over all addresses needs for the reports: a prepared one, a form, who gets which page."""

from __future__ import annotations

from django.urls import URLPattern
from django.utils import timezone

from motcua.law.roles import Role
from motcua.organisations.models import Person, Unit
from motcua.reports.definitions import form_on
from motcua.reports.making import Order, make
from motcua.reports.models import ReportEdition, ReportState, StatutoryReport
from motcua.reports.periods import period_named
from motcua.reports.readers import LISTERS, READERS
from motcua.web.reports.urls import urlpatterns
from motcua.web.reports.views.causes import STATING

REPORTS_POST_ONLY = ("report_prepare", "report_submit", "report_return", "report_seal")
REPORTS_FILES = ("report_file", "report_frozen_file", "report_register")
"""Not pages."""
_NAMES = {route.name for route in urlpatterns if isinstance(route, URLPattern)}
REPORTS_ROLES: dict[str, set[Role]] = {
    **{name: set(READERS) for name in _NAMES},
    "report_register": set(LISTERS),
    **{name: set(STATING) for name in ("late_dossiers", "late_cause")},
}


def reports_values(name: str | None) -> dict[str, object]:
    """Values for one address."""
    if name not in _NAMES:
        return {}
    values: dict[str, object] = {"form_slug": "ii-06a"}
    if name.startswith(("report_frozen", "report_compared")) or name in REPORTS_POST_ONLY:
        values["report_id"] = prepared().pk
    return values


def prepared() -> StatutoryReport:
    """The report of the committee on the year before, with one edition."""
    unit = Unit.objects.select_related("parent").get(code="t-ubnd")
    span = period_named("2025")
    facts = {"first_day": span.first, "last_day": span.last, "state": ReportState.PREPARED}
    row, new = StatutoryReport.objects.get_or_create(
        unit=unit, form="II.06a", period=span.name, defaults=facts
    )
    if new:
        made = make(Order(form_on("II.06a", span.last), unit, span))
        row.current = ReportEdition.objects.create(
            report=row,
            number=1,
            content=made.to_json(),
            sha256=made.sha256,
            as_of=made.asked.as_of,
            policy=made.asked.policy,
            prepared_by=Person.objects.earliest("id"),
            prepared_at=timezone.now(),
        )
        row.save()
    return row
