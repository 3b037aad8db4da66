# SPDX-License-Identifier: EUPL-1.2
"""Builds the explanation of a solved count by walking its days one by one.

It takes from the count only where it starts and ends; what it says was counted it finds again day by day, so that
steps that add up to the limit confirm the result.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from motcua.law.articles import articles_applied
from motcua.law.calendar_config import Confidence, DayKind, SpecialDay
from motcua.law.clock import DAY, to_date, to_moment
from motcua.law.counting import Question, Solution, Stretch, is_counted_in_minutes, paused_dates
from motcua.law.explanations import Explanation, Reason, Segment, SegmentKind, Step, StepKind
from motcua.law.limits import LimitUnit
from motcua.law.working_time import Calendar

Piece = tuple[int, int, SegmentKind, str]  # begin, end in local minutes, kind, label


def explain(
    calendar: Calendar,
    question: Question,
    solution: Solution,
    notes: Sequence[str] = (),
    *,
    supposed: bool = False,
) -> Explanation:
    """The explanation of `solution`, which must be the answer to `question` under `calendar`.

    `supposed`: the papers of a restart are not complete, the moment is one at which they might be.
    """
    rolling = is_counted_in_minutes(question.limit, question.rolling)
    counted = list((_rolling_steps if rolling else _civil_steps)(calendar, question, solution))
    steps = (
        *_receipt_steps(calendar, question, solution, supposed=supposed),
        *counted,
        Step(StepKind.DUE, to_date(solution.due // DAY), to_moment(solution.due)),
    )
    pieces = _rolling_pieces if rolling else _civil_pieces
    return Explanation(
        calendar=calendar.code,
        mode="rolling" if rolling else "civil",
        limit=question.limit.text,
        limit_label=question.limit.label,
        cutoff="" if question.cutoff is None else f"{question.cutoff // 60:02}:{question.cutoff % 60:02}",
        steps=steps,
        segments=tuple(_joined(pieces(calendar, question, solution), question.received, solution.due)),
        total_minutes=sum(step.minutes for step in counted if step.kind is StepKind.COUNTED_DAY),
        total_days=sum(step.kind is StepKind.COUNTED_DAY for step in counted),
        articles=articles_applied(calendar, question, solution, steps),
        warnings=(*notes, *_warnings(calendar, question.received // DAY, solution.due // DAY)),
    )


def off_reason(calendar: Calendar, day: int) -> tuple[Reason, str]:
    """Why day index `day` has no counting window, with the holiday's name."""
    special = calendar.special.get(day)
    if special is not None:
        return Reason(special.kind.value), special.name
    return (Reason.RECEPTION_ONLY if calendar.tables.reception[day] else Reason.WEEKEND), ""


def _point(kind: StepKind, minute: int, reason: Reason | None = None, name: str = "") -> Step:
    return Step(kind, to_date(minute // DAY), to_moment(minute), reason=reason, name=name)


def _skipped(calendar: Calendar, first: int, last: int) -> Iterator[Step]:
    for day in range(first, last + 1):
        if not calendar.tables.spans[day]:
            reason, name = off_reason(calendar, day)
            yield Step(StepKind.SKIPPED_DAY, to_date(day), reason=reason, name=name)


def _receipt_steps(
    calendar: Calendar, question: Question, solution: Solution, *, supposed: bool
) -> Iterator[Step]:
    received, effective = question.received, solution.effective
    yield _point(StepKind.RECEIPT, received)
    yield from _skipped(calendar, received // DAY, effective // DAY - 1)
    yield _point(StepKind.EFFECTIVE_RECEIPT, effective, *_effective_reason(calendar, question, effective))
    if solution.completed is not None:
        day = to_date(solution.completed // DAY)
        reason = Reason.NOT_COMPLETE if supposed else None
        yield Step(StepKind.RESTART, day, to_moment(solution.completed), to_moment(solution.start), reason)
        told = max(
            solution.completed // DAY, effective // DAY
        )  # days before the first effective receipt are told
        yield from _skipped(calendar, told, solution.start // DAY - 1)


def _effective_reason(calendar: Calendar, question: Question, effective: int) -> tuple[Reason, str]:
    received = question.received
    if effective == received:
        return Reason.IN_HOURS, ""
    day, of_day = divmod(received, DAY)
    spans = calendar.tables.spans[day]
    if not spans:
        return off_reason(calendar, day)
    if question.cutoff is not None and of_day >= question.cutoff:
        return Reason.CUTOFF, ""
    if of_day < spans[0][0]:
        return Reason.BEFORE_OPENING, ""
    return (Reason.AFTER_HOURS if of_day >= spans[-1][1] else Reason.LUNCH_BREAK), ""


def _swap(calendar: Calendar, day: int) -> tuple[Reason | None, str]:
    """Reason and name of a counted day that has its own rule, such as a swapped working day."""
    special = calendar.special.get(day)
    return (Reason(special.kind.value), special.name) if special else (None, "")


def _rolling_steps(calendar: Calendar, question: Question, solution: Solution) -> Iterator[Step]:
    for day in range(solution.start // DAY, solution.due // DAY + 1):
        if not calendar.tables.spans[day]:
            yield from _skipped(calendar, day, day)
            continue
        pieces = list(_day_pieces(calendar, day, solution.start, solution.due, question.pauses))
        worked = [(begin, end) for begin, end, kind, _ in pieces if kind is SegmentKind.WORKED]
        paused = sum(end - begin for begin, end, kind, _ in pieces if kind is SegmentKind.PAUSED)
        if paused:
            kind = StepKind.PAUSED_MINUTES if worked else StepKind.PAUSED_DAY
            yield Step(kind, to_date(day), minutes=paused)
        if worked:
            begins, ends = to_moment(worked[0][0]), to_moment(worked[-1][1])
            minutes = sum(end - begin for begin, end in worked)
            yield Step(StepKind.COUNTED_DAY, to_date(day), begins, ends, *_swap(calendar, day), minutes)


def _civil_steps(calendar: Calendar, question: Question, solution: Solution) -> Iterator[Step]:
    unit = question.limit.unit
    if unit is LimitUnit.SAME_DAY:
        return
    start = solution.start // DAY
    yield Step(StepKind.FIRST_DAY, to_date(start))
    if unit is LimitUnit.MONTHS:
        yield Step(StepKind.LIMIT_END, to_date(solution.nominal_day))
    paused = _paused_days(question, start, solution.last_day)
    number = 0
    for day in range(start + 1, solution.last_day + 1):
        if unit is LimitUnit.WORKING_DAYS and not calendar.tables.spans[day]:
            yield from _skipped(calendar, day, day)
        elif day in paused:
            yield Step(StepKind.PAUSED_DAY, to_date(day))
        else:
            number += 1
            reason, name = _swap(calendar, day)
            yield Step(StepKind.COUNTED_DAY, to_date(day), reason=reason, name=name, number=number)
    due = solution.due // DAY
    if due > solution.last_day:
        reason, name = off_reason(calendar, solution.last_day)
        yield from _skipped(calendar, solution.last_day + 1, due - 1)
        yield Step(StepKind.ROLLED_END, to_date(due), reason=reason, name=name)


def _paused_days(question: Question, start: int, last: int) -> set[int]:
    return {
        day
        for begin, end in paused_dates(question.pauses)
        for day in range(max(begin, start) + 1, min(end, last) + 1)
    }


def _day_pieces(
    calendar: Calendar, day: int, start: int, due: int, pauses: Sequence[Stretch]
) -> Iterator[Piece]:
    """Counting windows of a day between `start` and `due`, cut into worked and paused pieces."""
    for opening, closing in calendar.tables.spans[day]:
        at, end = max(day * DAY + opening, start), min(day * DAY + closing, due)
        for pause_from, pause_to in pauses:
            begin, until = max(pause_from, at), min(pause_to, end)
            if begin < until:
                if at < begin:
                    yield at, begin, SegmentKind.WORKED, "tính"
                yield begin, until, SegmentKind.PAUSED, "tạm dừng"
                at = until
        if at < end:
            yield at, end, SegmentKind.WORKED, "tính"


def _off_piece(calendar: Calendar, day: int) -> Piece:
    reason, name = off_reason(calendar, day)
    kind = SegmentKind.HOLIDAY if name else SegmentKind.DAY_OFF
    label = name or ("chỉ tiếp nhận" if reason is Reason.RECEPTION_ONLY else "ngày nghỉ hằng tuần")
    return day * DAY, (day + 1) * DAY, kind, label


def _rolling_pieces(calendar: Calendar, question: Question, solution: Solution) -> Iterator[Piece]:
    for day in range(question.received // DAY, solution.due // DAY + 1):
        if not calendar.tables.spans[day]:
            yield _off_piece(calendar, day)
            continue
        yield from _day_pieces(calendar, day, solution.start, solution.due, question.pauses)


def _civil_pieces(calendar: Calendar, question: Question, solution: Solution) -> Iterator[Piece]:
    start, due = solution.start // DAY, solution.due // DAY
    only_working_days = question.limit.unit is LimitUnit.WORKING_DAYS
    paused = _paused_days(question, start, solution.last_day)
    for day in range(question.received // DAY, due + 1):
        counts = start < day <= solution.last_day
        if not calendar.tables.spans[day] and (only_working_days or not counts):
            yield _off_piece(calendar, day)
        elif counts:
            kind = SegmentKind.PAUSED if day in paused else SegmentKind.WORKED
            yield day * DAY, (day + 1) * DAY, kind, "tạm dừng" if day in paused else "tính"


def _joined(pieces: Iterator[Piece], received: int, due: int) -> Iterator[Segment]:
    """Pieces clipped to [received, due], gaps filled as closed, neighbours of one kind and label joined."""
    filled: list[Piece] = []
    at = received
    for begin, end, kind, label in pieces:
        begin, end = max(begin, at), min(end, due)
        if begin >= end:
            continue
        if at < begin:
            filled.append((at, begin, SegmentKind.CLOSED, "không tính"))
        if filled and filled[-1][2:] == (kind, label):
            filled[-1] = (filled[-1][0], end, kind, label)
        else:
            filled.append((begin, end, kind, label))
        at = end
    if at < due:
        filled.append((at, due, SegmentKind.CLOSED, "không tính"))
    return (Segment(to_moment(begin), to_moment(end), kind, label) for begin, end, kind, label in filled)


def _warnings(calendar: Calendar, first: int, last: int) -> Iterator[str]:
    missing = _years_not_on_record(calendar, to_date(first), to_date(last))
    if missing:
        yield f"Ngày nghỉ lễ năm {', '.join(missing)} chưa có trong lịch “{calendar.code}”: hạn có thể thay đổi."
    doubtful = [day for index, day in sorted(_special_between(calendar, first, last)) if _is_doubtful(day)]
    if doubtful:
        names = "; ".join(f"{day.date:%d/%m/%Y} {day.name}" for day in doubtful)
        yield f"Ngày chưa được văn bản chính thức xác nhận: {names}."


def _years_not_on_record(calendar: Calendar, first: date, last: date) -> list[str]:
    years = range(first.year, last.year + 1)
    if calendar.covered is None:
        return [str(year) for year in years]
    begin, end = calendar.covered
    return [
        str(year)
        for year in years
        if max(first, date(year, 1, 1)) < begin or min(last, date(year, 12, 31)) > end
    ]


def _special_between(calendar: Calendar, first: int, last: int) -> Iterator[tuple[int, SpecialDay]]:
    if last - first < len(calendar.special):
        return ((day, calendar.special[day]) for day in range(first, last + 1) if day in calendar.special)
    return ((day, special) for day, special in calendar.special.items() if first <= day <= last)


def _is_doubtful(day: SpecialDay) -> bool:
    # A free weekend is a day off with or without the decision, so its entry decides nothing.
    weekend = day.date.weekday() >= 5 and day.kind is not DayKind.SWAPPED_WORKING_DAY
    return day.confidence is not Confidence.VERIFIED and not weekend
