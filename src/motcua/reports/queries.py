# SPDX-License-Identifier: EUPL-1.2
"""Guarded reads of reports: what an official may see, how an agency stands with its reports, who is late."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from motcua.law.report_windows import Reporter, due_day
from motcua.organisations.actors import Actor
from motcua.organisations.models import Unit
from motcua.reports.acts import PREPARE_ROLES, SUBMIT_ROLES
from motcua.reports.definitions import Form, form_on, forms_on
from motcua.reports.errors import ReportUnitUnknown
from motcua.reports.models import ReportState, ReportStep, StatutoryReport
from motcua.reports.periods import Span
from motcua.reports.places import (
    agency_around,
    own_agencies,
    reporter_kind,
    reporters_below,
    unit_coded,
    upper_of,
)
from motcua.statistics.rights import scope_of

READERS = PREPARE_ROLES | SUBMIT_ROLES
"""Who always sees the pages of reports; others see figures of their unit through the statistics."""


class Standing(StrEnum):
    """How an agency stands with a report."""

    NOT_YET = "not_yet"
    WAITING = "waiting"
    LATE = "late"
    PREPARED = "prepared"
    SUBMITTED = "submitted"
    SUBMITTED_LATE = "submitted_late"
    RETURNED = "returned"
    CONSOLIDATED = "consolidated"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class Due:
    """One agency, one form, one period: what there is of it, and by when it must have gone out."""

    unit: Unit
    form: Form
    span: Span
    report: StatutoryReport | None
    due_on: dt.date | None
    standing: Standing


def visible_unit(actor: Actor, code: str) -> Unit:
    """The unit of this code, whose figures the actor may see. Raises `ReportUnitUnknown`."""
    unit = unit_coded(code)
    if not may_see(actor, unit):
        raise ReportUnitUnknown(
            f"Không có đơn vị mã “{code[:64]}”.", hint="Hoặc vị trí của bạn không xem số liệu của đơn vị này."
        )
    return unit


def may_see(actor: Actor, unit: Unit) -> bool:
    """Whether the unit, or one above it, is one whose figures the actor may see. Asks no further than the actor."""
    scope = scope_of(actor)
    return scope is None or not set(scope).isdisjoint(unit.lineage)


def reporting_units(actor: Actor) -> list[Unit]:
    """The agencies the actor reports for, by name."""
    agencies = own_agencies(actor, READERS)
    return list(Unit.objects.select_related("parent").filter(pk__in=agencies).order_by("name_key", "pk"))


def standing_of(
    report: StatutoryReport | None, due_on: dt.date | None, span: Span, today: dt.date
) -> Standing:
    """How a report stands on a day."""
    state = ReportState(report.state) if report else None
    if report is not None and state in (ReportState.CONSOLIDATED, ReportState.SEALED):
        return Standing(state.value)
    if report is not None and state is ReportState.SUBMITTED:
        sent = report.submitted_at
        is_late = due_on is not None and sent is not None and timezone.localdate(sent) > due_on
        return Standing.SUBMITTED_LATE if is_late else Standing.SUBMITTED
    if due_on is not None and today > due_on:
        return Standing.LATE
    if report is not None:
        return Standing.RETURNED if state is ReportState.RETURNED else Standing.PREPARED
    return Standing.NOT_YET if today <= span.last else Standing.WAITING


def due_on(form: Form, span: Span, unit: Unit) -> dt.date | None:
    """The day the report must have gone out; None for local reports and local periods."""
    if not form.is_statutory or not span.is_statutory or span.window is None:
        return None
    return due_day(span.window, reporter_kind(unit))


def owed_by(unit: Unit, day: dt.date) -> list[Form]:
    """The statutory forms the agency owes: those that add up reports only where a province is reported on."""
    of_province = reporter_kind(unit) is Reporter.PROVINCE
    return [form for form in forms_on(day) if form.is_statutory and (of_province or not form.adds_up)]


def dues_of(unit: Unit, forms: list[Form], spans: list[Span], today: dt.date) -> list[Due]:
    """How an agency stands with these forms on these periods. One query."""
    rows = StatutoryReport.objects.filter(
        unit=unit, form__in={form.number for form in forms}, period__in={span.name for span in spans}
    )
    found = {(row.form, row.period): row for row in rows.select_related("current")}
    return [
        _due(unit, form, span, found.get((form.number, span.name)), today)
        for span in spans
        for form in forms
        if form.holds_on(span.last)
    ]


def dues_below(unit: Unit, form: Form, span: Span, today: dt.date) -> list[Due]:
    """How the agencies that report to `unit` stand with the form that `form` adds up. Two queries."""
    wanted = form_on(form.consolidates, span.last) if form.consolidates else form
    below = reporters_below(unit, span.last)
    rows = StatutoryReport.objects.filter(unit__in=below, form=wanted.number, period=span.name)
    found = {row.unit_id: row for row in rows.select_related("current")}
    return [_due(each, wanted, span, found.get(each.pk), today) for each in below]


def _due(unit: Unit, form: Form, span: Span, report: StatutoryReport | None, today: dt.date) -> Due:
    by = due_on(form, span, unit)
    return Due(unit, form, span, report, by, standing_of(report, by, span, today))


def to_submit(actor: Actor) -> QuerySet[StatutoryReport]:
    """The statutory reports that wait for the actor, as head of their agency, to submit them; first due first."""
    seats = {seat.unit_id for seat in actor.seats if seat.role in SUBMIT_ROLES}
    agencies = Unit.objects.filter(pk__in=seats).values(agency=agency_around())
    rows = StatutoryReport.objects.filter(state=ReportState.PREPARED, due_on__isnull=False, unit__in=agencies)
    return rows.select_related("unit").order_by("due_on", "form", "pk")


def report_of(actor: Actor, pk: int) -> StatutoryReport:
    """A report with its current edition and its story. Raises `ReportUnitUnknown` when the actor may not see it."""
    steps = ReportStep.objects.select_related("unit", "edition").order_by("id")
    row = (
        StatutoryReport.objects.select_related("unit__parent", "current")
        .prefetch_related(Prefetch("steps", steps))
        .filter(pk=pk)
        .first()
    )
    if row is None or not may_see(actor, row.unit):
        raise ReportUnitUnknown("Không có báo cáo này.", hint="Hãy mở lại từ trang Báo cáo.")
    return row


def report_for(unit: Unit, form: Form, span: Span) -> StatutoryReport | None:
    """The report of an agency by a form on a period, when there is one."""
    rows = StatutoryReport.objects.filter(unit=unit, form=form.number, period=span.name)
    steps = ReportStep.objects.select_related("unit", "edition").order_by("id")
    return rows.select_related("unit__parent", "current").prefetch_related(Prefetch("steps", steps)).first()


def seen_units(actor: Actor) -> list[Unit]:
    """The units the person chooses from: the agencies they report for, else the topmost units they see figures of."""
    found = reporting_units(actor)
    if found:
        return found
    scope = scope_of(actor) or ()
    return list(Unit.objects.select_related("parent").filter(pk__in=scope).order_by("name_key", "pk")[:50])


def may_prepare(actor: Actor, unit: Unit) -> bool:
    """Whether the actor prepares the reports of this agency."""
    return unit.pk in own_agencies(actor, PREPARE_ROLES)


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person is to a report: who prepares it, the head of its agency, control of the agency above."""

    control: bool
    head: bool
    above: bool


def rights_on(actor: Actor, report: StatutoryReport) -> Rights:
    """What the actor is to a report, whatever its state."""
    control = own_agencies(actor, PREPARE_ROLES)
    head = own_agencies(actor, SUBMIT_ROLES)
    upper = upper_of(report.unit, report.last_day) if control else None
    return Rights(
        control=report.unit_id in control,
        head=report.unit_id in head,
        above=upper is not None and upper.pk in control,
    )
