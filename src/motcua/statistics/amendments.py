# SPDX-License-Identifier: EUPL-1.2
"""What the tables do not tell yet, or tell too well: dossiers whose spans a reader derives anew.

- Since the place in the log that the tables reach to, acts have happened: the *tail*. Its dossiers are derived from
  their events, so an answer is never older than the last act.
- A dossier with an act that was entered later than the moment asked for is derived from what was known then.

A reader leaves the rows of these dossiers out and puts the derived spans in. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection

from motcua.statistics.lives import NEVER, Span, Told, spans_of
from motcua.statistics.moments import once
from motcua.statistics.position import FiguresBehind, position
from motcua.statistics.reading import events_of
from motcua.statistics.window import Window

MOST = 20_000
EVENTS = 100_000
"""Dossiers with late entries, and events of the tail, that a reader goes through; beyond, it does not answer."""

# The order makes the database walk the log from the position on, whatever it believes about how much lies there.
_TOUCHED = """
select dossier_id from dossiers_event where (generation, transaction) >= (%s, %s)
order by generation, transaction, id limit %s
"""
_LATE = "select dossier_id from statistics_late where known > %s and effect <= %s limit %s"


@dataclass(frozen=True, slots=True)
class Amendment:
    """Rows of `dossiers` are left out, `spans` stand in their place. `later`: units of dossiers that later entries
    would change in the window, each dossier once."""

    dossiers: tuple[int, ...] = ()
    spans: tuple[Span, ...] = ()
    later: tuple[frozenset[int], ...] = ()


@dataclass(slots=True)
class Lateness:
    """The earliest minute that a late entry is about, and when the last of them was entered; NEVER and 0: none."""

    effect: int = NEVER
    known: int = 0

    @property
    def any(self) -> bool:
        return self.effect < NEVER


def lateness_of(events: Iterable[Told]) -> Lateness:
    """Which of the events were written down later than what they tell happened."""
    late, known, received = Lateness(), 0, NEVER
    for event in events:
        known = max(known, event.known)
        effect = event.at if event.received is None else min(event.at, event.received)
        if event.received is not None:
            received = min(received, effect)
        if event.paid_online is not None:
            effect = min(effect, received)  # told of the reception
        if known > effect:
            late.effect, late.known = min(late.effect, effect), max(late.known, known)
    return late


def known_of(events: Iterable[Told], minute: int) -> list[Told]:
    """What was known of a life: its events up to the first that was entered after `minute`.

    An act that was entered before one that precedes it in the log is known with that one, never without it.
    """
    known = []
    for event in events:
        if event.known > minute:
            break
        known.append(event)
    return known


@dataclass(slots=True)
class _Making:
    spans: list[Span] = field(default_factory=list)
    later: list[frozenset[int]] = field(default_factory=list)


def amendment_of(window: Window) -> Amendment:
    """What has to be derived for an answer. Two queries, one more where there is anything. Raises `FiguresBehind`."""
    return once(("amendment", window.known, window.end), lambda: _amendment_of(window))


def _amendment_of(window: Window) -> Amendment:
    ids = sorted(_ids(_TOUCHED, [*position()], EVENTS) | _ids(_LATE, [window.known, window.end], MOST))
    if not ids:
        return Amendment()
    made = _Making()
    for dossier_id, events in events_of("e.dossier_id = any(%s)", [ids]):
        made.spans += spans_of(dossier_id, known_of(events, window.known))
        late = lateness_of(events)
        if late.known > window.known and late.effect <= window.end:
            made.later.append(frozenset(span.unit_id for span in spans_of(dossier_id, events)))
    return Amendment(tuple(ids), tuple(made.spans), tuple(made.later))


def _ids(sql: str, parameters: Sequence[int], most: int) -> set[int]:
    """Dossiers found in `most` rows. Raises `FiguresBehind` when there are more rows."""
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, most + 1])
        rows = cursor.fetchall()
    if len(rows) > most:
        raise FiguresBehind
    return {pk for (pk,) in rows}
