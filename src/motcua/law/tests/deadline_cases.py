# SPDX-License-Identifier: EUPL-1.2
"""Calendars and a brute-force count for the deadline tests.

The brute force knows only the configuration as text and walks every minute or every date with naive local
datetimes; it shares no line with the code under test.
"""

from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import count

from hypothesis import strategies as st

from motcua.law.deadlines import CountMode, Interval, SupplementPolicy
from motcua.law.limits import Limit, LimitUnit
from motcua.law.working_time import VIETNAM, Calendar

OFFICE = [{"from": "07:30", "to": "11:30"}, {"from": "13:30", "to": "17:30"}]
TET = [
    {"date": f"2024-02-{day:02}", "kind": "holiday", "name": "Tết Nguyên đán", "confidence": "verified"}
    for day in range(8, 15)
]
MAY = [
    {"date": "2024-04-29", "kind": "day_off_in_lieu", "name": "Nghỉ hoán đổi", "confidence": "verified"},
    {"date": "2024-04-30", "kind": "holiday", "name": "Ngày Chiến thắng", "confidence": "verified"},
    {"date": "2024-05-01", "kind": "holiday", "name": "Ngày Quốc tế lao động", "confidence": "verified"},
    {"date": "2024-05-04", "kind": "swapped_working_day", "name": "Làm bù", "confidence": "verified"},
]
COVERED = {"from": "2024-01-01", "to": "2024-12-31"}
PLAIN = {
    "code": "plain",
    "name": "Giờ hành chính",
    "windows": dict.fromkeys(range(1, 6), OFFICE),
    "days": [*TET, *MAY],
    "covered": COVERED,
}
SATURDAY = {
    **PLAIN,
    "code": "saturday",
    "windows": {**PLAIN["windows"], 6: [{"from": "07:30", "to": "11:30", "deadline": False}]},
}
# Uneven on purpose: touching windows, a short Friday, a worked Sunday, a swapped day with Friday's hours.
ODD = {
    "code": "odd",
    "name": "Giờ lệch",
    "windows": {
        1: [
            {"from": "08:00", "to": "10:00"},
            {"from": "10:00", "to": "11:00"},
            {"from": "20:00", "to": "23:59"},
        ],
        2: [{"from": "00:00", "to": "23:59"}],
        3: [],
        4: OFFICE,
        5: [{"from": "07:00", "to": "07:45"}],
        6: [{"from": "08:00", "to": "12:00", "deadline": False}],
        7: [{"from": "13:13", "to": "14:31"}, {"from": "09:00", "to": "09:01"}],
    },
    "days": [
        *TET,
        {"date": "2024-03-06", "kind": "swapped_working_day", "name": "Làm bù", "as_weekday": 5},
        {"date": "2024-03-10", "kind": "holiday", "name": "Lễ vào Chủ nhật", "confidence": "likely"},
    ],
    "covered": COVERED,
}
CONFIGURATIONS = {mapping["code"]: mapping for mapping in (PLAIN, SATURDAY, ODD)}
CALENDARS = {code: Calendar.from_mapping(mapping) for code, mapping in CONFIGURATIONS.items()}


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


# --- strategies -----------------------------------------------------------------------------------------------

codes = st.sampled_from(sorted(CONFIGURATIONS))
moments = st.integers(0, 181 * 1440).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=VIETNAM) + timedelta(minutes=minutes)
)
cutoffs = st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0))
modes = st.sampled_from(CountMode)
policies = st.sampled_from(SupplementPolicy)
limits = st.one_of(
    st.integers(1, 60).map(lambda n: Limit(n, LimitUnit.WORKING_HOURS)),
    st.integers(1, 12).map(lambda n: Limit(n, LimitUnit.WORKING_DAYS)),
    st.integers(1, 40).map(lambda n: Limit(n, LimitUnit.DAYS)),
    st.integers(1, 5).map(lambda n: Limit(n, LimitUnit.MONTHS)),
    st.just(Limit.same_day()),
)
intervals = st.builds(
    lambda start, minutes: Interval(start, start + timedelta(minutes=minutes)),
    moments,
    st.integers(0, 12 * 1440),
)
_edges = st.lists(st.integers(0, 1438), min_size=0, max_size=6, unique=True).map(sorted)
_windows = _edges.map(
    lambda edges: [
        {"from": f"{a // 60:02}:{a % 60:02}", "to": f"{b // 60:02}:{b % 60:02}"}
        for a, b in zip(edges[::2], edges[1::2], strict=False)
    ]
)
_numbers = count(1)


def _register(weekdays: list, days_off: set) -> str:
    """A made-up calendar under a code of its own; Tuesday keeps office hours so that some time is worked."""
    mapping = {
        "code": f"random-{next(_numbers)}",
        "windows": {**dict(enumerate(weekdays, start=1)), 2: OFFICE},
        "days": [{"date": day.isoformat(), "kind": "holiday", "name": "Nghỉ"} for day in days_off],
    }
    CONFIGURATIONS[mapping["code"]] = mapping
    CALENDARS[mapping["code"]] = Calendar.from_mapping(mapping)
    return mapping["code"]


random_codes = st.builds(
    _register,
    st.lists(_windows, min_size=7, max_size=7),
    st.sets(st.dates(date(2024, 1, 1), date(2024, 9, 30)), max_size=60),
)
interval_lists = st.lists(intervals, max_size=3)


# --- brute force ----------------------------------------------------------------------------------------------


def windows_of(mapping: dict, day: date) -> list[tuple[time, time]]:
    """Counting windows of a date straight from the configuration."""
    return _windows_of(mapping["code"], day)


@cache
def _windows_of(code: str, day: date) -> list[tuple[time, time]]:
    mapping = CONFIGURATIONS[code]
    weekday = day.isoweekday()
    for entry in mapping["days"]:
        if entry["date"] == day.isoformat():
            if entry["kind"] != "swapped_working_day":
                return []
            weekday = entry.get("as_weekday", 1)
    return sorted(
        (time.fromisoformat(w["from"]), time.fromisoformat(w["to"]))
        for w in mapping["windows"].get(weekday, [])
        if w.get("deadline", True)
    )


def works(mapping: dict, at: datetime) -> bool:
    """Whether the minute that begins at `at` is working time."""
    return _worked(mapping["code"], at.date())[at.hour * 60 + at.minute]


@cache  # ⚡ a minute walk asks the same date 1,440 times
def _worked(code: str, day: date) -> list[bool]:
    """Of each minute of a date, whether it lies in one of the windows."""
    worked = [False] * 1440
    for start, end in _windows_of(code, day):
        for minute in range(start.hour * 60 + start.minute, end.hour * 60 + end.minute):
            worked[minute] = True
    return worked


def close_of(mapping: dict, day: date) -> datetime:
    return datetime.combine(day, max(end for _, end in windows_of(mapping, day)))


def brute_effective(mapping: dict, at: datetime, cutoff: time | None) -> datetime:
    if cutoff is not None and at.time() >= cutoff:
        at = datetime.combine(at.date() + timedelta(days=1), time())
    while not works(mapping, at):
        at += timedelta(minutes=1)
    return at


def brute_due(mapping, received, limit, mode, cutoff, pauses, supplements, policy) -> datetime:
    """The due moment (naive local) by the text of the rules, one minute or one date at a time."""
    naive = [(p.start.replace(tzinfo=None), p.end.replace(tzinfo=None)) for p in pauses]
    asked = [(s.start.replace(tzinfo=None), s.end.replace(tzinfo=None)) for s in supplements]
    at = received.replace(tzinfo=None)
    if policy is SupplementPolicy.PAUSE:
        naive += asked
    else:
        at = max([at, *(end for _, end in asked)])
    start = brute_effective(mapping, at, cutoff)
    if limit.unit is LimitUnit.WORKING_HOURS or (
        limit.unit is LimitUnit.WORKING_DAYS and mode is CountMode.ROLLING
    ):
        left = limit.value * (60 if limit.unit is LimitUnit.WORKING_HOURS else 480)
        return _brute_minutes(mapping, start, left, naive)
    return _brute_dates(mapping, start.date(), limit, naive)


def _brute_minutes(mapping, minute, left, pauses):
    while True:
        if works(mapping, minute) and not any(begin <= minute < end for begin, end in pauses):
            left -= 1
            if left == 0:
                return minute + timedelta(minutes=1)
        minute += timedelta(minutes=1)


def _brute_dates(mapping, first, limit, pauses):
    def paused(day):
        return any(begin.date() < day <= end.date() for begin, end in pauses)

    day = first
    if limit.unit is LimitUnit.SAME_DAY:
        return close_of(mapping, day)
    left = int(limit.value)
    if limit.unit is LimitUnit.MONTHS:
        left = (_brute_month_end(first, left) - first).days
    while left:
        day += timedelta(days=1)
        counts = limit.unit is not LimitUnit.WORKING_DAYS or windows_of(mapping, day)
        if counts and not paused(day):
            left -= 1
    while not windows_of(mapping, day):
        day += timedelta(days=1)
    return close_of(mapping, day)


def _brute_month_end(first, months):
    year, month = first.year, first.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for number in range(first.day, 0, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError
