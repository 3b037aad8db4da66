# SPDX-License-Identifier: EUPL-1.2
"""How far in the log the tables reach: every event before the position is in them, none behind it has to be."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db import connection

from motcua.errors import MotCuaError


class Position(NamedTuple):
    """A place in the log: events with a smaller (generation, transaction) are folded in."""

    generation: int
    transaction: int


class FiguresBehind(MotCuaError):
    """So much happened since the tables were brought forward that an exact answer would take too long."""

    code = "figures_behind"

    def __init__(self) -> None:
        super().__init__(
            "Số liệu đang được cập nhật nên chưa xem được ngay.",
            hint="Hãy thử lại sau ít phút; người quản trị có thể chạy: motcua statistics fold",
        )


START = Position(0, 0)
"""Nothing is folded in yet."""


def position() -> Position:
    """Where the tables reach to. One query. Raises `FiguresBehind` while they are made anew."""
    with connection.cursor() as cursor:
        cursor.execute("select generation, transaction, rebuilt_upto from statistics_position")
        row: tuple[int, int, int | None] | None = cursor.fetchone()
    if row is None:
        return START
    if row[2] is not None:
        raise FiguresBehind
    return Position(row[0], row[1])


_WAITING = """
select coalesce(entered_at, at) from dossiers_event where (generation, transaction) >= (%s, %s)
order by generation, transaction, id limit 1
"""


def waiting_since() -> dt.datetime | None:
    """When the first event was entered that the tables do not hold; None: they hold all. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, list(position()))
        row: tuple[dt.datetime] | None = cursor.fetchone()
    return row[0] if row else None


_REMADE = """
select least(rebuilt_upto / greatest((select max(id) from dossiers_dossier), 1)::float, 1) from statistics_position
where rebuilt_upto is not null
"""


def remade() -> float | None:
    """While everything is made anew: which part of the dossiers is done, 0 to 1. Otherwise None. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_REMADE)
        row: tuple[float] | None = cursor.fetchone()
    return row[0] if row else None
