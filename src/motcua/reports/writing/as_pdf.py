# SPDX-License-Identifier: EUPL-1.2
"""A report on paper: A4 on its side after NĐ 30/2020, by the typesetter and in the typeface of the letters."""

from __future__ import annotations

import json
import threading
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from motcua.documents.forms.glyphs import FONT_FOLDER, plain
from motcua.documents.forms.words import local, long_day
from motcua.reports.errors import ReportPrintFailed
from motcua.reports.layout import cells_of, head_grid, is_strong, notes_of, numbers_row, told_of
from motcua.reports.places import heading_of
from motcua.reports.values import Report, Table
from motcua.reports.writing import Linker

_PACKAGE: Final = Path(__file__).resolve().parents[2]
_TEMPLATE: Final = _PACKAGE / "reports" / "templates" / "report.typ"
_MANY_COLUMNS = 14

_local = threading.local()


def as_pdf(report: Report, link: Linker) -> bytes:
    """The report as PDF/A-2a and PDF/UA-1. Raises `ReportPrintFailed`. Links are for screens and not printed."""
    view = {**_plain(_view(report)), "sha256": report.sha256}  # a hash is copied: no breaks inside
    try:
        pdf = _compiler().compile(
            format="pdf",
            sys_inputs={"data": json.dumps(view, ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=local(report.asked.as_of).replace(microsecond=0),
        )
    except typst.TypstError as error:
        raise ReportPrintFailed(
            f"Không in được báo cáo {report.asked.form}: {error.message}.",
            hint="Hãy tải dạng XLSX và báo cho người quản trị.",
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


def _view(report: Report) -> dict[str, Any]:
    asked = report.asked
    parent, place = heading_of(asked.unit_code)
    many = len(report.heads) > _MANY_COLUMNS
    nobody = {"capacity": [], "position": "", "name": "", "remark": ""}
    return {
        "paper": "a4-landscape",
        "dense": False,
        "numbered": True,
        "form": f"Biểu số {asked.form}",
        "circular": asked.circular,
        "title": asked.title,
        "document_title": f"{asked.form} {asked.label} {asked.unit_name}",
        "parent": parent,
        "issuer": asked.unit_name,
        "number": "",
        "place_date": f"{place}, {long_day(asked.as_of)}".lstrip(", "),
        "code": "",
        "check": None,
        "salutation": "",
        "under": f"{asked.label} (từ ngày {asked.first:%d/%m/%Y} đến ngày {asked.last:%d/%m/%Y})",
        "facts": [list(fact) for fact in told_of(asked)[2:]],
        "notes": notes_of(report),
        "tables": [_table(report, table) for table in report.tables],
        "table_size": 7.5 if many else 9,
        "label_width": 2.6 if many else 3.2,
        "keeper": nobody,
        "signatory": nobody,
    }


def _table(report: Report, table: Table) -> dict[str, Any]:
    grid = head_grid(report.heads, table.heading)
    return {
        "title": table.title,
        "columns": len(report.heads),
        "depth": len(grid),
        "heads": [
            {"text": cell.text, "x": cell.at, "y": level, "columns": cell.columns, "rows": cell.rows}
            for level, cells in enumerate(grid)
            for cell in cells
        ],
        "numbers": numbers_row(report.heads),
        "rows": [{"strong": is_strong(row), "cells": cells_of(row, report.heads)} for row in table.rows],
    }


def _plain(value: Any) -> Any:
    """Every text passes the filter of characters that the typeface has."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value
