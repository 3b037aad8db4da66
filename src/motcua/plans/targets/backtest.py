# SPDX-License-Identifier: EUPL-1.2
"""Forecasts held against what happened: made on many past days from what was known then, judged by the last day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import numpy as np

from motcua.plans.targets.forecasting import Series, share_until, volume_until
from motcua.plans.targets.measures import MEASURE
from motcua.plans.targets.periods import Days
from motcua.plans.targets.reaching import Tally, best_of
from motcua.plans.targets.values import Op, Wanted

PASSED: Final = (0.25, 0.5, 0.75)
"""Parts of a period that are behind on the days forecasts are made."""
LEAST: Final = 40
"""Dossiers a period needs to be judged by."""
WANTED: Final = (90, 95, 98)


@dataclass(frozen=True, slots=True)
class Case:
    """One forecast and what became of it, in percent. `false`: how often it was wrongly said to be out of reach."""

    passed: float
    expected: float
    low: float
    high: float
    truth: float
    naive: float
    coming: float
    came: float
    alarms: int
    false: int
    chances: tuple[tuple[float, bool], ...]


def cases_of(series: Series, periods: Iterable[Days]) -> Iterator[Case]:
    """Forecasts for the last day of each period, made on days inside it from what was known by then."""
    for period in periods:
        begin, end = series.place(period.first), series.place(period.last) + 1
        if begin < 0 or end > series.whole.size or series.whole[begin:end].sum() < LEAST:
            continue
        truth = _percent(series, begin, end)
        for passed in PASSED:
            day = period.first + dt.timedelta(days=round(passed * (end - begin)) - 1)
            made = _case(series.until(day), series, period, day, passed, truth)
            if made is not None:
                yield made


def _case(
    known: Series, series: Series, period: Days, day: dt.date, passed: float, truth: float
) -> Case | None:
    begin, now = series.place(period.first), series.place(day) + 1
    part, whole = float(known.part[begin:now].sum()), float(known.whole[begin:now].sum())
    forecast = share_until(known, (part, whole), period.last, 95, upwards=True)
    volume = volume_until(known, period.last)
    if forecast is None or volume is None or not whole:
        return None
    alarms, false = _alarms(part, whole, volume.high, truth)
    chances = []
    for wanted in WANTED:
        told = share_until(known, (part, whole), period.last, wanted, upwards=True)
        if told is not None:
            chances.append((told.chance, truth >= wanted))
    return Case(
        passed=passed,
        expected=forecast.expected,
        low=forecast.low,
        high=forecast.high,
        truth=truth,
        naive=100 * part / whole,
        coming=volume.mean,
        came=float(series.whole[now : series.place(period.last) + 1].sum()),
        alarms=alarms,
        false=false,
        chances=tuple(chances),
    )


def _alarms(part: float, whole: float, room: float, truth: float) -> tuple[int, int]:
    """How many of the wanted numbers were said to be out of reach, and how many of these were reached after all."""
    now = Tally(Fraction(int(part)), Fraction(int(whole)))
    alarms = false = 0
    for wanted in WANTED:
        best = best_of(
            MEASURE["in_time"],
            Wanted(Op.AT_LEAST, Decimal(wanted), "%"),
            now,
            Fraction(round(room)),
            over=False,
        )
        if best is not None and not best.reachable:
            alarms += 1
            false += truth >= wanted
    return alarms, false


def _percent(series: Series, begin: int, end: int) -> float:
    return float(100 * series.part[begin:end].sum() / series.whole[begin:end].sum())


def summary_of(cases: Sequence[Case]) -> dict[str, Any]:
    """How good the forecasts were: share of truths inside the band, mean errors, wrong alarms."""
    if not cases:
        return {"cases": 0}
    told = {"cases": len(cases), **_figures(cases)}
    told["by_part_passed"] = {
        f"{passed:g}": _figures([case for case in cases if case.passed == passed])
        for passed in PASSED
        if any(case.passed == passed for case in cases)
    }
    told["chances"] = _chances(cases)
    return told


def _figures(cases: Sequence[Case]) -> dict[str, Any]:
    errors = np.array([abs(case.expected - case.truth) for case in cases])
    naive = np.array([abs(case.naive - case.truth) for case in cases])
    volumes = np.array([abs(case.coming - case.came) / max(case.came, 1) for case in cases])
    inside = np.array([case.low - 1e-9 <= case.truth <= case.high + 1e-9 for case in cases])
    return {
        "coverage_80": round(float(inside.mean()), 3),
        "mean_error_points": round(float(errors.mean()), 3),
        "mean_error_naive_points": round(float(naive.mean()), 3),
        "mean_width_points": round(float(np.mean([case.high - case.low for case in cases])), 3),
        "median_volume_error": round(float(np.median(volumes)), 3),
        "alarms": sum(case.alarms for case in cases),
        "false_alarms": sum(case.false for case in cases),
    }


def _chances(cases: Sequence[Case]) -> list[dict[str, Any]]:
    """Said chance and what happened, in five groups of said chance."""
    pairs = [pair for case in cases for pair in case.chances]
    found = []
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        group = [pair for pair in pairs if low <= pair[0] < low + 0.2 or (low == 0.8 and pair[0] == 1)]
        if group:
            found.append(
                {
                    "said": round(sum(pair[0] for pair in group) / len(group), 3),
                    "happened": round(sum(pair[1] for pair in group) / len(group), 3),
                    "cases": len(group),
                }
            )
    return found
