# SPDX-License-Identifier: EUPL-1.2
"""Whose figures an official may open, and who is shown the dossiers behind them.

A head, a control officer or an inspector has the figures of the agency and everything below it; the committee of a
territory is there for the whole territory. Everybody else who works on dossiers has the figures of their own agency.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from motcua.law.roles import Role
from motcua.organisations.actors import Actor, Seat
from motcua.organisations.models import Unit, UnitKind
from motcua.organisations.queries import TERRITORIES
from motcua.statistics.moments import once

_HEADS = frozenset(
    {Role.AGENCY_HEAD, Role.CENTRE_HEAD, Role.SECTION_HEAD, Role.CONTROL_OFFICER, Role.INSPECTOR}
)
_WORKERS = frozenset({Role.RECEPTION, Role.SPECIALIST, Role.CLERK, Role.RETURN_OFFICER, Role.ACCOUNTANT})
_AGENCIES = frozenset(
    {UnitKind.PEOPLES_COMMITTEE, UnitKind.DEPARTMENT, UnitKind.VERTICAL, UnitKind.MINISTRY, *TERRITORIES}
)


def scope_of(actor: Actor) -> tuple[int, ...] | None:
    """The units whose figures, with everything below them, the actor may open, widest first; empty: none.

    None, everything, is the system's alone. At most two queries.
    """
    return None if actor.kind == "system" else _agencies(actor, _HEADS | _WORKERS)


def may_see(actor: Actor, unit: int) -> bool:
    """Whether the actor may open the figures of a unit."""
    return _inside(scope_of(actor), unit)


def may_list(actor: Actor, unit: int) -> bool:
    """Whether the actor may also open the lists of dossiers behind the figures, which name applicants."""
    return _inside(None if actor.kind == "system" else _agencies(actor, _HEADS), unit)


def seat_over(actor: Actor, unit: int, roles: Iterable[Role]) -> Seat | None:
    """The first position with one of `roles` whose agency is `unit` or stands above it; None without one."""
    wanted = frozenset(roles)
    for seat in actor.seats:
        if seat.role in wanted and _inside(_agencies(replace(actor, seats=(seat,)), wanted), unit):
            return seat
    return None


def whole_of(unit: Unit) -> int:
    """The unit below which everything of `unit` stands: of the committee of a territory, the territory."""
    above = unit.parent if unit.kind == UnitKind.PEOPLES_COMMITTEE else None
    return above.pk if above is not None and above.kind in TERRITORIES else unit.pk


def _inside(scope: tuple[int, ...] | None, unit: int) -> bool:
    if scope is None:
        return True
    if unit in scope:
        return True
    return bool(scope) and Unit.objects.filter(pk=unit, ancestors__overlap=list(scope)).exists()


def _agencies(actor: Actor, roles: frozenset[Role]) -> tuple[int, ...]:
    seats = [seat.unit_id for seat in actor.seats if seat.role in roles]
    if not seats:
        return ()
    found_once = once(("lines", *sorted(set(seats))), lambda: list(_with_those_above(seats)))
    units = {unit.pk: unit for unit in found_once}
    found = {_agency(units[seat], units) for seat in seats}
    return tuple(sorted(found, key=lambda pk: (len(units[pk].ancestors), pk)))


def _with_those_above(seats: Iterable[int]) -> Iterable[Unit]:
    own = list(Unit.objects.filter(pk__in=set(seats)))
    above = {pk for unit in own for pk in unit.ancestors} - {unit.pk for unit in own}
    return [*own, *Unit.objects.filter(pk__in=above)] if above else own


def _agency(unit: Unit, units: dict[int, Unit]) -> int:
    """The agency a unit works for; of a committee, the territory it stands for."""
    line = [units[pk] for pk in unit.lineage]
    place = next((number for number in reversed(range(len(line))) if line[number].kind in _AGENCIES), 0)
    agency = line[place]
    if agency.kind == UnitKind.PEOPLES_COMMITTEE and place and line[place - 1].kind in TERRITORIES:
        return line[place - 1].pk
    return agency.pk
