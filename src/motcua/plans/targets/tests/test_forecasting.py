# SPDX-License-Identifier: EUPL-1.2
"""Forecasts on series whose truth is known: where they lie, how wide they are, and that they never vary."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from motcua.plans.targets.forecasting import (
    Series,
    count_until,
    share_until,
    volume_until,
)

FIRST = dt.date(2024, 1, 1)
YEAR_END = dt.date(2025, 12, 31)
DAYS = (YEAR_END - FIRST).days + 1


def _series(day: dt.date, share: float, rate: float, seed: int = 1) -> Series:
    """Dossiers on working days at a steady rate, in time with a steady chance."""
    draw = np.random.default_rng(seed)
    working = np.array([float((FIRST + dt.timedelta(days=n)).weekday() < 5) for n in range(DAYS)])
    whole = draw.poisson(rate * working).astype(float)
    part = draw.binomial(whole.astype(int), share).astype(float)
    size = (day - FIRST).days + 1
    return Series(FIRST, part[:size], whole[:size], working)


def _so_far(series: Series) -> tuple[float, float]:
    begin = series.place(dt.date(2025, 1, 1))
    return float(series.part[begin:].sum()), float(series.whole[begin:].sum())


def test_a_steady_share_is_foretold_with_a_narrow_band() -> None:
    series = _series(dt.date(2025, 8, 31), 0.95, 10)
    found = share_until(series, _so_far(series), YEAR_END, 90, upwards=True)
    assert found is not None
    assert found.low <= 95.5
    assert found.high >= 94.5
    assert found.high - found.low < 2
    assert found.chance > 0.99
    assert found.coming.mean == pytest.approx(10 * 87, rel=0.12)
    assert share_until(series, _so_far(series), YEAR_END, 90, upwards=True) == found


def test_the_less_is_known_the_wider_the_band() -> None:
    late, early = (_series(day, 0.9, 3) for day in (dt.date(2025, 11, 30), dt.date(2025, 3, 31)))
    near = share_until(late, _so_far(late), YEAR_END, 90, upwards=True)
    far = share_until(early, _so_far(early), YEAR_END, 90, upwards=True)
    assert near is not None
    assert far is not None
    assert near.high - near.low < far.high - far.low


def test_a_share_that_fell_lately_is_expected_to_stay_low() -> None:
    series = _series(dt.date(2025, 8, 31), 0.97, 8)
    series.part[-60:] = np.floor(series.whole[-60:] * 0.6)
    found = share_until(series, _so_far(series), YEAR_END, 95, upwards=True)
    assert found is not None
    part, whole = _so_far(series)
    assert found.expected < 100 * part / whole
    assert found.chance < 0.05


def test_overdue_dossiers_fail_in_every_future() -> None:
    series = _series(dt.date(2025, 12, 1), 1.0, 4)
    plain = share_until(series, _so_far(series), YEAR_END, 100, upwards=True)
    doomed = share_until(series, _so_far(series), YEAR_END, 100, upwards=True, doomed=20)
    assert plain is not None
    assert doomed is not None
    assert doomed.chance == 0
    assert doomed.expected < plain.expected


def test_a_season_of_the_year_before_is_seen_again() -> None:
    series = _series(dt.date(2025, 8, 31), 0.9, 10)
    begin, end = series.place(dt.date(2024, 9, 1)), series.place(dt.date(2025, 1, 1))
    series.whole[begin:end] *= 2
    found = volume_until(series, YEAR_END)
    assert found is not None
    assert found.mean == pytest.approx(2 * 10 * 87, rel=0.15)


def test_too_little_is_not_foretold() -> None:
    series = Series(FIRST, np.zeros(40), np.r_[np.zeros(35), np.ones(5)], np.ones(DAYS))
    assert share_until(series, (0, 5), YEAR_END, 90, upwards=True) is None
    assert count_until(series, 5, YEAR_END, 90, upwards=True) is None


def test_counts_grow_and_never_shrink() -> None:
    series = _series(dt.date(2025, 11, 30), 0.9, 6)
    found = count_until(series, 1000, YEAR_END, 1100, upwards=True)
    assert found is not None
    assert 1000 <= found.low <= found.expected <= found.high
    assert 0 <= found.chance <= 1
    done = count_until(_series(YEAR_END, 0.9, 6), 1000, YEAR_END, 1001, upwards=True)
    assert done is not None
    assert (done.expected, done.chance) == (1000, 0)


def test_four_of_five_truths_lie_in_the_band() -> None:
    """On a world as the method supposes it: share and rate that drift a little from month to month."""
    inside = 0
    for seed in range(60):
        draw = np.random.default_rng(1000 + seed)
        months = np.clip(0.9 + 0.03 * draw.standard_normal(30), 0.6, 0.995)
        working = np.array([float((FIRST + dt.timedelta(days=n)).weekday() < 5) for n in range(DAYS)])
        whole = draw.poisson(8 * working).astype(float)
        part = draw.binomial(whole.astype(int), months[np.arange(DAYS) // 30]).astype(float)
        full = Series(FIRST, part, whole, working)
        truth = 100 * _so_far(full)[0] / _so_far(full)[1]
        known = full.until(dt.date(2025, 6, 30))
        found = share_until(known, _so_far(known), YEAR_END, 90, upwards=True)
        assert found is not None
        inside += found.low <= truth <= found.high
    assert 0.68 <= inside / 60 <= 0.95


def _rare(days: list[int], day: dt.date = dt.date(2025, 8, 31), bunch: int = 1) -> Series:
    """Entries of a register on these days of the series, so many at once."""
    series = _series(day, 0, 0)
    series.whole[days] = bunch
    return series


def test_what_is_rare_is_foretold_with_a_wide_band() -> None:
    every_month = list(range(30, 608, 30))
    found = count_until(_rare(every_month[-9:]), 6, YEAR_END, 10, upwards=True)
    assert found is not None
    assert 9 <= found.expected <= 11
    assert found.high - found.low >= 3
    assert 0.3 < found.chance < 0.8
    assert count_until(_rare(every_month[-9:]), 6, YEAR_END, 10, upwards=True) == found
    bunched = count_until(_rare(every_month[-9:], bunch=5), 30, YEAR_END, 50, upwards=True)
    assert bunched is not None
    assert bunched.high - bunched.low >= 3 * (found.high - found.low)
    assert count_until(_rare([400, 500]), 2, YEAR_END, 3, upwards=True) is None  # seen twice
    assert count_until(_rare([580, 585, 590]), 3, YEAR_END, 4, upwards=True) is None  # only just begun
    ended = count_until(_rare(every_month[-5:], YEAR_END), 5, YEAR_END, 5, upwards=True)
    assert ended is not None
    assert (ended.low, ended.high, ended.chance) == (5, 5, 1)


def test_rare_counts_fall_into_the_band_as_often_as_it_says() -> None:
    draw = np.random.default_rng(7)
    inside = 0
    begin, cut = 365, (dt.date(2025, 8, 31) - FIRST).days + 1
    for number in range(150):
        working = _series(YEAR_END, 0, 0).working
        events = draw.poisson(draw.uniform(0.015, 0.03) * working).astype(float)
        if np.count_nonzero(events[:cut]) < 3:
            continue
        known = Series(FIRST, events[:cut], events[:cut], working)
        found = count_until(known, events[begin:cut].sum(), YEAR_END, 5, upwards=True)
        assert found is not None, number
        inside += found.low <= events[begin:].sum() <= found.high
    assert 0.8 * 140 <= inside <= 150
