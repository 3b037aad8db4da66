# SPDX-License-Identifier: EUPL-1.2
"""Find what breaks the rules, for units and a period. Count and list come from the same rows."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from motcua.conformance.checks import CHECKS, Check
from motcua.conformance.keeping import parameters, tail
from motcua.conformance.models import Answer
from motcua.conformance.statements import ACTED, INSIDE, OF_DOSSIERS, OF_PEOPLE
from motcua.dossiers.models import Dossier
from motcua.evaluations.watching import bursts
from motcua.law.clock import VIETNAM
from motcua.organisations.models import Position, Unit

MOST = 5000
"""Findings of one check that are read; above, the period is too long to look at one by one."""

_Row = tuple[Any, ...]
"""Dossier, sequence, moment, unit, person, facts."""

_Parts = tuple[str, list[tuple[Check, str]]]
"""What `acted` is, empty where it is not asked, and the statements of checks."""


@dataclass(frozen=True, slots=True)
class Span:
    """What is watched: a unit with everything below it, from one local day to another, both included."""

    unit: int
    first: dt.date
    last: dt.date

    @property
    def begin(self) -> dt.datetime:
        """The first moment."""
        return dt.datetime.combine(self.first, dt.time(), VIETNAM)

    @property
    def end(self) -> dt.datetime:
        """The first moment after it."""
        return dt.datetime.combine(self.last + dt.timedelta(days=1), dt.time(), VIETNAM)


@dataclass(frozen=True, slots=True)
class Finding:
    """One event that broke one rule. `person_id` did it (None: nobody in particular)."""

    check: str
    dossier_id: int
    sequence: int
    at: dt.datetime
    unit_id: int | None
    person_id: int | None
    facts: dict[str, Any]

    @property
    def key(self) -> tuple[str, int, int]:
        """What an answer names it by."""
        return self.check, self.dossier_id, self.sequence


@dataclass(frozen=True, slots=True)
class Watched:
    """What one check found, the latest first. `whole`: false when there was more than is read."""

    check: Check
    findings: tuple[Finding, ...]
    whole: bool = True

    def __len__(self) -> int:
        return len(self.findings)

    def by_unit(self) -> Counter[int]:
        """How many of each unit."""
        return Counter(finding.unit_id for finding in self.findings if finding.unit_id is not None)


def watch(span: Span, now: dt.datetime, checks: Iterable[Check] = CHECKS) -> list[Watched]:
    """What the checks find.

    ⚡ What is about events is read from what is kept of them, and worked out only for dossiers with newer events (for
    all where nothing is kept: then the events of the period are read once for all checks). Never the whole log.
    """
    asked = list(checks)
    units = _units(span.unit)
    rows: dict[str, list[_Row]] = {}
    about_events = [check for check in asked if check.acts]
    standing = [(check, check.waiting) for check in asked if check.waiting]
    standing += [(one, one.sql) for one in asked if one.standing and span.begin <= now < span.end]
    behind = tail() if about_events else []
    if behind is None:
        people = Position.objects.filter(unit__in=units).order_by().values_list("person_id", flat=True)
        acted, found = _found(about_events, OF_PEOPLE)
        _read(rows, (acted, found + standing), span, now, units, people=list(people.distinct()))
    else:
        kept = [(check, check.kept.format(check=check.code)) for check in about_events]
        _read(rows, ("", kept + standing), span, now, units, dossiers=behind)
        if behind:
            _read(
                rows, _found(about_events, f"{OF_DOSSIERS} and {INSIDE}"), span, now, units, dossiers=behind
            )
    if any(not check.sql for check in asked):
        rows |= {check.code: _same_device(span, set(units)) for check in asked if not check.sql}
    return [_watched(check, _latest(rows.get(check.code, [])), now) for check in asked]


def finding_of(check: Check, dossier: Dossier, sequence: int, now: dt.datetime) -> Finding | None:
    """The finding of one rule about one event of a dossier; None when there is none, or none any more."""
    event = dossier.events.filter(sequence=sequence).first()
    day = timezone.localdate(event.at if event and not check.standing else now)
    unit = event.unit_id if event and event.unit_id and not check.standing else dossier.holder_unit_id
    (watched,) = watch(Span(unit, day, day), now, [check])
    return next((one for one in watched.findings if one.key == (check.code, dossier.pk, sequence)), None)


def _watched(check: Check, rows: Sequence[_Row], now: dt.datetime) -> Watched:
    found = []
    for dossier, sequence, at, unit, person, facts in rows[:MOST]:
        if check.judge is not None:
            more = check.judge(at, facts, now)
            if more is None:
                continue
            facts = {**facts, **more}
        found.append(Finding(check.code, dossier, sequence, at, unit, person, facts))
    return Watched(check, tuple(found), whole=len(rows) <= MOST)


def _found(checks: Sequence[Check], where: str) -> _Parts:
    """The statements of checks over the events that `where` finds."""
    return ACTED.format(where=where), [(check, check.sql) for check in checks]


def _read(
    rows: dict[str, list[_Row]],
    parts: _Parts,
    span: Span,
    now: dt.datetime,
    units: Sequence[int],
    **more: Any,
) -> None:
    """Add what the statements find, the latest of each check, one more than is told at most. One statement."""
    acted, wanted = parts
    if not wanted:
        return
    named = {"units": list(units), "begin": span.begin, "end": span.end, "now": now, "most": MOST + 1}
    together = " union all ".join(
        f"(select '{check.code}', found.* from ({sql}) found order by 4 desc, 2, 3 limit %(most)s)"  # noqa: S608  a statement of our own
        for check, sql in wanted
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{acted} {together}", parameters([check for check, _ in wanted], **named, **more))
        for code, *row, facts in cursor.fetchall():
            told = json.loads(facts) if isinstance(facts, str) else facts
            rows.setdefault(code, []).append((*row, told))


def _latest(rows: list[_Row]) -> list[_Row]:
    """The latest first, whatever they came from."""
    return sorted(rows, key=lambda row: (-row[2].timestamp(), row[0], row[1]))


def _same_device(span: Span, units: set[int]) -> list[_Row]:
    """One row for each ballot of a run; it is about the last event of the dossier, because a ballot is none."""
    runs = [run for run in bursts(span.begin, span.end) if run.unit_id in units]
    rows = [
        (dossier, 0, run.last_at, run.unit_id, None, {"ballots": len(run.dossier_ids)})
        for run in runs
        for dossier in run.dossier_ids
    ]
    return sorted(rows, key=lambda row: (row[2], row[0]), reverse=True)


def _units(unit: int) -> list[int]:
    return list(
        Unit.objects.filter(Q(pk=unit) | Q(ancestors__contains=[unit]))
        .order_by()
        .values_list("pk", flat=True)
    )


def answers_to(findings: Sequence[Finding]) -> dict[tuple[str, int, int], list[Answer]]:
    """What was said to each of these findings, in order. One query."""
    if not findings:
        return {}
    codes = {finding.check for finding in findings}
    rows = Answer.objects.filter(
        check_code__in=codes, dossier_id__in={finding.dossier_id for finding in findings}
    )
    found: dict[tuple[str, int, int], list[Answer]] = {}
    for answer in rows.order_by("at", "id"):
        found.setdefault((answer.check_code, answer.dossier_id, answer.sequence), []).append(answer)
    return found
