# SPDX-License-Identifier: EUPL-1.2
"""What an act offers to choose from: units, officials, known applicants."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from motcua.dossiers.models import Applicant, Dossier
from motcua.dossiers.rights import handling_positions
from motcua.law.roles import COUNTER_ROLES, HANDLER_ROLES, SIGN_ROLES
from motcua.organisations.actors import Actor
from motcua.organisations.models import Person, Position, Unit, UnitKind, in_force

_COMPETENT = (UnitKind.PEOPLES_COMMITTEE, UnitKind.DEPARTMENT, UnitKind.VERTICAL, UnitKind.MINISTRY)


def desks_of(actor: Actor, day: dt.date) -> QuerySet[Unit]:
    """Units at whose counter the actor receives."""
    ids = {seat.unit_id for seat in actor.seats if seat.role in COUNTER_ROLES}
    return Unit.objects.filter(in_force(day), pk__in=ids).select_related("parent").order_by("name_key", "id")


def competent_for(desk: Unit, day: dt.date) -> QuerySet[Unit]:
    """Agencies that settle what the desk takes in: its own authority first, then those beside it."""
    roots = desk.ancestors[-2:]
    return Unit.objects.filter(
        Q(pk=desk.parent_id) | Q(kind__in=_COMPETENT, parent_id__in=roots), in_force(day)
    ).order_by("name_key", "id")


def units_to_transfer_to(dossier: Dossier, day: dt.date) -> QuerySet[Unit]:
    """The competent agency and its sections, without the counter itself."""
    agency = dossier.competent_unit_id
    return (
        Unit.objects.filter(Q(pk=agency) | Q(ancestors__contains=[agency]), in_force(day))
        .exclude(pk=dossier.receiving_unit_id)
        .exclude(kind__in=(UnitKind.CENTRE, UnitKind.BRANCH))
        .order_by("name_key", "id")
    )


def handlers_of(dossier: Dossier, day: dt.date) -> QuerySet[Person]:
    """Officials who may be given the dossier."""
    held = handling_positions(dossier, day).values("person_id")
    return Person.objects.filter(pk__in=held, is_active=True).order_by("full_name", "id")


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
