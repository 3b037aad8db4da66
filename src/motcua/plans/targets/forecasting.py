# SPDX-License-Identifier: EUPL-1.2
"""Where a number is going until its last day, and how sure that is. Pure: arrays in, numbers out, always the same.

How many dossiers will still be counted
    The rate of the last 60 days, told by working day, times the working days left, times the season: how the same
    stretch of the year before compared with the 60 days before it, drawn towards 1 where there were few. Its spread
    has two parts: dossiers come in bunches (variance of whole weeks over their mean), and the level itself moves
    (`LEVEL` of the mean, more where no year before is known).

How many of them will go well
    A share that remembers the last weeks better than the last year (half of the weight after `HALF_LIFE` days), with
    the uncertainty of as many dossiers as it rests on, fewer where weeks differ more than chance explains; and the
    change from month to month that was seen, averaged over the months left.

What is rare
    Fewer than ten in a year (courses, initiatives): bunches at a rate that is itself uncertain, see `_few_until`.

Both together
    4,000 futures are drawn (with a fixed seed); dossiers that are overdue already fail in every one of them. The
    middle of the futures is what is expected, a tenth lies below `low`, a tenth above `high`. How often the eighty
    percent between them held is measured on simulated history (`motcua bench targets`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

RECENT: Final = 60
YEAR: Final = 365
HALF_LIFE: Final = 45.0
LEVEL: Final = 0.15
LEVEL_WITHOUT_YEAR: Final = 0.3
SHRINK: Final = 30.0
DRAWS: Final = 4000
LEAST_SEEN: Final = 10
"""Dossiers that have to be seen before anything is foretold."""
LEAST_BUNCHES: Final = 3
"""Days with entries that have to be seen before what is rare is foretold."""
_SEED: Final = 20_260_115
_WEEK, _MONTH = 7, 30


@dataclass(frozen=True, slots=True)
class Series:
    """What was counted on each day from `first` on, without a gap: `whole`, of it `part`; `working`: 1 on working
    days, told beyond the last counted day up to the last day of the target.
    """

    first: dt.date
    part: Numbers
    whole: Numbers
    working: Numbers

    @property
    def last(self) -> dt.date:
        """The last day that is counted."""
        return self.first + dt.timedelta(days=self.whole.size - 1)

    def until(self, day: dt.date) -> Series:
        """What was known at the end of an earlier day."""
        size = (day - self.first).days + 1
        return Series(self.first, self.part[:size], self.whole[:size], self.working)

    def place(self, day: dt.date) -> int:
        """Index of a day."""
        return (day - self.first).days


@dataclass(frozen=True, slots=True)
class Volume:
    """How many dossiers will still be counted: the middle and the spread."""

    mean: float
    spread: float

    @property
    def high(self) -> float:
        """So many are not exceeded in nineteen of twenty cases."""
        return self.mean + 1.645 * self.spread


@dataclass(frozen=True, slots=True)
class Forecast:
    """The number on the last day: what is expected, the tenths above and below, the chance to reach what is wanted.

    Shares are percent, counts are dossiers. `coming`: how many dossiers are still to be counted.
    """

    expected: float
    low: float
    high: float
    chance: float
    coming: Volume


def volume_until(series: Series, last: dt.date) -> Volume | None:
    """How many more are counted from the day after the series ends to `last`. None where too few were seen."""
    counted = series.whole
    days = series.working[series.place(series.last) + 1 : series.place(last) + 1].sum()
    if days <= 0 or series.last >= last:
        return Volume(0.0, 0.0)
    recent, worked = counted[-RECENT:], series.working[: counted.size][-RECENT:]
    if counted[-YEAR:].sum() < LEAST_SEEN or worked.sum() == 0:
        return None
    rate = recent.sum() / worked.sum()
    season, known = _season(series, last)
    mean = float(rate * days * season)
    level = LEVEL if known else LEVEL_WITHOUT_YEAR
    return Volume(mean, float(np.sqrt(_bunching(counted) * mean + (level * mean) ** 2)))


def _season(series: Series, last: dt.date) -> tuple[float, bool]:
    """How a year ago the same stretch compared with the 60 days before it; 1 where that year is not on record."""
    begin = series.whole.size - YEAR
    end = min(series.place(last) + 1 - YEAR, series.whole.size)
    if begin < RECENT or end <= begin:
        return 1.0, False
    before, worked = series.whole[begin - RECENT : begin].sum(), series.working[begin - RECENT : begin].sum()
    expected = before / max(worked, 1.0) * series.working[begin:end].sum()
    return float((series.whole[begin:end].sum() + SHRINK) / (expected + SHRINK)), bool(before >= SHRINK)


def _bunching(counted: Numbers) -> float:
    """Variance of weeks over their mean, for the last half year; 1 is pure chance."""
    weeks = _sums(counted[-26 * _WEEK :], _WEEK)
    if weeks.size < 4 or weeks.mean() == 0:
        return 2.0
    changes = np.diff(weeks)
    return float(np.clip((changes**2).mean() / 2 / weeks.mean(), 1.0, 40.0))


def _sums(values: Numbers, size: int) -> Numbers:
    """Sums of whole stretches, the last ones."""
    whole = values[values.size % size :]
    sums: Numbers = whole.reshape(-1, size).sum(axis=1)
    return sums


@dataclass(frozen=True, slots=True)
class _Share:
    mean: float
    variance: float


def _share(series: Series, months_left: float) -> _Share | None:
    part, whole = series.part[-YEAR:], series.whole[-YEAR:]
    if whole.sum() < LEAST_SEEN:
        return None
    ages = np.arange(whole.size - 1, -1, -1, dtype=np.float64)
    weights = 0.5 ** (ages / HALF_LIFE)
    seen, good = float((weights * whole).sum()), float((weights * part).sum())
    prior = (float(part.sum()) + 1) / (float(whole.sum()) + 2)
    rests_on = float((weights * whole).sum() ** 2 / max((weights**2 * whole).sum(), 1e-9))
    rests_on /= _unevenness(part, whole)
    mean = (good / seen * rests_on + 4 * prior) / (rests_on + 4) if seen else prior
    sampling = mean * (1 - mean) / (rests_on + 5)
    months = _monthly(part, whole)
    return _Share(mean, sampling + months / max(1.0, months_left))


def _unevenness(part: Numbers, whole: Numbers) -> float:
    """How much more weeks differ from each other than chance explains; at least 1."""
    parts, wholes = _sums(part[-26 * _WEEK :], _WEEK), _sums(whole[-26 * _WEEK :], _WEEK)
    kept = wholes >= 3
    if kept.sum() < 4:
        return 1.5
    parts, wholes = parts[kept], wholes[kept]
    mean = (parts.sum() + 0.5) / (wholes.sum() + 1)
    return float(
        np.clip(
            (((parts - wholes * mean) ** 2) / (wholes * mean * (1 - mean))).sum() / (kept.sum() - 1), 1, 20
        )
    )


def _monthly(part: Numbers, whole: Numbers) -> float:
    """Variance of the share from month to month beyond chance, over the last year."""
    parts, wholes = _sums(part, _MONTH), _sums(whole, _MONTH)
    kept = wholes >= 10
    if kept.sum() < 3:
        return 0.0
    shares = parts[kept] / wholes[kept]
    mean = parts[kept].sum() / wholes[kept].sum()
    chance = float((mean * (1 - mean) / wholes[kept]).mean())
    return max(0.0, float(shares.var(ddof=1)) - chance)


def share_until(
    series: Series,
    now: tuple[float, float],
    last: dt.date,
    wanted: float,
    *,
    upwards: bool,
    doomed: int = 0,
    doomed_in_part: bool = False,
) -> Forecast | None:
    """The share on the last day, in percent. `now`: part and whole so far; `doomed`: dossiers of which it is known
    already that they will not be (or, `doomed_in_part`, will be) in the part. None where too little was seen.
    """
    volume = volume_until(series, last)
    left = (last - series.last).days / _MONTH
    share = _share(series, left)
    if volume is None or share is None:
        return None
    draw = np.random.default_rng(_SEED)
    coming = np.maximum(0, np.rint(draw.normal(volume.mean, max(volume.spread, 1e-9), DRAWS))).astype(
        np.int64
    )
    good = draw.binomial(coming, _beta(draw, share)).astype(np.float64)
    certain = np.minimum(doomed, coming)
    good = np.maximum(good, certain) if doomed_in_part else np.minimum(good, coming - certain)
    part, whole = now[0] + good, now[1] + coming
    told = np.where(whole > 0, 100 * part / np.maximum(whole, 1), np.nan)
    told = told[~np.isnan(told)]
    return _told(told, wanted, volume, upwards=upwards) if told.size else None


def _beta(draw: np.random.Generator, share: _Share) -> Numbers:
    """Shares with this mean and variance, between 0 and 1."""
    mean = min(max(share.mean, 1e-4), 1 - 1e-4)
    variance = min(max(share.variance, 1e-9), 0.9 * mean * (1 - mean))
    strength = mean * (1 - mean) / variance - 1
    return draw.beta(mean * strength, (1 - mean) * strength, DRAWS)


def count_until(
    series: Series, now: float, last: dt.date, wanted: float, *, upwards: bool
) -> Forecast | None:
    """A number on the last day; `whole` of the series is what is counted, dossiers or entries of a register."""
    volume = volume_until(series, last)
    if volume is None:
        return _few_until(series, now, last, wanted, upwards=upwards)
    draw = np.random.default_rng(_SEED)
    told = now + np.maximum(0, np.rint(draw.normal(volume.mean, max(volume.spread, 1e-9), DRAWS)))
    return _told(told, wanted, volume, upwards=upwards)


def _few_until(series: Series, now: float, last: dt.date, wanted: float, *, upwards: bool) -> Forecast | None:
    """The same for what is rare: bunches come by chance, at a rate known as badly as their number allows.

    Gamma and Poisson with half a bunch seen beforehand (Jeffreys); a bunch is as large as those seen. None from fewer
    than `LEAST_BUNCHES`, or within `RECENT` working days of the first.
    """
    counted = series.whole
    days = float(series.working[series.place(series.last) + 1 : series.place(last) + 1].sum())
    seen = np.flatnonzero(counted)
    if seen.size < LEAST_BUNCHES:
        return None
    worked = float(series.working[seen[0] : counted.size].sum())
    if worked < RECENT:
        return None
    bunch = float((counted**2).sum() / counted.sum())
    bunches = float(counted.sum()) / bunch + 0.5
    draw = np.random.default_rng(_SEED)
    coming = np.rint(bunch * draw.poisson(draw.gamma(bunches, days / worked, DRAWS)))
    volume = Volume(float(coming.mean()), float(coming.std()))
    return _told(now + coming, wanted, volume, upwards=upwards)


def _told(told: Numbers, wanted: float, volume: Volume, *, upwards: bool) -> Forecast:
    low, middle, high = np.quantile(told, [0.1, 0.5, 0.9])
    reached = told >= wanted - 1e-9 if upwards else told <= wanted + 1e-9
    return Forecast(float(middle), float(low), float(high), float(reached.mean()), volume)
