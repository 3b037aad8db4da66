# SPDX-License-Identifier: EUPL-1.2
"""``motcua conformance``: what broke which rule, in a unit and some days."""

from __future__ import annotations

import datetime as dt
import json

import click

from motcua.cli.environment import with_database
from motcua.errors import MotCuaError


class UnitUnknown(MotCuaError):
    """No unit has this code."""

    code = "unit_unknown"


@click.command
@click.option("--unit", "code", required=True, help="Mã đơn vị; tính cả đơn vị bên dưới.")
@click.option("--from", "first", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Ngày đầu.")
@click.option(
    "--to", "last", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Ngày cuối, tính cả ngày này."
)
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON, kèm từng phát hiện.")
def conformance_command(code: str, first: dt.datetime, last: dt.datetime, as_json: bool) -> None:
    """Đối chiếu diễn biến hồ sơ với các quy tắc; mỗi phát hiện nêu hồ sơ và việc."""
    with with_database(migrate=False):
        from django.utils import timezone

        from motcua.conformance.queries import named
        from motcua.conformance.watching import Span, answers_to, watch
        from motcua.organisations.models import Unit

        unit = Unit.objects.filter(code=code).first()
        if unit is None:
            raise UnitUnknown(f"Không có đơn vị «{code}».", hint="Xem mã ở trang Đơn vị.")
        found = watch(Span(unit.pk, first.date(), last.date()), timezone.now())
        every = [finding for watched in found for finding in watched.findings]
        dossiers, said = named(every).dossiers, answers_to(every)
    if not as_json:
        for watched in found:
            count = f"{len(watched)}{'' if watched.whole else '+'}"
            click.echo(f"{count:>7}  {watched.check.title} ({watched.check.law})")
        return
    told = {
        watched.check.code: {
            "title": watched.check.title,
            "law": watched.check.law,
            "severity": watched.check.severity.value,
            "count": len(watched),
            "whole": watched.whole,
            "findings": [
                {
                    "dossier": dossiers.get(finding.dossier_id, ("", ""))[0],
                    "event": finding.sequence,
                    "at": finding.at.isoformat(),
                    "facts": finding.facts,
                    "answers": [one.verdict for one in said.get(finding.key, [])],
                }
                for finding in watched.findings
            ],
        }
        for watched in found
    }
    span = {"unit": code, "from": f"{first:%Y-%m-%d}", "to": f"{last:%Y-%m-%d}"}
    click.echo(json.dumps({**span, "checks": told}, ensure_ascii=False))
