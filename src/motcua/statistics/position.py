# SPDX-License-Identifier: EUPL-1.2
"""How far in the log the tables reach: every event before the position is in them, none behind it has to be."""

from __future__ import annotations

from typing import NamedTuple

from django.db import connection


class Position(NamedTuple):
    """A place in the log: events with a smaller (generation, transaction) are folded in."""

    generation: int
    transaction: int


START = Position(0, 0)
"""Nothing is folded in yet."""


def position() -> Position:
    """Where the tables reach to. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select generation, transaction from statistics_position")
        row: tuple[int, int] | None = cursor.fetchone()
    return Position(*row) if row else START
