# SPDX-License-Identifier: EUPL-1.2
"""Everything that changes an inspection. Each act checks the right, locks the row and writes one step."""

from motcua.inspections.acts.following import answer, close_visit, prolong, send_back, settle
from motcua.inspections.acts.planning import (
    PlanIn,
    add_unit,
    addable,
    close_plan,
    draw_units,
    drop_unit,
    make_plan,
    put_in_force,
)
from motcua.inspections.acts.sampling import Looked, check_dossier, look, sample
from motcua.inspections.acts.visiting import (
    FindingIn,
    Preparation,
    Seen,
    announce,
    check,
    find,
    report,
    return_report,
    sign,
    start,
    withdraw,
)

__all__ = [
    "FindingIn",
    "Looked",
    "PlanIn",
    "Preparation",
    "Seen",
    "add_unit",
    "addable",
    "announce",
    "answer",
    "check",
    "check_dossier",
    "close_plan",
    "close_visit",
    "draw_units",
    "drop_unit",
    "find",
    "look",
    "make_plan",
    "prolong",
    "put_in_force",
    "report",
    "return_report",
    "sample",
    "send_back",
    "settle",
    "sign",
    "start",
    "withdraw",
]
