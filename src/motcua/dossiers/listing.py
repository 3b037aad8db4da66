# SPDX-License-Identifier: EUPL-1.2
"""Lists of dossiers that stay fast whatever their length: filters, groups by due date, counts and pages by key."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, reduce
from operator import or_
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from typing_extensions import override

from motcua.dossiers.models import Dossier, Event
from motcua.dossiers.rights import over
from motcua.law.deadlines import latest_overdue_filing
from motcua.law.roles import RETURN_ROLES, Role
from motcua.law.statuses import PAUSED, SETTLED, WAITING_FOR_APPLICANT, State
from motcua.law.transitions import Act
from motcua.organisations.actors import Actor
from motcua.organisations.calendars import calendar_codes, load_calendar

COUNT_UP_TO = 500
"""Above this a count is told as "500+": nobody works off an exact larger number."""

UNIT_ROLES = (Role.SECTION_HEAD, Role.AGENCY_HEAD, Role.CENTRE_HEAD)
"""Who sees everything that their unit holds."""

_RELATED = ("receiving_unit", "competent_unit", "holder_unit", "holder", "applicant")


class DueGroup(StrEnum):
    """What is due when. Each open dossier is in exactly one group; a settled one in none."""

    LATE = "late"
    """Overdue as the law says it (`standing_at`): the same dossiers as the figure of those overdue."""
    UNTAKEN_LATE = "untaken_late"
    """Filed, not received yet, though the eight hours for doing so are over. It has no due date yet."""
    TODAY = "today"
    THIS_WEEK = "this_week"
    LATER = "later"
    UNTAKEN = "untaken"
    """Filed, not received yet, and the eight hours for doing so are not over."""
    WAITING = "waiting"
    """The clock stands still; the next move is the applicant's or that of force majeure."""


BEHIND: Final = (DueGroup.LATE, DueGroup.UNTAKEN_LATE)
"""What should have been done by now."""


def with_related(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """`rows` with everything a line of a list shows."""
    return rows.select_related(*_RELATED)


_LINE = (
    "code", "state", "procedure_name", "applicant_name", "channel", "holder_unit__name", "holder__full_name",
    "applicant__identifier", "calendar_code", "filed_at", "received_at", "due_original", "due_current",
    "paused_since", "reappointed_at", "ended_at", "limit_value", "limit_unit", "count_mode", "cutoff",
    "supplement_policy", "outcome", "result_number", "result_sha256", "return_channel", "return_address",
)  # fmt: skip
"""What one line of a list tells."""


def as_lines(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """`rows` with what a line tells and nothing else. ⚡ Half the price of whole rows with all their units."""
    light = rows.select_related(None).select_related("holder_unit", "holder", "applicant").only(*_LINE)
    return light.prefetch_related("intervals")


def held_in_units(actor: Actor) -> QuerySet[Dossier]:
    """Everything open that the units headed by the actor hold, first due first."""
    mine = Dossier.objects.filter(over(actor, "holder_unit_id", roles=UNIT_ROLES), ended_at__isnull=True)
    return with_related(mine).order_by(F("due_original").asc(nulls_first=True), "id")


def in_group(group: DueGroup, now: dt.datetime) -> Q:
    """The condition of one group at `now`; days and weeks are those of Vietnam, a week ends on Sunday."""
    tomorrow, next_week = _ends(now)
    standing = Q(state__in=sorted(WAITING_FOR_APPLICANT | PAUSED))
    running = ~standing & ~Q(state__in=sorted(SETTLED))
    match group:
        case DueGroup.LATE:
            return running & Q(due_original__lte=now)
        case DueGroup.UNTAKEN_LATE:
            return running & _intake_overdue(now)
        case DueGroup.TODAY:
            return running & Q(due_original__gt=now, due_original__lt=tomorrow)
        case DueGroup.THIS_WEEK:
            return running & Q(due_original__gte=tomorrow, due_original__lt=next_week)
        case DueGroup.LATER:
            return running & Q(due_original__gte=next_week)
        case DueGroup.UNTAKEN:
            return running & Q(due_original__isnull=True) & ~_intake_overdue(now)
        case DueGroup.WAITING:
            return standing


SURVEYED = 1000
"""Rows of a list that are looked at to count its groups."""


@dataclass(frozen=True, slots=True)
class Survey:
    """How many rows each group holds. `whole` is false when the list is longer than what was looked at."""

    groups: Mapping[DueGroup, int]
    number: int
    whole: bool


def survey(rows: QuerySet[Dossier], now: dt.datetime) -> Survey:
    """Count the groups of a list, first due first. One query that reads at most `SURVEYED` short rows."""
    found = list(
        rows.select_related(None).values_list("state", "due_original", "filed_at", "calendar_code")[
            : SURVEYED + 1
        ]
    )
    groups = Counter(group for row in found[:SURVEYED] if (group := _group_of(now, *row)))
    return Survey(groups, min(len(found), SURVEYED), len(found) <= SURVEYED)


def _group_of(
    now: dt.datetime, state: str, due: dt.datetime | None, filed: dt.datetime, calendar: str
) -> DueGroup | None:
    """The same rule as `in_group`, for one row at hand."""
    if state in SETTLED:
        return None
    if state in WAITING_FOR_APPLICANT or state in PAUSED:
        return DueGroup.WAITING
    if due is None:
        overdue = filed <= latest_overdue_filing(load_calendar(calendar.partition("@")[0]), now)
        return DueGroup.UNTAKEN_LATE if overdue else DueGroup.UNTAKEN
    tomorrow, next_week = _ends(now)
    if due <= now:
        return DueGroup.LATE
    if due < tomorrow:
        return DueGroup.TODAY
    return DueGroup.THIS_WEEK if due < next_week else DueGroup.LATER


def _ends(now: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """Where today and this week end."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + dt.timedelta(days=1), today + dt.timedelta(days=7 - today.weekday())


def _intake_overdue(now: dt.datetime) -> Q:
    """Filings that should have been received by now (NĐ 61/2018 Đ.17.2), each by the calendar of its unit.

    An edition of a calendar counts as its base: the row itself is judged exactly, only the group may be a day off
    around a swapped day.
    """
    overdue = (
        (Q(calendar_code=code) | Q(calendar_code__startswith=f"{code}@"))
        & Q(filed_at__lte=latest_overdue_filing(load_calendar(code), now))
        for code in _calendars()
    )
    return Q(due_original__isnull=True) & reduce(or_, overdue)


_calendars = cache(calendar_codes)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list: the key of the row beside it. `at` is null for a row without that moment."""

    at: dt.datetime | None
    pk: int

    @classmethod
    def of(cls, row: Dossier, column: str) -> Cursor:
        """The place of `row` in a list ordered by `column`."""
        return cls(getattr(row, column), row.pk)

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """The place that `str` wrote; None for anything else."""
        moment, _, pk = text.partition("-")
        if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
            return None
        if moment == "x":
            return cls(None, int(pk))
        if not (moment.isascii() and moment.isdigit() and len(moment) < 17):
            return None
        return cls(_EPOCH + dt.timedelta(microseconds=int(moment)), int(pk))

    @override
    def __str__(self) -> str:
        if self.at is None:
            return f"x-{self.pk}"
        return f"{(self.at - _EPOCH) // dt.timedelta(microseconds=1)}-{self.pk}"


_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Slice:
    """Some rows of a list and the places before and after them; None where the list begins or ends."""

    rows: Sequence[Dossier]
    before: Cursor | None
    after: Cursor | None


def page_of(
    rows: QuerySet[Dossier],
    size: int,
    *,
    after: Cursor | None = None,
    before: Cursor | None = None,
    column: str = "due_original",
) -> Slice:
    """`size` rows behind `after` or in front of `before`, ordered by `column` (nulls first) and id. Two queries.

    Pages by key: a page far down costs what the first one costs, and no row is lost or told twice when others move.
    """
    backwards = before is not None and after is None
    ordered = rows.order_by(F(column).asc(nulls_first=True), "id")
    if backwards and before is not None:
        ordered = rows.filter(_in_front(before, column)).order_by(F(column).desc(nulls_last=True), "-id")
    elif after is not None:
        ordered = ordered.filter(_behind(after, column))
    found = list(as_lines(ordered)[: size + 1])
    more, shown = len(found) > size, found[:size]
    if backwards:
        shown.reverse()
    if not shown:
        return Slice((), None, None)
    first, last = Cursor.of(shown[0], column), Cursor.of(shown[-1], column)
    return Slice(
        shown,
        first if (more if backwards else after is not None) else None,
        last if (backwards or more) else None,
    )


@dataclass(frozen=True, slots=True)
class Posted:
    """A result handed to the public post: when, by whom, under which number, with how many originals."""

    dossier: Dossier
    at: dt.datetime
    by: str
    consignment: str
    originals: int


POSTED_AT_MOST = 500
"""Lines of one hand-over record."""


def posted(actor: Actor, *, codes: Sequence[str] = (), day: dt.date | None = None) -> list[Posted]:
    """What the actor's return desks handed to the post: the named dossiers, or those of one day. Two queries."""
    rows = Dossier.objects.filter(
        over(actor, "receiving_unit_id", roles=RETURN_ROLES), state=State.RETURNED_BY_POST
    )
    if codes:
        rows = rows.filter(code__in=codes)
    if day is not None:
        begins = timezone.make_aware(dt.datetime.combine(day, dt.time()))
        rows = rows.filter(returned_at__gte=begins, returned_at__lt=begins + dt.timedelta(days=1))
    found = {row.pk: row for row in with_related(rows).order_by("returned_at", "id")[:POSTED_AT_MOST]}
    events = Event.objects.filter(dossier_id__in=list(found), act=Act.RETURN_BY_POST).order_by("at", "id")
    return [
        Posted(
            found[event.dossier_id],
            event.at,
            event.actor_name,
            str(event.data.get("consignment", "")),
            int(event.data.get("originals_returned", 0)),
        )
        for event in events
    ]


def _behind(place: Cursor, column: str) -> Q:
    if place.at is None:
        return Q(**{f"{column}__isnull": False}) | Q(**{f"{column}__isnull": True, "id__gt": place.pk})
    return Q(**{f"{column}__gt": place.at}) | Q(**{column: place.at, "id__gt": place.pk})


def _in_front(place: Cursor, column: str) -> Q:
    if place.at is None:
        return Q(**{f"{column}__isnull": True, "id__lt": place.pk})
    earlier = Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__lt": place.at})
    return earlier | Q(**{column: place.at, "id__lt": place.pk})


def counts(lists: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """How many rows each list holds, none counted further than one above `COUNT_UP_TO`. One query.

    ⚡ The lists are compiled by the ORM and put side by side: a page with seven queues asks once, and with them for
    rows of other rooms.
    """
    parts: list[str] = []
    values: list[Any] = []
    for rows in lists.values():
        bounded = rows.order_by().select_related(None).values("pk")[: COUNT_UP_TO + 1]
        try:
            statement, parameters = bounded.query.sql_with_params()
        except EmptyResultSet:  # a condition that nothing can meet
            parts.append("0")
            continue
        parts.append(f"(select count(*) from ({statement}) some_rows)")  # noqa: S608  compiled by the ORM
        values.extend(parameters)
    if not parts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(parts)}", values)
        found = cursor.fetchone() or ()
    return dict(zip(lists, found, strict=True))
