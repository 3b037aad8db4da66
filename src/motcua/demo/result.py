# SPDX-License-Identifier: EUPL-1.2
"""A result paper for the demonstration, marked as an illustration on its face."""

from __future__ import annotations

import json
from pathlib import Path

import typst

from motcua.documents.forms.glyphs import FONT_FOLDER

_TEMPLATE = Path(__file__).with_name("result.typ")


def result_paper(title: str, agency: str, code: str, name: str, summary: str) -> bytes:
    """A one-page PDF with a place for number and signature. It is not signed and does not look as if it were."""
    data = {"title": title, "agency": agency, "code": code, "name": name, "summary": summary}
    compiler = typst.Compiler(
        str(_TEMPLATE),
        font_paths=[str(FONT_FOLDER)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    pdf = compiler.compile(format="pdf", pdf_standards=["a-2b"])
    if not isinstance(pdf, bytes):
        raise TypeError("the typesetter gave no PDF")
    return pdf
