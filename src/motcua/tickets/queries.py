# SPDX-License-Identifier: EUPL-1.2
"""Who waits, for how long, and how long it may yet take. What cannot be measured is unknown, never guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone

from motcua.law.roles import COUNTER_ROLES
from motcua.organisations.actors import Actor
from motcua.tickets.models import Desk, Hall, Priority, Service, Ticket, TicketState

PACE_WINDOW: Final = dt.timedelta(hours=1)
"""The calls of the last hour tell the pace."""
CALLS_NEEDED: Final = 5
"""Fewer calls within the window say nothing about the pace."""
SHOWN_CALLED: Final = 8
"""Calls the wall screen keeps."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands in its queue. `wait` is None when the pace of the last hour cannot be told."""

    ticket: Ticket
    ahead: int
    wait: dt.timedelta | None


@dataclass(frozen=True, slots=True)
class DayOfService:
    """What the day was like for those who queued for a service. Times in seconds; None: nobody to measure."""

    letter: str
    name: str
    taken: int
    served: int
    no_show: int
    waiting: int
    median_wait: float | None
    long_wait: float | None
    longest_wait: float | None
    median_service: float | None


def hall_of(actor: Actor) -> Hall | None:
    """The hall of the unit at whose counter the actor works."""
    units = {seat.unit_id for seat in actor.seats if seat.role in COUNTER_ROLES}
    return Hall.objects.select_related("unit").filter(unit_id__in=units).order_by("pk").first()


def hall_by_key(key: str) -> Hall | None:
    """The hall that the key of a kiosk or a wall screen opens."""
    return Hall.objects.select_related("unit").filter(key=key).first()


def services_of(hall: Hall) -> list[Service]:
    """What one may queue for now, with how many wait (`waiting`)."""
    today = timezone.localdate()
    waits = Count("tickets", filter=Q(tickets__day=today, tickets__state=TicketState.WAITING))
    return list(hall.services.filter(is_open=True).annotate(waiting=waits))


def priorities() -> list[Priority]:
    """Who is called before others, in order."""
    return list(Priority.objects.filter(is_open=True))


def desk_of(actor: Actor) -> Desk | None:
    """Where the actor sits."""
    if actor.person_id is None:
        return None
    return Desk.objects.select_related("hall__unit").filter(person_id=actor.person_id).first()


def served_at(desk: Desk) -> Ticket | None:
    """The number the desk serves now."""
    return (
        desk.tickets.filter(state=TicketState.CALLED, day=timezone.localdate())
        .select_related("service", "priority")
        .first()
    )


def served_by(actor: Actor) -> Ticket | None:
    """The number that the actor's desk serves now. ⚡ One query, asked by every page of the counter."""
    if actor.person_id is None:
        return None
    return (
        Ticket.objects.filter(
            desk__person_id=actor.person_id, state=TicketState.CALLED, day=timezone.localdate()
        )
        .select_related("service", "priority", "desk")
        .first()
    )


def waiting_for(desk: Desk) -> list[Ticket]:
    """The next fifty whom the desk may call, in the order in which it will."""
    today = timezone.localdate()
    waiting = Ticket.objects.filter(hall_id=desk.hall_id, day=today, state=TicketState.WAITING)
    own = waiting.filter(Q(for_desk=desk) | Q(for_desk__isnull=True, service__in=desk.services.values("pk")))
    return list(
        own.select_related("service", "priority").order_by("for_desk", "rank", "waited_from", "id")[:50]
    )


def absent_today(hall: Hall) -> list[Ticket]:
    """The last numbers that did not come when they were called."""
    return list(
        hall.tickets.filter(day=timezone.localdate(), state=TicketState.NO_SHOW).order_by("-ended_at")[:10]
    )


def called_now(hall: Hall) -> list[Ticket]:
    """What the wall shows: the numbers being served, the last called first."""
    return list(
        hall.tickets.filter(day=timezone.localdate(), state=TicketState.CALLED)
        .select_related("desk", "service")
        .order_by("-called_at", "-id")[:SHOWN_CALLED]
    )


def ticket_with(secret: str) -> Ticket | None:
    """The number of whoever holds its slip."""
    return (
        Ticket.objects.select_related("service", "hall__unit", "desk", "for_desk")
        .filter(secret=secret)
        .first()
    )


_AHEAD = """
select count(*)
from tickets_ticket other
where other.hall_id = %(hall)s and other.day = %(day)s and other.state = 'waiting' and other.id <> %(id)s
    and (other.rank, other.waited_from, other.id) < (%(rank)s, %(waited_from)s, %(id)s)
    and exists (
        select 1 from tickets_desk_services mine
        join tickets_desk_services theirs on theirs.desk_id = mine.desk_id
        where mine.service_id = %(service)s and theirs.service_id = other.service_id)
"""

# First calls within the window at desks that also call this service, and when the first of them was.
_PACE = """
select count(*), min(ticket.served_from)
from tickets_ticket ticket
join tickets_desk_services serves on serves.desk_id = ticket.desk_id and serves.service_id = %(service)s
join tickets_desk desk on desk.id = ticket.desk_id and desk.person_id is not null
where ticket.hall_id = %(hall)s and ticket.day = %(day)s and ticket.served_from > %(since)s
"""


def place_of(ticket: Ticket, now: dt.datetime) -> Place:
    """How many are called before the number, and how long that takes at the pace of the last hour.

    The wait is unknown when fewer than `CALLS_NEEDED` people were called within the hour by desks where somebody
    sits, when the number is not waiting, or when it was passed on to one desk.
    """
    if ticket.state != TicketState.WAITING:
        return Place(ticket, 0, None)
    values: dict[str, Any] = {
        "hall": ticket.hall_id,
        "day": ticket.day,
        "id": ticket.pk,
        "rank": ticket.rank,
        "waited_from": ticket.waited_from,
        "service": ticket.service_id,
        "since": now - PACE_WINDOW,
    }
    with connection.cursor() as cursor:
        cursor.execute(_AHEAD, values)
        (ahead,) = cursor.fetchone()
        cursor.execute(_PACE, values)
        calls, first = cursor.fetchone()
    if ticket.for_desk_id is not None:
        return Place(ticket, 0, None)
    if calls < CALLS_NEEDED or ticket.day != timezone.localdate(now):
        return Place(ticket, ahead, None)
    return Place(ticket, ahead, (now - first) / calls * (ahead + 1))


_DAY = """
select service.letter, service.name, count(ticket.id),
    count(*) filter (where ticket.state = 'done'),
    count(*) filter (where ticket.state = 'no_show'),
    count(*) filter (where ticket.state = 'waiting'),
    percentile_cont(0.5) within group (order by extract(epoch from first_call.at - ticket.taken_at)),
    percentile_cont(0.9) within group (order by extract(epoch from first_call.at - ticket.taken_at)),
    max(extract(epoch from first_call.at - ticket.taken_at)),
    percentile_cont(0.5) within group (
        order by case when ticket.state = 'done' then extract(epoch from ticket.ended_at - ticket.served_from) end)
from tickets_service service
left join tickets_ticket ticket on ticket.service_id = service.id and ticket.day = %s
left join lateral (
    select min(event.at) as at from tickets_ticketevent event
    where event.ticket_id = ticket.id and event.kind = 'called'
) first_call on true
where service.hall_id = %s
group by service.id
order by service.letter
"""


def day_of(hall: Hall, day: dt.date) -> Sequence[DayOfService]:
    """The day by service: how many came, how long they waited from taking the number to their first call."""
    with connection.cursor() as cursor:
        cursor.execute(_DAY, [day, hall.pk])
        return [DayOfService(*row[:6], *(_seconds(value) for value in row[6:])) for row in cursor.fetchall()]


def _seconds(value: Any) -> float | None:
    return None if value is None else float(value)
