# SPDX-License-Identifier: EUPL-1.2
"""Whether a report agrees with itself and with the period before it; what stands between is told line by line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from motcua.law.clock import VIETNAM
from motcua.reports.asking import Asking
from motcua.reports.definitions import Carry, ColumnKind, Form
from motcua.reports.periods import Span, span_before
from motcua.reports.values import Check, Line, Report, Row, RowKind, Table
from motcua.statistics import M


def checks_of(form: Form, total: Row, asking: Asking) -> Iterator[Check]:
    """The identities of the form on the figures of the whole unit. A side that is not known is not checked."""
    for identity in form.identities:
        left = total.value(identity.left)
        right = [total.value(key) for key in identity.right]
        if left is None or None in right:
            continue
        lines = tuple(
            Line(gap.words, gap.sign * count, asking.cell(M(gap.measure), (), ()).to_token())
            for gap in identity.gaps
            if (count := asking.count(M(gap.measure), (), ()))
        )
        added = sum(value for value in right if value is not None)
        yield Check(identity.words, left, added, lines if left != added else ())


def sum_check(form: Form, table: Table) -> Iterator[Check]:
    """Whether the lines add up to the total, which was counted by itself: all columns together."""
    lines = [row for row in table.rows if row.kind is RowKind.LINE]
    keys = [
        column.key
        for column in form.columns
        if (column.measures or column.is_cause) and all(row.value(column.key) is not None for row in lines)
    ]
    if not lines or not keys:
        return
    left = sum(table.total.value(key) or 0 for key in keys)
    right = sum(row.value(key) or 0 for row in lines for key in keys)
    where = f" ({table.title.lower()})" if table.title else ""
    yield Check(f"Dòng tổng số = tổng các dòng{where}", left, right)


def carry_check(form: Form, span: Span, total: Row, asking: Asking, before: Report | None) -> Check:
    """What was carried over against what the period before left open.

    `before`: the frozen report of that period; without one, its figure as it was known when it ended. With merged
    units under their successors it is always the latter, of the units as they stand in the later period.
    """
    if form.carry is None:
        raise ValueError(f"{form.number} has no continuity to check")
    earlier = span_before(span)
    opening = total.value(form.carry.opening) or 0
    comparable = before is not None and not asking.question.successors
    closing = before.tables[0].total.value(form.carry.closing) if before and comparable else None
    if closing is None:
        closing = _closing(form.carry, form, earlier, asking, known_then=True)
    lines = []
    if opening != closing:
        corrected = _closing(form.carry, form, earlier, asking, known_then=False) - closing
        lines = [Line(f"Nhập bổ sung, đính chính sau khi chốt {_inside(earlier.label)}", corrected)]
    columns = {key: form.column(key).number for key in (form.carry.opening, form.carry.closing)}
    words = (
        f"Cột {columns[form.carry.opening]} kỳ này = cột {columns[form.carry.closing]} "
        f"của {_inside(earlier.label)}"
    )
    return Check(words, opening, closing, tuple(line for line in lines if line.value))


def _closing(carry: Carry, form: Form, earlier: Span, asking: Asking, *, known_then: bool) -> int:
    asked, column = asking.question, carry.closing
    if asked.successors:  # the period before, by the units of this one: what stood open when it began
        ended = dt.datetime.combine(earlier.last, dt.time(23, 59), VIETNAM)
        question, column = replace(asked, as_of=ended if known_then else asking.as_of), carry.opening
    else:
        known = None if known_then else asking.as_of
        question = replace(asked, first=earlier.first, last=earlier.last, as_of=known)
    value, _parts = Asking(question).parts(form.column(column), (), ())
    return value or 0


def _inside(label: str) -> str:
    """A label within a sentence: `quý IV năm 2025`."""
    return label[:1].lower() + label[1:]


def difference(then: Report, now: Report) -> list[tuple[Row, str, int | None, int | None]]:
    """The figures that are not what they were: the row, the column, then and now. Rows are matched by their keys."""
    found = []
    for old, new in zip(then.tables, now.tables, strict=True):
        rows = {row.key: row for row in old.rows}
        for row in new.rows:
            earlier = rows.pop(row.key, None)
            found += [
                (row, head.key, earlier.value(head.key) if earlier else 0, row.value(head.key))
                for head in now.heads
                if head.kind is ColumnKind.COUNT
                and (earlier.value(head.key) if earlier else 0) != row.value(head.key)
            ]
        found += [
            (row, head.key, row.value(head.key), 0)
            for row in rows.values()
            for head in then.heads
            if head.kind is ColumnKind.COUNT and row.value(head.key)
        ]
    return found
