# SPDX-License-Identifier: EUPL-1.2
"""Which versions of procedures open dossiers are bound to: they keep theirs whatever is published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db import connection

COUNTED_AT_MOST: Final = 1000
"""Beyond this, “more than” is all that anybody wants to know."""

# ⚡ Counts no further than the most, so that a procedure with a million dossiers costs what one with a thousand does.
_OPEN = """
select version.id, (
    select count(*) from (
        select 1 from dossiers_dossier dossier
        where dossier.procedure_version_id = version.id and dossier.ended_at is null limit %s
    ) open
) from unnest(%s::bigint[]) as version(id)
"""


def open_dossiers_of(version_ids: Iterable[int]) -> dict[int, int]:
    """How many open dossiers each version governs, counted up to one more than `COUNTED_AT_MOST`. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [COUNTED_AT_MOST + 1, list(version_ids)])
        return dict(cursor.fetchall())
