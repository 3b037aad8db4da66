# SPDX-License-Identifier: EUPL-1.2
"""``motcua bench http``: pages of the served site with officers at work, over the database as it is."""

import json

import click

from motcua.cli.bench_lifecycle import serving
from motcua.cli.environment import with_database
from motcua.cli.serve import prepare_static_files
from motcua.settings.environment import environment
from motcua.settings.locations import cluster


@click.command
@click.option(
    "--officers", default=20, show_default=True, type=click.IntRange(2, 500), help="Số công chức cùng làm."
)
@click.option(
    "--seconds", default=60.0, show_default=True, type=click.FloatRange(1), help="Thời gian làm việc."
)
@click.option(
    "--workers", default=2, show_default=True, type=click.IntRange(1, 32), help="Số tiến trình phục vụ."
)
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def bench_http(officers: int, seconds: float, workers: int, as_json: bool) -> None:
    """Đo thời gian trả lời của các trang khi nhiều công chức cùng làm, trên dữ liệu hiện có (./run simulate)."""
    url = environment.text("DATABASE_URL") or cluster().url()
    with with_database():
        from motcua.bench import pages
        from motcua.dossiers.models import Dossier

        prepare_static_files()
        desks = pages.seat_officers(officers)
        queries = pages.count_queries(desks[0])
        with serving(url, workers) as port:
            times = pages.work(port, desks, seconds)
            per_second = {page: pages.race(port, desks, page, max(2.0, seconds / 10)) for page in pages.PAGES}
        direct, took, statements = pages.call_directly(desks, max(2.0, seconds / 10))
        times.seconds[pages.DIRECT] = took
        per_second[pages.DIRECT], queries[pages.DIRECT] = direct, statements
        table = dict(pages.told(times, per_second, queries))
        told = {
            "pages": table,
            "officers": officers,
            "workers": workers,
            "seconds": seconds,
            "dossiers": Dossier.objects.count(),
        }
    if as_json:
        click.echo(json.dumps(told))
        return
    click.echo(f"{'':<24}{'mỗi giây':>10}{'p50 ms':>10}{'p99 ms':>10}{'truy vấn':>10}")
    for page, one in table.items():
        click.echo(
            f"{page:<24}{one['per_second']:>10}{one['p50_ms']:>10}{one['p99_ms']:>10}{one['queries']:>10}"
        )
