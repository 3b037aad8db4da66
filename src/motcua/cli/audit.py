# SPDX-License-Identifier: EUPL-1.2
"""``motcua audit``: bind, verify, export and read the event log of dossiers."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motcua.cli.environment import with_database
from motcua.cli.output import OutputNotWritten
from motcua.cli.rounds import every_option, in_rounds

if TYPE_CHECKING:
    from motcua.dossiers.audit import Report
    from motcua.dossiers.models import Event

_EVERY_SECONDS = 2.0
_SHOWN = 20


@click.group
def audit_group() -> None:
    """Chuỗi sự kiện của hồ sơ: lập điểm chốt, kiểm tra, xuất ra tệp, xem."""


@audit_group.command
@every_option
def checkpoint(minutes: float | None) -> None:
    """Lập điểm chốt: gắn mọi sự kiện mới của mọi hồ sơ vào một mã băm."""
    with with_database(migrate=False):
        in_rounds(minutes, _checkpoint)


def _checkpoint() -> None:
    from django.utils import timezone

    from motcua.dossiers.audit import make_checkpoint

    made = make_checkpoint(timezone.now())
    if made is None:
        click.echo("Không có sự kiện mới.")
        return
    click.echo(f"Điểm chốt số {made.number}: {made.events} sự kiện.\nMã băm: {made.hash}")


@audit_group.command("new-generation")
@with_database(migrate=False)
def new_generation_command() -> None:
    """Sau khi khôi phục từ bản sao lưu: mở thế hệ mới của nhật ký."""
    from django.utils import timezone

    from motcua.dossiers.audit import new_generation

    click.echo(f"Nhật ký từ nay thuộc thế hệ {new_generation(timezone.now())}.")


@audit_group.command
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
@click.option("--dossier", metavar="MÃ", help="Chỉ kiểm tra chuỗi của một hồ sơ.")
@with_database(migrate=False)
def verify(as_json: bool, dossier: str | None) -> None:
    """Kiểm tra mọi chuỗi sự kiện và mọi điểm chốt; nêu đúng chỗ hỏng đầu tiên. Mã thoát 1 khi có chỗ hỏng."""
    from motcua.dossiers.audit import verify as walk

    begun = time.monotonic()
    report = walk(_progress(), dossier=dossier)
    seconds = time.monotonic() - begun
    if dossier is None:
        _keep(report, seconds)
    if as_json:
        facts = {**dataclasses.asdict(report), "ok": report.ok, "seconds": round(seconds, 3)}
        click.echo(json.dumps(facts, ensure_ascii=False))
    else:
        for broken in report.broken[:_SHOWN]:
            click.echo(f"HỎNG: {broken.message}")
        word = "OK" if report.ok else f"{report.faults} chỗ hỏng"
        click.echo(
            f"{word}: {report.dossiers} hồ sơ, {report.events} sự kiện, {report.checkpoints} điểm chốt, "
            f"{report.unbound} sự kiện chưa chốt ({seconds:.1f} giây)."
        )
    sys.exit(0 if report.ok else 1)


def _keep(report: Report, seconds: float) -> None:
    """The result of a whole walk stays on record, for the page that tells whether the house is well."""
    from motcua.organisations.actors import SYSTEM
    from motcua.organisations.records import AdminAct, record

    after = {
        "ok": report.ok,
        "faults": report.faults,
        "dossiers": report.dossiers,
        "events": report.events,
        "checkpoints": report.checkpoints,
        "last_checkpoint": report.last_checkpoint,
        "seconds": round(seconds, 1),
    }
    record(SYSTEM, AdminAct.VERIFY_LOG, "log", None, "Chuỗi sự kiện của mọi hồ sơ", after=after)


@audit_group.command
@click.option(
    "-o",
    "--output",
    "path",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Tệp JSON Lines; tên kết thúc bằng .gz thì được nén.",
)
@click.option("--dossier", metavar="MÃ", help="Chỉ xuất những gì chứng minh cho một hồ sơ.")
@with_database(migrate=False)
def export(path: Path, dossier: str | None) -> None:
    """Lập điểm chốt rồi xuất nhật ký ra tệp, kiểm tra được bằng verifier/verify_log.py."""
    from django.utils import timezone

    from motcua.dossiers.audit import export as write
    from motcua.dossiers.audit import make_checkpoint

    now = timezone.now()
    make_checkpoint(now)
    try:
        done = write(path, now, dossier=dossier)
    except OSError as error:
        raise OutputNotWritten(path, error) from error
    click.echo(f"Đã xuất {done.events} sự kiện, {done.checkpoints} điểm chốt ra {path}.")
    if done.last_checkpoint:
        click.echo(f"Mã băm của điểm chốt cuối (hãy ghi lại ở nơi khác): {done.last_checkpoint}")


@audit_group.command
@click.argument("code", metavar="MÃ")
@with_database(migrate=False)
def log(code: str) -> None:
    """In diễn biến của một hồ sơ."""
    from motcua.dossiers.errors import DossierUnknown
    from motcua.dossiers.models import Dossier

    dossier = Dossier.objects.filter(code=code).first()
    if dossier is None:
        raise DossierUnknown(code)
    click.echo(f"{dossier.code}  {dossier.procedure_name}")
    for event in dossier.events.order_by("sequence"):
        click.echo("\n".join(_told(event)))


def _told(event: Event) -> list[str]:
    from django.utils import timezone

    from motcua.law.statuses import STATE_NAMES, State
    from motcua.law.transitions import ACT_NAMES, Act

    who = f"{event.actor_name} ({event.title})" if event.title else event.actor_name
    when = timezone.localtime(event.at)
    lines = [f"{event.sequence:4d}. {when:%d/%m/%Y %H:%M:%S}  {ACT_NAMES[Act(event.act)]} — {who}"]
    if event.state_after != event.state_before:
        lines.append(f"      → {STATE_NAMES[State(event.state_after)]}")
    for name, label in (("reason", "Lý do"), ("note", "Ghi chú")):
        if text := event.data.get(name):
            lines.append(f"      {label}: {text}")
    if due := event.data["changes"].get("due_current"):
        promised = timezone.localtime(dt.datetime.fromisoformat(due))
        lines.append(f"      Hẹn trả: {promised:%H:%M %d/%m/%Y}")
    lines += [f"      Lưu ý: {text}" for text in event.data.get("warnings", ())]
    lines.append(f"      {event.hash}")
    return lines


def _progress() -> Callable[[int], None]:
    told = time.monotonic()

    def progress(events: int) -> None:
        nonlocal told
        if time.monotonic() - told >= _EVERY_SECONDS:
            told = time.monotonic()
            click.echo(f"… {events} sự kiện", err=True)

    return progress
