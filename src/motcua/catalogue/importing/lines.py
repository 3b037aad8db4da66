# SPDX-License-Identifier: EUPL-1.2
"""Lines of a JSONL file, packed or not: each becomes a record or a named failure, never an end of the run."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from motcua.catalogue.errors import ImportFileUnreadable

_GZIP_MAGIC = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_FETCH_AGAIN = "Chưa bản ghi nào được nhập. Hãy tải lại tệp rồi nhập lại."


_ONE_OBJECT = "Mỗi dòng phải là trọn một đối tượng JSON."


@dataclass(frozen=True, slots=True)
class GoodLine:
    """A record with the text it came in; `sha256` is over its content, whatever the order of its keys."""

    number: int
    text: str
    record: dict[str, Any]
    sha256: str


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no record; `error` says why, in Vietnamese."""

    number: int
    error: str


def file_bytes(path: Path) -> bytes:
    """The content of the file, unpacked when it is gzip. Raises ImportFileUnreadable."""
    try:
        content = path.read_bytes()
    except OSError as error:
        why = "không có tệp này" if isinstance(error, FileNotFoundError) else error.strerror or error
        raise ImportFileUnreadable(
            f"Không mở được tệp {path}: {why}.",
            hint="Hãy kiểm tra đường dẫn và quyền đọc tệp.",
        ) from error
    if not content.startswith(_GZIP_MAGIC):
        return content
    try:
        return gzip.decompress(content)
    except EOFError as error:
        raise ImportFileUnreadable(f"Tệp nén {path} bị cụt, thiếu phần cuối.", hint=_FETCH_AGAIN) from error
    except (OSError, zlib.error) as error:
        raise ImportFileUnreadable(f"Tệp nén {path} bị hỏng: {error}.", hint=_FETCH_AGAIN) from error


def read_lines(content: bytes) -> Iterator[GoodLine | BadLine]:
    """Every line that is not blank, in order, counted from 1."""
    for number, raw in enumerate(content.removeprefix(_BOM).split(b"\n"), start=1):
        if raw.strip():
            yield _read_line(number, raw)


def _read_line(number: int, raw: bytes) -> GoodLine | BadLine:
    try:
        text = raw.decode("utf-8").strip()
        record = json.loads(text)
        if not isinstance(record, dict):
            return BadLine(number, f"Dòng không phải một đối tượng JSON. {_ONE_OBJECT}")
        canonical = json.dumps(record, ensure_ascii=True, sort_keys=True)
    except UnicodeDecodeError as error:
        place = f"tại byte {error.start}"
        return BadLine(number, f"Dòng không phải văn bản UTF-8 ({place}). Hãy lưu lại tệp ở dạng UTF-8.")
    except json.JSONDecodeError as error:
        return BadLine(number, f"JSON sai cú pháp tại cột {error.colno} ({error.msg}). {_ONE_OBJECT}")
    except (ValueError, RecursionError) as error:
        return BadLine(number, f"JSON không dùng được: {error}")
    return GoodLine(number, text, record, hashlib.sha256(canonical.encode()).hexdigest())
