# SPDX-License-Identifier: EUPL-1.2
"""The pages of a file: plain text, Markdown, Word documents with their tables, PDF, pictures of pages."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from motcua.errors import MotCuaError
from motcua.plans.reading.lines import Progress, silent
from motcua.plans.reading.spaced import rows_for_columns
from motcua.plans.reading.values import Page

if TYPE_CHECKING:
    from motcua.plans.reading.scans.sheets import Sheet

_LONGEST = 2_000_000
_WORD = b"PK\x03\x04"
_PDF = b"%PDF-"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8", b"BM")
_RULER = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*$")


_MARKED = re.compile(r"^#{1,6}\s+\S|\*\*[^*\s][^*]*\*\*")
"""A heading or words of weight, as Markdown writes them."""


class PlanUnreadable(MotCuaError):
    """The file is not there, or is of a kind that cannot be read."""

    code = "plan_unreadable"


def pages_of(source: Path | bytes, name: str = "", progress: Progress = silent) -> list[Page]:
    """The pages of a file, cells of a table parted by tabs. `name` is what messages call it.

    `progress` is told how many pages of how many were read, where that takes time. Raises `PlanUnreadable`.
    """
    name = name or (str(source) if isinstance(source, Path) else "Tệp")
    data = _bytes(source) if isinstance(source, Path) else source
    if data.startswith(_WORD):
        return _numbered([_of_word(data, name)])
    if data.startswith(_PDF):
        return _of_pdf(data, name, progress)
    if data.startswith(_PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return _of_picture(data, name, progress)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlanUnreadable(
            f"{name} không phải văn bản UTF-8, Word (.docx), PDF hay ảnh.",
            hint="Hãy lưu lại tệp dưới một trong các dạng đó.",
        ) from error
    _require_words(text, name)
    return _numbered(_parted(rows_for_columns(_plain(clean(text).split("\n")))))


def _require_words(text: str, name: str) -> None:
    """Refuses a text that says nothing, and one that is far longer than any plan and would be read for hours."""
    if not any(one.isalpha() for one in text):
        raise PlanUnreadable(f"{name} không có chữ nào.", hint="Hãy kiểm tra lại tệp rồi tải lên lần nữa.")
    if len(text) > _LONGEST:
        raise PlanUnreadable(
            f"{name} quá dài để là một kế hoạch.",
            hint="Hãy chỉ giữ phần kế hoạch, tối đa 2 triệu ký tự (khoảng 700 trang).",
        )


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]|\r(?=\n)")


def clean(text: str) -> str:
    """Text without the signs that only machines read, and that a database refuses."""
    return _CONTROL.sub("", text).replace("\r", "\n")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PlanUnreadable(f"Không đọc được {path}.", hint="Hãy kiểm tra đường dẫn.") from error


def _numbered(pages: Iterable[list[str]]) -> list[Page]:
    found: list[Page] = []
    first = 1
    for number, lines in enumerate(pages, 1):
        found.append(Page(number, first, tuple(lines)))
        first += len(lines)
    return found


def _parted(lines: list[str]) -> list[list[str]]:
    """Lines of a text by page: a form feed begins one."""
    pages: list[list[str]] = [[]]
    for line in lines:
        if line.startswith("\f") and pages[-1]:
            pages.append([])
        pages[-1].append(line)
    return pages


def _plain(lines: list[str]) -> list[str]:
    """Text without the signs of Markdown, line for line; the rows of its tables as rows of tabs."""
    tables = {at for at, line in enumerate(lines) if _RULER.match(line)}
    if not tables and not any(_MARKED.search(line) for line in lines):
        return lines
    kept = []
    for at, line in enumerate(lines):
        if at in tables:
            kept.append("")
        elif "|" in line and (_reaches(lines, at, tables)):
            cells = [_unmarked(cell).strip() for cell in line.strip().strip("|").split("|")]
            kept.append("\t".join(cells))
        else:
            kept.append(_unmarked(re.sub(r"^#{1,6}\s+|^>\s?|^\s*(?:[-*_]\s?){3,}$", "", line)))
    return kept


def _unmarked(text: str) -> str:
    """Words without the stars, links and strokes of Markdown."""
    told = re.sub(r"!?\[([^\]]+)\]\([^)\s]+\)", r"\1", text)
    told = re.sub(r"(?<!\w)(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?!\w)", r"\2", told.replace("***", "**"))
    return re.sub(r"<br\s*/?>", " ", re.sub(r"\\([.*_#()+-])", r"\1", told)).replace("**", "")


def _reaches(lines: list[str], at: int, tables: set[int]) -> bool:
    """Whether only lines with bars stand between a line and the ruler of its table, which is its second line."""
    if at + 1 in tables:
        return True
    while at >= 0 and "|" in lines[at]:
        if at in tables:
            return True
        at -= 1
    return False


def _of_word(data: bytes, name: str) -> list[str]:
    from docx import Document

    from motcua.plans.reading.word import lines_of_word

    try:
        document = Document(io.BytesIO(data))
    except (KeyError, ValueError, SyntaxError, zipfile.BadZipFile) as error:  # of lxml, too
        raise PlanUnreadable(f"{name} không phải tài liệu Word đọc được.") from error
    lines = lines_of_word(document)
    _require_words("\n".join(lines), name)
    return lines


def _of_pdf(data: bytes, name: str, progress: Progress) -> list[Page]:
    """Pages with their text as they are; the others are recognised, several at a time."""
    from motcua.plans.reading.scans.pictures import PictureUnreadable
    from motcua.plans.reading.scans.printed import carries_text, document, picture_of, sheet_of
    from motcua.plans.reading.scans.sheets import sheets_of

    try:
        with document(data) as opened:
            count = len(opened)
            ready: dict[int, Sheet] = {}
            for number in range(count):
                if carries_text(opened[number]):
                    ready[number] = sheet_of(opened[number])
                    progress(len(ready), count)
            scanned = [number for number in range(count) if number not in ready]
            if scanned:
                pictures = (picture_of(opened[number]) for number in scanned)
                read = sheets_of(pictures, lambda done: progress(len(ready) + done, count))
                ready |= zip(scanned, read, strict=True)
    except PictureUnreadable as error:
        raise PlanUnreadable(
            f"{name} không phải tệp PDF đọc được.",
            hint="Tệp có thể bị hỏng, có mật khẩu hoặc quá dài; hãy lưu lại rồi tải lên lần nữa.",
        ) from error
    return _of_sheets([ready[number] for number in range(count)])


def _of_picture(data: bytes, name: str, progress: Progress) -> list[Page]:
    from motcua.plans.reading.scans.pictures import PictureUnreadable, count_of, opened
    from motcua.plans.reading.scans.sheets import sheets_of

    try:
        count = count_of(data)
        return _of_sheets(sheets_of(opened(data), lambda done: progress(done, count)))
    except PictureUnreadable as error:
        raise PlanUnreadable(
            f"{name} không phải ảnh đọc được.",
            hint="Hãy lưu ảnh thành PNG, JPEG hay TIFF, tối đa 60 triệu điểm ảnh.",
        ) from error


def _of_sheets(sheets: list[Sheet]) -> list[Page]:
    """Sheets as pages of the document, with an empty line at the end of each."""
    pages = []
    first = 1
    for number, sheet in enumerate(sheets, 1):
        wide, high = sheet.size
        boxes = [
            (1000 * left // wide, 1000 * top // high, 1000 * right // wide, 1000 * bottom // high)
            for left, top, right, bottom in (line.box for line in sheet.lines)
        ]
        lines = (*(clean(line.text) for line in sheet.lines), " ")
        sures = (*(line.sure for line in sheet.lines), 1.0)
        pages.append(Page(number, first, lines, (*boxes, (0, 0, 0, 0)), sures, sheet.image))
        first += len(lines)
    return pages
