# SPDX-License-Identifier: EUPL-1.2
"""The only way to change queue numbers: take, call, call again, no-show, pass on, finish; and who sits where.

Each act is one transaction and writes one `TicketEvent` per number it changes. Numbers come from the counter of the
hall, letter and day, raised in the same transaction, so they have neither gap nor duplicate. Two desks that call at
once skip each other's row and get two different numbers. The day is the civil day in Vietnam.
"""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from motcua.dossiers.models import Dossier
from motcua.dossiers.numbers import next_number
from motcua.law.roles import COUNTER_ROLES
from motcua.organisations.actors import Actor
from motcua.organisations.models import Person
from motcua.tickets.errors import (
    DeskTaken,
    HallClosed,
    NotAtDesk,
    NotYourTicket,
    SetupRefused,
    TicketUnknown,
)
from motcua.tickets.loading import load_priorities
from motcua.tickets.models import Desk, Hall, Priority, Service, Ticket, TicketEvent, TicketState

ORDINARY = 100
"""Rank of people without priority."""

# ⚡ One statement finds and locks the next number; SKIP LOCKED lets two desks call at the same moment.
# First what was passed on to this very desk, then by rank, then by how long people have waited.
_NEXT = """
select ticket.id
from tickets_ticket ticket
where ticket.hall_id = %(hall)s and ticket.day = %(day)s and ticket.state = 'waiting'
    and (ticket.for_desk_id = %(desk)s
         or (ticket.for_desk_id is null and ticket.service_id in (
                 select service_id from tickets_desk_services where desk_id = %(desk)s)))
order by (ticket.for_desk_id is not null) desc, ticket.rank, ticket.waited_from, ticket.id
limit 1
for update of ticket skip locked
"""


def take(service_id: int, key: str, priority_id: int | None = None) -> Ticket:
    """Give the next number of a service; the same `key` gives the same number again.

    Raises `HallClosed` when the hall or the service gives no numbers.
    """
    now = timezone.now()
    try:
        with transaction.atomic():
            service = Service.objects.select_related("hall").filter(pk=service_id, is_open=True).first()
            if service is None or not service.hall.is_open:
                raise HallClosed
            if earlier := Ticket.objects.filter(key=key).first():
                return earlier
            priority = Priority.objects.filter(pk=priority_id, is_open=True).first() if priority_id else None
            day = timezone.localdate(now)
            ticket = Ticket.objects.create(
                hall=service.hall,
                service=service,
                day=day,
                letter=service.letter,
                number=next_number(service.hall.unit_id, f"ticket:{service.letter}", f"{day:%Y-%m-%d}"),
                rank=priority.rank if priority else ORDINARY,
                priority=priority,
                secret=secrets.token_urlsafe(16),
                key=key,
                taken_at=now,
                waited_from=now,
            )
            _note(ticket, TicketEvent.Kind.TAKEN, now)
            return ticket
    except IntegrityError as error:
        # Two presses at the same moment: the second finds the number of the first.
        if earlier := Ticket.objects.filter(key=key).first():
            return earlier
        raise error


def sit(actor: Actor, desk_id: int) -> Desk:
    """Sit down at a desk and leave any other. Raises `DeskTaken`, `TicketUnknown` for a desk that is not yours."""
    with transaction.atomic():
        # Both rows before any change, in the order of their ids.
        rows = list(
            Desk.objects.select_for_update(of=("self",))
            .filter(pk__in=_desks_of(actor, desk_id))
            .select_related("hall", "person")
            .order_by("pk")
        )
        desk = next((one for one in rows if one.pk == desk_id), None)
        if desk is None or desk.hall.unit_id not in _units(actor):
            raise TicketUnknown
        if desk.person_id == actor.person_id:
            return desk
        if desk.person is not None:
            raise DeskTaken(desk.name, desk.person.full_name)
        for other in rows:
            if other.person_id == actor.person_id:
                _leave(other)
        desk.person_id, desk.since = actor.person_id, timezone.now()
        desk.save(update_fields=["person", "since"])
        return desk


def leave(actor: Actor) -> None:
    """Leave the desk; a number being served there stays with it until it is finished."""
    with transaction.atomic():
        desk = _desk_of(actor)
        if desk is not None:
            _leave(desk)


def call_next(actor: Actor, seen: int | None) -> Ticket | None:
    """Call the next number; the one served so far (`seen`) is finished. None when nobody waits.

    When the desk meanwhile serves another number than `seen`, that one is given back and nobody is called, so that
    a press repeated by mistake calls nobody away. Raises `NotAtDesk`.
    """
    with transaction.atomic():
        desk = _own_desk(actor)
        now = timezone.now()
        current = desk.tickets.select_for_update().filter(state=TicketState.CALLED).first()
        if (current.pk if current else None) != seen:
            return current
        if current is not None:
            _end(current, TicketState.DONE, TicketEvent.Kind.DONE, actor, now)
        with connection.cursor() as cursor:
            cursor.execute(_NEXT, {"hall": desk.hall_id, "desk": desk.pk, "day": timezone.localdate(now)})
            row = cursor.fetchone()
        if row is None:
            return None
        ticket = Ticket.objects.select_related("service").get(pk=row[0])
        return _call(ticket, desk, actor, now)


def call_again(actor: Actor, ticket_id: int) -> Ticket:
    """Call the number once more; the wall shows it anew. Raises `NotAtDesk`, `NotYourTicket`."""
    with transaction.atomic():
        desk, ticket = _own(actor, ticket_id)
        ticket.called_at, ticket.calls = timezone.now(), ticket.calls + 1
        ticket.save(update_fields=["called_at", "calls"])
        _note(ticket, TicketEvent.Kind.RECALLED, ticket.called_at, actor, desk)
        return ticket


def no_show(actor: Actor, ticket_id: int) -> Ticket:
    """Nobody came. Raises `NotAtDesk`, `NotYourTicket`."""
    with transaction.atomic():
        _desk, ticket = _own(actor, ticket_id)
        return _end(ticket, TicketState.NO_SHOW, TicketEvent.Kind.NO_SHOW, actor, timezone.now())


def back(actor: Actor, ticket_id: int) -> Ticket:
    """Somebody who was not there comes after all and waits again, from now on.

    Raises `NotAtDesk`, `TicketUnknown`.
    """
    with transaction.atomic():
        desk = _own_desk(actor)
        now = timezone.now()
        ticket = (
            Ticket.objects.select_for_update(of=("self",))
            .filter(
                pk=ticket_id, hall_id=desk.hall_id, day=timezone.localdate(now), state=TicketState.NO_SHOW
            )
            .first()
        )
        if ticket is None:
            raise TicketUnknown
        ticket.state, ticket.waited_from, ticket.ended_at = TicketState.WAITING, now, None
        ticket.desk = ticket.served_by = ticket.served_from = None
        ticket.save()
        _note(ticket, TicketEvent.Kind.BACK, now, actor, desk)
        return ticket


def pass_on(actor: Actor, ticket_id: int, to_desk_id: int) -> Ticket:
    """Send the person to another desk of the hall, where they are the next. Raises `NotAtDesk`, `NotYourTicket`,
    `TicketUnknown`."""
    with transaction.atomic():
        desk, ticket = _own(actor, ticket_id)
        target = Desk.objects.filter(pk=to_desk_id, hall_id=desk.hall_id).exclude(pk=desk.pk).first()
        if target is None:
            raise TicketUnknown
        now = timezone.now()
        ticket.state, ticket.for_desk, ticket.waited_from = TicketState.WAITING, target, now
        ticket.desk = ticket.served_by = ticket.served_from = None
        ticket.save()
        _note(ticket, TicketEvent.Kind.PASSED_ON, now, actor, target)
        return ticket


def link(actor: Actor, ticket_id: int, dossier: Dossier) -> None:
    """Remember the first dossier received from the number that the actor's desk serves or has just served.

    Raises `NotAtDesk`, `NotYourTicket`.
    """
    with transaction.atomic():
        _desk, ticket = _own(actor, ticket_id, states=(TicketState.CALLED, TicketState.DONE))
        if ticket.dossier_id is None:
            ticket.dossier = dossier
            ticket.save(update_fields=["dossier"])


def finish(actor: Actor, ticket_id: int) -> Ticket:
    """The person is served; a number already finished stays so. Raises `NotAtDesk`, `NotYourTicket`."""
    with transaction.atomic():
        _desk, ticket = _own(actor, ticket_id, states=(TicketState.CALLED, TicketState.DONE))
        if ticket.state == TicketState.DONE:
            return ticket
        return _end(ticket, TicketState.DONE, TicketEvent.Kind.DONE, actor, timezone.now())


def open_hall(actor: Actor, unit_id: int) -> Hall:
    """Open the waiting hall of a unit whose counter the actor heads or serves. Safe to repeat."""
    if unit_id not in _units(actor):
        raise SetupRefused("Bạn không phụ trách nơi này.")
    with transaction.atomic():
        hall, new = Hall.objects.get_or_create(unit_id=unit_id, defaults={"key": secrets.token_urlsafe(24)})
        if new:
            load_priorities()
        return hall


def set_open(actor: Actor, hall_id: int, *, is_open: bool) -> None:
    """Begin or stop giving numbers."""
    hall = _hall(actor, hall_id)
    hall.is_open = is_open
    hall.save(update_fields=["is_open"])


def add_service(actor: Actor, hall_id: int, letter: str, name: str, field_codes: list[str]) -> Service:
    """A further group of fields under its letter. Raises `SetupRefused`."""
    hall = _hall(actor, hall_id)
    tidy = letter.strip().upper()
    if not (tidy.isascii() and tidy.isalpha() and len(tidy) <= 2):
        raise SetupRefused("Chữ cái của lĩnh vực phải là một hoặc hai chữ A–Z.", hint="Ví dụ: A.")
    if not name.strip():
        raise SetupRefused("Chưa có tên lĩnh vực.", hint="Ví dụ: Hộ tịch, chứng thực.")
    if hall.services.filter(letter=tidy).exists():
        raise SetupRefused(f"Chữ {tidy} đã dùng.", hint="Hãy chọn chữ khác.")
    return Service.objects.create(hall=hall, letter=tidy, name=name.strip(), field_codes=field_codes)


def add_desk(actor: Actor, hall_id: int, name: str, service_ids: list[int]) -> Desk:
    """A further desk and the services it calls. Raises `SetupRefused`."""
    hall = _hall(actor, hall_id)
    if not name.strip() or hall.desks.filter(name=name.strip()).exists():
        raise SetupRefused("Tên quầy trống hoặc đã dùng.", hint="Ví dụ: Quầy 3.")
    services = list(hall.services.filter(pk__in=service_ids))
    if not services:
        raise SetupRefused("Chưa chọn lĩnh vực nào cho quầy.", hint="Hãy đánh dấu ít nhất một lĩnh vực.")
    with transaction.atomic():
        desk = Desk.objects.create(hall=hall, name=name.strip())
        desk.services.set(services)
        return desk


def _hall(actor: Actor, hall_id: int) -> Hall:
    hall = Hall.objects.filter(pk=hall_id, unit_id__in=_units(actor)).first()
    if hall is None:
        raise SetupRefused("Bạn không phụ trách nơi này.")
    return hall


def _units(actor: Actor) -> set[int]:
    return {seat.unit_id for seat in actor.seats if seat.role in COUNTER_ROLES}


def _desks_of(actor: Actor, wanted: int) -> list[int]:
    mine = Desk.objects.filter(person_id=actor.person_id or 0).values_list("pk", flat=True)
    return sorted({wanted, *mine})


def _leave(desk: Desk) -> None:
    desk.person, desk.since = None, None
    desk.save(update_fields=["person", "since"])


def _desk_of(actor: Actor) -> Desk | None:
    """The desk the actor sits at, its row locked."""
    return Desk.objects.select_for_update().filter(person_id=actor.person_id or 0).first()


def _own_desk(actor: Actor) -> Desk:
    desk = _desk_of(actor)
    if desk is None:
        raise NotAtDesk
    return desk


def _own(
    actor: Actor, ticket_id: int, states: tuple[TicketState, ...] = (TicketState.CALLED,)
) -> tuple[Desk, Ticket]:
    desk = _own_desk(actor)
    ticket = (
        Ticket.objects.select_for_update(of=("self",))
        .filter(pk=ticket_id, hall_id=desk.hall_id)
        .select_related("service")
        .first()
    )
    if ticket is None:
        raise TicketUnknown
    if ticket.desk_id != desk.pk or ticket.state not in states:
        raise NotYourTicket(ticket.label)
    return desk, ticket


def _call(ticket: Ticket, desk: Desk, actor: Actor, now: dt.datetime) -> Ticket:
    ticket.state, ticket.desk, ticket.for_desk = TicketState.CALLED, desk, None
    ticket.called_at = ticket.served_from = now
    ticket.calls += 1
    ticket.served_by_id = actor.person_id
    ticket.save()
    _note(ticket, TicketEvent.Kind.CALLED, now, actor, desk)
    return ticket


def _end(ticket: Ticket, state: TicketState, kind: str, actor: Actor, now: dt.datetime) -> Ticket:
    ticket.state, ticket.ended_at = state, now
    ticket.save(update_fields=["state", "ended_at"])
    _note(ticket, kind, now, actor, ticket.desk)
    return ticket


def _note(
    ticket: Ticket, kind: str, at: dt.datetime, actor: Actor | None = None, desk: Desk | None = None
) -> None:
    person = Person(pk=actor.person_id) if actor and actor.person_id else None
    TicketEvent.objects.create(ticket=ticket, kind=kind, at=at, person=person, desk=desk)
