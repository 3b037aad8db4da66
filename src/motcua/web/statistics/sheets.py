# SPDX-License-Identifier: EUPL-1.2
"""Tables that leave the house: CSV with a byte-order mark for spreadsheets, XLSX with a link behind each figure."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone

from motcua.documents.spreadsheets import cell_words
from motcua.web.downloads import as_file

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = str | int | float | dt.datetime | dt.date | None


class Kind(StrEnum):
    """The kinds of files."""

    CSV = "csv"
    XLSX = "xlsx"


_TYPES = {
    Kind.CSV: "text/csv; charset=utf-8",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_WIDEST = 48


@dataclass(frozen=True, slots=True)
class Linked:
    """A value with the address of the list that makes it."""

    value: Value
    url: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `told` are lines above it: which figures these are."""

    name: str
    told: Sequence[str]
    head: Sequence[str]
    rows: Iterable[Sequence[Value | Linked]]


def file_of(sheet: Sheet, kind: Kind) -> HttpResponse:
    """The table as a download."""
    content = _csv(sheet) if kind is Kind.CSV else _xlsx(sheet)
    return as_file(content, f"{sheet.name}.{kind}", _TYPES[kind])


def kind_of(word: str) -> Kind | None:
    """The kind an address asks for."""
    return Kind(word) if word in list(Kind) else None


def _csv(sheet: Sheet) -> bytes:
    """Commas, and a mark that tells a spreadsheet it is UTF-8. What could be a formula is made text."""
    out = io.StringIO()
    writer = csv.writer(out)
    for line in sheet.told:
        writer.writerow([_harmless(line)])
    writer.writerow(sheet.head)
    for row in sheet.rows:
        writer.writerow([_harmless(_text(value)) for value in row])
    return ("\ufeff" + out.getvalue()).encode()


def _xlsx(sheet: Sheet) -> bytes:
    """Values only, no formulas; the head stays in sight."""
    import xlsxwriter  # ⚡ slow to load, and no page asks for it

    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        page = book.add_worksheet("Số liệu")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm", "align": "left"})
        link = book.add_format({"font_color": "#7d181c", "underline": 1})
        for place, line in enumerate(sheet.told):
            page.write_string(place, 0, line)
        top = len(sheet.told)
        for column, word in enumerate(sheet.head):
            page.write_string(top, column, word, bold)
        page.freeze_panes(top + 1, 1)
        widths = [len(word) for word in sheet.head]
        for place, row in enumerate(sheet.rows, start=top + 1):
            for column, value in enumerate(row):
                _write(page, place, column, value, moment, link)
                widths[column] = max(widths[column], min(_WIDEST, len(_text(value))))
        for column, width in enumerate(widths):
            page.set_column(column, column, min(_WIDEST, width + 2))
    return out.getvalue()


def _write(
    page: Worksheet,
    place: int,
    column: int,
    value: Value | Linked,
    moment: Format,
    link: Format,
) -> None:
    if isinstance(value, Linked):
        page.write_url(place, column, value.url, link, string=cell_words(_text(value)))
        if isinstance(value.value, int | float):
            page.write_number(place, column, value.value, link)  # the link stays, the cell is a number
        return
    match value:
        case dt.datetime():
            page.write_datetime(place, column, timezone.localtime(value).replace(tzinfo=None), moment)
        case int() | float():
            page.write_number(place, column, value)
        case _:
            page.write_string(place, column, cell_words(_text(value)))


def _text(value: Value | Linked) -> str:
    match value:
        case Linked(value=inner):
            return _text(inner)
        case None:
            return ""
        case dt.datetime():
            return f"{timezone.localtime(value):%d/%m/%Y %H:%M}"
        case dt.date():
            return f"{value:%d/%m/%Y}"
        case float():
            return f"{value:.2f}"
        case _:
            return str(value)


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell and cell[:1] in "=+-@\t\r" else cell
