# SPDX-License-Identifier: EUPL-1.2
"""``motcua manage …``: Django's own commands, with the server running."""

import click

from motcua.cli.environment import with_server


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage_command(arguments: tuple[str, ...]) -> None:
    """Chuyển tiếp tới lệnh quản trị của Django, ví dụ: motcua manage migrate."""
    with with_server():
        from django.core.management import execute_from_command_line

        execute_from_command_line(["motcua manage", *arguments])
