# SPDX-License-Identifier: EUPL-1.2
"""The report of a plan on paper, by the typesetter and in the typeface of the letters: PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

import json
import threading
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from motcua.documents.forms.glyphs import FONT_FOLDER, plain
from motcua.documents.forms.words import local, long_day
from motcua.plans.report import PlanReport
from motcua.plans.writing.report_tables import (
    TARGET_HEADS,
    TARGET_WIDTHS,
    TASK_HEADS,
    TASK_WIDTHS,
    target_rows,
    task_rows,
)
from motcua.reports.errors import ReportPrintFailed
from motcua.reports.places import heading_of

_PACKAGE: Final = Path(__file__).resolve().parents[2]
_TEMPLATE: Final = _PACKAGE / "plans" / "templates" / "plans" / "report.typ"
_local = threading.local()


def report_pdf(report: PlanReport) -> bytes:
    """The report as PDF. Raises `ReportPrintFailed`."""
    view = {**_plain(_view(report)), "sha256": report.sha256}  # a hash is copied: no breaks inside
    try:
        pdf = _compiler().compile(
            format="pdf",
            sys_inputs={"data": json.dumps(view, ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=local(report.as_of).replace(microsecond=0),
        )
    except typst.TypstError as error:
        raise ReportPrintFailed(
            f"Không in được báo cáo của kế hoạch: {error.message}.",
            hint="Hãy tải dạng DOCX và báo cho người quản trị.",
        ) from error
    if not isinstance(pdf, bytes):
        raise ReportPrintFailed("Bộ dàn trang không trả về tệp PDF.")
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


def _view(report: PlanReport) -> dict[str, Any]:
    parent, place = heading_of(report.unit_code)
    nobody = {"capacity": [], "position": "", "name": "", "remark": ""}
    return {
        "paper": "a4-landscape",
        "dense": False,
        "numbered": True,
        "title": "Báo cáo kết quả thực hiện kế hoạch",
        "document_title": f"Báo cáo {report.plan_name}, {report.day:%d/%m/%Y}",
        "parent": parent,
        "issuer": report.unit_name,
        "number": "",
        "place_date": f"{place}, {long_day(report.as_of)}".lstrip(", "),
        "code": "",
        "form": "",
        "circular": "",
        "check": None,
        "salutation": "",
        "under": f"{report.plan_name} (đến hết ngày {report.day:%d/%m/%Y})",
        "as_of": f"{local(report.as_of):%H:%M ngày %d/%m/%Y}",
        "chapters": [
            {
                "title": f"{one.number}. {one.title}",
                "sentences": list(one.sentences),
                "to_write": list(one.to_write),
            }
            for one in report.chapters
        ],
        "tables": [
            _table("Phụ lục 1. Nhiệm vụ", TASK_HEADS, TASK_WIDTHS, task_rows(report)),
            _table("Phụ lục 2. Chỉ tiêu", TARGET_HEADS, TARGET_WIDTHS, target_rows(report)),
        ],
        "keeper": nobody,
        "signatory": nobody,
    }


def _table(
    title: str, heads: tuple[str, ...], widths: tuple[int, ...], rows: list[tuple[str, ...]]
) -> dict[str, Any]:
    return {
        "title": title,
        "heads": list(heads),
        "widths": list(widths),
        "rows": [list(row) for row in rows] or [["Không có."]],
    }


def _plain(value: Any) -> Any:
    """Every text passes the filter of characters that the typeface has."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value
