# SPDX-License-Identifier: EUPL-1.2
"""Guarded reads of who looked: by the person whose dossier it is, and by those who control."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import TruncHour

from motcua.accesses.models import Access, Ground, What
from motcua.dossiers.models import Dossier
from motcua.law.clock import VIETNAM
from motcua.law.codes import tidy_code
from motcua.law.roles import ROLE_NAMES, Role
from motcua.organisations.actors import Actor
from motcua.organisations.queries import unit_names

CONTROL_ROLES = (Role.CONTROL_OFFICER, Role.INSPECTOR)
"""Who controls how officials look at dossiers."""

VISIT_GAP = dt.timedelta(minutes=30)
"""Looks of one official closer together than this are told as one visit."""

MANY_AN_HOUR = 60
"""From so many different dossiers within one hour on, looking is unusual."""

_TOLD_AT_MOST = 500


@dataclass(frozen=True, slots=True)
class Visit:
    """An official looked: told to the person whose dossier it is, by unit and role, without a name."""

    began: dt.datetime
    ended: dt.datetime
    unit: str
    role: str
    what: tuple[str, ...]
    ground: str
    reason: str


@dataclass(frozen=True, slots=True)
class Burst:
    """One official looked at many different dossiers within one hour."""

    person_id: int
    person_name: str
    hour: dt.datetime
    dossiers: int
    looks: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a control officer searches: empty fields ask nothing. Days are civil days, both included."""

    code: str = ""
    name: str = ""
    person_id: int | None = None
    what: str = ""
    ground: str = ""
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    unusual: bool = False


def visits_of(dossier: Dossier) -> list[Visit]:
    """Who looked at this dossier, the latest first, up to five hundred looks back. Two queries.

    For the holder of the receipt; the caller has checked the secret.
    """
    looks = list(Access.objects.filter(dossier=dossier).order_by("-id")[:_TOLD_AT_MOST])
    looks.reverse()
    units = unit_names({look.unit_id for look in looks if look.unit_id is not None})
    runs: list[list[Access]] = []
    latest: dict[tuple[object, ...], list[Access]] = {}
    for look in looks:
        who = (look.person_id, look.unit_id, look.role, look.ground, look.reason)
        run = latest.get(who)
        if run is None or look.at - run[-1].at > VISIT_GAP:
            run = []
            runs.append(run)
            latest[who] = run
        run.append(look)
    return [_visit(run, units) for run in reversed(runs)]


def _visit(run: list[Access], units: dict[int, str]) -> Visit:
    first = run[0]
    return Visit(
        began=first.at,
        ended=run[-1].at,
        unit=units.get(first.unit_id or 0, ""),
        role=ROLE_NAMES[Role(first.role)] if first.role else "",
        what=tuple(dict.fromkeys(str(What(look.what).label) for look in run)),
        ground=str(Ground(first.ground).label),
        reason=first.reason,
    )


def under_control_of(actor: Actor) -> QuerySet[Access]:
    """Looks by officials of the units an actor controls, and looks at dossiers those units settle."""
    units = list(frozenset().union(*(seat.covers for seat in actor.seats if seat.role in CONTROL_ROLES)))
    return Access.objects.filter(Q(unit_id__in=units) | Q(competent_unit_id__in=units))


def search(actor: Actor, wanted: Wanted, *, before: int | None = None) -> QuerySet[Access]:
    """The looks asked for, latest first; `before` goes on behind the row with this id."""
    found = under_control_of(actor).filter(_asked(wanted))
    if before is not None:
        found = found.filter(pk__lt=before)
    return found.select_related("dossier").order_by("-id")


def _asked(wanted: Wanted) -> Q:
    asked = Q()
    if wanted.code:
        asked &= Q(dossier__code=tidy_code(wanted.code))
    if wanted.name:
        asked &= Q(person_name__icontains=wanted.name)
    for field in ("person_id", "what", "ground"):
        if value := getattr(wanted, field):
            asked &= Q(**{field: value})
    if wanted.first_day:
        asked &= Q(at__gte=_midnight(wanted.first_day))
    if wanted.last_day:
        asked &= Q(at__lt=_midnight(wanted.last_day + dt.timedelta(days=1)))
    return asked & (_UNUSUAL if wanted.unusual else Q())


_UNUSUAL = Q(outside_hours=True) | Q(ground=Ground.REASON)


def bursts(actor: Actor, first_day: dt.date, last_day: dt.date, *, many: int = MANY_AN_HOUR) -> list[Burst]:
    """Hours in which one official looked at `many` different dossiers or more, the worst first, fifty at most."""
    rows = (
        under_control_of(actor)
        .filter(at__gte=_midnight(first_day), at__lt=_midnight(last_day + dt.timedelta(days=1)))
        .annotate(hour=TruncHour("at"))
        .values("person_id", "hour")
        .annotate(dossiers=Count("dossier_id", distinct=True), looks=Count("id"), name=Max("person_name"))
        .filter(dossiers__gte=many)
        .order_by("-dossiers", "person_id", "hour")[:50]
    )
    return [Burst(row["person_id"], row["name"], row["hour"], row["dossiers"], row["looks"]) for row in rows]


def units_named(looks: Iterable[Access]) -> dict[int, str]:
    """Names of the units in a list of looks. One query."""
    return unit_names({look.unit_id for look in looks if look.unit_id is not None})


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), VIETNAM)
