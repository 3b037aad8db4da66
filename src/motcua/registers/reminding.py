# SPDX-License-Identifier: EUPL-1.2
"""Mails about corrective actions (ISO 9001:2015 10.2.1) that are near, late, or escalated (`desk.owed`)."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from motcua.desk.owed import Line, Owed, Told, last_day_of, page_of, remind_rows, unit_fact
from motcua.law.working_time import Calendar
from motcua.organisations.models import Person
from motcua.registers.models import Nonconformity, NonconformityState


def write_reminders(now: dt.datetime) -> int:
    """Put the mails into the outbox; how many. Safe to repeat."""
    rows = Nonconformity.objects.filter(state=NonconformityState.ACTION_PLANNED)
    related = rows.select_related("responsible", "unit")
    return remind_rows(related, "action_due", _owed, _line, _("hành động khắc phục"), now)


def _owed(row: Nonconformity, calendar: Calendar) -> Owed:
    day = last_day_of(calendar, row.action_due)
    return Owed(f"nonconformity:{row.pk}", row, day, row.responsible_id, row.unit_id)


def _line(told: Told, person: Person) -> Line:
    row: Nonconformity = told.owed.row
    facts = ((_("Điểm không phù hợp:"), row.description), *unit_fact(row.responsible))
    return Line(row.action, page_of(f"/iso/khong-phu-hop/{row.pk}/"), facts)
