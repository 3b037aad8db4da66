# SPDX-License-Identifier: EUPL-1.2
"""``motcua bench reports``: a report, the index and a list; ours, plain SQL, DuckDB; over the database as it is."""

import json
import sys

import click

from motcua.cli.environment import with_database


@click.command
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def bench_reports(as_json: bool) -> None:
    """So tốc độ và số liệu báo cáo với SQL thường trên bảng gốc và với DuckDB, trên dữ liệu hiện có."""
    with with_database(migrate=False):
        from motcua.bench import reports

        told = reports.measure(_tell)
    if as_json:
        click.echo(json.dumps(told))
        return
    click.echo(f"{told['dossiers']:,} hồ sơ")
    click.echo(f"{'':<24}{'Một Cửa ms':>12}{'SQL ms':>12}{'DuckDB ms':>12}{'khớp':>8}")
    for name, one in told["reports"].items():
        same = "có" if one["equal"] else "KHÔNG"
        click.echo(f"{name:<24}{one['ours_ms']:>12}{one['raw_sql_ms']:>12}{one['duckdb_ms']:>12}{same:>8}")


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
