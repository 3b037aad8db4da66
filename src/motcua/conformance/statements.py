# SPDX-License-Identifier: EUPL-1.2
"""The statements of the checks. Each selects dossier, sequence, moment, unit, person, facts (a JSON object).

`acted` holds the events a check looks at: those of a period (the index by person and time finds them), or those of
some dossiers. What breaks a rule by an event is kept (`motcua.conformance.keeping`); what stands open is asked anew.
"""

ACTED = """
with acted as materialized (
    select e.dossier_id, e.sequence, e.act, e.at, e.unit_id, e.person_id, e.data, e.state_before
    from dossiers_event e
    where {where} and e.act = any(%(acts)s)
)
"""
INSIDE = "e.at >= %(begin)s and e.at < %(end)s and e.unit_id = any(%(units)s)"
OF_PEOPLE = f"e.person_id = any(%(people)s) and {INSIDE}"
OF_DOSSIERS = "e.dossier_id = any(%(dossiers)s) and e.person_id is not null and e.unit_id is not null"

KEPT = """
select k.dossier_id, k.sequence, k.at, k.unit_id, k.person_id, k.facts
from conformance_kept k
where k.check_code = '{check}' and k.unit_id = any(%(units)s) and k.at >= %(begin)s and k.at < %(end)s
    and k.dossier_id <> all(%(dossiers)s)
"""
KEPT_DUE = """
select k.dossier_id, k.sequence, k.at, k.unit_id, k.person_id, k.facts || jsonb_build_object('row', d.due_original)
from conformance_kept k
join dossiers_dossier d on d.id = k.dossier_id
where k.check_code = '{check}' and k.unit_id = any(%(units)s) and k.at >= %(begin)s and k.at < %(end)s
    and k.dossier_id <> all(%(dossiers)s)
    and (d.due_original is distinct from (k.facts ->> 'events')::timestamptz
        or d.due_current is distinct from (k.facts ->> 'promised')::timestamptz or k.facts ->> 'act' is not null)
"""
"""A row of a dossier may be changed without any event: what the events told is kept and held against the row."""


def _after(due: str) -> str:
    """Whether an act came after its due minute. The law counts whole minutes: at 17:30:59 it is still 17:30."""
    return f"a.at >= {due} + interval '1 minute'"


_DUE_THEN = """(
    select (e.data -> 'changes' ->> 'due_original')::timestamptz from dossiers_event e
    where e.dossier_id = a.dossier_id and {before} and e.data -> 'changes' ->> 'due_original' is not null
    order by e.sequence desc limit 1
)"""

LATE_TRANSFER = f"""
select a.dossier_id, a.sequence, a.at, a.unit_id, a.person_id,
    jsonb_build_object('due', a.data ->> 'transfer_due')
from acted a
where a.act = 'transfer' and {_after("(a.data ->> 'transfer_due')::timestamptz")}
"""  # noqa: S608  parts of one statement

SUPPLEMENT_AGAIN = """
select a.dossier_id, a.sequence, a.at, a.unit_id, a.person_id,
    jsonb_build_object('number', a.data -> 'request', 'override', a.data ->> 'override_reason')
from acted a
where a.act in ('ask_supplement', 'ask_supplement_before_reception') and (a.data ->> 'request')::int >= 2
"""

BEYOND_LIST = """
select a.dossier_id, a.sequence, a.at, a.unit_id, a.person_id, jsonb_build_object('items', beyond.items)
from acted a
join dossiers_dossier d on d.id = a.dossier_id
cross join lateral (
    select jsonb_agg(item) as items
    from jsonb_array_elements_text(a.data -> 'items') item
    where not exists (
        select 1 from catalogue_paperrequirement p
        where p.version_id = d.procedure_version_id
            and (position(motcua_fold(p.name) in motcua_fold(item)) > 0
                or position(motcua_fold(item) in motcua_fold(p.name)) > 0)
    )
) beyond
where a.act in ('ask_supplement', 'ask_supplement_before_reception') and beyond.items is not null
    and exists (select 1 from catalogue_paperrequirement p where p.version_id = d.procedure_version_id)
"""

LATE_INTAKE = """
select a.dossier_id, a.sequence, a.at, a.unit_id, a.person_id,
    jsonb_build_object('filed', d.filed_at, 'calendar', d.calendar_code)
from acted a
join dossiers_dossier d on d.id = a.dossier_id
where a.act in ('take_in', 'refuse', 'ask_supplement_before_reception') and a.at - d.filed_at > interval '8 hours'
    and not exists (
        select 1 from dossiers_event e
        where e.dossier_id = a.dossier_id and e.sequence < a.sequence
            and e.act in ('take_in', 'refuse', 'ask_supplement_before_reception')
    )
"""

INTAKE_WAITING = """
select d.id, d.last_sequence, d.filed_at, d.receiving_unit_id, null::bigint,
    jsonb_build_object('filed', d.filed_at, 'calendar', d.calendar_code, 'waiting', true)
from dossiers_dossier d
where d.receiving_unit_id = any(%(units)s) and d.state = 'submitted' and d.supplements_asked = 0
    and d.filed_at >= %(begin)s and d.filed_at < %(end)s
    and not exists (
        select 1 from dossiers_event e
        where e.dossier_id = d.id and e.act in ('take_in', 'refuse', 'ask_supplement_before_reception')
    )
"""

AFTER_SCAN = """
select a.dossier_id, a.sequence, a.at, a.unit_id, a.person_id, jsonb_build_object('scanned', scanned.first)
from acted a
cross join lateral (
    select min(f.stored_at) as first
    from dossiers_paper p
    join documents_storedfile f on f.sha256 = p.file_id
    where p.dossier_id = a.dossier_id and p.supplement_id is null
        and not exists (
            select 1 from dossiers_paper other where other.file_id = p.file_id and other.dossier_id <> p.dossier_id
        )
) scanned
where a.act = 'receive'
    and (scanned.first at time zone 'Asia/Ho_Chi_Minh')::date < (a.at at time zone 'Asia/Ho_Chi_Minh')::date
"""

SUPPLEMENT_LATE = f"""
select a.dossier_id, a.sequence, a.at, a.unit_id, a.person_id,
    jsonb_build_object('from', d.effective_receipt, 'calendar', d.calendar_code, 'due',
        {_DUE_THEN.format(before="e.sequence < a.sequence")})
from acted a
join dossiers_dossier d on d.id = a.dossier_id
where a.act = 'ask_supplement' and d.effective_receipt is not null
    and not exists (
        select 1 from dossiers_event e
        where e.dossier_id = a.dossier_id and e.sequence < a.sequence and e.act = 'ask_supplement'
    )
"""  # noqa: S608  parts of one statement

REFUSED_AGAIN = """
select a.dossier_id, a.sequence, a.at, a.unit_id, a.person_id,
    jsonb_build_object('times', earlier.times + 1, 'earlier', earlier.code)
from acted a
join dossiers_dossier d on d.id = a.dossier_id
cross join lateral (
    select count(*) as times, max(o.code) as code from dossiers_dossier o
    where o.applicant_id = d.applicant_id and o.procedure_code = d.procedure_code and o.id <> d.id
        and o.state = 'refused_reception' and o.ended_at <= a.at and o.ended_at > a.at - interval '180 days'
) earlier
where a.act = 'refuse' and earlier.times > 0
"""

PAUSED = f"""
select a.dossier_id, a.sequence, a.at, a.unit_id, a.person_id,
    jsonb_build_object('stood', i.started_at, 'kind', i.kind, 'due', first.due, 'calendar', d.calendar_code)
from acted a
join dossiers_dossier d on d.id = a.dossier_id
join dossiers_clockinterval i on i.dossier_id = d.id and i.started_at < a.at
cross join lateral (select {_DUE_THEN.format(before="e.at <= i.started_at")} as due) first
where a.act = 'make_ready' and not {_after("d.due_original")} and {_after("first.due")}
    and i.started_at <= first.due and first.due - i.started_at < interval '15 days'
    and not exists (
        select 1 from dossiers_clockinterval later
        where later.dossier_id = d.id and later.started_at > i.started_at and later.started_at < a.at
    )
"""  # noqa: S608  parts of one statement

_DUE = """
select a.dossier_id, a.sequence, a.at, a.unit_id, a.person_id,
    jsonb_build_object({row}'events', told.due, 'promised', told.promised, 'act', stray.act)
from acted a
join dossiers_dossier d on d.id = a.dossier_id
cross join lateral (
    select (array_agg(e.data -> 'changes' ->> 'due_original' order by e.sequence desc)
                filter (where e.data -> 'changes' ? 'due_original'))[1]::timestamptz as due,
        (array_agg(e.data -> 'changes' ->> 'due_current' order by e.sequence desc)
                filter (where e.data -> 'changes' ? 'due_current'))[1]::timestamptz as promised
    from dossiers_event e where e.dossier_id = a.dossier_id
) told
left join lateral (
    select e.act from dossiers_event e
    where e.dossier_id = a.dossier_id and e.act <> all(%(clock_acts)s)
        and (e.data -> 'changes' ? 'due_original' or e.data -> 'changes' ? 'due_current')
    limit 1
) stray on true
where a.act in ('receive', 'take_in')
"""
DUE_TOLD = _DUE.format(row="")
DUE_BY_HAND = (
    _DUE.format(row="'row', d.due_original, ")
    + """
    and (d.due_original is distinct from told.due or d.due_current is distinct from told.promised
        or stray.act is not null)
"""
)

# `offset 0`: the few events of each dossier are looked up; over many the planner would rather read the whole log.
INCOMPATIBLE = """
select a.dossier_id, a.sequence, a.at, a.unit_id, a.person_id,
    jsonb_build_object('rule', rule.name, 'earlier', min(e.act))
from acted a
join unnest(%(rules)s::text[], %(laters)s::text[], %(earliers)s::text[]) rule(name, later, earlier)
    on rule.later = a.act
cross join lateral (
    select e.act from dossiers_event e
    where e.dossier_id = a.dossier_id and e.sequence < a.sequence and e.act = rule.earlier
        and e.person_id = a.person_id
    offset 0
) e
group by a.dossier_id, a.sequence, a.at, a.unit_id, a.person_id, rule.name
"""

IDLE = """
select d.id, d.last_sequence, d.last_event_at, d.holder_unit_id, d.holder_id,
    jsonb_build_object('calendar', d.calendar_code, 'state', d.state)
from dossiers_dossier d
where d.holder_unit_id = any(%(units)s) and d.ended_at is null and d.paused_since is null
    and d.received_at is not null and d.last_event_at < %(now)s - interval '5 days'
"""
