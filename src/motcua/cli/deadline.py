# SPDX-License-Identifier: EUPL-1.2
"""`motcua deadline`: when is it due, and why. Needs neither Django nor a database."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import click

from motcua.errors import MotCuaError
from motcua.law.clock import VIETNAM
from motcua.law.deadline_requests import DEFAULT_CALENDAR, answer_request
from motcua.law.explanation_text import moment_words
from motcua.law.time_errors import RequestError
from motcua.law.working_time import Calendar

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_LONGEST_REFUSAL = 600


def _calendar(code: str) -> Calendar:
    # Imported late: a wrong option must be answered before any file is read.
    from motcua.organisations.calendars import EDITION, load_calendar

    if EDITION in code:
        raise RequestError(
            f"Lịch “{code}” do cơ quan tự quyết định và nằm trong cơ sở dữ liệu, lệnh này không mở: "
            f"hãy dùng một lịch trong tệp dữ liệu, ví dụ {DEFAULT_CALENDAR}."
        )
    return load_calendar(code)


@click.command("deadline", help="Tính hạn giải quyết và giải thích từng ngày được tính, không được tính.")
@click.option("--received", help="Thời điểm nhận (giờ Việt Nam), ví dụ 2024-02-07T15:30.")
@click.option(
    "--limit", help="Thời hạn: “3 working days”, “15 days”, “8 working hours”, “1 months”, “same day”."
)
@click.option("--mode", help="Cách đếm ngày làm việc: civil (mặc định) hoặc rolling.")
@click.option("--cutoff", help="Giờ chốt tiếp nhận HH:MM; nhận từ giờ này thì tính từ ngày làm việc sau.")
@click.option("--calendar", help=f"Mã lịch làm việc (mặc định {DEFAULT_CALENDAR}).")
@click.option("--pause", "pauses", multiple=True, metavar="FROM/TO", help="Khoảng tạm dừng; lặp lại được.")
@click.option(
    "--supplement", "supplements", multiple=True, metavar="FROM/TO", help="Khoảng bổ sung; lặp lại được."
)
@click.option("--supplement-policy", help="Bổ sung: restart (mặc định, tính lại) hoặc pause (tạm dừng).")
@click.option("--batch", type=click.File("rb"), help="Tệp JSONL (hoặc - ) mỗi dòng một yêu cầu.")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def deadline_command(batch: BinaryIO | None, as_json: bool, **options: Any) -> None:
    """Answer one request, or each line of a batch.

    A refused request ends with exit code 1. A batch that was read to its end has 0, whatever its lines say: each
    refused line carries its `error`.
    """
    fields = {key: list(value) if isinstance(value, tuple) else value for key, value in options.items()}
    if batch is not None:
        if any(fields.values()):
            raise click.UsageError(
                "--batch không đi cùng tùy chọn khác: hãy ghi chúng vào từng dòng của tệp."
            )
        _print_batch(batch)
        return
    try:
        answer = answer_request(fields, _calendar)
    except MotCuaError as error:
        if as_json:
            click.echo(_json(_refusal(error)))
        raise  # the command line prints its message and leaves with exit code 1
    if as_json:
        click.echo(_json(answer))
    else:
        _print_for_people(answer)


def answer_lines(lines: Iterable[bytes]) -> Iterator[str]:
    """One JSON answer per line; a line that cannot be read or counted gets `error`, `code` and its number.

    A line's own `id` (text, a whole number or null) comes back in its answer. Blank lines are passed over.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        label: dict[str, Any] = {}
        try:
            request = _decode(line)
            if isinstance(request, dict) and "id" in request:
                label = {"id": _known_id(request.pop("id"))}
            answer = answer_request(request, _calendar)
        except MotCuaError as error:
            answer = {**_refusal(error), "line": number}
        yield _json({**label, **answer})


def _decode(line: bytes) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RequestError(
            "Dòng không phải là JSON hợp lệ: mỗi dòng phải là một đối tượng JSON UTF-8."
        ) from error


def _known_id(value: object) -> str | int | None:
    # Other numbers need not come back as they were given, and NaN is no JSON.
    if value is None or isinstance(value, str | int):
        return value
    raise RequestError("“id” phải là chữ hoặc số nguyên.")


def _refusal(error: MotCuaError) -> dict[str, Any]:
    words = str(error)
    if len(words) > _LONGEST_REFUSAL:  # it quotes what came; the advice stands at the end
        words = f"{words[: _LONGEST_REFUSAL // 2]} … {words[-_LONGEST_REFUSAL // 2 :]}"
    return {"error": words, "code": error.code}


def _json(answer: dict[str, Any]) -> str:
    return _ENCODER.encode(answer)


def _print_batch(batch: BinaryIO) -> None:
    out = sys.stdout.buffer
    for answer in answer_lines(batch):
        # A lone surrogate quoted in an error message has no UTF-8; its backslash form is the same JSON string.
        out.write(answer.encode("utf-8", "backslashreplace") + b"\n")
        out.flush()  # a caller that waits for each answer must get it


def _print_for_people(answer: dict[str, Any]) -> None:
    from datetime import datetime

    explanation = answer["explanation"]
    due = datetime.fromisoformat(answer["due_at"]).astimezone(VIETNAM)
    click.secho(f"Hạn giải quyết: {moment_words(due)}", bold=True)
    for sentence in explanation["sentences"]:
        click.echo(f"  – {sentence}")
    click.echo("Căn cứ:")
    for article in explanation["articles"]:
        click.echo(f"  – {article['reference']}: {article['subject']}")
    for warning in explanation["warnings"]:
        click.echo(f"Lưu ý: {warning}")
