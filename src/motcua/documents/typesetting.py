# SPDX-License-Identifier: EUPL-1.2
"""The one typesetter of every paper that the house prints, in the typeface of the letters, never one of the system.

The same view gives the same bytes: the dates of a PDF come from the caller, its identifier from its content. The
files are PDF/A-2a and PDF/UA-1 (tagged, readable by screen readers).
"""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from motcua.documents.forms.glyphs import FONT_FOLDER
from motcua.documents.forms.words import local
from motcua.errors import MotCuaError

ROOT: Final = Path(__file__).resolve().parents[1]
"""What templates may import from: `/documents/forms/templates/common.typ` is the layout of all."""

_local = threading.local()


class NotTypeset(MotCuaError):
    """The typesetter refused, in its own words. Each room says which paper was not made, and what to do."""

    code = "not_typeset"


def typeset(template: Path, view: Mapping[str, Any], at: dt.datetime) -> bytes:
    """The template filled with `view`, dated `at`, as PDF. Raises `NotTypeset`."""
    try:
        pdf = _compiler(template).compile(
            format="pdf",
            sys_inputs={"data": json.dumps(view, ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=local(at).replace(microsecond=0),  # a PDF date has no part of a second
        )
    except typst.TypstError as error:
        raise NotTypeset(error.message) from error
    if not isinstance(pdf, bytes):
        raise NotTypeset("bộ dàn trang không trả về tệp PDF")
    return pdf


@cache
def fonts() -> typst.Fonts:
    """⚡ Reading the font files takes longer than setting a page, so they are read once a process."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_FOLDER)]
    )


def _compiler(template: Path) -> typst.Compiler:
    # ⚡ A compiler keeps its parsed templates; it also keeps its last inputs, so no two threads may share one.
    compilers: dict[Path, typst.Compiler] = _local.__dict__.setdefault("compilers", {})
    if template not in compilers:
        compilers[template] = typst.Compiler(
            str(template), root=str(ROOT), font_paths=fonts(), ignore_system_fonts=True
        )
    return compilers[template]
