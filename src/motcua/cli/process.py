# SPDX-License-Identifier: EUPL-1.2
"""`motcua process`: internal processes read, checked, shown, drawn, and exchanged as BPMN 2.0."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from motcua.catalogue.processes.bpmn import Note, read_bpmn
from motcua.catalogue.processes.lint import Finding, Severity, days, lint, refused, sum_minutes
from motcua.catalogue.processes.reading import read_file
from motcua.catalogue.processes.values import ReadProcess
from motcua.cli.environment import with_database
from motcua.cli.output import write_output
from motcua.law.clock import VIETNAM
from motcua.law.roles import ROLE_NAMES, Role

_SIGNS = {Severity.ERROR: "LỖI", Severity.WARNING: "Lưu ý"}
_OUTCOMES = {"stored": "đã lưu", "unchanged": "không đổi", "refused": "bị từ chối"}


@click.group("process")
def process_group() -> None:
    """Quy trình nội bộ: nhập bảng quy trình, kiểm tra, xem quy trình của một thủ tục."""


@process_group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In báo cáo JSON.")
@with_database()
def import_command(file: Path, as_json: bool) -> None:
    """Nhập bảng quy trình nội bộ (YAML) hoặc sơ đồ BPMN 2.0 (.bpmn); quy trình có lỗi không được lưu."""
    from motcua.catalogue.processes.storing import import_processes

    processes, notes = _read(file)
    imported = import_processes(processes, dt.datetime.now(tz=VIETNAM).date())
    counts = {key: sum(1 for each in imported if each.outcome == key) for key in _OUTCOMES}
    if as_json:
        rows = [{**_as_json(each.process, each.findings), "outcome": each.outcome} for each in imported]
        left_out = [{"code": note.code, "element": note.element, "message": note.message} for note in notes]
        _print_json({"read": len(imported), **counts, "processes": rows, "notes": left_out})
        return
    for note in notes:
        click.echo(f"Không nhập được hết: {note.message}")
    for each in imported:
        click.echo(f"{_OUTCOMES[each.outcome]}: {_title(each.process)}")
        _print_findings(each.findings)
    click.echo(f"Đã đọc {len(imported)}: " + ", ".join(f"{_OUTCOMES[key]} {n}" for key, n in counts.items()))


@process_group.command("lint")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--all", "everything", is_flag=True, help="Kiểm tra cả mọi quy trình đang có trong cơ sở dữ liệu."
)
@click.option("--json", "as_json", is_flag=True, help="In kết quả JSON.")
def lint_command(file: Path | None, everything: bool, as_json: bool) -> None:
    """Kiểm tra quy trình của một tệp; không có tệp: danh mục kèm theo. Có lỗi thì kết thúc với mã 1."""
    processes = _read(file)[0] if file else _own_processes()
    if everything:
        processes = [*processes, *_stored_processes()]
    checked = [(process, lint(process)) for process in processes]
    bad = sum(1 for _, findings in checked if refused(findings))
    warned = sum(1 for _, findings in checked if findings and not refused(findings))
    if as_json:
        rows = [_as_json(process, findings) for process, findings in checked]
        _print_json({"checked": len(checked), "refused": bad, "warned": warned, "processes": rows})
    else:
        for process, findings in checked:
            if findings:
                click.echo(_title(process))
                _print_findings(findings)
        click.echo(f"Đã kiểm tra {len(checked)} quy trình: {bad} có lỗi, {warned} có lưu ý.")
    if bad:
        sys.exit(1)


@process_group.command("show")
@click.argument("code")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@with_database()
def show_command(code: str, as_json: bool) -> None:
    """Xem các quy trình nội bộ của một thủ tục theo mã (phiên bản có hiệu lực hôm nay)."""
    from motcua.catalogue.processes.storing import stored_process
    from motcua.catalogue.queries import version_on

    version = version_on(code, dt.datetime.now(tz=VIETNAM).date())
    rows = list(version.processes.prefetch_related("steps"))
    shown = [(row.case_name, row.confidence, stored_process(row)) for row in rows]
    if as_json:
        processes = [
            {
                **_as_json(process, lint(process)),
                "case": case,
                "confidence": confidence,
                "steps": _steps(process),
            }
            for case, confidence, process in shown
        ]
        _print_json({"code": version.procedure.code, "name": version.name, "processes": processes})
        return
    click.echo(f"{version.procedure.code} {version.name}")
    for _, confidence, process in shown:
        click.echo(f"\n{process.name} · {process.total.raw} · {process.source} ({confidence})")
        for step in process.steps:
            time = "không tính thời gian" if step.minutes is None else days(step.minutes)
            role = ROLE_NAMES[step.role] if step.role else step.role_text
            click.echo(f"  {step.number}. {step.name} — {role}, {step.unit_text}: {time}")
        _print_findings(lint(process))


@process_group.command("export")
@click.argument("code")
@click.option("--case", "case_name", help="Tên trường hợp, khi thủ tục có nhiều quy trình.")
@click.option("--out", type=click.Path(path_type=Path), help="Tệp để ghi; không có thì in ra màn hình.")
@with_database()
def export_command(code: str, case_name: str | None, out: Path | None) -> None:
    """Xuất quy trình của một thủ tục thành BPMN 2.0 kèm sơ đồ, mở được bằng mọi công cụ vẽ quy trình."""
    from motcua.catalogue.processes.bpmn import write_bpmn

    _write(write_bpmn(_process_of(code, case_name)), out)


@process_group.command("draw")
@click.argument("code")
@click.option("--case", "case_name", help="Tên trường hợp, khi thủ tục có nhiều quy trình.")
@click.option("--out", type=click.Path(path_type=Path), help="Tệp để ghi; không có thì in ra màn hình.")
@with_database()
def draw_command(code: str, case_name: str | None, out: Path | None) -> None:
    """Vẽ quy trình của một thủ tục thành ảnh SVG."""
    from motcua.catalogue.processes.drawing import draw

    _write(draw(_process_of(code, case_name), alone=True).encode(), out)


def _process_of(code: str, case_name: str | None) -> ReadProcess:
    from motcua.catalogue.processes.storing import stored_process
    from motcua.catalogue.queries import version_on

    version = version_on(code, dt.datetime.now(tz=VIETNAM).date())
    rows = list(version.processes.prefetch_related("steps"))
    chosen = [row for row in rows if case_name is None or row.case_name == case_name]
    if len(chosen) == 1:
        return stored_process(chosen[0])
    if not rows:
        raise click.ClickException(f"Thủ tục {code} chưa có quy trình nội bộ.")
    names = "; ".join(f"“{row.case_name}”" for row in rows)
    raise click.ClickException(f"Hãy chọn một quy trình bằng --case. Các trường hợp: {names}.")


def _write(content: bytes, out: Path | None) -> None:
    if out is None:
        click.echo(content.decode())
        return
    write_output(out, content)
    click.echo(f"Đã ghi {out}")


def _read(file: Path) -> tuple[list[ReadProcess], tuple[Note, ...]]:
    if file.suffix.lower() not in (".bpmn", ".xml"):
        return read_file(file), ()
    try:
        content = file.read_bytes()
    except OSError as error:
        raise click.ClickException(f"Không đọc được tệp {file}: {error}") from error
    found = read_bpmn(content)
    return [found.process], found.notes


def _own_processes() -> list[ReadProcess]:
    from motcua.catalogue.own_data_reading import read_own_data

    return [process for procedure in read_own_data() for _, process in procedure.processes]


def _stored_processes() -> list[ReadProcess]:
    with with_database():
        from motcua.catalogue.models import InternalProcess
        from motcua.catalogue.processes.storing import stored_process

        return [stored_process(row) for row in InternalProcess.objects.prefetch_related("steps")]


def _as_json(process: ReadProcess, findings: Sequence[Finding]) -> dict[str, Any]:
    return {
        "name": process.name,
        "code": process.code,
        "level": process.level,
        "source": process.source,
        "limit": process.total.raw,
        "total_minutes": process.total_minutes,
        "sum_minutes": sum_minutes(process),
        "refused": refused(findings),
        "findings": [
            {"severity": each.severity.value, "code": each.code, "step": each.step, "message": each.message}
            for each in findings
        ],
        "doubts": [{"code": each.code, "step": each.step, "raw": each.raw} for each in process.doubts],
    }


def _steps(process: ReadProcess) -> list[dict[str, Any]]:
    return [
        {
            "number": step.number,
            "name": step.name,
            "role": step.role.value if isinstance(step.role, Role) else None,
            "role_text": step.role_text,
            "unit": step.unit_text,
            "minutes": step.minutes,
            "not_counted": step.not_counted,
            "share": None if step.share is None else float(step.share),
            "forms": list(step.forms),
        }
        for step in process.steps
    ]


def _title(process: ReadProcess) -> str:
    return f"{process.code or '(không có mã)'} {process.name}"


def _print_findings(findings: Sequence[Finding]) -> None:
    for finding in findings:
        click.echo(f"    {_SIGNS[finding.severity]}: {finding.message}")


def _print_json(content: dict[str, Any]) -> None:
    click.echo(json.dumps(content, ensure_ascii=False))
