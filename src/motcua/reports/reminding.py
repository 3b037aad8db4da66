# SPDX-License-Identifier: EUPL-1.2
"""Mails about reports that are due soon or late: to those who prepare them and to the head, once for each stage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from motcua.desk import outbox
from motcua.law.roles import Role
from motcua.organisations.models import Person, Position, Unit, in_force
from motcua.reports.acts import PREPARE_ROLES, SUBMIT_ROLES
from motcua.reports.periods import statutory_spans
from motcua.reports.places import agencies_of
from motcua.reports.queries import Due, Standing, dues_of, owed_by

NEAR = dt.timedelta(days=3)
"""How long before the due day a mail goes out."""

FORGOTTEN = dt.timedelta(days=60)
"""Reports that are late for longer are on the page and no longer mailed about."""

_PERIODS = 3
_OPEN = frozenset({Standing.WAITING, Standing.PREPARED, Standing.RETURNED, Standing.LATE})


def write_reminders(now: dt.datetime) -> int:
    """Put the mails into the outbox; how many. Safe to repeat: one mail for each person, period and stage."""
    if not settings.MAIL_ENABLED:
        return 0
    today = timezone.localdate(now)
    with translation.override("vi"):
        return sum(
            _mailed(person, unit, stage, dues, now)
            for unit, people in _reporting(today)
            for stage, dues in _waiting(unit, today)
            for person in people
        )


def _reporting(today: dt.date) -> Iterator[tuple[Unit, list[Person]]]:
    """The agencies in which somebody controls procedures, with those who prepare and the head."""
    roles = [role.value for role in PREPARE_ROLES | SUBMIT_ROLES]
    seats = Position.objects.filter(in_force(today), role__in=roles).select_related("person", "unit__parent")
    agencies = agencies_of(seat.unit_id for seat in seats)
    found: dict[int, dict[int, Person]] = {}
    watched = set()
    for seat in seats:
        agency = agencies.get(seat.unit_id)
        if agency is None:
            continue
        found.setdefault(agency, {})[seat.person_id] = seat.person
        if seat.role == Role.CONTROL_OFFICER:
            watched.add(agency)
    for unit in Unit.objects.select_related("parent").filter(pk__in=watched).order_by("pk"):
        yield unit, [person for person in found[unit.pk].values() if person.is_active]


def _waiting(unit: Unit, today: dt.date) -> Iterator[tuple[str, list[Due]]]:
    spans = [span for span in statutory_spans(today, _PERIODS) if span.last < today]
    owed = owed_by(unit, today)
    dues = [due for due in dues_of(unit, owed, spans, today) if due.standing in _OPEN and due.due_on]
    for span in spans:
        mine = [due for due in dues if due.span == span and due.due_on is not None]
        near = [due for due in mine if due.due_on and today <= due.due_on <= today + NEAR]
        late = [due for due in mine if due.due_on and today - FORGOTTEN <= due.due_on < today]
        if near:
            yield "near", near
        if late:
            yield "late", late


def _mailed(person: Person, unit: Unit, stage: str, dues: list[Due], now: dt.datetime) -> int:
    span = dues[0].span
    key = f"report:{stage}:{unit.pk}:{span.name}:{person.pk}"
    words = _("quá hạn gửi") if stage == "late" else _("sắp đến hạn gửi")
    subject = _("Một Cửa: báo cáo %(period)s %(words)s") % {"period": span.label, "words": words}
    context = {
        "person": person,
        "unit": unit,
        "dues": dues,
        "late": stage == "late",
        "site": settings.PUBLIC_URL,
    }
    plain, html = (render_to_string(f"reports/mail/due.{kind}", context) for kind in ("txt", "html"))
    return int(outbox.put(key, person, subject, plain, html, now))
