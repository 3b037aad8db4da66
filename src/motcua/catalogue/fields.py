# SPDX-License-Identifier: EUPL-1.2
"""The fields (lĩnh vực) of the catalogue on a day, and the names of procedures: what a position may be limited to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from motcua.catalogue.queries import valid_on


def fields_on(day: dt.date) -> list[tuple[str, str]]:
    """Code and name of every field with a procedure in force, in order of the name. One query."""
    rows = valid_on(day).exclude(field_code="").values_list("field_code", "field_name").distinct()
    names = dict(
        sorted(rows, key=lambda row: row[1], reverse=True)
    )  # one name for each code, the first in order
    return sorted(names.items(), key=lambda row: (row[1], row[0]))


def procedure_names(codes: Iterable[str], day: dt.date) -> dict[str, str]:
    """Names of procedures in force by code; one that is missing is not in force. One query."""
    found = valid_on(day).filter(procedure__code__in=list(codes))
    return dict(found.values_list("procedure__code", "name"))
