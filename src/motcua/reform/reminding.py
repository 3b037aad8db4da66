# SPDX-License-Identifier: EUPL-1.2
"""Mails about remedial tasks that are near, late, or escalated (`desk.owed`)."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from motcua.desk.owed import Line, Owed, Told, last_day_of, page_of, remind_rows, unit_fact
from motcua.law.working_time import Calendar
from motcua.organisations.models import Person
from motcua.reform.models import RemedialTask, RemedyState


def write_reminders(now: dt.datetime) -> int:
    """Put the mails into the outbox; how many. Safe to repeat."""
    rows = RemedialTask.objects.filter(state=RemedyState.OPEN)
    related = rows.select_related("assessment__round", "assessment__unit", "unit", "owner")
    return remind_rows(related, "due", _owed, _line, _("việc khắc phục"), now)


def _owed(row: RemedialTask, calendar: Calendar) -> Owed:
    day = last_day_of(calendar, row.due)
    return Owed(f"remedy:{row.pk}", row, day, row.unit_id, row.assessment.unit_id, row.owner)


def _line(told: Told, person: Person) -> Line:
    task: RemedialTask = told.owed.row
    judged = f"{task.code}, {task.assessment.round.year}, {task.assessment.unit.name}"
    facts = ((_("Tiêu chí:"), judged), *unit_fact(task.unit))
    return Line(task.words, page_of(f"/cai-cach/viec/{task.pk}/"), facts)
