# SPDX-License-Identifier: EUPL-1.2
"""Ballots of the dossiers that ended in a window, in sums as `motcua.evaluations.figures` allows them.

The ballot says what the respondent found, the span of the dossier's end says of which unit, field and official, and
how timely it was. Single ballots never leave the database. A dossier may be rated long after it ended, so these sums
always grow in whole groups.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.db import connection

from motcua.evaluations.figures import UNITS_BELOW, kept_sql, parameters
from motcua.evaluations.questions import DISLIKE_AT_MOST
from motcua.law.clock import to_minutes
from motcua.organisations.models import Unit
from motcua.statistics.lives import Judged


class Each(StrEnum):
    """What ballots are summed by."""

    ALL = "all"
    CHILD = "child"
    AGENCY = "agency"
    FIELD = "field"
    OFFICER = "officer"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Said:
    """`total`: ballots there are; `told`: those the sums are made of. `agencies` and `attitude`: dossiers by points
    (indicators 4 and 7 of TT 01/2018 Đ.13).
    """

    total: int = 0
    told: int = 0
    disliked: int = 0
    agencies: Mapping[int, int] | None = None
    attitude: Mapping[int, int] | None = None


NOTHING_SAID: Final = Said()
_KEYS: Final[Mapping[Each, str]] = {
    Each.ALL: "''",
    Each.CHILD: "(select coalesce(u.ancestors[cardinality(%(path)s::bigint[]) + 1], u.id)::text"
    " from organisations_unit u where u.id = s.unit_id)",
    Each.AGENCY: "s.unit_id::text",
    Each.FIELD: "(select v.field_code from catalogue_procedureversion v where v.id = s.version_id)",
    Each.OFFICER: "s.handler_id::text",
    # The statistical month: from the 15th on it is that of the next month.
    Each.MONTH: "(select to_char(date_trunc('month', d - 14) + interval '1 month', 'YYYY-MM')"
    " from (select date '1990-01-01' + s.ended / 1440 as d) day)",
}


def said(unit: Unit, first: dt.date, last: dt.date, today: dt.date, each: Each = Each.ALL) -> dict[str, Said]:
    """What ballots say of the dossiers of a unit and those below it that ended between two days. One query."""
    values = parameters(unit.pk, first, last, today) | {"path": unit.lineage}
    values["closed"] = False
    values |= {"from_minute": to_minutes(values["begin"]), "to_minute": to_minutes(values["end"])}
    with connection.cursor() as cursor:
        cursor.execute(_statement(each), values)
        return {row[0]: _said(row) for row in cursor.fetchall()}


def _statement(each: Each) -> str:
    key = _KEYS[each]
    columns, kept = kept_sql("key", "id")
    early, on_time, late = Judged.EARLY.value, Judged.ON_TIME.value, Judged.LATE.value
    return f"""
    with ended_here as (
        select b.id, b.overall, b.agencies, b.attitude, s.date as judged, {key} as key
        from evaluations_ballot b join statistics_span s on s.dossier_id = b.dossier_id and s.ends = 'ended'
        where s.unit_id in ({UNITS_BELOW}) and s.ended >= %(from_minute)s and s.ended < %(to_minute)s
    ), placed as (select *, {columns} from ended_here),
    marked as (select *, {kept} as kept from placed)
    select key, count(*), count(*) filter (where kept), count(*) filter (where kept and overall <= {DISLIKE_AT_MOST}),
           count(*) filter (where kept and agencies = 'none'), count(*) filter (where kept and agencies = 'centre'),
           count(*) filter (where kept and agencies = 'more'),
           count(*) filter (where kept and attitude in ('good', 'fair') and judged = {early}),
           count(*) filter (where kept and attitude in ('good', 'fair') and judged = {on_time}),
           count(*) filter (where kept and (attitude = 'bad' or attitude <> '' and judged = {late}))
    from marked group by key
    """  # noqa: S608  only names and words of the house are put in; every value is a parameter


def _said(row: tuple[Any, ...]) -> Said:
    _key, total, told, disliked, two, one, none, good, fair, bad = row
    return Said(total, told, disliked, {2: two, 1: one, 0: none}, {2: good, 1: fair, 0: bad})
