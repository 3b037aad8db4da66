# SPDX-License-Identifier: EUPL-1.2
"""Ballots of the dossiers that ended in a window, in sums as `motcua.evaluations.figures` allows them.

The ballot says what the respondent found, the dossier says of which unit, field and official, and how timely it was.
Single ballots never leave the database. A dossier may be rated long after it ended, so these sums always grow in
whole groups.
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
from motcua.organisations.models import Unit


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
    """`total`: ballots there are; `told`: those the sums are made of. `agencies`, `attitude` and `publicity`:
    dossiers by points (indicators 4, 7 and 6 of TT 01/2018 Đ.13).
    """

    total: int = 0
    told: int = 0
    disliked: int = 0
    agencies: Mapping[int, int] | None = None
    attitude: Mapping[int, int] | None = None
    publicity: Mapping[int, int] | None = None


NOTHING_SAID: Final = Said()
_KEYS: Final[Mapping[Each, str]] = {
    Each.ALL: "''",
    Each.CHILD: "(select coalesce(u.ancestors[cardinality(%(path)s::bigint[]) + 1], u.id)::text"
    " from organisations_unit u where u.id = d.competent_unit_id)",
    Each.AGENCY: "d.competent_unit_id::text",
    Each.FIELD: "d.field_code",
    # Who settled it: who drafted last, as the statistics tell it.
    Each.OFFICER: "(select e.person_id::text from dossiers_event e where e.dossier_id = d.id and e.act = 'draft'"
    " order by e.sequence desc limit 1)",
    # The statistical month: from the 15th on it is that of the next month.
    Each.MONTH: "to_char(date_trunc('month', (d.ended_at at time zone 'Asia/Ho_Chi_Minh')::date - 14)"
    " + interval '1 month', 'YYYY-MM')",
}


def said(unit: Unit, first: dt.date, last: dt.date, today: dt.date, each: Each = Each.ALL) -> dict[str, Said]:
    """What ballots say of the dossiers of a unit and those below it that ended between two days. One query."""
    values = parameters(unit.pk, first, last, today) | {"path": unit.lineage, "closed": False}
    with connection.cursor() as cursor:
        cursor.execute(_statement(_KEYS[each]), values)
        return {row[0]: _said(row) for row in cursor.fetchall() if row[0] is not None}


def _statement(key: str) -> str:
    columns, kept = kept_sql("key", "id")
    return f"""
    with ended_here as (
        select b.id, b.overall, b.agencies, b.attitude, b.publicity, {_JUDGED} as judged, {key} as key
        from evaluations_ballot b join dossiers_dossier d on d.id = b.dossier_id
        where d.competent_unit_id in ({UNITS_BELOW}) and d.ended_at >= %(begin)s and d.ended_at < %(end)s
            and d.received_at is not null
    ), placed as (select *, {columns} from ended_here),
    marked as (select *, {kept} as kept from placed)
    select key, count(*), count(*) filter (where kept), count(*) filter (where kept and overall <= {DISLIKE_AT_MOST}),
           count(*) filter (where kept and agencies = 'none'), count(*) filter (where kept and agencies = 'centre'),
           count(*) filter (where kept and agencies = 'more'),
           count(*) filter (where kept and attitude in ('good', 'fair') and judged = 'early'),
           count(*) filter (where kept and attitude in ('good', 'fair') and judged = 'on_time'),
           count(*) filter (where kept and (attitude = 'bad' or attitude <> '' and judged = 'late')),
           count(*) filter (where kept and publicity = 'both'), count(*) filter (where kept and publicity = 'one'),
           count(*) filter (where kept and publicity = 'none')
    from marked group by key
    """  # noqa: S608  only names and words of the house are put in; every value is a parameter


# The judgement that was kept when the dossier ended.
_JUDGED: Final = """(
    select e.data->'timeliness'->>'date' from dossiers_event e
    where e.dossier_id = d.id and b.attitude <> '' and jsonb_exists(e.data, 'timeliness')
    order by e.sequence desc limit 1
)"""


def _said(row: tuple[Any, ...]) -> Said:
    _key, total, told, disliked, *points = row
    agencies, attitude, publicity = (
        dict(zip((2, 1, 0), points[begin : begin + 3], strict=True)) for begin in (0, 3, 6)
    )
    return Said(total, told, disliked, agencies, attitude, publicity)
