# SPDX-License-Identifier: EUPL-1.2
"""The priorities that come with the project; an authority changes its rows, and loading again leaves them alone."""

from __future__ import annotations

from motcua.datafiles import DATA, read_yaml
from motcua.tickets.models import Priority


def load_priorities() -> int:
    """Add the priorities that are not there yet; how many."""
    told = read_yaml((DATA / "tickets" / "priorities.yaml").read_text(encoding="utf-8"))["priorities"]
    have = set(Priority.objects.values_list("code", flat=True))
    new = [
        Priority(code=row["code"], name=row["name"], rank=row["rank"], source=row.get("source", ""))
        for row in told
        if row["code"] not in have
    ]
    return len(Priority.objects.bulk_create(new, ignore_conflicts=True))
