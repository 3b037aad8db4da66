# SPDX-License-Identifier: EUPL-1.2
"""Keeping what breaks the rules: findings follow the log, so that a long period is read and not worked out.

As with figures: every dossier with an event since the position is looked at anew, in one transaction with the move of
the position. A reader leaves these dossiers out of what is kept and looks at them itself, so nothing is ever missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from motcua.conformance.checks import CHECKS, Check
from motcua.conformance.statements import ACTED, OF_DOSSIERS
from motcua.law.separation import SEPARATION_RULES
from motcua.law.transitions import Act
from motcua.statistics.folding import safe_position

LOCK = 0x4D6F744375610007  # any number that nobody else uses; "MotCua" and 7
AT_ONCE = 2_000
"""Dossiers that are looked at together."""

TAIL = 20_000
"""Events behind the position that a reader goes through; beyond, it works everything out."""

_CLOCK_ACTS = (
    *(Act.RECEIVE, Act.TAKE_IN, Act.SUPPLEMENT, Act.CONFIRM_PAYMENT, Act.RESUME, Act.REJECT_WITHDRAWAL),
    *(Act.APOLOGISE, Act.RECALCULATE_DUE),
)
"""The acts that may move a due date, each by a rule of the law."""

_POSITION = "select generation, transaction from conformance_keptupto"
_MOVE = """
insert into conformance_keptupto (id, generation, transaction) values (1, %s, %s)
on conflict (id) do update set generation = excluded.generation, transaction = excluded.transaction
"""
_BEHIND = """
select dossier_id from dossiers_event where (generation, transaction) >= (%s, %s)
order by generation, transaction, id limit %s
"""
_TOUCHED = """
select distinct dossier_id from (
  select dossier_id from dossiers_event
  where (generation, transaction) >= (%s, %s) and (generation, transaction) < (%s, %s)
  order by generation, transaction, id offset 0
) e order by 1
"""
_NEIGHBOURS = """
select other.dossier_id from dossiers_paper p join dossiers_paper other on other.file_id = p.file_id
where p.dossier_id = any(%(ids)s)
union
select other.id from dossiers_dossier d
join dossiers_dossier other on other.applicant_id = d.applicant_id and other.procedure_code = d.procedure_code
where d.id = any(%(ids)s) and d.state = 'refused_reception' and other.state = 'refused_reception'
"""
"""Two rules look at other dossiers: those with the same file, and earlier refusals of the same person."""

KEPT_CHECKS = tuple(check for check in CHECKS if check.acts)
"""The checks whose findings are about an event."""


def tail() -> list[int] | None:
    """Dossiers whose kept findings may be old; None: nothing is kept, or too much is new. Three queries at most."""
    with connection.cursor() as cursor:
        cursor.execute(_POSITION)
        position = cursor.fetchone()
        if position is None:
            return None
        cursor.execute(_BEHIND, [*position, TAIL + 1])
        rows = cursor.fetchall()
    return None if len(rows) > TAIL else _with_neighbours([pk for (pk,) in rows])


def keep() -> int:
    """Bring the kept findings forward; how many dossiers were looked at. Two at once do it one after the other."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local lock_timeout = 0")  # waiting for another one takes as long as it takes
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(_POSITION)
        begin, upto = cursor.fetchone() or (0, 0), safe_position()
        cursor.execute(_TOUCHED, [*begin, *upto])
        ids = [pk for (pk,) in cursor.fetchall()]
        if any(begin):
            ids = _with_neighbours(ids)
        for place in range(0, len(ids), AT_ONCE):
            keep_dossiers(ids[place : place + AT_ONCE])
        if tuple(upto) > tuple(begin):
            cursor.execute(_MOVE, list(upto))
        return len(ids)


def keep_dossiers(ids: Sequence[int]) -> None:
    """Look at these dossiers anew, inside a transaction."""
    parts = " union all ".join(
        f"select '{check.code}', found.* from ({check.keeps or check.sql}) found"  # noqa: S608  our own words
        for check in KEPT_CHECKS
    )
    acted = ACTED.format(where=OF_DOSSIERS)
    columns = "(check_code, dossier_id, sequence, at, unit_id, person_id, facts)"
    with connection.cursor() as cursor:
        cursor.execute("delete from conformance_kept where dossier_id = any(%s)", [list(ids)])
        cursor.execute(
            f"{acted} insert into conformance_kept {columns} {parts}",
            parameters(KEPT_CHECKS, dossiers=list(ids)),
        )


def parameters(checks: Sequence[Check], **more: Any) -> dict[str, Any]:
    """Values that the statements of checks name."""
    rules = [
        (one.rule.value, one.later.value, earlier.value)
        for one in SEPARATION_RULES.values()
        if one.later is not None
        for earlier in sorted(one.earlier)
    ]
    return {
        "acts": sorted({act.value for check in checks for act in check.acts}),
        "clock_acts": [act.value for act in _CLOCK_ACTS],
        "rules": [rule for rule, _, _ in rules],
        "laters": [later for _, later, _ in rules],
        "earliers": [earlier for _, _, earlier in rules],
        **more,
    }


def _with_neighbours(ids: list[int]) -> list[int]:
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_NEIGHBOURS, {"ids": ids})
        return sorted({*ids, *(pk for (pk,) in cursor.fetchall())})
