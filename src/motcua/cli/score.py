# SPDX-License-Identifier: EUPL-1.2
"""``motcua index`` and ``motcua score``: the service index of a unit, scores of its officials and of agencies."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from motcua.cli.environment import with_database
from motcua.errors import MotCuaError
from motcua.law.report_windows import window_named

if TYPE_CHECKING:
    from motcua.organisations.models import Unit
    from motcua.scores.index import UnitIndex
    from motcua.scores.rankings import Ranking


class UnitUnknown(MotCuaError):
    """No unit has this code."""

    code = "unit_unknown"


_Command = Callable[..., None]


def _about(command: _Command) -> _Command:
    """The options that name a unit and a period."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON."),
        click.option(
            "--period", required=True, help="2026, 2026-Q3 hoặc 2026-09 (tháng thống kê, 15 đến 14)."
        ),
        click.option("--unit", "code", required=True, help="Mã đơn vị."),
    ):
        command = option(command)
    return command


@click.command("index")
@_about
@click.option("--below", is_flag=True, help="Các đơn vị trực thuộc thay vì đơn vị này.")
def index_command(code: str, period: str, as_json: bool, below: bool) -> None:
    """Chỉ số phục vụ theo Quyết định 766/QĐ-TTg của một đơn vị."""
    window = window_named(period)
    with with_database(migrate=False):
        from motcua.scores.index import index_of, indices_below

        unit = _unit(code)
        found = indices_below(unit, window) if below else [index_of(unit, window)]
        if as_json:
            told = [one.to_dict() for one in found]
            click.echo(_json(told if below else told[0]))
            return
        for one in found:
            _print_index(one)


@click.group("score")
def score_group() -> None:
    """Chấm điểm theo Thông tư 01/2018/TT-VPCP."""


@score_group.command("officers")
@_about
def officers(code: str, period: str, as_json: bool) -> None:
    """Cán bộ, công chức, viên chức của một đơn vị."""
    window = window_named(period)
    with with_database(migrate=False):
        from motcua.scores.rankings import officer_scores

        _told(officer_scores(_unit(code), window), as_json)


@score_group.command("agencies")
@_about
def agencies(code: str, period: str, as_json: bool) -> None:
    """Các cơ quan giải quyết hồ sơ thuộc một đơn vị."""
    window = window_named(period)
    with with_database(migrate=False):
        from motcua.scores.rankings import agency_scores

        _told(agency_scores(_unit(code), window), as_json)


def _unit(code: str) -> Unit:
    from motcua.scores.queries import unit_with_code

    unit = unit_with_code(code)
    if unit is None:
        raise UnitUnknown(f"Không có đơn vị mã {code}.", hint="Xem mã ở trang Đơn vị trong phần Quản trị.")
    return unit


def _print_index(found: UnitIndex) -> None:
    click.secho(f"{found.unit_name} – {found.window.label}", bold=True)
    scaled = "–" if found.scaled is None else f"{float(found.scaled):.1f}"
    click.echo(
        f"{scaled} trên 100 điểm có thể đạt "
        f"({float(found.index.total):.2f}/{float(found.index.possible):g}) {found.band}".rstrip()
    )
    for line in found.lines:
        if line.count is None:
            click.echo(f"  {line.rule.code:5} {line.rule.name}: chưa có dữ liệu. {line.source.lacks}")
            continue
        points = float(line.points or 0)
        click.echo(
            f"  {line.rule.code:5} {line.rule.name}: {line.count.part}/{line.count.whole}, "
            f"{points:.2f}/{float(line.rule.most):g} điểm, cần thêm {line.missing}"
        )


def _told(ranking: Ranking, as_json: bool) -> None:
    if as_json:
        click.echo(_json(ranking.to_dict()))
        return
    click.secho(f"{ranking.unit_name} – {ranking.window.label}", bold=True)
    for row in ranking.rows:
        total = "–" if row.score.total is None else f"{row.score.total}/{row.score.most}"
        click.echo(
            f"  {row.place or '–':>3}  {total:>8}  {row.name} ({row.dossiers} hồ sơ) {row.grade}".rstrip()
        )
    if not ranking.rows:
        click.echo("  Kỳ này chưa có hồ sơ giải quyết xong.")


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
