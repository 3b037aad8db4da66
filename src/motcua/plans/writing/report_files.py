# SPDX-License-Identifier: EUPL-1.2
"""The formats of a report of a plan."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from motcua.documents.content import DOCX, PDF
from motcua.plans.report import PlanReport


class Format(StrEnum):
    """What a report is written as."""

    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    JSON = "json"


CONTENT_TYPES: Final = {
    Format.DOCX: DOCX,
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.PDF: PDF,
    Format.JSON: "application/json",
}


def write(report: PlanReport, wanted: Format) -> bytes:
    """The report as a file. Raises `ReportPrintFailed`."""
    match wanted:  # ⚡ each writer is slow to load, and no page asks for it
        case Format.DOCX:
            from motcua.plans.writing.report_docx import report_docx

            return report_docx(report)
        case Format.XLSX:
            from motcua.plans.writing.report_xlsx import report_xlsx

            return report_xlsx(report)
        case Format.PDF:
            from motcua.plans.writing.report_pdf import report_pdf

            return report_pdf(report)
        case Format.JSON:
            return report.to_json().encode()
