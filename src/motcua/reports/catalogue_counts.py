# SPDX-License-Identifier: EUPL-1.2
"""Counts of the catalogue on a day, by name, for the form on procedures and internal processes (II.07b)."""

from __future__ import annotations

import datetime as dt

from motcua.catalogue.models import InternalProcess, Level
from motcua.catalogue.queries import valid_on

_LEVELS = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)


def catalogue_counts(day: dt.date) -> dict[str, int]:
    """Procedures in force on `day`, and those with a decided internal process: all, and by level. Two queries.

    A procedure that several levels carry out counts at each of them and once in the total.
    """
    versions = list(valid_on(day).values_list("pk", "levels"))
    with_process = set(
        InternalProcess.objects.filter(version__in=valid_on(day))
        .exclude(decision_number="")
        .values_list("version_id", flat=True)
    )
    counts = {"procedures": len(versions), "processes": len(with_process)}
    for level in _LEVELS:
        at_level = {pk for pk, levels in versions if level.value in levels}
        counts[f"procedures_{level.value}"] = len(at_level)
        counts[f"processes_{level.value}"] = len(at_level & with_process)
    return counts
