# SPDX-License-Identifier: EUPL-1.2
"""A new edition of a calendar and the open dossiers: which due dates would move, and the batch that moves them.

The batch performs one act per dossier, remembers how far it came, and may be stopped and begun again at any moment:
the key of an act is the edition and the dossier, so nothing moves twice.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from motcua.dossiers import clock
from motcua.dossiers.acts.recounting import recalculate_due
from motcua.dossiers.errors import Busy, DossierError, WrongState
from motcua.dossiers.models import Dossier
from motcua.dossiers.performing import Call
from motcua.law.time_errors import TimeLawError
from motcua.law.working_time import Calendar
from motcua.organisations.actors import SYSTEM
from motcua.organisations.editions import family, note_progress, unfinished
from motcua.organisations.models import CalendarEdition, Unit

_log = logging.getLogger(__name__)

LOOKED_AT_MOST = 10_000
"""Dossiers whose date a preview derives; beyond, it says that there are more."""

SHOWN_AT_MOST = 200
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Moved:
    """One dossier whose due date would move."""

    code: str
    applicant_name: str
    before: dt.datetime
    after: dt.datetime

    @property
    def later(self) -> bool:
        """Whether the citizen would wait longer."""
        return self.after > self.before


@dataclass(slots=True)
class Preview:
    """What an edition would do. `open`: open dossiers, up to a bound; `more`: not all that may move were seen."""

    open: int = 0
    later: int = 0
    earlier: int = 0
    more: bool = False
    moved: list[Moved] = field(default_factory=list)


def preview(
    units: Iterable[int], base: str, calendar: Calendar, now: dt.datetime, since: dt.date | None = None
) -> Preview:
    """Which due dates would move if these units counted by `calendar` instead of `base`. Changes nothing.

    `since`: the first day that differs; a dossier due before it is not looked at, because its date cannot move.
    """
    rows = _open(units, base)
    found = Preview(open=rows.order_by()[: LOOKED_AT_MOST + 1].count())
    if since is not None and since < dt.date.max:
        rows = rows.filter(due_original__gte=timezone.make_aware(dt.datetime.combine(since, dt.time.min)))
    elif since is not None:
        return found
    for looked, dossier in enumerate(_walk(rows, 0)):
        if looked == LOOKED_AT_MOST:
            found.more = True
            break
        if (moved := _moved(dossier, calendar, now)) is not None:
            found.later += moved.later
            found.earlier += not moved.later
            if len(found.moved) < SHOWN_AT_MOST:
                found.moved.append(moved)
    return found


def recount(edition: CalendarEdition, seconds: float) -> bool:
    """Let the open dossiers follow an edition, for about so many seconds; whether all of them have.

    A dossier that somebody else is working on at this moment is met again in the next round, and so is one that the
    edition cannot count: it holds up none of the others.
    """
    ends, skipped, moved, upto = time.monotonic() + seconds, False, 0, edition.recounted_upto
    for dossier in _walk(_waiting(edition), edition.recounted_upto):
        if time.monotonic() > ends:
            note_progress(edition.pk, upto, moved, None)
            return False
        try:
            done = recalculate_due(
                SYSTEM, dossier.code, edition, Call(key=f"recount:{edition.code}:{dossier.pk}")
            )
        except WrongState:
            pass  # it ended meanwhile, and an ended dossier keeps its calendar
        except (DossierError, TimeLawError) as refused:
            skipped = True
            if not isinstance(refused, Busy):
                _log.warning("%s: %s: %s", edition.code, dossier.code, refused.code)
        else:
            moved += not done.repeated and "later" in done.event.data
        if not skipped:
            upto = dossier.pk
    note_progress(edition.pk, upto, moved, None if skipped else timezone.now())
    return not skipped


def go_on(seconds: float) -> list[CalendarEdition]:
    """Let open dossiers follow every edition they wait for, the oldest first, for about so many seconds in all.

    Returns the editions it worked on, as they stand then. What is left is for the next round.
    """
    ends, met = time.monotonic() + seconds, []
    for edition in unfinished():
        rest = ends - time.monotonic()
        if rest <= 0:
            break
        recount(edition, rest)
        edition.refresh_from_db()
        met.append(edition)
    return met


def left(edition: CalendarEdition) -> int:
    """How many open dossiers still wait for an edition, exact up to a thousand."""
    return _waiting(edition)[:1000].count()


def _waiting(edition: CalendarEdition) -> QuerySet[Dossier]:
    units = Unit.objects.filter(calendar_code=edition.code).values("pk")
    return _open(units, edition.replaces).exclude(calendar_code=edition.code) | _open(
        units, edition.base
    ).exclude(calendar_code=edition.code)


def _open(units: Any, base: str) -> QuerySet[Dossier]:
    condition: Q = family(base)
    return Dossier.objects.filter(condition, receiving_unit__in=units, ended_at__isnull=True)


def _walk(rows: QuerySet[Dossier], after: int) -> Iterator[Dossier]:
    """By id, some hundred at a time, with their intervals."""
    while True:
        chunk = list(rows.filter(pk__gt=after).order_by("id").prefetch_related("intervals")[:_AT_ONCE])
        yield from chunk
        if len(chunk) < _AT_ONCE:
            return
        after = chunk[-1].pk


def _moved(dossier: Dossier, calendar: Calendar, now: dt.datetime) -> Moved | None:
    if dossier.due_original is None or dossier.due_current is None or dossier.paused_since is not None:
        return None
    intervals = sorted(dossier.intervals.all(), key=lambda one: one.started_at)
    derived = clock.derive(dossier, intervals, until=now, calendar=calendar).due_at
    after = max(derived, dossier.due_current) if dossier.reappointed_at else derived
    if after == dossier.due_current:
        return None
    return Moved(dossier.code, dossier.applicant_name, dossier.due_current, after)
