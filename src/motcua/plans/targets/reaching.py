# SPDX-License-Identifier: EUPL-1.2
"""What is still possible: the best that can come of a number, what is missing, and at what pace it can be made up.

Exact arithmetic on counts; nothing here guesses. What has to be guessed, how many dossiers will still come, is an
argument and is named wherever a result is shown.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from motcua.plans.targets.measures import MINUTES, Coming, Kind, Measure
from motcua.plans.targets.values import Op, Wanted


@dataclass(frozen=True, slots=True)
class Tally:
    """`part` of `whole`; of a count only the part, of a mean the sum of minutes and how many they are of."""

    part: Fraction
    whole: Fraction

    def value(self, kind: Kind, unit: str) -> Fraction | None:
        """The number in the unit it is told in; None when there is nothing to divide by."""
        match kind:
            case Kind.COUNT | Kind.POINTS:
                return self.part
            case Kind.SHARE:
                return 100 * self.part / self.whole if self.whole else None
        return self.part / self.whole / MINUTES.get(unit, 1) if self.whole else None


@dataclass(frozen=True, slots=True)
class Best:
    """The best that can come of it. `certain`: no number of further dossiers could change the verdict."""

    tally: Tally
    reachable: bool
    certain: bool


def best_of(measure: Measure, wanted: Wanted, now: Tally, room: Fraction, *, over: bool) -> Best | None:
    """What the number will be if everything that still comes, at most `room` dossiers, goes well.

    None where no bound holds: what stands at a moment can always change. `over`: the last day is behind us.
    """
    if measure.coming is Coming.STANDING and not over:
        return None
    left = Fraction(0) if over else room
    best = _with(measure, wanted, now, left)
    value = best.value(measure.kind, wanted.unit)
    reachable = value is None or wanted.reached_by(value)
    certain = not reachable and (over or _hopeless(measure, wanted, now))
    return Best(best, reachable, certain)


def _with(measure: Measure, wanted: Wanted, now: Tally, room: Fraction) -> Tally:
    if measure.kind is Kind.COUNT:
        return Tally(now.part + (room if wanted.upwards else 0), now.whole)
    gained = room if wanted.upwards and measure.kind is Kind.SHARE else Fraction(0)
    return Tally(now.part + gained, now.whole + room)


def _hopeless(measure: Measure, wanted: Wanted, now: Tally) -> bool:
    """Whether it could not be reached with any number of further dossiers."""
    if measure.kind is Kind.COUNT:
        return not wanted.upwards
    if measure.kind is not Kind.SHARE:
        return False
    if wanted.upwards:
        return wanted.value == 100 and now.part < now.whole and wanted.op is not Op.MORE
    return wanted.value == 0 and now.part > 0


@dataclass(frozen=True, slots=True)
class Missing:
    """What has to happen until the last day, if `coming` more dossiers are counted.

    `good`: how many of them must go well (0: it is safe whatever they do); `bad`: how many may fail (None: it cannot
    be reached with so few). `in_a_row`: how many without a single failure would reach it at once, whatever comes;
    None where no number does. `pace`: of `good`, for each working day left.
    """

    coming: int
    good: int
    bad: int | None
    in_a_row: int | None
    pace: float | None


def missing(measure: Measure, wanted: Wanted, now: Tally, coming: int, days: int) -> Missing | None:
    """What is missing to a share or a count. `days`: working days left. None for other numbers."""
    if measure.kind is Kind.COUNT:
        return _missing_count(wanted, now, coming, days)
    if measure.kind is not Kind.SHARE or measure.coming is Coming.STANDING:
        return None
    share = Fraction(wanted.value) / 100
    whole = now.whole + coming
    if wanted.upwards:
        good = _least(share * whole - now.part, strict=wanted.op is Op.MORE)
        bad = coming - good if good <= coming else None
    else:
        most = _most(share * whole - now.part, strict=wanted.op is Op.LESS)
        bad = most if most >= 0 else None
        good = coming - min(most, coming) if most >= 0 else coming + 1
    row = _in_a_row(share, wanted, now)
    return Missing(coming, max(0, good), None if bad is None else min(bad, coming), row, _pace(good, days))


def _missing_count(wanted: Wanted, now: Tally, coming: int, days: int) -> Missing:
    left = Fraction(wanted.value) - now.part
    if wanted.upwards:
        good = _least(left, strict=wanted.op is Op.MORE)
        return Missing(coming, max(0, good), None, max(0, good), _pace(good, days))
    most = _most(left, strict=wanted.op is Op.LESS)
    return Missing(coming, 0, most if most >= 0 else None, None, None)


def _in_a_row(share: Fraction, wanted: Wanted, now: Tally) -> int | None:
    """The smallest k with (part + k) / (whole + k) as wanted; for shares to be kept down, with part / (whole + k)."""
    if wanted.upwards:
        if share == 1:
            return 0 if now.part == now.whole and wanted.op is not Op.MORE else None
        return max(0, _least((share * now.whole - now.part) / (1 - share), strict=wanted.op is Op.MORE))
    if share == 0:
        return 0 if now.part == 0 and wanted.op is not Op.LESS else None
    return max(0, _least(now.part / share - now.whole, strict=wanted.op is Op.LESS))


def _least(number: Fraction, *, strict: bool) -> int:
    return math.floor(number) + 1 if strict else math.ceil(number)


def _most(number: Fraction, *, strict: bool) -> int:
    return math.ceil(number) - 1 if strict else math.floor(number)


def _pace(good: int, days: int) -> float | None:
    return max(0, good) / days if days > 0 else None
