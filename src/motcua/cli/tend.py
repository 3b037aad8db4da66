# SPDX-License-Identifier: EUPL-1.2
"""``motcua tend``: what the house does by itself every few minutes."""

from __future__ import annotations

import click

from motcua.cli.environment import with_database
from motcua.cli.rounds import every_option, in_rounds

RECOUNT_SECONDS = 60.0
"""How long one round counts open dossiers anew after a change of a calendar; the next round goes on."""


@click.command
@every_option
@click.option("--retry", is_flag=True, help="Gửi lại cả những thư không gửi được hoặc không rõ đã đến chưa.")
def tend_command(minutes: float | None, retry: bool) -> None:
    """Gửi thư nhắc việc đến hạn và dọn dẹp; `motcua serve` tự chạy lệnh này."""
    with with_database(migrate=False):
        if retry:
            _retry()
        in_rounds(minutes, _tend)


def _retry() -> None:
    from django.utils import timezone

    from motcua.desk import outbox

    click.echo(f"Gửi lại {outbox.retry(outbox.stuck(), timezone.now())} thư.")


def _tend() -> None:
    from django.utils import timezone

    from motcua.conformance.keeping import keep
    from motcua.desk.tending import tend
    from motcua.dossiers import recounting
    from motcua.evaluations.inviting import write_invitations
    from motcua.inspections.reminding import write_reminders as remind_of_findings
    from motcua.plans.tending import tend as tend_plans
    from motcua.reform.reminding import write_reminders as remind_of_remedies
    from motcua.registers.reminding import write_reminders as remind_of_actions
    from motcua.reports.reminding import write_reminders as remind_of_reports
    from motcua.risks.keeping import tend as tend_risks

    for remind in (remind_of_reports, remind_of_findings, remind_of_actions, remind_of_remedies):
        remind(timezone.now())
    plans = tend_plans(timezone.now()).work
    write_invitations(timezone.now())
    done = tend(timezone.now())
    learnt = tend_risks(timezone.now())
    keep()
    recounted = recounting.go_on(RECOUNT_SECONDS)
    click.echo(
        f"Thư: {done.written} mới, {done.sent} đã gửi, {done.waiting} sẽ gửi lại, "
        f"{done.uncertain} không rõ đã đến chưa, {done.failed} không gửi được; dọn {done.tidied} thư cũ."
    )
    if plans.opened.made:
        click.echo(f"Kế hoạch: đã mở {plans.opened.made} việc của các kỳ tới.")
    if learnt is not None:
        click.echo(f"Nguy cơ quá hạn: đã học lại từ {learnt.dossiers:,} hồ sơ.")
    for edition in recounted:
        state = "xong" if edition.recounted_at else "lần sau làm tiếp"
        click.echo(f"Lịch {edition.code}: {edition.recounted_moved} hồ sơ đổi hạn, {state}.")
