# SPDX-License-Identifier: EUPL-1.2
"""The notice of conclusion on paper: PDF by the typesetter of the letters."""

from __future__ import annotations

import datetime as dt
import json
import threading
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from motcua.documents.forms.glyphs import FONT_FOLDER, plain
from motcua.documents.forms.words import local
from motcua.inspections.errors import LetterNotPrinted

_PACKAGE: Final = Path(__file__).resolve().parents[1]
_TEMPLATE: Final = _PACKAGE / "inspections" / "templates" / "conclusion.typ"
_LAYOUT: Final = {
    "paper": "a4",
    "dense": False,
    "numbered": True,
    "salutation": "",
    "check": None,
    "code": "",
    "title": "Thông báo",
}
"""What the common layout of letters asks for besides the text."""

_local = threading.local()


def as_pdf(content: dict[str, Any], at: dt.datetime) -> bytes:
    """The notice as PDF/A-2a and PDF/UA-1: the same text gives the same bytes. Raises `LetterNotPrinted`."""
    view = {**_LAYOUT, **_plain(content), "document_title": plain(f"Thông báo {content['about']}")}
    try:
        pdf = _compiler().compile(
            format="pdf",
            sys_inputs={"data": json.dumps(view, ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=local(at).replace(microsecond=0),
        )
    except typst.TypstError as error:
        raise LetterNotPrinted(
            f"Không in được thông báo kết luận: {error.message}.", hint="Hãy báo cho người quản trị."
        ) from error
    if not isinstance(pdf, bytes):
        raise LetterNotPrinted("Bộ dàn trang không trả về tệp PDF.")
    return pdf


@cache
def _fonts() -> typst.Fonts:
    # ⚡ Reading the font files takes longer than setting a page, so they are read once a process.
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_FOLDER)]
    )


def _compiler() -> typst.Compiler:
    # No two threads may share one: it keeps its last inputs.
    compiler: typst.Compiler | None = _local.__dict__.get("compiler")
    if compiler is None:
        compiler = typst.Compiler(
            str(_TEMPLATE), root=str(_PACKAGE), font_paths=_fonts(), ignore_system_fonts=True
        )
        _local.compiler = compiler
    return compiler


def _plain(value: Any) -> Any:
    """Every text passes the filter of characters that the typeface has."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value
