# SPDX-License-Identifier: EUPL-1.2
"""``motcua database``: the embedded server by hand. Other commands start and stop it by themselves."""

import json

import click

from motcua.database import is_running, program_folder, start_to_stay, stop_for_good
from motcua.errors import MotCuaError
from motcua.settings.environment import environment
from motcua.settings.locations import cluster


class DatabaseIsElsewhere(MotCuaError):
    """DATABASE_URL is given, so there is no embedded server to command."""

    code = "database_is_elsewhere"


@click.group
def database_group() -> None:
    """Máy chủ PostgreSQL đi kèm. Các lệnh khác tự khởi động và tự dừng máy chủ khi cần."""


@database_group.command
def start() -> None:
    """Khởi động và giữ máy chủ chạy cho tới khi có lệnh stop."""
    _only_embedded()
    start_to_stay(cluster())
    click.echo(f"Cơ sở dữ liệu đang chạy: {cluster().url()}")


@database_group.command
def stop() -> None:
    """Dừng máy chủ, kể cả khi còn chương trình đang dùng."""
    _only_embedded()
    stop_for_good(cluster())
    click.echo("Cơ sở dữ liệu đã dừng.")


@database_group.command
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def status(as_json: bool) -> None:
    """Cho biết máy chủ nào được dùng, có đang chạy không, dữ liệu nằm ở đâu."""
    own = cluster()
    embedded = not environment.text("DATABASE_URL")
    facts = {
        "embedded": embedded,
        "running": is_running(own) if embedded else None,
        "folder": str(own.folder) if embedded else None,
        "log": str(own.log) if embedded else None,
        "programs": str(program_folder()) if embedded else None,
    }
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False))
    elif not embedded:
        click.echo("Dùng máy chủ PostgreSQL bên ngoài theo DATABASE_URL.")
    else:
        click.echo(
            f"{'Đang chạy' if facts['running'] else 'Không chạy'}\nDữ liệu: {own.folder}\nNhật ký: {own.log}"
        )


@database_group.command
def url() -> None:
    """In địa chỉ cơ sở dữ liệu, dùng được cho psql."""
    click.echo(environment.text("DATABASE_URL") or cluster().url())


def _only_embedded() -> None:
    if environment.text("DATABASE_URL"):
        raise DatabaseIsElsewhere(
            "DATABASE_URL trỏ tới máy chủ bên ngoài; lệnh này chỉ dành cho máy chủ đi kèm.",
            hint="Hãy bỏ DATABASE_URL, hoặc điều khiển máy chủ kia bằng công cụ của nó.",
        )
