# SPDX-License-Identifier: EUPL-1.2
"""``motcua simulate``: a database full of made-up dossiers."""

import datetime as dt
import json
import sys

import click

from motcua.cli.environment import with_database
from motcua.database import LOADING

_STAGES = {"load": "Đang nạp", "keys": "Đang dựng chỉ mục", "analyse": "Đang phân tích bảng"}


@click.command
@click.option("--dossiers", required=True, type=click.IntRange(1, 50_000_000), help="Số hồ sơ cần tạo.")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="Ngày đầu; mặc định năm năm trước.")
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), help="Ngày cuối; mặc định lúc này.")
@click.option(
    "--seed",
    default=1,
    show_default=True,
    type=click.IntRange(min=0),
    help="Cùng số này và cùng --to thì được cùng dữ liệu.",
)
@click.option(
    "--processes", default=2, show_default=True, type=click.IntRange(1, 16), help="Số tiến trình tạo."
)
@click.option(
    "--communes", type=click.IntRange(1, 110), help="Số xã có hồ sơ; mặc định cứ 40.000 hồ sơ một xã."
)
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def simulate_command(
    dossiers: int,
    first: dt.datetime | None,
    last: dt.datetime | None,
    seed: int,
    processes: int,
    communes: int | None,
    as_json: bool,
) -> None:
    """Tạo hồ sơ mô phỏng với đủ trạng thái và sự kiện, trên cơ sở dữ liệu trống hoặc chỉ có người minh họa."""
    with with_database(settings=LOADING):
        from django.utils import timezone

        from motcua.demo.setup import PASSWORD, set_up
        from motcua.simulation import simulate

        set_up()
        until = timezone.localtime()
        if last is not None:
            until = min(until, timezone.make_aware(last.replace(hour=23, minute=59)))
        begin = first.date() if first is not None else _five_years_before(until.date())
        told = simulate(
            dossiers,
            begin,
            until,
            seed=seed,
            password=PASSWORD,
            processes=processes,
            communes=communes,
            progress=_Progress(dossiers).tell,
        )
    if as_json:
        click.echo(json.dumps(told.to_dict()))
        return
    click.echo(
        f"Đã tạo {told.dossiers:,} hồ sơ và {told.events:,} sự kiện ở {told.places} nơi trong {told.seconds:,.0f}"
        f" giây ({told.rows_per_second:,} dòng mỗi giây). Mật khẩu chung như ở ./run demo."
    )


def _five_years_before(day: dt.date) -> dt.date:
    """Or the first day there is, which the simulation refuses by name."""
    return dt.date.fromordinal(max(1, day.toordinal() - 5 * 365 - 1))


class _Progress:
    """One line on the error stream, at most twice a second."""

    def __init__(self, wanted: int) -> None:
        self.wanted, self.told_at, self.stage = wanted, 0.0, ""

    def tell(self, stage: str, done: int, events: int, seconds: float) -> None:
        """Tell how far it is, how fast it goes and what is left."""
        if stage == self.stage and seconds - self.told_at < 0.5:
            return
        self.stage, self.told_at = stage, seconds
        left = seconds / done * (self.wanted - done) if done else 0
        text = f"{_STAGES[stage]}: {done:,}/{self.wanted:,} hồ sơ, {events:,} sự kiện, {seconds:.0f} giây"
        if stage == "load" and done:
            text += f", {(done + events) / seconds:,.0f} dòng/giây, còn khoảng {left:.0f} giây"
        sys.stderr.write(f"\r\033[K{text}" if sys.stderr.isatty() else f"{text}\n")
        sys.stderr.flush()
