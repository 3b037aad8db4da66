# SPDX-License-Identifier: EUPL-1.2
"""Due dates as a calendar feed (RFC 5545), by a secret address of each person.

The address is the key: whoever has it reads the person's due dates, so it can be ended at any time. Only its hash is
kept. The feed carries codes and procedures and, unless the policy of mails allows it, no applicant.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.desk.models import FeedAddress
from motcua.dossiers import queries
from motcua.dossiers.models import Dossier
from motcua.organisations.actors import actor_of
from motcua.organisations.models import Person

if TYPE_CHECKING:
    from icalendar import Event

MOST = 500
"""Dossiers in one feed, first due first."""

REFRESH = dt.timedelta(minutes=30)


@transaction.atomic
def make_address(person_id: int, now: dt.datetime) -> str:
    """A new secret address; the one before ends. The answer is the only time it is told."""
    Person.objects.select_for_update().get(pk=person_id)  # one at a time, so that one address holds
    end_address(person_id, now)
    token = secrets.token_urlsafe(32)
    FeedAddress.objects.create(person_id=person_id, sha256=_hash(token), made_at=now)
    return token


def end_address(person_id: int, now: dt.datetime) -> bool:
    """End the address; whoever still uses it reads nothing any more. False when there was none."""
    held = FeedAddress.objects.filter(person_id=person_id, revoked_at__isnull=True)
    return bool(held.update(revoked_at=now))


def address_of(person_id: int) -> FeedAddress | None:
    """The address in force, without its secret."""
    return FeedAddress.objects.filter(person_id=person_id, revoked_at__isnull=True).first()


def person_by(token: str) -> Person | None:
    """Whose feed this is; None for an unknown or ended address and for somebody who no longer works here."""
    held = FeedAddress.objects.filter(sha256=_hash(token), revoked_at__isnull=True, person__is_active=True)
    found = held.select_related("person").first()
    return found.person if found else None


def feed_of(person: Person, now: dt.datetime, more: Iterable[Event] = ()) -> bytes:
    """The due dates of the dossiers the person holds, and of those they stand in for, as a calendar file.

    `more`: events of rooms above, as they are.
    """
    from icalendar import Calendar  # ⚡ slow to load, and only calendars ask for it

    actor = actor_of(person, timezone.localdate(now))
    calendar = Calendar()
    calendar.add("prodid", "-//Mot Cua//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Một Cửa: hạn giải quyết hồ sơ, việc kế hoạch"))
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    running = queries.held_by(actor).filter(due_current__isnull=False, paused_since__isnull=True)
    for dossier in running[:MOST]:
        calendar.add_component(_event(dossier, now))
    for event in more:
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _event(dossier: Dossier, now: dt.datetime) -> Event:
    """One due date as a moment without length: it is a limit and blocks nobody's time."""
    from icalendar import Alarm, Event

    host = settings.PUBLIC_URL.partition("://")[2].partition("/")[0]
    due = dossier.due_current or now
    event = Event()
    event.add("uid", f"{dossier.code}@{host}")
    event.add("dtstamp", dossier.last_event_at or now)
    event.add("sequence", dossier.last_sequence)
    event.add("dtstart", due.astimezone(dt.UTC))
    event.add(
        "summary",
        _("Hạn %(code)s: %(procedure)s") % {"code": dossier.code, "procedure": dossier.procedure_name},
    )
    if settings.MAIL_NAMES:
        event.add("description", dossier.applicant_name)
    event.add("url", f"{settings.PUBLIC_URL}/ho-so/{dossier.code}/")
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Sắp đến hạn"))
    alarm.add("trigger", dt.timedelta(days=-1))
    event.add_component(alarm)
    return event


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
