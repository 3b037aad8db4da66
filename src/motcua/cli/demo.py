# SPDX-License-Identifier: EUPL-1.2
"""``motcua demo``: set everything up, walk one dossier through its life, serve the site."""

import json
import multiprocessing
import sys
from pathlib import Path
from typing import Any

import click

from motcua.cli.environment import disconnect, taking_turns, with_database
from motcua.cli.preloading import load_site
from motcua.cli.serve import check_port, prepare_static_files, serve
from motcua.cli.statistics import FiguresTold
from motcua.errors import MotCuaError
from motcua.settings.environment import environment

_DEMO_LOCK = 0x4D6F744375610004  # of two demonstrations at once, one makes the people, the other finds them


class DemoFailed(MotCuaError):
    """The demonstration did something else than it promises."""

    code = "demo_failed"


@click.command
@click.option("--check", is_flag=True, help="Không phục vụ trang; in một đối tượng JSON và kết thúc.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Cổng.")
def demo_command(check: bool, port: int) -> None:
    """Dựng dữ liệu minh họa, chạy trọn vòng đời một hồ sơ rồi mở trang web trên 127.0.0.1."""
    if not check:
        check_port("127.0.0.1", port)
    with with_database():
        if check:
            click.echo(json.dumps(_run(quiet=True), ensure_ascii=False, indent=1))
            return
        _print_own_address(port)
        _run_apart()
        _introduce(port)
        serve("127.0.0.1", port, workers=2)


def _print_own_address(port: int) -> None:
    """Receipts of the demonstration name the port it is served on, unless an address was given."""
    from django.conf import settings

    if not environment.source.get("MOTCUA_PUBLIC_URL"):
        settings.PUBLIC_URL = f"http://127.0.0.1:{port}"


def _run_apart() -> None:
    """The same in a process of its own.

    The typesetter starts threads. The workers of the site are forked from this process: had it set a page before,
    every one of them would wait for threads that it does not have, and no letter could be opened.
    """
    disconnect()
    walker = multiprocessing.get_context("fork").Process(target=_run, kwargs={"quiet": False})
    walker.start()
    prepare_static_files()  # before the site is read: it learns then, once, which files there are
    load_site()  # ⚡ meanwhile: the workers are forked with the site already read
    walker.join()
    if walker.exitcode:
        raise DemoFailed("Phần minh họa dừng giữa chừng.", hint="Lý do được in ở trên.")


def _run(*, quiet: bool) -> dict[str, Any]:
    from django.conf import settings
    from django.utils import timezone

    from motcua.demo.life import Step, line_of, walk
    from motcua.demo.rooms import fill_rooms
    from motcua.demo.setup import set_up
    from motcua.dossiers.audit import verify

    def say(text: str) -> None:
        if not quiet:
            click.echo(text)

    say("Chuẩn bị đơn vị, danh mục thủ tục và những người minh họa…")
    with taking_turns(_DEMO_LOCK):
        set_up()
    now = timezone.now()

    def tell(step: Step) -> None:
        say(line_of(step))
        for sentence in step.why:
            say(f"      {sentence}")

    say("")
    story = walk(now, Path(settings.DATA_DIR) / "demo", tell)
    with taking_turns(_DEMO_LOCK):
        fill_rooms(now, FiguresTold())
    findings = verify(dossier=story.dossier.code)
    told = {**story.to_dict(now), "chain": {"events": findings.events, "ok": findings.ok}}
    _check(told)
    say("")
    say(
        f"Chuỗi sự kiện của hồ sơ {story.dossier.code} đã được kiểm tra: {findings.events} sự kiện, nguyên vẹn."
    )
    for path in story.files:
        say(f"   {path}")
    return told


def _check(told: dict[str, Any]) -> None:
    statuses = [step["national_status"] for step in told["statuses"]]
    whole = told["status"] == 10 and {2, 4, 5, 9, 10} <= set(statuses)
    if not (whole and told["chain"]["ok"] and all(Path(name).stat().st_size for name in told["files"])):
        json.dump(told, sys.stderr, ensure_ascii=False, indent=1)
        raise DemoFailed("Hồ sơ minh họa không đi hết vòng đời.", hint="Hãy xem nội dung ở trên.")


def _introduce(port: int) -> None:
    from motcua.demo.setup import PASSWORD, sign_ins

    click.echo("")
    click.echo(f"Trang web: http://127.0.0.1:{port}/   (mọi người ở đây đều là nhân vật minh họa)")
    click.echo(f"Mật khẩu chung: {PASSWORD}")
    for sign_in in sign_ins():
        click.echo(f"   {sign_in.username:<10} {sign_in.full_name:<18} {sign_in.role} – {sign_in.unit}")
    click.echo("")
