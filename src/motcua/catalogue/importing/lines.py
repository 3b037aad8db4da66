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
        return gzip.decompress(content) if content.startswith(_GZIP_MAGIC) else content
    except (OSError, EOFError, zlib.error) as error:
        raise ImportFileUnreadable(
            f"Không đọc được tệp {path}: {error}.",
            hint="Hãy kiểm tra đường dẫn và tệp .jsonl hoặc .jsonl.gz.",
        ) from error


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
            return BadLine(number, "Dòng không phải một đối tượng JSON")
        canonical = json.dumps(record, ensure_ascii=True, sort_keys=True)
    except UnicodeDecodeError as error:
        return BadLine(number, f"Dòng không phải văn bản UTF-8: {error.reason} tại byte {error.start}")
    except json.JSONDecodeError as error:
        return BadLine(number, f"JSON sai cú pháp tại cột {error.colno}: {error.msg}")
    except (ValueError, RecursionError) as error:
        return BadLine(number, f"JSON không dùng được: {error}")
    return GoodLine(number, text, record, hashlib.sha256(canonical.encode()).hexdigest())
