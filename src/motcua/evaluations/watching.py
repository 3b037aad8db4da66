# SPDX-License-Identifier: EUPL-1.2
"""Ballots that look made rather than cast: several from one device within moments."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db import connection

from motcua.dossiers.models import Dossier
from motcua.evaluations.models import Ballot


@dataclass(frozen=True, slots=True)
class Burst:
    """Ballots from one device, each soon after the one before. It tells the dossiers and never what was said."""

    unit_id: int
    first_at: dt.datetime
    last_at: dt.datetime
    dossier_ids: tuple[int, ...]


_BURSTS: Final = """
with cast_here as (
    select id, dossier_id, unit_id, device, answered_at,
           answered_at - lag(answered_at) over (partition by device order by answered_at, id)
               <= make_interval(secs => %(within)s) as soon
    from evaluations_ballot
    where device <> '' and answered_at >= %(begin)s and answered_at < %(end)s
), runs as (
    select *, count(*) filter (where soon is not true) over (partition by device order by answered_at, id) as run
    from cast_here
)
select min(unit_id), min(answered_at), max(answered_at), array_agg(dossier_id order by answered_at, id)
from runs group by device, run having count(*) >= %(least)s order by min(answered_at)
"""


def bursts(
    begin: dt.datetime, end: dt.datetime, *, within: dt.timedelta = dt.timedelta(seconds=20), least: int = 3
) -> list[Burst]:
    """Runs of at least `least` ballots from one device, each within `within` of the one before. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            _BURSTS, {"begin": begin, "end": end, "within": within.total_seconds(), "least": least}
        )
        return [Burst(unit, first, last, tuple(ids)) for unit, first, last, ids in cursor.fetchall()]


def rated(dossier: Dossier) -> bool:
    """Whether the dossier has its ballot."""
    return Ballot.objects.filter(dossier=dossier).exists()
