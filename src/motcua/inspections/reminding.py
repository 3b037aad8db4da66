# SPDX-License-Identifier: EUPL-1.2
"""Mails about findings that have to be put right: near, late, or escalated (`desk.owed`)."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from motcua.desk.owed import Line, Owed, Told, last_day_of, page_of, remind_rows, unit_fact
from motcua.inspections.models import FindingState, InspectionFinding, VisitState
from motcua.law.working_time import Calendar
from motcua.organisations.models import Person


def write_reminders(now: dt.datetime) -> int:
    """Put the mails into the outbox; how many. Safe to repeat."""
    rows = InspectionFinding.objects.filter(state=FindingState.OPEN, visit__state=VisitState.CONCLUDED)
    related = rows.select_related("visit__plan", "visit__unit", "unit")
    return remind_rows(related, "due", _owed, _line, _("phát hiện qua kiểm tra"), now)


def _owed(row: InspectionFinding, calendar: Calendar) -> Owed:
    day = last_day_of(calendar, row.due)
    return Owed(f"finding:{row.pk}", row, day, row.unit_id, row.visit.plan.unit_id)


def _line(told: Told, person: Person) -> Line:
    finding: InspectionFinding = told.owed.row
    facts = ((_("Phát hiện:"), finding.content), *unit_fact(finding.unit))
    return Line(finding.demand, page_of(f"/kiem-tra/phat-hien/{finding.pk}/"), facts)
