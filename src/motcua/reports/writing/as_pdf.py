# SPDX-License-Identifier: EUPL-1.2
"""A report on paper: A4 on its side after NĐ 30/2020, by the typesetter and in the typeface of the letters."""

from __future__ import annotations

from typing import Any, Final

from motcua.documents.forms.glyphs import plain_all
from motcua.documents.forms.words import long_day
from motcua.documents.typesetting import ROOT, NotTypeset, typeset
from motcua.reports.errors import ReportPrintFailed
from motcua.reports.layout import cells_of, head_grid, is_strong, notes_of, numbers_row, told_of
from motcua.reports.places import heading_of
from motcua.reports.values import Report, Table
from motcua.reports.writing import Linker

_TEMPLATE: Final = ROOT / "reports" / "templates" / "report.typ"
_MANY_COLUMNS = 14


def as_pdf(report: Report, link: Linker) -> bytes:
    """The report as PDF/A-2a and PDF/UA-1. Raises `ReportPrintFailed`. Links are for screens and not printed."""
    view = plain_all(_view(report) | {"sha256": report.sha256})
    try:
        return typeset(_TEMPLATE, view, report.asked.as_of)
    except NotTypeset as error:
        raise ReportPrintFailed(
            f"Không in được báo cáo {report.asked.form}: {error}.",
            hint="Hãy tải dạng XLSX và báo cho người quản trị.",
        ) from error


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
