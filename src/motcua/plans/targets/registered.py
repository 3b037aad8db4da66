# SPDX-License-Identifier: EUPL-1.2
"""What inspections and registers count: for the unit of the plan and a whole year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Final, Protocol

from django.utils import timezone

from motcua.inspections import coverage
from motcua.organisations.models import Unit
from motcua.plans.targets.evaluating import NOTHING, Standing
from motcua.plans.targets.reaching import Tally
from motcua.plans.targets.resolving import Resolved
from motcua.plans.targets.values import SPANS_OF_YEARS, Scope
from motcua.registers import counts


class _Part(Protocol):
    @property
    def part(self) -> int: ...
    @property
    def whole(self) -> int: ...


_SHARES: Final[dict[str, Callable[[Unit, int], _Part]]] = {
    "inspected": lambda unit, year: coverage.inspected_share(unit, year, timezone.localdate()),
    "findings_settled": coverage.findings_settled,
    "trained": lambda unit, year: counts.officials_trained(unit, year, timezone.localdate()),
    "nonconformities_settled": counts.nonconformities_settled,
}
_COUNTS: Final[dict[str, Callable[[Unit, int], int]]] = {
    "initiatives": counts.initiatives_recognised,
    "courses": counts.courses_held,
    "publicity": counts.publicity_items,
}
_DAYS: Final[dict[str, Callable[[Unit, dt.date, dt.date], dict[dt.date, int]]]] = {
    "initiatives": counts.initiatives_by_day,
    "courses": counts.courses_by_day,
    "publicity": counts.publicity_by_day,
}


def counted_by_day(code: str, unit: Unit, first: dt.date, last: dt.date) -> dict[dt.date, int]:
    """How many of a count were entered for each day that has any. One query."""
    return _DAYS[code](unit, first, last)


def from_registers(empty: Standing, told: Resolved) -> Standing:
    """The figure of the year in which the period ends, as it is now."""
    expression, measure = empty.expression, empty.measure
    narrowed = expression.fields or expression.procedures or expression.channel or expression.scope != Scope()
    if measure is None or narrowed or expression.period.span not in SPANS_OF_YEARS:
        return replace(empty, lacks=NOTHING["only_years"])
    year = empty.whole_period.last.year
    if measure.code in _COUNTS:
        number = Fraction(_COUNTS[measure.code](told.home, year))
        return replace(empty, tally=Tally(number, Fraction(0)), number=number)
    share = _SHARES[measure.code](told.home, year)
    if not share.whole:
        return replace(empty, lacks=NOTHING["nothing_registered"])
    tally = Tally(Fraction(share.part), Fraction(share.whole))
    return replace(empty, tally=tally, number=tally.value(measure.kind, expression.wanted.unit))
