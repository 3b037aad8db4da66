# SPDX-License-Identifier: EUPL-1.2
"""Who is away, for how many working days, and who stands in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.law.roles import Role
from motcua.law.working_time import is_working_day
from motcua.organisations.actors import Actor
from motcua.organisations.acts import delegate, end_absence, end_delegation, record_absence
from motcua.organisations.calendars import load_calendar
from motcua.organisations.models import Absence, Delegation, Person, Position, in_force

HEADS = frozenset({Role.AGENCY_HEAD, Role.CENTRE_HEAD, Role.SECTION_HEAD})
"""Who sees and records the absences of a team."""

SHOWN = 100
"""Absences and delegations shown on a page."""

_LONGEST = 800


@dataclass(frozen=True, slots=True)
class Away:
    """One absence with its working days, and who stands in during it (None: for nobody's position)."""

    absence: Absence
    working_days: int
    stand_ins: tuple[Delegation, ...]
    state: str

    @property
    def uncovered(self) -> bool:
        """Whether nobody stands in."""
        return not self.stand_ins


def working_days(first: dt.date, last: dt.date, calendar_code: str = "vn-admin") -> int:
    """Working days from `first` to `last`, both included; 0 when `last` lies before. Counts three years at most."""
    calendar = load_calendar(calendar_code)
    span = min((last - first).days + 1, _LONGEST)
    return sum(is_working_day(calendar, first + dt.timedelta(days=day)) for day in range(max(0, span)))


def absent_with_stand_in(day: dt.date) -> QuerySet[Person]:
    """People away on `day` for one of whose positions somebody stands in."""
    stood_for = Delegation.objects.filter(in_force(day), position__person_id=OuterRef("pk"))
    return Person.objects.filter(
        Exists(stood_for), pk__in=Absence.objects.filter(in_force(day)).values("person_id")
    )


def own_absences(person_id: int, day: dt.date) -> list[Away]:
    """A person's absences that are not over, and those of the last year. Three queries."""
    since = day - dt.timedelta(days=365)
    rows = Absence.objects.filter(person_id=person_id, effective_to__gte=since)
    return _told(rows.select_related("person").order_by("-effective_from", "-id")[:SHOWN], day)


def team_absences(actor: Actor, day: dt.date) -> list[Away]:
    """Absences now and to come of people in units the actor heads, the first one first. Three queries."""
    team = people_headed(actor, day)
    rows = Absence.objects.filter(person__in=team, effective_to__gte=day)
    return _told(rows.select_related("person").order_by("effective_from", "id")[:SHOWN], day)


def people_headed(actor: Actor, day: dt.date) -> QuerySet[Person]:
    """Officials with a position in a unit the actor heads; the actor themself is not one of them."""
    units = frozenset().union(*(seat.covers for seat in actor.seats if seat.role in HEADS))
    held = Position.objects.filter(in_force(day), unit_id__in=units).values("person_id")
    return (
        Person.objects.filter(pk__in=held, is_active=True)
        .exclude(pk=actor.person_id or 0)
        .order_by("full_name", "id")
    )


def delegations_of(person_id: int, day: dt.date) -> QuerySet[Delegation]:
    """Delegations of a person's positions that are not over, first one first."""
    rows = Delegation.objects.filter(position__person_id=person_id).filter(_not_over(day))
    return rows.select_related("position__unit", "delegate").order_by("effective_from", "id")[:SHOWN]


def delegated_to(person_id: int, day: dt.date) -> QuerySet[Delegation]:
    """Positions a person stands in for, now or later."""
    rows = Delegation.objects.filter(delegate_id=person_id).filter(_not_over(day))
    return rows.select_related("position__unit", "position__person").order_by("effective_from", "id")[:SHOWN]


def positions_of(person_id: int, day: dt.date) -> QuerySet[Position]:
    """The positions a person holds on a day, which they may let somebody exercise."""
    return Position.objects.filter(in_force(day), person_id=person_id).select_related("unit").order_by("id")


def stand_ins_for(person_id: int, day: dt.date) -> QuerySet[Person]:
    """Who may be asked to stand in: officials of the same units and of those above and below them."""
    units = [position.unit for position in positions_of(person_id, day)]
    ids = {unit.pk for unit in units} | {unit.parent_id for unit in units if unit.parent_id is not None}
    below = Q(unit__parent_id__in=ids)
    held = Position.objects.filter(Q(unit_id__in=ids) | below, in_force(day)).values("person_id")
    return (
        Person.objects.filter(pk__in=held, is_active=True).exclude(pk=person_id).order_by("full_name", "id")
    )


def stood_for(actor: Actor, day: dt.date) -> list[Away]:
    """The people the actor stands in for today, with their absence when one is on record. No delegation: no query."""
    owners = {seat.owner_id for seat in actor.seats if seat.delegation}
    if not owners:
        return []
    rows = Absence.objects.filter(in_force(day), person_id__in=owners).select_related("person")
    return [Away(row, 0, (), "now") for row in rows.order_by("effective_to", "id")]


def _told(rows: Iterable[Absence], day: dt.date) -> list[Away]:
    absences = list(rows)
    people = {row.person_id for row in absences}
    given: dict[int, list[Delegation]] = {}
    for one in Delegation.objects.filter(position__person_id__in=people).select_related(
        "position", "delegate"
    ):
        given.setdefault(one.position.person_id, []).append(one)
    return [_away(row, given.get(row.person_id, []), day) for row in absences]


def _away(absence: Absence, given: list[Delegation], day: dt.date) -> Away:
    last = absence.effective_to or absence.effective_from
    during = tuple(
        one
        for one in given
        if one.effective_from <= last and (one.effective_to or last) >= absence.effective_from
    )
    state = "over" if last < day else "now" if absence.effective_from <= day else "later"
    return Away(absence, working_days(absence.effective_from, last), during, state)


def _not_over(day: dt.date) -> Q:
    return Q(effective_to__isnull=True) | Q(effective_to__gte=day)


@dataclass(frozen=True, slots=True)
class Days:
    """From one day to another, both included."""

    first: dt.date
    last: dt.date


@transaction.atomic
def record_with_stand_in(
    actor: Actor,
    person: Person,
    days: Days,
    reason: str,
    stand_in: Person | None,
    position_ids: Iterable[int],
    document: str,
) -> Absence:
    """Record an absence and let somebody stand in for the named positions during it; both or neither.

    The same absence told twice (a double press) is recorded once. Raises `NotYours`, `DelegationRefused`,
    `SeparationRefused`.
    """
    Person.objects.select_for_update().get(
        pk=person.pk
    )  # one at a time, so that a double press finds the first
    known = Absence.objects.filter(
        person=person, effective_from=days.first, effective_to=days.last, reason=reason
    ).first()
    if known is not None:
        return known
    recorded = record_absence(actor, person, days.first, days.last, reason)
    if stand_in is not None:
        for position_id in position_ids:
            delegate(actor, position_id, stand_in, days.first, days.last, document)
    return recorded


@transaction.atomic
def end_with_stand_ins(actor: Actor, absence_id: int, last_day: dt.date) -> Absence:
    """End an absence early, and with it the delegations that were given for exactly its days.

    Raises `Absence.DoesNotExist`, `NotYours`, `DelegationRefused`.
    """
    before = Absence.objects.get(pk=absence_id)
    given = Delegation.objects.filter(
        position__person_id=before.person_id,
        effective_from=before.effective_from,
        effective_to=before.effective_to,
    )
    ended = end_absence(actor, absence_id, last_day)
    for delegation_id in given.values_list("pk", flat=True):
        end_delegation(actor, delegation_id, last_day)
    return ended
