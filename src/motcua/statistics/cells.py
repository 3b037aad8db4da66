# SPDX-License-Identifier: EUPL-1.2
"""From spans to cells: the SQL that counts every flow of a set of spans, made from `motcua.statistics.measures`.

The same statement makes the cells when everything is built anew, their change when spans change, what is added or
taken away while an answer is read, and the recount that checks them.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache

from motcua.law.clock import DAY
from motcua.statistics.lives import FIELDS, NEVER
from motcua.statistics.measures import COLUMNS, Anchor, Measure


class Grain(IntEnum):
    """Which stretches of days a cell sums, and what it tells apart besides unit, channel and outcome."""

    DAY = 1
    MONTH = 2
    YEAR = 3
    VERSION_MONTH = 4
    VERSION_YEAR = 5
    OFFICER_MONTH = 6


TABLE = "(select 1 as sign, * from statistics_span)"
"""All spans of the table, each counted once."""

_OFFICER = {
    Anchor.BEGIN: "case when s.begins = 'received' then s.receiver_id else 0 end",
    Anchor.END: "case when s.ends = 'ended' then s.handler_id else 0 end",
    Anchor.DUE: "0",
    Anchor.RETURNED: "s.handler_id",
}
_OUTCOME = {Anchor.END: "s.outcome", Anchor.RETURNED: "s.outcome"}


def officer_in_sql(anchor: Anchor) -> str:
    """SQL: the official that something counted at `anchor` belongs to; 0: nobody in particular."""
    return _OFFICER[anchor]


@cache
def counted(relation: str, minutes: str, columns: tuple[str, ...] = tuple(COLUMNS)) -> str:
    """SQL: the flows `columns` of a relation of spans (with their `sign`), one row per day and dimension and anchor.

    A number that is nought is null. `minutes` is a condition on `{at}`, the minute at which something is counted.
    """
    return _parts(relation, minutes, columns, "{day} as day", "1, 2, 3, 4, 5, 6")


@cache
def summed(relation: str) -> str:
    """SQL: all flows of a relation of spans as cells of the grains that others are summed from, one row
    for each anchor.

    ⚡ Each span is looked at once for all of them: whether it counts costs more than adding it up.
    """
    starts = f"{{day}} as day, {month_start('({day})')} as month"
    parts = _parts(relation, "true", tuple(COLUMNS), starts, _SETS)
    return f"""select {_GRAIN} as grain, coalesce(day, month) as start,
unit_id, coalesce(version_id, 0) as version_id,
case {_GRAIN} when {Grain.OFFICER_MONTH.value} then officer_id else 0 end as officer_id, channel, outcome,
{", ".join(COLUMNS)} from ({parts}) parts"""  # noqa: S608  made of the house's own words


# By day; by month and procedure; by month and officer: each with unit, channel and outcome (columns of `_part`).
_SETS = "grouping sets ((1, 3, 6, 7), (2, 3, 4, 6, 7), (2, 3, 5, 6, 7))"
_GRAIN = (
    f"case when day is not null then {Grain.DAY.value} when version_id is not null then {Grain.VERSION_MONTH.value} "
    f"else {Grain.OFFICER_MONTH.value} end"
)


def _parts(relation: str, minutes: str, columns: tuple[str, ...], starts: str, groups: str) -> str:
    anchors = {COLUMNS[name].anchor for name in columns}
    return "\nunion all\n".join(
        _part(relation, anchor, minutes, columns, starts, groups) for anchor in Anchor if anchor in anchors
    )


def _part(
    relation: str, anchor: Anchor, minutes: str, columns: tuple[str, ...], starts: str, groups: str
) -> str:
    at = f"s.{anchor.value}"
    outcome = _OUTCOME.get(anchor, "''::text")
    sums = ",\n".join(f"{_sum(COLUMNS[name], anchor)} as {name}" for name in columns)
    return f"""select {starts.format(day=f"{at} / {DAY}")}, s.unit_id, s.version_id, {_OFFICER[anchor]} as officer_id,
s.channel, {outcome} as outcome,
{sums}
from {relation} s where {at} < {NEVER} and ({minutes.format(at=at)})
group by {groups}"""  # noqa: S608  made of the house's own words


def _sum(measure: Measure, anchor: Anchor) -> str:
    if measure.anchor is not anchor:
        return f"null::{measure.kind}"
    value = f"s.sign * {measure.value}" if measure.value else "s.sign"
    return f"(sum({value}) filter (where {measure.where}))::{measure.kind}"


_TYPES = {
    **dict.fromkeys(FIELDS, "int"),
    **dict.fromkeys(("stage", "waiting_for", "channel", "begins", "ends", "outcome", "returned_by"), "text"),
    **dict.fromkeys(
        ("digitised", "reused", "from_database", "must_pay", "paid_online", "reappointed", "e_result"), "bool"
    ),
    "dossier_id": "bigint",
}
GIVEN = ", ".join(f'"{name}" {_TYPES[name]}' for name in FIELDS)
"""Columns of spans that come as JSON, with their types."""

LISTED = ", ".join(f'"{name}"' for name in FIELDS)
"""Columns of a span."""


def month_start(day: str) -> str:
    """SQL: the index of the first day of the statistical month of a day (15th to 14th)."""
    return f"((date_trunc('month', (date '1990-01-01' + ({day}) - 14)::timestamp)::date - date '1990-01-01') + 14)"


def year_start(day: str) -> str:
    """SQL: the index of the first day of the statistical year of a day (15 December to 14 December)."""
    shifted = f"(date '1990-01-01' + ({day}) - 14 + interval '1 month')"
    return f"(((date_trunc('year', {shifted}) - interval '1 month')::date - date '1990-01-01') + 14)"
