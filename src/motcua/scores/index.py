# SPDX-License-Identifier: EUPL-1.2
"""The service index of a unit: each indicator with its formula, its numbers, what is missing, and which dossiers.

Windows are the statistical ones (15th to 14th), so the index counts the same dossiers as the reports. The portal
counts by calendar months; the name of the window stands beside every number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.utils import timezone

from motcua.law import service_index as law
from motcua.law.calendar_config import Confidence
from motcua.law.judging import Policy
from motcua.law.report_windows import Window
from motcua.law.service_index import Count, IndicatorRule
from motcua.organisations.models import Unit
from motcua.scores import ballots, publicity
from motcua.scores.ballots import NOTHING_SAID, Each, Said
from motcua.scores.indicators import COUNTED, OFFLINE, ONLINE, SOURCES, Known, Source, counts_of
from motcua.scores.publicity import Publicity
from motcua.statistics import By, Cell, M, Question, Row, ask

_WORST: Final = (Confidence.UNCERTAIN, Confidence.LIKELY, Confidence.VERIFIED)


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of one unit. `count` None: no data, `lacks` says why. `failing` are the figures whose dossiers
    fall short; `procedures` the procedures that do.
    """

    rule: IndicatorRule
    source: Source
    count: Count | None
    failing: tuple[tuple[Cell, int], ...] = ()
    procedures: tuple[tuple[str, str], ...] = ()

    @property
    def points(self) -> Fraction | None:
        """Points gained; None without data."""
        return law.points(self.rule, self.count) if self.count else None

    @property
    def missing(self) -> int | None:
        """How many more would reach the target."""
        return law.missing_to_target(self.rule, self.count) if self.count else None

    @property
    def sure(self) -> Confidence:
        """How sure points and way of counting are, the lesser of the two."""
        return next(one for one in _WORST if one in (self.rule.confidence, self.source.sure))

    def to_dict(self) -> dict[str, Any]:
        """The line as plain JSON; a missing number is null, never zero."""
        count = self.count
        return {
            "code": self.rule.code,
            "group": self.rule.group.value,
            "name": self.rule.name,
            "numerator": self.rule.numerator,
            "denominator": self.rule.denominator,
            "part": count.part if count else None,
            "whole": count.whole if count else None,
            "rate": _number(count.rate) if count else None,
            "target": _number(self.rule.target),
            "points": _number(self.points),
            "most": _number(self.rule.most),
            "missing": self.missing,
            "certainty": self.sure.value,
            "lacks": None if count else str(self.source.lacks),
            "failing": [
                {"measure": cell.measure.value, "count": number, "token": cell.to_token()}
                for cell, number in self.failing
            ],
        }


@dataclass(frozen=True, slots=True)
class UnitIndex:
    """The index of a unit and all below it. `mean_minutes`: mean working minutes of a dossier (indicator 2.2)."""

    unit_id: int
    unit_name: str
    window: Window
    as_of: dt.datetime
    lines: tuple[Line, ...]
    index: law.Index
    mean_minutes: int | None
    ballots: Said

    @property
    def scaled(self) -> Fraction | None:
        """Points of a hundred possible; None when nothing could be measured."""
        return self.index.scaled

    @property
    def band(self) -> str:
        """The band provinces commonly use, empty without points."""
        return "" if self.scaled is None else law.band(self.scaled)

    def to_dict(self) -> dict[str, Any]:
        """The index as plain JSON."""
        return {
            "unit": self.unit_id,
            "unit_name": self.unit_name,
            "formula": law.FORMULA,
            "policy": Policy.INDEX766.value,
            "window": {
                "label": self.window.label,
                "first": self.window.first.isoformat(),
                "last": self.window.last.isoformat(),
            },
            "as_of": self.as_of.isoformat(),
            "indicators": [line.to_dict() for line in self.lines],
            "total": _number(self.index.total) if self.index.possible else None,
            "possible": _number(self.index.possible),
            "missing": list(self.index.missing),
            "scaled": _number(self.scaled),
            "band": self.band or None,
            "mean_minutes": self.mean_minutes,
        }


def index_of(unit: Unit, window: Window, *, as_of: dt.datetime | None = None) -> UnitIndex:
    """The index of a unit with everything below it."""
    today = timezone.localdate()
    answer = ask(_question(unit.pk, window, as_of, (By.CHANNEL,)), COUNTED)
    said = ballots.said(unit, window.first, window.last, today).get("", NOTHING_SAID)
    levels = publicity.publicity(window.first, window.last, today)
    level = next(iter(publicity.levels_of([unit]).values()))
    known = _known(answer.rows, said, publicity.of_level(levels, level))
    return _made(unit.pk, unit.name, window, answer.as_of, as_of, known)


def indices_below(
    unit: Unit, window: Window, *, by: By = By.UNIT, as_of: dt.datetime | None = None
) -> list[UnitIndex]:
    """The indices of the units directly below (By.UNIT), or of every unit that itself settles (By.AGENCY).

    Best first, those without any data last. The number of queries does not depend on the number of units.
    """
    today = timezone.localdate()
    answer = ask(_question(unit.pk, window, as_of, (by, By.CHANNEL)), COUNTED)
    each = Each.CHILD if by is By.UNIT else Each.AGENCY
    said = ballots.said(unit, window.first, window.last, today, each)
    levels = publicity.publicity(window.first, window.last, today)
    rows: dict[int, list[Row]] = {}
    for row in answer.rows:
        rows.setdefault(int(row.keys[0].value), []).append(row)
    held = Unit.objects.filter(pk__in=rows).defer("search_key")
    level_of = publicity.levels_of(held)
    found = [
        _made(
            one.pk,
            one.name,
            window,
            answer.as_of,
            as_of,
            _known(
                rows[one.pk],
                said.get(str(one.pk), NOTHING_SAID),
                publicity.of_level(levels, level_of[one.pk]),
            ),
        )
        for one in held
    ]
    return sorted(found, key=lambda one: (-(one.scaled if one.scaled is not None else -1), one.unit_name))


def trend(
    unit: Unit, window: Window, *, as_of: dt.datetime | None = None
) -> list[tuple[str, Fraction | None]]:
    """The scaled total of each statistical month of a window. A month: its name `YYYY-MM`."""
    today = timezone.localdate()
    answer = ask(_question(unit.pk, window, as_of, (By.MONTH, By.CHANNEL)), COUNTED)
    said = ballots.said(unit, window.first, window.last, today, Each.MONTH)
    levels = publicity.publicity(window.first, window.last, today)
    level = next(iter(publicity.levels_of([unit]).values()))
    rows: dict[str, list[Row]] = {}
    for row in answer.rows:
        rows.setdefault(_month(str(row.keys[0].value)), []).append(row)
    return [
        (
            month,
            law.index(
                counts_of(
                    _known(rows[month], said.get(month, NOTHING_SAID), publicity.of_level(levels, level))
                )
            ).scaled,
        )
        for month in sorted(rows)
    ]


def _question(unit: int, window: Window, as_of: dt.datetime | None, by: tuple[By, ...]) -> Question:
    return Question(
        unit=unit, first=window.first, last=window.last, by=by, policy=Policy.INDEX766, as_of=as_of
    )


def _month(first_day: str) -> str:
    """The statistical month that begins on a 15th is named after the month it ends in."""
    begin = dt.date.fromisoformat(first_day[:10])
    following = begin.replace(day=1) + dt.timedelta(days=32)
    return f"{following:%Y-%m}"


def _known(rows: Iterable[Row], said: Said, shown: Publicity) -> Known:
    held = list(rows)
    figures = {measure: sum(row[measure] for row in held) for measure in COUNTED}
    online = sum(row[M.RECEIVED] for row in held if row.keys[-1].value == ONLINE)
    return Known(figures, online, said, shown)


def _made(
    unit: int, name: str, window: Window, as_of: dt.datetime, asked: dt.datetime | None, known: Known
) -> UnitIndex:
    counts = counts_of(known)
    plain = _question(unit, window, asked, ())
    lines = tuple(_line(rule, counts.get(rule.code), plain, known) for rule in law.RULES)
    timed = known[M.TIME_KNOWN]
    mean = known[M.MINUTES_TAKEN] // timed if timed else None
    return UnitIndex(unit, name, window, as_of, lines, law.index(counts), mean, known.said)


def _line(rule: IndicatorRule, count: Count | None, plain: Question, known: Known) -> Line:
    source = SOURCES[rule.code]
    if count is None:
        return Line(rule, source, None)
    failing = []
    for measure in source.failing:
        question, number = plain, known[measure]
        if source.offline:
            question = Question(
                unit=plain.unit,
                first=plain.first,
                last=plain.last,
                policy=plain.policy,
                as_of=plain.as_of,
                channels=OFFLINE,
            )
            number = known[M.RECEIVED] - known.online
        failing.append((Cell(question, (), measure), number))
    lacking = known.publicity.lacking if rule.code == "1.3" else ()
    return Line(rule, source, count, tuple(failing), lacking)


def _number(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), 4)
