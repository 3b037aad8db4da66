# SPDX-License-Identifier: EUPL-1.2
"""The same life as bare SQL: the very statements of one life, replayed by the raw driver.

One life is lived through the acts while every statement that locks or writes is recorded, act by act. The replay
sends the same statements with the same values (only the dossier's id and code are new) in the same transactions,
and does nothing else: no rights, no law, no hashing, no objects. What it takes is what the database takes.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection

from motcua.bench.lives import Stage, life

_MARKED_ID = 900_000_000
_MARK = """
select setval('dossiers_dossier_id_seq', greatest(last_value, %s)) from dossiers_dossier_id_seq
"""
Statement = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Score:
    """The statements of one life by act, with the id and code that stand for the dossier."""

    acts: list[list[Statement]]
    dossier_id: int
    code: str


def record(stage: Stage) -> Score:
    """Live one life and write down its statements."""
    with connection.cursor() as cursor:
        # An id that no other value of a life equals, so that it can be told apart in the parameters.
        cursor.execute(_MARK, [_MARKED_ID])
    recorded: list[list[Statement]] = []
    dossier_id, code = 0, ""

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if "FOR UPDATE" in sql or not sql.lstrip().lower().startswith(("select", "savepoint", "release")):
            recorded[-1].append((sql, tuple(params or ())))
        return execute(sql, params, many, context)

    for act in life(stage):
        recorded.append([])
        with connection.execute_wrapper(note):
            done = act()
        dossier_id, code = done.dossier.pk, done.dossier.code
    return Score(recorded, dossier_id, code)


def replay_for(seconds: float, score: Score) -> tuple[int, float]:
    """Replay whole lives for about `seconds`; how many, and how long it really took."""
    parameters = {**connection.get_connection_params(), "autocommit": True}
    parameters.pop(
        "cursor_factory", None
    )  # Django's cursors bind on the client; the raw driver is faster without
    parameters.pop("pool", None)
    parameters["prepare_threshold"] = 0  # as the acts do, the driver prepares what it sends again and again
    with psycopg.connect(**parameters) as raw:
        _replay(raw, score)
        began, lives = time.perf_counter(), 0
        while time.perf_counter() - began < seconds:
            _replay(raw, score)
            lives += 1
        return lives, time.perf_counter() - began


def _replay(raw: psycopg.Connection[Any], score: Score) -> None:
    code, dossier_id = uuid.uuid4().hex, 0
    for statements in score.acts:
        with raw.transaction(), raw.cursor() as cursor:
            for sql, params in statements:
                values = [_new(value, score, dossier_id, code) for value in params]
                cursor.execute(sql.encode(), values)
                if sql.startswith('INSERT INTO "dossiers_dossier"') and (row := cursor.fetchone()):
                    dossier_id = row[0]


def _new(value: Any, score: Score, dossier_id: int, code: str) -> Any:
    if value == score.dossier_id and isinstance(value, int):
        return dossier_id
    return code if value == score.code else value
