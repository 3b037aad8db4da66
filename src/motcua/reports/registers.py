# SPDX-License-Identifier: EUPL-1.2
"""The register of dossiers (Mẫu số 06 or 07) of a desk for a span of days: the paper that belongs to the reports."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from motcua.dossiers import sheets
from motcua.dossiers.models import Dossier
from motcua.law.clock import VIETNAM
from motcua.organisations.models import COUNTERS, Unit, in_force
from motcua.reports.errors import ReportTooLarge
from motcua.reports.periods import Span
from motcua.reports.places import scope_of_unit

PRINTED_AT_MOST = 2_000
"""Dossiers of one register; a busy desk prints it by weeks."""


def desks_of(unit: Unit, day: dt.date) -> list[Unit]:
    """The desks of an agency that receive in its own name: those below it, not below another agency."""
    own = Q(pk=unit.pk) | Q(ancestors__contains=[unit.pk])
    if scope_of_unit(unit) != unit.pk:
        own |= Q(parent_id=scope_of_unit(unit))
    desks = Unit.objects.filter(own, in_force(day), kind__in=COUNTERS)
    return list(desks.select_related("parent").order_by("name_key", "pk"))


def register(desk: Unit, span: Span, now: dt.datetime) -> bytes:
    """The register as PDF. Raises `ReportTooLarge` for more than `PRINTED_AT_MOST` dossiers."""
    first = dt.datetime.combine(span.first, dt.time(), VIETNAM)
    end = dt.datetime.combine(span.last + dt.timedelta(days=1), dt.time(), VIETNAM)
    rows = (
        Dossier.objects.filter(receiving_unit=desk, received_at__gte=first, received_at__lt=end)
        .select_related("applicant", "competent_unit")
        .order_by("received_at", "id")
    )
    found = list(rows[: PRINTED_AT_MOST + 1])
    if len(found) > PRINTED_AT_MOST:
        raise ReportTooLarge(
            f"Sổ của {span.label} có hơn {PRINTED_AT_MOST} hồ sơ.",
            hint="Hãy in theo tuần: 2026-W11, 2026-W12 …",
        )
    return sheets.register(desk, span.first, span.last, found, now)
