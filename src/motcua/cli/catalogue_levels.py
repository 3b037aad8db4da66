# SPDX-License-Identifier: EUPL-1.2
"""`motcua catalogue levels`: how far procedures go online, by one decision for a whole list."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import click

from motcua.cli.acting import acting
from motcua.cli.environment import with_database

_DAY = click.DateTime(["%Y-%m-%d"])
_WORDS = {"amended": "Đã sửa", "same": "Không đổi", "refused": "Không nhận"}


@click.command("levels")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--decision", required=True, help="Số quyết định công bố, ví dụ 1872/QĐ-UBND.")
@click.option("--date", "decided", required=True, type=_DAY, help="Ngày quyết định.")
@click.option("--issuer", required=True, help="Cơ quan ban hành quyết định.")
@click.option("--from", "first", required=True, type=_DAY, help="Có hiệu lực từ ngày.")
@click.option("--by", "username", help="Tên đăng nhập của người thực hiện; bỏ trống thì hệ thống đứng tên.")
@click.option("--dry-run", "trial", is_flag=True, help="Kiểm tra cả danh sách, không ghi gì.")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def levels_command(
    file: Path,
    decision: str,
    decided: dt.datetime,
    issuer: str,
    first: dt.datetime,
    username: str | None,
    *,
    trial: bool,
    as_json: bool,
) -> None:
    """Ghi mức dịch vụ công trực tuyến của nhiều thủ tục theo một quyết định.

    FILE là CSV (UTF-8) có dòng đầu «mã thủ tục,mức,lý do»; mức là «toàn trình» hoặc «một phần». Mỗi thủ tục được sửa
    thành một phiên bản mới có hiệu lực từ ngày đã cho; dòng nào không nhận được thì nêu lý do, các dòng khác vẫn được
    ghi. Chạy lại cùng danh sách không đổi gì thêm.
    """
    with with_database():
        from motcua.catalogue.editing import Publication
        from motcua.catalogue.editing.leveling import apply_levels, read_levels

        lines = read_levels(file.read_bytes())
        publication = Publication(decision, decided.date(), issuer, first.date())
        results = []
        for result in apply_levels(acting(username), publication, lines, trial=trial):
            results.append(result)
            click.echo(f"\r{len(results)}/{len(lines)}", nl=False, err=True)
        click.echo(err=True)
    counted = Counter(one.done.value for one in results)
    refused = [{"line": one.line.number, "code": one.line.code, "why": one.why} for one in results if one.why]
    if as_json:
        counts = {name: counted[name] for name in _WORDS}
        click.echo(json.dumps({**counts, "trial": trial, "lines": refused}, ensure_ascii=False, indent=2))
    else:
        for name, words in _WORDS.items():
            click.echo(f"{words}: {counted[name]}" + (" (chạy thử)" if trial and name == "amended" else ""))
        for one in refused:
            click.echo(f"Dòng {one['line']}, {one['code']}: {one['why']}")
    if refused:
        raise SystemExit(1)
