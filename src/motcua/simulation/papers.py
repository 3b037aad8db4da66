# SPDX-License-Identifier: EUPL-1.2
"""The two files that stand for all files of a simulation: a result, and a scanned paper. Both say what they are."""

from __future__ import annotations

from pathlib import Path

import typst

from motcua.documents.forms.glyphs import FONT_FOLDER

_TEMPLATE = Path(__file__).with_name("page.typ")


def result_page() -> bytes:
    """The one result of all dossiers that are returned electronically."""
    return _page(
        "KẾT QUẢ MÔ PHỎNG", "Tệp này thay cho kết quả của mọi hồ sơ mô phỏng. Không có giá trị pháp lý."
    )


def scan_page() -> bytes:
    """The one scan of all papers that came online or were scanned at the desk."""
    return _page("BẢN CHỤP MÔ PHỎNG", "Tệp này thay cho bản chụp giấy tờ của mọi hồ sơ mô phỏng.")


def _page(title: str, text: str) -> bytes:
    compiler = typst.Compiler(
        str(_TEMPLATE),
        font_paths=[str(FONT_FOLDER)],
        ignore_system_fonts=True,
        sys_inputs={"title": title, "text": text},
    )
    pdf = compiler.compile(format="pdf", pdf_standards=["a-2b"])
    if not isinstance(pdf, bytes):
        raise TypeError("the typesetter gave no PDF")
    return pdf
