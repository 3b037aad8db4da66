# SPDX-License-Identifier: EUPL-1.2
"""The formats of a report of a plan."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from motcua.documents.content import DOCX, PDF
from motcua.plans.report import PlanReport
from motcua.plans.writing.report_docx import report_docx
from motcua.plans.writing.report_pdf import report_pdf
from motcua.plans.writing.report_xlsx import report_xlsx


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
_WRITERS: Final[dict[Format, Callable[[PlanReport], bytes]]] = {
    Format.DOCX: report_docx,
    Format.XLSX: report_xlsx,
    Format.PDF: report_pdf,
    Format.JSON: lambda report: report.to_json().encode(),
}


def write(report: PlanReport, wanted: Format) -> bytes:
    """The report as a file. Raises `ReportPrintFailed`."""
    return _WRITERS[wanted](report)
