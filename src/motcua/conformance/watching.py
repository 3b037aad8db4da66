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
from motcua.conformance.models import Answer
from motcua.conformance.statements import ACTED
from motcua.dossiers.models import Dossier
from motcua.evaluations.watching import bursts
from motcua.law.clock import VIETNAM
from motcua.law.separation import SEPARATION_RULES
from motcua.law.transitions import Act
from motcua.organisations.models import Position, Unit

MOST = 5000
"""Findings of one check that are read; above, the period is too long to look at one by one."""

_Row = tuple[Any, ...]
"""Dossier, sequence, moment, unit, person, facts."""

_CLOCK_ACTS = (
    *(Act.RECEIVE, Act.TAKE_IN, Act.SUPPLEMENT, Act.CONFIRM_PAYMENT, Act.RESUME, Act.REJECT_WITHDRAWAL),
    *(Act.APOLOGISE, Act.RECALCULATE_DUE),
)
"""The acts that may move a due date, each by a rule of the law."""


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
    """What the checks find. ⚡ One statement for all of them, so that the events of the period are read once; one for
    ballots, two for who works where. Never the whole log.
    """
    asked = list(checks)
    units = _units(span.unit)
    people = list(
        Position.objects.filter(unit__in=units).order_by().values_list("person_id", flat=True).distinct()
    )
    stated = [check for check in asked if check.sql and (not check.standing or span.begin <= now < span.end)]
    rows = _rows(stated, span, now, units, people) if stated else {}
    if any(not check.sql for check in asked):
        rows |= {check.code: _same_device(span, set(units)) for check in asked if not check.sql}
    return [_watched(check, rows.get(check.code, []), now) for check in asked]


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


def _rows(
    checks: Sequence[Check], span: Span, now: dt.datetime, units: Sequence[int], people: Sequence[int]
) -> dict[str, list[_Row]]:
    rules = [
        (one.rule.value, one.later.value, earlier.value)
        for one in SEPARATION_RULES.values()
        if one.later is not None
        for earlier in sorted(one.earlier)
    ]
    values: dict[str, Any] = {
        "units": list(units),
        "people": list(people),
        "begin": span.begin,
        "end": span.end,
        "now": now,
        "acts": sorted({act.value for check in checks for act in check.acts}),
        "clock_acts": [act.value for act in _CLOCK_ACTS],
        "rules": [rule for rule, _, _ in rules],
        "laters": [later for _, later, _ in rules],
        "earliers": [earlier for _, _, earlier in rules],
        "most": MOST + 1,
    }
    parts = " union all ".join(
        f"(select '{check.code}', found.* from ({check.sql}) found order by 4 desc, 2, 3 limit %(most)s)"  # noqa: S608
        for check in checks
    )
    acted = ACTED if any(check.acts for check in checks) else ""
    found: dict[str, list[_Row]] = {}
    with connection.cursor() as cursor:
        cursor.execute(f"{acted} {parts}", values)
        for code, *row, facts in cursor.fetchall():
            told = json.loads(facts) if isinstance(facts, str) else facts
            found.setdefault(code, []).append((*row, told))
    return found


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
