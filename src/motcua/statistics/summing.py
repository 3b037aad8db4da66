# SPDX-License-Identifier: EUPL-1.2
"""The sums behind an answer: one statement over what the tables hold and what a reader puts right."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from motcua.law.judging import Policy
from motcua.law.timeliness import Counting, Outcome
from motcua.statistics.amendments import Amendment
from motcua.statistics.lives import FIELDS, Span
from motcua.statistics.measures import FLOWS, JUDGEMENTS, STANDING_FROM, STOCKS, M, judged_column
from motcua.statistics.places import Place
from motcua.statistics.questions import By, Question
from motcua.statistics.sources import Sources
from motcua.statistics.window import Window

STANDING = (By.UNIT, By.AGENCY, By.LEVEL)
TIMES = (By.DAY, By.MONTH)


@dataclass(frozen=True, slots=True)
class Summed:
    """Flows of one combination of keys: inside the window on the day (or month) `start`; None: before it."""

    keys: tuple[str, ...]
    start: int | None
    flows: dict[M, int]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Which outcomes are judged, which are left out, which count as on time."""

    timed: list[str]
    left_out: list[str]
    as_on_time: list[str]


def outcomes_of(question: Question) -> Outcomes:
    """How the switches of a question treat each outcome. The formula of the index 766 knows no switches."""
    switches = {
        Outcome.SETTLED: Counting.TIMED,
        Outcome.REFUSED: question.refusals,
        Outcome.STOPPED: question.stops,
    }
    if question.policy is Policy.INDEX766:
        switches = dict.fromkeys(switches, Counting.TIMED)

    def treated(counting: Counting) -> list[str]:
        return [outcome.value for outcome, how in switches.items() if how is counting]

    return Outcomes(treated(Counting.TIMED), treated(Counting.NOT_TIMED), treated(Counting.AS_ON_TIME))


def summed(
    question: Question,
    window: Window,
    places: Sequence[Place],
    amendment: Amendment,
    only: frozenset[M],
    *,
    whole: bool = True,
) -> list[Summed]:
    """The flows of a question, inside its window and before it. One statement.

    `whole`: `places` are all units of the question, none left out.
    """
    wanted = wanted_of(question, only)
    history = not question.by_officer and not only.isdisjoint(STOCKS)
    sources = Sources(
        question, window, columns_for(question, wanted), history, bool(amendment.dossiers), whole
    )
    with connection.cursor() as cursor:
        cursor.execute(_statement(question, sources, wanted), _parameters(question, places, amendment))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    count = len(keys_of(question))
    return [
        Summed(
            tuple(str(key) for key in row[:count]),
            row[count],
            {name: int(value) for name, value in zip(wanted, row[count + 1 :], strict=True) if value},
        )
        for row in rows
    ]


def keys_of(question: Question) -> tuple[By, ...]:
    """The keys of a question without days and months."""
    return tuple(by for by in question.by if by not in TIMES)


def wanted_of(question: Question, only: frozenset[M]) -> list[M]:
    """The flows that the wanted numbers need."""
    stocks = [] if question.by_officer else [name for name in STOCKS if name in only]
    behind = {flow for stock in stocks for flow in STANDING_FROM[stock]}
    return [name for name in M if name not in STOCKS and (name in only or name in behind)]


def columns_for(question: Question, wanted: Iterable[M]) -> tuple[str, ...]:
    """Columns of cells that these flows are made of."""
    names: dict[str, None] = {}
    for name in wanted:
        if name in FLOWS:
            names[name.value] = None
        else:
            names[M.ENDED.value] = None
            if name in JUDGEMENTS:
                names[judged_column(name, question.policy)] = None
    return tuple(names)


def figure(name: M, policy: Policy) -> str:
    """SQL: a flow summed over counted rows `w`."""
    if name in FLOWS:
        return f"sum(w.{name.value})"
    if name is M.ENDED_NOT_TIMED:
        return "sum(w.ended) filter (where w.outcome = any(%(left_out_outcomes)s))"
    timed = f"sum(w.{judged_column(name, policy)}) filter (where w.outcome = any(%(timed)s))"
    if name is not M.ENDED_ON_TIME:
        return timed
    return f"coalesce({timed}, 0) + coalesce(sum(w.ended) filter (where w.outcome = any(%(as_on_time)s)), 0)"


def as_json(spans: Iterable[Span]) -> str:
    """Derived spans for the database."""
    return json.dumps([{name: getattr(span, name) for name in FIELDS} for span in spans])


def _statement(question: Question, sources: Sources, wanted: list[M]) -> str:
    keys = [_KEYS[by] for by in keys_of(question)]
    selected = ", ".join([*keys, "case when w.inside then w.start end"])
    groups = ", ".join(str(number) for number in range(1, len(keys) + 2))
    figures = ", ".join(figure(name, question.policy) for name in wanted)
    return f"""with w as ({sources.sql()})
select {selected}, {figures} from w {joins(question)} where {filters(question)} group by {groups}"""  # noqa: S608  words of the house


def _parameters(question: Question, places: Sequence[Place], amendment: Amendment) -> dict[str, Any]:
    outcomes = outcomes_of(question)
    by_unit = [place.key(By.UNIT) for place in places]
    return {
        "unit": question.unit,
        "units": _array(place.unit for place in places),
        "children": _array(set(by_unit) - {question.unit}),
        "by_unit": _array(by_unit),
        "by_agency": _array(place.key(By.AGENCY) for place in places),
        "by_level": _array(place.key(By.LEVEL) for place in places),
        "left_out": list(amendment.dossiers),
        "spans": as_json(amendment.spans),
        "timed": outcomes.timed,
        "left_out_outcomes": outcomes.left_out,
        "as_on_time": outcomes.as_on_time,
        **filter_parameters(question),
    }


def _array(values: Iterable[int | str]) -> str:
    """⚡ Numbers, or words of the house, as PostgreSQL writes an array: the driver looks at each of them by itself,
    which took up to a quarter of an answer about hundreds of units."""
    return "{" + ",".join([str(value) for value in values]) + "}"


_KEYS = {
    By.UNIT: "p.by_unit",
    By.AGENCY: "p.by_agency",
    By.LEVEL: "coalesce(nullif(w.level, ''), p.by_level)",
    By.VERSION: "w.version_id",
    By.FIELD: "v.field_code",
    By.CHANNEL: "w.channel",
    By.OFFICER: "w.officer_id",
}


def joins(question: Question) -> str:
    """SQL: where a counted row stands, and its procedure where that is asked for."""
    places = (
        "join unnest(%(units)s::int[], %(by_unit)s::int[], %(by_agency)s::int[], %(by_level)s::text[])"
        " as p(unit, by_unit, by_agency, by_level) on p.unit = w.unit_id"
    )
    if By.FIELD in question.by or question.fields:
        return f"{places} join catalogue_procedureversion v on v.id = w.version_id"
    return places


def filters(question: Question) -> str:
    """SQL: which counted rows the question leaves in."""
    conditions = ["true"]
    if question.fields:
        conditions.append("v.field_code = any(%(fields)s)")
    if question.versions:
        conditions.append("w.version_id = any(%(versions)s)")
    if question.channels:
        conditions.append("w.channel = any(%(channels)s)")
    if question.officer is not None:
        conditions.append("w.officer_id = %(officer)s")
    return " and ".join(conditions)


def filter_parameters(question: Question) -> dict[str, Any]:
    """Values of `filters`."""
    return {
        "fields": list(question.fields),
        "versions": list(question.versions),
        "channels": list(question.channels),
        "officer": question.officer,
    }
