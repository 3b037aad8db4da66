# SPDX-License-Identifier: EUPL-1.2
"""Satisfaction in sums: the only way in which ballots are told.

Fewer ballots than the policy's least number are never shown. While more may still come, sums grow in whole groups of
that number, so that nobody reads the newest ballot off the difference between yesterday's sum and today's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.db import connection

from motcua.evaluations.policy import policy
from motcua.evaluations.questions import DISLIKE_AT_MOST, QUESTIONS, SATISFIED_FROM
from motcua.law.clock import VIETNAM
from motcua.organisations.models import Unit

UNITS_BELOW: Final = (
    "select id from organisations_unit where id = %(unit)s or ancestors @> array[%(unit)s::bigint]"
)
"""A unit and every unit below it, whenever they were in force."""


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Ballots of one group of fields, one month or one unit.

    `ballots`: how many the sums are made of; `total`: how many there are. `levels`: ballots by level, 1 to 5; empty
    when there are too few to be shown. `answers`: by question and answer.
    """

    key: str
    label: str
    total: int
    ballots: int
    levels: Mapping[int, int]
    answers: Mapping[str, Mapping[str, int]]
    target: Fraction | None = None

    @property
    def satisfied(self) -> int:
        """Ballots of the two upper levels."""
        return sum(count for level, count in self.levels.items() if level >= SATISFIED_FROM)

    @property
    def disliked(self) -> int:
        """Ballots of the two lower levels."""
        return sum(count for level, count in self.levels.items() if level <= DISLIKE_AT_MOST)

    @property
    def rate(self) -> Fraction | None:
        """Satisfied of all; None when there are too few to be shown."""
        return Fraction(self.satisfied, self.ballots) if self.ballots else None

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None without target or rate."""
        return None if self.rate is None or self.target is None else self.rate >= self.target


def kept_sql(partition: str, order: str) -> tuple[str, str]:
    """Columns `place` and `total` of a ballot among those of its group, and the condition that keeps the shown ones.

    Needs the parameters `least` and `closed` (whether no more ballots can come).
    """
    by = f"partition by {partition}" if partition else ""
    columns = f"row_number() over ({by} order by {order}) as place, count(*) over ({by}) as total"
    kept = (
        "(case when total < %(least)s then 0 when %(closed)s then total else total - total %% %(least)s end)"
    )
    return columns, f"place <= {kept}"


def parameters(unit: int, first: dt.date, last: dt.date, today: dt.date) -> dict[str, Any]:
    """The parameters that every sum of ballots needs."""
    held = policy()
    return {
        "unit": unit,
        "begin": dt.datetime.combine(first, dt.time(), VIETNAM),
        "end": dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), VIETNAM),
        "least": held.least,
        "closed": today > last,
    }


_COUNTS: Final = ",\n".join(
    [
        *(f"count(*) filter (where kept and overall = {level})" for level in range(1, 6)),
        *(
            # Names and values are those of the house's own questions.
            f"count(*) filter (where kept and {question.asked.value} = '{answer}')"
            for question in QUESTIONS
            for answer, _words in question.answers
        ),
    ]
)


def _statement(key: str) -> str:
    columns, kept = kept_sql("key", "id")
    return f"""
    with cast_here as (
        select ballot.*, {key} as key from evaluations_ballot ballot
        where ballot.unit_id in ({UNITS_BELOW}) and answered_at >= %(begin)s and answered_at < %(end)s
    ), placed as (select *, {columns} from cast_here),
    marked as (select *, {kept} as kept from placed)
    select key, count(*), count(*) filter (where kept), {_COUNTS} from marked group by key order by key
    """  # noqa: S608  made of the house's own words; every value is a parameter


_ALL: Final = _statement("''")
_BY_GROUP: Final = _statement("ballot.group")
_BY_CHILD: Final = _statement(
    "(select coalesce(holder.ancestors[cardinality(%(path)s::bigint[]) + 1], holder.id)::text"
    " from organisations_unit holder where holder.id = ballot.unit_id)"
)


def overall(unit: int, first: dt.date, last: dt.date, today: dt.date) -> Satisfaction:
    """All ballots of a unit and those below it, answered between two days (both included). One query."""
    rows = _rows(_ALL, parameters(unit, first, last, today))
    return _told(rows[0], "", None) if rows else Satisfaction("", "", 0, 0, {}, {})


def by_group(unit: int, first: dt.date, last: dt.date, today: dt.date) -> list[Satisfaction]:
    """By group of fields, each with its target; groups without a ballot stand there with none. One query."""
    rows = {row[0]: row for row in _rows(_BY_GROUP, parameters(unit, first, last, today))}
    return [
        _told(rows[group.code], group.name, group.target)
        if group.code in rows
        else Satisfaction(group.code, group.name, 0, 0, {}, {}, group.target)
        for group in policy().groups
    ]


def by_child(unit: Unit, first: dt.date, last: dt.date, today: dt.date) -> dict[int, Satisfaction]:
    """By the units directly below, each with everything below it; the unit's own under its own id. One query."""
    told = parameters(unit.pk, first, last, today) | {"path": unit.lineage}
    return {int(row[0]): _told(row, "", None) for row in _rows(_BY_CHILD, told)}


def remarks(unit: int, first: dt.date, last: dt.date, today: dt.date) -> list[tuple[str, int]]:
    """What people wrote and how many wrote just that, in an order that tells nothing of time or dossier.

    None where there are too few.
    """
    columns, kept = kept_sql("", "id")
    statement = f"""
    with placed as (
        select remark, id, {columns} from evaluations_ballot
        where unit_id in ({UNITS_BELOW}) and answered_at >= %(begin)s and answered_at < %(end)s and remark <> ''
    ) select remark, count(*) from placed where {kept} group by remark order by md5(remark), remark limit 200
    """  # noqa: S608  as above
    return [(row[0], row[1]) for row in _rows(statement, parameters(unit, first, last, today))]


def _rows(statement: str, values: Mapping[str, Any]) -> list[Sequence[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _told(row: Sequence[Any], label: str, target: Fraction | None) -> Satisfaction:
    key, total, ballots, *counts = row
    if not ballots:
        return Satisfaction(key, label, total, 0, {}, {}, target)
    levels = {level: counts[level - 1] for level in range(1, 6)}
    rest = iter(counts[5:])
    answers = {
        question.asked.value: {answer: next(rest) for answer, _words in question.answers}
        for question in QUESTIONS
    }
    return Satisfaction(key, label, total, ballots, levels, answers, target)
