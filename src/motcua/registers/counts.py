# SPDX-License-Identifier: EUPL-1.2
"""Figures of the registers. Each is asked for a unit, meaning it and everything below, and a year.

What a plan sets as a target binds to these: "ít nhất 3 sáng kiến", "100 % công chức được tập huấn".
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from motcua.law.roles import Role
from motcua.organisations.models import Position, Unit, in_force
from motcua.registers.models import (
    Attendance,
    Course,
    CourseState,
    Initiative,
    InitiativeState,
    Nonconformity,
    NonconformityState,
    PublicityItem,
)
from motcua.statistics.rights import whole_of
from motcua.statistics.share import Share


def _within(unit: Unit, place: str) -> Q:
    whole = whole_of(unit)
    return Q(**{place: whole}) | Q(**{f"{place}__ancestors__contains": [whole]})


def _recognised(unit: Unit) -> QuerySet[Initiative]:
    return Initiative.objects.filter(_within(unit, "proposer"), state=InitiativeState.RECOGNISED)


def _held(unit: Unit) -> QuerySet[Course]:
    return Course.objects.filter(_within(unit, "unit"), state=CourseState.HELD)


def _told_people(unit: Unit) -> QuerySet[PublicityItem]:
    return PublicityItem.objects.filter(_within(unit, "unit"))


def initiatives_recognised(unit: Unit, year: int) -> int:
    """Initiatives of the unit's officials recognised by a decision of the year."""
    return _recognised(unit).filter(decided_on__year=year).count()


def initiatives_by_day(unit: Unit, first: dt.date, last: dt.date) -> dict[dt.date, int]:
    """The same on each day that has any, by the day of the decision."""
    return _by_day(_recognised(unit), "decided_on", first, last)


def initiatives_by_unit(unit: Unit, year: int) -> dict[str, int]:
    """The same for each unit that has any, by name."""
    told = (
        _recognised(unit).filter(decided_on__year=year).values("proposer__name").annotate(number=Count("id"))
    )
    return dict(told.order_by("-number", "proposer__name").values_list("proposer__name", "number"))


def officials_trained(unit: Unit, year: int, today: dt.date) -> Share:
    """Officials of the unit who took part in a course held in the year, of all officials at its end, or today.

    Each is counted once. Whoever left meanwhile counts on neither side; accounts that only administer the system and
    postal staff are no officials of the unit.
    """
    day = min(today, dt.date(year, 12, 31))
    seats = Position.objects.filter(_within(unit, "unit"), in_force(day), person__is_active=True)
    seats = seats.exclude(role__in=[Role.SYSTEM_ADMIN, Role.POST_OFFICER])
    people = set(seats.values_list("person_id", flat=True))
    trained = set(
        Attendance.objects.filter(
            person_id__in=people, course__state=CourseState.HELD, course__first_day__year=year
        ).values_list("person_id", flat=True)
    )
    return Share(len(trained), len(people))


def courses_held(unit: Unit, year: int) -> int:
    """Courses the unit held in the year."""
    return _held(unit).filter(first_day__year=year).count()


def courses_by_day(unit: Unit, first: dt.date, last: dt.date) -> dict[dt.date, int]:
    """The same on each day that has any, by the first day of the course."""
    return _by_day(_held(unit), "first_day", first, last)


def publicity_items(unit: Unit, year: int) -> int:
    """How often people were told something in the year."""
    return _told_people(unit).filter(held_on__year=year).count()


def publicity_by_day(unit: Unit, first: dt.date, last: dt.date) -> dict[dt.date, int]:
    """The same on each day that has any."""
    return _by_day(_told_people(unit), "held_on", first, last)


def _by_day(rows: QuerySet[Any], day: str, first: dt.date, last: dt.date) -> dict[dt.date, int]:
    within = rows.filter(**{f"{day}__gte": first, f"{day}__lte": last}).order_by()
    return dict(within.values(day).annotate(number=Count("pk")).values_list(day, "number"))


def publicity_reach(unit: Unit, year: int) -> int | None:
    """How many that reached, as far as somebody counted; None when nobody did."""
    rows = _told_people(unit).filter(held_on__year=year, reach__isnull=False)
    reached: int | None = rows.aggregate(sum=Sum("reach"))["sum"]
    return reached


def nonconformities_settled(unit: Unit, year: int) -> Share:
    """Nonconformities found in the year whose corrective action was confirmed as effective, of all found."""
    rows = Nonconformity.objects.filter(_within(unit, "responsible"), found_on__year=year)
    return Share(rows.filter(state=NonconformityState.VERIFIED).count(), rows.count())
