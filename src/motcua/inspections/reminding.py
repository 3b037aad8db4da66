# SPDX-License-Identifier: EUPL-1.2
"""Mails about findings that are due soon or overdue: to the heads of the unit, late ones also to who follows up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from motcua.desk import outbox
from motcua.inspections.models import FindingState, InspectionFinding, VisitState
from motcua.inspections.rights import HEADS
from motcua.law.roles import Role
from motcua.organisations.models import Person, Position, in_force

NEAR = dt.timedelta(days=5)
"""How long before its day a mail goes out."""

FORGOTTEN = dt.timedelta(days=90)
"""Findings that are late for longer are on the page and no longer mailed about."""

MOST = 500
"""Findings of one round; the rest has its turn in the next."""


def write_reminders(now: dt.datetime) -> int:
    """Put the mails into the outbox; how many. Safe to repeat: one for each person, finding, day and stage."""
    if not settings.MAIL_ENABLED:
        return 0
    today = timezone.localdate(now)
    findings = list(_waiting(today))
    seats = _seats({pk for one in findings for pk in (one.unit_id, one.visit.plan.unit_id)}, today)
    with translation.override("vi"):
        return sum(_mailed(one, seats, today, now) for one in findings)


def _waiting(today: dt.date) -> QuerySet[InspectionFinding]:
    rows = InspectionFinding.objects.select_related("visit__plan", "visit__unit", "unit").filter(
        visit__state=VisitState.CONCLUDED,
        state=FindingState.OPEN,
        due__lte=today + NEAR,
        due__gte=today - FORGOTTEN,
    )
    return rows.order_by("due", "id")[:MOST]


def _seats(units: Iterable[int], today: dt.date) -> dict[int, list[Position]]:
    """The heads and control officers of these units. One query."""
    roles = [role.value for role in (*HEADS, Role.CONTROL_OFFICER)]
    rows = Position.objects.filter(in_force(today), unit_id__in=list(units), role__in=roles)
    found: dict[int, list[Position]] = {}
    for seat in rows.select_related("person").order_by("id"):
        found.setdefault(seat.unit_id, []).append(seat)
    return found


def _mailed(
    finding: InspectionFinding, seats: dict[int, list[Position]], today: dt.date, now: dt.datetime
) -> int:
    late = finding.due < today
    people = {seat.person for seat in seats.get(finding.unit_id, []) if seat.role != Role.CONTROL_OFFICER}
    if late:
        above = seats.get(finding.visit.plan.unit_id, [])
        people |= {seat.person for seat in above if seat.role == Role.CONTROL_OFFICER}
    return sum(_to(person, finding, late, now) for person in people if person.is_active)


def _to(person: Person, finding: InspectionFinding, late: bool, now: dt.datetime) -> int:
    stage = "late" if late else "near"
    key = f"inspection:{stage}:{finding.pk}:{finding.due:%Y%m%d}:{person.pk}"
    words = _("quá hạn khắc phục") if late else _("sắp đến hạn khắc phục")
    subject = _("Một Cửa: phát hiện qua kiểm tra %(words)s") % {"words": words}
    context = {"person": person, "finding": finding, "late": late, "site": settings.PUBLIC_URL}
    plain, html = (render_to_string(f"inspections/mail/due.{kind}", context) for kind in ("txt", "html"))
    return int(outbox.put(key, person, subject, plain, html, now))
