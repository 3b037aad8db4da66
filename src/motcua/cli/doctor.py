# SPDX-License-Identifier: EUPL-1.2
"""``motcua doctor``: is the house well, on the command line."""

import dataclasses
import json
import sys

import click

from motcua.cli.environment import with_database

_MARKS = {"good": "✓", "warn": "!", "bad": "✕"}


@click.command
@click.option("--json", "as_json", is_flag=True, help="In một danh sách JSON.")
@with_database(migrate=False)
def doctor_command(as_json: bool) -> None:
    """Kiểm tra hệ thống và nói phải làm gì. Mã thoát 1 khi có điểm hỏng."""
    from django.utils import timezone, translation

    from motcua.web.administration.health import Wellness, checks

    with translation.override("vi"):
        found = checks(timezone.now())
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(check) for check in found], ensure_ascii=False))
    else:
        for check in found:
            click.echo(f"{_MARKS[check.wellness]} {check.name}: {check.found}")
            if check.todo:
                click.echo(f"  → {check.todo}")
    sys.exit(1 if any(check.wellness is Wellness.BAD for check in found) else 0)
