# SPDX-License-Identifier: EUPL-1.2
"""Events as spans need them: only what `motcua.statistics.lives` asks, taken out of the JSON by the database.

Minutes are made there, too: local minutes since 1990, floored, the same number as `motcua.law.clock.to_minutes`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection

from motcua.statistics.lives import RELEVANT, Told

_ORIGIN = "timestamptz '1990-01-01 00:00:00+07'"


def minutes(moment: str) -> str:
    """SQL for the local minute of a moment."""
    return f"floor(date_part('epoch', {moment} - {_ORIGIN}) / 60)::int"


# ⚡ `offset 0`: else each value would look for its part of the data anew. `date_part`: whole seconds are exact in
# its floating numbers, and `extract` counts in decimal ones.
_ACTS = ", ".join(f"'{act.value}'" for act in RELEVANT)
_EVENTS = f"""
select e.dossier_id, e.act, {minutes("e.at")}, {minutes("coalesce(e.entered_at, e.at)")}, e.person_id,
       e.state_before, e.state_after, (c->>'competent_unit_id')::int, (c->>'receiving_unit_id')::int,
       (c->>'procedure_version_id')::int, c->>'channel',
       case when e.act = 'file' then {minutes("(c->>'filed_at')::timestamptz")} end,
       {minutes("(c->>'received_at')::timestamptz")}, {minutes("(c->>'due_original')::timestamptz")},
       e.data->>'clock', e.data->>'kind', (c->>'holder_id')::int, c->>'outcome',
       case when e.act = 'sign' then e.data->>'signed_sha256' <> '' end,
       case when c ? 'procedure_version_id' then (c->>'fee_amount')::numeric > 0 end,
       case when e.act in ('file', 'receive') then coalesce((d->>'digitised')::bool,
           jsonb_path_exists(e.data, '$.papers[*].sha256 ? (@ <> "")'::jsonpath))
           else (d->>'digitised')::bool end,
       (d->>'reused')::bool,
       case when jsonb_typeof(d->'databases') = 'array' then jsonb_array_length(d->'databases') > 0 end,
       (e.data->>'paid_online')::bool, e.data->'timeliness'
from dossiers_event e
cross join lateral (select e.data->'changes' as c, e.data->'digitisation' as d offset 0) parts
where e.act in ({_ACTS}) and {{where}}
order by e.dossier_id, e.sequence
"""  # noqa: S608  only names and words of the house are put in


def events_of(where: str, parameters: Sequence[Any]) -> Iterator[tuple[int, list[Told]]]:
    """The relevant events of dossiers, dossier by dossier, in order. `where` is about `e`, a row of the log."""
    with connection.cursor() as cursor:
        cursor.execute(_EVENTS.format(where=where), parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    for dossier_id, group in groupby(rows, key=itemgetter(0)):
        yield dossier_id, [_told(row) for row in group]


def _told(row: tuple[Any, ...]) -> Told:
    if row[-1] is None:
        return Told._make(row[1:])
    return Told._make((*row[1:-1], json.loads(row[-1])))
