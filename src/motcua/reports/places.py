# SPDX-License-Identifier: EUPL-1.2
"""Which agencies report, what belongs to each, and to whom they report.

An agency (people's committee, department, vertical agency) reports on itself and everything below it. The committee
of a territory reports on the whole territory: its own departments and the agencies of the communes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import BooleanField, F, Func, OuterRef, Q, Subquery

from motcua.law.report_windows import Reporter
from motcua.law.roles import Role
from motcua.organisations.actors import Actor, Seat
from motcua.organisations.models import Position, Unit, UnitKind, in_force
from motcua.organisations.queries import TERRITORIES
from motcua.reports.errors import ReportUnitUnknown

AGENCIES = frozenset({UnitKind.PEOPLES_COMMITTEE, UnitKind.DEPARTMENT, UnitKind.VERTICAL})
"""Kinds of units that report in their own name; sections and centres report through theirs."""

_TERRITORIES = frozenset(TERRITORIES)


def unit_coded(code: str) -> Unit:
    """The unit of this code, with the one above it. Raises `ReportUnitUnknown`."""
    unit = Unit.objects.select_related("parent").filter(code=code).first()
    if unit is None:
        raise ReportUnitUnknown(
            f"Không có đơn vị mã “{code[:64]}”.", hint="Hãy xem mã đơn vị ở trang Quản trị, Đơn vị."
        )
    return unit


def scope_of_unit(unit: Unit) -> int:
    """The unit whose figures, with everything below, are those of `unit`: of a committee, its whole territory."""
    parent = unit.parent
    if unit.kind == UnitKind.PEOPLES_COMMITTEE and parent is not None and parent.kind in _TERRITORIES:
        return parent.pk
    return unit.pk


def reporters_below(unit: Unit, day: dt.date) -> list[Unit]:
    """The agencies that report to `unit` on `day`, in the order of their names: those below it with no other agency
    between, and of a territory the departments of its committee and the committees of the territories below.
    """
    below = Unit.objects.filter(
        in_force(day), ancestors__contains=[scope_of_unit(unit)], kind__in=AGENCIES
    ).exclude(pk=unit.pk)
    found = list(below.select_related("parent").order_by("name_key", "code"))
    seats = {each.pk for each in found}
    return [each for each in found if not seats.intersection(each.ancestors) and not _of_lower(each, found)]


def _of_lower(unit: Unit, found: list[Unit]) -> bool:
    """Whether a committee stands between: the police of a commune and its sections report to its committee."""
    is_committee = unit.kind == UnitKind.PEOPLES_COMMITTEE
    return any(
        each.kind == UnitKind.PEOPLES_COMMITTEE
        and each.pk != unit.pk
        and each.parent_id in unit.ancestors
        and not (is_committee and each.parent_id == unit.parent_id)
        for each in found
    )


def upper_of(unit: Unit, day: dt.date) -> Unit | None:
    """The agency that consolidates the reports of `unit`: the nearest one above in which somebody controls
    procedures on `day`. None: nobody does, and the report ends with its own agency.
    """
    committees = Unit.objects.filter(
        in_force(day), kind=UnitKind.PEOPLES_COMMITTEE, parent_id__in=unit.ancestors
    ).exclude(pk=unit.pk)
    own = Unit.objects.filter(pk__in=unit.ancestors, kind__in=AGENCIES)
    above = {each.pk: each for each in (*committees.select_related("parent"), *own.select_related("parent"))}
    watched = _watched(above, day)
    nearest = sorted(
        (each for each in above.values() if each.pk in watched), key=lambda each: -len(each.ancestors)
    )
    return nearest[0] if nearest else None


def _watched(agencies: dict[int, Unit], day: dt.date) -> set[int]:
    seats = Position.objects.filter(in_force(day), role=Role.CONTROL_OFFICER).select_related("unit")
    return {pk for seat in seats for pk in (seat.unit_id, *seat.unit.ancestors) if pk in agencies}


def own_agencies(actor: Actor, roles: frozenset[Role]) -> dict[int, Seat]:
    """The agencies the actor's seats belong to, each with the seat: for preparing, submitting and sealing.

    One query.
    """
    seats = [seat for seat in actor.seats if seat.role in roles]
    agencies = agencies_of(seat.unit_id for seat in seats)
    found: dict[int, Seat] = {}
    for seat in seats:
        agency = agencies.get(seat.unit_id)
        if agency is not None:
            found.setdefault(agency, seat)
    return found


def agencies_of(units: Iterable[int]) -> dict[int, int]:
    """The agency of each unit that has one, by their ids. One query."""
    rows = Unit.objects.filter(pk__in=set(units)).values_list("pk", agency_around())
    return {unit: agency for unit, agency in rows if agency is not None}


def agency_around() -> Subquery:
    """The id of the agency of a unit: itself or the nearest above that is one; null where there is none."""
    above = Func(
        F("pk"),
        OuterRef("ancestors"),
        template="%(expressions)s)",
        arg_joiner=" = any(",
        output_field=BooleanField(),
    )
    around = Unit.objects.filter(Q(pk=OuterRef("pk")) | Q(above), kind__in=AGENCIES)
    return Subquery(around.order_by("-ancestors__len").values("pk")[:1])


def reporter_kind(unit: Unit) -> Reporter:
    """Who the agency is for the day its statutory report is due."""
    if unit.kind == UnitKind.PEOPLES_COMMITTEE:
        parent = unit.parent
        is_province = parent is not None and parent.kind == UnitKind.PROVINCE
        return Reporter.PROVINCE if is_province else Reporter.COMMUNE
    return Reporter.DEPARTMENT


def heading_of(code: str) -> tuple[str, str]:
    """What stands above the agency's name in a letterhead, and its place (NĐ 30/2020 Phụ lục I).

    A people's committee stands under nobody; a territory is no agency and is never printed there.
    """
    unit = Unit.objects.select_related("parent").filter(code=code).first()
    if unit is None:
        return "", ""
    parent = unit.parent
    return (parent.name if parent and parent.kind not in _TERRITORIES else "", unit.place_name)
