# SPDX-License-Identifier: EUPL-1.2
"""Mails about what has to be done by a day, whichever room keeps it: near, late, escalated (`desk.stages`).

A room says what is owed and how a line of it reads; who is told, and one mail for each person with all that is new,
is said here once. A room whose rows keep the last reminder (`reminded`) needs no more than `remind_rows`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from motcua.desk import outbox
from motcua.desk.absences import HEADS, absent_with_stand_in
from motcua.desk.stages import Stage, To, looked_at, policy_named, stage_on
from motcua.law.names import date_phrase
from motcua.law.roles import Role
from motcua.law.working_days import working_due
from motcua.law.working_time import Calendar, is_working_day
from motcua.organisations.calendars import load_calendar
from motcua.organisations.models import Person, Position, Unit, in_force

HOUSE_CALENDAR: Final = "vn-admin"
MOST: Final = 5000
"""Rows of one room looked at in one round, those due first."""


@dataclass(frozen=True, slots=True)
class Owed:
    """Something `unit` has to do by `last_day` (a working day), and `above` follows up; `owner` took it on.

    `ref` names it in keys, as `remedy:12`; `row` is the row it was made of.
    """

    ref: str
    row: Any
    last_day: dt.date | None
    unit: int | None
    above: int
    owner: Person | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One reminder: of what, at which stage, for which day, to whom."""

    owed: Owed
    stage: Stage
    day: dt.date
    people: tuple[Person, ...]

    @property
    def mark(self) -> str:
        """What tells this reminder of a row from its other ones."""
        return f"{self.stage.code}:{self.day}"

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return f"{self.owed.ref}:{self.mark}"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in a mail: what is to be done, further facts with their labels, where it is looked at.

    `link`: by it the owner tells how it is without signing in, for `days` days; empty where there is none.
    """

    words: str
    page: str
    facts: tuple[tuple[str, str], ...] = ()
    link: str = ""
    days: int = 0


StageOf = Callable[[Owed], "tuple[Stage, dt.date] | None"]
LineOf = Callable[[Told, Person], Line]


def by_day(today: dt.date) -> StageOf:
    """The stage of anything on a day, by its last day alone."""
    policy, calendar = policy_named(), load_calendar(HOUSE_CALENDAR)

    @cache
    def stage_of_day(day: dt.date) -> tuple[Stage, dt.date] | None:
        stage = stage_on(policy, calendar, today, day)
        return (stage, day) if stage is not None else None

    return lambda owed: stage_of_day(owed.last_day) if owed.last_day is not None else None


def told_on(owed: Iterable[Owed], today: dt.date, stage_of: StageOf) -> Iterator[Told]:
    """Everything anybody is told on a day, whether it was mailed before or not. Three queries, however much it is."""
    staged = [(one, *found) for one in owed if (found := stage_of(one)) is not None]
    people = _People([one for one, _stage, _day in staged], today)
    for one, stage, day in staged:
        yield Told(one, stage, day, people.of(one, stage.to))


class _People:
    """Heads and control officers of the units concerned."""

    def __init__(self, owed: list[Owed], today: dt.date) -> None:
        self.away: set[int] = set()
        self.seats: dict[tuple[int, bool], list[Person]] = {}
        if not owed:
            return
        self.away = set(absent_with_stand_in(today).values_list("pk", flat=True))
        units = {pk for one in owed for pk in (one.unit, one.above) if pk is not None}
        roles = [role.value for role in (*HEADS, Role.CONTROL_OFFICER)]
        seats = Position.objects.filter(in_force(today), unit_id__in=units, role__in=roles)
        for seat in seats.select_related("person").order_by("id"):
            if seat.person.is_active:
                control = seat.role == Role.CONTROL_OFFICER
                self.seats.setdefault((seat.unit_id, control), []).append(seat.person)

    def of(self, owed: Owed, to: frozenset[To]) -> tuple[Person, ...]:
        """Everybody who is told; the heads of the unit where nobody took it on."""
        lead = self.seats.get((owed.unit or owed.above, False), [])
        control = self.seats.get((owed.above, True), [])
        head = self.seats.get((owed.above, False), [])
        owner = [owed.owner] if owed.owner is not None else (lead if owed.unit else control)
        groups = {To.OWNER: owner, To.LEAD: lead, To.ABOVE: control, To.HEAD: head}
        found = {person.pk: person for who in To if who in to for person in groups[who]}
        return tuple(person for pk, person in found.items() if pk not in self.away and person.is_active)


def is_mailing_day(today: dt.date) -> bool:
    """Whether reminders are written on a day: there is a mail server, and people work."""
    return bool(settings.MAIL_ENABLED) and is_working_day(load_calendar(HOUSE_CALENDAR), today)


def remind_rows(
    rows: QuerySet[Any],
    due: str,
    owed_of: Callable[[Any, Calendar], Owed],
    line_of: LineOf,
    many: str,
    now: dt.datetime,
) -> int:
    """Remind of open rows that keep their last reminder; how many mails were put into the outbox. Safe to repeat.

    `due`: the column of the day; `owed_of`: what a row says, its days by this calendar; `many`: what several of them
    are called, in Vietnamese.
    """
    today = timezone.localdate(now)
    if not is_mailing_day(today):
        return 0
    first, last = looked_at(policy_named(), load_calendar(HOUSE_CALENDAR), today)
    near = rows.filter(**{f"{due}__gte": first, f"{due}__lte": last}).order_by(due, "pk")
    with transaction.atomic(), translation.override("vi"):
        locked = near.select_for_update(of=("self",), skip_locked=True)[:MOST]
        found = [owed_of(row, load_calendar(HOUSE_CALENDAR)) for row in locked]
        told = told_on(found, today, by_day(today))
        new = [one for one in told if one.people and one.mark != one.owed.row.reminded]
        for one in new:
            one.owed.row.reminded = one.mark
        rows.model._default_manager.bulk_update([one.owed.row for one in new], ["reminded"], batch_size=500)
        return mail(new, line_of, many, now)


def mail(new: list[Told], line_of: LineOf, many: str, now: dt.datetime) -> int:
    """Put one mail for each person with all that is new into the outbox; how many."""
    mine: dict[int, tuple[Person, list[Told]]] = {}
    for told in new:
        for person in told.people:
            mine.setdefault(person.pk, (person, []))[1].append(told)
    return sum(
        _mailed(person, sorted(told, key=_pressing), line_of, many, now) for person, told in mine.values()
    )


def _pressing(told: Told) -> tuple[dt.date, str]:
    return (told.owed.last_day or dt.date.max, told.owed.ref)


def _mailed(person: Person, told: list[Told], line_of: LineOf, many: str, now: dt.datetime) -> int:
    lines = [(one, line_of(one, person), _due(one)) for one in told]
    subject = (
        _("Một Cửa: %(stage)s – %(work)s") % {"stage": told[0].stage.name, "work": lines[0][1].words[:80]}
        if len(told) == 1
        else _("Một Cửa: %(count)s %(what)s cần chú ý") % {"count": len(told), "what": many}
    )
    digest = hashlib.sha256(" ".join(one.key for one in told).encode()).hexdigest()
    days = max(line.days for _told, line, _due in lines)
    context = {"person": person, "lines": lines, "days": days}
    plain, html = (render_to_string(f"desk/mail/owed.{kind}", context) for kind in ("txt", "html"))
    return int(outbox.put(f"owed:{digest}:{person.pk}", person, subject[:255], plain, html, now))


def _due(told: Told) -> str:
    return date_phrase(told.owed.last_day) if told.owed.last_day else ""


def last_day_of(calendar: Calendar, due: dt.date | None) -> dt.date | None:
    """The last working day on which something due on a day is in time."""
    return working_due(calendar, due) if due is not None else None


def page_of(path: str) -> str:
    """The whole address of a page of the house."""
    return f"{settings.PUBLIC_URL}{path}"


def unit_fact(unit: Unit | None) -> tuple[tuple[str, str], ...]:
    """The line that names who has to do it."""
    return ((_("Đơn vị thực hiện:"), unit.name),) if unit is not None else ()
