# SPDX-License-Identifier: EUPL-1.2
"""`motcua plan target`: a sentence of the language of targets is read and counted."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import click

from motcua.cli.environment import with_database


@click.command("target")
@click.argument("sentence")
@click.option("--unit", "code", help="Mã đơn vị; bỏ trống thì chỉ đọc câu, không tính.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Tính đến hết ngày này; bỏ trống: hôm nay.")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def target_command(sentence: str, code: str | None, day: dt.datetime | None, as_json: bool) -> None:
    """Đọc một câu chỉ tiêu: hiểu là gì, hiện nay bao nhiêu."""
    from motcua.plans.targets.language import read
    from motcua.plans.targets.printing import said

    expression = read(sentence)
    told: dict[str, Any] = {
        "sentence": said(expression),
        "measure": expression.measure or None,
        "measured": not expression.by_hand,
        "op": expression.wanted.op.value,
        "wanted": float(expression.wanted.value),
        "unit": expression.wanted.unit,
    }
    if code is not None:
        with with_database(migrate=False):
            told |= _counted(expression, code, day)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(told["sentence"])
    if code is not None:
        number = told["number"]
        click.echo(f"{number} {told['unit']}" if number is not None else told["lacks"])


def _counted(expression: Any, code: str, day: dt.datetime | None) -> dict[str, Any]:
    from django.utils import timezone

    from motcua.organisations.models import Unit
    from motcua.plans.targets.errors import PlaceUnknown
    from motcua.plans.targets.evaluating import standing_of

    unit = Unit.objects.select_related("parent").filter(code=code).first()
    if unit is None:
        raise PlaceUnknown(f"Không có đơn vị mã {code}.", hint="Hãy xem mã ở trang Đơn vị.")
    standing = standing_of(expression, unit, day.date() if day else timezone.localdate())
    tally = standing.tally
    return {
        "part": float(tally.part) if tally else None,
        "whole": float(tally.whole) if tally else None,
        "number": None if standing.number is None else round(float(standing.number), 4),
        "reached": standing.reached,
        "lacks": str(standing.lacks) or None,
        "lists": [
            {"measure": cell.measure.value, "count": number, "token": cell.to_token()}
            for cell, number in standing.failing
        ],
    }
