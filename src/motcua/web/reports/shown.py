# SPDX-License-Identifier: EUPL-1.2
"""A report as its page shows it: heads, rows of cells with their addresses, and the addresses in its files."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from motcua.reports.behind import Behind, Kind, is_behind
from motcua.reports.consolidating import parts_of
from motcua.reports.definitions import ColumnKind
from motcua.reports.layout import HeadCell, head_grid, is_strong, numbers_row
from motcua.reports.values import Part, Report, Row, Table, shown
from motcua.reports.writing import Linker
from motcua.statistics import Cell
from motcua.web.statistics.links import CAUSE, CELL, NO_CAUSE, REPORT, figure_url


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One figure in words, with the address that opens its dossiers (empty: none)."""

    words: str
    url: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row."""

    number: str
    label: str
    strong: bool
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """One table with its headings."""

    title: str
    heads: list[list[HeadCell]]
    numbers: list[str]
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A measure that is part of a figure: where it stands, its name, its count, its list."""

    row: str
    words: str
    value: str
    url: str


_LATE = frozenset({"late", "overdue", "late_all", "late_ended", "late_open"})
"""Columns whose figures are painted as late when they are not zero."""


def shown_tables(report: Report, link: Linker) -> tuple[ShownTable, ...]:
    """The tables of a report for its page."""
    return tuple(
        ShownTable(
            table.title,
            head_grid(report.heads, table.heading),
            numbers_row(report.heads),
            tuple(_row(report, table, row, link) for row in table.rows),
        )
        for table in report.tables
    )


def _row(report: Report, table: Table, row: Row, link: Linker) -> ShownRow:
    cells = tuple(
        ShownCell(
            shown(row.value(head.key), head.kind),
            link(report, table, row, head.key),
            late=head.key in _LATE and bool(row.value(head.key)),
        )
        for head in report.heads
    )
    return ShownRow(row.number, row.label, is_strong(row), cells)


def linker(above: str, address: str, query: str = "", *, site: str = "") -> Linker:
    """Addresses of figures: of one measure its list, of a sum `address`, the page of its parts.

    `above`: the page of the report, to which the lists lead back.
    """

    def link(report: Report, table: Table, row: Row, key: str) -> str:
        parts = parts_of(table, row, key)
        if not parts:
            return ""
        if len(parts) == 1:
            return site + list_url(parts[0][1], above)
        words = {"bang": report.tables.index(table), "dong": row.key, "cot": key}
        return f"{site}{address}?{query}{'&' if query else ''}{urlencode(words)}"

    return link


def absolute(above: str, address: str, query: str = "") -> Linker:
    """The same with the public address of the site before it, for files that leave the house."""
    return linker(above, address, query, site=settings.PUBLIC_URL)


def live_linker(form_slug: str, query: str) -> Linker:
    """Absolute addresses for a report that is asked anew (command line, files of the page)."""
    above = f"{reverse('report', args=[form_slug])}?{query}"
    return absolute(above, reverse("report_figure", args=[form_slug]), query)


def list_url(part: Part, above: str = "") -> str:
    """The list of what one part of a figure counts: dossiers, those of one cause, or procedures.

    `above`: the page of the report.
    """
    told = {REPORT: above} if above else {}
    if not is_behind(part.token):
        return figure_url(Cell.of_token(part.token), **told)
    behind = Behind.of_token(part.token)
    if behind.kind is Kind.CAUSE:
        return figure_url(behind.cell, **told, **{CAUSE: behind.of or NO_CAUSE})
    return f"{reverse('report_procedures')}?{urlencode({CELL: part.token, **told})}"


def figure_parts(report: Report, table: Table, row: Row, key: str, above: str) -> list[ShownPart]:
    """The measures that a figure is made of; `above`: the page of the report."""
    return [
        ShownPart(label, part.words, shown(part.value, ColumnKind.COUNT), list_url(part, above))
        for label, part in parts_of(table, row, key)
    ]
