# SPDX-License-Identifier: EUPL-1.2
"""The report of a plan on paper, by the typesetter and in the typeface of the letters: PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

from typing import Any, Final

from motcua.documents.forms.glyphs import plain_all
from motcua.documents.forms.words import local, long_day
from motcua.documents.typesetting import ROOT, NotTypeset, typeset
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

_TEMPLATE: Final = ROOT / "plans" / "templates" / "plans" / "report.typ"


def report_pdf(report: PlanReport) -> bytes:
    """The report as PDF. Raises `ReportPrintFailed`."""
    view = plain_all(_view(report) | {"sha256": report.sha256})
    try:
        return typeset(_TEMPLATE, view, report.as_of)
    except NotTypeset as error:
        raise ReportPrintFailed(
            f"Không in được báo cáo của kế hoạch: {error}.",
            hint="Hãy tải dạng DOCX và báo cho người quản trị.",
        ) from error


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
