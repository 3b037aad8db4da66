# SPDX-License-Identifier: EUPL-1.2
"""``motcua bench risk``: how good the forecast of late dossiers is, on history played again."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import time
from typing import Any

import click

from motcua.cli.bench_lifecycle import own_database
from motcua.cli.environment import with_database, with_server
from motcua.settings.environment import for_child

DATABASE = "motcua_bench_risk"
_MANY = 80_000
"""⚡ Fewer dossiers would come from one commune, which one process makes while the other stands idle."""

_WORDS = {
    "dossiers": "Hồ sơ trong lịch sử",
    "learnt_from": "Học từ số hồ sơ đã biết kết quả",
    "learnt_upto": "Học đến",
    "looked_at": "Dự báo cho số lượt hồ sơ đang giải quyết",
    "snapshots": "… vào số thời điểm",
    "late": "Tỷ lệ quá hạn đã xảy ra",
    "ours": "Điểm Brier (nhỏ là tốt): dự báo này",
    "base_rate": "… luôn nói tỷ lệ chung",
    "under_a_day": "… còn dưới một ngày là quá hạn",
    "under_a_day_fitted": "… dưới một ngày, theo tỷ lệ đã thấy",
    "ranked": "Cặp hồ sơ được xếp đúng thứ tự",
    "read_seconds": "Giây đọc lịch sử",
    "learn_seconds": "Giây học",
    "open_scored": "Hồ sơ đang giải quyết được chấm",
    "score_ms": "Mili giây chấm",
}
"""What stands on the screen for each figure of the JSON object."""


@click.command
@click.option(
    "--dossiers",
    type=click.IntRange(1000, 5_000_000),
    help="Tự tạo chừng ấy hồ sơ mô phỏng trong cơ sở dữ liệu riêng.",
)
@click.option(
    "--years", default=10, show_default=True, type=click.IntRange(1, 20), help="Đọc mấy năm gần đây."
)
@click.option(
    "--most", default=300_000, show_default=True, type=click.IntRange(1000), help="Nhiều nhất chừng ấy hồ sơ."
)
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def bench_risk(dossiers: int | None, years: int, most: int, as_json: bool) -> None:
    """Học từ hai phần ba đầu, dự báo phần ba cuối; so với tỷ lệ chung và với “còn dưới một ngày”."""
    if dossiers is None:
        told = _measured(years, most)
    else:
        with with_server(), own_database(DATABASE) as url:
            told = _in_own(url, dossiers, years, most)
    if as_json:
        click.echo(json.dumps(told))
        return
    for name, words in _WORDS.items():
        click.echo(f"{words:<46}{told[name]}")
    click.echo(
        "Dự báo " + ("tốt hơn mọi cách so sánh." if told["better"] else "KHÔNG tốt hơn mọi cách so sánh.")
    )
    rows = told["deciles"]
    click.echo("Nói trung bình → xảy ra, mười nhóm hồ sơ bằng nhau:")
    for row in rows:
        click.echo(f"  {100 * row['said']:5.1f} % → {100 * row['happened']:5.1f} %  ({row['cases']:,})")


def _in_own(url: str, dossiers: int, years: int, most: int) -> dict[str, Any]:
    """The same in processes of their own, whose database is the new one."""
    environment = for_child(DATABASE_URL=url)
    run = [sys.executable, "-m", "motcua"]
    simulated = [*run, "simulate", "--dossiers", str(dossiers)]
    if dossiers < _MANY:
        simulated += ["--communes", "2"]
    subprocess.run(simulated, env=environment, check=True, stdout=sys.stderr)  # noqa: S603  no shell, a program of our own choice
    measured = [*run, "bench", "risk", "--json", "--years", str(years), "--most", str(most)]
    done = subprocess.run(measured, env=environment, check=True, stdout=subprocess.PIPE)  # noqa: S603  no shell, a program of our own choice
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _measured(years: int, most: int) -> dict[str, Any]:
    with with_database():
        from django.utils import timezone

        from motcua.dossiers.models import Dossier
        from motcua.risks.history import minutes_of, read_history
        from motcua.risks.keeping import arrays_of, learn_now, newest
        from motcua.risks.replay import replay
        from motcua.risks.scoring import score

        now = timezone.now()
        began = time.perf_counter()
        history = read_history(now, since=now - dt.timedelta(days=365 * years), most=most)
        read = time.perf_counter() - began
        told = replay(history, minutes_of(now)).to_dict()
        began = time.perf_counter()
        model = newest() or learn_now(now, most=most)
        learnt = time.perf_counter() - began
        arrays = arrays_of(model)
        score(Dossier.objects.all(), arrays, now)
        began = time.perf_counter()
        scored = score(Dossier.objects.all(), arrays, now)
        told["read_seconds"] = round(read, 2)
        told["learn_seconds"] = round(learnt, 2)
        told["open_scored"] = int(scored.pk.size)
        told["score_ms"] = round(1000 * (time.perf_counter() - began), 1)
    return told
