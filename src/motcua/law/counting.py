# SPDX-License-Identifier: EUPL-1.2
"""The count itself, on whole minutes: the one core under the fast answer, the explained answer and the batch.

Every count has the same shape: a measure that only grows (working minutes, working days, civil days), a start, an
amount, and stretches that do not count. `beyond_pauses` is that shape; the rest chooses measure and start.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from motcua.law.clock import DAY, DAYS, FIRST, to_date
from motcua.law.limits import Limit, LimitUnit
from motcua.law.time_errors import LimitError, OutOfTableError
from motcua.law.time_tables import TimeTables

# Bound once: in Python 3.11 reading a member of an enumeration costs as much as a table look-up.
_HOURS, _WORKING_DAYS = LimitUnit.WORKING_HOURS, LimitUnit.WORKING_DAYS
_MONTHS, _SAME_DAY = LimitUnit.MONTHS, LimitUnit.SAME_DAY

Stretch = tuple[int, int]  # begin and end, in local minutes or in day indexes


class Solution(NamedTuple):
    """What a count found, in local minutes.

    effective: effective receipt of the first receipt; completed: the moment papers were complete when the limit
    was restarted, else None; start: where the valid count starts; last_day: day index on which the limit runs out
    before rolling; nominal_day: the same without pauses (months show it); due: the answer.
    """

    effective: int
    completed: int | None
    start: int
    nominal_day: int
    last_day: int
    due: int


class Question(NamedTuple):
    """One request in whole minutes: pauses merged, `completed` only under the restart policy."""

    received: int
    limit: Limit
    rolling: bool
    cutoff: int | None
    pauses: Sequence[Stretch]
    completed: int | None


def is_counted_in_minutes(limit: Limit, rolling: bool) -> bool:
    """Working hours always, working days in rolling mode; raises LimitError for part of a civil working day."""
    if limit.unit is _HOURS:
        return True
    if limit.unit is not _WORKING_DAYS:
        return False
    if not rolling and not limit.whole:
        raise LimitError(
            f"“{limit.label}” là phần lẻ của ngày, chỉ tính được theo giờ: hãy dùng mode rolling hoặc giờ làm việc."
        )
    return rolling


def solve(tables: TimeTables, question: Question) -> Solution:
    """Count a question out; raises LimitError and OutOfTableError."""
    limit = question.limit
    effective = start = tables.effective(question.received, question.cutoff)
    completed = question.completed
    if completed is not None and completed > question.received:
        # NĐ 61/2018 Art. 19.4: counted anew after complete papers; cut-off and closing hours apply to these too.
        start = tables.effective(completed, question.cutoff)
    else:
        completed = None
    if is_counted_in_minutes(limit, question.rolling):
        due = _minutes(tables, start, limit.minutes, question.pauses)
        return Solution(effective, completed, start, due // DAY, due // DAY, due)
    day = start // DAY
    if limit.unit is _SAME_DAY:
        nominal = last = day
    elif limit.unit is _WORKING_DAYS:
        nominal, last = _working_days(tables, day, limit.whole, question.pauses)
    else:
        months = limit.unit is _MONTHS
        nominal = month_end(day, limit.whole) if months else day + limit.whole
        last = _civil_days(day, nominal, question.pauses)
    return Solution(effective, completed, start, nominal, last, tables.closing_on_or_after(last))


def beyond_pauses(
    start: int, target: int, pauses: Iterable[Stretch], measure: Callable[[int], int], origin: int
) -> int:
    """Move `target` by what lies inside the pauses, in order, as long as a pause begins before the target.

    A pause at whose beginning the target is already reached has no effect; one that moves the target may bring
    the next pause into reach. `measure` gives the count up to a point, `origin` is the measure of `start`.
    """
    for begin, end in pauses:
        if end <= start:
            continue
        reached = measure(begin) if begin > start else origin
        if reached >= target:
            break
        target += measure(end) - reached
    return target


def _minutes(tables: TimeTables, start: int, minutes: int, pauses: Sequence[Stretch]) -> int:
    origin = tables.worked(start)
    target = origin + minutes
    if pauses:
        target = beyond_pauses(start, target, pauses, tables.worked, origin)
    return tables.instant(target)


def _working_days(tables: TimeTables, day: int, amount: int, pauses: Sequence[Stretch]) -> tuple[int, int]:
    upto = tables.upto
    target = nominal = upto[day] + amount
    if pauses:
        target = beyond_pauses(day, target, paused_dates(pauses), upto.__getitem__, upto[day])
    return tables.nth_after(nominal), tables.nth_after(target)


def _civil_days(day: int, end: int, pauses: Sequence[Stretch]) -> int:
    # Iterating until stable is what beyond_pauses does when the measure of a day is the day itself.
    return beyond_pauses(day, end, paused_dates(pauses), int, day) if pauses else end


def paused_dates(pauses: Iterable[Stretch]) -> list[Stretch]:
    """Pauses as date stretches (first, last]: strictly after the first date, up to and including the last."""
    return [(begin // DAY, end // DAY) for begin, end in pauses]


def month_end(day: int, months: int) -> int:
    """Day index `months` later: same day number, or the month's last day (Civil Code 2015 Art. 148.4)."""
    if months > DAYS // 28:
        raise OutOfTableError
    first = to_date(day)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    begins = date(year, month + 1, 1).toordinal()
    ends = date(year + (month == 11), (month + 1) % 12 + 1, 1).toordinal() - 1
    return min(begins + first.day - 1, ends) - FIRST


def merge(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches in order, overlapping or touching ones joined."""
    merged: list[Stretch] = []
    for begin, end in sorted(stretches):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged
