# SPDX-License-Identifier: EUPL-1.2
"""``motcua account``: what an administrator at the server does about accounts."""

from __future__ import annotations

import click

from motcua.cli.environment import with_database


@click.group
def account_group() -> None:
    """Tài khoản đăng nhập: lập, cấp lại mật khẩu, gỡ bước hai, mở khóa, liệt kê."""


@account_group.command
@click.argument("username", metavar="TÊN_ĐĂNG_NHẬP")
@click.option("--name", "full_name", metavar="HỌ_TÊN", required=True, help="Họ và tên đầy đủ.")
@click.option("--email", default="", help="Thư điện tử công vụ.")
@with_database(migrate=False)
def add(username: str, full_name: str, email: str) -> None:
    """Lập tài khoản và in mật khẩu dùng một lần. Tài khoản chưa có vị trí công tác nào."""
    from django.utils import timezone

    from motcua.accounts import acts
    from motcua.accounts.log import COMMAND_LINE

    person, password = acts.open_account(username, full_name, COMMAND_LINE, timezone.now(), email=email)
    click.echo(f"Đã lập tài khoản {person.username} – {person.full_name}.")
    _hand_over(password)


@account_group.command("reset-password")
@click.argument("username", metavar="TÊN_ĐĂNG_NHẬP")
@with_database(migrate=False)
def reset_password(username: str) -> None:
    """Cấp mật khẩu dùng một lần mới; mọi phiên kết thúc, khóa được mở."""
    from django.utils import timezone

    from motcua.accounts import acts
    from motcua.accounts.log import COMMAND_LINE

    person = acts.person_named(username)
    _hand_over(acts.reset_password(person, COMMAND_LINE, timezone.now()))


@account_group.command("reset-second-factor")
@click.argument("username", metavar="TÊN_ĐĂNG_NHẬP")
@with_database(migrate=False)
def reset_second_factor(username: str) -> None:
    """Gỡ hết ứng dụng tạo mã, khóa truy cập, mã khôi phục của một người; mọi phiên kết thúc."""
    from django.utils import timezone

    from motcua.accounts import acts
    from motcua.accounts.log import COMMAND_LINE

    person = acts.person_named(username)
    number = acts.reset_second_factor(person, COMMAND_LINE, timezone.now())
    click.echo(
        f"Đã gỡ {number} cách xác thực của {person.full_name}." if number else "Người này chưa có bước hai."
    )


@account_group.command
@click.argument("username", metavar="TÊN_ĐĂNG_NHẬP")
@with_database(migrate=False)
def unlock(username: str) -> None:
    """Mở khóa một tên đăng nhập bị tạm khóa vì nhập sai mật khẩu."""
    from django.utils import timezone

    from motcua.accounts import acts, locking
    from motcua.accounts.log import COMMAND_LINE

    person = acts.person_named(username)
    opened = locking.unlock(person, COMMAND_LINE, timezone.now())
    click.echo(f"Đã mở khóa {person.username}." if opened else f"{person.username} không bị khóa.")


@account_group.command("list")
@with_database(migrate=False)
def list_command() -> None:
    """In mọi tài khoản: tên, họ tên, bước hai, tình trạng."""
    from django.utils import timezone

    from motcua.accounts.overview import overview

    for line in overview(timezone.now()):
        click.echo("\t".join((line.username, line.full_name, *line.words)))


def _hand_over(password: str) -> None:
    click.echo(f"Mật khẩu dùng một lần (chỉ hiện lần này, hết hạn sau 7 ngày): {password}")
    click.echo("Hãy trao tận tay; khi đăng nhập lần đầu, người dùng phải đặt mật khẩu của riêng mình.")
