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
@click.option("--retry", is_flag=True, help="Gửi lại cả những thư không gửi được hoặc không rõ đã đến chưa.")
def tend_command(minutes: float | None, retry: bool) -> None:
    """Gửi thư nhắc việc đến hạn và dọn dẹp; `motcua serve` tự chạy lệnh này."""
    with with_database(migrate=False):
        if retry:
            _retry()
        _tend()
        while minutes is not None:
            time.sleep(minutes * 60)
            _tend()


def _retry() -> None:
    from django.utils import timezone

    from motcua.desk.outbox import retry_all

    click.echo(f"Gửi lại {retry_all(timezone.now())} thư.")


def _tend() -> None:
    from django.db import connection
    from django.utils import timezone

    from motcua.conformance.keeping import keep
    from motcua.desk.tending import tend
    from motcua.evaluations.inviting import write_invitations
    from motcua.inspections.reminding import write_reminders as remind_of_findings
    from motcua.plans.tending import tend as tend_plans
    from motcua.reports.reminding import write_reminders
    from motcua.risks.keeping import tend as tend_risks

    write_reminders(timezone.now())
    remind_of_findings(timezone.now())
    plans = tend_plans(timezone.now()).work
    write_invitations(timezone.now())
    done = tend(timezone.now())
    learnt = tend_risks(timezone.now())
    keep()
    connection.close()  # nothing is held while it waits for the next round
    click.echo(
        f"Thư: {done.written} mới, {done.sent} đã gửi, {done.waiting} sẽ gửi lại, "
        f"{done.uncertain} không rõ đã đến chưa, {done.failed} không gửi được; dọn {done.tidied} thư cũ."
    )
    if plans.opened.made:
        click.echo(f"Kế hoạch: đã mở {plans.opened.made} việc của các kỳ tới.")
    if learnt is not None:
        click.echo(f"Nguy cơ quá hạn: đã học lại từ {learnt.dossiers:,} hồ sơ.")
