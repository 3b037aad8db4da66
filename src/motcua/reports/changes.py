# SPDX-License-Identifier: EUPL-1.2
"""What a report would say otherwise by now: each figure then and now, and the dossiers that came or went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from motcua.reports.behind import Behind, Kind, is_behind
from motcua.reports.checking import difference
from motcua.reports.late_causes import with_cause
from motcua.reports.values import Figure, Head, Report, Row, RowKind
from motcua.statistics import EVERY, Cell, listed

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
        figures = [report.tables[0].total.figure(key) for report in (then, now)]
        few = max(old or 0, new or 0) <= LISTED_AT_MOST
        if row.kind is RowKind.TOTAL and few and all(map(_is_of_dossiers, figures)):
            before, after = map(_codes, figures)
            came, went = tuple(sorted(after - before)), tuple(sorted(before - after))
        found.append(Change(row, heads[key], old, new, came, went))
    return found


def _codes(figure: Figure) -> set[str]:
    """The dossiers of a figure, whichever of its measures counts them."""
    return {code for part in figure.parts for code in _codes_of(part.token)}


def _codes_of(token: str) -> Iterator[str]:
    behind = Behind.of_token(token) if is_behind(token) else None
    cell = behind.cell if behind else Cell.of_token(token)
    only = with_cause(cell, behind.of) if behind else EVERY
    after = ""
    while True:
        page = listed(cell, after=after, limit=_PAGE, only=only)
        yield from (row.code for row in page.rows)
        if not page.next:
            return
        after = page.next


def _is_of_dossiers(figure: Figure) -> bool:
    """Whether dossiers make the figure; procedures make some."""
    lists = [Behind.of_token(part.token) for part in figure.parts if is_behind(part.token)]
    return all(one.kind is Kind.CAUSE for one in lists)
