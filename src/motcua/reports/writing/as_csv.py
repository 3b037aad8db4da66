# SPDX-License-Identifier: EUPL-1.2
"""A report as CSV: UTF-8 with a byte order mark, so that spreadsheets read the Vietnamese letters."""

from __future__ import annotations

import csv
import io

from motcua.reports.layout import notes_of, told_of
from motcua.reports.values import Report
from motcua.reports.writing import Linker

_BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(report: Report, link: Linker) -> bytes:
    """One line a row; a column that is not known stays empty, shares are percent with a decimal point."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    asked = report.asked
    writer.writerow([f"Biểu số {asked.form}", asked.title])
    writer.writerows([[name, safe(words)] for name, words in told_of(asked)])
    for table in report.tables:
        writer.writerow([])
        writer.writerow(
            ["TT", table.heading, *(" – ".join([*head.under, head.title]) for head in report.heads)]
        )
        writer.writerow(["(1)", "(2)", *(f"({head.number})" for head in report.heads)])
        for row in table.rows:
            figures = [_plain(row.value(head.key), head.kind.value) for head in report.heads]
            writer.writerow([row.number, safe(row.label), *figures])
    writer.writerow([])
    writer.writerows([[safe(note)] for note in notes_of(report)])
    return (_BOM + sheet.getvalue()).encode()


def _plain(value: int | None, kind: str) -> str:
    if value is None:
        return ""
    return f"{value / 100:.2f}" if kind == "share" else str(value)


def safe(words: str) -> str:
    """Words that a spreadsheet does not take for a formula."""
    return f"'{words}" if words.startswith(_FORMULA) else words
