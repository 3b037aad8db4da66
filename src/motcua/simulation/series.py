# SPDX-License-Identifier: EUPL-1.2
"""Numbers in the order of time: each dossier and letter gets the next of its series when its moment comes.

Lives are planned in the order of their arrival, but a letter may be written weeks later. So a life waits here until
the arrivals have passed the moments of all its numbers; then they are given, without gap or duplicate.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from heapq import heappop, heappush

from motcua.law.codes import MIN_ORDER_DIGITS, format_dossier_code
from motcua.law.rule_sets import rule_set_on
from motcua.organisations.models import Unit
from motcua.simulation.lives import Life

Key = tuple[int, str, str]
_DIGITS = MIN_ORDER_DIGITS
_PLAIN = 10**_DIGITS  # above this the law says whether there is room


class Series:
    """The counters of one place. `last` holds the last number given, by unit, series and period."""

    def __init__(self, last: dict[Key, int]) -> None:
        self.last = last
        self._queue: list[tuple[int, int, int, Key, Life]] = []
        self._order = 0
        self._days: dict[tuple[int, dt.date], tuple[Key, str]] = {}

    def code(self, unit: Unit, day: dt.date) -> str:
        """The code of the next dossier the unit takes on that day."""
        known = self._days.get((unit.pk, day))
        if known is None:
            first = str(format_dossier_code(rule_set_on(day).code_form.value, unit.agency_code, day, 1))
            known = self._days[unit.pk, day] = ((unit.pk, "dossier", day.isoformat()), first[:-_DIGITS])
        key, beginning = known
        number = self.last[key] = self.last.get(key, 0) + 1
        if number < _PLAIN:
            return f"{beginning}{number:0{_DIGITS}d}"
        return str(format_dossier_code(rule_set_on(day).code_form.value, unit.agency_code, day, number))

    def wait(self, life: Life) -> None:
        """Queue the numbers that the steps of a life will draw."""
        for index, step in enumerate(life.steps):
            if step.series is not None:
                unit, symbol, year = step.series
                self._order += 1
                heappush(self._queue, (step.at, self._order, index, (unit, symbol, str(year)), life))

    def given(self, until: int | None = None) -> Iterator[Life]:
        """Give all numbers due before `until` (None: all); the lives that wait for no more."""
        queue, last = self._queue, self.last
        while queue and (until is None or queue[0][0] < until):
            _, _, index, key, life = heappop(queue)
            life.numbers[index] = last[key] = last.get(key, 0) + 1
            life.waiting -= 1
            if not life.waiting:
                yield life
