# SPDX-License-Identifier: EUPL-1.2
"""`motcua plan report`: how a plan stood on a day, as a file."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from motcua.cli.environment import with_database
from motcua.cli.output import write_output


@click.command("report")
@click.argument("plan_id", type=int)
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Đến hết ngày này; mặc định hôm nay.")
@click.option(
    "--format",
    "wanted",
    type=click.Choice(("json", "xlsx", "docx", "pdf")),
    default="json",
    show_default=True,
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Tệp; mặc định in ra màn hình."
)
def report_command(plan_id: int, day: dt.datetime | None, wanted: str, output: Path | None) -> None:
    """Báo cáo của một kế hoạch đến hết một ngày: nhiệm vụ với minh chứng, chỉ tiêu, thuyết minh soạn sẵn."""
    with with_database(migrate=False):
        content = _content(plan_id, day.date() if day else None, wanted)
    if output is None:
        sys.stdout.buffer.write(content)
        return
    write_output(output, content)
    click.echo(f"Đã ghi {output} ({len(content):,} byte).".replace(",", "."), err=True)


def _content(plan_id: int, day: dt.date | None, wanted: str) -> bytes:
    from django.utils import timezone

    from motcua.organisations.actors import SYSTEM
    from motcua.plans.queries import plan_of
    from motcua.plans.report import report_of
    from motcua.plans.writing.report_files import Format, write

    now = timezone.now()
    plan = plan_of(SYSTEM, plan_id)
    return write(report_of(plan, day or timezone.localdate(now), now), Format(wanted))
