# SPDX-License-Identifier: EUPL-1.2
"""Deadlines over arrays: the same count as `deadlines` for many receipts at once, without pauses.

For forecasts, recounts and imports. Moments are `datetime64[m]` in Vietnamese local time. Equal to `due_at` for
every input (a property test compares them); the work per row is a few table look-ups and no search.
"""

from dataclasses import dataclass
from datetime import time
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from motcua.law.clock import DAY, DAYS, END, FIRST_DATE, LAST_DATE, minute_of_day
from motcua.law.counting import is_counted_in_minutes
from motcua.law.deadlines import CountMode
from motcua.law.limits import Limit, LimitUnit
from motcua.law.time_errors import LimitError, OutOfTableError
from motcua.law.time_tables import TimeTables
from motcua.law.working_time import Calendar

Ints = npt.NDArray[np.int64]
Moments = npt.NDArray[np.datetime64]
_ORIGIN = np.datetime64(FIRST_DATE, "m")
_CHUNK = 1 << 13  # rows worked on at once: their temporaries stay in the processor's cache


@dataclass(frozen=True, slots=True, eq=False)
class _Arrays:
    """Tables of a calendar as arrays; days with the same windows share a *shape*, key = shape * 1440 + minute.

    row[d]         1440 * (shape of day d) - 1440 * d, so that row[d] + minute since 1990 is the key
    before[d]      working minutes before day d; upto[d]: working days up to and including day d
    worked[key]    working minutes of the day before that minute
    passed[key]    1 when no window of the day remains at that minute (always on a day off)
    days[k], closings[k], used[k]   as in TimeTables
    bucket         minutes of the shortest working day, so that a stretch of that length meets two days at most
    rank_of[b]     rank of the working day that holds the working minute b * bucket
    ends[k]        index into `moments` of the k-th working day, less the working minutes before it
    moments        per shape, minute of the day at which n minutes are used up; starts[k]: first minute of day k
    landing[d]     close of day d, or of the next working day
    month[d], month_start[m]        months since January 1990 and the day index of their first day
    """

    row: Ints
    before: Ints
    upto: Ints
    worked: Ints
    passed: Ints
    days: Ints
    closings: Ints
    used: Ints
    bucket: int
    rank_of: Ints
    ends: Ints
    moments: Ints
    starts: Ints
    landing: Ints
    month: Ints
    month_start: Ints


_CACHE: WeakKeyDictionary[TimeTables, _Arrays] = WeakKeyDictionary()


def bulk_due_at(
    calendar: Calendar,
    received: Moments,
    limit: Limit | Ints,
    *,
    unit: LimitUnit | None = None,
    mode: CountMode = CountMode.CIVIL,
    cutoff: time | None = None,
) -> Moments:
    """Due moments of many receipts, as `datetime64[m]` in the shape of `received` (local time, floored to minutes).

    `limit` is one Limit for all, or an array of whole amounts, one per receipt, together with `unit` (not
    SAME_DAY). Raises OutOfTableError when a moment leaves 1990–2110 or is NaT, LimitError for an amount below 1 or
    an array without a unit.
    """
    unit, rolling, amounts = _amounts(limit, unit, mode)
    minutes = (np.asarray(received).astype("datetime64[m]", copy=False).ravel() - _ORIGIN).view(np.int64)
    if minutes.size and not 0 <= minutes.min() <= minutes.max() < END:  # NaT is the smallest integer
        raise OutOfTableError
    tables = _arrays(calendar.tables)
    worked, passed = _with_cutoff(tables, minute_of_day(cutoff))
    each = amounts if amounts.size == 1 else np.broadcast_to(amounts, np.shape(received)).ravel()
    due = np.empty(minutes.size, np.int64)
    for low in range(0, minutes.size, _CHUNK):
        rows = slice(low, low + _CHUNK)
        amount = each if each.size == 1 else each[rows]
        try:
            if rolling:
                due[rows] = _used_up(tables, worked, minutes[rows], amount)
            else:
                due[rows] = _closing(tables, passed, minutes[rows], amount, unit)
        except IndexError:  # no index is negative, so this is the end of the tables
            raise OutOfTableError from None
    return (due.view("timedelta64[m]") + _ORIGIN).reshape(np.shape(received))


def bulk_worked(calendar: Calendar, minutes: Ints) -> Ints:
    """Working minutes from the beginning of the tables up to many moments, each as local minutes (see `clock`).

    Equal to `TimeTables.worked` for every moment. Raises OutOfTableError when a moment leaves 1990–2110.
    """
    if minutes.size and not 0 <= minutes.min() <= minutes.max() < END:
        raise OutOfTableError
    tables = _arrays(calendar.tables)
    day = minutes // DAY
    worked: Ints = tables.before[day] + tables.worked[tables.row[day] + minutes]
    return worked


def _amounts(limit: Limit | Ints, unit: LimitUnit | None, mode: CountMode) -> tuple[LimitUnit, bool, Ints]:
    if isinstance(limit, Limit):
        rolling = is_counted_in_minutes(limit, mode is CountMode.ROLLING)
        whole = min(limit.minutes if rolling else limit.whole, END)
        return limit.unit, rolling, np.array([whole], np.int64)
    if unit is None or unit is LimitUnit.SAME_DAY or not np.issubdtype(np.asarray(limit).dtype, np.integer):
        raise LimitError("Mảng thời hạn phải gồm số nguyên và kèm một đơn vị (unit) khác “same day”.")
    one = Limit(1, unit)
    rolling = is_counted_in_minutes(one, mode is CountMode.ROLLING)
    amounts = np.asarray(limit, np.int64)
    if amounts.size and amounts.min() < 1:
        raise LimitError("Thời hạn phải lớn hơn 0: hãy kiểm tra lại mảng thời hạn.")
    return unit, rolling, np.minimum(amounts, END) * (one.minutes if rolling else 1)


def _with_cutoff(tables: _Arrays, cutoff: int | None) -> tuple[Ints, Ints]:
    """`worked` and `passed` under a cut-off: from it on, the rest of the day is as good as over."""
    if cutoff is None:
        return tables.worked, tables.passed
    worked, passed = tables.worked.reshape(-1, DAY).copy(), tables.passed.reshape(-1, DAY).copy()
    worked[:, cutoff:] = worked[:, -1:]  # the last minute itself may be worked, up to 24:00
    passed[:, cutoff:] = 1
    return worked.ravel(), passed.ravel()


def _used_up(tables: _Arrays, worked: Ints, minutes: Ints, amount: Ints) -> Ints:
    """The instant at which `amount` working minutes are used up."""
    day = minutes // DAY
    target = tables.before[day] + worked[tables.row[day] + minutes] + amount
    rank = tables.rank_of[(target - 1) // tables.bucket]
    rank += tables.used[rank] < target
    due: Ints = tables.starts[rank] + tables.moments[tables.ends[rank] + target]
    return due


def _closing(tables: _Arrays, passed: Ints, minutes: Ints, amount: Ints, unit: LimitUnit) -> Ints:
    """The close of the day on which a limit in whole days or months ends."""
    day = minutes // DAY
    rank = tables.upto[day] + passed[tables.row[day] + minutes] - 1  # of the day of effective receipt
    due: Ints
    if unit is LimitUnit.WORKING_DAYS:
        due = tables.closings[rank + amount]
    elif unit is LimitUnit.SAME_DAY:
        due = tables.closings[rank]
    elif unit is LimitUnit.DAYS:
        due = tables.landing[tables.days[rank] + amount]
    else:
        first = tables.days[rank]
        month = tables.month[first]
        of_month = first - tables.month_start[month]
        month += amount
        last = tables.month_start[month + 1] - 1
        due = tables.landing[np.minimum(tables.month_start[month] + of_month, last)]
    return due


def _arrays(tables: TimeTables) -> _Arrays:
    found = _CACHE.get(tables)
    if found is None:
        found = _CACHE[tables] = _build(tables)
    return found


def _build(tables: TimeTables) -> _Arrays:
    shapes = list(dict.fromkeys(tables.spans))
    open_minutes = np.zeros((len(shapes), DAY), np.int64)
    for minutes, spans in zip(open_minutes, shapes, strict=True):
        for start, end in spans:
            minutes[start:end] = 1
    number = {shape: index for index, shape in enumerate(shapes)}
    shape = np.array([number[spans] for spans in tables.spans], np.int64)
    totals = open_minutes.sum(axis=1)
    last = np.array([spans[-1][1] if spans else 0 for spans in shapes])
    # moments: for each shape a leading slot for "no minute yet", then the end of each of its working minutes.
    offsets = np.concatenate(([0], np.cumsum(totals + 1)))
    moments = np.concatenate([np.append(0, np.flatnonzero(minutes) + 1) for minutes in open_minutes])
    days, used = np.array(tables.days), np.array(tables.used)
    bucket = int(totals[totals > 0].min())
    months = np.arange(np.datetime64(FIRST_DATE, "M"), np.datetime64(LAST_DATE, "M") + 2)
    month_start = (months.astype("datetime64[D]") - np.datetime64(FIRST_DATE, "D")).astype(np.int64)
    every_day = np.arange(DAYS)
    upto = np.array(tables.upto)
    on_or_after = upto - np.array([bool(spans) for spans in tables.spans])
    closings = np.array(tables.closings)
    known = on_or_after < len(days)
    return _Arrays(
        row=(shape - every_day) * DAY,
        before=np.array(tables.before),
        upto=upto,
        worked=(np.cumsum(open_minutes, axis=1) - open_minutes).ravel(),
        passed=(np.arange(DAY) >= last[:, None]).astype(np.int64).ravel(),
        days=days,
        closings=closings,
        used=used,
        bucket=bucket,
        rank_of=np.searchsorted(used, np.arange(0, used[-1], bucket), side="right"),
        ends=offsets[shape[days]] - np.concatenate(([0], used[:-1])),
        moments=moments,
        starts=days * DAY,
        landing=closings[on_or_after[known]],
        month=np.searchsorted(month_start, every_day, side="right") - 1,
        month_start=month_start,
    )
