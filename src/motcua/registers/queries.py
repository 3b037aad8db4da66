# SPDX-License-Identifier: EUPL-1.2
"""Guarded reads of the registers: everybody who works in an agency, or above it, sees what it keeps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Case, Count, F, IntegerField, Model, Q, QuerySet, Value, When

from motcua.catalogue.models import ProcedureVersion, VersionStatus
from motcua.documents.models import StoredFile
from motcua.organisations.actors import Actor
from motcua.organisations.models import Position, Unit, UnitKind, in_force
from motcua.registers.errors import EntryUnknown
from motcua.registers.models import (
    Course,
    Initiative,
    InternalAudit,
    Nonconformity,
    NonconformityState,
    PublicityItem,
    QualityDocument,
    QualityVersion,
    Register,
    RegisterStep,
)
from motcua.statistics.rights import scope_of

PAGE: Final = 50
EXPORTED_AT_MOST: Final = 5_000
MODELS: Final[dict[Register, Any]] = {
    Register.INITIATIVE: Initiative,
    Register.COURSE: Course,
    Register.PUBLICITY: PublicityItem,
    Register.DOCUMENT: QualityDocument,
    Register.AUDIT: InternalAudit,
    Register.NONCONFORMITY: Nonconformity,
}
_RELATED: Final = {
    Register.INITIATIVE: ("unit", "proposer"),
    Register.COURSE: ("unit",),
    Register.PUBLICITY: ("unit",),
    Register.DOCUMENT: ("unit",),
    Register.AUDIT: ("unit", "audited"),
    Register.NONCONFORMITY: ("unit", "responsible", "audit__audited", "version__document"),
}
_AGENCIES = (UnitKind.PEOPLES_COMMITTEE, UnitKind.DEPARTMENT, UnitKind.VERTICAL, UnitKind.MINISTRY)
_OFFERED = 200


def agencies_of(actor: Actor, today: dt.date) -> list[Unit]:
    """The agencies whose registers one sees: one's own and those below, widest first.

    Of agencies of one place the committee comes first: it is there for the whole of it. At most three queries.
    """
    scope = scope_of(actor) or ()
    if not scope:
        return []
    own = Q(pk__in=scope) | Q(parent_id__in=scope) | Q(ancestors__overlap=list(scope))
    rows = Unit.objects.filter(own, in_force(today), kind__in=_AGENCIES)
    return sorted(rows.order_by("name_key", "id")[:_OFFERED], key=_width)


def _width(unit: Unit) -> tuple[int, bool]:
    return len(unit.ancestors), unit.kind != UnitKind.PEOPLES_COMMITTEE


def units_in(unit: Unit, day: dt.date) -> list[Unit]:
    """The agency and the units below it, for whose work an entry may be."""
    rows = Unit.objects.filter(Q(pk=unit.pk) | Q(ancestors__contains=[unit.pk]), in_force(day))
    return sorted(rows.order_by("name_key", "id")[:_OFFERED], key=lambda each: len(each.ancestors))


def entry_for(actor: Actor, register: Register, pk: int) -> Any:
    """One entry of a register. Raises `EntryUnknown`."""
    row = MODELS[register].objects.select_related(*_RELATED[register]).filter(pk=pk).first()
    scope = scope_of(actor)
    if row is None or not (scope is None or not set(scope).isdisjoint(row.unit.lineage)):
        raise EntryUnknown
    return row


def steps_of(register: Register, pk: int) -> list[RegisterStep]:
    """What happened to an entry, the latest first, at most the last hundred."""
    rows = RegisterStep.objects.filter(register=register, entry_id=pk).select_related("unit")
    return list(rows.order_by("-id")[:100])


def step_file(actor: Actor, pk: int) -> tuple[RegisterStep, StoredFile]:
    """Evidence, for whoever sees the entry. Raises `EntryUnknown`."""
    step = RegisterStep.objects.filter(pk=pk).exclude(file_sha256="").first()
    stored = StoredFile.objects.filter(pk=step.file_sha256).first() if step else None
    if step is None or stored is None:
        raise EntryUnknown
    entry_for(actor, Register(step.register), step.entry_id)
    return step, stored


def initiatives(unit: Unit, year: int) -> QuerySet[Initiative]:
    """Initiatives of an agency's register in a year, the latest first."""
    return Initiative.objects.filter(unit=unit, year=year).select_related("proposer").order_by("-id")


def courses(unit: Unit, year: int) -> QuerySet[Course]:
    """Courses of a year with how many officials took part, the latest first."""
    rows = Course.objects.filter(unit=unit, first_day__year=year).annotate(people=Count("attendances"))
    return rows.order_by("-first_day", "-id")


def publicity(unit: Unit, year: int) -> QuerySet[PublicityItem]:
    """What people were told in a year, the latest first."""
    return PublicityItem.objects.filter(unit=unit, held_on__year=year).order_by("-held_on", "-id")


def documents(unit: Unit) -> QuerySet[QualityDocument]:
    """The documents of the quality management system by their code."""
    return QualityDocument.objects.filter(unit=unit).order_by("code")


def versions_on(documents: Iterable[QualityDocument], day: dt.date) -> dict[int, QualityVersion]:
    """The version of each document in force on a day. One query."""
    rows = QualityVersion.objects.filter(in_force(day), document__in=list(documents))
    rows = rows.select_related("procedure_version__procedure", "process")
    return {row.document_id: row for row in rows.order_by("number")}


def versions_of(document: QualityDocument) -> list[QualityVersion]:
    """All versions of a document, the latest first."""
    return list(
        document.versions.select_related("procedure_version__procedure", "process").order_by("-number")
    )


def outdated(unit: Unit, day: dt.date) -> QuerySet[QualityVersion]:
    """Versions in force on `day` that were written for a version of a procedure no longer in force then."""
    rows = QualityVersion.objects.filter(in_force(day), document__unit=unit, procedure_version__isnull=False)
    holds = Q(procedure_version__status=VersionStatus.VALID, procedure_version__effective_from__lte=day) & (
        Q(procedure_version__effective_to__isnull=True) | Q(procedure_version__effective_to__gte=day)
    )
    return (
        rows.exclude(holds)
        .select_related("document", "procedure_version__procedure")
        .order_by("document__code")
    )


def nonconformities(unit: Unit, *, open_only: bool) -> QuerySet[Nonconformity]:
    """Nonconformities of an agency: open ones first, then by the day of their action."""
    rows = Nonconformity.objects.filter(unit=unit).select_related("responsible", "version__document")
    if open_only:
        rows = rows.exclude(state=NonconformityState.VERIFIED)
    done = Case(
        When(state=NonconformityState.VERIFIED, then=Value(1)), default=Value(0), output_field=IntegerField()
    )
    return rows.order_by(done, F("action_due").asc(nulls_first=True), "-id")


def audits(unit: Unit, year: int) -> QuerySet[InternalAudit]:
    """Internal audits of a year, the latest first."""
    rows = InternalAudit.objects.filter(unit=unit, planned_on__year=year).select_related("audited")
    return rows.annotate(found=Count("nonconformities")).order_by("-planned_on", "-id")


def audits_to_name(unit: Unit) -> list[InternalAudit]:
    """The audits a nonconformity may come from: the last fifty."""
    rows = InternalAudit.objects.filter(unit=unit).select_related("audited")
    return list(rows.order_by("-planned_on", "-id")[:PAGE])


def versions_to_name(unit: Unit, day: dt.date) -> list[QualityVersion]:
    """The documents in force that a nonconformity may be about."""
    rows = QualityVersion.objects.filter(in_force(day), document__unit=unit).select_related("document")
    return list(rows.order_by("document__code")[:_OFFERED])


def attendees(course: Course) -> dict[int, list[str]]:
    """Names of those who took part, by unit."""
    found: dict[int, list[str]] = {}
    rows = course.attendances.select_related("person").order_by("person__full_name")
    for row in rows:
        found.setdefault(row.unit_id, []).append(row.person.full_name)
    return found


def people_in(unit_id: int, day: dt.date) -> dict[int, str]:
    """Officials with a position in a unit on a day, by name."""
    seats = Position.objects.filter(in_force(day), unit_id=unit_id, person__is_active=True)
    rows = seats.select_related("person").order_by("person__full_name")
    return {seat.person_id: seat.person.full_name for seat in rows}


def procedure_version(code: str, day: dt.date) -> ProcedureVersion | None:
    """The version of a procedure in force on a day; None when there is none."""
    rows = ProcedureVersion.objects.filter(
        Q(effective_to__isnull=True) | Q(effective_to__gte=day),
        procedure__code=code.strip(),
        status=VersionStatus.VALID,
        effective_from__lte=day,
    )
    return rows.prefetch_related("processes").first()


def page_of(rows: QuerySet[Any], number: int) -> tuple[list[Model], bool]:
    """A page of rows, and whether more follow."""
    found = list(rows[(number - 1) * PAGE : number * PAGE + 1])
    return found[:PAGE], len(found) > PAGE
