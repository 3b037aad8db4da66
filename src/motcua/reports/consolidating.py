# SPDX-License-Identifier: EUPL-1.2
"""The report of an upper agency as the sum of the frozen reports of the agencies below it.

What is added up are the figures that were sent, never figures asked anew; who did not send, and where the statistics
say something else by now, stands in the report itself.
"""

from __future__ import annotations

from motcua.organisations.models import Unit
from motcua.reports.definitions import ColumnKind, Form
from motcua.reports.making import Order, asked_of, heads_of
from motcua.reports.places import scope_of_unit
from motcua.reports.values import Check, Figure, Part, Report, Row, RowKind, Source, Table, share

Sent = tuple[Unit, Report, int]
"""An agency, what it sent, and the number of that edition."""


def consolidate(order: Order, sent: list[Sent], missing: list[Unit], live: Report) -> Report:
    """The sum of what was sent; `live` is the same form from the statistics, asked for the same moment."""
    form = order.form
    lines = [_line(form, number, unit, report) for number, (unit, report, _) in enumerate(sent, start=1)]
    total = _sum(form, lines)
    table = Table("", form.sections[0].heading, (total, *lines))
    now = live_figures(live, [unit for unit, _, _ in sent])
    sources = [
        Source(unit.code, unit.name, report.sha256, edition, _differences(form, line, figures))
        for line, (unit, report, edition), figures in zip(lines, sent, now, strict=True)
    ]
    sources += [Source(unit.code, unit.name) for unit in missing]
    return Report(
        asked=asked_of(order, live.asked.as_of),
        heads=heads_of(form),
        tables=(table,),
        checks=tuple(_checks(form, total, [report for _, report, _ in sent])),
        sources=tuple(sources),
        later=live.later,
        footnotes=form.footnotes,
    )


def _line(form: Form, number: int, unit: Unit, report: Report) -> Row:
    """The total of a report as one line; the list of a figure is the one that was sent."""
    total = report.tables[0].total
    figures = tuple(
        Figure(column.key, figure.value, figure.parts)
        for column in form.columns
        for figure in [total.figure(column.key)]
    )
    return Row(f"agency={unit.pk}", RowKind.LINE, str(number), unit.name, figures)


def _sum(form: Form, lines: list[Row]) -> Row:
    """The lines together. A share is taken of the sums; where one line is not known, neither is the sum."""
    figures: dict[str, Figure] = {}
    for column in form.columns:
        if column.share_of:
            part, whole = (figures[name].value for name in column.share_of)
            figures[column.key] = Figure(column.key, share(part, whole))
            continue
        values = [line.value(column.key) for line in lines]
        known = [value for value in values if value is not None]
        figures[column.key] = Figure(column.key, sum(known) if len(known) == len(values) else None)
    return Row("total", RowKind.TOTAL, "", "Tổng số", tuple(figures.values()))


def _differences(form: Form, line: Row, now: dict[str, int]) -> tuple[str, ...]:
    """Where the statistics now say something else of this agency: column, sent, now."""
    return tuple(
        f"Cột {column.number}: đã gửi {line.value(column.key)}, hiện nay {now.get(column.key, 0)}"
        for column in form.columns
        if column.kind is ColumnKind.COUNT
        and column.measures
        and now.get(column.key, 0) != line.value(column.key)
    )


def live_figures(live: Report, units: list[Unit]) -> list[dict[str, int]]:
    """What the statistics say of each agency with everything that belongs to it. One query."""
    rows = [row for row in live.tables[0].rows if row.kind is RowKind.LINE]
    numbers = {row.key: int(row.key.rpartition("=")[2]) for row in rows}
    found = Unit.objects.filter(pk__in=set(numbers.values()))
    lineage = {unit.pk: {*unit.lineage} for unit in found}
    told = []
    for unit in units:
        scope = scope_of_unit(unit)
        own = [row for row in rows if scope in lineage[numbers[row.key]]]
        told.append({head.key: sum(row.value(head.key) or 0 for row in own) for head in live.heads})
    return told


def _checks(form: Form, total: Row, reports: list[Report]) -> list[Check]:
    """The identities on the sums; what explained them in the reports explains them here."""
    checks = []
    for identity in form.identities:
        left, right = total.value(identity.left), [total.value(key) for key in identity.right]
        if left is None or None in right:
            continue
        lines = [
            line
            for report in reports
            for check in report.checks
            if check.words == identity.words
            for line in check.lines
        ]
        checks.append(
            Check(identity.words, left, sum(value for value in right if value is not None), tuple(lines))
        )
    return checks


def parts_of(table: Table, row: Row, key: str) -> tuple[tuple[str, Part], ...]:
    """The measures a figure is made of, each with the row it comes from: its own, or those of the lines below it."""
    own = row.figure(key).parts
    if own:
        return tuple((row.label, part) for part in own)
    if row.kind is RowKind.LINE:
        return ()
    return tuple(
        (line.label, part)
        for line in table.rows
        if line.kind is RowKind.LINE
        for part in line.figure(key).parts
    )
