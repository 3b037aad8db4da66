# SPDX-License-Identifier: EUPL-1.2
"""What an act offers to choose from: units, officials, known applicants."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from motcua.dossiers.models import Applicant, Dossier
from motcua.dossiers.rights import handling_positions
from motcua.law.roles import COUNTER_ROLES, HANDLER_ROLES, SIGN_ROLES
from motcua.organisations.actors import Actor
from motcua.organisations.models import COUNTERS, Person, Position, Unit, UnitKind, in_force
from motcua.statements import Statement, row_of

_COMPETENT = (UnitKind.PEOPLES_COMMITTEE, UnitKind.DEPARTMENT, UnitKind.VERTICAL, UnitKind.MINISTRY)


@dataclass(frozen=True, slots=True)
class Desk:
    """A unit at whose counter the actor receives, and the agencies that settle what it takes in."""

    unit: Unit
    agencies: tuple[Unit, ...]


def desks_with_agencies(actor: Actor, day: dt.date) -> tuple[Desk, ...]:
    """Where the actor receives on `day`. The agencies are the desk's own authority and those beside it.

    ⚡ One statement: every reception asks.
    """
    ids = sorted({seat.unit_id for seat in actor.seats if seat.role in COUNTER_ROLES})
    rows = _desks_statement().rows([[kind.value for kind in _COMPETENT], ids, *[day] * 4])
    units: dict[int, Unit] = {}
    agencies: dict[int, list[Unit]] = {}
    for desk_id, *values in rows:
        made = row_of(Unit, values)
        unit = units.setdefault(made.pk, made)
        agencies.setdefault(desk_id, [])
        if unit.pk != desk_id:
            agencies[desk_id].append(unit)
    for unit in units.values():
        if unit.parent_id in units:
            unit.parent = units[unit.parent_id]
    return tuple(Desk(units[desk_id], tuple(found)) for desk_id, found in agencies.items())


@cache
def _desks_statement() -> Statement:
    quote = connection.ops.quote_name
    columns = ", ".join(f"unit.{quote(str(field.column))}" for field in Unit._meta.concrete_fields)
    return Statement(f"""
select desk.id, {columns}
from organisations_unit desk
join organisations_unit unit
    on unit.id = desk.id
    or unit.id = desk.parent_id
    or (unit.kind = any(%s)
        and unit.parent_id = any(desk.ancestors[greatest(cardinality(desk.ancestors) - 1, 1):]))
where desk.id = any(%s)
    and desk.effective_from <= %s and coalesce(desk.effective_to, 'infinity') >= %s
    and unit.effective_from <= %s and coalesce(unit.effective_to, 'infinity') >= %s
order by desk.name_key, desk.id, unit.name_key, unit.id
""")  # noqa: S608  names of the model


def open_beside(applicant: Q, procedure_code: str) -> QuerySet[Dossier]:
    """Dossiers of an applicant, told by a filter, for a procedure that are not settled yet; the newest first."""
    return Dossier.objects.filter(applicant, procedure_code=procedure_code, ended_at__isnull=True).order_by(
        "-id"
    )[:5]


def codes_open_beside(applicant_id: int, procedure_code: str) -> list[str]:
    """Codes of `open_beside` for one applicant. ⚡ Every reception asks."""
    return [code for (code,) in _OPEN_BESIDE.rows([applicant_id, procedure_code])]


_OPEN_BESIDE = Statement("""
select code from dossiers_dossier
where applicant_id = %s and procedure_code = %s and ended_at is null
order by id desc limit 5
""")


def open_of(kind: str, identifier: str, procedure_code: str) -> list[Dossier]:
    """Open dossiers of whoever bears the number, for the procedure. For the counter only."""
    if not identifier:
        return []
    known = Q(applicant__kind=kind, applicant__identifier=identifier)
    return list(open_beside(known, procedure_code).select_related("receiving_unit", "applicant"))


def units_to_transfer_to(dossier: Dossier, day: dt.date) -> QuerySet[Unit]:
    """The competent agency and its sections, without the counter itself."""
    agency = dossier.competent_unit_id
    return (
        Unit.objects.filter(Q(pk=agency) | Q(ancestors__contains=[agency]), in_force(day))
        .exclude(pk=dossier.receiving_unit_id)
        .exclude(kind__in=COUNTERS)
        .order_by("name_key", "id")
    )


def handlers_of(dossier: Dossier, day: dt.date) -> QuerySet[Person]:
    """Officials who may be given the dossier."""
    held = handling_positions(dossier, day).values("person_id")
    return Person.objects.filter(pk__in=held, is_active=True).order_by("full_name", "id")


def handlers_with_load(dossier: Dossier, day: dt.date) -> QuerySet[Any]:
    """`handlers_of`, each with `unit_name` and how much they hold: `open_now` dossiers, `late_now` of them late."""
    held = (
        Dossier.objects.filter(holder_id=OuterRef("pk"), ended_at__isnull=True).order_by().values("holder_id")
    )
    late = held.filter(due_original__lt=timezone.now(), paused_since__isnull=True)
    seat = handling_positions(dossier, day).filter(person_id=OuterRef("pk")).order_by("id")
    return handlers_of(dossier, day).annotate(
        unit_name=Subquery(seat.values("unit__name")[:1]),
        open_now=Coalesce(Subquery(held.annotate(number=Count("pk")).values("number")), 0),
        late_now=Coalesce(Subquery(late.annotate(number=Count("pk")).values("number")), 0),
    )


def least_loaded(dossier: Dossier, day: dt.date) -> str:
    """Who of those others that may handle the dossier holds least; empty when there is nobody else."""
    others = handlers_with_load(dossier, day).exclude(pk=dossier.holder_id or 0)
    first = others.order_by("open_now", "late_now", "full_name", "id").first()
    return str(first.full_name) if first else ""


def units_to_consult(dossier: Dossier, day: dt.date) -> QuerySet[Unit]:
    """Units of the same authority and above with somebody who may answer."""
    answering = Position.objects.filter(in_force(day), role__in=(*HANDLER_ROLES, *SIGN_ROLES)).values(
        "unit_id"
    )
    root = dossier.competent_unit.lineage[0]
    return (
        Unit.objects.filter(Q(pk=root) | Q(ancestors__contains=[root]), in_force(day), pk__in=answering)
        .exclude(pk=dossier.holder_unit_id)
        .order_by("name_key", "id")
    )


def known_applicant(kind: str, identifier: str) -> Applicant | None:
    """Whoever handed in a dossier under this number before. For the counter only."""
    if not identifier:
        return None
    return Applicant.objects.filter(kind=kind, identifier=identifier).first()
