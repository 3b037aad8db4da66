# SPDX-License-Identifier: EUPL-1.2
"""``motcua statistics``: bring figures forward, make them anew, recount them."""

from __future__ import annotations

import dataclasses
import json
import sys
import time
from typing import TYPE_CHECKING

import click

from motcua.cli.environment import with_database
from motcua.cli.rounds import every_option, in_rounds

if TYPE_CHECKING:
    from motcua.statistics.rebuilding import Rebuilt

_EVERY_SECONDS = 2.0


@click.group
def statistics_group() -> None:
    """Số liệu thống kê: cập nhật, lập lại từ nhật ký, đếm lại để kiểm tra."""


@statistics_group.command("fold")
@every_option
@click.option("--gently", is_flag=True, help="Nghỉ xen kẽ khi phải lập lại tất cả, để trang web vẫn nhanh.")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def fold_command(minutes: float | None, gently: bool, as_json: bool) -> None:
    """Đưa những việc mới vào số liệu; `motcua serve` tự chạy lệnh này."""
    with with_database(migrate=False):
        in_rounds(minutes, lambda: _fold(gently=gently, as_json=as_json))


def _fold(*, gently: bool, as_json: bool) -> None:
    from motcua.statistics.rebuilding import REST, Rebuilt, bring_forward

    done = bring_forward(FiguresTold(), rest=REST if gently else 0.0)
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(done)))
    elif isinstance(done, Rebuilt):
        click.echo(_told(done))
    else:
        click.echo(f"Đã cập nhật số liệu của {done.dossiers:,} hồ sơ.")


@statistics_group.command("rebuild")
@click.option("--processes", default=2, show_default=True, type=click.IntRange(1, 16), help="Số tiến trình.")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
@with_database(migrate=False)
def rebuild_command(processes: int, as_json: bool) -> None:
    """Lập lại toàn bộ số liệu từ nhật ký; bị dừng giữa chừng thì chạy lại sẽ làm tiếp."""
    from motcua.statistics.rebuilding import rebuild

    done = rebuild(processes, FiguresTold())
    if as_json:
        facts = dataclasses.asdict(done)
        facts["events_per_second"] = round(done.events / done.seconds) if done.seconds else 0
        click.echo(json.dumps(facts))
    else:
        click.echo(_told(done))


@statistics_group.command("check")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
@with_database(migrate=False)
def check_command(as_json: bool) -> None:
    """Đếm lại mọi số liệu từ nhật ký và so sánh. Mã thoát 1 khi có chỗ khác."""
    from motcua.statistics.checking import check

    begun = time.monotonic()
    found = check(FiguresTold().dossiers)
    seconds = time.monotonic() - begun
    if as_json:
        click.echo(json.dumps({**dataclasses.asdict(found), "ok": found.ok, "seconds": round(seconds, 3)}))
    else:
        word = "OK" if found.ok else "KHÁC"
        click.echo(
            f"{word}: {found.dossiers:,} hồ sơ, {found.spans:,} đoạn; {found.wrong_dossiers:,} hồ sơ khác, "
            f"{found.wrong_cells:,} ô khác ({seconds:.1f} giây)."
        )
    sys.exit(0 if found.ok else 1)


def _told(done: Rebuilt) -> str:
    return (
        f"Đã lập lại số liệu: {done.dossiers:,} hồ sơ, {done.events:,} sự kiện, {done.spans:,} đoạn, "
        f"{done.cells:,} ô trong {done.seconds:.1f} giây."
    )


class FiguresTold:
    """One line on the error stream, every other second at most."""

    def __init__(self) -> None:
        self.told_at = time.monotonic()

    def spans(self, dossiers: int, events: int, count: int) -> None:
        """How many dossiers and events are spans."""
        self._tell(f"… {dossiers:,}/{count:,} hồ sơ, {events:,} sự kiện")

    def cells(self, done: int, count: int) -> None:
        """How far indexes and cells are; each takes a while, so each is told."""
        click.echo(f"… chỉ mục và ô số liệu: {done}/{count} phần", err=True)

    def dossiers(self, dossiers: int) -> None:
        """How many dossiers were recounted."""
        self._tell(f"… {dossiers:,} hồ sơ")

    def _tell(self, text: str) -> None:
        if time.monotonic() - self.told_at < _EVERY_SECONDS:
            return
        self.told_at = time.monotonic()
        click.echo(text, err=True)
