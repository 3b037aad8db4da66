# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: S608  only names of our own are put into these statements
"""Reports in plain SQL over dossiers, intervals and events, without any table of statistics.

Each is written once for both engines. `s` are the dossiers of a unit that were received before the end of the window
and had not ended before it; moments are local times. PostgreSQL takes them from the tables, DuckDB from Parquet files
that `EXPORTS` wrote. Only what a row of a dossier does not say is looked for in its events: the due date as it stood
at the end of a window of a dossier whose clock was stopped later, the judgement of QĐ 766/QĐ-TTg, what was
digitised.
"""

from __future__ import annotations

from typing import Final

TOP: Final = """
select coalesce(u.ancestors[1], u.id), count(*)
from dossiers_dossier d join organisations_unit u on u.id = d.competent_unit_id
where d.received_at >= %(first)s and d.received_at < %(end)s group by 1 order by 2 desc limit 1
"""
"""The unit at the top of the tree in which most was received."""

_LOCAL: Final = "at time zone 'Asia/Ho_Chi_Minh'"
_STOPPED: Final = "d.state in ('withdrawn', 'stopped_on_request', 'closed_incomplete')"
_UNITS: Final = """
select u.id, coalesce((select k.kind from organisations_unit k where k.id = any(u.ancestors || u.id)
       and k.kind in ('commune', 'district', 'province', 'ministry') order by cardinality(k.ancestors) desc limit 1),
       'province') as level, u.ancestors || u.id as lineage
from organisations_unit u
"""
_COLUMNS: Final = f"""
d.id, d.competent_unit_id as unit, d.field_code as field, d.channel, d.received_at {_LOCAL} as received,
d.ended_at {_LOCAL} as ended, d.due_original {_LOCAL} as due, {_STOPPED} as stopped,
d.outcome <> 'refused' as settled
"""
_FACTS: Final = """
select max(e.data->'timeliness'->>'index766') as judged,
       (array_agg(e.data->>'signed_sha256' <> '' order by e.sequence desc)
           filter (where e.act = 'sign'))[1] as e_result,
       bool_or(coalesce((e.data->'digitisation'->>'digitised')::bool,
               jsonb_path_exists(e.data, '$.papers[*].sha256 ? (@ <> "")')))
           filter (where e.act in ('file', 'receive', 'take_in')) as digitised,
       bool_or((e.data->'digitisation'->>'reused')::bool) as reused
from dossiers_event e
"""

EXPORTS: Final = {
    "dossiers": f"""
        select {_COLUMNS}, u.level, '/' || array_to_string(u.lineage, '/') || '/' as lineage, f.judged, f.e_result,
               f.digitised, f.reused
        from dossiers_dossier d join ({_UNITS}) u on u.id = d.competent_unit_id
        left join lateral ({_FACTS} where e.dossier_id = d.id) f on true where d.received_at is not null""",
    "intervals": f"""
        select dossier_id, started_at {_LOCAL} as started, ended_at {_LOCAL} as ended from dossiers_clockinterval""",
    "dues": f"""
        select e.dossier_id, e.at {_LOCAL} as at, (e.data->'changes'->>'due_original')::timestamptz {_LOCAL} as due
        from dossiers_event e where e.dossier_id in (select i.dossier_id from dossiers_clockinterval i)
        and e.data->'changes' ? 'due_original'""",
}
"""What is written once: dossiers with what their events say, when clocks stood, due dates as they were."""

_POSTGRES: Final = f"""
with units as ({_UNITS} where u.id = %(unit)s or u.ancestors @> array[%(unit)s]::bigint[]),
s as (select {_COLUMNS}, u.level from dossiers_dossier d join units u on u.id = d.competent_unit_id
      where d.received_at < %(end)s and (d.ended_at is null or d.ended_at >= %(first)s)),
intervals as (
    select dossier_id, started_at {_LOCAL} as started, ended_at {_LOCAL} as ended from dossiers_clockinterval)
"""
_DUCKDB: Final = """
with s as (select * from dossiers where contains(lineage, '/' || $unit || '/')
           and received < cast($end as timestamp) and (ended is null or ended >= cast($first as timestamp)))
"""
_DUE_THEN: Final = {
    True: f"""(select (e.data->'changes'->>'due_original')::timestamptz {_LOCAL} from dossiers_event e
               where e.dossier_id = s.id and e.at < %(end)s and e.data->'changes' ? 'due_original'
               order by e.sequence desc limit 1)""",
    False: """(select arg_max(u.due, u.at) from dues u
                where u.dossier_id = s.id and u.at < cast($end as timestamp))""",
}
_STOOD: Final = """
, told as (
    select s.*, s.received >= {first} as came, s.ended < {end} as done,
           date_trunc('minute', s.ended) > date_trunc('minute', s.due) as was_late,
           cast(s.ended as date) < cast(s.due as date) as was_early
    from s),
still as (
    select s.id, case when exists (select 1 from intervals i
        where i.dossier_id = s.id and i.started >= {end} and i.ended is not null)
        then {due_then} else s.due end < {end}
        and not exists (select 1 from intervals i where i.dossier_id = s.id and i.started < {end}
        and (i.ended is null or i.ended >= {end})) as overdue
    from s where s.ended is null or s.ended >= {end})
"""

REPORT: Final = f"""{_STOOD}
select coalesce(level, '') as level, coalesce(field, '') as field, count(*),
       count(case when came and channel = 'online' then 1 end),
       count(case when came and channel <> 'online' then 1 end),
       count(case when not came then 1 end), count(case when done then 1 end),
       count(case when done and not stopped and was_early and not was_late then 1 end),
       count(case when done and not stopped and not was_early and not was_late then 1 end),
       count(case when done and not stopped and was_late then 1 end),
       count(still.id), count(case when still.id is not null and not coalesce(overdue, false) then 1 end),
       count(case when overdue then 1 end)
from told left join still on still.id = told.id
group by grouping sets ((), (level), (level, field))
"""
"""II.06a: rows for all, each level, each field of a level; columns as `reports._COLUMNS`."""

INDEX: Final = f"""{_STOOD}
select told.unit, count(case when done and judged in ('early', 'on_time') then 1 end),
       count(case when done and judged in ('early', 'on_time', 'late') or overdue then 1 end),
       count(case when came and channel = 'online' then 1 end), count(case when came then 1 end),
       count(case when done and not stopped and settled and e_result then 1 end),
       count(case when done and not stopped and settled then 1 end),
       count(case when came and digitised then 1 end), count(case when came then 1 end),
       count(case when came and reused then 1 end), count(case when came and reused is not null then 1 end)
from told left join still on still.id = told.id {{facts}}
group by told.unit
"""
"""The counts of the service index that dossiers make, part and whole of each indicator, for every unit."""

DRILL: Final = f"""{_STOOD}
select id, count(*) over () from told where done and not stopped and was_late
order by unit, date_trunc('minute', ended), id limit 50
"""
"""The first page of what was finished late, with its total."""


def for_postgres(sql: str) -> str:
    """The statement over the raw tables."""
    first, end = (f"(%({name})s::timestamptz {_LOCAL})" for name in ("first", "end"))
    facts = f"left join lateral ({_FACTS} where e.dossier_id = told.id) f on told.came or told.done"
    return _POSTGRES + sql.format(first=first, end=end, due_then=_DUE_THEN[True], facts=facts)


def for_duckdb(sql: str) -> str:
    """The statement over the Parquet files; its moments are given as local times in text."""
    first, end = (f"cast(${name} as timestamp)" for name in ("first", "end"))
    return _DUCKDB + sql.format(first=first, end=end, due_then=_DUE_THEN[False], facts="")
