# SPDX-License-Identifier: EUPL-1.2
"""``motcua reform``: sets of criteria come in, sheets are shown."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from motcua.cli.acting import acting
from motcua.cli.environment import with_database
from motcua.errors import MotCuaError

if TYPE_CHECKING:
    from motcua.reform.models import ReformAssessment
    from motcua.reform.tree import Tree

_LEVELS = ("province", "department", "commune", "section")


class ReformNotFound(MotCuaError):
    """No such unit, sample or sheet."""

    code = "reform_not_found"


@click.group("reform")
def reform_group() -> None:
    """Chỉ số cải cách hành chính: bộ tiêu chí, phiếu chấm."""


@reform_group.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--unit", "code", help="Mã cơ quan chấm điểm.")
@click.option("--user", help="Tên đăng nhập của cán bộ đầu mối hoặc lãnh đạo cơ quan ấy.")
@click.option("--title", default="", help="Tên bộ tiêu chí (với XLSX).")
@click.option(
    "--level", type=click.Choice(_LEVELS), default="commune", show_default=True, help="Chấm cấp nào."
)
@click.option("--year", type=click.IntRange(2018, 2100), help="Năm (với XLSX, hoặc thay năm trong YAML).")
@click.option("--decision", default="", help="Số, ngày quyết định ban hành.")
@click.option("--check", is_flag=True, help="Chỉ kiểm tra tệp, không ghi gì.")
def import_command(
    file: Path,
    code: str | None,
    user: str | None,
    title: str,
    level: str,
    year: int | None,
    decision: str,
    check: bool,
) -> None:
    """Nhập bộ tiêu chí từ XLSX hoặc YAML; ô sai được nêu từng ô, chưa đúng hết thì chưa ghi gì."""
    if not check and not (code and user):
        raise click.UsageError("Cần --unit và --user, hoặc --check để chỉ kiểm tra.")
    with with_database(migrate=False):
        tree = _tree(file, title, level, year, decision)
        if check:
            click.echo(
                f"{file.name}: {len(tree.criteria)} tiêu chí, {float(tree.total):g} điểm, không có lỗi."
            )
            return
        from uuid import uuid4

        from motcua.reform import acts

        made = acts.import_set(acting(user), _unit(str(code)), tree, uuid4().hex)
        click.echo(f"Đã có bộ tiêu chí số {made.pk} ({made.level}, {made.year}, lần {made.edition}).")


def _tree(file: Path, title: str, level: str, year: int | None, decision: str) -> Tree:
    import dataclasses

    from motcua.reform.own_sets import read_yaml
    from motcua.reform.sheets import read_set
    from motcua.reform.tree import Level

    if file.suffix.lower() in (".yaml", ".yml"):
        tree = read_yaml(file)
        return dataclasses.replace(tree, year=year or tree.year, decision=decision or tree.decision)
    if year is None:
        raise click.UsageError("Bảng tính cần --year.")
    return read_set(
        file.read_bytes(), title=title or file.stem, level=Level(level), year=year, decision=decision
    )


def _unit(code: str) -> Any:
    from motcua.scores.queries import unit_with_code

    unit = unit_with_code(code)
    if unit is None:
        raise ReformNotFound(f"Không có đơn vị mã {code}.", hint="Xem mã ở trang Đơn vị.")
    return unit


@reform_group.command("show")
@click.option("--unit", "code", required=True, help="Mã đơn vị được chấm.")
@click.option("--year", type=click.IntRange(2018, 2100), required=True, help="Năm.")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def show_command(code: str, year: int, as_json: bool) -> None:
    """Phiếu chấm của một đơn vị trong một năm: từng tiêu chí, điểm bị mất."""
    with with_database(migrate=False):
        from motcua.reform.models import ReformAssessment

        unit = _unit(code)
        rows = ReformAssessment.objects.select_related("round__criteria", "round__unit", "unit")
        sheets = list(rows.filter(unit=unit, round__year=year).order_by("id"))
        if not sheets:
            raise ReformNotFound(
                f"{unit.name} không có phiếu chấm năm {year}.", hint="Hãy mở đợt chấm trước."
            )
        told = [_told(sheet) for sheet in sheets]
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, separators=(",", ":")))
        return
    for one in told:
        _print(one)


def _told(sheet: ReformAssessment) -> dict[str, Any]:
    from motcua.reform.comparing import losses
    from motcua.reform.queries import scores_of
    from motcua.reform.summing import tree_in

    tree, scores = tree_in(sheet.round.criteria), scores_of(sheet)
    held = {one.code: one for one in scores}
    return {
        "unit": sheet.unit.code,
        "unit_name": sheet.unit.name,
        "judge": sheet.round.unit.code,
        "level": sheet.round.level,
        "year": sheet.round.year,
        "state": sheet.state,
        "title": tree.title,
        "certainty": tree.confidence.value,
        "self": _points(sheet.self_total),
        "self_possible": _points(sheet.self_possible),
        "appraised": _points(sheet.appraised_total),
        "appraised_possible": _points(sheet.appraised_possible),
        "unscored": sheet.unknown,
        "criteria": [
            {
                "code": one.code,
                "name": one.name,
                "most": float(one.most),
                "fact": held[one.code].self_fact,
                "self": _points(held[one.code].self_points),
                "appraised": _points(held[one.code].appraised_points),
                "reason": held[one.code].reason,
            }
            for one in tree.leaves
        ],
        "lost": [
            {"code": one.criterion.code, "points": float(one.points), "cause": one.score.cause or None}
            for one in losses(tree, scores)
        ],
    }


def _points(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _print(told: dict[str, Any]) -> None:
    click.secho(f"{told['unit_name']} – {told['year']} ({told['state']})", bold=True)
    click.echo(f"Tự chấm {_words(told['self'])}/{_words(told['self_possible'])}; ", nl=False)
    click.echo(f"thẩm định {_words(told['appraised'])}/{_words(told['appraised_possible'])}.")
    for one in told["criteria"]:
        own, given = _words(one["self"]), _words(one["appraised"])
        click.echo(f"  {one['code']:8} {own:>6} {given:>6} /{one['most']:g}  {one['name']}")
    if told["lost"]:
        click.echo("Điểm bị mất: " + ", ".join(f"{one['code']} (−{one['points']:g})" for one in told["lost"]))


def _words(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"
