# SPDX-License-Identifier: EUPL-1.2
"""The recount: spans derived from all events, cells counted from all spans, compared with what the tables hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection, transaction

from motcua.statistics.cells import LISTED, TABLE
from motcua.statistics.filling import KEY, NAMES, fill
from motcua.statistics.folding import copy_spans, derived
from motcua.statistics.position import position
from motcua.statistics.rebuilding import PORTION

_SHOWN = 20
_TAIL = (
    "select 1 from dossiers_event e where e.dossier_id = d.id and (e.generation, e.transaction) >= (%s, %s)"
)
_IDS = f"""
select coalesce(array_agg(d.id order by d.id), '{{}}') from dossiers_dossier d
where d.id > %s and d.id <= %s and not exists ({_TAIL})
"""  # noqa: S608  made of the house's own words
_DIFFERENT = f"""
select distinct dossier_id from (
  (select {LISTED} from statistics_found except all select {LISTED} from statistics_span where dossier_id = any(%s))
  union all
  (select {LISTED} from statistics_span where dossier_id = any(%s) except all select {LISTED} from statistics_found)
) differing order by 1
"""  # noqa: S608  as above
_CELLS = f"""
select count(*) from (
  (select {KEY}, {NAMES} from statistics_recounted
   except all select {KEY}, {NAMES} from statistics_cell where {{any}})
  union all
  (select {KEY}, {NAMES} from statistics_cell where {{any}}
   except all select {KEY}, {NAMES} from statistics_recounted)
) differing
""".format(any=f"coalesce({NAMES}) is not null")  # noqa: S608  as above


@dataclass(slots=True)
class Checked:
    """What a recount found. `wrong` names some dossiers whose spans differ; `cells` counts cells that differ."""

    dossiers: int = 0
    spans: int = 0
    wrong_dossiers: int = 0
    wrong_cells: int = 0
    wrong: list[int] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether the tables hold exactly what the events tell."""
        return not self.wrong_dossiers and not self.wrong_cells


def check(progress: Callable[[int], None] | None = None) -> Checked:
    """Recount everything that is folded in. Changes nothing. Raises `FiguresBehind` while tables are made anew."""
    found = Checked()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read")
        at = position()
        cursor.execute("create temp table statistics_found (like statistics_span) on commit drop")
        cursor.execute("select coalesce(max(id), 0) from dossiers_dossier")
        (last,) = cursor.fetchone()
        for low in range(0, last, PORTION):
            cursor.execute(_IDS, [low, low + PORTION, *at])
            (ids,) = cursor.fetchone()
            spans, _ = derived(ids)
            cursor.execute("truncate statistics_found")
            copy_spans("statistics_found", spans)
            cursor.execute(_DIFFERENT, [ids, ids])
            wrong = [pk for (pk,) in cursor.fetchall()]
            found.dossiers, found.spans = found.dossiers + len(ids), found.spans + len(spans)
            found.wrong_dossiers += len(wrong)
            found.wrong += wrong[: _SHOWN - len(found.wrong)]
            if progress is not None:
                progress(found.dossiers)
        cursor.execute("create temp table statistics_recounted (like statistics_cell) on commit drop")
        fill("statistics_recounted", TABLE)
        cursor.execute(_CELLS)
        (found.wrong_cells,) = cursor.fetchone()
    return found
