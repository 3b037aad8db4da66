# SPDX-License-Identifier: EUPL-1.2
"""``motcua risk``: learn which open dossiers will be late, and list them."""

from __future__ import annotations

import json
import sys

import click

from motcua.cli.environment import with_database
from motcua.errors import MotCuaError


@click.group
def risk_group() -> None:
    """Nguy cơ quá hạn: học từ hồ sơ đã xong, chấm hồ sơ đang giải quyết."""


@risk_group.command
@click.option(
    "--years", default=3, show_default=True, type=click.IntRange(1, 20), help="Học từ mấy năm gần đây."
)
@click.option(
    "--most", default=300_000, show_default=True, type=click.IntRange(300), help="Nhiều nhất chừng ấy hồ sơ."
)
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def learn(years: int, most: int, as_json: bool) -> None:
    """Học lại từ lịch sử và lưu mô hình; `motcua tend` tự làm mỗi tuần, ban đêm."""
    with with_database():
        from django.utils import timezone

        from motcua.risks.keeping import learn_now

        model = learn_now(timezone.now(), years=years, most=most, progress=_tell)
        told = {
            "dossiers": model.dossiers,
            "stretches": model.stretches,
            "first_day": f"{model.first_day}",
            "upto": f"{model.upto.isoformat()}",
            "late": model.late,
            "bytes": len(model.body),
            **model.told,
        }
    if as_json:
        click.echo(json.dumps(told))
        return
    click.echo(
        f"Đã học từ {model.dossiers:,} hồ sơ ({model.stretches:,} bước) từ ngày {model.first_day:%d/%m/%Y}; "
        f"{100 * model.late:.1f} % trong đó quá hạn."
    )


@risk_group.command("list")
@click.option("--unit", "code", required=True, help="Mã đơn vị; tính cả đơn vị bên dưới.")
@click.option("--most", default=50, show_default=True, type=click.IntRange(1, 1000), help="Số hồ sơ liệt kê.")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def list_risks(code: str, most: int, as_json: bool) -> None:
    """Liệt kê hồ sơ đang giải quyết dễ quá hạn nhất của một đơn vị."""
    with with_database(migrate=False):
        from django.utils import timezone

        from motcua.organisations.models import Unit
        from motcua.risks.outlook import of_unit

        unit = Unit.objects.filter(code=code).first()
        if unit is None:
            raise UnitUnknown(f"Không có đơn vị «{code}».", hint="Xem mã ở trang Đơn vị.")
        outlook = of_unit(unit.pk, timezone.now(), shown=most)
        if outlook is None:
            raise NothingLearnt("Chưa học từ lịch sử nào.", hint="Hãy chạy: motcua risk learn")
        rows = [
            {
                "code": one.dossier.code,
                "chance": round(one.chance, 4),
                "left_minutes": one.reason.left,
                "usual_minutes": one.reason.times.usual,
                "holder_holds": one.reason.holds,
            }
            for one in outlook.risks
        ]
        told = {
            "open_running": int(outlook.scored.pk.size),
            "late_already": outlook.scored.late,
            "waiting": outlook.scored.waiting,
            "likely": outlook.scored.likely,
            "possible": outlook.scored.possible,
            "expected_late": round(outlook.scored.expected, 1),
        }
    if as_json:
        click.echo(json.dumps({**told, "dossiers": rows}))
        return
    for name, value in told.items():
        click.echo(f"{name:<16}{value}")
    for one in outlook.risks:
        click.echo(f"{100 * one.chance:5.1f} %  {one.dossier.code}  còn {one.reason.left} phút làm việc")


class UnitUnknown(MotCuaError):
    """No unit has this code."""

    code = "unit_unknown"


class NothingLearnt(MotCuaError):
    """No model was learnt yet."""

    code = "nothing_learnt"


def _tell(done: int, of: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[KĐọc lịch sử: {done:,}/{of:,} hồ sơ" + ("\n" if done >= of else ""))
