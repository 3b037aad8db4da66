# SPDX-License-Identifier: EUPL-1.2
"""Work that comes up every few minutes beside the site, until it is stopped.

Nobody starts such a process again while the site runs: what stands in the way of one round (a full disk, a database
that starts anew, figures being made) is told once and must not end the rounds after it.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import click

from motcua.errors import MotCuaError

every_option = click.option(
    "--every",
    "minutes",
    type=click.FloatRange(min=0.01),
    help="Lặp lại sau mỗi chừng ấy phút, cho tới khi bị dừng.",
)


def in_rounds(minutes: float | None, work: Callable[[], object]) -> None:
    """Do the work once, and its errors are the caller's; with `minutes` again and again, and a round may fail.

    Inside `with_database`. Between rounds no connection is held.
    """
    from django.db import DatabaseError, connection

    if minutes is None:
        work()
        return
    told = ""
    while True:
        trouble = ""
        try:
            work()
        except (MotCuaError, DatabaseError, OSError) as error:
            trouble = str(error).strip()
        connection.close()
        if trouble and trouble != told:
            click.echo(f"Chưa làm được, sẽ thử lại: {trouble}", err=True)
        told = trouble
        time.sleep(minutes * 60)
