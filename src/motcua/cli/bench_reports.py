# SPDX-License-Identifier: EUPL-1.2
"""``motcua bench reports``: a report, the index and a list; ours, plain SQL, DuckDB; over the database as it is."""

import json
import subprocess
import sys
from typing import Any

import click

from motcua.cli.bench_lifecycle import BenchmarkFailed, own_database
from motcua.cli.environment import with_database, with_server
from motcua.database import LOADING
from motcua.settings.environment import for_child

DATABASE = "motcua_bench_reports"


@click.command
@click.option(
    "--dossiers",
    type=click.IntRange(1, 50_000_000),
    help="Tạo một cơ sở dữ liệu riêng với chừng ấy hồ sơ mô phỏng, đo xong thì xóa.",
)
@click.option("--communes", type=click.IntRange(1, 110), help="Số xã có hồ sơ mô phỏng.")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def bench_reports(dossiers: int | None, communes: int | None, as_json: bool) -> None:
    """So tốc độ và số liệu báo cáo với SQL thường trên bảng gốc và với DuckDB, trên dữ liệu hiện có."""
    told = _over_own(dossiers, communes) if dossiers else _over_what_is_there()
    if as_json:
        click.echo(json.dumps(told))
        return
    click.echo(f"{told['dossiers']:,} hồ sơ")
    click.echo(f"{'':<24}{'Một Cửa ms':>12}{'SQL ms':>12}{'DuckDB ms':>12}{'khớp':>8}")
    for name, one in told["reports"].items():
        same = "có" if one["equal"] else "KHÔNG"
        click.echo(f"{name:<24}{one['ours_ms']:>12}{one['raw_sql_ms']:>12}{one['duckdb_ms']:>12}{same:>8}")


def _over_what_is_there() -> dict[str, Any]:
    with with_database(migrate=False):
        from motcua.bench import reports

        return reports.measure(_tell)


def _over_own(dossiers: int, communes: int | None) -> dict[str, Any]:
    """Simulate, make figures, measure: each a command of its own on a database that is dropped afterwards."""
    places = ["--communes", str(communes)] if communes else []
    with with_server(LOADING), own_database(DATABASE) as url:
        _run(url, "simulate", "--dossiers", str(dossiers), *places)
        _run(url, "statistics", "rebuild")
        told: dict[str, Any] = json.loads(_run(url, "bench", "reports", "--json"))
    return told


def _run(url: str, *arguments: str) -> bytes:
    command = [sys.executable, "-m", "motcua", *arguments]
    done = subprocess.run(command, env=for_child(DATABASE_URL=url), stdout=subprocess.PIPE)  # noqa: S603  no shell, a program of our own choice
    if done.returncode:
        raise BenchmarkFailed(f"Lệnh “{arguments[0]}” thất bại.", hint="Hãy xem lỗi in ở trên.")
    return done.stdout


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
