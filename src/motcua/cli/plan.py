# SPDX-License-Identifier: EUPL-1.2
"""`motcua plan`: plans of an office, read from their documents."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from motcua.cli.plan_records import import_command, show_command, work_command
from motcua.cli.plan_report import report_command
from motcua.cli.plan_targets import target_command
from motcua.cli.plan_tend import tend_command

if TYPE_CHECKING:
    from motcua.plans.reading.values import PlanRead, Task


@click.group("plan")
def plan_group() -> None:
    """Kế hoạch của cơ quan."""


for _command in (import_command, report_command, show_command, work_command, tend_command, target_command):
    plan_group.add_command(_command)


@plan_group.command("read")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--json", "as_json", is_flag=True, help="In kết quả JSON, kèm vị trí của từng mục trong văn bản."
)
def read_command(file: Path, as_json: bool) -> None:
    """Đọc kế hoạch (văn bản, Markdown, Word, PDF, bản quét, ảnh) thành nhiệm vụ, chỉ tiêu, thời hạn đề xuất."""
    from motcua.plans.reading.reading import read_file

    plan = read_file(file, progress=_Bar() if sys.stderr.isatty() else _silent)
    if as_json:
        click.echo(json.dumps(plan.to_dict(), ensure_ascii=False, indent=1))
    else:
        _tell(plan)


def _tell(plan: PlanRead) -> None:
    head = plan.head
    click.echo(
        f"{head['kind'] or 'Văn bản'} số {head['number'] or '?'}/{head['symbol'] or '?'} – {head['issuer'] or '?'}"
    )
    click.echo(f"{head['title'] or '(chưa đọc được tên)'}")
    if plan.restored:
        click.echo("Văn bản mất dấu: dấu đã được khôi phục, cần đối chiếu với bản gốc.")
    click.echo(f"\n{len(plan.tasks)} nhiệm vụ")
    for number, task in enumerate(plan.tasks, 1):
        click.echo(f"{number:3}. {task.content.value}")
        click.echo(f"     {_who(task)} · {_when(task)} · dòng {task.content.first}")
    click.echo(f"\n{len(plan.targets)} chỉ tiêu")
    for target in plan.targets:
        click.echo(f"  {target.op} {target.value:g} {target.unit}: {target.metric}")
    for warning in plan.warnings:
        click.echo(f"Lưu ý: {warning}")


def _who(task: Task) -> str:
    lead = task.lead.value if task.lead else "chưa rõ đơn vị"
    return f"{lead}; phối hợp: {', '.join(task.coordinating.value)}" if task.coordinating else lead


def _when(task: Task) -> str:
    due: Any = task.due.value if task.due else None
    told = f"đến {due:%d/%m/%Y}" if due else "không có hạn"
    return f"{told} ({task.time_text.value})" if task.time_text else told


class _Bar:
    """How far the reading is, from the second second on: a short plan is read before anybody looks."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._shown = -1

    def __call__(self, done: int, everything: int) -> None:
        part = 100 * done // max(everything, 1)
        if part > self._shown and time.monotonic() - self._begun > 1:
            click.echo(f"\rĐã đọc {part} % ({done}/{everything})", err=True, nl=done == everything)
            self._shown = part


def _silent(done: int, everything: int) -> None:
    """Nobody sits in front of a pipe."""
