# SPDX-License-Identifier: EUPL-1.2
"""The list that makes a figure: the same definition, asked for the dossiers instead of their number.

A list is read page by page, ordered by unit, then by the minute that is counted, then by dossier, so that a page
costs the same however long the list is. Its total is the figure, from `ask`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils import timezone

from motcua.law.clock import to_moment
from motcua.law.report_windows import statistical_month_of
from motcua.statistics.amendments import Amendment, amendment_of
from motcua.statistics.asking import asked
from motcua.statistics.cells import GIVEN, LISTED, officer_in_sql
from motcua.statistics.lives import NEVER, Judged
from motcua.statistics.measures import FLOWS, STOCKS, Anchor, M, judged_where
from motcua.statistics.moments import together
from motcua.statistics.places import Place, places_of
from motcua.statistics.questions import By, Cell, Key, NotByOfficer, Question, QuestionRefused
from motcua.statistics.summing import STANDING, as_json, filter_parameters, outcomes_of
from motcua.statistics.window import Window, moment_of, window_of

_WORDS = {Judged.EARLY: "early", Judged.ON_TIME: "on_time", Judged.LATE: "late", Judged.UNKNOWN: "unknown"}


@dataclass(frozen=True, slots=True)
class Listed:
    """One dossier of a list. `judgement` is early, on_time, late, unknown, or empty while the dossier is open;
    `due` is the due date of the span that was counted, or the last one of a dossier that ended."""

    dossier_id: int
    code: str
    procedure_name: str
    applicant_name: str
    unit_id: int
    unit: str
    handler: str
    received: dt.datetime | None
    due: dt.datetime | None
    ended: dt.datetime | None
    counted: dt.datetime | None
    judgement: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list. `next` is the key of the following page, empty on the last one; `total` is the figure."""

    cell: Cell
    rows: tuple[Listed, ...]
    next: str
    total: int


@dataclass(frozen=True, slots=True)
class _Counted:
    """Which spans a figure counts: the condition, the column whose minute they are ordered by, the official's id."""

    where: str
    order: str
    officer: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Some of the dossiers of a figure: a condition in SQL on `s`, a span of its list, with the values it names.

    A room above narrows a list by what only that room knows.
    """

    sql: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __and__(self, other: Narrowing) -> Narrowing:
        """Both at once. Raises `ValueError` when both name a value alike."""
        if shared := self.values.keys() & other.values.keys():
            raise ValueError(f"both conditions name {', '.join(sorted(shared))}")
        return Narrowing(f"({self.sql}) and ({other.sql})", {**self.values, **other.values})


EVERY = Narrowing("true")
"""All dossiers of a figure."""


def listed(cell: Cell, *, after: str = "", limit: int = 50, only: Narrowing = EVERY) -> Listing:
    """A page of the dossiers that make a figure, `limit` at most, behind the key `after`; of them `only` some.

    A sum of minutes lists the dossiers whose minutes are summed. Raises `QuestionRefused` for a key that is none,
    `NotByOfficer`, `FiguresBehind`.
    """
    behind = _place_of(after)
    with together():
        figure = _figure(cell)
        total = _total(figure) if only is EVERY else _tallied(figure, (), only).get((), 0)
        rows = _page(figure, behind, limit + 1, only)
    following = _key(rows[limit - 1]) if len(rows) > limit else ""
    return Listing(cell, tuple(map(_listed, rows[:limit])), following, total)


def tally(cell: Cell, keys: Sequence[str], only: Narrowing = EVERY) -> dict[tuple[Any, ...], int]:
    """How many dossiers of a figure there are by `keys`, each an expression in SQL on `s`; they sum to the figure."""
    with together():
        return _tallied(_figure(cell), keys, only)


def by_state(cell: Cell) -> dict[str, int]:
    """In which state (`motcua.law.statuses.State`) the dossiers of a figure are today; sums to the figure."""
    return {state: number for (state,), number in tally(cell, (_STATE,)).items()}


def in_state(state: str) -> Narrowing:
    """Those that are in a state today."""
    return Narrowing(f"{_STATE} = %(state)s", {"state": state})


_STATE = "(select d.state from dossiers_dossier d where d.id = s.dossier_id)"


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure with all that is needed to list it."""

    measure: M
    question: Question
    window: Window
    places: list[Place]
    amendment: Amendment
    whole: bool


def _figure(cell: Cell) -> _Figure:
    now = timezone.now()
    question = narrowed(cell, window_of(cell.question, now))
    measure = _COUNTED_AS.get(cell.measure, cell.measure)
    if measure in STOCKS and question.by_officer:
        raise NotByOfficer(measure)
    window = window_of(question, now)
    # Of the whole question: a merged unit stands where it stands on the last day of it, in the row of each month.
    places = [place for place in places_of(cell.question) if _stands_in(place, cell)]
    whole = not any(key.by in STANDING for key in cell.keys)
    return _Figure(measure, question, window, places, amendment_of(window), whole)


_COUNTED_AS = dict.fromkeys((M.MINUTES_TAKEN, M.MINUTES_ALLOWED), M.TIME_KNOWN)


def narrowed(cell: Cell, window: Window) -> Question:
    """The question of one figure: its keys become filters; where it stands is left to `places_of`."""
    question = dataclasses.replace(cell.question, as_of=moment_of(window))
    changes: dict[str, Any] = {"by": ()}
    for key in cell.keys:
        changes |= _filter(key)
        if key.by is By.MONTH:
            month = statistical_month_of(_day(key))
            changes |= {"first": max(month.first, question.first), "last": min(month.last, question.last)}
    return dataclasses.replace(question, **changes)


def _filter(key: Key) -> dict[str, Any]:
    match key.by:
        case By.VERSION:
            return {"versions": (int(key.value),)}
        case By.FIELD:
            return {"fields": (str(key.value),)}
        case By.CHANNEL:
            return {"channels": (str(key.value),)}
        case By.OFFICER:
            return {"officer": int(key.value)}
        case By.DAY:
            day = _day(key)
            return {"first": day, "last": day}
        case _:
            return {}


def _day(key: Key) -> dt.date:
    try:
        return dt.date.fromisoformat(str(key.value))
    except ValueError as error:
        raise QuestionRefused("Liên kết số liệu không đúng.") from error


def _stands_in(place: Place, cell: Cell) -> bool:
    return all(str(place.key(key.by)) == str(key.value) for key in cell.keys if key.by in STANDING)


def _counted(measure: M, question: Question, window: Window) -> _Counted:
    if measure in STOCKS:
        at = window.before if measure is M.CARRIED else window.end
        return _Counted(
            f"s.began <= {at} and s.ended > {at} and {STOCKS[measure].format(at=at)}", "ended", "0"
        )
    anchor = FLOWS[measure].anchor if measure in FLOWS else Anchor.END
    inside = f"s.{anchor.value} between {window.first} and {window.end}"
    return _Counted(f"{inside} and ({_where(measure, question)})", anchor.value, officer_in_sql(anchor))


def _where(measure: M, question: Question) -> str:
    if measure in FLOWS:
        return FLOWS[measure].where
    if measure is M.ENDED_NOT_TIMED:
        return "s.ends = 'ended' and s.outcome = any(%(left_out_outcomes)s)"
    timed = f"{judged_where(measure, question.policy)} and s.outcome = any(%(timed)s)"
    if measure is not M.ENDED_ON_TIME:
        return timed
    return f"{timed} or s.ends = 'ended' and s.outcome = any(%(as_on_time)s)"


_FOUND = f"""select * from (
(select {LISTED} from statistics_span s where {{where}} and s.dossier_id <> all(%(left_out)s) {{ordered}})
union all select {LISTED} from jsonb_to_recordset(%(spans)s::jsonb) as s({GIVEN}) where {{where}}
) s {{ordered}}"""  # noqa: S608  names of columns
_SHOWN = """
select d.id, d.code, d.procedure_name, d.applicant_name, s.unit_id, u.name, coalesce(p.full_name, ''), d.received_at,
       s.due, s.ended, s.ends, s.outcome, s.{judged}, s."order", s.{order}
from ({found}) s
join dossiers_dossier d on d.id = s.dossier_id
join organisations_unit u on u.id = s.unit_id
left join organisations_person p on p.id = coalesce(nullif(s.handler_id, 0), d.holder_id)
order by s.unit_id, s.{order}, s.dossier_id, s."order"
"""


def _total(figure: _Figure) -> int:
    only = frozenset({figure.measure})
    answer = asked(figure.question, figure.window, figure.places, figure.amendment, only, whole=figure.whole)
    return answer.total[figure.measure]


def _tallied(figure: _Figure, keys: Sequence[str], only: Narrowing) -> dict[tuple[Any, ...], int]:
    found, parameters = _found(figure, [], None, only)
    groups = f"group by {', '.join(str(place) for place in range(1, len(keys) + 1))}" if keys else ""
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join([*keys, 'count(*)'])} from ({found}) s {groups}", parameters)  # noqa: S608  words of the house
        return {tuple(row[:-1]): row[-1] for row in cursor.fetchall()}


def _page(figure: _Figure, after: list[int], limit: int, only: Narrowing) -> list[tuple[Any, ...]]:
    found, parameters = _found(figure, after, limit, only)
    order = _counted(figure.measure, figure.question, figure.window).order
    with connection.cursor() as cursor:
        statement = _SHOWN.format(judged=figure.question.policy.value, order=order, found=found)
        cursor.execute(statement, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _found(
    figure: _Figure, after: list[int], limit: int | None, only: Narrowing
) -> tuple[str, dict[str, Any]]:
    """SQL: the spans of a figure in order, behind a place and no more than `limit`."""
    question = figure.question
    counted = _counted(figure.measure, question, figure.window)
    conditions = [
        f"s.unit_id = any(%(units)s) and {counted.where}",
        *_filters(question, counted),
        f"({only.sql})",
    ]
    if after:
        place = ", ".join(map(str, after))
        conditions.append(f'(s.unit_id, s.{counted.order}, s.dossier_id, s."order") > ({place})')
    where, ordered = " and ".join(conditions), ""
    if limit is not None:
        ordered = f'order by s.unit_id, s.{counted.order}, s.dossier_id, s."order" limit {limit:d}'
    outcomes = outcomes_of(question)
    parameters = {
        "units": [place.unit for place in figure.places],
        "left_out": list(figure.amendment.dossiers),
        "spans": as_json(figure.amendment.spans),
        "timed": outcomes.timed,
        "left_out_outcomes": outcomes.left_out,
        "as_on_time": outcomes.as_on_time,
        **filter_parameters(question),
        **only.values,
    }
    return _FOUND.format(where=where, ordered=ordered), parameters


def _filters(question: Question, counted: _Counted) -> list[str]:
    conditions = []
    if question.fields:
        version = "select v.id from catalogue_procedureversion v where v.field_code = any(%(fields)s)"
        conditions.append(f"s.version_id in ({version})")
    if question.versions:
        conditions.append("s.version_id = any(%(versions)s)")
    if question.channels:
        conditions.append("s.channel = any(%(channels)s)")
    if question.officer is not None:
        conditions.append(f"({counted.officer}) = %(officer)s")
    return conditions


def _listed(row: tuple[Any, ...]) -> Listed:
    (
        pk,
        code,
        procedure,
        applicant,
        unit_id,
        unit,
        handler,
        received,
        due,
        ended,
        ends,
        outcome,
        judged,
        _,
        at,
    ) = row
    finished = ends == "ended"
    return Listed(
        dossier_id=pk,
        code=code,
        procedure_name=procedure,
        applicant_name=applicant,
        unit_id=unit_id,
        unit=unit,
        handler=handler,
        received=received,
        due=to_moment(due) if due < NEVER else None,
        ended=to_moment(ended) if finished else None,
        counted=None if at >= NEVER else to_moment(at),
        judgement=_WORDS[Judged(judged)] if finished else "",
        outcome=outcome,
    )


def _key(row: tuple[Any, ...]) -> str:
    """The place of a row in its list."""
    return f"{row[4]}-{row[-1]}-{row[0]}-{row[-2]}"


def _place_of(key: str) -> list[int]:
    if not key:
        return []
    parts = key.split("-")
    if len(parts) != _PARTS or not all(
        part.isascii() and part.isdigit() and len(part) < 19 for part in parts
    ):
        raise QuestionRefused("Liên kết tới trang sau của danh sách không đúng.")
    return [int(part) for part in parts]


_PARTS = 4
