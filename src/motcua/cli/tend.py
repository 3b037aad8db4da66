# SPDX-License-Identifier: EUPL-1.2
"""``motcua tend``: what the house does by itself every few minutes."""

from __future__ import annotations

import time

import click

from motcua.cli.environment import with_database


@click.command
@click.option(
    "--every",
    "minutes",
    type=click.FloatRange(min=0.01),
    help="Lặp lại sau mỗi chừng ấy phút, cho tới khi bị dừng.",
)
def tend_command(minutes: float | None) -> None:
    """Gửi thư nhắc việc đến hạn và dọn dẹp; `motcua serve` tự chạy lệnh này."""
    with with_database(migrate=False):
        _tend()
        while minutes is not None:
            time.sleep(minutes * 60)
            _tend()


def _tend() -> None:
    from django.db import connection
    from django.utils import timezone

    from motcua.desk.tending import tend

    done = tend(timezone.now())
    connection.close()  # nothing is held while it waits for the next round
    click.echo(
        f"Thư: {done.written} mới, {done.sent} đã gửi, {done.waiting} sẽ gửi lại, "
        f"{done.uncertain} không rõ đã đến chưa, {done.failed} không gửi được; dọn {done.tidied} thư cũ."
    )
