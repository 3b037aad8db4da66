# SPDX-License-Identifier: EUPL-1.2
"""`motcua plan tend`: what plans in force need by themselves; `motcua serve` and `motcua tend` do it too."""

from __future__ import annotations

import click

from motcua.cli.environment import with_database


@click.command("tend")
def tend_command() -> None:
    """Mở việc của các kỳ tới, viết thư nhắc, chốt giá trị chỉ tiêu từng ngày; `motcua serve` tự chạy."""
    from django.utils import timezone

    with with_database(migrate=False):
        from motcua.plans.tending import tend

        done = tend(timezone.now())
        opened = done.work.opened
        click.echo(
            f"Việc: {opened.made} mới, {opened.moved} đổi ngày, {opened.stopped} dừng; {done.work.mails} thư nhắc."
        )
        click.echo(f"Chỉ tiêu: {done.targets.targets} đã xem, {done.targets.days} ngày đã chốt.")
