# SPDX-License-Identifier: EUPL-1.2
"""Numbers of dossiers and letters: one counter row per unit, series and period.

The counter is raised by one statement that takes the row's lock, late in the act's transaction. Two receivers of
one unit wait for each other for the rest of that transaction only; an act that fails takes its own number back and
nobody else's, so a series has neither a duplicate nor a gap.
"""

from __future__ import annotations

import datetime as dt

from motcua.statements import Statement

_NEXT = Statement("""
insert into dossiers_numberseries (unit_id, series, period, last) values (%s, %s, %s, 1)
on conflict (unit_id, series, period) do update set last = dossiers_numberseries.last + 1
returning last
""")


def next_number(unit_id: int, series: str, period: str) -> int:
    """The next number of a series, counting from 1. Must run inside the transaction that uses it."""
    ((number,),) = _NEXT.rows([unit_id, series, period])
    return int(number)


def next_of_day(unit_id: int, day: dt.date) -> int:
    """Order of a dossier among those the unit took that day (NĐ 61/2018 Đ.26)."""
    return next_number(unit_id, "dossier", f"{day:%Y-%m-%d}")


def next_of_year(unit_id: int, symbol: str, year: int) -> int:
    """Number of a letter of the unit within the year, from 1 on 1 January (NĐ 30/2020 Đ.15)."""
    return next_number(unit_id, f"letter:{symbol}", str(year))
