# SPDX-License-Identifier: EUPL-1.2
"""Reports as files. Each format says the same; figures that are not known stay empty, never zero."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from motcua.reports.errors import ReportNotMadeSo
from motcua.reports.values import Report, Row, Table

Linker = Callable[[Report, Table, Row, str], str]
"""The address that opens the dossiers of a figure: report, table, row, key of the column. Empty: no address."""


class Format(StrEnum):
    """Formats of files."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"
    DOCX = "docx"


CONTENT_TYPES: dict[Format, str] = {
    Format.JSON: "application/json",
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def write(report: Report, wanted: Format, link: Linker) -> bytes:
    """The report as a file. Raises `ReportNotMadeSo` for the narrative's own format, `ReportPrintFailed`."""
    match wanted:
        case Format.JSON:
            from motcua.reports.writing.as_json import as_json as writer
        case Format.CSV:
            from motcua.reports.writing.as_csv import as_csv as writer
        case Format.XLSX:
            from motcua.reports.writing.as_xlsx import as_xlsx as writer
        case Format.PDF:
            from motcua.reports.writing.as_pdf import as_pdf as writer
        case Format.DOCX:
            raise ReportNotMadeSo(
                f"Biểu {report.asked.form} không có dạng DOCX.",
                hint="Chỉ báo cáo bằng lời (de-cuong) có dạng DOCX; biểu số liệu chọn xlsx, pdf, csv hoặc json.",
            )
    return writer(report, link)


def file_name(report: Report, wanted: Format) -> str:
    """A name that says what is inside, in plain letters."""
    asked = report.asked
    period = asked.period or f"{asked.first:%Y%m%d}-{asked.last:%Y%m%d}"
    return f"{asked.slug}_{asked.unit_code}_{period}.{wanted.value}"
