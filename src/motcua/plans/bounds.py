# SPDX-License-Identifier: EUPL-1.2
"""How much of a file is read. What is longer is refused before it is parsed: reading some texts takes four times as
long when they are twice as long, and tasks are compared each with each while the plan is locked.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

from motcua.plans.errors import PlanTooLong

MOST_LINES: Final = 5_000
"""Lines, or paragraphs of a Word document: some hundred printed pages."""
MOST_LETTERS: Final = 600_000
"""Letters: as many pages as that, wholly printed. A text may be long without a single break of a line."""
MOST_TASKS: Final = 1_000
"""Tasks of one file; a thousand are compared with a thousand earlier ones in a few seconds."""

_PARAGRAPH: Final = re.compile(rb"<(?:[\w.-]+:)?p[\s/>]")
_MARKUP: Final = re.compile(rb"<[^>]*>")


def refuse_too_long(content: bytes, name: str) -> None:
    """Raises `PlanTooLong` for a file that holds more text than is read. Pictures have a bound of their own."""
    if content.startswith(b"PK"):
        lines, letters = _of_word(content)
    elif content.startswith(b"%PDF-"):
        lines, letters = _of_pdf(content)
    else:
        # The bytes of a picture look like letters.
        text = content.decode("utf-8", "ignore") if b"\0" not in content else ""
        lines, letters = text.count("\n") + text.count("\r"), len(text)
    if lines > MOST_LINES or letters > MOST_LETTERS:
        raise PlanTooLong(name, f"hơn {MOST_LINES} dòng hoặc {MOST_LETTERS} chữ cái")


def refuse_too_many(tasks: int, name: str) -> None:
    """Raises `PlanTooLong` for more tasks than one plan has."""
    if tasks > MOST_TASKS:
        raise PlanTooLong(name, f"{tasks} nhiệm vụ, hơn {MOST_TASKS}")


def _of_word(content: bytes) -> tuple[int, int]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            document = parts.read("word/document.xml")
    except (zipfile.BadZipFile, KeyError):
        return 0, 0  # no Word document: its reader says so
    letters = len(_MARKUP.sub(b"", document).decode("utf-8", "ignore"))
    return sum(1 for _ in _PARAGRAPH.finditer(document)), letters


def _of_pdf(content: bytes) -> tuple[int, int]:
    from motcua.plans.reading.scans.pictures import PictureUnreadable
    from motcua.plans.reading.scans.printed import document

    lines = letters = 0
    try:
        with document(content) as pages:
            for page in pages:
                told = page.get_textpage().get_text_range()
                lines, letters = lines + told.count("\n"), letters + len(told)
    except PictureUnreadable:
        return 0, 0  # no PDF that can be opened: its reader says so
    return lines, letters
