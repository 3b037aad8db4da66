# SPDX-License-Identifier: EUPL-1.2
"""``motcua report``: a statutory report as a file, without a browser."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

import click

from motcua.cli.environment import with_database
from motcua.cli.output import write_output

_DAY = click.DateTime(["%Y-%m-%d"])
_MOMENT = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])
_POLICIES = ("date", "instant", "half_day", "index766", "promised")


@click.command
@click.argument("form", required=False)
@click.option("--unit", help="Mã đơn vị.")
@click.option("--from", "first", type=_DAY, help="Ngày đầu của kỳ, ví dụ 2025-12-15.")
@click.option("--to", "last", type=_DAY, help="Ngày cuối của kỳ, ví dụ 2026-03-14.")
@click.option(
    "--period", help="Thay cho hai ngày: 2026-Q1, 2026-6T, 2026-9T, 2026, 2026-T03, 2026-03, 2026-W11."
)
@click.option(
    "--as-of", "as_of", type=_MOMENT, help="Như đã biết vào lúc này (giờ Việt Nam); mặc định cuối kỳ."
)
@click.option(
    "--policy", type=click.Choice(_POLICIES), default="date", show_default=True, help="Cách xét hạn."
)
@click.option("--successors", is_flag=True, help="Đơn vị đã sáp nhập tính vào đơn vị kế thừa.")
@click.option(
    "--format",
    "wanted",
    type=click.Choice(("json", "csv", "xlsx", "pdf", "docx")),
    help="Dạng tệp; mặc định json, báo cáo bằng lời là docx.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Tệp; mặc định in ra màn hình."
)
@click.option("--list", "list_forms", is_flag=True, help="Liệt kê các biểu mẫu.")
@click.option("--json", "as_json", is_flag=True, help="Cùng với --list: in JSON.")
def report_command(form: str | None, *, list_forms: bool, as_json: bool, **asked: Any) -> None:
    """Lập báo cáo theo một biểu: motcua report II.06a --unit tu-ky.ubnd --period 2026-Q1 --format xlsx -o a.xlsx"""
    if list_forms:
        _list(as_json=as_json)
        return
    missing = [name for name, value in (("FORM", form), ("--unit", asked["unit"])) if not value]
    if missing or not (asked["period"] or (asked["first"] and asked["last"])):
        raise click.UsageError(
            "Cần FORM, --unit và --period (hoặc --from, --to). Xem các biểu: motcua report --list"
        )
    with with_database(migrate=False):
        content = _content(form or "", **{name: value for name, value in asked.items() if name != "output"})
    output: Path | None = asked["output"]
    if output is None:
        sys.stdout.buffer.write(content)
        return
    write_output(output, content)
    click.echo(f"Đã ghi {output} ({len(content):,} byte).".replace(",", "."), err=True)


def _list(*, as_json: bool) -> None:
    from motcua.reports.definitions import forms, narrative

    rows: list[dict[str, Any]] = [
        {
            "number": form.number,
            "title": form.title,
            "circular": form.circular,
            "from": form.effective_from.isoformat(),
            "to": form.effective_to.isoformat() if form.effective_to else None,
            "certainty": form.certainty.value,
            "formats": ["json", "csv", "xlsx", "pdf"],
        }
        for form in forms()
    ]
    told = narrative()
    rows.append(
        {
            "number": told.number,
            "title": told.title,
            "circular": told.circular,
            "from": None,
            "to": None,
            "certainty": told.certainty.value,
            "formats": ["docx"],
        }
    )
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        click.echo(f"{row['number']:8} {row['certainty']:9} {row['title']}")


def _content(
    form: str,
    *,
    unit: str,
    first: dt.datetime | None,
    last: dt.datetime | None,
    period: str | None,
    as_of: dt.datetime | None,
    policy: str,
    successors: bool,
    wanted: str | None,
) -> bytes:
    from django.utils import timezone

    from motcua.law.judging import Policy
    from motcua.reports.acts import sealed_before
    from motcua.reports.definitions import form_on, narrative
    from motcua.reports.making import Order, make
    from motcua.reports.narrating import narrate
    from motcua.reports.periods import period_named, span_of
    from motcua.reports.places import unit_coded
    from motcua.reports.writing import Format, write
    from motcua.reports.writing.as_docx import as_docx
    from motcua.web.reports.shown import live_linker

    if period:
        span = period_named(period)
    elif first is not None and last is not None:
        span = span_of(first.date(), last.date())
    told = narrative()
    is_narrative = form.casefold() in (told.number.casefold(), told.slug)
    found = form_on("II.06a" if is_narrative else form, span.last)
    moment = timezone.make_aware(as_of) if as_of else None
    order = Order(found, unit_coded(unit), span, Policy(policy), moment, successors=successors)
    if is_narrative:
        if wanted not in (None, Format.DOCX):
            raise click.UsageError("Báo cáo bằng lời chỉ có dạng docx.")
        return as_docx(narrate(order))
    made = make(order, before=sealed_before(order))
    return write(made, Format(wanted or Format.JSON), live_linker(found.slug, _query(order)))


def _query(order: Any) -> str:
    from motcua.web.reports.asked import Asked

    return Asked(order.unit, order.span, order.policy, order.as_of, order.successors).query
