# SPDX-License-Identifier: EUPL-1.2
"""Reports over the database at hand, three ways: ours, plain SQL over the raw tables, DuckDB over Parquet files.

Plain SQL (`reports_sql`) knows nothing of the tables of statistics: it reads dossiers, intervals and events, and
judges by the words of the law anew wherever a row says enough. DuckDB reads files written once, which is not timed.
All three must say the same of every row, else `equal` is false.
"""

from __future__ import annotations

import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from motcua.bench import reports_sql as plain
from motcua.errors import MotCuaError
from motcua.law import report_windows as windows
from motcua.law.clock import VIETNAM
from motcua.law.report_windows import Window
from motcua.organisations.models import Succession, Unit
from motcua.reports.definitions import form_on
from motcua.reports.making import Order, make
from motcua.reports.periods import Span
from motcua.reports.values import RowKind
from motcua.scores.index import indices_below
from motcua.statistics import By, Cell, M, Policy, Question, listed

PAGE = 50
_OURS, _OTHERS = 7, 3
_ENOUGH = 20.0
"""A way that takes longer than this many seconds is not run again."""

_FORM = "II.06a"
_COLUMNS = (
    *("taken", "online", "direct", "carried", "ended", "early", "on_time", "late"),
    *("open", "in_time", "overdue"),
)
_INDICATORS = ("2.1", "3.3", "4.1", "4.2", "4.3")

Told = Mapping[Any, Any]


class NothingToMeasure(MotCuaError):
    """The database has no whole quarter of a province to report on."""

    code = "nothing_to_measure"

    def __init__(self) -> None:
        super().__init__(
            "Cơ sở dữ liệu chưa có hồ sơ của trọn một quý.",
            hint="Hãy chạy ./run simulate --dossiers … trước.",
        )


@dataclass(frozen=True, slots=True)
class Stage:
    """What is reported: the whole of a unit over a quarter gone by."""

    unit: Unit
    window: Window


@dataclass(frozen=True, slots=True)
class Task:
    """One report in three ways."""

    ours: Callable[[Stage], Told]
    sql: str
    read: Callable[[list[tuple[Any, ...]]], Told]


def measure(say: Callable[[str], None]) -> dict[str, Any]:
    """Everything that `motcua bench reports --json` prints. Raises `NothingToMeasure`."""
    stage = set_stage()
    say(f"{stage.unit.name}, {stage.window.label}")
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as duck:
        say("Parquet …")
        export(Path(folder), duck)
        told = {name: _compared(name, task, stage, duck, say) for name, task in TASKS.items()}
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from dossiers_dossier")
        row = cursor.fetchone()
    return {"dossiers": row[0] if row else 0, "reports": told}


def set_stage() -> Stage:
    """The unit with most dossiers at the top of its tree, and the last whole quarter since units last changed."""
    window = windows.before(_quarter_of(timezone.localdate()))
    with connection.cursor() as cursor:
        cursor.execute("set statement_timeout = 0")
        cursor.execute(plain.TOP, _moments(window))
        found = cursor.fetchone()
    if found is None:
        raise NothingToMeasure
    top = Q(successor=found[0]) | Q(successor__ancestors__contains=[found[0]])
    if Succession.objects.filter(top, effective_on__gt=window.first).exists():
        raise NothingToMeasure  # plain SQL takes the unit of today for that of the window
    return Stage(Unit.objects.get(pk=found[0]), window)


def _moments(window: Window) -> dict[str, dt.datetime]:
    """The first midnight of a window and the one behind it."""
    midnight = dt.time(tzinfo=VIETNAM)
    return {
        "first": dt.datetime.combine(window.first, midnight),
        "end": dt.datetime.combine(window.last + dt.timedelta(days=1), midnight),
    }


def _quarter_of(day: dt.date) -> Window:
    last = windows.statistical_month_of(day).last
    return windows.quarter(last.year, (last.month + 2) // 3)


def export(folder: Path, duck: duckdb.DuckDBPyConnection) -> None:
    """Write the raw tables as Parquet files: dossiers with what their events say, intervals, due dates of old."""
    for name, statement in plain.EXPORTS.items():
        text, packed = folder / f"{name}.csv", folder / f"{name}.parquet"
        with connection.cursor() as cursor, text.open("wb") as out:
            cursor.execute("set statement_timeout = 0")
            with cursor.copy(f"copy ({statement}) to stdout (format csv, header)") as rows:
                for block in rows:
                    out.write(block)
        source = f"read_csv('{text}', header = true, sample_size = -1, nullstr = '')"
        duck.execute(f"copy (select * from {source}) to '{packed}' (format parquet)")  # noqa: S608  as below
        text.unlink()
        duck.execute(f"create view {name} as select * from '{packed}'")  # noqa: S608  a file of our own


def _compared(
    name: str, task: Task, stage: Stage, duck: duckdb.DuckDBPyConnection, say: Callable[[str], None]
) -> dict[str, Any]:
    ours, ours_ms = _timed(lambda: task.ours(stage), _OURS)
    raw, raw_ms = _timed(lambda: task.read(_postgres(task.sql, stage)), _OTHERS)
    ducks, duck_ms = _timed(lambda: task.read(_duckdb(duck, task.sql, stage)), _OTHERS)
    equal = ours == raw == ducks
    say(
        f"{name}: {ours_ms} / {raw_ms} / {duck_ms} ms"
        + ("" if equal else f" ≠ {_difference(ours, raw, ducks)}")
    )
    return {"ours_ms": ours_ms, "raw_sql_ms": raw_ms, "duckdb_ms": duck_ms, "equal": equal}


def _timed(work: Callable[[], Told], most: int) -> tuple[Told, float]:
    """The answer and the median in milliseconds; a slow way is asked once."""
    took: list[float] = []
    while True:
        began = time.perf_counter()
        told = work()
        took.append(time.perf_counter() - began)
        if len(took) >= most or sum(took) > _ENOUGH:
            return told, round(1000 * statistics.median(took), 1)


def _postgres(sql: str, stage: Stage) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("set statement_timeout = 0")
        cursor.execute("set work_mem = '256MB'")  # plain SQL gets what a careful clerk would give it
        cursor.execute(plain.for_postgres(sql), {"unit": stage.unit.pk, **_moments(stage.window)})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        cursor.execute("reset work_mem")
    return rows


def _duckdb(duck: duckdb.DuckDBPyConnection, sql: str, stage: Stage) -> list[tuple[Any, ...]]:
    given = {name: f"{moment:%Y-%m-%d}" for name, moment in _moments(stage.window).items()}
    return duck.execute(plain.for_duckdb(sql), {"unit": str(stage.unit.pk), **given}).fetchall()


def _difference(*told: Told) -> str:
    """The first rows on which they do not agree, for whoever has to find out why."""
    keys = [
        key
        for key in {key: None for one in told for key in one}
        if len({str(one.get(key)) for one in told}) > 1
    ]
    return "; ".join(f"{key}: {[one.get(key) for one in told]}" for key in keys[:3])


def _report(stage: Stage) -> Told:
    window = stage.window
    order = Order(form_on(_FORM, window.last), stage.unit, Span(window.first, window.last, window.label))
    table = make(order).tables[0]
    return {
        _row_key(row.kind, row.key): tuple(row.value(column) for column in _COLUMNS) for row in table.rows
    }


def _row_key(kind: RowKind, key: str) -> tuple[str, str]:
    """Level and field of a row; empty for all."""
    parts = dict(part.split("=", 1) for part in key.split("/") if "=" in part)
    return parts.get("level", ""), parts.get("field", "") if kind is RowKind.LINE else ""


def _read_report(rows: list[tuple[Any, ...]]) -> Told:
    return {(row[0] or "", row[1] or ""): tuple(int(value) for value in row[2:]) for row in rows}


def _index(stage: Stage) -> Told:
    found = {}
    for one in indices_below(stage.unit, stage.window, by=By.AGENCY):
        counts = {line.rule.code: line.count for line in one.lines}
        found[one.unit_id] = tuple(
            (count.part, count.whole) if count else None for count in map(counts.get, _INDICATORS)
        )
    return {unit: told for unit, told in found.items() if any(told)}


def _read_index(rows: list[tuple[Any, ...]]) -> Told:
    found = {}
    for unit, *counted in rows:
        pairs = [(int(part), int(whole)) for part, whole in zip(counted[::2], counted[1::2], strict=True)]
        found[int(unit)] = tuple(pair if pair[1] else None for pair in pairs)
    return {unit: told for unit, told in found.items() if any(told)}


def _drill(stage: Stage) -> Told:
    question = Question(
        unit=stage.unit.pk, first=stage.window.first, last=stage.window.last, policy=Policy.DATE
    )
    page = listed(Cell(question, (), M.ENDED_LATE), limit=PAGE)
    return {"total": page.total, "rows": [row.dossier_id for row in page.rows]}


def _read_drill(rows: list[tuple[Any, ...]]) -> Told:
    return {"total": int(rows[0][1]) if rows else 0, "rows": [int(row[0]) for row in rows]}


TASKS = {
    "ii06a_quarter": Task(_report, plain.REPORT, _read_report),
    "index766_all_units": Task(_index, plain.INDEX, _read_index),
    "drilldown_first_page": Task(_drill, plain.DRILL, _read_drill),
}
