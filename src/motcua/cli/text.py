# SPDX-License-Identifier: EUPL-1.2
"""`motcua text`: Vietnamese text that lost its diacritics."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motcua.cli.output import write_output
from motcua.errors import MotCuaError

if TYPE_CHECKING:
    from motcua.diacritics import Restored

_LONG = 300


class TextUnreadable(MotCuaError):
    """The file is not there, or is no text in UTF-8."""

    code = "text_unreadable"


@click.group("text")
def text_group() -> None:
    """Văn bản tiếng Việt bị mất dấu."""


@text_group.command("restore")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("-o", "output", type=click.Path(path_type=Path), help="Ghi vào tệp này thay vì in ra.")
@click.option("--json", "as_json", is_flag=True, help="In từng dòng kèm dòng gốc và độ chắc chắn.")
@click.option("--force", is_flag=True, help="Khôi phục cả khi văn bản vẫn còn dấu.")
def restore_command(file: Path, output: Path | None, as_json: bool, force: bool) -> None:
    """Khôi phục dấu cho văn bản (tệp UTF-8, hoặc - để đọc từ đầu vào). Văn bản còn dấu được giữ nguyên."""
    from motcua.diacritics import Restored, lost_diacritics, restore_lines

    lines = _read(file).splitlines()
    if force or lost_diacritics("\n".join(lines)):
        done = restore_lines(lines, _progress if len(lines) > _LONG and sys.stderr.isatty() else _silent)
    else:
        done = [Restored(line, line, 1.0) for line in lines]
    told = _json(done) if as_json else "".join(f"{one.text}\n" for one in done)
    if output is None:
        click.echo(told, nl=False)
    else:
        write_output(output, told.encode())
        click.echo(f"Đã ghi {len(done)} dòng vào {output}.", err=True)


def _read(file: Path) -> str:
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise TextUnreadable(f"Không đọc được {file}.", hint="Hãy kiểm tra đường dẫn.") from error
    except UnicodeDecodeError as error:
        raise TextUnreadable(
            f"{file} không phải văn bản UTF-8.", hint="Hãy lưu lại tệp ở dạng văn bản thuần, mã UTF-8."
        ) from error


def _json(lines: list[Restored]) -> str:
    rows = [{"raw": one.raw, "text": one.text, "sure": round(one.sure, 3)} for one in lines]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _progress(done: int, everything: int) -> None:
    if done % 50 == 0 or done == everything:
        click.echo(f"\r{done}/{everything} dòng", err=True, nl=done == everything)


def _silent(done: int, everything: int) -> None:
    """Short texts are done before anybody could read how far they are."""
