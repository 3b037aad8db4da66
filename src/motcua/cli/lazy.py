# SPDX-License-Identifier: EUPL-1.2
"""Commands that are imported only when they are called: ``motcua deadline`` must not wait for Django."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click
from typing_extensions import override


@dataclass(frozen=True, slots=True)
class Lazy:
    """Where a command is (``module:attribute``) and its one line in the list of commands."""

    target: str
    summary: str

    def load(self) -> click.Command:
        module, _, attribute = self.target.partition(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{self.target} is not a click command")
        return command


class LazyGroup(click.Group):
    """A group whose commands come from ``table``."""

    def __init__(self, *args: Any, table: Mapping[str, Lazy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = table

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.table)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        lazy = self.table.get(cmd_name)
        return lazy.load() if lazy else None

    @override
    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.table and not args[0].startswith("-"):
            near = get_close_matches(args[0], self.table, n=1)
            guess = f" Có phải ý bạn là “{near[0]}”?" if near else ""
            ctx.fail(f"Không có lệnh “{args[0]}”.{guess} Xem các lệnh bằng: {ctx.command_path} --help")
        return super().resolve_command(ctx, args)

    @override
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Lệnh"):
            formatter.write_dl([(name, self.table[name].summary) for name in self.list_commands(ctx)])
