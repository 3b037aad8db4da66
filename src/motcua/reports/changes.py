# SPDX-License-Identifier: EUPL-1.2
"""What a report would say otherwise by now: each figure then and now, and the dossiers that came or went."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.reports.checking import difference
from motcua.reports.values import Figure, Head, Report, Row, RowKind
from motcua.statistics import Cell, listed

LISTED_AT_MOST = 2000
"""Dossiers of one figure that are compared one by one; of larger figures only the numbers are told."""

SHOWN_AT_MOST = 100
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of one row. `came` and `went` are codes of dossiers; None when there are too many to compare."""

    row: Row
    head: Head
    then: int | None
    now: int | None
    came: tuple[str, ...] | None
    went: tuple[str, ...] | None


def changes_between(then: Report, now: Report) -> list[Change]:
    """The figures that differ, those of the whole unit with their dossiers; at most `SHOWN_AT_MOST` of them."""
    heads = {head.key: head for head in now.heads}
    found = []
    for row, key, old, new in difference(then, now)[:SHOWN_AT_MOST]:
        came: tuple[str, ...] | None = None
        went: tuple[str, ...] | None = None
        if row.kind is RowKind.TOTAL and max(old or 0, new or 0) <= LISTED_AT_MOST:
            before = _codes(then.tables[0].total.figure(key))
            after = _codes(now.tables[0].total.figure(key))
            came, went = tuple(sorted(after - before)), tuple(sorted(before - after))
        found.append(Change(row, heads[key], old, new, came, went))
    return found


def _codes(figure: Figure) -> set[str]:
    """The dossiers of a figure, whichever of its measures counts them."""
    found: set[str] = set()
    for part in figure.parts:
        cell, after = Cell.of_token(part.token), ""
        while True:
            page = listed(cell, after=after, limit=_PAGE)
            found.update(row.code for row in page.rows)
            if not page.next:
                break
            after = page.next
    return found
