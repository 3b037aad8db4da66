# SPDX-License-Identifier: EUPL-1.2
"""The text of a file: plain text, Word documents with their tables, PDFs that carry their text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from motcua.errors import MotCuaError

_WORD = b"PK\x03\x04"
_PDF = b"%PDF-"
_LEAST_LETTERS = 40
"""Letters a page of a PDF must give, or it is taken for a picture of one."""


class PlanUnreadable(MotCuaError):
    """The file is not there, or is of a kind that cannot be read."""

    code = "plan_unreadable"


def text_of(path: Path) -> str:
    """The text of a file, cells of a table parted by tabs. Raises `PlanUnreadable`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PlanUnreadable(f"Không đọc được {path}.", hint="Hãy kiểm tra đường dẫn.") from error
    if data.startswith(_WORD):
        return _of_word(data, path)
    if data.startswith(_PDF):
        return _of_pdf(data, path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlanUnreadable(
            f"{path} không phải văn bản UTF-8, Word (.docx) hay PDF.",
            hint="Hãy lưu lại tệp dưới một trong các dạng đó.",
        ) from error


def _of_word(data: bytes, path: Path) -> str:
    from docx import Document

    try:
        document = Document(io.BytesIO(data))
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise PlanUnreadable(f"{path} không phải tài liệu Word đọc được.") from error
    lines: list[str] = []
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            lines += _rows(part)
        else:
            lines += [part.text, ""]
    return "\n".join(lines)


def _rows(table: object) -> Iterator[str]:
    """A line for each row. A cell that spans columns or rows is told once, where it begins."""
    above: dict[int, object] = {}
    for row in table.rows:  # type: ignore[attr-defined]  # a table of python-docx, which has no types
        cells: list[str] = []
        here: dict[int, object] = {}
        for at, cell in enumerate(row.cells):
            same = cell._tc is above.get(at) or (at and cell._tc is here.get(at - 1))
            cells.append("" if same else " ".join(cell.text.split()))
            here[at] = cell._tc
        above = here
        yield "\t".join(cells)
    yield ""


def _of_pdf(data: bytes, path: Path) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    except (PyPdfError, ValueError) as error:
        raise PlanUnreadable(f"{path} không phải tệp PDF đọc được.") from error
    if sum(one.isalpha() for page in pages for one in page) < _LEAST_LETTERS * len(pages):
        raise PlanUnreadable(
            f"{path} là bản quét, không có chữ bên trong.",
            hint="Hãy nhận dạng chữ (OCR) trước rồi đọc tệp văn bản; chữ mất dấu sẽ được khôi phục.",
        )
    return "\n \n".join(pages)
