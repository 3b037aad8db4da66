# SPDX-License-Identifier: EUPL-1.2
"""Writing down who looked. What cannot be written down is not shown: the error of the database goes through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache, partial

from django.db import connection

from motcua.accesses.errors import ReasonNeeded
from motcua.accesses.grounds import Looking, ground_of
from motcua.accesses.models import Access, Ground, What
from motcua.dossiers.models import Dossier
from motcua.law.roles import Role
from motcua.law.working_time import is_open_for_reception
from motcua.organisations.actors import Actor, Seat
from motcua.organisations.calendars import load_calendar
from motcua.statements import Statement

_OFFICE_CALENDAR = "vn-admin"


def record(
    actor: Actor,
    dossier: Dossier,
    what: What,
    now: dt.datetime,
    *,
    subject: str = "",
    address: str = "",
    reason: str = "",
) -> Ground:
    """Write down that an official is about to be shown something of a dossier they may see. One insert, no select.

    `reason` is what somebody without a task on the dossier said. Raises `ReasonNeeded` when they said nothing.
    """
    ground, write = prepared(actor, dossier, what, now, subject=subject, address=address, reason=reason)
    write()
    return ground


def prepared(
    actor: Actor,
    dossier: Dossier,
    what: What,
    now: dt.datetime,
    *,
    subject: str = "",
    address: str = "",
    reason: str = "",
) -> tuple[Ground, Callable[[], None]]:
    """What `record` does up to writing, and a call that writes: for whoever writes it with something else."""
    looking = ground_of(actor, dossier)
    if looking is None:
        if not reason.strip():
            raise ReasonNeeded(dossier.code)
        looking = Looking(Ground.REASON, actor.seats[0] if actor.seats else None)
    told = reason if looking.ground is Ground.REASON else ""
    outside = not is_open_for_reception(load_calendar(dossier.calendar_code), now)
    place = (dossier.pk, dossier.competent_unit_id)
    return looking.ground, partial(_insert, actor, looking, place, what, subject, told, now, outside, address)


def record_duty(
    actor: Actor,
    dossier: Dossier,
    subject: str,
    now: dt.datetime,
    *,
    seat: Seat,
    reason: str,
    address: str = "",
) -> None:
    """Write down that somebody who inspects is about to see a dossier they may see: for what, and why."""
    outside = not is_open_for_reception(load_calendar(dossier.calendar_code), now)
    place = (dossier.pk, dossier.competent_unit_id)
    _insert(actor, Looking(Ground.DUTY, seat), place, What.PAGE, subject, reason, now, outside, address)


def record_export(actor: Actor, subject: str, now: dt.datetime, *, role: Role, address: str = "") -> None:
    """Write down that a list leaves the house: what it holds (`subject`), taken in the position of `role`."""
    seat = next((one for one in actor.seats if one.role is role), None)
    outside = not is_open_for_reception(load_calendar(_OFFICE_CALENDAR), now)
    looking = Looking(Ground.DUTY, seat)
    _insert(actor, looking, (None, None), What.EXPORT, subject, "", now, outside, address)


def _insert(
    actor: Actor,
    looking: Looking,
    place: tuple[int | None, int | None],
    what: What,
    subject: str,
    reason: str,
    now: dt.datetime,
    outside: bool,
    address: str,
) -> None:
    if actor.person_id is None:
        raise ValueError("only a person looks at a dossier in the house")
    seat = looking.seat
    who = (
        actor.person_id,
        actor.name,
        seat.unit_id if seat else None,
        seat.role.value if seat else "",
        seat.signed if seat else "",
        seat.delegation if seat else "",
    )
    values = [*place, what.value, subject[:255], looking.ground.value, reason[:500], now, outside, *who]
    _statement().changed([*values, address[:64]])


_COLUMNS = (
    *("dossier_id", "competent_unit_id", "what", "subject", "ground", "reason", "at", "outside_hours"),
    *("person_id", "person_name", "unit_id", "role", "title", "delegation", "address"),
)


# ⚡ Every page of a dossier pays for this insert, so its text is made once.
@cache
def _statement() -> Statement:
    places = ", ".join(["%s"] * len(_COLUMNS))
    table = connection.ops.quote_name(Access._meta.db_table)
    return Statement(f"INSERT INTO {table} ({', '.join(_COLUMNS)}) VALUES ({places})")  # noqa: S608  names of the model
