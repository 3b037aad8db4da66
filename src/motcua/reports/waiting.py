# SPDX-License-Identifier: EUPL-1.2
"""Late dossiers whose cause a unit has not stated yet: the work list of causes of lateness."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import ENDED_LATE
from motcua.dossiers.rights import over
from motcua.organisations.actors import Actor
from motcua.reports.late_causes import STATING_ROLES
from motcua.reports.models import LatenessCause

PAGE = 50


def late_for(
    actor: Actor, since: dt.date, now: dt.datetime, *, stated: bool = False, before: int = 0
) -> QuerySet[Dossier]:
    """Dossiers the actor may state the cause for, late by `now` and open or ended since `since`, latest first.

    `stated`: those with a cause instead of those without. At most `PAGE` and one more, before the id `before`.
    """
    went_by = now - dt.timedelta(minutes=1)  # late begins with the minute after the due one, as in `is_late`
    open_late = Q(ended_at__isnull=True, due_original__lte=went_by)
    late = open_late | (ENDED_LATE & Q(ended_at__date__gte=since))
    mine = over(actor, "competent_unit_id", "holder_unit_id", roles=STATING_ROLES)
    told = Exists(LatenessCause.objects.filter(dossier_id=OuterRef("pk")))
    rows = Dossier.objects.filter(mine & late, received_at__isnull=False)
    if before:
        rows = rows.filter(pk__lt=before)
    rows = rows.filter(told) if stated else rows.exclude(told)
    return rows.select_related("competent_unit", "holder").order_by("-pk")[: PAGE + 1]
