# SPDX-License-Identifier: EUPL-1.2
"""Warnings by mail: one list each working morning, and some kinds as soon as they come up.

By default a mail names no applicant and quotes nobody: only the dossier's code and procedure leave the house
(`MOTCUA_MAIL_NAMES`). Whoever is absent and has somebody standing in gets none; who stands in gets theirs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from motcua.desk import outbox
from motcua.desk.absences import absent_with_stand_in
from motcua.desk.choices import Chosen, chosen
from motcua.desk.models import MailChoice
from motcua.desk.reminders import MOST, Reminder, reminders_of
from motcua.law.names import date_phrase
from motcua.law.warnings import WARNING_NAMES, WarningKind
from motcua.law.working_time import is_working_day
from motcua.organisations.actors import Actor, actor_of
from motcua.organisations.calendars import load_calendar
from motcua.organisations.models import Person

_OFFICE_CALENDAR = "vn-admin"

Found = dict[WarningKind, list[Reminder]]


@dataclass(frozen=True, slots=True)
class Group:
    """The warnings of one kind as a mail tells them."""

    name: str
    rows: tuple[Reminder, ...]
    more: bool


def write_mails(now: dt.datetime) -> int:
    """Put the mails into the outbox that are due at `now`; how many. Safe to repeat: each has its key.

    The language is Vietnamese: it is the language of the administration, and nobody is there to choose another.
    """
    written = 0
    with translation.override("vi"):
        for person, wants in _recipients(now):
            actor = actor_of(person, timezone.localdate(now))
            found = reminders_of(actor, now)
            written += sum(_at_once(person, wants, found, now))
            written += _digest(person, actor, wants, found, now)
    return written


def _recipients(now: dt.datetime) -> Iterator[tuple[Person, Chosen]]:
    away = absent_with_stand_in(timezone.localdate(now))
    people = Person.objects.filter(is_active=True).exclude(email="").exclude(pk__in=away).order_by("id")
    for person in people.prefetch_related(Prefetch("mail_choice", MailChoice.objects.all())).iterator(500):
        yield person, chosen(getattr(person, "mail_choice", None))


def _digest(person: Person, actor: Actor, wants: Chosen, found: Found, now: dt.datetime) -> int:
    local = timezone.localtime(now)
    if not (wants.digest and found and local.time() >= settings.MAIL_DIGEST_AT):
        return 0
    if not is_working_day(load_calendar(_OFFICE_CALENDAR), local.date()):
        return 0
    groups = [_group(kind, rows) for kind, rows in found.items()]
    count = sum(len(group.rows) for group in groups)
    subject = _("Một Cửa: %(count)s việc cần chú ý, %(day)s") % {
        "count": f"{count}+" if any(group.more for group in groups) else count,
        "day": date_phrase(local.date()),
    }
    context = {"groups": groups, "stands_in": any(seat.delegation for seat in actor.seats)}
    key = f"digest:{local.date().isoformat()}:{person.pk}"
    return int(outbox.put(key, person, subject, *_bodies("digest", person, context), now))


def _at_once(person: Person, wants: Chosen, found: Found, now: dt.datetime) -> Iterator[int]:
    for kind in wants.at_once & found.keys():
        for reminder in found[kind][:MOST]:
            key = f"now:{kind}:{reminder.code}:{reminder.at.astimezone(dt.UTC):%Y%m%d%H%M%S}:{person.pk}"
            subject = _("Một Cửa: %(kind)s, hồ sơ %(code)s") % {
                "kind": WARNING_NAMES[kind].lower(),
                "code": reminder.code,
            }
            context = {"groups": [_group(kind, [reminder])]}
            yield int(outbox.put(key, person, subject, *_bodies("at_once", person, context), now))


def _group(kind: WarningKind, rows: list[Reminder]) -> Group:
    told = rows if settings.MAIL_NAMES else [replace(row, applicant="", quote="") for row in rows]
    return Group(WARNING_NAMES[kind], tuple(told[:MOST]), more=len(rows) > MOST)


def _bodies(name: str, person: Person, context: dict[str, Any]) -> tuple[str, str]:
    full = {**context, "person": person, "site": settings.PUBLIC_URL, "most": MOST}
    return render_to_string(f"desk/mail/{name}.txt", full), render_to_string(f"desk/mail/{name}.html", full)
