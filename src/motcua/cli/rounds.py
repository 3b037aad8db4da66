# SPDX-License-Identifier: EUPL-1.2
"""Work that comes up every few minutes beside the site, until it is stopped.

Nobody starts such a process again while the site runs: what stands in the way of one round (a full disk, a database
that starts anew, figures being made) is told once and must not end the rounds after it. A full disk ends the embedded
server; these processes start it again as soon as there is room, and the site answers again.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import click

from motcua.cli.environment import revive_server
from motcua.errors import MotCuaError

AFTER_TROUBLE = 10.0
"""Seconds of rest after a round that failed, at least."""

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
        if trouble:
            trouble = _server_again() or trouble
        about = trouble.partition("\n")[0]  # the same trouble again has another time further down
        if trouble and about != told:
            click.echo(f"Chưa làm được, sẽ thử lại: {trouble}", err=True)
        told = about
        time.sleep(max(minutes * 60, AFTER_TROUBLE if trouble else 0.0))


def _server_again() -> str:
    """Why the server does not run; empty when it does."""
    try:
        revive_server()
    except MotCuaError as error:
        return str(error)
    return ""
