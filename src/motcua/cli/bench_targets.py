# SPDX-License-Identifier: EUPL-1.2
"""``motcua bench targets``: how good the forecasts of targets are, on history played again."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import click

from motcua.cli.bench_lifecycle import own_database
from motcua.cli.environment import with_database, with_server
from motcua.settings.environment import for_child

if TYPE_CHECKING:
    from collections.abc import Iterator

    from motcua.plans.targets.forecasting import Series

DATABASE = "motcua_bench_targets"
_OF_ONE = 4000
"""Dossiers of a commune in five years: a small one, whose forecasts are the hard ones."""
MEASURED = ("in_time", "online", "digitised", "e_result")


@click.command
@click.option(
    "--dossiers",
    type=click.IntRange(1000, 5_000_000),
    help="Tự tạo chừng ấy hồ sơ mô phỏng trong cơ sở dữ liệu riêng.",
)
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def bench_targets(dossiers: int | None, as_json: bool) -> None:
    """Dự báo đến ngày cuối kỳ từ những ngày đã qua, so với thực tế và với “giữ nguyên như hiện nay”."""
    if dossiers is None:
        told = _measured()
    else:
        with with_server(), own_database(DATABASE) as url:
            told = _in_own(url, dossiers)
    if as_json:
        click.echo(json.dumps(told))
        return
    for name, found in told["measures"].items():
        click.echo(f"{name}: {json.dumps(found, ensure_ascii=False)}")
    click.echo(f"{told['forecast_ms']} ms một dự báo; {told['seconds']} s tất cả")


def _in_own(url: str, dossiers: int) -> dict[str, Any]:
    """The same in processes of their own, whose database is the new one."""
    environment = for_child(DATABASE_URL=url)
    run = [sys.executable, "-m", "motcua"]
    communes = str(max(2, min(110, dossiers // _OF_ONE)))
    simulated = [*run, "simulate", "--dossiers", str(dossiers), "--communes", communes]
    subprocess.run(simulated, env=environment, check=True, stdout=sys.stderr)  # noqa: S603  no shell, a program of our own choice
    subprocess.run([*run, "statistics", "fold"], env=environment, check=True, stdout=sys.stderr)  # noqa: S603  no shell, a program of our own choice
    measured = [*run, "bench", "targets", "--json"]
    done = subprocess.run(measured, env=environment, check=True, stdout=subprocess.PIPE)  # noqa: S603  no shell, a program of our own choice
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _measured() -> dict[str, Any]:
    with with_database():
        from motcua.plans.targets.backtest import cases_of, summary_of

        began = time.perf_counter()
        measures: dict[str, Any] = {}
        forecasts, spent = 0, 0.0
        for name in MEASURED:
            cases = []
            for series in _series_of(name):
                started = time.process_time()  # what else the machine does is none of a forecast's
                cases += list(cases_of(series, _periods(series)))
                spent += time.process_time() - started
            forecasts += 4 * len(cases)
            measures[name] = summary_of(cases)
        return {
            "measures": measures,
            "forecast_ms": round(1000 * spent / max(forecasts, 1), 2),
            "seconds": round(time.perf_counter() - began, 1),
        }


def _series_of(name: str) -> Iterator[Series]:
    """The days of each unit that settles, from the first dossier on record to yesterday."""
    import numpy as np
    from django.utils import timezone

    from motcua.organisations.models import Unit
    from motcua.plans.targets.course import working_days
    from motcua.plans.targets.forecasting import Series
    from motcua.plans.targets.measures import MEASURE
    from motcua.plans.targets.rows import only_of, tally_of
    from motcua.statistics import By, Question, ask

    measure = MEASURE[name]
    last = timezone.localdate() - dt.timedelta(days=1)
    first = dt.date(last.year - 5, 1, 1)
    size = (last - first).days + 1
    by = (By.AGENCY, By.DAY, By.CHANNEL) if measure.part_channel else (By.AGENCY, By.DAY)
    for root in Unit.objects.filter(parent=None).order_by("pk"):
        held: dict[str | int, Any] = {}
        answer = ask(Question(unit=root.pk, first=first, last=last, by=by), only_of(measure))
        for row in answer.rows:
            part, whole = tally_of(measure, [row])
            if whole or part:
                days = held.setdefault(row.keys[0].value, (np.zeros(size), np.zeros(size)))
                place = (dt.date.fromisoformat(str(row.keys[1].value)) - first).days
                days[0][place] += part
                days[1][place] += whole
        working = working_days(root, first, last)
        for parts, wholes in held.values():
            yield Series(first, parts, wholes, working)


def _periods(series: Series) -> list[Any]:
    """The statistical years and quarters that lie wholly in what is known, after a first year to learn from."""
    from motcua.law import report_windows as windows
    from motcua.plans.targets.periods import Days

    found = []
    for year in range(series.first.year + 2, series.last.year + 1):
        whole = [windows.year_of(year), *(windows.quarter(year, number) for number in (1, 2, 3, 4))]
        found += [Days(one.first, one.last) for one in whole if one.last <= series.last]
    return found
