# SPDX-License-Identifier: EUPL-1.2
"""`motcua bench deadline`: answers per second, against other libraries doing the same job in the same run.

Inputs are receipts inside working hours of 2018–2027 (a fixed seed), so that every library starts from the same
moment. Rates are the best of many short runs on one core: on a busy machine a long run measures the neighbours.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from time import perf_counter
from typing import Any

import click
import numpy as np

from motcua.law.bulk import Moments, bulk_due_at
from motcua.law.clock import VIETNAM
from motcua.law.deadlines import CountMode, compute_deadline, due_at
from motcua.law.limits import Limit
from motcua.law.working_time import Calendar, DayKind, effective_receipt
from motcua.organisations.calendars import load_calendar

_SINGLES, _EXPLAINED, _BULK, _SLOW = 2_000, 200, 200_000, 100
_DAYS, _HOURS = Limit.parse("5 working days"), Limit.parse("24 working hours")
_KINDS = {
    "working_days_civil": (_DAYS, CountMode.CIVIL),
    "working_days_rolling": (_DAYS, CountMode.ROLLING),
    "working_hours": (_HOURS, CountMode.ROLLING),
    "days": (Limit.parse("15 days"), CountMode.CIVIL),
    "months": (Limit.parse("2 months"), CountMode.CIVIL),
}
Peer = tuple[float | None, float | None, str]  # answers per second, share equal to ours, what it cannot do


@click.command("deadline", help="Đo số hạn tính được mỗi giây, so với numpy, workalendar, businesstimedelta.")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def bench_deadline(as_json: bool) -> None:
    """Print the measured rates."""
    result = measure()
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False))
        return
    for key, value in result.items():
        click.echo(f"{key}: {value}")


def measure() -> dict[str, Any]:
    """All rates. `single_per_second` and `bulk_per_second` are the slowest of the kinds measured."""
    calendar = load_calendar("vn-admin")
    receipts = _receipts(calendar, _SINGLES)
    many = np.resize(np.array([moment.replace(tzinfo=None) for moment in receipts], "datetime64[m]"), _BULK)
    singles = {name: _single_rate(calendar, receipts, *kind) for name, kind in _KINDS.items()}
    bulks = {name: _bulk_rate(calendar, many, *kind) for name, kind in _KINDS.items()}
    explained = receipts[:_EXPLAINED]
    explained_rate = _rate(
        len(explained), lambda: [compute_deadline(calendar, moment, _DAYS) for moment in explained]
    )
    peers = {
        "numpy.busday_offset": (_numpy(calendar, many), bulks["working_days_civil"]),
        "workalendar": (_workalendar(calendar, receipts[:_SLOW]), singles["working_days_civil"]),
        "businesstimedelta": (_businesstimedelta(calendar, receipts[:_SLOW]), singles["working_hours"]),
    }
    return {
        "single_per_second": min(singles.values()),
        "bulk_per_second": min(bulks.values()),
        "explained_per_second": explained_rate,
        "single_by_kind": singles,
        "bulk_by_kind": bulks,
        "ratios": {name: _ratio(ours, peer[0]) for name, (peer, ours) in peers.items()},
        "peers": {
            name: {"per_second": peer[0], "equal_answers": peer[1], "note": peer[2]}
            for name, (peer, _) in peers.items()
        },
    }


def _receipts(calendar: Calendar, count: int) -> list[datetime]:
    first = datetime(2018, 1, 2, tzinfo=VIETNAM)
    minutes = np.random.default_rng(20180101).integers(0, 9 * 365 * 1440, count)
    return [effective_receipt(calendar, first + timedelta(minutes=int(minute))) for minute in minutes]


def _rate(count: int, work: Callable[[], object], repeats: int = 15) -> float:
    best = float("inf")
    for _ in range(repeats):
        begin = perf_counter()
        work()
        best = min(best, perf_counter() - begin)
    return round(count / best)


def _single_rate(calendar: Calendar, receipts: list[datetime], limit: Limit, mode: CountMode) -> float:
    return _rate(len(receipts), lambda: [due_at(calendar, moment, limit, mode=mode) for moment in receipts])


def _bulk_rate(calendar: Calendar, receipts: Moments, limit: Limit, mode: CountMode) -> float:
    return _rate(receipts.size, lambda: bulk_due_at(calendar, receipts, limit, mode=mode))


def _ratio(ours: float, theirs: float | None) -> float | None:
    return None if theirs is None else round(ours / theirs, 2)


def _days_off(calendar: Calendar) -> list[date]:
    return [day.date for day in calendar.days if day.kind is not DayKind.SWAPPED_WORKING_DAY]


def _numpy(calendar: Calendar, receipts: Moments) -> Peer:
    """Working days over an array; numpy is a dependency, so it is always there."""
    dates = receipts.astype("datetime64[D]")
    busy = np.busdaycalendar(holidays=np.array(_days_off(calendar), "datetime64[D]"))

    def work() -> Any:
        return np.busday_offset(dates, _DAYS.whole, roll="backward", busdaycal=busy)

    equal = work() == bulk_due_at(calendar, receipts, _DAYS).astype("datetime64[D]")
    note = "dates only: no hours, cut-off, months or rolling over hours; a worked Saturday cannot be told"
    return _rate(receipts.size, work), round(float(equal.mean()), 4), note


def _workalendar(calendar: Calendar, receipts: list[datetime]) -> Peer:
    """Working days one by one; knows no Vietnam, so it is given our days."""
    try:
        from workalendar.core import WesternCalendar
    except ImportError:
        return None, None, "not installed"
    days_off = _days_off(calendar)
    worked = [day.date for day in calendar.days if day.kind is DayKind.SWAPPED_WORKING_DAY]

    class Vietnam(WesternCalendar):  # type: ignore[misc]  # the library has no types
        FIXED_HOLIDAYS = ()
        include_new_years_day = False

        def get_calendar_holidays(self, year: int) -> list[tuple[date, str]]:
            return [(day, "") for day in days_off if day.year == year]

    peer = Vietnam()

    def work() -> list[Any]:
        return [
            peer.add_working_days(moment.date(), _DAYS.whole, extra_working_days=worked)
            for moment in receipts
        ]

    ours = [due_at(calendar, moment, _DAYS).date() for moment in receipts]
    note = (
        "dates only, one by one: no hours, cut-off, months; no Vietnamese holidays of its own, was given ours"
    )
    return _rate(len(receipts), work), _share(ours, work()), note


def _businesstimedelta(calendar: Calendar, receipts: list[datetime]) -> Peer:
    """Working hours one by one; was given our hours and holidays, its clock set to UTC with local readings."""
    try:
        import businesstimedelta as peer
    except ImportError:
        return None, None, "not installed"
    rules = peer.Rules(
        [
            peer.WorkDayRule(start_time=time(7, 30), end_time=time(17, 30), working_days=[0, 1, 2, 3, 4]),
            peer.LunchTimeRule(start_time=time(11, 30), end_time=time(13, 30), working_days=[0, 1, 2, 3, 4]),
            peer.HolidayRule(set(_days_off(calendar))),
        ]
    )
    hours = peer.BusinessTimeDelta(rules, hours=_HOURS.minutes // 60)
    readings = [moment.replace(tzinfo=UTC) for moment in receipts]

    def work() -> list[Any]:
        return [reading + hours for reading in readings]

    ours = [due_at(calendar, moment, _HOURS).replace(tzinfo=UTC) for moment in receipts]
    note = "hours one by one: no civil days, months, cut-off, pauses; a worked Saturday cannot be told"
    return _rate(len(receipts), work, 3), _share(ours, work()), note


def _share(ours: list[Any], theirs: list[Any]) -> float:
    return round(sum(map(lambda a, b: bool(a == b), ours, theirs)) / len(ours), 4)
