# SPDX-License-Identifier: EUPL-1.2
"""Folding inside a test's own transaction, which the real folder would wait for."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from motcua.dossiers.models import Dossier
from motcua.statistics.folding import _MOVE, fold_dossiers


def fold_all() -> None:
    """Everything is folded and the position lies behind it: answers come from the tables alone."""
    fold_some(list(Dossier.objects.order_by("pk").values_list("pk", flat=True)))
    with connection.cursor() as cursor:
        cursor.execute("select pg_current_xact_id()::text::bigint + 1")
        (behind,) = cursor.fetchone()
        cursor.execute(_MOVE, [0, behind])


def fold_some(ids: Sequence[int]) -> None:
    """These dossiers stand in the tables as they are now; all of them still count as the tail."""
    fold_dossiers(ids)
