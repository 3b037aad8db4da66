# SPDX-License-Identifier: EUPL-1.2
"""`motcua catalogue`: import national records, show and search procedures, list what waits for a person."""

import datetime as dt
import json
import sys
import time
from pathlib import Path
from typing import Any

import click

from motcua.cli.catalogue_levels import levels_command
from motcua.cli.environment import with_database
from motcua.law.clock import VIETNAM


@click.group("catalogue", help="Danh mục thủ tục hành chính: nhập, xem, tìm, hàng chờ xem xét.")
def catalogue_group() -> None:
    """Commands of the catalogue."""


catalogue_group.add_command(levels_command)


@catalogue_group.command(
    "import", help="Nhập các bản ghi của Cơ sở dữ liệu quốc gia (JSONL, có thể nén gzip)."
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--effective-from", type=click.DateTime(["%Y-%m-%d"]), help="Ngày có hiệu lực (mặc định hôm nay)."
)
@click.option("--json", "as_json", is_flag=True, help="In báo cáo JSON.")
@with_database()
def import_command(file: Path, effective_from: dt.datetime | None, as_json: bool) -> None:
    """Read all records, store what is new, print the report."""
    from motcua.catalogue.errors import ImportFileUnreadable
    from motcua.catalogue.importing import import_file

    started = time.perf_counter()
    now = dt.datetime.now(tz=VIETNAM)
    day = effective_from.date() if effective_from else now.date()
    report = import_file(file, now=now, effective_from=day, progress=_progress).as_json()
    click.echo(err=True)
    report["seconds"] = round(time.perf_counter() - started, 2)
    if as_json:
        _print_json(report)
    else:
        _print_report(report)
    if report["read"] == len(report["failed"]):
        raise ImportFileUnreadable(
            f"Không dòng nào của tệp {file} là bản ghi; chưa có gì được nhập.",
            hint="Tệp phải có mỗi dòng một đối tượng JSON (JSONL, UTF-8), có thể nén gzip.",
        )


def _print_report(report: dict[str, Any]) -> None:
    for label, key in _REPORT_LINES:
        click.echo(f"{label}: {report[key]}")
    click.echo("Chờ xem xét, theo lý do:")
    for reason, count in report["quarantined"].items():
        click.echo(f"  {count:6d}  {reason}")
    for failure in report["failed"]:
        click.echo(f"Dòng {failure['line']}: {failure['error']}")


_REPORT_LINES = (
    ("Đã đọc", "read"),
    ("Chấp nhận", "accepted"),
    ("Không chấp nhận nội dung", "refused"),
    ("Mới", "new"),
    ("Thay đổi", "changed"),
    ("Không đổi", "unchanged"),
    ("Để dự thảo (đã có phiên bản của cơ quan)", "drafts"),
    ("Bản ghi có điểm chờ xem xét", "quarantined_records"),
)


def _today() -> dt.date:
    return dt.datetime.now(tz=VIETNAM).date()


def _progress(count: int) -> None:
    click.echo(f"\rĐã đọc {count} dòng", nl=False, err=True)


@catalogue_group.command("show", help="Xem một thủ tục: những gì đã hiểu được từ bản ghi quốc gia gần nhất.")
@click.argument("code")
@click.option(
    "--valid", is_flag=True, help="Xem phiên bản đang có hiệu lực hôm nay thay cho bản ghi quốc gia."
)
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
@with_database()
def show_command(code: str, valid: bool, as_json: bool) -> None:
    """The newest national record when there is one, else the version in force."""
    from motcua.catalogue.models import ProcedureVersion
    from motcua.catalogue.queries import latest_record, version_on, with_parts
    from motcua.catalogue.showing import show_refused, show_version

    record = None if valid else latest_record(code)
    if record is not None and record.version is None:
        shown = show_refused(record)
    else:
        version = record.version if record and record.version else version_on(code, _today())
        shown = show_version(with_parts(ProcedureVersion.objects.filter(pk=version.pk)).get(), record)
    if as_json:
        _print_json(shown)
    else:
        _print_procedure(shown)


@catalogue_group.command("search", help="Tìm thủ tục theo mã hoặc lời nói hằng ngày, không cần dấu.")
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="Số kết quả nhiều nhất."
)
@click.option("--json", "as_json", is_flag=True, help="In danh sách JSON.")
@with_database()
def search_command(words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Best first."""
    from motcua.catalogue.searching import search_versions

    found = search_versions(" ".join(words), limit)
    if as_json:
        _print_json([{"code": one.code, "name": one.name, "score": one.score} for one in found])
        return
    for one in found:
        click.echo(f"{one.code}  {one.score:.2f}  {one.name}")
    if not found:
        click.echo("Không tìm thấy thủ tục nào; hãy thử ít từ hơn.")


@catalogue_group.command("quarantine", help="Các điểm chờ người có thẩm quyền xem xét.")
@click.option("--code", default="", help="Chỉ của một thủ tục.")
@click.option("--reason", default="", help="Chỉ của một lý do.")
@click.option("--json", "as_json", is_flag=True, help="In danh sách JSON.")
@with_database()
def quarantine_command(code: str, reason: str, as_json: bool) -> None:
    """Open items, by procedure."""
    from motcua.catalogue.queries import open_quarantine
    from motcua.catalogue.showing import show_doubt

    items = [{"code": item.record.code, **show_doubt(item)} for item in open_quarantine(code, reason)]
    if as_json:
        _print_json(items)
        return
    for item in items:
        click.echo(f"{item['id']:6d}  {item['code']}  {item['field']}  {item['reason']}  {item['raw'][:80]}")
    click.echo(f"Tổng: {len(items)}")


def _print_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    click.echo()


_LEVELS = {
    "ministry": "bộ",
    "province": "tỉnh",
    "district": "huyện",
    "commune": "xã",
    "other": "cơ quan khác",
}
_CHANNELS = {"counter": "Trực tiếp", "post": "Bưu chính", "online": "Trực tuyến"}
_UNITS = {
    "working hours": "giờ làm việc",
    "working days": "ngày làm việc",
    "days": "ngày",
    "months": "tháng",
    "same day": "trong ngày",
}


def _print_procedure(shown: dict[str, Any]) -> None:
    click.echo(f"{shown['code']}  {shown['name'] or '(nội dung chưa được chấp nhận)'}")
    levels = ", ".join(_LEVELS[level] for level in shown["level"])
    click.echo(f"Lĩnh vực: {shown['field'] or '?'}   Cấp: {levels or '?'}")
    for case in shown["cases"]:
        name = f" – {case['name']}" if case["name"] else ""
        click.echo(f"  {_CHANNELS[case['channel']]}{name}: {_limit_words(case)}; {_fee_words(case)}")
    _print_list("Thành phần hồ sơ", [_paper_words(paper) for paper in shown["papers"]])
    _print_list("Kết quả", [f"{one['name']} [{one['code'] or '?'}]" for one in shown["results"]])
    _print_list("Căn cứ pháp lý", [f"{one['number'] or '?'}  {one['title']}" for one in shown["legal_bases"]])
    doubts = [f"{one['field']}: {one['reason']} – {one['raw'][:100]}" for one in shown["quarantine"]]
    _print_list("Chờ xem xét", doubts)


def _print_list(title: str, lines: list[str]) -> None:
    click.echo(f"{title} ({len(lines)}):")
    for line in lines:
        click.echo(f"  - {line}")


def _limit_words(case: dict[str, Any]) -> str:
    limit = case["limit"]
    if limit is None:
        return "thời hạn chưa rõ"
    value = "" if limit["value"] is None else f"{limit['value']} "
    return f"{value}{_UNITS[limit['unit']]}"


def _fee_words(case: dict[str, Any]) -> str:
    fee = case["fee"]
    if fee is None:
        return "phí chưa rõ"
    return "miễn phí" if fee["amount"] == 0 else f"{fee['amount']} {fee['currency']}"


def _paper_words(paper: dict[str, Any]) -> str:
    counts = f"{_count(paper['originals'])} bản chính, {_count(paper['copies'])} bản sao"
    return f"{paper['name']} ({counts}{', chỉ xuất trình' if paper['presented_only'] else ''})"


def _count(value: int | None) -> str:
    return "?" if value is None else str(value)
